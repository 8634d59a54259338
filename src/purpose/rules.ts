import { parse } from "yaml";
import { z } from "zod";

const value = z
  .strictObject({
    indicator: z.string().min(1),
    value: z.string().min(1),
    numerator: z.string().min(1).optional(),
    denominator: z.string().min(1).optional(),
    status: z.literal("from-value").optional(),
  })
  .refine((one) => one.value !== "ratio" || (one.numerator !== undefined && one.denominator !== undefined), {
    message: "A ratio needs a numerator and a denominator.",
  });

const period = z.union([
  z.strictObject({ start: z.string(), length: z.literal("month") }),
  z.strictObject({ start: z.string(), end: z.string() }),
  z.strictObject({ year: z.string() }),
  z.strictObject({ day: z.string() }),
  z.strictObject({ constant_start: z.string(), constant_end: z.string() }),
]);

const fileRule = z.strictObject({
  file: z.string().regex(/^[a-z0-9/-]+\.csv$/),
  code: z.strictObject({
    column: z.string(),
    schemes: z.array(z.string()).min(1),
    resolves: z.enum(["area", "organisation"]),
  }),
  period,
  status: z.string().optional(),
  vintage: z.union([
    z.strictObject({ column: z.string() }),
    z.strictObject({ constant: z.string() }),
    z.strictObject({ template: z.string() }),
  ]),
  dimension: z.strictObject({ name: z.string(), column: z.string() }).optional(),
  note: z.strictObject({ column: z.string(), text: z.string().includes("{}") }).optional(),
  values: z.array(value).min(1),
});

/** How the rows of one file become observations; see the header of data/purpose/observations.yaml. */
export type FileRule = z.output<typeof fileRule>;
/** How one figure of a row becomes an observation. */
export type ValueRule = FileRule["values"][number];

/**
 * Reads the rules of all files.
 *
 * @param text  the text of data/purpose/observations.yaml
 * @throws RangeError naming every rule that cannot be followed
 */
export function parseRules(text: string): readonly FileRule[] {
  const read = z.strictObject({ files: z.array(fileRule) }).safeParse(parse(text));
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new RangeError(`The rules for observations cannot be followed: ${faults.join("; ")}`);
  }
  const names = read.data.files.map((rule) => rule.file);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RangeError(`The rules for observations name ${twice} twice.`);
  return read.data.files;
}

/** The key of a file in the catalogue: its name without folder and ending. */
export function datasetKeyOf(rule: FileRule): string {
  return rule.file.replace(/^.*\//, "").replace(/\.csv$/, "");
}
