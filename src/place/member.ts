import type { CivilDate } from "@concordat/calendar";
import type { Provenance } from "../kernel/index.ts";
import type { Seat } from "./board.ts";
import { daysOverlap, isInBeing, type Days } from "./in-being.ts";

/** An office that holds a seat for a time; never a person's name. */
export interface Member extends Provenance {
  readonly id: string;
  readonly seat: string;
  /** "Leader of the council". */
  readonly office: string;
  /** It sits in for the seat's holder. */
  readonly asSubstitute: boolean;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
}

/**
 * Whether one more member fits on a seat: on no day do more members hold seats of their own than there are.
 *
 * Substitutes take no seat. Where the number of seats is not known, any number fits.
 */
export function fitsOn(seat: Pick<Seat, "seats">, members: readonly Member[], days: Days): boolean {
  if (seat.seats === undefined) return true;
  const held = members.filter((one) => !one.asSubstitute && daysOverlap(one, days));
  return mostAtOnce(held, days) < seat.seats;
}

/** The most of these that hold on any one day among `days`. */
function mostAtOnce(members: readonly Member[], days: Days): number {
  const starts = [days.beginsOn, ...members.map((one) => one.beginsOn)].filter(
    (day) =>
      day === undefined ||
      ((days.beginsOn === undefined || day >= days.beginsOn) &&
        (days.endsOn === undefined || day < days.endsOn)),
  );
  const on = starts.map((day) =>
    day === undefined
      ? members.filter((one) => one.beginsOn === undefined).length
      : members.filter((one) => isInBeing(one, day)).length,
  );
  return Math.max(0, ...on);
}

/** A year of a board: how its seats were held. */
export interface BoardYear {
  /** The first day of the year. */
  readonly from: CivilDate;
  readonly seats: number;
  readonly held: number;
  readonly vacant: number;
  /** Members who took a seat, and who left one, in the year. */
  readonly joined: number;
  readonly left: number;
}

/**
 * Vacancies and turnover by year for a board that is kept here: seats and holders on the first day of each year, and who came
 * and went within it.
 *
 * Members whose first day is not known count as there from the beginning and as joined in no year. Observers and substitutes
 * are left out.
 *
 * @param years  first days of years, in order; the last year ends on `until`, the first day not counted
 */
export function yearsOfBoard(
  board: { readonly seats: readonly Seat[]; readonly members: readonly Member[] },
  years: readonly CivilDate[],
  until: CivilDate,
): readonly BoardYear[] {
  const own = board.seats.filter((seat) => seat.attendsAs === "member" || seat.attendsAs === "co-optee");
  const numbers = new Set(own.map((seat) => seat.number));
  const members = board.members.filter((one) => !one.asSubstitute && numbers.has(one.seat));
  return years.map((from, index) => {
    const next = years[index + 1] ?? until;
    const within = (day: CivilDate | undefined): boolean => day !== undefined && day >= from && day < next;
    const there = own.filter((seat) => isInBeing(seat, from));
    const seats = there.reduce((sum, seat) => sum + (seat.seats ?? 0), 0);
    const held = there.reduce(
      (sum, seat) =>
        sum +
        Math.min(
          seat.seats ?? 0,
          members.filter((one) => one.seat === seat.number && isInBeing(one, from)).length,
        ),
      0,
    );
    return {
      from,
      seats,
      held,
      vacant: seats - held,
      joined: members.filter((one) => within(one.beginsOn)).length,
      left: members.filter((one) => within(one.endsOn)).length,
    };
  });
}
