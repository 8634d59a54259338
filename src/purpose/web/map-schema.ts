import { z } from "zod";
import { civilDate } from "@concordat/calendar";
import { checkedMapping, type FigureMapping } from "../figure-mapping.ts";

function heading(title: string, description: string): z.ZodType<string | undefined> {
  return z
    .string()
    .max(200, "Use at most 200 characters.")
    .transform((text) => text.trim() || undefined)
    .optional()
    .meta({ title, description });
}

function needed(missing: string, title: string, description: string, max = 200): z.ZodType<string> {
  return z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .meta({ title, description });
}

const fileName = z
  .string()
  .trim()
  .min(1, "Give the name of the file.")
  .max(300, "Give the file a shorter name.");

/** A table with headings of its own, and which of them is what. */
export const mapFileSchema = z
  .object({
    file: z
      .union(
        [
          z.object({ name: fileName, bytes: z.instanceof(Uint8Array) }),
          z
            .object({ name: fileName, base64: z.base64({ error: "Send the bytes of the file as base64." }) })
            .transform(({ name, base64 }) => ({
              name,
              bytes: new Uint8Array(Buffer.from(base64, "base64")),
            })),
        ],
        { error: "Choose a file: CSV or XLSX." },
      )
      .meta({ title: "File", description: "CSV or XLSX with one figure a row; at most 25 MB here" }),
    source: needed(
      "Say where the figures come from.",
      "Where do these figures come from?",
      "One sentence, shown with every figure",
      500,
    ),
    seen: z.iso
      .date({ error: "Enter the day as day, month and year." })
      .transform(civilDate)
      .meta({ title: "On what day were they seen there?" }),
    dryRun: z
      .union([z.boolean(), z.enum(["true", "false"])], { error: "Choose yes or no." })
      .transform((answer) => answer === true || answer === "true")
      .meta({
        title: "Only try it out?",
        description: "Yes: every row is checked against what is held here, and nothing is changed",
      }),
    indicator: z
      .string({ error: "Give the indicator an id." })
      .trim()
      .regex(
        /^[a-z0-9]+([.-][a-z0-9]+)*$/u,
        "An id has small letters, figures, dots and hyphens, such as imported.falls.",
      )
      .max(100, "Use at most 100 characters.")
      .meta({
        title: "Id of the indicator",
        description: "One held here, or a new one that begins with imported.",
      }),
    name: heading("Its name", "Of a new indicator"),
    unit: heading("Its unit", "Of a new indicator, such as per 1,000 bed days; fraction of 1 for shares"),
    direction: z
      .enum(["neither", "lower-better", "higher-better"], { error: "Choose which side is better." })
      .meta({ title: "Which side is better" }),
    code: needed(
      "Name the column with the codes.",
      "Column with the codes",
      "Published codes of areas or organisations, as the heading stands in the file",
    ),
    period: needed("Name the column with the period.", "Column with the period", "Or with its first day"),
    periodAs: z
      .enum(["text", "month", "day", "start"], { error: "Choose how the period is written." })
      .meta({ title: "How the period is written" }),
    periodEnd: heading("Column with the last day", "Only where first and last day stand in two columns"),
    value: needed(
      "Name the column with the values.",
      "Column with the values",
      "Numbers, or marks such as [z], [c], * or -",
    ),
    numerator: heading("Column with what was counted", "The numerator; left empty: none"),
    denominator: heading("Column with what it is divided by", "The denominator; left empty: none"),
    lower: heading("Column with the lower limit", "As published; left empty: none"),
    upper: heading("Column with the upper limit", "As published; left empty: none"),
    group: heading(
      "Column with the group of people",
      "Such as the ethnic group; all and total stand for everybody; left empty: everybody",
    ),
    groupKind: z
      .enum(["", "ethnicity", "core20plus5", "deprivation", "sex", "age"], {
        error: "Choose what the groups are.",
      })
      .optional()
      .meta({ title: "What the groups are" }),
    people: z
      .enum(["", "resident", "registered"], { error: "Choose who the denominators are." })
      .optional()
      .meta({
        title: "Who the denominators are",
        description: "Patients registered with practices, or people who live there",
      }),
  })
  .superRefine(({ periodAs, periodEnd, group, groupKind }, context) => {
    const missing = (field: string, message: string): void =>
      context.addIssue({ code: "custom", path: [field], message });
    if (periodAs === "start" && periodEnd === undefined)
      missing("periodEnd", "Name the column with the last day too.");
    if (group !== undefined && !groupKind)
      missing("groupKind", "Say what the groups are, or name no column of groups.");
    if (group === undefined && groupKind)
      missing("group", "Name the column with the groups, or choose that there are none.");
  });
export type MapFile = z.output<typeof mapFileSchema>;

/** The mapping that a form asks for. */
export function mappingOf(input: MapFile): FigureMapping {
  const { name, unit, group, groupKind, people, periodEnd } = input;
  const columns = { code: input.code, value: input.value } as Record<string, string>;
  for (const field of ["numerator", "denominator", "lower", "upper"] as const)
    if (input[field] !== undefined) columns[field] = input[field];
  return checkedMapping({
    columns,
    constants: {
      indicator: input.indicator,
      direction: input.direction,
      ...(name !== undefined && { indicator_name: name }),
      ...(unit !== undefined && { unit }),
    },
    period:
      input.periodAs === "start"
        ? { start: input.period, end: periodEnd! }
        : { column: input.period, as: input.periodAs },
    ...(group !== undefined &&
      groupKind && { group: { column: group, kind: groupKind, ...(people && { people }) } }),
  });
}
