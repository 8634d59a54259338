import { z } from "zod";
import { underspendUses } from "./proposal.ts";
import {
  day,
  fundField as fund,
  money,
  partyField as party,
  schemeField as scheme,
  words,
  orLeaveOut,
} from "./schema.ts";

const moneyAbove = (title: string, missing: string, description: string) =>
  money(missing, title, { description });

const fileName = z
  .string()
  .trim()
  .min(1, "Give the name of the file.")
  .max(300, "Give the file a shorter name.");
/** A file as a form sends it, or as a machine does, in base64. */
export const sentFile = z.union(
  [
    z.object({ name: fileName, bytes: z.instanceof(Uint8Array) }),
    z.object({ name: fileName, base64: z.base64() }).transform(({ name, base64 }) => ({
      name,
      bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    })),
  ],
  { error: "Choose a file." },
);

/** Which sheet of a workbook is read, and whether it is only tried out. */
export const sheetFields = {
  sheet: z
    .string()
    .max(100, "Use at most 100 characters.")
    .optional()
    .meta({ title: "Sheet of a workbook (optional)", description: "Needed where a workbook shows several." }),
  dryRun: z
    .union([z.boolean(), z.enum(["true", "false"])], { error: "Choose yes or no." })
    .transform((answer) => answer === true || answer === "true")
    .default(false)
    .meta({
      title: "Only try it out?",
      description: "Yes: you see what would come of it, and nothing does.",
    }),
};

export const prepareActualsSchema = z.object({
  fund,
  file: sentFile.meta({
    title: "File",
    description: "CSV or XLSX with year, scheme and M1 to M12. For machines: name and base64.",
  }),
  ...sheetFields,
});

const month = z
  .string({ error: "Choose a month." })
  .regex(/^M\d{1,2}$/, "Choose a month, M1 to M12.")
  .meta({ title: "Month" });

export const prepareAccrualSchema = z.object({
  fund,
  scheme,
  month,
  amount: money("Enter the amount.", "Amount"),
  text: words("Say what it is for.", "What it is for", {
    description: "For everybody to read. Name bodies, not people.",
  }),
});

export const proposeVirementLimitsSchema = z.object({
  fund,
  hostUpTo: moneyAbove(
    "The host alone, up to",
    "Enter an amount.",
    "Between the same two schemes in the year",
  ),
  partnersUpTo: moneyAbove(
    "All partners without a board, up to (optional)",
    "Enter an amount.",
    "Left out: partners may agree to any amount",
  ).optional(),
  board: words(orLeaveOut, "Which board above that (optional)", { max: 150 }).optional(),
  party: party.optional(),
});

export const proposeVirementSchema = z.object({
  fund,
  from: scheme.meta({ title: "From" }),
  to: scheme.meta({ title: "To" }),
  amount: money("Enter the amount.", "Amount"),
  why: words("Say why.", "Why"),
});

export const proposeYearEndRuleSchema = z.object({
  fund,
  about: party.meta({ title: "Whose part of an underspend" }),
  use: z
    .enum(Object.keys(underspendUses) as [keyof typeof underspendUses], {
      error: "Say what becomes of it.",
    })
    .meta({ title: "What becomes of it" }),
  consentOf: words(orLeaveOut, "Who else must consent (optional)", {
    max: 150,
    description: "A body besides the partners, such as NHS England",
  }).optional(),
  party: party.optional(),
});

export const proposeYearEndSchema = z.object({
  fund,
  consents: words(orLeaveOut, "Who consented, and when (optional)", {
    description: "Needed where a rule asks for somebody's consent",
  }).optional(),
});

export const answerProposalSchema = z.object({
  proposal: z.uuid({ error: "Say which proposal." }).meta({ title: "Proposal" }),
  answer: z.enum(["agree", "decline"], { error: "Agree or decline." }).meta({ title: "Your answer" }),
  reason: words(orLeaveOut, "Reason (needed to decline)").optional(),
  resolution: words(orLeaveOut, "Which board resolved it, and when (optional)", {
    max: 200,
    description: "Needed above the limit that partners may agree without a board",
  }).optional(),
  party: party.optional(),
});

export const stateBalanceSchema = z.object({
  fund,
  on: day("Enter the day.", "At the end of"),
  owes: money("Enter the amount.", "What you owe the fund by your own books", {
    signed: true,
    description: "With a minus where the fund owes you",
  }),
  note: words(orLeaveOut, "Note (optional)").optional(),
  party: party.optional(),
});

export const giveNoticeSchema = z.object({
  fund,
  endsOn: day("Enter the day.", "First day on which you are no longer a partner"),
  why: words("Say why.", "Why"),
  party: party.optional(),
});

export const proposeUnwindingSchema = z.object({ fund });

export const proposeSeedSchema = z.object({
  fund,
  scheme,
  amount: money("Enter the amount.", "Seed funding"),
  releases: money("Enter the amount.", "What it is to release"),
  where: words("Say in which budget.", "In which budget", { max: 150 }),
  by: day("Enter the day.", "By"),
});

export const proposeSeedReleaseSchema = z.object({
  fund,
  seed: z.uuid({ error: "Choose the seed funding." }).meta({ title: "Seed funding" }),
  amount: money("Enter the amount.", "What was released"),
  evidence: words("Say how it is known.", "How it is known"),
});

export const statePlanSchema = z.object({
  fund,
  result: money("Enter the amount.", "Planned result of the year", {
    signed: true,
    description: "A deficit with a minus; £0 for a balanced plan",
  }),
  source: words("Say where it is known from.", "Where it is known from"),
  seen: day("Enter the day.", "The day it was seen there"),
  party: party.optional(),
});
