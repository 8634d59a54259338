import { gammaInverse, gammaLower, gammaUpper } from "./gamma.ts";

/**
 * Probability that a chi-square value is at most `x`.
 *
 * @param degrees  degrees of freedom, above 0, need not be whole
 * @source DLMF 8.2: P(degrees/2, x/2)
 * @example chiSquareCdf(3.841458820694124, 1) // 0.95
 */
export function chiSquareCdf(x: number, degrees: number): number {
  return gammaLower(degrees / 2, x / 2);
}

/**
 * Probability that a chi-square value is above `x`; exact where small.
 *
 * @example chiSquareUpper(3.841458820694124, 1) // 0.05
 */
export function chiSquareUpper(x: number, degrees: number): number {
  return gammaUpper(degrees / 2, x / 2);
}

/**
 * The value with the given probability below it; with `tail: "upper"`, above it. With 0 degrees of freedom: 0.
 *
 * @source inverse of `chiSquareCdf`, about 1e-14 relative
 * @example chiSquareQuantile(0.95, 1) // 3.841458820694124
 */
export function chiSquareQuantile(
  probability: number,
  degrees: number,
  tail: "lower" | "upper" = "lower",
): number {
  if (degrees === 0) return 0;
  return 2 * gammaInverse(probability, degrees / 2, tail);
}
