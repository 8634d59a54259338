import { z } from "zod";
import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import { attendances, type Attendance, type Tristate } from "./board.ts";
import { completenessFromWords, kindFromWords, knownKinds, knownSectors } from "./import-boards-words.ts";

function words(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `At most ${max} characters are kept.`)
    .regex(/^[^\p{Cc}]*$/u, "It holds characters that cannot be seen. Take them out.");
}

const day = z.string().transform((text, context): CivilDate => {
  const parsed = parseCivilDate(text.trim());
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: "custom", message: parsed.problem });
  return z.NEVER;
});

const listId = words("The board's id is missing.", 100).regex(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  "An id has small letters, figures and single hyphens.",
);

const wholeNumber = z
  .string()
  .trim()
  .regex(/^\d{1,4}$/, "Write a whole number, or leave it empty where it is not known.");

const answers: Readonly<Record<string, Tristate>> = {
  yes: "yes",
  true: "yes",
  no: "no",
  false: "no",
  unknown: "not-known",
  "not-known": "not-known",
};

const tristate = z
  .string()
  .transform((text, context): Tristate => {
    const word = text.trim().toLowerCase();
    const answer = Object.hasOwn(answers, word) ? answers[word] : undefined;
    if (answer !== undefined) return answer;
    context.addIssue({ code: "custom", message: `“${text.trim()}” is none of yes, no and unknown.` });
    return z.NEVER;
  })
  .optional();

const counts = [
  "seats_total",
  "nhs_commissioner",
  "nhs_provider",
  "primary_care",
  "local_government_elected",
  "local_government_officer",
  "vcse",
  "healthwatch_public",
  "other",
  "unknown",
] as const;

/** Columns of the counts by sector; they are read as numbers and the seats themselves decide. */
export const countColumns: readonly string[] = counts;

/** One row of a list of boards, as text cells. */
export const boardRow = z.object({
  id: listId,
  name: words("The name is missing.", 200),
  kind: z.string({ error: "The kind is missing." }).transform((text, context) => {
    const kind = kindFromWords(text.trim());
    if (kind !== undefined) return kind;
    context.addIssue({
      code: "custom",
      message: `“${text.trim()}” is no kind of board. Kinds are ${knownKinds.join(", ")}.`,
    });
    return z.NEVER;
  }),
  area: words("The area is missing.", 200).optional(),
  as_at: words("Say as at when.", 200).optional(),
  completeness: z.string({ error: "Say how complete the list is." }).transform((text, context) => {
    const completeness = completenessFromWords(text);
    if (completeness !== undefined) return { completeness, words: text.trim().slice(0, 300) };
    const message = `“${text.trim()}” does not begin with complete, partial, counts only or not held.`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  }),
  seats_total: wholeNumber.optional(),
  nhs_commissioner: wholeNumber.optional(),
  nhs_provider: wholeNumber.optional(),
  primary_care: wholeNumber.optional(),
  local_government_elected: wholeNumber.optional(),
  local_government_officer: wholeNumber.optional(),
  vcse: wholeNumber.optional(),
  healthwatch_public: wholeNumber.optional(),
  other: wholeNumber.optional(),
  unknown: wholeNumber.optional(),
  source: words("The source is missing.", 1000).optional(),
  seen: day.optional(),
});
export type BoardRow = z.output<typeof boardRow>;

const attendanceKeys = Object.keys(attendances) as readonly Attendance[];

/** One row of a list of seats, as text cells. */
export const seatRow = z.object({
  board_id: listId.optional(),
  role: words("The role is missing.", 200),
  organisation: words("The body is missing.", 300).optional(),
  sector: z
    .string({ error: "The sector, or voice, is missing." })
    .trim()
    .superRefine((text, context) => {
      if (knownSectors.includes(text)) return;
      const message = `“${text}” is no sector or voice that is defined here. Defined are ${knownSectors.join(", ")}.`;
      context.addIssue({ code: "custom", message });
    }),
  seats: wholeNumber.optional(),
  voting: tristate,
  statutory: tristate,
  note: words("The note is missing.", 500).optional(),
  source: words("The source is missing.", 1000).optional(),
  attends_as: z
    .enum(attendanceKeys, { error: `Attends as is one of ${attendanceKeys.join(", ")}.` })
    .optional(),
  vacant: wholeNumber.optional(),
  begins_on: day.optional(),
  ends_on: day.optional(),
});
export type SeatRow = z.output<typeof seatRow>;

/** How many seats a row stands for; none: its source does not say (it writes 0, or nothing). */
export function seatsOfRow(row: Pick<SeatRow, "seats">): number | undefined {
  const count = row.seats === undefined ? 0 : Number(row.seats);
  return count === 0 ? undefined : count;
}

/** A row with its line in the file. */
export interface ListLine<Row> {
  readonly line: number;
  readonly value: Row;
}

/** A row that is left out, and why. */
export interface ListRefusal {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

/** What a list is known from where its rows do not say. */
export interface ListOrigin {
  readonly source: string;
  readonly seen: CivilDate;
}
