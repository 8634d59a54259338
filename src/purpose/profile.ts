import { numberOf } from "../kernel/index.ts";
import {
  seriesIn,
  stepsOf,
  wholeDimensions,
  type Indicator,
  type Observation,
  type Series,
  type Step,
} from "./observation.ts";
import { runOf, type Run } from "./run-of-series.ts";

/** One indicator of a place over time, and how unusual its latest figure is for it. */
export interface Course {
  readonly indicator: Indicator;
  readonly series: Series;
  readonly steps: readonly Step[];
  readonly run: Run | undefined;
  /**
   * How many times its ordinary step from one figure to the next the latest one lies from the average before; undefined where fewer than eight
   * figures come before, or none of them differ.
   */
  readonly distance: number | undefined;
}

/** An indicator of which one figure is held. */
export interface Single {
  readonly indicator: Indicator;
  readonly observation: Observation;
}

const figuresBefore = 8;
/** The mean distance of two neighbours is this many standard deviations. */
const rangeToSigma = 1.128;

/**
 * Everything held of one place, what changed most first; then what is too short to tell, by name.
 *
 * Each figure is held against the place's own past: the order says nothing about other places. Of several editions the one that reaches
 * furthest is taken, and none are joined.
 */
export function profileOf(
  indicators: readonly Indicator[],
  observations: readonly Observation[],
): { readonly courses: readonly Course[]; readonly singles: readonly Single[] } {
  const byIndicator = new Map<string, Observation[]>();
  for (const one of observations) {
    if (!wholeDimensions.includes(one.dimension)) continue;
    const list = byIndicator.get(one.indicator);
    if (list) list.push(one);
    else byIndicator.set(one.indicator, [one]);
  }
  const courses: Course[] = [];
  const singles: Single[] = [];
  for (const indicator of indicators) {
    const own = byIndicator.get(indicator.id);
    if (!own) continue;
    const series = longest(seriesIn(own));
    const steps = stepsOf(series);
    const numbered = steps.filter((step) => numberOf(step.figure) !== undefined);
    if (numbered.length < 3 || series.length === "other" || series.length === "day") {
      singles.push({ indicator, observation: seriesIn(own)[0]!.observations.at(-1)! });
      continue;
    }
    courses.push({ indicator, series, steps, run: runOf(series, indicator), distance: distanceOf(steps) });
  }
  return {
    courses: courses.toSorted(
      (a, b) => (b.distance ?? -1) - (a.distance ?? -1) || (a.indicator.name < b.indicator.name ? -1 : 1),
    ),
    singles,
  };
}

/** Of the series that reach furthest the one with most figures; a year beside its twelve months is not a course. */
function longest(all: readonly Series[]): Series {
  const furthest = all.filter(
    (one) => one.observations.at(-1)!.span.end === all[0]!.observations.at(-1)!.span.end,
  );
  return furthest.toSorted((a, b) => b.observations.length - a.observations.length)[0]!;
}

function distanceOf(steps: readonly Step[]): number | undefined {
  const values = steps.map((step) => numberOf(step.figure)).filter((value) => value !== undefined);
  const last = values.at(-1);
  const before = values.slice(0, -1);
  if (last === undefined || before.length < figuresBefore) return undefined;
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
  const ranges = before.slice(1).map((value, index) => Math.abs(value - before[index]!));
  const sigma = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / rangeToSigma;
  return sigma > 0 ? Math.abs(last - mean) / sigma : undefined;
}
