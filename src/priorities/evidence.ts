import type { MonthCount } from "../purpose/index.ts";
import type { Definition, Tried } from "./claim.ts";
import { monthsOf, verdictOf, type MonthFigure, type Window } from "./verdict.ts";

/** The months held of each indicator for each subject of a definition: `indicator` and `subject` as in the definition. */
export type Held = (indicator: string, subject: string) => readonly MonthCount[];

interface Sum {
  readonly top: number;
  readonly bottom: number;
}

/**
 * The series of a definition: for each month everything its subjects counted, and what that is a share of.
 *
 * A month counts only where every indicator has a figure for every subject; a month that lacks one is left out, never added
 * up without it. `everybody` is whoever gave figures that month.
 */
export function seriesOf(definition: Definition, held: Held): readonly MonthFigure[] {
  const own = sumsOf(definition, definition.subjects, held);
  if (definition.against.length === 0)
    return [...own].map(([start, sum]) => ({ start: start as MonthFigure["start"], ...sum }));
  const base = sumsOf(definition, definition.against, held);
  return [...own].flatMap(([start, sum]) => {
    const other = base.get(start);
    return other ? [{ start: start as MonthFigure["start"], ...sum, base: other }] : [];
  });
}

function sumsOf(
  { indicators, wholes, vintage }: Definition,
  subjects: readonly string[],
  held: Held,
): ReadonlyMap<string, Sum> {
  const tops = indicators.flatMap((indicator) => subjects.map((one) => held(indicator, one)));
  const tables = tops.map((months) => monthTable(months, vintage));
  const wholeTables = wholes
    .flatMap((indicator) => subjects.map((one) => held(indicator, one)))
    .map((months) => monthTable(months, vintage));
  const [first] = tables;
  if (!first) return new Map();
  const starts = [...first.keys()].filter((start) =>
    [...tables, ...wholeTables].every((one) => one.has(start)),
  );
  return new Map(
    starts.toSorted().map((start) => {
      const all = (list: readonly ReadonlyMap<string, Sum>[], part: keyof Sum): number =>
        list.reduce((sum, one) => sum + one.get(start)![part], 0);
      const bottom =
        wholes.length > 0 ? all(wholeTables, "top") : all(tables.slice(0, subjects.length), "bottom");
      return [start, { top: all(tables, "top"), bottom }];
    }),
  );
}

/** Counts of one vintage by month; several of one month, as of a subject with two codes, are added up. */
function monthTable(months: readonly MonthCount[], vintage: string): ReadonlyMap<string, Sum> {
  const table = new Map<string, Sum>();
  for (const { vintage: from, numerator, denominator, start } of months) {
    if (from !== vintage) continue;
    const sum = table.get(start);
    table.set(start, { top: (sum?.top ?? 0) + numerator, bottom: (sum?.bottom ?? 0) + denominator });
  }
  return table;
}

/** A definition with its verdict and the series that it was computed from. */
export interface TriedSeries extends Tried {
  readonly series: readonly MonthFigure[];
  /** The publications that the months held of it come from, each once. */
  readonly datasets: readonly string[];
}

/** A definition with its verdict, from what is held. */
export function tried(definition: Definition, held: Held): TriedSeries {
  const series = seriesOf(definition, held);
  const { windows, direction, claimed, decimals, scale } = definition;
  return {
    definition,
    series,
    datasets: datasetsOf(definition, held),
    verdict: verdictOf(series, { windows, direction, size: claimed?.change, decimals, scale }),
  };
}

function datasetsOf(
  { indicators, wholes, subjects, against, vintage }: Definition,
  held: Held,
): readonly string[] {
  const months = [...indicators, ...wholes].flatMap((indicator) =>
    [...subjects, ...against].flatMap((subject) => held(indicator, subject)),
  );
  return [...new Set(months.flatMap((one) => (one.vintage === vintage ? (one.dataset ?? []) : [])))];
}

/** The months for which `everybody` has to be read: those of all windows. */
export function monthsNamed({ windows }: Definition): readonly Window["first"][] {
  const all = Object.values(windows).flatMap((one: Window | undefined) => (one ? monthsOf(one) : []));
  return [...new Set(all)].toSorted();
}
