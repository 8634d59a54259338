import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

export type ShippedRow = Readonly<Record<string, string>>;

const folder = join(import.meta.dirname, "../../data");
const read = new Map<string, readonly ShippedRow[]>();

/** The rows of a shipped file as they stand on disk; the database is not asked. */
export function shippedRows(path: string): readonly ShippedRow[] {
  const known = read.get(path);
  if (known) return known;
  const rows = parse(readFileSync(join(folder, path)), { columns: true, bom: true }) as readonly ShippedRow[];
  read.set(path, rows);
  return rows;
}

/** Whether a row's days hold a day: from `begins_on`, until the day before `ends_on`, either may be open. */
export function holdsOn(row: ShippedRow | undefined, day: string): boolean {
  if (!row) return false;
  return (
    (row["begins_on"] === "" || row["begins_on"]! <= day) && (row["ends_on"] === "" || row["ends_on"]! > day)
  );
}

/** A number as the file prints it, or null where it prints none. */
export function numberOrNull(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}

/** A figure that the files state for one of an area's codes. */
export interface StatedFigure {
  readonly start: string;
  readonly end: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** How each headline figure of an area is read off the files, by hand: which rows count, and which cells. */
const readings: Readonly<Record<string, (codes: readonly string[]) => readonly StatedFigure[]>> = {
  "population.total": (codes) =>
    shippedRows("purpose/population-age-band-council.csv")
      .filter((row) => codes.includes(row["code"]!) && row["sex"] === "persons")
      .map((row) => ({
        start: row["as_at"]!,
        end: row["as_at"]!,
        value: numberOrNull(row["total"]),
        numerator: null,
        denominator: null,
      })),
  "health-index.overall": (codes) =>
    shippedRows("purpose/health-index.csv")
      .filter((row) => codes.includes(row["code"]!))
      .map((row) => ({
        start: `${row["year"]!}-01-01`,
        end: `${row["year"]!}-12-31`,
        value: numberOrNull(row["overall"]),
        numerator: null,
        denominator: null,
      })),
  "imd2025.average-score": (codes) =>
    shippedRows("purpose/imd-council.csv")
      .filter((row) => codes.includes(row["code"]!) && row["indicator"] === "imd2025.average-score")
      .map((row) => ({
        start: row["period_start"]!,
        end: row["period_end"]!,
        value: numberOrNull(row["value"]),
        numerator: null,
        denominator: null,
      })),
  "drd.delayed-share": (codes) => discharges(codes, { year: "delayed_share", numerator: "delayed" }),
  "drd.mean-delay-all": (codes) => discharges(codes, { year: "mean_delay_all", numerator: "bed_days" }),
  "ctr.not-meeting": (codes) => monthly("purpose/criteria-to-reside-icb-month.csv", "ctr.not-meeting", codes),
  "dtoc.days.total": (codes) => delays("dtoc.days.total", codes),
  "dtoc.days.nhs": (codes) => delays("dtoc.days.nhs", codes),
  "dtoc.days.social-care": (codes) => delays("dtoc.days.social-care", codes),
};

/** The headline figures that areas have. */
export const headlinesOfAreas: readonly string[] = Object.keys(readings);

/** The latest figure that the files state, of periods that ended by a day; of two that end together the longer. */
export function latestFigure(
  indicator: string,
  codes: readonly string[],
  day: string,
): StatedFigure | undefined {
  const stated = readings[indicator]?.(codes) ?? [];
  return stated
    .filter((figure) => figure.end <= day)
    .toSorted((a, b) => (a.end === b.end ? compare(a.start, b.start) : compare(b.end, a.end)))[0];
}

function discharges(
  codes: readonly string[],
  cells: { readonly year: string; readonly numerator: string },
): readonly StatedFigure[] {
  const of = (row: ShippedRow): boolean => codes.includes(row["code"]!);
  const years = shippedRows("purpose/discharge-ready-council-year.csv")
    .filter(of)
    .map((row) => ({
      start: row["period_start"]!,
      end: row["period_end"]!,
      value: numberOrNull(row[cells.year]),
      numerator: numberOrNull(row[cells.numerator]),
      denominator: numberOrNull(row["discharges"]),
    }));
  const months = shippedRows("purpose/discharge-ready-council-month.csv")
    .filter(of)
    .map((row) => {
      const numerator = numberOrNull(row[cells.numerator]);
      const denominator = numberOrNull(row["discharges"]);
      const value =
        numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;
      return {
        start: row["period_start"]!,
        end: endOfMonth(row["period_start"]!),
        value,
        numerator,
        denominator,
      };
    });
  return [...years, ...months];
}

function delays(indicator: string, codes: readonly string[]): readonly StatedFigure[] {
  return [
    ...monthly("purpose/dtoc-council-month.csv", indicator, codes),
    ...monthly("purpose/dtoc-england-month.csv", indicator, codes),
  ];
}

function monthly(file: string, indicator: string, codes: readonly string[]): readonly StatedFigure[] {
  const rows = shippedRows(file).filter(
    (row) => row["indicator"] === indicator && codes.includes(row["code"]!),
  );
  // Of two editions of the same month the later one counts, as their names sort.
  return rows
    .toSorted((a, b) => compare(b["vintage"] ?? "", a["vintage"] ?? ""))
    .map((row) => ({
      start: row["period_start"]!,
      end: endOfMonth(row["period_start"]!),
      value: numberOrNull(row["value"]),
      numerator: numberOrNull(row["numerator"]),
      denominator: numberOrNull(row["denominator"]),
    }));
}

function endOfMonth(first: string): string {
  const [year = 0, month = 0] = first.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
