import { betaInverse, betaLower, betaUpper } from "./beta.ts";
import { gammaLower, gammaUpper, poissonTerm } from "./gamma.ts";
import { deviance, stirlingError } from "./stirling.ts";

/**
 * Chance of exactly `count` events when `mean` are expected.
 *
 * @source Loader C (2000)
 * @example poissonProbability(2, 1) // 0.18393972058572117
 */
export function poissonProbability(count: number, mean: number): number {
  return count < 0 || !Number.isInteger(count) ? 0 : poissonTerm(count, mean);
}

/**
 * Chance of at most `count` events when `mean` are expected.
 *
 * @source DLMF 8.4.10
 * @example poissonCdf(2, 1) // 0.9196986029286058
 */
export function poissonCdf(count: number, mean: number): number {
  return count < 0 ? 0 : gammaUpper(Math.floor(count) + 1, mean);
}

/**
 * Chance of more than `count` events when `mean` are expected.
 *
 * @example poissonUpper(2, 1) // 0.08030139707139418
 */
export function poissonUpper(count: number, mean: number): number {
  return count < 0 ? 1 : gammaLower(Math.floor(count) + 1, mean);
}

/** A number of trials and the chance of success in each. */
export type Trials = { readonly trials: number; readonly probability: number };

/**
 * Chance of exactly `successes`.
 *
 * @source Loader C (2000)
 * @example binomialProbability(1, { trials: 2, probability: 0.5 }) // 0.5
 */
export function binomialProbability(successes: number, { trials: n, probability: p }: Trials): number {
  const failures = n - successes;
  if (successes < 0 || failures < 0 || !Number.isInteger(successes)) return 0;
  if (p === 0 || p === 1) return successes === n * p ? 1 : 0;
  if (successes === 0) return Math.exp(n * Math.log1p(-p));
  if (failures === 0) return Math.exp(n * Math.log(p));
  const exponent =
    stirlingError(n) -
    stirlingError(successes) -
    stirlingError(failures) -
    deviance(successes, n * p) -
    deviance(failures, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * successes * failures));
}

/**
 * Chance of at most `successes`.
 *
 * @source DLMF 8.17.5
 * @example binomialCdf(1, { trials: 2, probability: 0.5 }) // 0.75
 */
export function binomialCdf(successes: number, { trials: n, probability: p }: Trials): number {
  if (successes < 0) return 0;
  const count = Math.floor(successes);
  return count >= n ? 1 : betaUpper({ x: p, y: 1 - p }, count + 1, n - count);
}

/** Chance of more than `successes`. @example binomialUpper(1, { trials: 2, probability: 0.5 }) // 0.25 */
export function binomialUpper(successes: number, { trials: n, probability: p }: Trials): number {
  if (successes < 0) return 1;
  const count = Math.floor(successes);
  return count >= n ? 0 : betaLower({ x: p, y: 1 - p }, count + 1, n - count);
}

/**
 * Exact (Clopper-Pearson) limits of a binomial probability, each as `{ x, y = 1 - x }`.
 *
 * Wider than Wilson's: never covers less than stated. Used for the exact ratio of two rates.
 *
 * @source Clopper CJ, Pearson ES (1934) Biometrika 26:404
 * @example exactBinomialLimits({ successes: 0, trials: 10, tail: 0.025 }).upper.x // 0.3084971078187607
 */
export function exactBinomialLimits(of: {
  readonly successes: number;
  readonly trials: number;
  readonly tail: number;
}): { lower: { x: number; y: number }; upper: { x: number; y: number } } {
  const { successes, trials, tail } = of;
  return {
    lower: successes === 0 ? { x: 0, y: 1 } : betaInverse(tail, successes, trials - successes + 1),
    upper: successes === trials ? { x: 1, y: 0 } : betaInverse(1 - tail, successes + 1, trials - successes),
  };
}
