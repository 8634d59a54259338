import { logSqrtTwoPi, stirlingError } from "../distributions/stirling.ts";
import type { Proportion } from "./compared-proportions.ts";

/** Fisher's exact comparison. The odds ratio is 0 or Infinity where one of its cells is empty. */
export type FisherExact = { readonly chance: number; readonly oddsRatio: number };

/**
 * Fisher's exact test of two proportions, two-sided, with the conditional estimate of the odds ratio.
 *
 * Holds for the smallest counts; a little too careful. The chance adds up every table no likelier than the one seen.
 *
 * @param first  whole counts; `second` likewise
 * @throws RangeError for counts that are not whole, below 0, or more events than people
 * @source Fisher RA (1935) J R Stat Soc 98:39; conditional maximum likelihood: Cox DR (1970) The analysis of binary
 *   data
 * @example fisherExact({ events: 5, people: 5 }, { events: 0, people: 5 }) // chance 2/252 = 0.0079, odds ratio Infinity
 */
export function fisherExact(first: Proportion, second: Proportion): FisherExact {
  for (const { events, people } of [first, second]) {
    if (Number.isInteger(events) && Number.isInteger(people) && events >= 0 && events <= people) continue;
    throw new RangeError(
      `${events} of ${people} people were given. Fisher's test needs whole counts, events within people.`,
    );
  }
  const events = first.events + second.events;
  const low = Math.max(0, events - second.people);
  const high = Math.min(first.people, events);
  const logs = Float64Array.from({ length: high - low + 1 }, (_, index) => {
    const here = low + index;
    return logChoose(first.people, here) + logChoose(second.people, events - here);
  });
  const probabilities = normalised(logs);
  const seen = probabilities[first.events - low] ?? 0;
  // Tables that are equally likely but for rounding count as equal.
  const chance = probabilities.reduce((sum, one) => (one <= seen * (1 + 1e-7) ? sum + one : sum), 0);
  return { chance: Math.min(1, chance), oddsRatio: oddsRatioOf(logs, low, first.events) };
}

/** The odds ratio under which the count seen is the one expected. */
function oddsRatioOf(logs: Float64Array, low: number, seen: number): number {
  const high = low + logs.length - 1;
  if (low === high) return Number.NaN;
  if (seen === low) return 0;
  if (seen === high) return Number.POSITIVE_INFINITY;
  const expectedAt = (logOdds: number): number =>
    normalised(logs.map((log, index) => log + logOdds * index)).reduce(
      (sum, probability, index) => sum + probability * (low + index),
      0,
    );
  let [below, above] = [-50, 50];
  while (above - below > 1e-12) {
    const middle = (below + above) / 2;
    if (expectedAt(middle) < seen) below = middle;
    else above = middle;
    if (middle === below && middle === above) break;
  }
  return Math.exp((below + above) / 2);
}

function normalised(logs: Float64Array): Float64Array {
  const largest = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  const terms = logs.map((log) => Math.exp(log - largest));
  const total = terms.reduce((sum, term) => sum + term, 0);
  return terms.map((term) => term / total);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

function logFactorial(n: number): number {
  return n === 0 ? 0 : (n + 0.5) * Math.log(n) - n + logSqrtTwoPi + stirlingError(n);
}
