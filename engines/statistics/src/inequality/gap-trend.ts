import { confidenceDefault, deviateOf, tailOf } from "../column/interval.ts";
import type { Interval, IntervalColumns } from "../column/interval.ts";
import { studentQuantile, studentUpper } from "../distributions/student-t.ts";

/** How a gap has moved over several times. */
export type GapTrend = {
  /** Change of the gap for each unit of time, in the direction of the gap's mean: below 0 it narrows. */
  readonly change: Interval;
  /** How sure it is that the gap moves that way: 0.5 to 1. */
  readonly sure: number;
  readonly verdict: "narrows" | "widens" | "no clear change" | "cannot tell";
  /** By how much the gaps scatter more about the line than their limits explain; 1 where they do not. */
  readonly scatter: number;
};

const fewestTimes = 4;

/**
 * Does a gap narrow over several times? A line through the gaps, weighted by how sure each is.
 *
 * Weight 1/standard error²; where the gaps scatter more about the line than their limits explain, the limits widen
 * by as much. For gaps on a scale where none is 0: absolute gaps, slope indexes, logarithms of ratios. Not for
 * monthly figures, whose neighbours are alike: see interrupted series. All gaps must be cut the same way.
 *
 * @param of.time  such as years; need not be evenly spaced
 * @returns "cannot tell" for fewer than four times
 * @source weighted least squares; scatter as Birge RT (1932) Phys Rev 40:207
 * @example gaps 10, 9, 8, 7 (each ± 1.96) in years 0 to 3: change -1 (-1.88, -0.12) a year, sure 0.987, scatter 1
 */
export function gapTrend(of: {
  readonly time: Float64Array;
  readonly gaps: IntervalColumns;
  readonly confidence?: number;
}): GapTrend {
  const confidence = of.confidence ?? confidenceDefault;
  const points = pointsOf(of.time, of.gaps, deviateOf(confidence));
  const none = { value: Number.NaN, lower: Number.NaN, upper: Number.NaN };
  if (points.length < fewestTimes)
    return { change: none, sure: Number.NaN, verdict: "cannot tell", scatter: Number.NaN };
  const line = lineOf(points);
  const degrees = points.length - 2;
  const scatter = Math.max(1, line.residual / degrees);
  const error = Math.sqrt(scatter / line.spread);
  const way = line.mean < 0 ? -1 : 1;
  const value = line.rise * way;
  // Where the scatter was estimated few times leave it unsure: Student's t. Where the limits explain it, it is known.
  const known = scatter === 1 ? Number.POSITIVE_INFINITY : degrees;
  const reach = -studentQuantile(tailOf(confidence), known) * error;
  const change = { value, lower: value - reach, upper: value + reach };
  const sure = 1 - studentUpper(Math.abs(value) / error, known);
  const verdict = change.upper < 0 ? "narrows" : change.lower > 0 ? "widens" : "no clear change";
  return { change, sure, verdict, scatter };
}

type Point = { readonly time: number; readonly value: number; readonly weight: number };

function pointsOf(time: Float64Array, gaps: IntervalColumns, z: number): readonly Point[] {
  const points: Point[] = [];
  for (let place = 0; place < time.length; place += 1) {
    const error = ((gaps.upper[place] ?? Number.NaN) - (gaps.lower[place] ?? Number.NaN)) / 2 / z;
    const point = {
      time: time[place] ?? Number.NaN,
      value: gaps.value[place] ?? Number.NaN,
      weight: 1 / (error * error),
    };
    if (Number.isFinite(point.time + point.value + point.weight)) points.push(point);
  }
  return points;
}

function lineOf(points: readonly Point[]): { rise: number; mean: number; spread: number; residual: number } {
  const sum = (of: (point: Point) => number): number => points.reduce((total, point) => total + of(point), 0);
  const weight = sum((point) => point.weight);
  const mean = sum((point) => point.weight * point.value) / weight;
  const middle = sum((point) => point.weight * point.time) / weight;
  const spread = sum((point) => point.weight * (point.time - middle) ** 2);
  const rise = sum((point) => point.weight * (point.time - middle) * point.value) / spread;
  const residual = sum((point) => point.weight * (point.value - mean - rise * (point.time - middle)) ** 2);
  return { rise, mean, spread, residual };
}
