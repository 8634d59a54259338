import type { CivilDate } from "@concordat/calendar";
import { isMembersSeat, voices, type Board, type Seat, type Voice } from "./board.ts";

/** How much one voice has of a board. */
export interface VoiceShare {
  readonly voice: Voice;
  readonly seats: number;
  /** Seats that vote. */
  readonly voting: number;
  /** Seats of which the source does not say whether they vote. */
  readonly votingNotKnown: number;
}

/** Who has how much of a board: members' seats only, observers and substitutes counted apart. */
export interface Balance {
  /** In the order of the voices; only those that have a seat. */
  readonly voices: readonly VoiceShare[];
  readonly seats: number;
  readonly voting: number;
  readonly votingNotKnown: number;
  /** Kinds of seat whose number the source does not give. */
  readonly withoutNumber: number;
  /** Observers and substitutes, whose seats are in none of the counts above. */
  readonly besides: number;
}

const order = Object.keys(voices) as readonly Voice[];

/** Counts seats and votes by voice. A kind of seat without a number is in no count but `withoutNumber`. */
export function balanceOf(seats: readonly Seat[]): Balance {
  const members = seats.filter(isMembersSeat);
  const counted = members.filter((seat) => seat.seats !== undefined);
  const shares = order.flatMap((voice): readonly VoiceShare[] => {
    const own = counted.filter((seat) => seat.voice === voice);
    if (own.length === 0) return [];
    return [
      {
        voice,
        seats: sum(own),
        voting: sum(own.filter((seat) => seat.voting === "yes")),
        votingNotKnown: sum(own.filter((seat) => seat.voting === "not-known")),
      },
    ];
  });
  const total = (of: (share: VoiceShare) => number): number => shares.reduce((all, one) => all + of(one), 0);
  return {
    voices: shares,
    seats: total((share) => share.seats),
    voting: total((share) => share.voting),
    votingNotKnown: total((share) => share.votingNotKnown),
    withoutNumber: members.length - counted.length,
    besides: sum(seats.filter((seat) => !isMembersSeat(seat))),
  };
}

/** What a board may be without. */
export const absences = {
  "no-elected-member": {
    words: "No elected councillor has a seat",
    voices: ["council-elected"],
  },
  "no-primary-care": {
    words: "Primary care has no seat",
    voices: ["primary-care"],
  },
  "no-public-voice": {
    words: "Healthwatch and the public have no seat",
    voices: ["healthwatch-public"],
  },
} as const satisfies Readonly<Record<string, { readonly words: string; readonly voices: readonly Voice[] }>>;
export type Absence = keyof typeof absences;

export const absenceKeys = Object.keys(absences) as readonly Absence[];

/** Whether a board is without something, and why we say so. */
export interface AbsenceAnswer {
  readonly absence: Absence;
  readonly answer: "yes" | "no" | "cannot-tell";
  readonly why: string;
}

/**
 * Answers each absence with yes, no or cannot tell.
 *
 * One seat of the voice is enough for *no*. *Yes* needs a source that lists every seat, and no seat whose voice is not known.
 */
export function absencesOf(
  seats: readonly Seat[],
  completeness: Board["completeness"],
): readonly AbsenceAnswer[] {
  const members = seats.filter(isMembersSeat);
  const unknown = members.filter((seat) => seat.voice === "not-known").length;
  const isWhole = completeness === "complete" || completeness === "kept-here";
  return absenceKeys.map((absence): AbsenceAnswer => {
    const wanted: readonly Voice[] = absences[absence].voices;
    const holder = members.find((seat) => wanted.includes(seat.voice));
    if (holder) return { absence, answer: "no", why: `A seat is listed: ${holder.role}.` };
    if (members.length === 0)
      return { absence, answer: "cannot-tell", why: "No seat of this board is held here." };
    if (!isWhole) return { absence, answer: "cannot-tell", why: "The source does not list every seat." };
    if (unknown > 0)
      return {
        absence,
        answer: "cannot-tell",
        why: "The source does not say what some of the seats speak for.",
      };
    return { absence, answer: "yes", why: "Every seat is listed, and none of them is of this voice." };
  });
}

/** The days on which the seats of a board changed, in order, with who had how much from then on. */
export function balanceThroughTime(
  seats: readonly Seat[],
  from: CivilDate | undefined,
): readonly { readonly from: CivilDate; readonly balance: Balance }[] {
  const days = new Set(
    seats.flatMap((seat) => [seat.beginsOn, seat.endsOn]).filter((day) => day !== undefined),
  );
  if (from !== undefined) days.add(from);
  return [...days]
    .filter((day) => from === undefined || day >= from)
    .toSorted()
    .map((day) => ({
      from: day,
      balance: balanceOf(
        seats.filter(
          (seat) =>
            (seat.beginsOn === undefined || seat.beginsOn <= day) &&
            (seat.endsOn === undefined || seat.endsOn > day),
        ),
      ),
    }));
}

function sum(seats: readonly Seat[]): number {
  return seats.reduce((all, seat) => all + (seat.seats ?? 0), 0);
}
