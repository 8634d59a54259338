import { normalQuantile } from "../distributions/index.ts";
import { exactAt } from "../rate/count-limits.ts";

/** A level of a funnel: how far out a value lies with only chance at work. */
export type FunnelLevel = {
  readonly name: "95" | "99.8";
  /** Probability on each side. */
  readonly tail: number;
  /** Standard deviations from the centre, to full precision. */
  readonly sigmas: number;
};

/** The two levels of every funnel: inner 95 per cent (0.025 each side), outer 99.8 per cent (0.001 each side). */
export const funnelLevels: readonly [FunnelLevel, FunnelLevel] = [
  { name: "95", tail: 0.025, sigmas: normalQuantile(0.975) },
  { name: "99.8", tail: 0.001, sigmas: normalQuantile(0.999) },
];

/**
 * The expected number of events at which an observed count lies exactly on a Poisson limit.
 *
 * `low`: so small an expectation that `count` or more has probability `tail`. `high`: so large that `count` or fewer has it. As exact
 * Poisson limits of a count, and as the x of a funnel's edge for ratios and rates.
 *
 * @param count  events, 0 or more, need not be whole
 * @returns `low` χ²(tail, 2 count)/2, 0 for no events; `high` χ²(1 - tail, 2 count + 2)/2
 * @source Ulm K (1990) Am J Epidemiol 131:373
 * @example expectedOnLimit(1, 0.025) // low 0.0253178, high 5.5716434
 */
export function expectedOnLimit(count: number, tail: number): { low: number; high: number } {
  const { lower, upper } = exactAt(count, tail);
  return { low: lower, high: upper };
}

/**
 * `expectedOnLimit` as PHEindicatormethods and Fingertips print it, for comparison with their figures only.
 *
 * They halve an interval of v, where the expectation is (1 + count) v/(1 - v), and stop at a width of 1e-7: up to 1e-6 away from the
 * exact root. Here the exact root decides most halvings, and their own sum of Poisson terms, which stops early, decides those too
 * close to call. So the answer is theirs to the last digit in a fraction of the time.
 *
 * @source Fingertips technical guidance, funnel limits for rates; where halving and summing stop is the packages' choice
 * @example expectedOnLimitAsFingertips(1, 0.025) // low 0.025317898204127373, high 5.5716445854321845
 */
export function expectedOnLimitAsFingertips(count: number, tail: number): { low: number; high: number } {
  const { low, high } = expectedOnLimit(count, tail);
  return {
    low: count === 0 ? 0 : halved(count, low, (mean) => shortPoissonSum(mean, count, Infinity) > tail),
    high: halved(count, high, (mean) => shortPoissonSum(mean, 0, count) < tail),
  };
}

const halvingEnds = 1e-7;
/** Relative distance from the exact root under which the early end of their sum could decide otherwise. */
const tooClose = 1e-5;

function halved(count: number, root: number, isTooHigh: (mean: number) => boolean): number {
  let v = 0.5;
  let step = 0.5;
  const mean = (): number => ((1 + count) * v) / (1 - v);
  while (step > halvingEnds) {
    step /= 2;
    const near = Math.abs(mean() - root) < tooClose * root;
    v += (near ? isTooHigh(mean()) : mean() > root) ? -step : step;
  }
  return mean();
}

const sumEnds = 1e-10;
const scaleAt = 1e30;

/** Probability of `from` to `to` events, from terms as large as 1e-10 of their sum, as the packages add them. */
function shortPoissonSum(mean: number, from: number, to: number): number {
  let term = 1;
  let total = 0;
  let within = 0;
  for (let k = 0; k <= mean || term > total * sumEnds;) {
    total += term;
    if (k >= from && k <= to) within += term;
    if (total > scaleAt) {
      within /= scaleAt;
      total /= scaleAt;
      term /= scaleAt;
    }
    k += 1;
    term *= mean / k;
  }
  return within / total;
}
