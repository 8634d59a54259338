import { parse } from "yaml";
import { z } from "zod";
import { readDay, readPeriod } from "./import-period.ts";
import { monthFrom, type Span } from "./period.ts";

const fields = [
  "indicator",
  "indicator_name",
  "about",
  "unit",
  "direction",
  "code",
  "value",
  "numerator",
  "denominator",
  "lower",
  "upper",
  "dimension",
  "vintage",
  "note",
] as const;
type Field = (typeof fields)[number];

const heading = z.string().min(1, "Name a heading of the file.");
const mappingShape = z.strictObject({
  columns: z.partialRecord(z.enum(fields), heading),
  constants: z.partialRecord(z.enum(fields), z.coerce.string()).default({}),
  period: z.union([
    z.strictObject({ column: heading, as: z.enum(["text", "month", "day"]) }),
    z.strictObject({ start: heading, end: heading }),
  ]),
});

/** Which heading of somebody's table is which column of `purpose.figures`. */
export type FigureMapping = z.output<typeof mappingShape>;

/** The columns of a table in long form, in the order in which they are written. */
export const longColumns: readonly string[] = [
  ...fields.slice(0, 6),
  "period_start",
  "period_end",
  ...fields.slice(6),
];

/**
 * Reads a mapping written in YAML: `columns` (field: heading), `constants` (field: text) and `period`.
 *
 * `period` is a heading with `as: text` (2019/20, August 2026), `month` (any day of it) or `day`, or two headings `start` and `end`.
 *
 * @throws RangeError naming everything that cannot be followed
 */
export function parseMapping(text: string): FigureMapping {
  const read = mappingShape.safeParse(parse(text));
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new RangeError(`The mapping cannot be followed: ${faults.join("; ")}.`);
  }
  const { columns, constants } = read.data;
  const without = (["indicator", "code", "value"] as const).filter(
    (field) => columns[field] === undefined && constants[field] === undefined,
  );
  const twice = fields.filter((field) => columns[field] !== undefined && constants[field] !== undefined);
  if (without.length > 0) throw new RangeError(`The mapping says nothing about ${without.join(", ")}.`);
  if (twice.length > 0)
    throw new RangeError(`The mapping gives ${twice.join(", ")} both as a column and as a constant.`);
  return read.data;
}

/** Every heading that a mapping names. */
export function headingsOf({ columns, period }: FigureMapping): readonly string[] {
  const named = "column" in period ? [period.column] : [period.start, period.end];
  return [...new Set([...Object.values(columns), ...named])];
}

/** A row in long form, or why it cannot be one. Only the period is read; the import reads the rest and lists what is wrong. */
export function mapRow(
  mapping: FigureMapping,
  cells: Readonly<Record<string, string>>,
):
  { readonly ok: true; readonly cells: readonly string[] } | { readonly ok: false; readonly reason: string } {
  const span = spanOf(mapping.period, cells);
  if (typeof span === "string") return { ok: false, reason: span };
  const text = (field: Field): string =>
    mapping.constants[field] ?? (cells[mapping.columns[field] ?? ""] ?? "").trim();
  return {
    ok: true,
    cells: [...fields.slice(0, 6).map(text), span.start, span.end, ...fields.slice(6).map(text)],
  };
}

function spanOf(period: FigureMapping["period"], cells: Readonly<Record<string, string>>): Span | string {
  if ("column" in period) {
    const text = (cells[period.column] ?? "").trim();
    const day = readDay(text);
    const found =
      period.as === "text"
        ? readPeriod(text)
        : day && (period.as === "day" ? { start: day, end: day } : monthFrom(firstOfMonth(day)));
    return (
      found ??
      `“${text}” in ${period.column} is no ${period.as === "text" ? "period" : "day"} that is known here.`
    );
  }
  const [start, end] = [readDay(cells[period.start] ?? ""), readDay(cells[period.end] ?? "")];
  return start && end
    ? { start, end }
    : `“${cells[period.start] ?? ""}” to “${cells[period.end] ?? ""}” are not two days.`;
}

function firstOfMonth(day: Span["start"]): Span["start"] {
  return readDay(`${day.slice(0, 7)}-01`) ?? day;
}
