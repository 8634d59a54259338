import { confidenceDefault, deviateOf } from "../column/interval.ts";
import type { Interval } from "../column/interval.ts";
import { chiSquareUpper } from "../distributions/chi-square.ts";
import { normalTwoSided } from "../distributions/normal.ts";
import { wilson } from "../rate/wilson.ts";
import { difference } from "./difference.ts";

/** People with the characteristic, of all people. */
export type Proportion = { readonly events: number; readonly people: number };

/** Two proportions compared. Chances are two-sided: how often chance alone would part them so far. */
export type ComparedProportions = {
  /** The difference with Newcombe's limits: the one to publish. */
  readonly difference: Interval;
  /** The older, simpler limits (Wald's), kept inside -1 to 1: too narrow for small counts. */
  readonly simpleLimits: { readonly lower: number; readonly upper: number };
  readonly z: number;
  readonly chance: number;
  /** Chi-square with Yates' continuity correction, and its chance. */
  readonly corrected: { readonly chiSquare: number; readonly chance: number };
};

/**
 * The difference of two independent proportions, its limits, and how often chance alone would do as much.
 *
 * z = difference / √(p(1-p)(1/n₁ + 1/n₂)) with p of both together. For few events ask `fisherExact` for the chance.
 *
 * @throws RangeError as `wilson`
 * @returns NaN for z where nobody, or everybody, has the characteristic
 * @source Newcombe RG (1998) Stat Med 17:873; Yates F (1934) J R Stat Soc Suppl 1:217
 * @example compareProportions({ events: 55, people: 200 }, { events: 84, people: 350 }) // 0.035 (-0.0393, 0.1128), z 0.9086
 */
export function compareProportions(
  first: Proportion,
  second: Proportion,
  confidence: number = confidenceDefault,
): ComparedProportions {
  const [one, two] = [wilson({ ...first, confidence }), wilson({ ...second, confidence })];
  const apart = one.value - two.value;
  const pooled = (first.events + second.events) / (first.people + second.people);
  const z = apart / Math.sqrt(pooled * (1 - pooled) * (1 / first.people + 1 / second.people));
  const spread = (one.value * (1 - one.value)) / first.people + (two.value * (1 - two.value)) / second.people;
  const reach = deviateOf(confidence) * Math.sqrt(spread);
  const chiSquare = correctedChiSquare([first, second], pooled);
  return {
    difference: difference(one, two),
    simpleLimits: { lower: Math.max(-1, apart - reach), upper: Math.min(1, apart + reach) },
    z,
    chance: normalTwoSided(z),
    corrected: { chiSquare, chance: chiSquareUpper(chiSquare, 1) },
  };
}

/** The correction is a half, or less where the two proportions lie nearer than that. */
function correctedChiSquare(both: readonly [Proportion, Proportion], pooled: number): number {
  const [first, second] = both;
  const apart = Math.abs(first.events / first.people - second.events / second.people);
  const correction = Math.min(0.5, apart / (1 / first.people + 1 / second.people));
  const cell = (seen: number, due: number): number => (Math.abs(seen - due) - correction) ** 2 / due;
  const have = both.map(({ events, people }) => cell(events, people * pooled));
  const lack = both.map(({ events, people }) => cell(people - events, people * (1 - pooled)));
  return [...have, ...lack].reduce((sum, part) => sum + part, 0);
}
