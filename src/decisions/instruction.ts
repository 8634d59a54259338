import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Provenance, SubjectRef } from "../kernel/index.ts";
import type { Named } from "./proposal.ts";

/** What sort of thing a body above sends. */
export const instructionKinds = {
  direction: "Statutory direction",
  mandate: "Mandate",
  undertaking: "Licence undertaking",
  delegation: "Condition of a delegation",
  guidance: "Planning guidance",
  incident: "Incident instruction",
  letter: "Letter",
} as const;
export type InstructionKind = keyof typeof instructionKinds;

/** On what an instruction says that it rests. */
export const powerSorts = {
  law: "A power in law",
  terms: "Terms that were accepted: a licence, a delegation or a contract",
  none: "No power stated",
} as const;
export type PowerSort = keyof typeof powerSorts;

/** Our house rule, not law: an instruction without an end is looked at again after so many days. */
export const reviewDays = 90;

/** A body or area with its address. */
export interface Concerned {
  readonly part: "addressed" | "touched";
  readonly kind: "organisation" | "area";
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Something said or done about an instruction, on a day. */
export interface InstructionEvent extends Provenance {
  readonly number: number;
  readonly kind: "challenge" | "answer" | "review" | "withdrawal";
  readonly on: CivilDate;
  readonly by: string;
  readonly words: string;
  /** Of an answer: the number of the challenge. */
  readonly answers?: number;
  /** Of a review: the new last day; absent: it goes on without one. */
  readonly until?: CivilDate;
}

/** What a body above requires of others. */
export interface Instruction extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly kind: InstructionKind;
  readonly words: string;
  readonly powerSort: PowerSort;
  readonly power?: string;
  readonly giver: string;
  readonly giverBody?: Named;
  readonly givenOn: CivilDate;
  readonly fromOn: CivilDate;
  /** The last day that it named when it was given. */
  readonly untilOn?: CivilDate;
  readonly href?: string;
  readonly keeperId?: string;
  readonly concerned: readonly Concerned[];
  readonly events: readonly InstructionEvent[];
  readonly audience: string;
  readonly version: number;
}

export function instructionRef(instruction: Pick<Instruction, "id">): SubjectRef {
  return { module: "decisions", kind: "instruction", id: instruction.id };
}

export function instructionHref(slug: string): string {
  return `/instructions/${slug}`;
}

/** How an instruction stands on a day. */
export interface InstructionStanding {
  readonly state: "not-given" | "to-come" | "in-force" | "lapsed" | "withdrawn";
  /** The last day as it was known on that day; absent: none was named. */
  readonly until?: CivilDate;
  /** By our house rule, of one in force without a last day. */
  readonly reviewOn?: CivilDate;
  readonly reviewOverdue: boolean;
  readonly challenges: number;
  readonly unanswered: number;
  readonly words: string;
}

/**
 * How an instruction stands on a day, from what had happened by then.
 *
 * An instruction lapses by itself after its last day; a review may set another. A withdrawal ends it on its own day.
 */
export function standingOn(instruction: Instruction, day: CivilDate): InstructionStanding {
  const events = instruction.events.filter(({ on }) => on <= day);
  const review = events.findLast(({ kind }) => kind === "review");
  const until = review ? review.until : instruction.untilOn;
  const withdrawal = events.find(({ kind }) => kind === "withdrawal");
  const state = stateOn(instruction, { day, until, withdrawn: withdrawal !== undefined });
  const open = state === "in-force" && until === undefined;
  const reviewOn = open ? addDays(review?.on ?? instruction.givenOn, reviewDays) : undefined;
  const challenges = events.filter(({ kind }) => kind === "challenge");
  const answered = new Set(events.flatMap(({ answers }) => answers ?? []));
  return {
    state,
    reviewOverdue: reviewOn !== undefined && reviewOn < day,
    challenges: challenges.length,
    unanswered: challenges.filter(({ number }) => !answered.has(number)).length,
    words: stateWords(instruction, { state, until, withdrawnOn: withdrawal?.on }),
    ...(until && { until }),
    ...(reviewOn && { reviewOn }),
  };
}

function stateOn(
  { givenOn, fromOn }: Instruction,
  of: { readonly day: CivilDate; readonly until: CivilDate | undefined; readonly withdrawn: boolean },
): InstructionStanding["state"] {
  if (of.day < givenOn) return "not-given";
  if (of.withdrawn) return "withdrawn";
  if (of.day < fromOn) return "to-come";
  return of.until !== undefined && of.until < of.day ? "lapsed" : "in-force";
}

function stateWords(
  { givenOn, fromOn }: Instruction,
  of: {
    readonly state: InstructionStanding["state"];
    readonly until: CivilDate | undefined;
    readonly withdrawnOn: CivilDate | undefined;
  },
): string {
  const until = of.until ? formatCivilDate(of.until) : undefined;
  switch (of.state) {
    case "not-given":
      return `Given only on ${formatCivilDate(givenOn)}`;
    case "to-come":
      return `In force from ${formatCivilDate(fromOn)}${until ? ` until ${until}` : ""}`;
    case "in-force":
      return until ? `In force until ${until}` : "In force without an end date";
    case "lapsed":
      return `Lapsed after ${until ?? ""}`;
    case "withdrawn":
      return `Withdrawn on ${of.withdrawnOn ? formatCivilDate(of.withdrawnOn) : ""}`;
  }
}

/** What the power it cites means, as one sentence. */
export function powerInWords({ powerSort, power }: Pick<Instruction, "powerSort" | "power">): string {
  switch (powerSort) {
    case "law":
      return `It cites a power in law, and one with a legal power binds: ${power ?? ""}.`;
    case "terms":
      return `It binds those who accepted its terms: ${power ?? ""}.`;
    case "none":
      return "No power is stated: it asks, and nothing that is held here shows that it binds.";
  }
}

/** The same in a table. */
export function powerInShort({ powerSort, power }: Pick<Instruction, "powerSort" | "power">): string {
  return powerSort === "none" ? "No power stated" : (power ?? "");
}

/** What is said of the house rule wherever a review day is shown. */
export const houseRule = `Our house rule, not law: an instruction that names no end is looked at again ${reviewDays} days after it was given, or last looked at.`;
