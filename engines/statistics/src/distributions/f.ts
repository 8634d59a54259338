import { betaInverse, betaLower, betaUpper } from "./beta.ts";
import type { Portion } from "./beta.ts";

/** Degrees of freedom of the two variances whose ratio is F. */
export type FDegrees = { readonly numerator: number; readonly denominator: number };

/**
 * Probability that an F value is above `x`.
 *
 * @source DLMF 8.17: I with parameters numerator/2 and denominator/2
 * @example fUpper(4.964602743730711, { numerator: 1, denominator: 10 }) // 0.05
 */
export function fUpper(x: number, degrees: FDegrees): number {
  if (!(x >= 0)) return Number.isNaN(x) ? Number.NaN : 1;
  return betaUpper(portionOf(x, degrees), degrees.numerator / 2, degrees.denominator / 2);
}

/**
 * Probability that an F value is at most `x`.
 *
 * @example fCdf(4.964602743730711, { numerator: 1, denominator: 10 }) // 0.95
 */
export function fCdf(x: number, degrees: FDegrees): number {
  if (!(x >= 0)) return Number.isNaN(x) ? Number.NaN : 0;
  return betaLower(portionOf(x, degrees), degrees.numerator / 2, degrees.denominator / 2);
}

/**
 * The F value with the given probability below it.
 *
 * @example fQuantile(0.95, { numerator: 1, denominator: 10 }) // 4.964602743730711
 */
export function fQuantile(probability: number, degrees: FDegrees): number {
  const { x, y } = betaInverse(probability, degrees.numerator / 2, degrees.denominator / 2);
  return (degrees.denominator * x) / (degrees.numerator * y);
}

function portionOf(x: number, degrees: FDegrees): Portion {
  const scaled = degrees.numerator * x;
  if (scaled === Number.POSITIVE_INFINITY) return { x: 1, y: 0 };
  const whole = scaled + degrees.denominator;
  return { x: scaled / whole, y: degrees.denominator / whole };
}
