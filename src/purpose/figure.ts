import { formatMeasured, numberOf, type Measured } from "../kernel/index.ts";

/** A figure and its unit as readers see them. */
export interface ShownFigure {
  readonly figure: Measured;
  readonly unit: string;
}

/**
 * A figure in the unit that readers are used to: a fraction of 1 becomes per cent, everything else stays.
 *
 * Only for what people read; JSON and open data keep the published number and unit.
 *
 * @example shownFigure({ kind: "value", value: 0.18614 }, "fraction of 1") // 18.614 per cent
 */
export function shownFigure(figure: Measured, unit: string): ShownFigure {
  if (unit !== "fraction of 1") return { figure, unit };
  if (figure.kind !== "value") return { figure, unit: "per cent" };
  // Fifteen digits, or 0.07 would become 7.000000000000001.
  return { figure: { kind: "value", value: Number((figure.value * 100).toPrecision(15)) }, unit: "per cent" };
}

/** "18.614 per cent", "no data", "2 (rating, 1 to 4)". */
export function figureInWords(given: Measured, givenUnit: string): string {
  const { figure, unit } = shownFigure(given, givenUnit);
  const words = formatMeasured(figure);
  if (numberOf(figure) === undefined) return words;
  return /[,=/]/.test(unit) ? `${words} (${unit})` : `${words} ${unit}`;
}

/** A figure for machines: its status in a word, and a number only where there is one. */
export function figureJson(figure: Measured): {
  readonly status: Measured["kind"];
  readonly value: number | null;
} {
  return { status: figure.kind, value: numberOf(figure) ?? null };
}
