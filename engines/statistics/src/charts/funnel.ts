import { normalTwoSided } from "../distributions/index.ts";
import { funnelLevels } from "./count-limit.ts";
import type { FunnelLevel } from "./count-limit.ts";
import { funnelSides } from "./funnel-edge.ts";
import type { FunnelEdge } from "./funnel-edge.ts";
import { funnelScale } from "./funnel-scale.ts";
import type { FunnelMethod, FunnelScale, OverdispersedMode } from "./funnel-scale.ts";
import { overdispersion } from "./overdispersion.ts";
import type { Overdispersion } from "./overdispersion.ts";
import { usualWording } from "./chart.ts";
import type { Wording } from "./chart.ts";

/** Limits at one level. */
export type FunnelLimits = { readonly lower: number; readonly upper: number };

/** Limits at both levels. */
export type FunnelLimitsAt = { readonly "95": FunnelLimits; readonly "99.8": FunnelLimits };

/** Where a value lies: inside, beyond the inner, or beyond the outer limits. */
export type FunnelPlace = "within" | "low-95" | "high-95" | "low-99.8" | "high-99.8";

/** One place in a funnel. */
export type FunnelPoint = {
  readonly index: number;
  /** What the limits depend on: expected events, people, or amount. */
  readonly x: number;
  readonly y: number;
  /** Standard errors from the target, with the extra variance. */
  readonly z: number;
  /** Two-sided probability of a value so far out, with the extra variance; for lists that control false signs. */
  readonly p: number;
  /** With the extra variance: the place to report. */
  readonly place: FunnelPlace;
  /** With chance alone: what a naive chart would say. */
  readonly placeByChance: FunnelPlace;
  readonly reason: string;
};

/** A funnel that can be drawn as it stands. */
export type Funnel = {
  readonly method: FunnelMethod;
  /** The centre line, on the scale drawn. */
  readonly target: number;
  readonly overdispersion: Overdispersion;
  /** Whether the limits are wider than chance: only when φ is above 1. */
  readonly widened: boolean;
  readonly points: readonly FunnelPoint[];
  /** The limits to report. */
  readonly edges: readonly FunnelEdge[];
  /** The limits of chance alone, to show the difference. */
  readonly edgesByChance: readonly FunnelEdge[];
  /** Places beyond the inner limits, and beyond the outer ones. */
  readonly beyond: { readonly "95": number; readonly "99.8": number };
  /** How many a naive chart would accuse. */
  readonly beyondByChance: { readonly "95": number; readonly "99.8": number };
  readonly notes: readonly string[];
  /** The limits at any x. */
  readonly limitsAt: (x: number) => {
    readonly withSpread: FunnelLimitsAt;
    readonly byChance: FunnelLimitsAt;
  };
};

/** What a funnel is asked with: one row a place, already added up. */
export type FunnelAsked = {
  readonly method: FunnelMethod;
  /** Events or people counted, whole numbers, 0 or more. */
  readonly observed: Float64Array;
  /** Expected events (`shmi`, `square-root`), people (`proportion`), or amount (`rate`), above 0. */
  readonly denominators: Float64Array;
  /** Share of places at each end kept from widening the limits; 0.1 as NHS Digital does. */
  readonly trimShare?: number | undefined;
  /** Round expected deaths to 2 decimals, as published SHMI does; on for `shmi`, never used by the others. */
  readonly roundExpected?: boolean | undefined;
  /** False draws limits of chance alone, whatever the spread; true when left out. */
  readonly allowForSpread?: boolean | undefined;
  readonly mode?: OverdispersedMode | undefined;
  readonly wording?: Wording | undefined;
};

/** FunnelPlotR writes these two in six decimals; kept in its mode because its figures show it. */
const printedSigmas: Readonly<Record<FunnelLevel["name"], number>> = { "95": 1.959964, "99.8": 3.090232 };

/**
 * A funnel whose limits allow for places differing by more than chance: the method of the mortality indicator SHMI.
 *
 * On the method's scale: z = (Y - target)/s; φ and τ² from the z that are kept (see `overdispersion`); limits target ± 1.96 √(s² + τ²)
 * and ± 3.09 √(s² + τ²), brought back. For SHMI Y = ln(O/E), s = 1/√E, so limits exp(±1.96 √(1/E + τ²)). Where φ is 1 or less the limits
 * are those of chance: exact Poisson limits for `shmi` and `square-root`. A place beyond them is a sign to look, not a judgement.
 *
 * @throws RangeError for lists of different length, a negative count, a denominator of 0 or less, a count above its people
 *   (`proportion`), or a trim share outside 0 to 0.5
 * @source NHS Digital, SHMI specification and methodology; Spiegelhalter DJ (2005) Qual Saf Health Care 14:347; FunnelPlotR 0.6.0
 * @example O/E 1.2, E 400, τ² 0.01: limits at E are exp(±1.96 √0.0125) = 0.803 and 1.245, so within; by chance 0.904 and 1.103, so high
 */
export function funnel(asked: FunnelAsked): Funnel {
  const mode = asked.mode ?? "exact";
  const denominators = checkedDenominators(asked);
  const scale = funnelScale(asked.method, mode);
  const target = scale.target(asked.observed, denominators);
  const transformed = asked.observed.map((observed, i) => scale.transformed(observed, denominators[i]!));
  const errors = asked.observed.map((observed, i) => scale.error(observed, denominators[i]!));
  const z = transformed.map((value, i) => (value - target) / errors[i]!);
  const spread = overdispersion(z, errors, scale.taming(asked.trimShare ?? 0.1));
  const widened = spread.phi > 1 && asked.allowForSpread !== false;
  const limits = limitsOf(scale, target, widened ? spread.tau2 : 0, mode);
  const adjusted = z.map(
    (value, i) => (value * errors[i]!) / Math.sqrt(errors[i]! ** 2 + (widened ? spread.tau2 : 0)),
  );
  const points = Array.from(asked.observed, (observed, i) =>
    pointOf({
      index: i,
      x: denominators[i]!,
      y: observed / asked.denominators[i]!,
      z: adjusted[i]!,
      widened,
      limits,
      scale,
      wording: asked.wording ?? usualWording,
    }),
  );
  const grid = curveGrid(denominators);
  return {
    method: asked.method,
    target: scale.value(target),
    overdispersion: spread,
    widened,
    points,
    edges: edgesOf(grid, widened ? limits.withSpread : limits.byChance),
    edgesByChance: edgesOf(grid, limits.byChance),
    beyond: countBeyond(points, ({ place }) => place),
    beyondByChance: countBeyond(points, ({ placeByChance }) => placeByChance),
    notes: notesOf(spread, points.length, widened),
    limitsAt: (x) => ({ withSpread: limits.withSpread(x), byChance: limits.byChance(x) }),
  };
}

type Limits = {
  readonly withSpread: (x: number) => FunnelLimitsAt;
  readonly byChance: (x: number) => FunnelLimitsAt;
};

function limitsOf(scale: FunnelScale, target: number, tau2: number, mode: OverdispersedMode): Limits {
  const sigmas = (level: FunnelLevel): number =>
    mode === "exact" ? level.sigmas : printedSigmas[level.name];
  const limits = (x: number, extra: number, level: FunnelLevel): FunnelLimits => {
    const reach = sigmas(level) * Math.sqrt(scale.errorAtTarget(x, target) ** 2 + extra);
    return { lower: scale.value(target - reach), upper: scale.value(target + reach) };
  };
  const chance = (x: number, level: FunnelLevel): FunnelLimits =>
    scale.chance === undefined
      ? limits(x, 0, level)
      : { lower: scale.chance.limit(x, level, "low"), upper: scale.chance.limit(x, level, "high") };
  const [inner, outer] = funnelLevels;
  return {
    withSpread: (x) => ({ "95": limits(x, tau2, inner), "99.8": limits(x, tau2, outer) }),
    byChance: (x) => ({ "95": chance(x, inner), "99.8": chance(x, outer) }),
  };
}

function pointOf(of: {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly widened: boolean;
  readonly limits: Limits;
  readonly scale: FunnelScale;
  readonly wording: Wording;
}): FunnelPoint {
  const { index, x, y, z, widened, limits, scale } = of;
  const placeByChance =
    scale.chance === undefined ? placeOf(y, limits.byChance(x)) : placeOfTail(y, x, scale.chance.tail);
  const place = widened ? placeOf(y, limits.withSpread(x)) : placeByChance;
  const reason = reasonOf(place, y, () => (widened ? limits.withSpread(x) : limits.byChance(x)), of.wording);
  return { index, x, y, z, p: normalTwoSided(z), place, placeByChance, reason };
}

/** The place from the chance of so low, or so high, a value: the same as from limits, which take longer to find. */
function placeOfTail(
  y: number,
  x: number,
  tailOf: (x: number, y: number, side: "low" | "high") => number,
): FunnelPlace {
  const side = y < 1 ? "low" : "high";
  const tail = tailOf(x, y, side);
  const [inner, outer] = funnelLevels;
  return tail < outer.tail ? `${side}-99.8` : tail < inner.tail ? `${side}-95` : "within";
}

function placeOf(y: number, limits: FunnelLimitsAt): FunnelPlace {
  if (y > limits["99.8"].upper) return "high-99.8";
  if (y < limits["99.8"].lower) return "low-99.8";
  if (y > limits["95"].upper) return "high-95";
  if (y < limits["95"].lower) return "low-95";
  return "within";
}

function reasonOf(place: FunnelPlace, y: number, limits: () => FunnelLimitsAt, { amount }: Wording): string {
  if (place === "within") return "The value lies within the limits for a place of this size.";
  const level = place.endsWith("99.8") ? "99.8" : "95";
  const { lower, upper } = limits()[level];
  const side = place.startsWith("high") ? "above" : "below";
  return `${amount(y)} lies ${side} the ${level} per cent limits of ${amount(lower)} to ${amount(upper)} for a place of this size.`;
}

function edgesOf(x: Float64Array, limitsAt: (x: number) => FunnelLimitsAt): FunnelEdge[] {
  const limits = Array.from(x, limitsAt);
  return funnelSides.map(({ level, side }) => {
    const y = Float64Array.from(limits, (at) =>
      side === "low" ? at[level.name].lower : at[level.name].upper,
    );
    return { level: level.name, side, x, y };
  });
}

const gridPoints = 100;

/** From just below the smallest to just above the largest place, in equal ratios: a funnel bends most where it is narrow. */
function curveGrid(denominators: Float64Array): Float64Array {
  let least = Infinity;
  let most = 0;
  for (const denominator of denominators) {
    least = Math.min(least, denominator);
    most = Math.max(most, denominator);
  }
  const from = least * 0.9;
  const ratio = (most * 1.05) / from;
  return Float64Array.from(
    { length: denominators.length === 0 ? 0 : gridPoints },
    (_, i) => from * ratio ** (i / (gridPoints - 1)),
  );
}

function countBeyond(
  points: readonly FunnelPoint[],
  place: (point: FunnelPoint) => FunnelPlace,
): Funnel["beyond"] {
  const places = points.map(place);
  const outer = places.filter((each) => each.endsWith("99.8")).length;
  return { "95": outer + places.filter((each) => each.endsWith("95")).length, "99.8": outer };
}

function notesOf({ phi, kept }: Overdispersion, all: number, widened: boolean): string[] {
  if (kept < 2)
    return [
      "Fewer than two places are left to measure the spread by, so the limits are those of chance alone.",
    ];
  const spread = `Squared differences are ${phi.toFixed(2)} times what chance alone makes, measured on ${String(kept)} of ${String(all)} places`;
  return [
    widened
      ? `${spread}; the limits are widened to allow for it.`
      : `${spread}; the limits are those of chance alone.`,
  ];
}

function checkedDenominators(asked: FunnelAsked): Float64Array {
  const { method, observed, denominators, trimShare = 0.1 } = asked;
  if (observed.length !== denominators.length) {
    throw new RangeError(
      `There are ${String(observed.length)} counts and ${String(denominators.length)} denominators; each place needs both.`,
    );
  }
  if (!(trimShare > 0 && trimShare < 0.5))
    throw new RangeError(
      `The share left out at each end is above 0 and under 0.5, not ${String(trimShare)}.`,
    );
  const rounded =
    method === "shmi" && asked.roundExpected !== false ? denominators.map(roundedToHundredths) : denominators;
  for (const [i, count] of observed.entries()) {
    const denominator = rounded[i]!;
    if (!(count >= 0 && count < Infinity && denominator > 0 && denominator < Infinity)) {
      throw new RangeError(
        `Place ${String(i)} has ${String(count)} counted and a denominator of ${String(denominator)}: 0 or more, and above 0.`,
      );
    }
    if (method === "proportion" && count > denominator)
      throw new RangeError(`Place ${String(i)} counts ${String(count)} of ${String(denominator)} people.`);
  }
  return rounded;
}

/** To 2 decimals; a tie of the two neighbours goes to the even one, as R rounds. */
function roundedToHundredths(value: number): number {
  const below = Math.floor(value * 100);
  const [low, high] = [below / 100, (below + 1) / 100];
  const [toLow, toHigh] = [value - low, high - value];
  if (toLow === toHigh) return below % 2 === 0 ? low : high;
  return toLow < toHigh ? low : high;
}
