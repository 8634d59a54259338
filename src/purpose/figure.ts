import { formatMeasured, formatNumber, numberOf, type Measured } from "../kernel/index.ts";
import { decimalsIn, roundedIn, unitOf } from "./unit.ts";

/** A figure and its unit as readers see them. */
export interface ShownFigure {
  readonly figure: Measured;
  readonly unit: string;
}

/**
 * A figure in the unit that readers are used to: a fraction of 1 becomes per cent, everything else keeps its number; the
 * unit in words for a heading.
 *
 * Only for what people read; JSON and open data keep the published number and unit.
 *
 * @example shownFigure({ kind: "value", value: 0.18614 }, "fraction of 1") // 18.614 per cent
 */
export function shownFigure(figure: Measured, unit: string): ShownFigure {
  const { heading } = unitOf(unit);
  if (unit !== "fraction of 1" || figure.kind !== "value") return { figure, unit: heading };
  // Fifteen digits, or 0.07 would become 7.000000000000001.
  return { figure: { kind: "value", value: Number((figure.value * 100).toPrecision(15)) }, unit: heading };
}

/** How many decimals a column or a line of such figures is shown with. */
export function shownDecimals(figures: readonly Measured[], unit: string): number {
  const numbers = figures.map((figure) => numberOf(shownFigure(figure, unit).figure));
  return decimalsIn(
    unitOf(unit),
    numbers.filter((number) => number !== undefined),
  );
}

/**
 * A figure with its unit in words, rounded as readers of tables and sentences can use it. Not for what is kept: the record
 * and whoever checks a figure they typed get `figureInWords`.
 *
 * @example shownInWords({ kind: "value", value: 0.18614 }, "fraction of 1") // "18.6 per cent"
 */
export function shownInWords(given: Measured, unit: string): string {
  const { figure } = shownFigure(given, unit);
  const number = numberOf(figure);
  if (number === undefined) return formatMeasured(figure);
  const { value, beyond } = roundedIn(unitOf(unit), number);
  return beyond ? `${beyond} ${withUnit(value, unit, false)}` : withUnit(value, unit, value === 1);
}

/** A figure with its unit in words, as it was given: "18.614 per cent", "no data", "rank 12 (1 is the most deprived)". */
export function figureInWords(given: Measured, unit: string): string {
  const { figure } = shownFigure(given, unit);
  const number = numberOf(figure);
  return number === undefined ? formatMeasured(figure) : withUnit(number, unit, number === 1);
}

function withUnit(number: number, unit: string, one: boolean): string {
  const { before = "", after, afterOne } = unitOf(unit);
  return `${before}${formatNumber(number)}${one ? (afterOne ?? after) : after}`;
}

/** A figure for machines: its status in a word, and a number only where there is one. */
export function figureJson(figure: Measured): {
  readonly status: Measured["kind"];
  readonly value: number | null;
} {
  return { status: figure.kind, value: numberOf(figure) ?? null };
}
