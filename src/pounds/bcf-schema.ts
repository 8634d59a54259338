import { z } from "zod";
import type { Pence } from "@concordat/ledger";
import { bcfDocuments, type BcfDocument } from "./bcf.ts";
import { sentFile, sheetFields } from "./schema-year.ts";
import { day, fundField, money, partyField, words, orLeaveOut } from "./schema.ts";

const documents = Object.keys(bcfDocuments) as [BcfDocument];

const document = z.enum(documents, { error: "Choose the plan or a return." }).meta({ title: "Document" });

/** An amount that may be nought: a source of which nothing comes is an answer. */
function amount(missing: string, title: string, description?: string): z.ZodType<Pence> {
  return money(missing, title, { signed: true, ...(description !== undefined && { description }) }).refine(
    (pence) => pence >= 0n,
    "An amount here cannot be below £0. Enter £0 or more.",
  );
}

function choice(missing: string, title: string): z.ZodType<string> {
  return z.string({ error: missing }).min(1, missing).max(120, "Use at most 120 characters.").meta({ title });
}

function figure(title: string): z.ZodType<string> {
  return z
    .string()
    .trim()
    .regex(/^-?\d{1,12}(?:\.\d{1,6})?$/, "Write a number with digits and at most one point, such as 1842.5.")
    .meta({ title });
}

const key = z.object({ fund: fundField, document });

export const beginBcfSchema = key;

export const enterBcfIncomeSchema = key.extend({
  source: choice("Choose a source of funding.", "Source of funding"),
  party: partyField.meta({ title: "Whose money" }),
  label: words(orLeaveOut, "District (optional)", {
    max: 80,
    description: "Only where the Disabled Facilities Grant is broken down by district.",
  }).optional(),
  amount: amount(
    "Enter the amount, or £0.",
    "Amount",
    "In a plan: planned for the year. In a return: what has come in so far.",
  ),
  spent: amount(orLeaveOut, "Spent so far (returns only, optional)").optional(),
  published: amount(
    orLeaveOut,
    "Published minimum or grant (optional)",
    "What NHS England or the grant determination prints for this area.",
  ).optional(),
  socialCareFloor: amount(
    orLeaveOut,
    "Published floor for adult social care (NHS minimum only, optional)",
  ).optional(),
  outOfHospitalFloor: amount(
    orLeaveOut,
    "Published floor for out-of-hospital care (NHS minimum only, optional)",
  ).optional(),
  allocation: amount(
    orLeaveOut,
    "The board’s whole allocation (discharge funding only, optional)",
    "For all its areas together.",
  ).optional(),
  publishedWhere: words(orLeaveOut, "Where that is published (needed with any published figure)", {
    description: "Title and address, so that anybody can look.",
  }).optional(),
});

export const enterBcfLineSchema = key.extend({
  scheme: z
    .string({ error: "Enter the scheme’s number." })
    .trim()
    .min(1, "Enter the scheme’s number.")
    .max(20, "Use at most 20 characters.")
    .meta({ title: "Scheme number" }),
  source: choice("Choose a source of funding.", "Source of funding"),
  name: words("Enter the scheme’s name.", "Name", { max: 150 }),
  about: words("Describe it in a sentence.", "What it does", { max: 600 }),
  activity: choice("Choose a scheme type or activity.", "Scheme type or activity"),
  subType: choice(orLeaveOut, "Sub-type (where the type has any)").optional(),
  otherWords: words(orLeaveOut, "If “other”: what it is", { max: 150 }).optional(),
  objective: choice(orLeaveOut, "Primary objective (from 2025-26)").optional(),
  area: choice("Choose an area of spend.", "Area of spend"),
  areaOther: words(orLeaveOut, "If the area is “other”: which", { max: 150 }).optional(),
  commissioner: choice(orLeaveOut, "Commissioner (to 2024-25)").optional(),
  nhsPercent: percent("NHS share in per cent (joint commissioning only)").optional(),
  councilPercent: percent("Council share in per cent (joint commissioning only)").optional(),
  provider: choice(orLeaveOut, "Provider").optional(),
  standing: choice(orLeaveOut, "New or existing (to 2024-25)").optional(),
  outputs: z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, "Write a whole number.")
    .transform(BigInt)
    .optional()
    .meta({ title: "Expected outputs (to 2024-25; where the type has a unit)" }),
  unit: words(orLeaveOut, "Unit of the outputs", { max: 80 }).optional(),
  amount: amount(
    "Enter the amount, or £0.",
    "Spending",
    "In a plan: planned for the year. In a return: spent so far.",
  ),
});

function percent(title: string): z.ZodType<number> {
  return z
    .string()
    .trim()
    .regex(/^(?:100|\d{1,2})$/, "Write a whole number from 0 to 100.")
    .transform(Number)
    .meta({ title });
}

export const answerBcfSchema = key.extend({
  condition: choice("Choose a condition.", "National condition"),
  met: z.enum(["yes", "no"], { error: "Say whether it is met." }).meta({ title: "Is it met?" }),
  words: words(orLeaveOut, "If not: why, and what is being done", { max: 1000 }).optional(),
});

export const enterBcfMeasureSchema = key.extend({
  measure: choice("Choose a measure.", "Measure"),
  planned: figure("Planned (optional)").optional(),
  actual: figure("Actual so far (returns only, optional)").optional(),
  progress: choice(orLeaveOut, "Progress (returns only, optional)").optional(),
  words: words(orLeaveOut, "What helps or hinders (optional)", { max: 1000 }).optional(),
});

export const signBcfSchema = key.extend({
  role: choice("Choose the post.", "Post"),
  party: partyField.optional(),
  version: z
    .string({ error: "Say which version was signed." })
    .regex(/^\d{1,9}$/, "Write the version as a whole number.")
    .transform(Number)
    .meta({ title: "Version", description: "The version that was read and signed." }),
  signedOn: day("Enter the day.", "Day on which it was signed"),
  ownPost: z
    .enum(["yes"], { error: "Only the holder of the post may sign; this cannot be delegated." })
    .meta({ title: "Was it signed by the holder of the post, not by a deputy on their behalf?" }),
});

export const fillWorkbookSchema = key.extend({ file: sentFile.meta({ title: "Workbook (.xlsx)" }) });

export const enterBcfSheetSchema = key.extend({
  file: sentFile.meta({
    title: "File",
    description: `CSV or XLSX with one row for each scheme and source. For machines: name and base64.`,
  }),
  ...sheetFields,
});
