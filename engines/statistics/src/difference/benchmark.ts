import type { Interval } from "../column/interval.ts";
import { exactCountLimits } from "../rate/count-limits.ts";
import { wilsonLimit } from "../rate/wilson.ts";

/** Where a figure stands beside a benchmark. `far` is outside the wider limits too. */
export type Standing = "far-below" | "below" | "similar" | "above" | "far-above" | "unknown";

/** What a high figure means. */
export type Polarity = "high-is-good" | "low-is-good" | "no-judgement";

/**
 * Where a figure stands beside a benchmark, from the figure's limits: similar while the benchmark lies within them.
 *
 * For showing an area beside England. Not for ranking areas or for many at once, where some will
 * differ by chance alone.
 *
 * @param figure.wide  limits at a higher confidence (99.8%), for the two outer standings
 * @source Fingertips, comparison by confidence intervals at one and at two levels
 * @example standing({ value: 12, lower: 11, upper: 13 }, 10) // "above"
 */
export function standing(
  figure: Interval & { readonly wide?: { readonly lower: number; readonly upper: number } },
  benchmark: number,
): Standing {
  if (Number.isNaN(benchmark + figure.lower + figure.upper)) return "unknown";
  if (benchmark > figure.upper)
    return figure.wide !== undefined && benchmark > figure.wide.upper ? "far-below" : "below";
  if (benchmark < figure.lower)
    return figure.wide !== undefined && benchmark < figure.wide.lower ? "far-above" : "above";
  return "similar";
}

/**
 * Where a figure stands beside a benchmark that is itself uncertain: similar while the two intervals touch.
 *
 * Careful: two intervals may touch although the difference is clear; `difference` tells.
 *
 * @source Fingertips, comparison by overlapping confidence intervals
 * @example standingByOverlap({ value: 12, lower: 11, upper: 13 }, { value: 10, lower: 9, upper: 11 }) // "similar"
 */
export function standingByOverlap(figure: Interval, benchmark: Interval): Standing {
  if (Number.isNaN(figure.lower + figure.upper + benchmark.lower + benchmark.upper)) return "unknown";
  if (figure.upper < benchmark.lower) return "below";
  return figure.lower > benchmark.upper ? "above" : "similar";
}

/**
 * Where a proportion stands among areas as large as its own that share the benchmark's proportion.
 *
 * Limits are Wilson's around the benchmark, with z = 1.96 or 3.0902 as Fingertips writes them.
 *
 * @param of.proportion  of 1; `of.benchmark` likewise
 * @source Fingertips, statistical process control for proportions
 * @example standingOfProportion({ proportion: 0.3, people: 100, benchmark: 0.2, z: 1.96 }) // "above": limits 0.1334 to 0.2888
 */
export function standingOfProportion(of: {
  readonly proportion: number;
  readonly people: number;
  readonly benchmark: number;
  readonly z: number;
}): Standing {
  const expected = of.benchmark * of.people;
  if (Number.isNaN(expected + of.proportion)) return "unknown";
  if (of.proportion < wilsonLimit(expected, of.people, -of.z)) return "below";
  return of.proportion > wilsonLimit(expected, of.people, of.z) ? "above" : "similar";
}

/**
 * Where a rate stands among areas as large as its own that share the benchmark's rate.
 *
 * Limits are the exact Poisson limits of the events that the benchmark's rate would give. For standardised rates
 * too, as Fingertips does, with the people counted as if they had the standard's ages.
 *
 * @param of.per  people of whom `rate` and `benchmark` are given
 * @param of.confidence  0.95 or 0.998
 * @throws RangeError for a benchmark or people below 0
 * @source Fingertips, statistical process control for directly standardised rates
 * @example standingOfRate({ rate: 12, people: 1000, benchmark: 5, per: 1000, confidence: 0.95 }) // "above": limits 1.6235 to 11.6683
 */
export function standingOfRate(of: {
  readonly rate: number;
  readonly people: number;
  readonly benchmark: number;
  readonly per: number;
  readonly confidence: number;
}): Standing {
  const expected = (of.benchmark / of.per) * of.people;
  const seen = (of.rate / of.per) * of.people;
  if (Number.isNaN(expected + seen)) return "unknown";
  const limits = exactCountLimits(expected, of.confidence);
  if (seen < limits.lower) return "below";
  return seen > limits.upper ? "above" : "similar";
}

/**
 * What a standing means for people: better or worse where the indicator has a good direction, else higher or lower.
 *
 * @example judgement("above", "low-is-good") // "worse"
 */
export function judgement(
  standing: Standing,
  polarity: Polarity,
): "best" | "better" | "similar" | "worse" | "worst" | "higher" | "highest" | "lower" | "lowest" | "unknown" {
  if (standing === "unknown" || standing === "similar") return standing;
  const far = standing === "far-above" || standing === "far-below";
  const high = standing === "above" || standing === "far-above";
  if (polarity === "no-judgement") return high ? (far ? "highest" : "higher") : far ? "lowest" : "lower";
  const good = high === (polarity === "high-is-good");
  return good ? (far ? "best" : "better") : far ? "worst" : "worse";
}
