import { countInWords, countOf, formatNumber, type Sentence } from "../../kernel/index.ts";
import type { Indicator } from "../observation.ts";
import { spanInWords } from "../period.ts";
import { amountInWords, betterOf } from "../run-of-series.ts";
import type { Signs, SignTest } from "../sign.ts";
import { monthsAsked } from "../sign-test.ts";

/** "far higher than places of its size", "lower over the last 12 months": what was seen, never why. */
export function signInWords(sign: SignTest): string {
  if (sign.kind === "outlier")
    return `${sign.side === "high" ? "higher" : "lower"} than the usual spread of places explains`;
  return `${sign.side === "high" ? "higher" : "lower"} over the last ${monthsAsked} months than before`;
}

/** Which way it lies for those served. */
export function meaningInWords(sign: SignTest, indicator: Pick<Indicator, "direction">): string {
  const better = betterOf(indicator.direction);
  if (better === "neither") return "neither side is better";
  return (better === "higher") === (sign.side === "high") ? "the better side" : "the worse side";
}

/** The figures behind a sign in one sentence. */
export function signFigures(sign: SignTest): string {
  const period = spanInWords(sign.span);
  if (!sign.shift)
    return `${amountInWords(sign.value, sign.unit)} in ${period}, beside ${amountInWords(sign.against, sign.unit)} for all places together`;
  const { estimate, lower, upper } = sign.shift;
  return (
    `${changeInWords(estimate, sign.unit)} (95 per cent limits ${changeInWords(lower, sign.unit)} to ${changeInWords(upper, sign.unit)}) ` +
    `in ${period}, from a level of ${amountInWords(sign.against, sign.unit)} before`
  );
}

function changeInWords(value: number, unit: string): string {
  const sign = value < 0 ? "−" : "+";
  if (unit === "fraction of 1") return `${sign}${formatNumber(Math.abs(value) * 100, 1)} percentage points`;
  return `${sign}${amountInWords(Math.abs(value), unit)}`;
}

/** What the list promises. */
export function promiseInWords(list: Signs): string {
  const { signs, tests, falseShare, falseExpected } = list;
  const most = Math.ceil(falseExpected);
  return (
    `${countOf(tests, "test")} ${tests === 1 ? "was" : "were"} made. At most ${formatNumber(falseShare * 100)} per cent of the signs, ` +
    `${signs.length === 0 ? "here none" : `so at most about ${countInWords(most)} of ${formatNumber(signs.length)}`}, are expected to be false.`
  );
}

/** How signs are found, in sentences. */
export const signMethod: readonly Sentence[] = [
  "An outlier lies further from all places together than size and the usual spread between places explain, in the latest period: the funnel of its indicator, with over-dispersion as for the mortality indicator SHMI.",
  `A change is another level over the last ${monthsAsked} months than in up to four years before; errors of neighbouring months may hang together, and from three years on a yearly wave is allowed for. Series that wander too much are not tested.`,
  "Of all tests together the list is drawn up by the rule of Benjamini and Hochberg (1995), which keeps the expected share of false signs at 5 per cent. Tested are one or two indicators of each collection in which places do alike things (hospital mortality, leaving hospital, the four hours in major departments, ambulance handovers) and every imported one that has a better side, where figures are no older than 18 months. Tests of one indicator are not independent of each other; the rule still holds where they hang together positively.",
  "A sign says where to ask. It is no judgement of anybody and no ranking, and it cannot say why. Places without a sign may still have cause for questions: a test that finds nothing has not shown that nothing is there.",
];
