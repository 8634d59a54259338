import type { ScaleLinear, ScalePoint } from "d3-scale";
import { keptOn, label, rule } from "./chart-parts.ts";
import { tickText, type Figures } from "./chart-words.ts";
import { tones } from "./colours.ts";
import { together, type Drawn, type Sheet } from "./svg.ts";
import { textWidth } from "./text-width.ts";

const ticksWanted = 4;
const roomBetween = 14;

type Axis = ScaleLinear<number, number>;

/** A figure of an axis in words, as exact as the gap between its ticks needs. */
export function tickWords(ticks: readonly number[], figures: Figures): readonly string[] {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  return ticks.map((tick) => tickText(tick, step, figures));
}

/** How far to the right a picture begins, so that every figure of its axis fits beside it. */
export function roomForFigures(sheet: Sheet, y: Axis, figures: Figures): number {
  const words = tickWords(y.ticks(ticksWanted), figures);
  return Math.max(...words.map((text) => textWidth(text, sheet.text))) + 8;
}

/** A line across for each figure of the upright axis, and the figure at its left; the line at nought is strong. */
export function figureAxis(
  sheet: Sheet,
  y: Axis,
  across: { readonly left: number; readonly right: number; readonly figures: Figures },
): Drawn {
  const { left, right, figures } = across;
  const ticks = y.ticks(ticksWanted);
  const words = tickWords(ticks, figures);
  return together(
    ticks.map((tick, index) =>
      together([
        rule([left, y(tick)], [right, y(tick)], tick === 0 ? { colour: tones.ink } : {}),
        label(words[index] ?? "", left - 6, y(tick) + sheet.text * 0.35, {
          anchor: "end",
          colour: tones.quiet,
        }),
      ]),
    ),
  );
}

/** The steps of time under a picture: as many as fit, counted from the last. */
export function stepAxis(
  sheet: Sheet,
  x: ScalePoint<string>,
  under: { readonly left: number; readonly right: number; readonly bottom: number },
): Drawn {
  const steps = x.domain();
  const widest = Math.max(...steps.map((step) => textWidth(step, sheet.text))) + roomBetween;
  const every = Math.max(1, Math.ceil((widest * steps.length) / Math.max(1, under.right - under.left)));
  return together(
    steps
      .filter((_, index) => (steps.length - 1 - index) % every === 0)
      .map((step) =>
        label(step, keptOn(sheet, x(step) ?? under.left, step, sheet.text), under.bottom + sheet.text * 1.6, {
          anchor: "middle",
          colour: tones.quiet,
        }),
      ),
  );
}

/**
 * One figure, or its absence, for each step.
 *
 * @throws RangeError naming the series that has more or fewer
 */
export function checkFigures(label: string, figures: readonly unknown[], steps: readonly string[]): void {
  if (figures.length !== steps.length)
    throw new RangeError(`"${label}" has ${figures.length} figures for ${steps.length} steps.`);
}
