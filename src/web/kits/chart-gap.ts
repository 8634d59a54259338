import { scaleLinear, scalePoint, type ScaleLinear, type ScalePoint } from "d3-scale";
import { area } from "d3-shape";
import type { Picture, TableModel } from "../../kernel/index.ts";
import { checkFigures, figureAxis, roomForFigures, stepAxis } from "./chart-axes.ts";
import { keptOn, label, rule, spread } from "./chart-parts.ts";
import { figureText, type ChartWords, type Figures } from "./chart-words.ts";
import { readable, seriesColour, tones } from "./colours.ts";
import { draw, pictureOf, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { textWidth, wrapped } from "./text-width.ts";

/** A figure with the limits between which it may be believed; undefined limits are not drawn. */
export interface GapFigure {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
}

/** A group over the steps; undefined where it has no figure. */
export interface GapGroup {
  readonly label: string;
  readonly figures: readonly (GapFigure | undefined)[];
}

/** What a gap chart shows: one group over categories, or two groups over time with the gap between them shaded. */
export interface GapContent {
  readonly step: string;
  readonly steps: readonly string[];
  readonly groups: readonly GapGroup[];
  /** Lines join the steps: true over time, false over categories. */
  readonly joined: boolean;
  /** The ends of the scale where it has ends of its own, such as ratings from 1 to 5; else they follow the figures. */
  readonly scale?: readonly [number, number];
}

interface Field {
  readonly sheet: Sheet;
  readonly x: ScalePoint<string>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Figures of groups with their limits as whiskers. Over time the space between the first two groups is shaded: the gap.
 *
 * @throws RangeError when a group has not one figure, or its absence, for each step
 */
export function drawGap(data: GapContent, options: Figures & ChartWords): Picture {
  for (const group of data.groups) checkFigures(group.label, group.figures, data.steps);
  return pictureOf((sheet) => gapOn(sheet, data, options), {
    summary: options.summary,
    table: options.table ?? gapTable(data, options),
  });
}

function gapOn(sheet: Sheet, data: GapContent, options: Figures): Drawing {
  const field = fieldOf(sheet, data, options);
  return {
    height: field.bottom + sheet.text * (data.joined ? 2.2 : 3.6),
    parts: [
      figureAxis(sheet, field.y, { ...field, figures: options }),
      underAxis(field, data),
      shade(field, data),
      ...data.groups.map((group, index) => groupOf(field, data, group, index)),
      ends(field, data),
    ],
  };
}

function fieldOf(sheet: Sheet, data: GapContent, options: Figures): Field {
  const values = data.groups.flatMap((group) =>
    group.figures.flatMap((figure) =>
      figure ? [figure.value, figure.lower ?? figure.value, figure.upper ?? figure.value] : [],
    ),
  );
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.1;
  const bottom = sheet.text + (sheet.name === "desk" ? 230 : 210);
  const from = low - room < 0 && low >= 0 ? 0 : low - room;
  const y = data.scale
    ? scaleLinear(data.scale, [bottom, sheet.text * 2])
    : scaleLinear([from, high + room], [bottom, sheet.text * 2]).nice(4);
  const left = roomForFigures(sheet, y, options);
  const many = data.groups.length > 1;
  const widest = Math.max(...data.groups.map((group) => textWidth(group.label, sheet.text)), 0);
  const right = sheet.width - (many ? Math.min(widest + 14, sheet.width * 0.28) : 12);
  const margin = data.joined ? 10 : (right - left) / (data.steps.length * 2);
  return {
    sheet,
    left,
    right,
    bottom,
    y,
    x: scalePoint(data.steps, [left + margin, right - (data.joined ? 6 : margin)]),
  };
}

/** Under the axis: steps of time, or categories in as many lines as they need. */
function underAxis(field: Field, data: GapContent): Drawn {
  const { sheet, x, left, right, bottom } = field;
  if (data.joined) return stepAxis(sheet, x, field);
  const room = (right - left) / data.steps.length;
  return together(
    data.steps.flatMap((step) =>
      wrapped(step, sheet.text, room - 6).map((text, row) =>
        label(
          text,
          keptOn(sheet, x(step) ?? left, text, sheet.text),
          bottom + sheet.text * (1.5 + row * 1.15),
          { anchor: "middle", colour: tones.quiet },
        ),
      ),
    ),
  );
}

function shade({ x, y }: Field, data: GapContent): Drawn | undefined {
  const [one, other] = data.groups;
  if (!data.joined || !one || !other) return undefined;
  const points = data.steps.map((step, index) => ({
    x: x(step) ?? 0,
    one: one.figures[index],
    other: other.figures[index],
  }));
  const path = area<(typeof points)[number]>()
    .defined((point) => point.one !== undefined && point.other !== undefined)
    .x((point) => point.x)
    .y0((point) => y(point.one!.value))
    .y1((point) => y(point.other!.value))(points);
  return path === null ? undefined : draw("path", { d: path, fill: tones.band });
}

function groupOf(field: Field, data: GapContent, group: GapGroup, index: number): Drawn {
  const { y } = field;
  const tint = seriesColour(index);
  // Groups of a category stand beside each other: equal figures would hide behind one dot.
  const aside = data.joined ? 0 : (index - (data.groups.length - 1) / 2) * 13;
  const x = (step: string): number => (field.x(step) ?? 0) + aside;
  const parts: Drawn[] = [];
  let before: readonly [number, number] | undefined;
  for (const [place, figure] of group.figures.entries()) {
    const at = figure && ([x(data.steps[place] ?? ""), y(figure.value)] as const);
    if (at && before && data.joined) parts.push(rule(before, at, { colour: tint.edge, width: 2 }));
    if (at && figure.lower !== undefined && figure.upper !== undefined)
      parts.push(rule([at[0], y(figure.lower)], [at[0], y(figure.upper)], { colour: tint.edge, width: 1.5 }));
    if (at) parts.push(draw("circle", { cx: at[0], cy: at[1], r: data.joined ? 3.5 : 5, fill: tint.edge }));
    before = at;
  }
  return together(parts);
}

function ends(field: Field, data: GapContent): Drawn | undefined {
  if (data.groups.length < 2) return undefined;
  const { sheet, y, right, bottom } = field;
  const placed = data.groups.map((group, index) => {
    const last = group.figures.findLast((figure) => figure !== undefined);
    return {
      lines: wrapped(group.label, sheet.text, sheet.width - right - 10),
      tint: seriesColour(index),
      height: last ? y(last.value) : bottom,
    };
  });
  const gap = sheet.text * 1.15 * Math.max(...placed.map((one) => one.lines.length)) + 2;
  const heights = spread(
    placed.map((one) => one.height),
    gap,
    { top: sheet.text, bottom },
  );
  return together(
    placed.flatMap((one, index) =>
      one.lines.map((text, row) =>
        label(text, right + 8, heights[index]! + sheet.text * (0.35 + row * 1.15), {
          colour: readable(one.tint),
          strong: true,
        }),
      ),
    ),
  );
}

function gapTable(data: GapContent, options: Figures & ChartWords): TableModel {
  const written = (value: number | undefined): string =>
    value === undefined ? "none" : figureText(value, options);
  const text = (figure: GapFigure | undefined): string =>
    figure === undefined
      ? "no data"
      : figure.lower === undefined
        ? written(figure.value)
        : `${written(figure.value)} (${written(figure.lower)} to ${written(figure.upper)})`;
  return {
    caption: options.caption,
    columns: [
      { key: "step", label: data.step, kind: "text" },
      ...data.groups.map((group, index) => ({
        key: `group${index}`,
        label: group.label,
        kind: "text" as const,
      })),
    ],
    rows: data.steps.map((step, index) => ({
      step,
      ...Object.fromEntries(data.groups.map((group, place) => [`group${place}`, text(group.figures[index])])),
    })),
    empty: "We hold no figures for this picture.",
  };
}
