import { quantile } from "../rank/quantile.ts";
import { refused } from "./estimate.ts";
import type { Estimated } from "./estimate.ts";

/** A stretch with one level. */
export type Segment = {
  /** First point, and the first point after it. */
  readonly from: number;
  readonly to: number;
  readonly mean: number;
};

/** Segments of a series, in order. The changes are where all but the first begin. */
export type ChangePoints = {
  readonly segments: readonly Segment[];
  /** Index of the first point of each new level. */
  readonly changes: readonly number[];
  /** Standard deviation of the noise, from neighbouring differences. */
  readonly noise: number;
  /** What each further change had to be worth. */
  readonly penalty: number;
  readonly notes: readonly string[];
};

/** The question: where does the level change, and how often? */
export type ChangePointsAsked = {
  readonly values: Float64Array;
  /** At most one change, or as many as pay. */
  readonly search: "one" | "several";
  /** `mbic` allows for the search over all places, and so finds fewer. */
  readonly penalty: "bic" | "mbic";
  /** Fewest values in a segment; 1 when left out. */
  readonly least?: number | undefined;
};

/** What a mean absolute deviation of normal values is multiplied with to be their standard deviation. */
const madToSigma = 1.4826;

/**
 * Changes of level: the segments whose squared deviations, plus a penalty for each change, are smallest. Exact, by trying every last change.
 *
 * Values are divided by the noise, median|d - median d| × 1.4826 / √2 of neighbouring differences d. Penalty a change: 2 log n (`bic`), or
 * 3 log n with log(length) added for each segment (`mbic`). For values whose errors do not hang together: monthly series that do
 * get far too many changes. Show `breakpoints` beside, which gives intervals.
 *
 * @returns refused for fewer than 4 values (or two segments of the least length), missing values, or no noise
 * @throws RangeError for a least length that is not a whole number of 1 or more
 * @source Killick R et al (2012) J Am Stat Assoc 107:1590; Zhang NR, Siegmund DO (2007) Biometrics 63:22; R changepoint 2.3
 * @example values 1 2 1 2 1 9 8 9 8 9: one change, at index 5
 */
export function changePoints(asked: ChangePointsAsked): Estimated<ChangePoints> {
  const { values, search, least = 1 } = asked;
  if (!Number.isInteger(least) || least < 1)
    throw new RangeError(`A segment has a whole number of values, 1 or more, not ${String(least)}.`);
  const n = values.length;
  if (n < Math.max(4, 2 * least))
    return refused(
      "too-few-points",
      `${String(n)} values cannot be divided; ${String(Math.max(4, 2 * least))} are needed.`,
    );
  if (values.some((value) => !Number.isFinite(value)))
    return refused("missing-values", "Values are missing; changes of level need a value at every step.");
  const noise = noiseOf(values);
  if (!(noise > 0))
    return refused(
      "no-variation",
      "Most values equal their neighbours, so there is no noise to judge a change by.",
    );
  const price = pricing(asked.penalty, n);
  const cost = segmentCost(values, noise, price.segment);
  const ends =
    search === "one"
      ? oneChange(cost, n, { least, price: price.change })
      : severalChanges(cost, n, { least, price: price.change });
  const segments = [...ends, n].map((to, k): Segment => {
    const from = ends[k - 1] ?? 0;
    return { from, to, mean: meanOf(values, from, to) };
  });
  return {
    ok: true,
    value: { segments, changes: ends, noise, penalty: price.change, notes: notesOf(values, segments) },
  };
}

type Cost = (from: number, to: number) => number;

function pricing(
  penalty: "bic" | "mbic",
  n: number,
): { readonly change: number; readonly segment: (length: number) => number } {
  if (penalty === "bic") return { change: 2 * Math.log(n), segment: () => 0 };
  return { change: 3 * Math.log(n), segment: Math.log };
}

function noiseOf(values: Float64Array): number {
  const steps = values.slice(1).map((value, i) => value - values[i]!);
  const middle = quantile(steps, 0.5);
  return (
    (madToSigma *
      quantile(
        steps.map((step) => Math.abs(step - middle)),
        0.5,
      )) /
    Math.SQRT2
  );
}

function segmentCost(values: Float64Array, noise: number, extra: (length: number) => number): Cost {
  const centre = meanOf(values, 0, values.length);
  const sums = new Float64Array(values.length + 1);
  const squares = new Float64Array(values.length + 1);
  for (const [i, value] of values.entries()) {
    const scaled = (value - centre) / noise;
    sums[i + 1] = sums[i]! + scaled;
    squares[i + 1] = squares[i]! + scaled * scaled;
  }
  return (from, to) => {
    const sum = sums[to]! - sums[from]!;
    return squares[to]! - squares[from]! - (sum * sum) / (to - from) + extra(to - from);
  };
}

type Search = { readonly least: number; readonly price: number };

function oneChange(cost: Cost, n: number, { least, price }: Search): number[] {
  let best = Infinity;
  let at = 0;
  for (let to = least; to <= n - least; to += 1) {
    const both = cost(0, to) + cost(to, n);
    if (both < best) [best, at] = [both, to];
  }
  return cost(0, n) - best >= price ? [at] : [];
}

function severalChanges(cost: Cost, n: number, { least, price }: Search): number[] {
  const best = new Float64Array(n + 1).fill(Infinity);
  const last = new Int32Array(n + 1);
  best[0] = -price;
  for (let to = least; to <= n; to += 1) {
    for (let from = 0; from <= to - least; from += 1) {
      const whole = best[from]! + cost(from, to) + price;
      if (whole < best[to]!) {
        best[to] = whole;
        last[to] = from;
      }
    }
  }
  const ends: number[] = [];
  for (let to = last[n]!; to > 0; to = last[to]!) ends.unshift(to);
  return ends;
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i]!;
  return sum / (to - from);
}

/** Correlation of neighbouring errors from which the changes found are not to be trusted. */
const dependenceWorthNoting = 0.3;

function notesOf(values: Float64Array, segments: readonly Segment[]): string[] {
  let [products, squares] = [0, 0];
  for (const { from, to, mean } of segments) {
    for (let i = from; i < to; i += 1) {
      const error = values[i]! - mean;
      squares += error * error;
      if (i > from) products += error * (values[i - 1]! - mean);
    }
  }
  const dependence = products / squares;
  if (!(dependence > dependenceWorthNoting)) return [];
  return [
    `Within segments each value follows on from the one before (correlation ${dependence.toFixed(2)}), so some of these changes may be ordinary wandering.`,
  ];
}
