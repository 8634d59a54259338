import { scaleLinear, type ScaleLinear } from "d3-scale";
import {
  formatMeasured,
  numberOf,
  type Measured,
  type Picture,
  type TableModel,
} from "../../kernel/index.ts";
import { keptOn, label, note, rule } from "./chart-parts.ts";
import { absenceNote, figureText, numbersOf, type ChartWords, type Figures } from "./chart-words.ts";
import { tones, type Tint } from "./colours.ts";
import { hatchedBox } from "./hatch.ts";
import { pictureOf, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { fitted, textWidth } from "./text-width.ts";

/** One bar. */
export interface Bar {
  readonly label: string;
  readonly figure: Measured;
  readonly tint?: Tint;
  /** The bar the sentence is about; its label is strong. */
  readonly named?: boolean;
}

/** What a bar chart shows. */
export interface BarsContent {
  /** What a bar is: "Council". */
  readonly item: string;
  /** What its figure is: "Delayed days a day". */
  readonly measure: string;
  readonly bars: readonly Bar[];
  /** Upright lines: an average, a target. `naive` is dashed grey. */
  readonly levels?: readonly { readonly value: number; readonly label: string; readonly naive?: boolean }[];
}

interface Layout {
  readonly sheet: Sheet;
  readonly x: ScaleLinear<number, number>;
  readonly labelRoom: number;
  readonly step: number;
  readonly thick: number;
}

/** Bars that stand back, and the one that the sentence is about. */
export const plainBar: Tint = { label: "", colour: tones.naive, edge: tones.naive, hatch: "plain" };
export const namedBar: Tint = { label: "", colour: tones.accent, edge: tones.accent, hatch: "plain" };

/**
 * Horizontal bars from zero, with the figure at the end of each.
 *
 * What is not there has no bar but its word: *no data*, *suppressed*, *not applicable*; zero has the figure 0.
 */
export function drawBars(data: BarsContent, options: ChartWords & Figures): Picture {
  return pictureOf((sheet) => barsOn(sheet, data, options), {
    summary: options.summary,
    table: options.table ?? barsTable(data, options),
  });
}

function barsOn(sheet: Sheet, data: BarsContent, figures: Figures): Drawing {
  const layout = layoutOf(sheet, data, figures);
  const bottom = layout.step * data.bars.length + 4;
  const levels = data.levels ?? [];
  const below = bottom + (levels.length > 0 ? sheet.text * 1.5 * levels.length + 2 : 0);
  const missing = note(absenceNote(data.bars.map((bar) => bar.figure)), below + 4, sheet);
  const bars = data.bars.map((bar, index) => barOf(layout, bar, { top: index * layout.step, figures }));
  const lines = levels.map((level, index) => levelOf(layout, level, bottom + sheet.text * 1.5 * index));
  return {
    height: below + missing.height + 4,
    // Beside the bars the levels run over them; on a phone, where labels stand between, behind.
    parts: [
      ...(layout.labelRoom > 0 ? [...bars, ...lines] : [...lines, ...bars]),
      layout.labelRoom > 0 ? rule([layout.x(0), 0], [layout.x(0), bottom], { colour: tones.ink }) : undefined,
      missing.drawn,
    ],
  };
}

function layoutOf(sheet: Sheet, data: BarsContent, figures: Figures): Layout {
  const values = [
    ...numbersOf(data.bars.map((bar) => bar.figure)),
    ...(data.levels ?? []).map((level) => level.value),
  ];
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const beside = sheet.name === "desk";
  const widest = Math.max(0, ...data.bars.map((bar) => textWidth(bar.label, sheet.text)));
  const labelRoom = beside ? Math.min(widest + 10, sheet.width * 0.42) : 0;
  const words = Math.max(0, ...values.map((value) => textWidth(figureText(value, figures), sheet.text))) + 10;
  const begin = labelRoom + (low < 0 ? words : 1);
  return {
    sheet,
    labelRoom,
    x: scaleLinear([low, high === low ? low + 1 : high], [begin, sheet.width - words]),
    thick: beside ? 18 : 14,
    step: beside ? 27 : sheet.text + 28,
  };
}

function barOf(layout: Layout, bar: Bar, at: { readonly top: number; readonly figures: Figures }): Drawn {
  const { sheet, x, thick, labelRoom } = layout;
  const beside = labelRoom > 0;
  const top = at.top + (beside ? 4 : sheet.text + 6);
  const value = numberOf(bar.figure);
  const middle = top + thick / 2 + sheet.text * 0.35;
  const strong = bar.named ?? false;
  const name = beside
    ? label(fitted(bar.label, sheet.text, labelRoom - 8), labelRoom - 8, middle, { anchor: "end", strong })
    : label(fitted(bar.label, sheet.text, sheet.width), 0, at.top + sheet.text, { strong, halo: true });
  if (value === undefined) {
    return together([name, label(formatMeasured(bar.figure), x(0) + 6, middle, { colour: tones.quiet })]);
  }
  const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value))];
  const tint = bar.tint ?? (strong ? namedBar : plainBar);
  return together([
    name,
    hatchedBox({ x: from, y: top, width: to - from, height: thick }, tint),
    label(
      bar.figure.kind === "zero" ? "0" : figureText(value, at.figures),
      value < 0 ? from - 5 : to + 5,
      middle,
      { anchor: value < 0 ? "end" : "start", strong, halo: true },
    ),
  ]);
}

function levelOf(
  layout: Layout,
  level: { readonly value: number; readonly label: string; readonly naive?: boolean },
  bottom: number,
): Drawn {
  const { sheet, x } = layout;
  const colour = level.naive ? tones.quiet : tones.accent;
  const at = x(level.value);
  return together([
    rule([at, 0], [at, bottom + 4], { colour, width: 1.5, dashed: level.naive ?? false }),
    label(level.label, keptOn(sheet, at, level.label, sheet.text), bottom + sheet.text + 4, {
      anchor: "middle",
      colour,
      halo: true,
    }),
  ]);
}

function barsTable(data: BarsContent, options: ChartWords & Figures): TableModel {
  return {
    caption: options.caption,
    columns: [
      { key: "item", label: data.item, kind: "text" },
      {
        key: "figure",
        label: data.measure,
        kind: "measured",
        ...(options.unit === undefined ? {} : { unit: options.unit }),
        ...(options.decimals === undefined ? {} : { decimals: options.decimals }),
      },
    ],
    rows: data.bars.map((bar) => ({ item: bar.label, figure: bar.figure })),
    empty: "We hold no figures for this picture.",
  };
}
