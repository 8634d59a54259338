import { expectedOnLimit, expectedOnLimitAsFingertips, funnelLevels } from "./count-limit.ts";
import type { FunnelLevel } from "./count-limit.ts";

/** One line of a funnel, to be drawn through its points. */
export type FunnelEdge = {
  readonly level: FunnelLevel["name"];
  readonly side: "low" | "high";
  readonly x: Float64Array;
  readonly y: Float64Array;
};

/** `exact`, or the figures of the R package with its quirks, for comparison with it only. */
export type FunnelMode = "exact" | "phe-indicator-methods-2.1.0";

/** Every level and side, inner level first, low before high. */
export const funnelSides: readonly { readonly level: FunnelLevel; readonly side: "low" | "high" }[] =
  funnelLevels.flatMap((level) => [
    { level, side: "low" },
    { level, side: "high" },
  ]);

/**
 * Sizes at which to draw a funnel: 100 whole numbers, close together where it is narrow to begin with, as Fingertips spaces them.
 *
 * They run from 1 (from 95 per cent of the smallest, cut to one digit, when the largest is at most twice the smallest) to 105 per
 * cent of the largest, rounded up to two digits.
 *
 * @param kind  `proportion` has the last point on the end of the axis; `ratio` stops one step short, `rate` counts events:
 *   as the package PHEindicatormethods does
 * @source PHEindicatormethods 2.1.0, calculate_funnel_limits
 * @example funnelSizes("proportion", { least: 458, most: 20032 }) // 1, 2, 3, ... 20186, 22000
 */
export function funnelSizes(
  kind: "proportion" | "ratio" | "rate",
  of: { readonly least: number; readonly most: number },
  scale = 1,
): Float64Array {
  const least = of.most > 2 * of.least ? 0 : roundedTo(0.95 * of.least, 1, Math.floor) * scale;
  const most = roundedTo(1.05 * of.most, 2, Math.ceil) * scale;
  const last = kind === "rate" ? Math.ceil(most) : most;
  const extra = kind === "ratio" ? 1 : 0;
  const sizes = new Float64Array(100);
  sizes[0] = Math.max(1, Math.floor(least));
  for (let j = 1; j < 100; j += 1) {
    const before = sizes[j - 1]!;
    const step = (last / before) ** (1 / (100 - j + extra));
    sizes[j] = Math.max(halfToEven(step * before), before + 1);
  }
  return sizes;
}

/**
 * Edges of a funnel of shares: p ± z √(p(1 - p)/n), cut at 0 and at everybody. A share beyond an edge is one whose Wilson interval leaves p out.
 *
 * @param proportion  the share of all together, 0 to 1
 * @param multiplier  100 for per cent
 * @param mode  the reference cuts at 100 whatever the multiplier; `exact` cuts at the multiplier
 * @source Wilson score test; PHEindicatormethods 2.1.0
 * @example p 0.5, n 100: 95 per cent edges 0.5 ± 1.96 × 0.05 = 0.402 and 0.598
 */
export function proportionEdges(of: {
  readonly proportion: number;
  readonly sizes: Float64Array;
  readonly multiplier: number;
  readonly mode?: FunnelMode;
}): FunnelEdge[] {
  const most = of.mode === "phe-indicator-methods-2.1.0" ? 100 : of.multiplier;
  return funnelSides.map(({ level, side }) => {
    const y = of.sizes.map((size) => proportionLimit(of.proportion, size, level, side) * of.multiplier);
    const cut = y.map((limit) => (side === "low" ? Math.max(0, limit) : Math.min(most, limit)));
    return { level: level.name, side, x: of.sizes, y: cut };
  });
}

/** One limit of a funnel of shares, not cut. */
export function proportionLimit(
  proportion: number,
  size: number,
  level: FunnelLevel,
  side: "low" | "high",
): number {
  const reach = level.sigmas * Math.sqrt((proportion * (1 - proportion)) / size);
  return side === "low" ? proportion - reach : proportion + reach;
}

/**
 * Edges of a funnel of observed over expected. For each observed count: the expectation (x) at which it lies on the limit, and the
 * ratio there (y). The expectations differ by level and side, so each edge has its own x.
 *
 * @param counts  observed counts to draw through, 1 or more
 * @param as  `ratio`: observed/expected; `excess`: that less 1
 * @source Poisson limits, see `expectedOnLimit`; Fingertips technical guidance
 * @example count 1, 95 per cent, low: expected 5.5716, ratio 0.17948
 */
export function ratioEdges(of: {
  readonly counts: Float64Array;
  readonly as: "ratio" | "excess";
  readonly mode?: FunnelMode;
}): FunnelEdge[] {
  const less = of.as === "ratio" ? 0 : 1;
  return poissonEdges(of.counts, of.mode, (count, expected) => ({ x: expected, y: count / expected - less }));
}

/**
 * Edges of a funnel of rates around a baseline: for each count the population a year (x) at which its rate (y) lies on the limit.
 *
 * @param baseline  rate of all together, per `multiplier`
 * @param years  years of events pooled
 * @source as `ratioEdges`
 * @example baseline 100 per 100,000, count 1, 95 per cent, low: population 5,571.6, rate 17.948
 */
export function rateEdges(of: {
  readonly counts: Float64Array;
  readonly baseline: number;
  readonly multiplier: number;
  readonly years: number;
  readonly mode?: FunnelMode;
}): FunnelEdge[] {
  return poissonEdges(of.counts, of.mode, (count, expected) => {
    const personYears = (expected / of.baseline) * of.multiplier;
    return { x: personYears / of.years, y: (count / personYears) * of.multiplier };
  });
}

function poissonEdges(
  counts: Float64Array,
  mode: FunnelMode | undefined,
  at: (count: number, expected: number) => { x: number; y: number },
): FunnelEdge[] {
  const onLimit = mode === "phe-indicator-methods-2.1.0" ? expectedOnLimitAsFingertips : expectedOnLimit;
  return funnelLevels.flatMap((level): FunnelEdge[] => {
    const low = { level: level.name, side: "low" as const, x: counts.slice(), y: counts.slice() };
    const high = { level: level.name, side: "high" as const, x: counts.slice(), y: counts.slice() };
    for (const [i, count] of counts.entries()) {
      const expected = onLimit(count, level.tail);
      // A count is low where much was expected, and high where little was.
      ({ x: low.x[i], y: low.y[i] } = at(count, expected.high));
      ({ x: high.x[i], y: high.y[i] } = at(count, expected.low));
    }
    return [low, high];
  });
}

function roundedTo(value: number, digits: number, round: (value: number) => number): number {
  if (value <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(round(value))) + 1 - digits);
  return round(value / unit) * unit;
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
