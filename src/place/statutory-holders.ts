import type { CivilDate } from "@concordat/calendar";
import type { BoardKind } from "./board.ts";
import { isInForce } from "./statutory-law.ts";
import { statutorySeats, type StatutorySeat } from "./statutory-seats.ts";

/** A body that a statutory seat is for, with those that it followed. */
export interface SeatHolder {
  readonly slug: string;
  readonly name: string;
  /** Bodies whose place it took, however far back, each with the day. */
  readonly followed: readonly { readonly slug: string; readonly name: string; readonly on: CivilDate }[];
}

/** The bodies around a board on a day. */
export interface StatutorySurroundings {
  readonly on: CivilDate;
  /** The council whose board it is. */
  readonly council?: SeatHolder;
  /** Integrated care boards whose area it shares; empty where not held. */
  readonly careBoards: readonly SeatHolder[];
  /** Councils with social care responsibility in its area; empty where not held. */
  readonly councils: readonly SeatHolder[];
}

/** A statutory seat for one body; without a holder where the law names none, or which body it is is not held here. */
export interface RequiredSeat extends StatutorySeat {
  readonly holder?: SeatHolder;
  /** The law asks for one for each body of a kind, and which bodies those are is not held here. */
  readonly holdersNotHeld?: true;
}

/**
 * The seats that the law, or national policy, asks for on a board of a kind on a day, one for each body that must have one.
 *
 * @returns undefined where the law of the day names no seats for such a board
 */
export function requiredSeats(
  kind: BoardKind,
  around: StatutorySurroundings,
): readonly RequiredSeat[] | undefined {
  const seats = statutorySeats[kind]?.filter((seat) => isInForce(seat, around.on)) ?? [];
  return seats.length === 0 ? undefined : seats.flatMap((seat) => forHolders(seat, around));
}

function forHolders(seat: StatutorySeat, around: StatutorySurroundings): readonly RequiredSeat[] {
  switch (seat.per) {
    case "board":
      return [seat];
    case "council":
      return [around.council ? { ...seat, holder: around.council } : seat];
    case "each-icb":
      return each(seat, around.careBoards);
    case "each-council":
      return each(seat, around.councils);
    case "each-ccg":
      return each(seat, []);
  }
}

function each(seat: StatutorySeat, holders: readonly SeatHolder[]): readonly RequiredSeat[] {
  if (holders.length === 0) return [{ ...seat, holdersNotHeld: true }];
  return holders.map((holder) => ({ ...seat, holder }));
}

/** "representative of NHS West and North London ICB"; the role where it is for no one body. */
export function requiredSeatInWords(seat: RequiredSeat): string {
  if (seat.holdersNotHeld) return seat.role.replace(" of the ", " of each ").replace(" by the ", " by each ");
  if (!seat.holder || (seat.per !== "each-icb" && seat.per !== "each-council")) return seat.role;
  return seat.role
    .replace("the integrated care board", seat.holder.name)
    .replace("the council", seat.holder.name);
}

/** Seats at least, where the law gives numbers; `withoutNumber` counts the kinds for which it gives none. */
export function leastSeats(seats: readonly RequiredSeat[]): {
  readonly least: number;
  readonly withoutNumber: number;
} {
  return {
    least: seats.reduce((sum, seat) => sum + (seat.least ?? 0), 0),
    withoutNumber: seats.filter((seat) => seat.least === undefined).length,
  };
}

/** What the law asks for on one day and not on another: changes between the day of a list and today. */
export function changedSeats(
  then: readonly RequiredSeat[],
  now: readonly RequiredSeat[],
): readonly {
  readonly seat: RequiredSeat;
  readonly instead?: RequiredSeat;
}[] {
  const key = (seat: RequiredSeat): string => `${seat.key} ${seat.holder?.slug ?? ""} ${seat.role}`;
  const before = new Set(then.map(key));
  const after = new Set(now.map(key));
  const gone = then.filter((seat) => !after.has(key(seat)));
  return now
    .filter((seat) => !before.has(key(seat)))
    .map((seat) => {
      const instead = gone.find((one) => one.key === seat.key && follows(seat, one));
      return { seat, ...(instead && { instead }) };
    });
}

function follows(seat: RequiredSeat, earlier: RequiredSeat): boolean {
  if (!seat.holder || !earlier.holder) return true;
  return seat.holder.followed.some((one) => one.slug === earlier.holder!.slug);
}
