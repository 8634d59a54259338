import { markPhase, place } from "./mark.ts";
import type { Placed, Span } from "./mark.ts";
import type { RuleSet } from "./rule-set.ts";

/** Centre and limits of one phase of an XmR chart; limits are NaN where none can be set. */
export type ProcessLimits = {
  readonly mean: number;
  readonly averageRange: number;
  readonly lower: number;
  readonly upper: number;
  readonly nearLower: number;
  readonly nearUpper: number;
  /** Values the mean was taken of. */
  readonly count: number;
};

/**
 * Mean and process limits of an XmR chart, from the first `baselinePoints` points of a phase.
 *
 * mean ± 2.66 × the average of |value - value before|; the near lines lie two thirds of the way. Not for counts of
 * rare events or shares of small numbers: see `attributeChart`. Missing values (NaN) are left out, and so is every moving range
 * beside one. Where the values never vary there are no limits (NaN), unless the rule set copies a reference that draws them.
 *
 * @source Shewhart's individuals chart as in Wheeler DJ, Understanding Variation; constants of Making Data Count
 * @example values 3 5 4 6 5: mean 4.6, ranges 2 1 2 1, average 1.5, limits 4.6 ± 3.99 = 0.61 and 8.59
 */
export function processLimits(
  values: Float64Array,
  span: Span,
  ruleSet: RuleSet,
  baselinePoints?: number,
): ProcessLimits {
  const to = baselinePoints === undefined ? span.to : Math.min(span.to, span.from + baselinePoints);
  const { mean, count } = meanOf(values, span.from, to);
  const range = averageRange(values, span.from, to, ruleSet.screenAtRanges);
  const limited = count > 0 && (range > 0 || (range === 0 && ruleSet.limitsWithoutVariation));
  const reach = limited ? ruleSet.rangesToLimit * range : NaN;
  const near = limited ? (2 * ruleSet.rangesToLimit * range) / 3 : NaN;
  return {
    mean,
    averageRange: range,
    lower: mean - reach,
    upper: mean + reach,
    nearLower: mean - near,
    nearUpper: mean + near,
    count,
  };
}

/** The mean, taken twice so that values that are all equal have exactly that mean: otherwise equal values would seem to lie on a side. */
function meanOf(values: Float64Array, from: number, to: number): { mean: number; count: number } {
  let sum = 0;
  let count = 0;
  for (let i = from; i < to; i += 1) {
    const value = values[i]!;
    if (value === value) {
      sum += value;
      count += 1;
    }
  }
  const first = sum / count;
  let rest = 0;
  for (let i = from; i < to; i += 1) {
    const value = values[i]!;
    if (value === value) rest += value - first;
  }
  return { mean: first + rest / count, count };
}

function averageRange(values: Float64Array, from: number, to: number, screenAt: number | undefined): number {
  const all = averageRangeBelow(values, from, to, Infinity);
  return screenAt === undefined ? all : averageRangeBelow(values, from, to, screenAt * all);
}

function averageRangeBelow(values: Float64Array, from: number, to: number, bound: number): number {
  let sum = 0;
  let count = 0;
  for (let i = from + 1; i < to; i += 1) {
    const range = Math.abs(values[i]! - values[i - 1]!);
    if (range < bound) {
      sum += range;
      count += 1;
    }
  }
  return sum / count;
}

/** Many charts at once: one entry a phase in `mean` to `count`, one a value in `marks`. */
export type RunCharts = {
  readonly mean: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly count: Uint32Array;
  /** Bits of `mark`, one byte a value. */
  readonly marks: Uint8Array;
};

/**
 * Limits and marks of many XmR charts in one pass; the same numbers as `runChart`, for lists of signs over thousands of series.
 *
 * @param values all values one after the other, NaN where missing
 * @param starts where each phase starts, and last the number of values: a new series, or a rebased part, is a new phase
 * @throws RangeError when `starts` does not run from 0 up to the number of values
 * @example runCharts({ values: Float64Array.of(3, 5, 4, 6, 5), starts: Uint32Array.of(0, 5), ruleSet }).mean[0] // 4.6
 */
export function runCharts(asked: {
  readonly values: Float64Array;
  readonly starts: Uint32Array;
  readonly ruleSet: RuleSet;
  readonly baselinePoints?: number | undefined;
}): RunCharts {
  const { values, starts, ruleSet } = asked;
  checkStarts(starts, values.length);
  const phases = starts.length - 1;
  const charts: RunCharts = {
    mean: new Float64Array(phases),
    lower: new Float64Array(phases),
    upper: new Float64Array(phases),
    count: new Uint32Array(phases),
    marks: new Uint8Array(values.length),
  };
  const placed: Placed = {
    values,
    sides: new Int8Array(values.length),
    zones: new Uint8Array(values.length),
  };
  for (let phase = 0; phase < phases; phase += 1) {
    const span = { from: starts[phase]!, to: starts[phase + 1]! };
    const limits = processLimits(values, span, ruleSet, asked.baselinePoints);
    charts.mean[phase] = limits.mean;
    charts.lower[phase] = limits.lower;
    charts.upper[phase] = limits.upper;
    charts.count[phase] = limits.count;
    for (let i = span.from; i < span.to; i += 1) place(placed, i, limits.mean, limits);
    markPhase(charts.marks, placed, span, ruleSet);
  }
  return charts;
}

function checkStarts(starts: Uint32Array, length: number): void {
  let rising = starts.length > 0 && starts[0] === 0 && starts[starts.length - 1] === length;
  for (let i = 1; i < starts.length; i += 1) rising &&= starts[i - 1]! <= starts[i]!;
  if (!rising)
    throw new RangeError(
      `Phases must start at 0, rise, and end with the number of values, ${String(length)}.`,
    );
}
