import type { Observation } from "../purpose/index.ts";
import type { Definition, Tried } from "./claim.ts";
import { monthsOf, verdictOf, type MonthFigure, type Window } from "./verdict.ts";

/** What is held of each indicator for each subject of a definition: `indicator` and `subject` as in the definition. */
export type Held = (indicator: string, subject: string) => readonly Observation[];

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
  const tables = tops.map((observations) => monthTable(observations, vintage));
  const wholeTables = wholes
    .flatMap((indicator) => subjects.map((one) => held(indicator, one)))
    .map((observations) => monthTable(observations, vintage));
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

/** Observations of one vintage by month; several of one month, as of `everybody`, are added up. */
function monthTable(observations: readonly Observation[], vintage: string): ReadonlyMap<string, Sum> {
  const table = new Map<string, Sum>();
  for (const { vintage: from, figure, numerator, denominator, span } of observations) {
    const counted = from === vintage && (figure.kind === "value" || figure.kind === "zero");
    if (!counted || numerator === undefined || denominator === undefined || !span.start.endsWith("-01"))
      continue;
    const sum = table.get(span.start);
    table.set(span.start, {
      top: (sum?.top ?? 0) + numerator,
      bottom: (sum?.bottom ?? 0) + denominator,
    });
  }
  return table;
}

/** A definition with its verdict and the series that it was computed from. */
export interface TriedSeries extends Tried {
  readonly series: readonly MonthFigure[];
}

/** A definition with its verdict, from what is held. */
export function tried(definition: Definition, held: Held): TriedSeries {
  const series = seriesOf(definition, held);
  const { windows, direction, claimed, decimals, scale } = definition;
  return {
    definition,
    series,
    verdict: verdictOf(series, { windows, direction, size: claimed?.change, decimals, scale }),
  };
}

/** The months for which `everybody` has to be read: those of all windows. */
export function monthsNamed({ windows }: Definition): readonly Window["first"][] {
  const all = Object.values(windows).flatMap((one: Window | undefined) => (one ? monthsOf(one) : []));
  return [...new Set(all)].toSorted();
}
