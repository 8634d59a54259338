import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Provenance } from "../kernel/index.ts";

/** How exactly the date of a poll is known. */
export const pollPrecisions = ["day", "year", "not-known"] as const;
export type PollPrecision = (typeof pollPrecisions)[number];

/** What kind of poll it is. */
export const pollKinds = { ordinary: "Ordinary election", "by-election": "By-election" } as const;
export type PollKind = keyof typeof pollKinds;

/** Which seats stand at ordinary polls of a council. */
export const pollCycles = { "whole-council": "whole council", thirds: "a third", halves: "half" } as const;
export type PollCycle = keyof typeof pollCycles;

/** An election of a council, as exactly as its source dates it (invariant 18). */
export interface Poll extends Provenance {
  readonly id: string;
  readonly council: { readonly id: string; readonly slug: string; readonly name: string };
  readonly precision: PollPrecision;
  /** Absent where the date is not known at all. */
  readonly year?: number;
  /** Absent unless the precision is `day`. */
  readonly on?: CivilDate;
  readonly kind: PollKind;
  readonly cycle?: PollCycle;
  /** What the source said on the day it was seen. */
  readonly stated: "past" | "expected";
  /** How the date is known, in the source's words. */
  readonly rule?: string;
  /** The electoral division of a by-election. */
  readonly division?: string;
}

/**
 * Whether a poll was past on a day.
 *
 * The day or the year decides where it can; for a poll of that same year without a day, what the source said. A poll is past
 * from the day after it: on its own day people still vote.
 */
export function pollState(poll: Poll, on: CivilDate): "past" | "expected" | "not-known" {
  if (poll.on !== undefined) return poll.on < on ? "past" : "expected";
  if (poll.year === undefined) return poll.stated;
  const year = Number(on.slice(0, 4));
  if (poll.year !== year) return poll.year < year ? "past" : "expected";
  // What was past when it was seen is past on every later day; what was to come then may have been since.
  if (poll.stated === "past") return on >= poll.seen ? "past" : "not-known";
  return on <= poll.seen ? "expected" : "not-known";
}

/** "2 May 2030", "2026, year only", "not known". */
export function pollDateInWords(poll: Pick<Poll, "on" | "year">): string {
  if (poll.on !== undefined) return formatCivilDate(poll.on);
  return poll.year === undefined ? "not known" : `${poll.year}, year only`;
}

/**
 * Whether a poll falls on one of the days from one to another, both included.
 *
 * @example pollFallsWithin({ precision: "year", year: 2026 }, { from: day("2026-03-01"), to: day("2026-06-30") }) // "cannot-tell"
 */
export function pollFallsWithin(
  poll: Pick<Poll, "on" | "year">,
  { from, to }: { readonly from: CivilDate; readonly to: CivilDate },
): "yes" | "no" | "cannot-tell" {
  if (poll.on !== undefined) return poll.on >= from && poll.on <= to ? "yes" : "no";
  if (poll.year === undefined) return "cannot-tell";
  const [first, last] = [`${poll.year}-01-01`, `${poll.year}-12-31`];
  if (last < from || first > to) return "no";
  return first >= from && last <= to ? "yes" : "cannot-tell";
}
