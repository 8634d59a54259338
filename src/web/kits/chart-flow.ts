import type { Picture, TableModel } from "../../kernel/index.ts";
import { label } from "./chart-parts.ts";
import type { ChartWords } from "./chart-words.ts";
import { seriesColour, tones, type Tint } from "./colours.ts";
import { hatchedBox, swatchOf } from "./hatch.ts";
import { draw, pictureOf, rounded, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { wrapped } from "./text-width.ts";

/** One stream into or out of the middle. */
export interface FlowStream {
  readonly label: string;
  /** For drawing only; money is exact in `text`. Never below nought. */
  readonly amount: number;
  readonly text: string;
  readonly tint?: Tint;
}

/** What a flow shows: streams that run together in the middle and part again. */
export interface FlowContent {
  readonly from: readonly FlowStream[];
  /** What they run into: "The fund". */
  readonly middle: string;
  readonly to: readonly FlowStream[];
}

/**
 * Where something comes from and where it goes, each stream as thick as it is large (a Sankey diagram).
 *
 * Both sides are drawn to one scale, so that money which came and did not go shows as the difference of the sides.
 *
 * @throws RangeError when a stream is below nought: a reversed stream belongs on the other side
 */
export function drawFlow(
  data: FlowContent,
  options: ChartWords & {
    readonly table: TableModel;
    readonly legend?: readonly { readonly label: string; readonly tint: Tint }[];
  },
): Picture {
  const negative = [...data.from, ...data.to].find(({ amount }) => amount < 0);
  if (negative) throw new RangeError(`"${negative.label}" is negative, and a stream cannot be.`);
  return pictureOf((sheet) => flowOn(sheet, data), {
    summary: options.summary,
    table: options.table,
    ...(options.legend && {
      legend: options.legend.map((one) => ({ label: one.label, swatch: swatchOf(one.tint) })),
    }),
  });
}

/** A stream's place on its side: its box, the words beside it, and where its part of the middle begins. */
interface Placed {
  readonly stream: FlowStream;
  readonly tint: Tint;
  readonly top: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly middle: number;
}

interface Plan {
  readonly sheet: Sheet;
  readonly scale: number;
  /** Room for words at either side. */
  readonly words: number;
  readonly line: number;
}

const barWidth = 12;
const slotGap = 8;

function flowOn(sheet: Sheet, data: FlowContent): Drawing {
  const words = sheet.name === "desk" ? 196 : 108;
  const sum = (streams: readonly FlowStream[]): number =>
    streams.reduce((total, { amount }) => total + amount, 0);
  const whole = Math.max(sum(data.from), sum(data.to)) || 1;
  const plan: Plan = { sheet, scale: 280 / whole, words, line: sheet.text * 1.25 };
  const sides = { left: placedOn(data.from, plan, 0), right: placedOn(data.to, plan, data.from.length) };
  const tall = whole * plan.scale;
  const height = Math.max(bottomOf(sides.left), bottomOf(sides.right), tall + sheet.text + 10);
  const left = movedDown(sides.left, (height - bottomOf(sides.left)) / 2);
  const right = movedDown(sides.right, (height - bottomOf(sides.right)) / 2);
  const top = (height - tall - sheet.text) / 2;
  const middleX = sheet.width / 2 - barWidth / 2;
  const ink: Tint = { label: "", colour: tones.ink, edge: tones.ink, hatch: "plain" };
  return {
    height: height + 4,
    parts: [
      ...left.map((one) =>
        ribbon(one, { x0: words + barWidth, y0: one.top, x1: middleX, y1: top + one.middle }),
      ),
      ...right.map((one) =>
        ribbon(one, {
          x0: middleX + barWidth,
          y0: top + one.middle,
          x1: sheet.width - words - barWidth,
          y1: one.top,
        }),
      ),
      hatchedBox({ x: middleX, y: top, width: barWidth, height: Math.max(tall, 1) }, ink),
      label(data.middle, middleX + barWidth / 2, top + tall + sheet.text + 4, {
        anchor: "middle",
        strong: true,
        halo: true,
      }),
      ...left.map((one) => side(one, plan, "left")),
      ...right.map((one) => side(one, plan, "right")),
    ],
  };
}

/** Boxes from top to bottom, each with as much room as it or its words need, so that words stand beside their box. */
function placedOn(streams: readonly FlowStream[], plan: Plan, firstColour: number): readonly Placed[] {
  const { sheet, scale, words, line } = plan;
  let y = 0;
  let middle = 0;
  return streams.map((stream, index) => {
    const lines = [...wrapped(stream.label, sheet.text, words - 10), stream.text];
    const height = Math.max(stream.amount * scale, 1);
    const slot = Math.max(height, lines.length * line);
    const placed: Placed = {
      stream,
      lines,
      tint: stream.tint ?? seriesColour(firstColour + index),
      top: y + (slot - height) / 2,
      height,
      middle,
    };
    y += slot + slotGap;
    middle += stream.amount * scale;
    return placed;
  });
}

function bottomOf(side: readonly Placed[]): number {
  return Math.max(
    0,
    ...side.map(({ top, height, lines }) => top + height / 2 + Math.max(height, lines.length * 18) / 2),
  );
}

function movedDown(side: readonly Placed[], by: number): readonly Placed[] {
  return side.map((one) => ({ ...one, top: one.top + by }));
}

function side({ stream, tint, top, height, lines }: Placed, plan: Plan, where: "left" | "right"): Drawn {
  const { sheet, words, line } = plan;
  const x = where === "left" ? words : sheet.width - words - barWidth;
  const first = top + height / 2 - (lines.length * line) / 2;
  return together([
    hatchedBox({ x, y: top, width: barWidth, height }, tint),
    ...lines.map((text, index) =>
      label(text, where === "left" ? words - 8 : x + barWidth + 8, first + line * index + sheet.text, {
        anchor: where === "left" ? "end" : "start",
        strong: index === lines.length - 1 && text === stream.text,
      }),
    ),
  ]);
}

/** A band that leaves and arrives level. */
function ribbon(
  { height, tint }: Placed,
  ends: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number },
): Drawn {
  const { x0, y0, x1, y1 } = ends;
  const half = (x0 + x1) / 2;
  const at = (x: number, y: number): string => `${rounded(x)},${rounded(y)}`;
  const path = `M${at(x0, y0)} C${at(half, y0)} ${at(half, y1)} ${at(x1, y1)} L${at(x1, y1 + height)} C${at(half, y1 + height)} ${at(half, y0 + height)} ${at(x0, y0 + height)} Z`;
  return draw("path", { d: path, fill: tint.colour, "fill-opacity": 0.28 });
}
