import { countLimits, wilson } from "@concordat/statistics";
import { numberOf } from "../kernel/index.ts";
import type { Observation } from "./observation.ts";

/** The limits of one figure, in its published unit, and where they are from. */
export interface Limits {
  readonly lower: number;
  readonly upper: number;
  readonly from: "published" | "wilson" | "count";
}

/** The unit of ratios of observed to expected deaths. */
export const ratioUnit = "observed / expected deaths";

/**
 * 95 per cent limits of one figure: those published with it, else of chance alone where its parts are held.
 *
 * Shares have Wilson's, ratios of observed to expected events those of the count. Undefined for a figure without a number, and
 * for counts, scores and means whose spread nobody publishes: then nothing is made up.
 */
export function limitsOf(one: Observation): Limits | undefined {
  const value = numberOf(one.figure);
  if (value === undefined) return undefined;
  const { numerator, denominator } = one;
  if (one.lower !== undefined && one.upper !== undefined)
    return { lower: one.lower, upper: one.upper, from: "published" };
  if (numerator === undefined || denominator === undefined || !(denominator > 0) || numerator < 0)
    return undefined;
  if (isShare(one)) {
    const { lower, upper } = wilson({ events: numerator, people: denominator });
    return { lower, upper, from: "wilson" };
  }
  if (one.unit !== ratioUnit) return undefined;
  const { lower, upper } = countLimits(numerator);
  return { lower: lower / denominator, upper: upper / denominator, from: "count" };
}

/** A share of 1 whose parts make it up: events among people, and neither more events than people nor another sum. */
export function isShare(one: Observation): boolean {
  const value = numberOf(one.figure);
  const { numerator, denominator, unit } = one;
  if (unit !== "fraction of 1" || value === undefined || numerator === undefined || !denominator)
    return false;
  return numerator >= 0 && numerator <= denominator && Math.abs(numerator / denominator - value) < 0.0005;
}

/** How the limits were found, for the reader of a table. */
export function limitsInWords(from: Limits["from"]): string {
  return {
    published: "as published with the figure",
    wilson: "Wilson's, of chance alone, from numerator and denominator",
    count: "of chance alone in the observed count, exact below 10 and Byar's from 10",
  }[from];
}
