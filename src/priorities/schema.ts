import { z } from "zod";
import { day, firstOfMonth, level, optionalWords, words } from "./fields.ts";
import { straightLine } from "./priority.ts";

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
