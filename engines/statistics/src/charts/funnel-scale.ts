import { chiSquareQuantile, gammaLower, gammaUpper } from "../distributions/index.ts";
import type { FunnelLevel } from "./count-limit.ts";
import type { Taming } from "./overdispersion.ts";

/**
 * Methods of funnel with over-dispersion.
 *
 * `shmi`: observed over expected deaths as NHS Digital publishes them (log scale). `square-root`: observed over expected on the square
 * root scale (Care Quality Commission). `proportion`: people of people (arcsine scale). `rate`: events over a count of something else
 * (log scale).
 */
export type FunnelMethod = "shmi" | "square-root" | "proportion" | "rate";

/** `exact`, or FunnelPlotR 0.6.0 with its bugs, to compare with its figures only. */
export type OverdispersedMode = "exact" | "funnel-plot-r-0.6.0";

/** A scale on which values of one method are about normal, whatever the size of the place. */
export type FunnelScale = {
  readonly taming: (share: number) => Taming;
  readonly target: (observed: Float64Array, denominators: Float64Array) => number;
  readonly transformed: (observed: number, denominator: number) => number;
  /** Standard error of a transformed value. */
  readonly error: (observed: number, denominator: number) => number;
  /** Standard error that a place of this size would have on the target: draws the limits. */
  readonly errorAtTarget: (denominator: number, target: number) => number;
  /** Back from the scale to the value that is drawn. */
  readonly value: (transformed: number) => number;
  /** Exact limits with chance alone at work, and the tail at which they meet a value: a fraction of the work. */
  readonly chance?: {
    readonly limit: (denominator: number, level: FunnelLevel, side: "low" | "high") => number;
    readonly tail: (denominator: number, value: number, side: "low" | "high") => number;
  };
};

const truncate = (share: number): Taming => ({ kind: "truncate", share });
const winsorise = (share: number): Taming => ({ kind: "winsorise", share });

/** The scale of each method. */
export function funnelScale(method: FunnelMethod, mode: OverdispersedMode): FunnelScale {
  switch (method) {
    case "shmi":
      return shmi;
    case "square-root":
      return mode === "exact" ? squareRoot : { ...squareRoot, value: (transformed) => transformed };
    case "proportion":
      return proportion;
    case "rate":
      return mode === "exact" ? rate : { ...rate, errorAtTarget: proportion.errorAtTarget };
  }
}

/** Poisson limits of a ratio where `denominator` events are expected. */
function poissonLimit(denominator: number, { tail }: FunnelLevel, side: "low" | "high"): number {
  const events =
    side === "low"
      ? chiSquareQuantile(tail, 2 * denominator)
      : chiSquareQuantile(tail, 2 * (denominator + 1), "upper");
  return events / 2 / denominator;
}

/** The tail for which `poissonLimit` is this value. */
function poissonTail(denominator: number, value: number, side: "low" | "high"): number {
  const events = value * denominator;
  return side === "low" ? gammaLower(denominator, events) : gammaUpper(denominator + 1, events);
}

const shmi: FunnelScale = {
  taming: truncate,
  target: () => 0,
  transformed: (observed, expected) => Math.log(observed / expected),
  error: (_, expected) => 1 / Math.sqrt(expected),
  errorAtTarget: (expected) => 1 / Math.sqrt(expected),
  value: Math.exp,
  chance: { limit: poissonLimit, tail: poissonTail },
};

const squareRoot: FunnelScale = {
  taming: winsorise,
  target: () => 1,
  transformed: (observed, expected) => Math.sqrt(observed / expected),
  error: (_, expected) => 1 / (2 * Math.sqrt(expected)),
  errorAtTarget: (expected) => 1 / (2 * Math.sqrt(expected)),
  value: (transformed) => Math.max(0, transformed) ** 2,
  chance: { limit: poissonLimit, tail: poissonTail },
};

const proportion: FunnelScale = {
  taming: winsorise,
  target: (observed, people) => Math.asin(Math.sqrt(sum(observed) / sum(people))),
  transformed: (observed, people) => Math.asin(Math.sqrt(observed / people)),
  error: (_, people) => 1 / (2 * Math.sqrt(people)),
  errorAtTarget: (people) => 1 / (2 * Math.sqrt(people)),
  value: (transformed) => Math.sin(Math.min(Math.PI / 2, Math.max(0, transformed))) ** 2,
};

const rate: FunnelScale = {
  taming: winsorise,
  target: (observed, amounts) => Math.log(sum(observed) / sum(amounts)),
  transformed: (observed, amount) => Math.log((observed + 0.5) / (amount + 0.5)),
  error: (observed, amount) => Math.sqrt(observed / (observed + 0.5) ** 2 + amount / (amount + 0.5) ** 2),
  errorAtTarget: (amount, target) => rate.error(amount * Math.exp(target), amount),
  value: Math.exp,
};

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
