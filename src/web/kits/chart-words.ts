import {
  countInWords,
  countOf,
  formatNumber,
  numberOf,
  type Measured,
  type TableModel,
} from "../../kernel/index.ts";

/** The words every chart needs, and its table where the one made from its data would not do. */
export interface ChartWords {
  /** One sentence that says what the picture shows; also its accessible name. */
  readonly summary: string;
  /** What the table behind the picture is called. */
  readonly caption: string;
  readonly table?: TableModel;
}

/** How the figures of a chart are written. */
export interface Figures {
  /** `%`, `£`, `days`: percent stands behind without a space, pounds before, all else behind with one. */
  readonly unit?: string;
  readonly decimals?: number;
}

/** A number with its unit: "35.2%", "£0.5m", "12 days", "12". */
export function figureText(value: number, figures: Figures): string {
  const number = formatNumber(Math.abs(value), figures.decimals);
  const sign = value < 0 && Number(number.replaceAll(",", "")) !== 0 ? "−" : "";
  const { unit } = figures;
  if (unit === undefined || unit === "") return sign + number;
  if (unit.startsWith("£")) return `${sign}£${number}${unit.slice(1)}`;
  return unit.startsWith("%") ? `${sign}${number}${unit}` : `${sign}${number} ${unit}`;
}

/**
 * The ticks' own writing: as many decimals as the step needs, whatever the figures have.
 *
 * @param step the distance of two ticks
 */
export function tickText(value: number, step: number, figures: Figures): string {
  const decimals = Math.min(3, Math.max(0, -Math.floor(Math.log10(Math.abs(step) || 1) + 1e-9)));
  return figureText(value, { ...figures, decimals });
}

/** One sentence about what a chart cannot draw, or undefined when it draws everything. */
export function absenceNote(figures: readonly Measured[]): string | undefined {
  const parts = [
    [figures.filter((figure) => figure.kind === "no-data").length, "without data"],
    [figures.filter((figure) => figure.kind === "suppressed").length, "suppressed"],
    [figures.filter((figure) => figure.kind === "not-applicable").length, "not applicable"],
  ] as const;
  const said = parts.filter(([count]) => count > 0);
  if (said.length === 0) return undefined;
  const first = said[0]!;
  const rest = said.slice(1).map(([count, words]) => `, ${countInWords(count)} ${words}`);
  return `Not drawn: ${countOf(first[0], "figure")} ${first[1]}${rest.join("")}.`;
}

/** The numbers of figures that have one. */
export function numbersOf(figures: readonly Measured[]): readonly number[] {
  return figures.map(numberOf).filter((value) => value !== undefined);
}
