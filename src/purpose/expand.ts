import { addDays, addMonths, civilDate, civilDateOf, type CivilDate } from "@concordat/calendar";
import type { MeasuredKind } from "../kernel/index.ts";
import type { FileRule, ValueRule } from "./rules.ts";

/** A row of a shipped file: its cells by column. */
export type GivenRow = Readonly<Record<string, string>>;

/** One observation as a file states it: its code not yet resolved, its numbers as printed (a ratio: as computed). */
export interface StatedObservation {
  readonly indicator: string;
  readonly code: string;
  /** `sex=persons`, or empty. */
  readonly dimension: string;
  readonly periodStart: CivilDate;
  /** Last day, included. */
  readonly periodEnd: CivilDate;
  readonly vintage: string;
  readonly status: MeasuredKind;
  readonly value?: string;
  readonly numerator?: string;
  readonly denominator?: string;
  /** As the file says; absent: that of the indicator. */
  readonly unit?: string;
  readonly note?: string;
}

const absences: readonly string[] = ["no-data", "suppressed", "not-applicable"] satisfies MeasuredKind[];
const statuses: readonly string[] = [...absences, "value", "zero"];

/**
 * Every observation of a file's rows, row by row, in the order of the rule's values.
 *
 * @throws RangeError naming file and line for a column that is not there, a cell that is no number or no day, or a status
 * that nobody knows: the file is then not loaded at all
 */
export function expandRows(rule: FileRule, rows: readonly GivenRow[]): readonly StatedObservation[] {
  const found: StatedObservation[] = [];
  const expanding: Expanding = { rule, periods: new Map() };
  for (const [index, row] of rows.entries()) {
    try {
      for (const observation of expandRow(expanding, row)) found.push(observation);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`${rule.file}, line ${index + 2}: ${error.message}`, { cause: error });
    }
  }
  return found;
}

type Span = readonly [CivilDate, CivilDate];

/** A file has few periods and many rows: each period is read once. */
interface Expanding {
  readonly rule: FileRule;
  readonly periods: Map<string, Span>;
}

function expandRow({ rule, periods }: Expanding, row: GivenRow): readonly StatedObservation[] {
  const cells = periodCells(rule, row);
  const span = periods.get(cells) ?? periodOf(rule, row);
  periods.set(cells, span);
  const [periodStart, periodEnd] = span;
  const unit = row["unit"];
  const note = noteOf(rule, row);
  const shared = {
    code: filled(row, rule.code.column),
    dimension: rule.dimension ? `${rule.dimension.name}=${filled(row, rule.dimension.column)}` : "",
    periodStart,
    periodEnd,
    vintage: vintageOf(rule, row),
    ...(unit && { unit }),
    ...(note && { note }),
  };
  return rule.values.map((one) => ({
    indicator: withCells(one.indicator, row),
    ...shared,
    ...figureOf(rule, one, row),
  }));
}

type Figure = Pick<StatedObservation, "status" | "value" | "numerator" | "denominator">;

function figureOf(rule: FileRule, one: ValueRule, row: GivenRow): Figure {
  const numerator = one.numerator && numberIn(row, one.numerator);
  const denominator = one.denominator && numberIn(row, one.denominator);
  const parts = { ...(numerator && { numerator }), ...(denominator && { denominator }) };
  const stated = rule.status && one.status === undefined ? filled(row, rule.status) : undefined;
  if (stated !== undefined && !statuses.includes(stated))
    throw new RangeError(`“${stated}” is no status of a figure.`);
  if (stated !== undefined && absences.includes(stated)) return { status: stated as MeasuredKind, ...parts };
  if (one.value === "ratio") return { ...ratio(numerator, denominator), ...parts };
  const value = numberIn(row, one.value);
  return { ...fromValue(value), ...parts };
}

function fromValue(value: string): Figure {
  if (value === "") return { status: "no-data" };
  return Number(value) === 0 ? { status: "zero", value: "0" } : { status: "value", value };
}

function ratio(numerator: string | undefined, denominator: string | undefined): Figure {
  if (!numerator || !denominator) return { status: "no-data" };
  if (Number(denominator) === 0) return { status: "not-applicable" };
  return fromValue(String(Number(numerator) / Number(denominator)));
}

/** The text of the cells that say the period. */
function periodCells({ period }: FileRule, row: GivenRow): string {
  if ("constant_start" in period) return "";
  if ("year" in period) return cell(row, period.year);
  if ("day" in period) return cell(row, period.day);
  return "end" in period ? `${cell(row, period.start)} ${cell(row, period.end)}` : cell(row, period.start);
}

function periodOf(rule: FileRule, row: GivenRow): Span {
  const [start, end] = readPeriod(rule, row);
  if (end < start) throw new RangeError(`The period ends on ${end}, before it begins on ${start}.`);
  return [start, end];
}

function readPeriod({ period }: FileRule, row: GivenRow): Span {
  if ("length" in period) {
    const start = dayIn(row, period.start);
    if (!start.endsWith("-01"))
      throw new RangeError(`The month in column ${period.start} begins on ${start}, not on a first day.`);
    return [start, lastDayOfMonth(start)];
  }
  if ("year" in period) return wholeYear(filled(row, period.year));
  if ("day" in period) return [dayIn(row, period.day), dayIn(row, period.day)];
  if ("constant_start" in period) return [civilDate(period.constant_start), civilDate(period.constant_end)];
  return [dayIn(row, period.start), dayIn(row, period.end)];
}

function wholeYear(text: string): Span {
  if (!/^\d{4}$/.test(text)) throw new RangeError(`“${text}” is no year.`);
  return [civilDateOf(Number(text), 1, 1), civilDateOf(Number(text), 12, 31)];
}

function lastDayOfMonth(firstDay: CivilDate): CivilDate {
  return addDays(addMonths(firstDay, 1), -1);
}

function vintageOf(rule: FileRule, row: GivenRow): string {
  const { vintage } = rule;
  if ("column" in vintage) return filled(row, vintage.column);
  return "constant" in vintage ? vintage.constant : withCells(vintage.template, row);
}

/** Shown beside the value when the cell is neither empty nor 0. */
function noteOf(rule: FileRule, row: GivenRow): string | undefined {
  if (!rule.note) return undefined;
  const given = cell(row, rule.note.column);
  return given === "" || given === "0" ? undefined : rule.note.text.replace("{}", given);
}

function withCells(template: string, row: GivenRow): string {
  if (!template.includes("{")) return template;
  return template.replace(/\{([^}]+)\}/g, (_, column: string) => filled(row, column));
}

function cell(row: GivenRow, column: string): string {
  const text = row[column];
  if (text === undefined) throw new RangeError(`There is no column ${column}.`);
  return text;
}

function filled(row: GivenRow, column: string): string {
  const text = cell(row, column);
  if (text === "") throw new RangeError(`Column ${column} is empty.`);
  return text;
}

function dayIn(row: GivenRow, column: string): CivilDate {
  return civilDate(filled(row, column));
}

/** A decimal number as printed, or the empty text. */
function numberIn(row: GivenRow, column: string): string {
  const text = cell(row, column);
  if (text !== "" && !/^-?\d+(?:\.\d+)?$/.test(text))
    throw new RangeError(`“${text}” in column ${column} is no number.`);
  return text;
}
