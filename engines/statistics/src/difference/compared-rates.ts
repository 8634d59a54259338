import { confidenceDefault, tailOf } from "../column/interval.ts";
import type { Interval } from "../column/interval.ts";
import {
  binomialCdf,
  binomialProbability,
  binomialUpper,
  exactBinomialLimits,
} from "../distributions/counts.ts";

/** Events over a time, or over people. */
export type CountOverTime = { readonly events: number; readonly time: number };

/** The ratio of two rates with exact limits, and how often chance alone would part them so far. */
export type ComparedRates = { readonly ratio: Interval; readonly chance: number };

/**
 * The ratio of two independent rates with exact limits.
 *
 * Given all events, those of the first are binomial; Clopper and Pearson's limits of that share become limits of
 * the ratio. Never narrower than stated. Limits of standardised rates come from `ratio` instead.
 *
 * @param first  whole events, time (or people) above 0; `second` likewise
 * @throws RangeError outside the domain above
 * @returns the ratio is NaN where neither had an event, Infinity where only the second had none
 * @source Przyborowski J, Wilenski H (1940) Biometrika 31:313; Clopper CJ, Pearson ES (1934) Biometrika 26:404
 * @example compareRates({ events: 3, time: 12 }, { events: 3, time: 12 }) // 1 (0.1339, 7.4662), chance 1
 */
export function compareRates(
  first: CountOverTime,
  second: CountOverTime,
  confidence: number = confidenceDefault,
): ComparedRates {
  for (const { events, time } of [first, second]) {
    if (Number.isInteger(events) && events >= 0 && time > 0) continue;
    throw new RangeError(`${events} events over ${time} were given. Give whole events, and a time above 0.`);
  }
  const trials = first.events + second.events;
  const share = first.time / (first.time + second.time);
  const scale = second.time / first.time;
  const limits = exactBinomialLimits({ successes: first.events, trials, tail: tailOf(confidence) });
  return {
    ratio: {
      value: (first.events / second.events) * scale,
      lower: (limits.lower.x / limits.lower.y) * scale,
      upper: (limits.upper.x / limits.upper.y) * scale,
    },
    chance: twoSided(first.events, trials, share),
  };
}

/** Adds up every outcome no likelier than the one seen; outcomes equal but for rounding count as equal. */
function twoSided(seen: number, trials: number, probability: number): number {
  const of = { trials, probability };
  const mean = trials * probability;
  if (seen === mean) return 1;
  const limit = binomialProbability(seen, of) * (1 + 1e-7);
  let rare = 0;
  if (seen < mean) {
    for (let count = trials; count >= Math.ceil(mean) && binomialProbability(count, of) <= limit; count -= 1)
      rare += 1;
    return Math.min(1, binomialCdf(seen, of) + binomialUpper(trials - rare, of));
  }
  for (let count = 0; count <= Math.floor(mean) && binomialProbability(count, of) <= limit; count += 1)
    rare += 1;
  return Math.min(1, binomialCdf(rare - 1, of) + binomialUpper(seen - 1, of));
}
