import { extent } from "d3-array";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import { line, symbol, symbolCircle, symbolTriangle } from "d3-shape";
import type { Picture, TableModel } from "../../kernel/index.ts";
import { figureAxis, roomForFigures, tickWords } from "./chart-axes.ts";
import { keptOn, label } from "./chart-parts.ts";
import { type ChartWords, type Figures } from "./chart-words.ts";
import { signals, tones } from "./colours.ts";
import { draw, pictureOf, rounded, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { textWidth } from "./text-width.ts";

/** One dot. `signal` is what the method says of it, by shape and colour; `named` writes its label beside it. */
export interface FunnelPoint {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly signal?: "concern" | "better" | "advisory";
  readonly named?: boolean;
  /** Which way a triangle points; left out: up for a concern, down for better. */
  readonly side?: "high" | "low";
}

/** A curve. `limit` is the fair one in the accent; `naive` ignores the spread between units and is dashed grey. */
export interface FunnelCurve {
  readonly label: string;
  readonly kind: "limit" | "naive" | "centre";
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** What a funnel or scatter shows. */
export interface FunnelContent {
  /** What a dot is: "Trust". */
  readonly item: string;
  /** What the axes are. */
  readonly across: string;
  readonly up: string;
  readonly points: readonly FunnelPoint[];
  readonly curves?: readonly FunnelCurve[];
}

/** Options: how the figures of each axis are written. */
export interface FunnelOptions extends ChartWords {
  readonly acrossFigures?: Figures;
  readonly upFigures?: Figures;
  /** What the shapes are called; left out: the kit's own words. */
  readonly signalWords?: Readonly<Record<keyof typeof signals, string>>;
}

interface Field {
  readonly sheet: Sheet;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly bottom: number;
}

/**
 * Dots over a measure of size, with limit curves: which units differ by more than chance and the usual spread.
 *
 * Dots outside are triangles that point the way they lie, so that shape says what colour says.
 */
export function drawFunnel(data: FunnelContent, options: FunnelOptions): Picture {
  return pictureOf((sheet) => funnelOn(sheet, data, options), {
    summary: options.summary,
    table: options.table ?? funnelTable(data, options),
  });
}

function funnelOn(sheet: Sheet, data: FunnelContent, options: FunnelOptions): Drawing {
  const field = fieldOf(sheet, data, options);
  const key = keyOf(sheet, data, options, field.bottom + sheet.text * 3.4);
  const ordered = data.points.toSorted(
    (a, b) => Number(a.signal !== undefined) - Number(b.signal !== undefined),
  );
  return {
    height: field.bottom + sheet.text * 3.4 + key.height,
    parts: [
      axes(field, data, options),
      ...(data.curves ?? []).map((curve) => curveOf(field, curve)),
      ...ordered.map((point) => dotOf(field, point)),
      ...curveLabels(field, data.curves ?? []),
      ...names(
        field,
        ordered.filter((point) => point.named),
      ),
      key.drawn,
    ],
  };
}

function fieldOf(sheet: Sheet, data: FunnelContent, options: FunnelOptions): Field {
  const all = [...data.points, ...(data.curves ?? []).flatMap((curve) => curve.points)];
  const [left = 0, right = 1] = extent(all, (point) => point.x);
  const [low = 0, high = 1] = extent(all, (point) => point.y);
  const room = (high - low || 1) * 0.08;
  const top = sheet.text * 2.2;
  const bottom = top + (sheet.name === "desk" ? 230 : 220);
  const y = scaleLinear([low - room, high + room], [bottom, top]).nice(4);
  const margin = roomForFigures(sheet, y, options.upFigures ?? {});
  const x = scaleLinear([left >= 0 && left < right * 0.3 ? 0 : left, right], [margin + 6, sheet.width - 8]);
  return { sheet, x, y, left: margin, bottom };
}

function axes(field: Field, data: FunnelContent, options: FunnelOptions): Drawn {
  const { sheet, x, y, left, bottom } = field;
  const acrosses = x.ticks(sheet.name === "desk" ? 5 : 3);
  const words = tickWords(acrosses, options.acrossFigures ?? {});
  return together([
    label(data.up, 0, sheet.text, { colour: tones.quiet }),
    figureAxis(sheet, y, { left, right: sheet.width, figures: options.upFigures ?? {} }),
    ...acrosses.map((tick, index) => {
      const text = words[index] ?? "";
      return label(text, keptOn(sheet, x(tick), text, sheet.text), bottom + sheet.text * 1.4, {
        anchor: "middle",
        colour: tones.quiet,
      });
    }),
    label(data.across, sheet.width, bottom + sheet.text * 2.8, { anchor: "end", colour: tones.quiet }),
  ]);
}

function curveOf(field: Field, curve: FunnelCurve): Drawn | undefined {
  const path = line<{ readonly x: number; readonly y: number }>()
    .x((point) => field.x(point.x))
    .y((point) => field.y(point.y))(curve.points);
  if (path === null) return undefined;
  const look = {
    limit: { stroke: tones.accent, "stroke-width": 2 },
    naive: { stroke: tones.naive, "stroke-width": 1.5, "stroke-dasharray": "5 4" },
    centre: { stroke: tones.ink, "stroke-width": 1 },
  }[curve.kind];
  return draw("path", { d: path, fill: "none", ...look });
}

/** Each different label once, at the right end of the first curve that bears it. */
function curveLabels(field: Field, curves: readonly FunnelCurve[]): readonly Drawn[] {
  const first = curves.filter(
    (curve, index) => curves.findIndex((other) => other.label === curve.label) === index,
  );
  return first.flatMap((curve) => {
    const end = curve.points[curve.points.length - 1];
    if (end === undefined) return [];
    const colour = curve.kind === "limit" ? tones.accent : curve.kind === "naive" ? tones.quiet : tones.ink;
    return [
      label(curve.label, field.sheet.width - 2, field.y(end.y) - 5, { anchor: "end", colour, halo: true }),
    ];
  });
}

function dotOf(field: Field, point: FunnelPoint): Drawn {
  return sign(point, field.x(point.x), field.y(point.y), point.label);
}

/** A grey dot, or the shape of a signal: triangles point the way it lies, a ring only advises. */
function sign(
  { signal, side }: Pick<FunnelPoint, "signal" | "side">,
  x: number,
  y: number,
  title?: string,
): Drawn {
  const shape = signal === "concern" || signal === "better" ? symbolTriangle : symbolCircle;
  const ring = signal === "advisory";
  const low = side === undefined ? signal === "better" : side === "low";
  const turn = low && !ring ? " rotate(180)" : "";
  const fill = signal === undefined ? tones.naive : ring ? tones.ground : signals[signal].colour;
  return draw(
    "path",
    {
      d: symbol(shape, signal === undefined ? 38 : 90)() ?? "",
      transform: `translate(${rounded(x)} ${rounded(y)})${turn}`,
      fill,
      "fill-opacity": signal === undefined ? 0.75 : undefined,
      stroke: ring ? signals.advisory.edge : signal === undefined ? undefined : tones.ground,
      "stroke-width": ring ? 2.5 : 1,
    },
    title === undefined ? undefined : draw("title", {}, title),
  );
}

/** Names beside their dots; one that would cover another moves away from the middle, a line at a time. */
function names(field: Field, points: readonly FunnelPoint[]): readonly Drawn[] {
  const { sheet, x, y } = field;
  const taken: { readonly from: number; readonly to: number; readonly y: number }[] = [];
  return points.map((point) => {
    const half = textWidth(point.label, sheet.text) / 2 + 3;
    const at = Math.max(keptOn(sheet, x(point.x), point.label, sheet.text), field.left + half);
    const above = point.side === undefined ? point.signal !== "better" : point.side === "high";
    let base = y(point.y) + (above ? -10 : sheet.text + 8);
    while (
      taken.some((one) => one.from < at + half && one.to > at - half && Math.abs(one.y - base) < sheet.text)
    ) {
      base += (above ? -1 : 1) * sheet.text * 1.1;
    }
    taken.push({ from: at - half, to: at + half, y: base });
    return label(point.label, at, base, { anchor: "middle", strong: true, halo: true });
  });
}

/** What the shapes say, with how many there are of each; said once under the picture. */
function keyOf(
  sheet: Sheet,
  data: FunnelContent,
  options: FunnelOptions,
  y: number,
): { readonly drawn: Drawn; readonly height: number } {
  const said = (Object.keys(signals) as (keyof typeof signals)[]).flatMap((signal) => {
    const points = data.points.filter((point) => point.signal === signal);
    return points[0] ? [{ point: points[0], text: `${wordsOf(options)[signal]}: ${points.length}` }] : [];
  });
  let [x, row] = [7, 0];
  const drawn = said.map(({ point, text }) => {
    const width = textWidth(text, sheet.text) + 34;
    if (x > 7 && x + width > sheet.width) [x, row] = [7, row + 1];
    const [at, base] = [x, y + row * sheet.text * 1.5];
    x += width;
    return together([
      sign(point, at, base + sheet.text * 0.65),
      label(text, at + 11, base + sheet.text, { colour: tones.quiet }),
    ]);
  });
  return { drawn: together(drawn), height: said.length === 0 ? 0 : sheet.text * 1.5 * (row + 1) };
}

function wordsOf({ signalWords }: FunnelOptions): Readonly<Record<keyof typeof signals, string>> {
  return (
    signalWords ?? {
      concern: signals.concern.label,
      better: signals.better.label,
      advisory: signals.advisory.label,
    }
  );
}

function funnelTable(data: FunnelContent, options: FunnelOptions): TableModel {
  const figures = (given: Figures | undefined): { unit?: string; decimals?: number } => ({
    ...(given?.unit === undefined ? {} : { unit: given.unit }),
    ...(given?.decimals === undefined ? {} : { decimals: given.decimals }),
  });
  return {
    caption: options.caption,
    columns: [
      { key: "item", label: data.item, kind: "text" },
      { key: "x", label: data.across, kind: "number", ...figures(options.acrossFigures) },
      { key: "y", label: data.up, kind: "number", ...figures(options.upFigures) },
      { key: "signal", label: "Sign", kind: "text" },
    ],
    rows: data.points.map((point) => ({
      item: point.label,
      x: point.x,
      y: point.y,
      signal: point.signal === undefined ? "none" : wordsOf(options)[point.signal],
    })),
    empty: "We hold no figures for this picture.",
  };
}
