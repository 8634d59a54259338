import { z } from "zod";
import { attendances, voices, type Attendance, type Voice } from "./board.ts";
import { boardRuleKindKeys } from "./board-rule.ts";
import { day, file, line, name, slugIn, source, version, yesNo } from "./schema.ts";

const boardSlug = slugIn("boards", "Name the board.");
const reason = line("Say why.", 500).meta({
  title: "Why",
  description: "One sentence for everybody to read. Name offices and bodies, not people.",
});
const from = day("Give the first day.").optional();
const seatNumber = z
  .string({ error: "Name the seat by its number." })
  .regex(/^[A-Za-z0-9-]{1,20}$/, "A seat has a number such as 03.")
  .meta({ title: "Number of the seat" });

const tristate = z
  .enum(["yes", "no", "not-known"], { error: "Choose yes, no or not known." })
  .default("not-known");

/** What is refused of a voice that is in no list. */
export function voiceUnknown(given: string): string {
  return `“${given}” is no voice that is defined here. Voices are ${Object.keys(voices).join(", ")}.`;
}

const voice = z
  .string({ error: "Choose what the seat speaks for." })
  .trim()
  .transform((text, context): Voice => {
    if (Object.hasOwn(voices, text)) return text as Voice;
    context.addIssue({
      code: "custom",
      message: text === "" ? "Choose what the seat speaks for." : voiceUnknown(text),
    });
    return z.NEVER;
  });

const optionalCount = (least: number, what: string) =>
  z
    .union([z.string(), z.number().transform(String)])
    .transform((text, context): number | undefined => {
      const trimmed = text.trim();
      if (trimmed === "") return undefined;
      if (/^\d{1,4}$/.test(trimmed) && Number(trimmed) >= least) return Number(trimmed);
      context.addIssue({
        code: "custom",
        message: `“${trimmed}” is not a whole number from ${least}. ${what}`,
      });
      return z.NEVER;
    })
    .optional();

const attendanceKeys = Object.keys(attendances) as readonly Attendance[];

/** What can be said of a seat; shared by adding, changing and mending one. */
export const seatFields = {
  role: line("Say what the seat is, for example director of public health.", 200).meta({
    title: "Seat",
    description: "A role, for example director of public health. No names of people.",
  }),
  organisation: line("Name the body.", 200).optional().meta({
    title: "Body that it is for",
    description: "The last part of its address here, for example lewisham-council; or its name.",
  }),
  voice: voice.meta({ title: "What it speaks for" }),
  seats: optionalCount(1, "Leave it empty where the number is not known.").meta({
    title: "How many such seats",
    description: "Left out: not known.",
  }),
  voting: tristate.meta({ title: "Does it vote?" }),
  statutory: tristate.meta({ title: "Does the law require it?" }),
  attendsAs: z
    .enum(attendanceKeys, { error: `Choose how it attends: ${attendanceKeys.join(", ")}.` })
    .default("member")
    .meta({ title: "Attends as" }),
  vacant: optionalCount(0, "Leave it empty where it is not known.").meta({
    title: "How many of them are vacant",
    description: "Left out: not known.",
  }),
  politicalGroup: line("Name the group.", 100).optional().meta({
    title: "Political group that the council gave it to",
  }),
  sharedVote: line("Name the vote.", 100).optional().meta({
    title: "Vote that it shares",
    description: "Seats that name the same vote have one vote between them.",
  }),
  rotation: line("Say whose turn it is when.", 300).optional().meta({
    title: "Whose turn it is",
    description: "How the shared vote, or the seat, goes round.",
  }),
  substitutes: tristate.meta({ title: "May somebody sit in for its holder?" }),
  onlyOne: yesNo.default(false).meta({
    title: "Is it the only seat of its role?",
    description: "A chair is. Two such seats for the same days are refused.",
  }),
  begins: from.meta({ title: "First day of the seat", description: "Left out: not known." }),
  ends: day("Give a date.").optional().meta({
    title: "First day on which it is no longer there",
    description: "Left out: it goes on.",
  }),
  note: line("Write a note.", 500).optional().meta({ title: "Note" }),
};
const seatObject = z.object(seatFields);
export type SeatInput = z.output<typeof seatObject>;

/** Putting right what is held of a board, or taking its membership over. */
export const editBoardSchema = z.object({
  slug: boardSlug,
  version,
  name,
  purpose: line("Say what it is for.", 1000).optional().meta({ title: "What it is for" }),
  area: slugIn("areas", "Name an area.").optional().meta({
    title: "Area that it is for",
    description: "The last part of its address, for example lewisham.",
  }),
  begins: day("Give a date.").optional().meta({
    title: "First day it was in being",
    description: "Left out: not known.",
  }),
  ends: day("Give a date.").optional().meta({
    title: "First day it is no longer in being",
    description: "Left out: it goes on.",
  }),
  keptHere: yesNo.meta({
    title: "Is its membership kept on this site?",
    description: "Seats can be changed only then. Once kept here, it stays kept here.",
  }),
  source: source.optional().meta({
    title: "Where this is known from",
    description: "Left out: the office in which you act.",
  }),
  reason,
});
export type EditBoard = z.output<typeof editBoardSchema>;

/** Adding a seat to a board that is kept here. */
export const addSeatSchema = z.object({ slug: boardSlug, version, ...seatFields, reason });
export type AddSeat = z.output<typeof addSeatSchema>;

/** Changing a seat of a board that is kept here. */
export const changeSeatSchema = z.object({
  slug: boardSlug,
  number: seatNumber,
  version,
  ...seatFields,
  reason,
});
export type ChangeSeat = z.output<typeof changeSeatSchema>;

/** Ending a seat. */
export const endSeatSchema = z.object({
  slug: boardSlug,
  number: seatNumber,
  version,
  endsOn: day("Give the first day on which the seat is no longer there.").meta({
    title: "First day on which it is no longer there",
  }),
  reason,
});
export type EndSeat = z.output<typeof endSeatSchema>;

/** Seating a member: an office takes a seat. */
export const seatMemberSchema = z.object({
  slug: boardSlug,
  number: seatNumber,
  version,
  office: line("Name the office that takes the seat.", 200).meta({
    title: "Office that holds the seat",
    description: "A role or public office, for example Leader of the council. Never a person's name.",
  }),
  asSubstitute: yesNo.default(false).meta({ title: "Does it sit in for the seat's holder?" }),
  begins: day("Give the day on which it takes the seat.").meta({ title: "First day on the seat" }),
  ends: day("Give a date.").optional().meta({
    title: "First day no longer on the seat",
    description: "Left out: it stays on.",
  }),
});
export type SeatMember = z.output<typeof seatMemberSchema>;

/** Unseating a member. */
export const unseatMemberSchema = z.object({
  slug: boardSlug,
  member: z.uuid({ error: "Name the member by its number." }),
  version,
  endsOn: day("Give the first day on which it no longer holds the seat.").meta({
    title: "First day no longer on the seat",
  }),
  reason,
});
export type UnseatMember = z.output<typeof unseatMemberSchema>;

/** Setting a rule of a board from a day. */
export const setBoardRuleSchema = z.object({
  slug: boardSlug,
  version,
  kind: z
    .enum(boardRuleKindKeys, { error: `Choose a kind of rule: ${boardRuleKindKeys.join(", ")}.` })
    .meta({ title: "Kind of rule" }),
  rule: line("Write the rule.", 500).meta({
    title: "Rule",
    description:
      'Quorum: 4 members and 1 council-elected and (1 nhs-commissioner or 1 nhs-provider); a third of members; 1 "chair". Notice and call-in: a number of days. How it decides: consensus; vote; consensus, else vote. Political balance: applies; waived; does not apply.',
  }),
  begins: day("Give a date.").optional().meta({
    title: "First day on which it holds",
    description: "Left out: not known since when. A rule of the same kind ends the day before.",
  }),
  ends: day("Give a date.").optional().meta({
    title: "First day on which it no longer holds",
    description: "Left out: it goes on.",
  }),
  reason,
});
export type SetBoardRule = z.output<typeof setBoardRuleSchema>;

/** Ending a rule without a new one in its place. */
export const endBoardRuleSchema = z.object({
  slug: boardSlug,
  version,
  rule: z.uuid({ error: "Choose the rule that ends." }).meta({ title: "Rule" }),
  ends: day("Give the first day on which it no longer holds.").meta({
    title: "First day on which it no longer holds",
    description: "From then on no rule of this kind is known here, until one is set.",
  }),
  reason,
});
export type EndBoardRule = z.output<typeof endBoardRuleSchema>;

const dryRun = yesNo.default(false).meta({
  title: "Only try it out?",
  description: "Yes: nothing is added; you see which rows would be refused, and why.",
});

/** Importing a list of seats into a board that is kept here. */
export const importSeatsSchema = z.object({
  slug: boardSlug,
  version,
  file: file.meta({
    title: "File",
    description:
      "CSV, XLSX or JSON with role, organisation, sector, seats, voting and statutory. For machines: name and base64.",
  }),
  dryRun,
});
export type ImportSeats = z.output<typeof importSeatsSchema>;

/** Mending a row that was refused: the seat as it should have been. */
export const mendSeatSchema = z.object({
  slug: boardSlug,
  line: z.coerce.number({ error: "Name the row by its line." }).int().min(1),
  version,
  ...seatFields,
});
export type MendSeat = z.output<typeof mendSeatSchema>;

/** Importing boards that are known from a source. */
export const importBoardFileSchema = z.object({
  file: file.meta({
    title: "File",
    description:
      "A board with its seats as JSON, or a CSV or XLSX list of boards or of seats. For machines: name and base64.",
  }),
  source: source.optional().meta({
    title: "Where the file is from",
    description: "For rows that name no source of their own. Left out: the name of the file.",
  }),
  leaveOut: yesNo.default(false).meta({
    title: "Import the good rows and leave the refused ones out?",
    description: "No: where any row is refused nothing is imported, and every reason is listed.",
  }),
  dryRun,
});
export type ImportBoardFile = z.output<typeof importBoardFileSchema>;
