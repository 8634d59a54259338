import type { Member, Seat } from "../place/index.ts";
import { isInBeing } from "../place/index.ts";
import type { CivilDate } from "@concordat/calendar";

/** Whoever holds a seat on a day, or may sit in for its holder. */
export interface Holder {
  readonly seat: string;
  readonly office: string;
  readonly role: string;
  readonly substitute: boolean;
}

/**
 * Who holds the seats of a board on a day. A seat whose holder is not entered is named by its role, so that somebody can be
 * recorded on it.
 */
export function holdersOn(
  seats: readonly Seat[],
  members: readonly Member[],
  on: CivilDate,
): readonly Holder[] {
  return seats.flatMap((seat): readonly Holder[] => {
    const own = members.filter((member) => member.seat === seat.number && isInBeing(member, on));
    const holders = own.filter((member) => !member.asSubstitute);
    const vacant = seat.vacant !== undefined && seat.seats !== undefined && seat.vacant >= seat.seats;
    const named =
      holders.length > 0
        ? holders.map((member) => ({ office: member.office, substitute: false }))
        : vacant
          ? []
          : [{ office: seat.role, substitute: false }];
    const standing = own
      .filter((member) => member.asSubstitute)
      .map((member) => ({ office: member.office, substitute: true }));
    return [...named, ...standing].map((one) => ({ seat: seat.number, role: seat.role, ...one }));
  });
}

/** Whether somebody may sit in for a seat: the seat says so, or the office is entered as its substitute on that day. */
export function maySubstitute(seat: Seat, office: string, holders: readonly Holder[]): boolean {
  if (seat.substitutes === "yes") return true;
  return holders.some(
    (one) => one.seat === seat.number && one.substitute && one.office.toLowerCase() === office.toLowerCase(),
  );
}
