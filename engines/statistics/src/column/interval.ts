import { normalQuantile } from "../distributions/normal.ts";

/** A figure with the limits between which it may be believed, in the same unit. NaN where there is none. */
export type Interval = { readonly value: number; readonly lower: number; readonly upper: number };

/** Many figures with their limits, one place each. */
export type IntervalColumns = {
  readonly value: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
};

/** How sure the limits are, as a fraction: 0.9 to below 1. */
export const confidenceDefault = 0.95;

/**
 * How many standard errors the limits lie away: 1.96 for 0.95.
 *
 * @throws RangeError unless 0.9 <= confidence < 1; a percentage such as 95 is refused rather than guessed at
 * @source quantile (1 + confidence) / 2 of the normal distribution
 * @example deviateOf(0.95) // 1.9599639845400536
 */
export function deviateOf(confidence: number): number {
  return normalQuantile(confidence + tailOf(confidence));
}

/**
 * The chance left on each side of the limits: 0.025 for 0.95.
 *
 * @throws RangeError as `deviateOf`
 * @example tailOf(0.95) // 0.025 (rounded)
 */
export function tailOf(confidence: number): number {
  if (confidence >= 0.9 && confidence < 1) return (1 - confidence) / 2;
  throw new RangeError(
    `Limits of confidence ${confidence} were asked for. Give a fraction from 0.9 to below 1, such as 0.95.`,
  );
}

/** Room for so many figures and limits, all NaN. */
export function emptyColumns(rowCount: number): IntervalColumns {
  const column = (): Float64Array => new Float64Array(rowCount).fill(Number.NaN);
  return { value: column(), lower: column(), upper: column() };
}

/**
 * The standard error that limits imply: their distance divided by twice 1.96 (or whatever belongs to the confidence).
 *
 * Right for limits that are even around the value; a rough measure for others.
 *
 * @example standardErrorOf({ value: 10, lower: 8.04, upper: 11.96 }, 0.95) // 1.0000 (rounded)
 */
export function standardErrorOf(interval: Omit<Interval, "value">, confidence: number): number {
  return (interval.upper - interval.lower) / 2 / deviateOf(confidence);
}
