import type { CivilDate } from "@concordat/calendar";
import type { Audience, Brand, Provenance } from "../kernel/index.ts";
import type { OrganisationId } from "./organisation.ts";

export type BoardId = Brand<string, "BoardId">;

/** Kinds of board with their names. */
export const boardKinds = {
  council: ["Council", "Councils"],
  cabinet: ["Cabinet", "Cabinets"],
  "icb-board": ["Integrated care board's board", "Boards of integrated care boards"],
  "icb-committee": ["Committee of an integrated care board", "Committees of integrated care boards"],
  "integrated-care-partnership": ["Integrated care partnership", "Integrated care partnerships"],
  "system-board": ["System board", "System boards"],
  "health-and-wellbeing-board": ["Health and wellbeing board", "Health and wellbeing boards"],
  "scrutiny-committee": ["Scrutiny committee", "Scrutiny committees"],
  "joint-scrutiny-committee": ["Joint scrutiny committee", "Joint scrutiny committees"],
  "joint-committee": ["Joint committee", "Joint committees"],
  "place-partnership": ["Place partnership", "Place partnerships"],
  "provider-collaborative": ["Provider collaborative", "Provider collaboratives"],
  "trust-board": ["Trust board", "Trust boards"],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
export type BoardKind = keyof typeof boardKinds;

export const boardKindKeys = Object.keys(boardKinds) as readonly BoardKind[];

/** "Health and wellbeing board". */
export function boardKindLabel(kind: BoardKind): string {
  return boardKinds[kind][0];
}

/** What a seat speaks for. */
export const voices = {
  "nhs-commissioner": "NHS commissioner",
  "nhs-provider": "NHS provider",
  "primary-care": "Primary care",
  "council-elected": "Council, elected",
  "council-officer": "Council, officer",
  voluntary: "Voluntary sector",
  "healthwatch-public": "Healthwatch and public",
  independent: "Independent",
  other: "Other",
  "not-known": "Not known",
} as const;
export type Voice = keyof typeof voices;

/** "Council, elected". */
export function voiceLabel(voice: Voice): string {
  return voices[voice];
}

export type Tristate = "yes" | "no" | "not-known";

/** How somebody attends: observers and substitutes have no seat of their own in a count of members. */
export const attendances = {
  member: "Member",
  "co-optee": "Co-opted member",
  observer: "Observer",
  substitute: "Substitute",
} as const;
export type Attendance = keyof typeof attendances;

/** One kind of seat on a board; `seats` of them, absent where the source does not say how many. */
export interface Seat extends Provenance {
  readonly number: string;
  readonly role: string;
  readonly organisation?: { readonly slug?: string; readonly name: string };
  readonly attendsAs: Attendance;
  /** How many of them nobody holds; absent: not known. */
  readonly vacant?: number;
  /** The political group to which the council gave it. */
  readonly politicalGroup?: string;
  /** The vote that it shares with the other seats that name it, and whose turn it is when. */
  readonly sharedVote?: string;
  readonly rotation?: string;
  /** Whether somebody else may sit in for its holder. */
  readonly substitutes: Tristate;
  /** The only seat of its role on the board at any time. */
  readonly onlyOne: boolean;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  readonly voice: Voice;
  readonly seats?: number;
  readonly voting: Tristate;
  readonly statutory: Tristate;
  readonly note?: string;
}

/** A body that meets. */
export interface Board extends Provenance {
  readonly id: BoardId;
  readonly slug: string;
  readonly kind: BoardKind;
  readonly name: string;
  readonly area?: { readonly slug: string; readonly name: string };
  /** The area in the words of the source, where it is none that is held here. */
  readonly areaWords?: string;
  readonly organisation?: { readonly id: OrganisationId; readonly slug: string; readonly name: string };
  readonly purpose?: string;
  /** Days of the membership as its source gives them, for example "2016-06 to 2017-04"; absent: not said, or kept here. */
  readonly membershipAsAt?: string;
  /** The first day of what that source covers. */
  readonly membershipOn?: CivilDate;
  /** Its body ended before it could begin; `beginsOn` is the day it would have begun. */
  readonly neverBegan?: true;
  readonly completeness: "complete" | "partial" | "counts-only" | "not-held" | "kept-here";
  readonly completenessNote?: string;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  readonly sealedEntry?: string;
  /** The beginning, or where it is not known the earliest day that the lists held here speak for. */
  readonly heldFrom: CivilDate;
  readonly audience: Audience;
  readonly version: number;
}

const completenessWords: Readonly<Record<Board["completeness"], string>> = {
  complete: "The source lists every seat",
  partial: "The source lists only some of the seats",
  "counts-only": "The source gives numbers of seats, not the seats",
  "not-held": "Its membership is not held here",
  "kept-here": "Its membership is kept here",
};

/** How much of a board's membership we hold, in words. */
export function completenessLabel(completeness: Board["completeness"]): string {
  return completenessWords[completeness];
}

/** Whether a seat is one of the board's own: observers and substitutes attend without one. */
export function isMembersSeat(seat: Pick<Seat, "attendsAs">): boolean {
  return seat.attendsAs === "member" || seat.attendsAs === "co-optee";
}

/** Counts members' seats by voice; those whose number the source does not give are counted apart. */
export function countVoices(seats: readonly Seat[]): {
  readonly voices: readonly { readonly voice: Voice; readonly seats: number }[];
  readonly total: number;
  readonly withoutNumber: number;
} {
  const counts = new Map<Voice, number>();
  const members = seats.filter(isMembersSeat);
  for (const seat of members)
    if (seat.seats !== undefined) counts.set(seat.voice, (counts.get(seat.voice) ?? 0) + seat.seats);
  const order = Object.keys(voices) as readonly Voice[];
  const found = order.flatMap((voice) => (counts.has(voice) ? [{ voice, seats: counts.get(voice)! }] : []));
  return {
    voices: found,
    total: found.reduce((sum, one) => sum + one.seats, 0),
    withoutNumber: members.filter((seat) => seat.seats === undefined).length,
  };
}
