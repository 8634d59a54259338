import { scaleLinear, scalePoint, type ScaleLinear, type ScalePoint } from "d3-scale";
import { line, symbol, symbolCircle, symbolTriangle } from "d3-shape";
import { numberOf, type Measured, type Picture, type TableModel } from "../../kernel/index.ts";
import { figureAxis, roomForFigures, stepAxis } from "./chart-axes.ts";
import { label, note, rule } from "./chart-parts.ts";
import { absenceNote, figureText, numbersOf, type ChartWords, type Figures } from "./chart-words.ts";
import { signals, tones } from "./colours.ts";
import { draw, pictureOf, rounded, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { textWidth } from "./text-width.ts";

/** What a rule says of a point, and to which side it lies. */
export interface RunMark {
  readonly signal: keyof typeof signals;
  readonly side: "high" | "low";
}

/** A stretch with one centre line and one pair of limits; `to` is the first step after it. */
export interface RunPhase {
  readonly from: number;
  readonly to: number;
  readonly centre: number;
  readonly lower?: number;
  readonly upper?: number;
}

/** What a run chart shows. */
export interface RunContent {
  /** What a step is: "Month". */
  readonly step: string;
  readonly steps: readonly string[];
  readonly label: string;
  /** As many as there are steps. */
  readonly figures: readonly Measured[];
  /** As many as there are steps; undefined where no rule applies. */
  readonly marks: readonly (RunMark | undefined)[];
  readonly phases: readonly RunPhase[];
  readonly target?: { readonly value: number; readonly label: string };
}

/** Words, and how figures and signals are written. */
export interface RunOptions extends Figures, ChartWords {
  readonly signalWords: Readonly<Record<keyof typeof signals, string>>;
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
 * One series with its average and the limits of ordinary variation; points that a rule marks stand out by shape and colour.
 *
 * Missing figures are gaps that no line crosses. Triangles point the way a marked point lies.
 *
 * @throws RangeError when there is not one figure and one mark for each step
 */
export function drawRun(data: RunContent, options: RunOptions): Picture {
  if (data.figures.length !== data.steps.length || data.marks.length !== data.steps.length)
    throw new RangeError(
      `"${data.label}" has ${data.figures.length} figures and ${data.marks.length} marks for ${data.steps.length} steps.`,
    );
  return pictureOf((sheet) => runOn(sheet, data, options), {
    summary: options.summary,
    table: options.table ?? runTable(data, options),
  });
}

function runOn(sheet: Sheet, data: RunContent, options: RunOptions): Drawing {
  const field = fieldOf(sheet, data, options);
  const key = keyOf(sheet, data, options, field.bottom + sheet.text * 2.2);
  const missing = note(absenceNote(data.figures), field.bottom + sheet.text * 2.2 + key.height, sheet);
  return {
    height: field.bottom + sheet.text * 2.2 + key.height + missing.height,
    parts: [
      figureAxis(sheet, field.y, { ...field, figures: options }),
      stepAxis(sheet, field.x, field),
      ...data.phases.map((phase) => phaseOf(field, data.steps, phase)),
      data.target && targetOf(field, data.target),
      // Under the points, which its outline would hide.
      phaseWords(field, data.phases.at(-1)),
      pathOf(field, data),
      ...data.steps.map((_, index) => markOf(field, data, index)),
      key.drawn,
      missing.drawn,
    ],
  };
}

function fieldOf(sheet: Sheet, data: RunContent, options: RunOptions): Field {
  const limits = data.phases.flatMap((phase) => [phase.lower, phase.upper, phase.centre]);
  const values = [...numbersOf(data.figures), ...limits, data.target?.value].filter(
    (value) => value !== undefined,
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.1;
  const from = low - room < 0 && Math.min(...numbersOf(data.figures)) >= 0 && low >= 0 ? 0 : low - room;
  const bottom = sheet.text + (sheet.name === "desk" ? 240 : 210);
  const y = scaleLinear([from, high + room], [bottom, sheet.text * 2]).nice(4);
  const left = roomForFigures(sheet, y, options);
  const right = sheet.width - Math.max(textWidth(data.steps.at(-1) ?? "", sheet.text) / 2, sheet.text);
  return { sheet, left, right, bottom, y, x: scalePoint(data.steps, [left + 10, right - 4]) };
}

function phaseOf(field: Field, steps: readonly string[], phase: RunPhase): Drawn {
  const { x, y } = field;
  const half = x.step() / 2;
  const from = (x(steps[phase.from] ?? "") ?? field.left) - half;
  const to = (x(steps[phase.to - 1] ?? "") ?? field.right) + half;
  const across = (value: number, dashed: boolean): Drawn =>
    rule([from, y(value)], [to, y(value)], {
      colour: dashed ? tones.accent : tones.ink,
      width: dashed ? 1.5 : 1,
      dashed,
    });
  return together([
    across(phase.centre, false),
    phase.lower === undefined ? undefined : across(phase.lower, true),
    phase.upper === undefined ? undefined : across(phase.upper, true),
  ]);
}

/** The lines are named once, at the left, over the last phase. */
function phaseWords(field: Field, phase: RunPhase | undefined): Drawn | undefined {
  if (!phase) return undefined;
  const { y, left } = field;
  const named = [
    { value: phase.upper, text: "upper limit", colour: tones.accent },
    { value: phase.centre, text: "average", colour: tones.ink },
    { value: phase.lower, text: "lower limit", colour: tones.accent },
  ];
  return together(
    named.map(({ value, text, colour }) =>
      value === undefined ? undefined : label(text, left + 6, y(value) - 4, { colour, halo: true }),
    ),
  );
}

function targetOf({ y, left, right }: Field, target: NonNullable<RunContent["target"]>): Drawn {
  return together([
    rule([left, y(target.value)], [right, y(target.value)], {
      colour: tones.naive,
      width: 1.5,
      dashed: true,
    }),
    label(target.label, right, y(target.value) - 5, { anchor: "end", colour: tones.quiet, halo: true }),
  ]);
}

function pathOf({ x, y }: Field, data: RunContent): Drawn | undefined {
  const points = data.steps.map((step, index) => ({
    x: x(step) ?? 0,
    value: numberOf(data.figures[index]!),
  }));
  const path = line<(typeof points)[number]>()
    .defined((point) => point.value !== undefined)
    .x((point) => point.x)
    .y((point) => y(point.value!))(points);
  return path === null
    ? undefined
    : draw("path", { d: path, fill: "none", stroke: tones.naive, "stroke-width": 1.5 });
}

function markOf({ x, y }: Field, data: RunContent, index: number): Drawn | undefined {
  const value = numberOf(data.figures[index]!);
  if (value === undefined) return undefined;
  return shapeOf(data.marks[index], x(data.steps[index] ?? "") ?? 0, y(value));
}

function shapeOf(mark: RunMark | undefined, x: number, y: number): Drawn {
  const ring = mark?.signal === "advisory";
  const shape = mark === undefined || ring ? symbolCircle : symbolTriangle;
  const turned = mark?.side === "low" && !ring ? " rotate(180)" : "";
  return draw("path", {
    d: symbol(shape, mark === undefined ? 22 : 62)() ?? "",
    transform: `translate(${rounded(x)} ${rounded(y)})${turned}`,
    fill: mark === undefined ? tones.quiet : ring ? tones.ground : signals[mark.signal].colour,
    stroke: ring ? signals.advisory.edge : undefined,
    "stroke-width": ring ? 2.2 : undefined,
  });
}

function keyOf(
  sheet: Sheet,
  data: RunContent,
  options: RunOptions,
  y: number,
): { readonly drawn: Drawn; readonly height: number } {
  const said = (Object.keys(signals) as (keyof typeof signals)[]).flatMap((signal) => {
    const marks = data.marks.filter((mark) => mark?.signal === signal);
    const first = marks[0];
    return first ? [{ mark: first, text: `${options.signalWords[signal]}: ${marks.length}` }] : [];
  });
  let [x, row] = [7, 0];
  const drawn = said.map(({ mark, text }) => {
    const width = textWidth(text, sheet.text) + 34;
    if (x > 7 && x + width > sheet.width) [x, row] = [7, row + 1];
    const base = y + row * sheet.text * 1.5;
    const parts = together([
      shapeOf(mark, x, base + sheet.text * 0.65),
      label(text, x + 11, base + sheet.text, { colour: tones.quiet }),
    ]);
    x += width;
    return parts;
  });
  return { drawn: together(drawn), height: said.length === 0 ? 0 : sheet.text * 1.5 * (row + 1) };
}

function runTable(data: RunContent, options: RunOptions): TableModel {
  const figures = {
    ...(options.unit === undefined ? {} : { unit: options.unit }),
    ...(options.decimals === undefined ? {} : { decimals: options.decimals }),
  };
  const phaseAt = (index: number): RunPhase | undefined =>
    data.phases.find((phase) => phase.from <= index && index < phase.to);
  const written = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : figureText(value, options);
  return {
    caption: options.caption,
    columns: [
      { key: "step", label: data.step, kind: "text" },
      { key: "figure", label: data.label, kind: "measured", ...figures },
      { key: "average", label: "Average", kind: "text" },
      { key: "lower", label: "Lower limit", kind: "text" },
      { key: "upper", label: "Upper limit", kind: "text" },
      { key: "signal", label: "Signal", kind: "text" },
    ],
    rows: data.steps.map((step, index) => {
      const phase = phaseAt(index);
      const mark = data.marks[index];
      return {
        step,
        figure: data.figures[index],
        average: written(phase?.centre),
        lower: written(phase?.lower),
        upper: written(phase?.upper),
        signal: mark ? options.signalWords[mark.signal] : "none",
      };
    }),
    empty: "We hold no figures for this picture.",
  };
}
