import { countLimiter } from "../rate/count-limits.ts";
import { funnelLevels } from "./count-limit.ts";
import type { FunnelLevel } from "./count-limit.ts";
import { proportionLimit } from "./funnel-edge.ts";

/** Where a value lies in a funnel, as a number for lists of many. `notJudged`: too few events, or a value is missing. */
export const funnelPosition = {
  low998: -2,
  low95: -1,
  within: 0,
  high95: 1,
  high998: 2,
  notJudged: 3,
} as const;

const [inner, outer] = funnelLevels;
const fewEvents = 10;

/**
 * Positions of shares in a funnel around `proportion`, or around the share of all together. Beyond an edge means strictly beyond.
 *
 * @param counts  people counted, at most `sizes`
 * @returns one of `funnelPosition` each
 * @throws RangeError for a count below 0 or above its size, or a size of 0 or less
 * @source PHEindicatormethods 2.1.0, assign_funnel_significance; limits of `proportionEdges`
 * @example 75 of 100 around 0.5: above 0.5 + 3.09 × 0.05 = 0.6545, so high998
 */
export function proportionPositions(of: {
  readonly counts: Float64Array;
  readonly sizes: Float64Array;
  readonly proportion?: number;
}): Int8Array {
  const { counts, sizes } = of;
  for (let i = 0; i < counts.length; i += 1) {
    if (counts[i]! < 0 || sizes[i]! <= 0 || counts[i]! > sizes[i]!) {
      throw new RangeError(
        `Share ${String(i)} counts ${String(counts[i])} of ${String(sizes[i])}: it must count 0 or more, of 1 or more, and not more than all.`,
      );
    }
  }
  const proportion = of.proportion ?? sum(counts) / sum(sizes);
  return positions(counts.length, (i) => {
    const share = counts[i]! / sizes[i]!;
    if (Number.isNaN(share)) return funnelPosition.notJudged;
    const reach = (level: FunnelLevel): number =>
      proportionLimit(proportion, sizes[i]!, level, "high") - proportion;
    const away = share - proportion;
    return placed(away, { inner: reach(inner), outer: reach(outer) });
  });
}

/**
 * Positions of observed over expected in a funnel around 1.
 *
 * The limits of the observed count (exact under 10 events, Byar from 10) are divided by the expected count; beyond means that they leave 1 out.
 *
 * @throws RangeError for an observed count below 0, or an expected count of 0 or less
 * @source Fingertips technical guidance; PHEindicatormethods 2.1.0
 * @example observed 30, expected 15: Byar 20.24 to 42.83, over 15 is 1.35 to 2.86, and 99.8 per cent still above 1: high998
 */
export function ratioPositions(of: {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
}): Int8Array {
  const { observed, expected } = of;
  return positions(observed.length, (i) => {
    if (observed[i]! < 0 || expected[i]! <= 0) {
      throw new RangeError(
        `Ratio ${String(i)} has ${String(observed[i])} observed and ${String(expected[i])} expected: 0 or more, and above 0.`,
      );
    }
    return countPosition(observed[i]!, expected[i]!);
  });
}

/**
 * Positions of rates in a funnel around `baseline`.
 *
 * @param counts  events
 * @param rates  their rates, in the unit of `baseline`: crude, or directly standardised
 * @param baseline  the rate of all together when left out: Σ events over the Σ populations that the rates imply
 * @param standardised  true: rates of fewer than 10 events are not judged, since their limits cannot be trusted
 * @source as `ratioPositions`, with events expected at the baseline = count × baseline / rate
 * @example 30 events at a rate of 200 around 100: expected 15, so high998
 */
export function ratePositions(of: {
  readonly counts: Float64Array;
  readonly rates: Float64Array;
  readonly baseline?: number;
  readonly standardised: boolean;
}): Int8Array {
  const { counts, rates, standardised } = of;
  const baseline = of.baseline ?? rateOfAll(counts, rates);
  return positions(counts.length, (i) => {
    if (counts[i]! < 0 || rates[i]! < 0)
      throw new RangeError(
        `Rate ${String(i)} has ${String(counts[i])} events and rate ${String(rates[i])}: both are 0 or more.`,
      );
    if (standardised && counts[i]! < fewEvents) return funnelPosition.notJudged;
    if (counts[i] === 0) return funnelPosition.notJudged;
    return countPosition(counts[i]!, (counts[i]! * baseline) / rates[i]!);
  });
}

function rateOfAll(counts: Float64Array, rates: Float64Array): number {
  let events = 0;
  let population = 0;
  for (const [i, count] of counts.entries()) {
    if (!(count > 0 && rates[i]! > 0)) continue;
    events += count;
    population += count / rates[i]!;
  }
  return events / population;
}

function positions(length: number, at: (i: number) => number): Int8Array {
  const all = new Int8Array(length);
  for (let i = 0; i < length; i += 1) all[i] = at(i);
  return all;
}

/** From the distance to the centre, and how far each level reaches on its side. */
function placed(away: number, reach: { inner: number; outer: number }): number {
  const far = Math.abs(away);
  const level = far > reach.outer ? 2 : far > reach.inner ? 1 : 0;
  return away < 0 ? 0 - level : level;
}

/** Limits at the two levels; made once, since they remember the commonest counts. */
const innerLimits = countLimiter(0.95);
const outerLimits = countLimiter(0.998);

function countPosition(observed: number, expected: number): number {
  if (Number.isNaN(observed + expected)) return funnelPosition.notJudged;
  const near = innerLimits(observed);
  if (observed > expected) {
    if (!(near.lower > expected)) return funnelPosition.within;
    return outerLimits(observed).lower > expected ? funnelPosition.high998 : funnelPosition.high95;
  }
  if (!(near.upper < expected)) return funnelPosition.within;
  return outerLimits(observed).upper < expected ? funnelPosition.low998 : funnelPosition.low95;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
