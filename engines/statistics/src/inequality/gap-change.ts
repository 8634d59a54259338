import { confidenceDefault, deviateOf } from "../column/interval.ts";
import type { Interval } from "../column/interval.ts";
import { normalCdf } from "../distributions/normal.ts";
import { difference } from "../difference/difference.ts";
import { cutDifference } from "./cut.ts";
import type { Cut } from "./cut.ts";
import type { Gap } from "./gap.ts";

/** What became of a gap. `reversed`: it is now clearly the other way round. */
export type GapVerdict = "narrowed" | "widened" | "reversed" | "no clear change" | "cannot tell";

/** The change of a gap, on its own scale. */
export type GapChange = {
  readonly verdict: GapVerdict;
  /**
   * How much the gap grew (below 0: shrank), measured in the direction of the first gap: a difference for an
   * absolute gap, a factor (below 1: shrank) for a relative one.
   */
  readonly change: Interval;
  /** How sure it is that the gap moved in the direction of `change`: 0.5 (a toss-up) to 1. */
  readonly sure: number;
  /** Whether a gap was clear of none before, and is after. */
  readonly clearBefore: boolean;
  readonly clearAfter: boolean;
};

/** A gap at one time, with the cut it was measured by. */
export type MeasuredGap = Gap & { readonly cut: Cut };

/**
 * The change of both gaps. They can differ: while a figure falls for all, the difference may narrow and the ratio
 * widen.
 */
export type GapChanges = {
  readonly absolute: GapChange;
  readonly relative: GapChange;
  readonly agree: boolean;
};

/**
 * Has the gap narrowed between two times, and how sure is that?
 *
 * Compares both gaps with limits made from the limits of each, as `difference`; the relative gap by its logarithm.
 * "Narrowed" and "widened" only where the limits of the change leave out none. The two times must be independent:
 * not overlapping years. Refused where the gaps were not cut the same way.
 *
 * @param of.confidence  of the limits of all four gaps; 0.95 when left out
 * @example absolute gaps 10 (8, 12) then 4 (2, 6): change -6 (-8.83, -3.17), narrowed, sure 0.99998
 */
export function gapChanges(of: {
  readonly before: MeasuredGap;
  readonly after: MeasuredGap;
  readonly confidence?: number;
}): { readonly ok: true; readonly value: GapChanges } | { readonly ok: false; readonly problem: string } {
  const problem = cutDifference(of.before.cut, of.after.cut);
  if (problem !== undefined) return { ok: false, problem };
  const confidence = of.confidence ?? confidenceDefault;
  const absolute = gapChange(of.before.absolute, of.after.absolute, confidence);
  const relative = factors(
    gapChange(logarithm(of.before.relative), logarithm(of.after.relative), confidence),
  );
  return { ok: true, value: { absolute, relative, agree: absolute.verdict === relative.verdict } };
}

/**
 * The change of one gap on a scale where no gap is 0: an absolute gap, a slope index, or the logarithm of a ratio.
 *
 * @source Zou GY, Donner A (2008) Stat Med 27:1693 for the limits; sureness from the normal distribution
 * @example gapChange({ value: 10, lower: 8, upper: 12 }, { value: 4, lower: 2, upper: 6 }).verdict // "narrowed"
 */
export function gapChange(
  before: Interval,
  after: Interval,
  confidence: number = confidenceDefault,
): GapChange {
  const way = before.value < 0 ? -1 : 1;
  const [first, second] = [turned(before, way), turned(after, way)];
  const change = difference(second, first);
  const clearBefore = first.lower > 0 || first.upper < 0;
  const clearAfter = second.lower > 0 || second.upper < 0;
  const error = (change.upper - change.lower) / 2 / deviateOf(confidence);
  const sure = error === 0 ? (change.value === 0 ? 0.5 : 1) : normalCdf(Math.abs(change.value) / error);
  return { verdict: verdictOf(first, second, change), change, sure, clearBefore, clearAfter };
}

function verdictOf(first: Interval, second: Interval, change: Interval): GapVerdict {
  if (Number.isNaN(first.value + second.value + change.lower + change.upper)) return "cannot tell";
  if (second.upper < 0 && change.upper < 0) return "reversed";
  if (change.lower > 0) return "widened";
  if (change.upper < 0 && Math.abs(second.value) < first.value) return "narrowed";
  return "no clear change";
}

function turned(interval: Interval, way: 1 | -1): Interval {
  if (way === 1) return interval;
  return { value: -interval.value, lower: -interval.upper, upper: -interval.lower };
}

function logarithm(interval: Interval): Interval {
  return {
    value: Math.log(interval.value),
    lower: Math.log(interval.lower),
    upper: Math.log(interval.upper),
  };
}

function factors(change: GapChange): GapChange {
  const { value, lower, upper } = change.change;
  return { ...change, change: { value: Math.exp(value), lower: Math.exp(lower), upper: Math.exp(upper) } };
}
