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

/** Who makes up a denominator: patients of practices, or people who live there. */
const people = ["registered", "resident"] as const;

const heading = z.string().min(1, "Name a heading of the file.");
const mappingShape = z.strictObject({
  columns: z.partialRecord(z.enum(fields), heading),
  constants: z.partialRecord(z.enum(fields), z.coerce.string()).default({}),
  group: z
    .strictObject({
      column: heading,
      kind: z.string().regex(/^[a-z0-9-]+$/, "A kind of group has small letters, figures and hyphens."),
      people: z.enum(people).optional(),
    })
    .optional(),
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
  return checkedMapping(read.data);
}

/**
 * A mapping that says enough and says nothing twice.
 *
 * @throws RangeError naming what is missing or given twice
 */
export function checkedMapping(mapping: FigureMapping): FigureMapping {
  const { columns, constants } = mapping;
  const without = (["indicator", "code", "value"] as const).filter(
    (field) => columns[field] === undefined && constants[field] === undefined,
  );
  const twice = fields.filter((field) => columns[field] !== undefined && constants[field] !== undefined);
  if (without.length > 0) throw new RangeError(`The mapping says nothing about ${without.join(", ")}.`);
  if (twice.length > 0)
    throw new RangeError(`The mapping gives ${twice.join(", ")} both as a column and as a constant.`);
  if (mapping.group && (columns.dimension ?? constants.dimension) !== undefined)
    throw new RangeError("The mapping gives both a group and a dimension. One says who is counted.");
  return mapping;
}

/** Every heading that a mapping names. */
export function headingsOf({ columns, period, group }: FigureMapping): readonly string[] {
  const named = "column" in period ? [period.column] : [period.start, period.end];
  return [...new Set([...Object.values(columns), ...named, ...(group ? [group.column] : [])])];
}

/** A row in long form, or why it cannot be one. Only the period is read; the import reads the rest and lists what is wrong. */
export function mapRow(
  mapping: FigureMapping,
  cells: Readonly<Record<string, string>>,
):
  { readonly ok: true; readonly cells: readonly string[] } | { readonly ok: false; readonly reason: string } {
  const span = spanOf(mapping.period, cells);
  if (typeof span === "string") return { ok: false, reason: span };
  const { group } = mapping;
  const text = (field: Field): string =>
    field === "dimension" && group
      ? dimensionOf(group, cells[group.column] ?? "")
      : (mapping.constants[field] ?? (cells[mapping.columns[field] ?? ""] ?? "").trim());
  return {
    ok: true,
    cells: [...fields.slice(0, 6).map(text), span.start, span.end, ...fields.slice(6).map(text)],
  };
}

const everybody: ReadonlySet<string> = new Set(["", "all", "total", "everybody", "persons", "all-persons"]);

/** "ethnicity=black-caribbean,people=resident"; nothing where the cell speaks of everybody. */
function dimensionOf({ kind, people: counted }: NonNullable<FigureMapping["group"]>, cell: string): string {
  const name = cell
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-|-$/gu, "");
  if (everybody.has(name)) return "";
  return `${kind}=${name}${counted ? `,people=${counted}` : ""}`;
}

/** A row as a line of a CSV file, as it stands: marks such as - keep their meaning. */
export function longLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;
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

/**
 * A row in long form whatever is wrong with it: what cannot be mapped is written so that the import refuses the row and says why.
 *
 * Every row of the file becomes one row, so that every one is accounted for.
 */
export function mapRowWhole(
  mapping: FigureMapping,
  row: { readonly cells: Readonly<Record<string, string>>; readonly problem?: string | undefined },
): readonly string[] {
  const mapped = mapRow(mapping, row.cells);
  if (row.problem === undefined && mapped.ok) return mapped.cells;
  const reason = row.problem ?? (mapped.ok ? "" : mapped.reason);
  return longColumns.map((name) => {
    if (name === "period_start" || name === "period_end") return reason.slice(0, 200);
    const field = name as Field;
    return mapping.constants[field] ?? (row.cells[mapping.columns[field] ?? ""] ?? "").trim();
  });
}

function firstOfMonth(day: Span["start"]): Span["start"] {
  return readDay(`${day.slice(0, 7)}-01`) ?? day;
}
