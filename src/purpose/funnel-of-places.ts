import { funnel, type Funnel, type FunnelPoint } from "@concordat/statistics";
import { numberOf } from "../kernel/index.ts";
import { amountInWords } from "./run-of-series.ts";
import type { Indicator, Observation } from "./observation.ts";
import type { Span } from "./period.ts";
import { isShare, ratioUnit } from "./uncertainty.ts";

/** Fewer places than this say nothing about how far places usually lie apart. */
export const funnelPlacesLeast = 10;

/** Places left out of a comparison, and why. */
export interface LeftOut {
  readonly why: string;
  readonly count: number;
}

/** The places of one indicator in one period beside each other, with limits for their size. */
export interface FunnelOfPlaces {
  readonly method: "shmi" | "proportion";
  readonly span: Span;
  readonly places: readonly { readonly observation: Observation; readonly point: FunnelPoint }[];
  readonly funnel: Funnel;
  readonly left: readonly LeftOut[];
}

/** The funnel, or in a sentence why there is none. */
export type FunnelFound =
  { readonly ok: true; readonly value: FunnelOfPlaces } | { readonly ok: false; readonly why: string };

/**
 * Compares the latest figures of an indicator over places of one kind and one period.
 *
 * Only shares and ratios of observed to expected events whose parts are held, and only where one way is better. A figure whose
 * publisher says that it is partial is left out and counted.
 *
 * @param kindOf  what sort of thing a figure is about: unlike things (England, a system, a council) are never compared
 */
export function funnelOf(
  latest: readonly Observation[],
  indicator: Pick<Indicator, "direction">,
  kindOf: (one: Observation) => string | undefined,
): FunnelFound {
  if (indicator.direction === "neither")
    return { ok: false, why: "Neither high nor low is better, so places are not held against each other." };
  const usable = latest.filter((one) => kindOf(one) !== undefined && isComparable(one));
  const kind = mostCommon(usable.map(kindOf));
  const ofKind = latest.filter((one) => kindOf(one) === kind && kind !== undefined);
  const key = mostCommon(usable.filter((one) => kindOf(one) === kind).map(keyOf));
  const alike = ofKind.filter((one) => keyOf(one) === key);
  const whole = alike.filter((one) => isComparable(one) && !isPartial(one));
  const [first] = whole;
  if (first === undefined || whole.length < funnelPlacesLeast)
    return {
      ok: false,
      why: `A funnel needs ${funnelPlacesLeast} places of one kind with a share, or observed over expected, for the same period, with both of its parts. That is not held of this indicator.`,
    };
  const method = first.unit === ratioUnit ? "shmi" : "proportion";
  const found = funnel({
    method,
    observed: Float64Array.from(whole, (one) => one.numerator ?? 0),
    denominators: Float64Array.from(whole, (one) => one.denominator ?? 1),
    wording: {
      point: (index) => whole[index]?.code ?? "",
      amount: (value) => amountInWords(value, first.unit),
    },
  });
  return {
    ok: true,
    value: {
      method,
      span: first.span,
      funnel: found,
      places: found.points.map((point) => ({ observation: whole[point.index]!, point })),
      left: [
        { why: "of another period or edition", count: ofKind.length - alike.length },
        {
          why: "without a number, or without its parts",
          count: alike.filter((one) => !isComparable(one)).length,
        },
        {
          why: "marked by the source as partly reported",
          count: alike.filter((one) => isComparable(one) && isPartial(one)).length,
        },
      ].filter(({ count }) => count > 0),
    },
  };
}

function isComparable(one: Observation): boolean {
  const { numerator, denominator } = one;
  if (isShare(one)) return true;
  return (
    one.unit === ratioUnit &&
    numberOf(one.figure) !== undefined &&
    numerator !== undefined &&
    denominator !== undefined &&
    numerator >= 0 &&
    denominator > 0
  );
}

/** Words of the shipped files where not everything was reported. */
export function isPartial(one: Pick<Observation, "note">): boolean {
  return one.note !== undefined && /partial/i.test(one.note);
}

function keyOf(one: Observation): string {
  return `${one.span.start} ${one.span.end} ${one.vintage}`;
}

/** The text that occurs most often; of two the first. */
export function mostCommon(texts: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** The bands of NHS England's own words: where a value lies, never how good a body is. */
export function placeInWords(place: FunnelPoint["place"]): string {
  return {
    within: "As expected",
    "high-95": "Higher than expected (95%)",
    "low-95": "Lower than expected (95%)",
    "high-99.8": "Higher than expected (99.8%)",
    "low-99.8": "Lower than expected (99.8%)",
  }[place];
}
