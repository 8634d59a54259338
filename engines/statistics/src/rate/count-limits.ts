import { confidenceDefault, deviateOf, tailOf } from "../column/interval.ts";
import { gammaInverse } from "../distributions/gamma.ts";

/** Limits of a count of events, in events. */
export type CountLimits = { readonly lower: number; readonly upper: number };

/** Counts below this get exact limits, others Byar's. */
export const exactBelow = 10;

/**
 * Byar's approximation to the exact Poisson limits of a count.
 *
 * lower x(1 - 1/9x - z/3√x)³; upper the same with x + 1 and plus. To within 0.1% from 10 events on. Not for fewer:
 * use `countLimits`. Where the formula has no answer (no events, or a limit below 0) the limit is NaN.
 *
 * @throws RangeError for a count below 0
 * @source Breslow NE, Day NE (1987) Statistical methods in cancer research II, p 69
 * @example byarLimits(65) // 50.1632 to 82.8491
 */
export function byarLimits(count: number, confidence: number = confidenceDefault): CountLimits {
  checkCount(count);
  return byarAt(count, deviateOf(confidence));
}

export function byarAt(count: number, z: number): CountLimits {
  const lower = count === 0 ? Number.NaN : byarEnd(count, -z);
  return { lower: lower < 0 ? Number.NaN : lower, upper: byarEnd(count + 1, z) };
}

/** One end: the lower with z below 0 at the count, the upper with z above 0 at the count and one. */
export function byarEnd(count: number, z: number): number {
  const root = 1 - 1 / (9 * count) + z / (3 * Math.sqrt(count));
  return count * root * root * root;
}

/**
 * Exact Poisson limits of a count, from the chi-square distribution.
 *
 * lower ½χ²(tail, 2x), upper ½χ²(1 - tail, 2x + 2). The count need not be whole (adjusted counts).
 *
 * @throws RangeError for a count below 0
 * @source Garwood F (1936) Biometrika 28:437
 * @example exactCountLimits(5) // 1.6235 to 11.6683
 */
export function exactCountLimits(count: number, confidence: number = confidenceDefault): CountLimits {
  checkCount(count);
  return exactAt(count, tailOf(confidence));
}

export function exactAt(count: number, tail: number): CountLimits {
  return {
    lower: count === 0 ? 0 : gammaInverse(tail, count),
    upper: gammaInverse(tail, count + 1, "upper"),
  };
}

/**
 * The limits public health bodies in England publish: exact below 10 events, Byar's from 10 on.
 *
 * @throws RangeError for a count below 0
 * @source OHID, Public health technical guidance: confidence intervals (2018)
 * @example countLimits(9) // 4.1154 to 17.0848, exact
 */
export function countLimits(count: number, confidence: number = confidenceDefault): CountLimits {
  checkCount(count);
  return countLimiter(confidence)(count);
}

/**
 * As `countLimits` for many counts: what belongs to the confidence, and the ten commonest answers, are found once.
 */
export function countLimiter(confidence: number): (count: number) => CountLimits {
  const z = deviateOf(confidence);
  const tail = tailOf(confidence);
  const small: CountLimits[] = [];
  return (count) => {
    if (count >= exactBelow) return byarAt(count, z);
    if (!Number.isInteger(count)) return exactAt(count, tail);
    return (small[count] ??= exactAt(count, tail));
  };
}

/** Refuses a count below 0; a missing one passes. */
export function checkCount(count: number, row?: number): void {
  if (!(count < 0)) return;
  const where = row === undefined ? "" : `Row ${row + 1}: `;
  throw new RangeError(`${where}${count} events were counted. A count cannot be below 0.`);
}
