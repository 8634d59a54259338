import { z } from "zod";
import { dayOf, parseCivilDate, type CivilDate } from "@concordat/calendar";
import { straightLine } from "./priority.ts";

function words(missing: string, title: string, { max = 300, description = "" } = {}): z.ZodType<string> {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.")
    .meta({ title, ...(description !== "" && { description }) });
}

function optionalWords(title: string, description: string): z.ZodType<string | undefined> {
  return z
    .string()
    .max(300, "Use at most 300 characters.")
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.")
    .transform((text) => text.replace(/\s+/gu, " ").trim() || undefined)
    .optional()
    .meta({ title, description });
}

function day(missing: string, title: string, description?: string): z.ZodType<CivilDate> {
  return z
    .string({ error: missing })
    .transform((text, context) => {
      const parsed = parseCivilDate(text.trim());
      if (parsed.ok) return parsed.value;
      context.addIssue(parsed.problem);
      return z.NEVER;
    })
    .meta({ title, ...(description !== undefined && { description }) });
}

function firstOfMonth(missing: string, title: string): z.ZodType<CivilDate> {
  return day(missing, title, "The first day of a month")
    .refine((on) => dayOf(on) === 1, "This is not the first day of a month. Give the first day.")
    .meta({ title, description: "The first day of a month" });
}

function level(missing: string, title: string): z.ZodType<number> {
  return z
    .union([z.string(), z.number()], { error: missing })
    .transform((given, context) => {
      const text = String(given).trim();
      const value = Number(text);
      if (/^-?\d{1,12}(\.\d{1,6})?$/.test(text) && Number.isFinite(value)) return value;
      context.addIssue({ code: "custom", message: `“${text}” is no number. Write it like 1.25.` });
      return z.NEVER;
    })
    .meta({ title, description: "A number, in the unit of the indicator" });
}

const trajectory = z
  .string()
  .transform((text, context) => {
    const levels = text.trim() === "" ? [] : text.trim().split(/[\s;]+/u);
    if (levels.length === 0) return undefined;
    if (levels.length === 12 && levels.every((one) => /^-?\d{1,12}(\.\d{1,6})?$/.test(one)))
      return levels.map(Number);
    context.addIssue({
      code: "custom",
      message: `A trajectory is twelve numbers with a space between; ${levels.length} were given.`,
    });
    return z.NEVER;
  })
  .optional()
  .meta({
    title: "Trajectory",
    description:
      "Twelve levels, one a month, with spaces between; left empty: a straight line from the baseline to the target",
  });

const area = z.string({ error: "Say which area." }).max(100).meta({ title: "Area" });
const priority = z.string({ error: "Say which priority." }).max(100).meta({ title: "Priority" });

export const adoptPrioritySchema = z.object({
  area,
  outcome: optionalWords(
    "Outcome",
    "From the catalogue of outcomes that need joint work, or the place's own",
  ),
  title: optionalWords("Title", "Left empty: as the catalogue has it"),
  purpose: words("Say what it is for.", "Purpose", { description: "What will be different for whom" }),
  whyTogether: optionalWords("Why together", "Left empty: as the catalogue has it"),
  indicatorWords: optionalWords("Indicator", "What is measured; left empty: as the catalogue has it"),
  unit: optionalWords("Unit", "Such as per cent; left empty: as the catalogue has it"),
  direction: z
    .enum(["", "up", "down"], { error: "Choose which way is better." })
    .optional()
    .meta({ title: "Which way is better" }),
  experience: optionalWords(
    "Measure of experience",
    "What people who use the service will be asked; left empty: as the catalogue has it",
  ),
  cut: optionalWords("Inequality", "Between whom the gap is watched; left empty: as the catalogue has it"),
  nhsBody: words("Choose the NHS body that owns it.", "Owner from the NHS"),
  nhsOffice: words("Say which office there answers for it.", "Office in the NHS", { max: 120 }),
  councilBody: words("Choose the council that owns it.", "Owner from the council"),
  councilOffice: words("Say which office there answers for it.", "Office in the council", { max: 120 }),
  startsOn: firstOfMonth("Say when its twelve months begin.", "First day of its twelve months"),
  baseline: level("Say where it begins.", "Baseline"),
  baselineWords: words("Say what the baseline is.", "What the baseline is", {
    description: "Such as the mean of April 2025 to March 2026",
  }),
  target: level("Say where it should be after twelve months.", "Target"),
  trajectory,
  beyondFive: optionalWords("Why more than five", "Only where the place has five priorities already"),
});
export type AdoptPriority = z.output<typeof adoptPrioritySchema>;

export const freezePrioritySchema = z.object({
  priority,
  resolution: optionalWords(
    "Resolution",
    "The address of the board's resolution on this site, if it was passed here",
  ),
  decidedOn: day("Say when the board resolved.", "Day of the resolution"),
  board: words("Say which board resolved.", "Board", { max: 200 }),
});
export type FreezePriority = z.output<typeof freezePrioritySchema>;

export const setTargetSchema = z.object({
  priority,
  target: level("Say what the new target is.", "New target"),
  trajectory,
  fromOn: day("Say from when it holds.", "From when"),
  why: words("Say why the target is changed.", "Why", { max: 500 }),
});
export type SetTarget = z.output<typeof setTargetSchema>;

export const enterFigureSchema = z.object({
  priority,
  month: firstOfMonth("Say of which month the figure is.", "Month"),
  value: level("Enter the figure.", "Figure"),
});
export type EnterFigure = z.output<typeof enterFigureSchema>;

/** The trajectory that was given, or the straight line. */
export function trajectoryOf(
  given: readonly number[] | undefined,
  baseline: number,
  target: number,
): readonly number[] {
  return given ?? straightLine(baseline, target);
}
