import { scaleLinear } from "d3-scale";
import type { Picture, TableModel } from "../../kernel/index.ts";
import { label, rule } from "./chart-parts.ts";
import { figureText, type ChartWords, type Figures } from "./chart-words.ts";
import { seriesColour, tones, type Tint } from "./colours.ts";
import { hatchedBox } from "./hatch.ts";
import { pictureOf, together, type Drawing, type Sheet } from "./svg.ts";
import { wrapped, textWidth } from "./text-width.ts";

/** One step: where the next part of the amount comes from. */
export interface WaterfallStep {
  readonly label: string;
  /** For drawing only; money is exact in `text`. */
  readonly amount: number;
  /** The amount as written, where the kit's own writing would round it. */
  readonly text?: string;
  readonly tint?: Tint;
}

/** What a waterfall shows: how a whole is made up, step by step. */
export interface WaterfallContent {
  /** What a step is: "Who bears it". */
  readonly item: string;
  readonly measure: string;
  readonly steps: readonly WaterfallStep[];
  /** Closes the picture with the sum: "Overspend". */
  readonly total?: { readonly label: string; readonly text?: string };
}

/** Steps that each begin where the last one ended; a negative one runs back. */
export function drawWaterfall(data: WaterfallContent, options: ChartWords & Figures): Picture {
  return pictureOf((sheet) => waterfallOn(sheet, data, options), {
    summary: options.summary,
    table: options.table ?? waterfallTable(data, options),
  });
}

interface Fall extends WaterfallStep {
  readonly from: number;
  readonly to: number;
  readonly written: string;
}

function fallsOf(data: WaterfallContent, figures: Figures): readonly Fall[] {
  let sum = 0;
  const falls = data.steps.map((step): Fall => {
    const from = sum;
    sum += step.amount;
    return { ...step, from, to: sum, written: step.text ?? figureText(step.amount, figures) };
  });
  if (data.total === undefined) return falls;
  const written = data.total.text ?? figureText(sum, figures);
  const tint: Tint = { label: "", colour: tones.ink, edge: tones.ink, hatch: "plain" };
  return [...falls, { label: data.total.label, amount: sum, from: 0, to: sum, written, tint }];
}

function waterfallOn(sheet: Sheet, data: WaterfallContent, figures: Figures): Drawing {
  const falls = fallsOf(data, figures);
  const ends = falls.flatMap((fall) => [fall.from, fall.to]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const x = scaleLinear([low, high === low ? low + 1 : high], [1, sheet.width - 1]);
  const thick = sheet.name === "desk" ? 17 : 15;
  const written = Math.max(...falls.map((fall) => textWidth(fall.written, sheet.large))) + 12;
  let top = 0;
  const parts = falls.map((fall, index) => {
    const lines = wrapped(fall.label, sheet.text, sheet.width - written);
    const total = data.total !== undefined && index === falls.length - 1;
    const bar = top + lines.length * sheet.text * 1.25 + 5;
    const [from, to] = [x(Math.min(fall.from, fall.to)), x(Math.max(fall.from, fall.to))];
    const next = bar + thick + (total ? 6 : 13);
    const drawn = together([
      ...lines.map((line, row) => label(line, 0, top + sheet.text * (1 + row * 1.25), { strong: total })),
      label(fall.written, sheet.width, top + sheet.text, { anchor: "end", strong: true }),
      hatchedBox(
        { x: from, y: bar, width: Math.max(to - from, 1), height: thick },
        fall.tint ?? seriesColour(index),
      ),
      index < data.steps.length - 1
        ? rule([x(fall.to), bar], [x(fall.to), next + thick], { colour: tones.quiet, dashed: true })
        : undefined,
    ]);
    top = next;
    return drawn;
  });
  return { height: top, parts };
}

function waterfallTable(data: WaterfallContent, options: ChartWords & Figures): TableModel {
  return {
    caption: options.caption,
    columns: [
      { key: "item", label: data.item, kind: "text" },
      { key: "amount", label: data.measure, kind: "text" },
    ],
    rows: fallsOf(data, options).map((fall) => ({ item: fall.label, amount: fall.written })),
    empty: "We hold no amounts for this picture.",
  };
}
