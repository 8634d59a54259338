import { normalQuantile, normalTwoSided } from "../distributions/index.ts";
import { quantileOfSorted } from "../rank/quantile.ts";
import { refused } from "./estimate.ts";
import type { Estimated } from "./estimate.ts";

/** A test for a steady rise or fall that needs no straight line, and the slope that goes with it. */
export type MonotoneTrend = {
  /** Rising pairs less falling pairs. */
  readonly score: number;
  readonly variance: number;
  /** Score over the most it could be, ties allowed for. */
  readonly tau: number;
  readonly z: number;
  readonly p: number;
  /** Middle slope of all pairs (Theil and Sen), a step, with 95 per cent limits. */
  readonly slope: number;
  readonly lower: number;
  readonly upper: number;
  /** Height of the line with that slope at step 0, where the first value is at step 1. */
  readonly intercept: number;
};

/** Where one level most likely gave way to another (Pettitt). */
export type OneShift = { readonly statistic: number; readonly p: number; readonly at: number };

const fewest = 4;

/**
 * Mann-Kendall test and Theil-Sen slope: does the series tend to rise or fall?
 *
 * score = Σ sign(later - earlier); variance (n(n - 1)(2n + 5) - Σ t(t - 1)(2t + 5))/18 over ties t; z with continuity 1. Slope: median of
 * (later - earlier)/steps; limits: the slopes ranked (pairs ∓ 1.96 √variance)/2. Takes errors not to hang together; use
 * `seasonalTrend` for monthly values with a season.
 *
 * @returns refused for missing values, fewer than 4, or values that are all equal
 * @source Mann HB (1945) Econometrica 13:245; Sen PK (1968) J Am Stat Assoc 63:1379; R trend 1.1.6
 * @example values 1 2 3 4: score 6, variance 8.667, z 1.698, slope 1
 */
export function monotoneTrend(values: Float64Array): Estimated<MonotoneTrend> {
  const n = values.length;
  const problem = refusal(values);
  if (problem !== undefined) return problem;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let [score, k] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      const step = values[j]! - values[i]!;
      score += Math.sign(step);
      slopes[k] = step / (j - i);
      k += 1;
    }
  }
  slopes.sort();
  const { variance, tiedPairs } = tieCorrected(values);
  const z = continuous(score, variance);
  const slope = quantileOfSorted(slopes, 0.5);
  const reach = normalQuantile(0.975) * Math.sqrt(variance);
  const rank = (at: number): number => slopes[Math.min(slopes.length, Math.max(1, halfToEven(at))) - 1]!;
  const heights = values.map((value, i) => value - slope * (i + 1)).toSorted();
  const pairs = slopes.length;
  return {
    ok: true,
    value: {
      score,
      variance,
      tau: score / Math.sqrt((pairs - tiedPairs) * pairs),
      z,
      p: normalTwoSided(z),
      slope,
      lower: rank((pairs - reach) / 2),
      upper: rank((pairs + reach) / 2 + 1),
      intercept: quantileOfSorted(heights, 0.5),
    },
  };
}

/**
 * Mann-Kendall test within each season, added up, so that a yearly wave does not hide or feign a trend.
 *
 * @param seasonLength  steps in a year; the first value is of the first season
 * @source Hirsch RM, Slack JR, Smith RA (1982) Water Resour Res 18:107; R trend 1.1.6
 * @example two seasons, each rising over four years: score 12, variance 17.33
 */
export function seasonalTrend(
  values: Float64Array,
  seasonLength: number,
): Estimated<
  Pick<MonotoneTrend, "score" | "variance" | "z" | "p"> & {
    readonly seasons: readonly Pick<MonotoneTrend, "score" | "variance" | "tau" | "z" | "p">[];
  }
> {
  if (!Number.isInteger(seasonLength) || seasonLength < 2)
    throw new RangeError(`A year has a whole number of steps, 2 or more, not ${String(seasonLength)}.`);
  const problem = refusal(values);
  if (problem !== undefined) return problem;
  if (values.length < 2 * seasonLength)
    return refused(
      "too-few-points",
      `${String(values.length)} values are under two years of ${String(seasonLength)} steps.`,
    );
  const seasons = Array.from({ length: seasonLength }, (_, season) =>
    seasonTest(values.filter((__, i) => i % seasonLength === season)),
  );
  const score = seasons.reduce((sum, season) => sum + season.score, 0);
  const variance = seasons.reduce((sum, season) => sum + season.variance, 0);
  if (!(variance > 0))
    return refused("no-variation", "Within each season all values are equal, so there is no trend to test.");
  const z = continuous(score, variance);
  return { ok: true, value: { score, variance, z, p: normalTwoSided(z), seasons } };
}

function seasonTest(values: Float64Array): Pick<MonotoneTrend, "score" | "variance" | "tau" | "z" | "p"> {
  let score = 0;
  for (let i = 0; i < values.length; i += 1)
    for (let j = i + 1; j < values.length; j += 1) score += Math.sign(values[j]! - values[i]!);
  const { variance, tiedPairs } = tieCorrected(values);
  const pairs = (values.length * (values.length - 1)) / 2;
  const z = continuous(score, variance);
  return { score, variance, tau: score / Math.sqrt((pairs - tiedPairs) * pairs), z, p: normalTwoSided(z) };
}

/**
 * Pettitt's test for one change of level at an unknown time.
 *
 * U(t) = 2 Σ rank - t(n + 1) over the first t; p = 2 exp(-6 U²/(n³ + n²)), at most 1: an approximation, good for small p.
 *
 * @returns `at` the index of the first value after the change
 * @source Pettitt AN (1979) Appl Stat 28:126
 * @example values 1 1 1 9 9 9: statistic 9, at 3, p 0.291
 */
export function oneShift(values: Float64Array): Estimated<OneShift> {
  const problem = refusal(values);
  if (problem !== undefined) return problem;
  const n = values.length;
  let [u, best, at] = [0, -1, 0];
  for (let t = 0; t < n; t += 1) {
    // 2 × rank - (n + 1) is the values below less the values above.
    for (let j = 0; j < n; j += 1) u += Math.sign(values[t]! - values[j]!);
    if (Math.abs(u) > best) [best, at] = [Math.abs(u), t + 1];
  }
  return {
    ok: true,
    value: { statistic: best, p: Math.min(1, 2 * Math.exp((-6 * best * best) / (n ** 3 + n ** 2))), at },
  };
}

function refusal(values: Float64Array): ReturnType<typeof refused> | undefined {
  if (values.some((value) => !Number.isFinite(value)))
    return refused("missing-values", "Values are missing; a trend is tested on a value at every step.");
  if (values.length < fewest)
    return refused(
      "too-few-points",
      `${String(values.length)} values are too few for a trend; ${String(fewest)} are needed.`,
    );
  if (values.every((value) => value === values[0]))
    return refused(
      "no-variation",
      `All ${String(values.length)} values are ${String(values[0])}: there is no variation.`,
    );
  return undefined;
}

function tieCorrected(values: Float64Array): { readonly variance: number; readonly tiedPairs: number } {
  const sorted = values.toSorted();
  const weight = (t: number): number => t * (t - 1) * (2 * t + 5);
  let [ties, tiedPairs] = [0, 0];
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    ties += weight(to - from);
    tiedPairs += ((to - from) * (to - from - 1)) / 2;
    from = to;
  }
  return { variance: (weight(values.length) - ties) / 18, tiedPairs };
}

function continuous(score: number, variance: number): number {
  return (score - Math.sign(score)) / Math.sqrt(variance);
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
