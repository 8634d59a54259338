import { dayNumber, isCivilDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { z } from "zod";
import { messageOf, placeOf } from "./duty-file.ts";
import type { LawFile } from "./duty-file.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./text.ts";

/** A poll, with the area it is held in and what the dates rest on. */
export type Poll = {
  readonly date: CivilDate;
  readonly title: string;
  /** An option of the fact `poll.kind`. */
  readonly kind: string;
  /** London, England, England outside London, United Kingdom, or a council's name. */
  readonly area: string;
  readonly isPostponed: boolean;
  readonly basis: string;
  readonly mark: string;
};

const day = z.custom<CivilDate>(
  (value) => typeof value === "string" && isCivilDate(value),
  "Write a day like 2026-11-21.",
);
const layout = z.array(
  z.strictObject({
    date: day,
    poll: z.string().min(1),
    kind: z.string().min(1),
    area: z.string().min(1),
    status: z.enum(["held", "scheduled", "postponed"]),
    "notice-by": day,
    "local-period-from": day,
    "national-period-from": day,
    "period-to": day.optional(),
    basis: z.string().min(1),
    mark: z.string().min(1),
    notes: z.string().optional(),
  }),
);

/** Reads `polls.yaml`; gives every fault with its line. */
export function readPolls(
  file: LawFile,
): { readonly polls: readonly Poll[] } | { readonly problems: readonly Problem[] } {
  const read = readText(file.text, file.path);
  if ("problems" in read) return read;
  const parsed = layout.safeParse(read.value);
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => read.problemAt(placeOf(issue), messageOf(issue))) };
  }
  const polls = parsed.data.map(({ date, poll, kind, area, status, basis, mark }) => ({
    date,
    title: poll,
    kind,
    area,
    isPostponed: status === "postponed",
    basis,
    mark,
  }));
  return { polls };
}

const warningDays = 84;

/** Whether a poll is close enough ahead of a day to matter to it; a period of restraint never begins earlier. */
export function isNear(poll: CivilDate, on: CivilDate): boolean {
  return poll >= on && dayNumber(poll) - dayNumber(on) <= warningDays;
}

/**
 * The polls that matter to a decision: the next of each kind that is held on or after the day, in the areas touched.
 *
 * `Greater London` and the polls of the whole country touch London; an ordinary day of England may or may not be one in a
 * given area outside London, which is why it is a question for the reader.
 *
 * @param on  the day of the decision
 */
export function pollsNear(
  polls: readonly Poll[],
  on: CivilDate,
  areas: readonly string[],
  isInLondon: boolean | undefined,
): readonly Poll[] {
  const names = new Set(areas.map((area) => area.toLowerCase()));
  const touches = ({ area }: Poll): boolean =>
    area === "United Kingdom" ||
    names.has(area.toLowerCase()) ||
    (isInLondon === true && area === "London") ||
    (isInLondon === false && area.startsWith("England"));
  return polls.filter((poll) => !poll.isPostponed && touches(poll) && isNear(poll.date, on));
}
