import { extent } from "d3-array";
import { scaleLinear, scalePoint, type ScaleLinear, type ScalePoint } from "d3-scale";
import { line } from "d3-shape";
import { numberOf, type Measured, type Picture, type TableModel } from "../../kernel/index.ts";
import { checkFigures, figureAxis, roomForFigures, stepAxis } from "./chart-axes.ts";
import { keptOn, label, note, rule, spread } from "./chart-parts.ts";
import { absenceNote, figureText, numbersOf, type ChartWords, type Figures } from "./chart-words.ts";
import { readable, seriesColour, tones, type Tint } from "./colours.ts";
import { draw, pictureOf, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { textWidth, wrapped } from "./text-width.ts";

/** One line of the chart: a figure, or the reason there is none, for each step. */
export interface LineSeries {
  readonly key: string;
  readonly label: string;
  readonly tint?: Tint;
  /** As many as there are steps, in their order. */
  readonly figures: readonly Measured[];
  /** Steps whose points the sentence names; only these are labelled. */
  readonly named?: readonly string[];
}

/** What a line chart shows. */
export interface LinesContent {
  /** What a step is: "Year". */
  readonly step: string;
  /** The steps from left to right: "2010–11", "2011–12". */
  readonly steps: readonly string[];
  readonly series: readonly LineSeries[];
  /** Stretches of time to shade: the years of a claim. */
  readonly spans?: readonly { readonly from: string; readonly to: string; readonly label: string }[];
  /** Levels to draw across: a target, a limit. `naive` is dashed grey. */
  readonly levels?: readonly { readonly value: number; readonly label: string; readonly naive?: boolean }[];
}

/** Options of a line chart. Without `zero` the axis begins near the lowest figure, as is right for change, not for size. */
export interface LinesOptions extends Figures, ChartWords {
  readonly zero?: boolean;
}

interface Field {
  readonly sheet: Sheet;
  readonly x: ScalePoint<string>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A line chart over steps of time.
 *
 * A figure that is not there leaves a gap in its line, and a note says how many; a line never runs through a gap.
 *
 * @throws RangeError when a series has not one figure for each step
 */
export function drawLines(data: LinesContent, options: LinesOptions): Picture {
  for (const one of data.series) checkFigures(one.label, one.figures, data.steps);
  return pictureOf((sheet) => linesOn(sheet, data, options), {
    summary: options.summary,
    table: options.table ?? linesTable(data, options),
  });
}

function linesOn(sheet: Sheet, data: LinesContent, options: LinesOptions): Drawing {
  const field = fieldOf(sheet, data, options);
  const missing = note(
    absenceNote(data.series.flatMap((one) => one.figures)),
    field.bottom + sheet.text * 2.2,
    sheet,
  );
  return {
    height: field.bottom + sheet.text * 2.2 + missing.height,
    parts: [
      ...(data.spans ?? []).map((span) => spanOf(field, span)),
      figureAxis(sheet, field.y, { ...field, figures: options }),
      stepAxis(sheet, field.x, field),
      ...(data.levels ?? []).map((level) => levelOf(field, level)),
      ...data.series.map((one, index) => pathOf(field, data.steps, one, one.tint ?? seriesColour(index))),
      endLabels(field, data),
      ...data.series.map((one, index) =>
        namedPoints(field, data.steps, one, { tint: one.tint ?? seriesColour(index), options }),
      ),
      missing.drawn,
    ],
  };
}

function fieldOf(sheet: Sheet, data: LinesContent, options: LinesOptions): Field {
  const levels = (data.levels ?? []).map((level) => level.value);
  const [low = 0, high = 1] = extent([...data.series.flatMap((one) => numbersOf(one.figures)), ...levels]);
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  const from = options.zero ? Math.min(0, low) : low - room;
  const y = scaleLinear()
    .domain([from < 0 && low >= 0 ? 0 : from, high + room])
    .nice(4);
  const left = roomForFigures(sheet, y, options);
  const many = data.series.length > 1;
  const widest = Math.max(...data.series.map((one) => textWidth(one.label, sheet.text)));
  const lastStep = textWidth(data.steps[data.steps.length - 1] ?? "", sheet.text) / 2;
  const margin = many ? Math.min(widest + 14, sheet.width * 0.27) : Math.max(lastStep, sheet.text);
  const top = sheet.text * ((data.spans ?? []).length > 0 ? 2 : 1);
  const bottom = top + (sheet.name === "desk" ? 240 : 210);
  const right = sheet.width - margin;
  return {
    sheet,
    left,
    right,
    top,
    bottom,
    x: scalePoint(data.steps, [left + 10, right - 4]),
    y: y.range([bottom, top + sheet.text]),
  };
}

function spanOf(
  field: Field,
  span: { readonly from: string; readonly to: string; readonly label: string },
): Drawn {
  const { sheet, x, top, bottom } = field;
  const [from, to] = [x(span.from), x(span.to)];
  if (from === undefined || to === undefined)
    throw new RangeError(`${span.from} to ${span.to} is not among the steps.`);
  const at = keptOn(sheet, (from + to) / 2, span.label, sheet.text);
  return together([
    draw("rect", {
      x: from,
      y: top - sheet.text,
      width: to - from,
      height: bottom - top + sheet.text,
      fill: "#e9efe6",
    }),
    label(span.label, at, top + sheet.text * 0.35, { anchor: "middle", colour: "#0b6b3a", halo: true }),
  ]);
}

function levelOf(
  field: Field,
  level: { readonly value: number; readonly label: string; readonly naive?: boolean },
): Drawn {
  const { sheet, y, left, right } = field;
  const colour = level.naive ? tones.quiet : tones.accent;
  return together([
    rule([left, y(level.value)], [right, y(level.value)], {
      colour,
      width: 1.5,
      dashed: level.naive ?? false,
    }),
    label(level.label, right, y(level.value) - 5, { anchor: "end", colour, size: sheet.text, halo: true }),
  ]);
}

function pathOf(field: Field, steps: readonly string[], one: LineSeries, tint: Tint): Drawn {
  const { x, y } = field;
  const points = steps.map((step, index) => ({ x: x(step)!, value: numberOf(one.figures[index]!) }));
  const path = line<(typeof points)[number]>()
    .defined((point) => point.value !== undefined)
    .x((point) => point.x)
    .y((point) => y(point.value!))(points);
  const dots = points
    .filter((point) => point.value !== undefined)
    .map((point) => draw("circle", { cx: point.x, cy: y(point.value!), r: 2.6 }));
  return together([
    path === null
      ? undefined
      : draw("path", {
          d: path,
          fill: "none",
          stroke: tint.edge,
          "stroke-width": 2.2,
          "stroke-linejoin": "round",
        }),
    points.length > 30 ? undefined : draw("g", { fill: tint.edge }, ...dots),
  ]);
}

/** Names at the end of the lines, in place of a legend; a single line is named by the caption. */
function endLabels(field: Field, data: LinesContent): Drawn | undefined {
  if (data.series.length < 2) return undefined;
  const { sheet, x, y, right, top, bottom } = field;
  const room = sheet.width - right - 8;
  const ends = data.series.map((one, index) => {
    const last = one.figures.findLastIndex((figure) => numberOf(figure) !== undefined);
    const figure = one.figures[last];
    const height = figure === undefined ? bottom : y(numberOf(figure)!);
    return {
      lines: wrapped(one.label, sheet.text, room),
      tint: one.tint ?? seriesColour(index),
      height,
      at: x(data.steps[last] ?? ""),
    };
  });
  const gap = sheet.text * 1.15 * Math.max(...ends.map((end) => end.lines.length)) + 2;
  const heights = spread(
    ends.map((end) => end.height),
    gap,
    { top, bottom },
  );
  return together(
    ends.flatMap((end, index) =>
      end.lines.map((text, row) =>
        label(text, right + 8, heights[index]! + sheet.text * (0.35 + row * 1.15), {
          colour: readable(end.tint),
          strong: true,
        }),
      ),
    ),
  );
}

function namedPoints(
  field: Field,
  steps: readonly string[],
  one: LineSeries,
  look: { readonly tint: Tint; readonly options: Figures },
): Drawn {
  const { sheet, x, y } = field;
  const drawn = (one.named ?? []).map((step) => {
    const index = steps.indexOf(step);
    const value = index < 0 ? undefined : numberOf(one.figures[index]!);
    if (value === undefined) return undefined;
    const beside = [index - 1, index + 1].map(
      (at) => numberOf(one.figures[at] ?? { kind: "no-data" }) ?? value,
    );
    const above = value >= (beside[0]! + beside[1]!) / 2;
    const text = figureText(value, look.options);
    const at = Math.max(
      keptOn(sheet, x(step)!, text, sheet.large),
      field.left + textWidth(text, sheet.large) / 2,
    );
    return together([
      draw("circle", { cx: x(step)!, cy: y(value), r: 5, fill: look.tint.edge }),
      label(text, at, y(value) + (above ? -11 : sheet.large + 8), {
        anchor: "middle",
        colour: readable(look.tint),
        strong: true,
        size: sheet.large,
        halo: true,
      }),
    ]);
  });
  return together(drawn);
}

function linesTable(data: LinesContent, options: LinesOptions): TableModel {
  const { unit, decimals } = options;
  return {
    caption: options.caption,
    columns: [
      { key: "step", label: data.step, kind: "text" },
      ...data.series.map((one) => ({
        key: one.key,
        label: one.label,
        kind: "measured" as const,
        ...(unit === undefined ? {} : { unit }),
        ...(decimals === undefined ? {} : { decimals }),
      })),
    ],
    rows: data.steps.map((step, index) => ({
      step,
      ...Object.fromEntries(data.series.map((one) => [one.key, one.figures[index]])),
    })),
    empty: "We hold no figures for this picture.",
  };
}
