import { scaleLinear } from "d3-scale";
import { line, symbol, symbolCircle, symbolTriangle } from "d3-shape";
import { numberOf, type Measured, type Picture, type TableModel } from "../../kernel/index.ts";
import { label, rule } from "./chart-parts.ts";
import { numbersOf, type ChartWords } from "./chart-words.ts";
import type { RunMark } from "./chart-run.ts";
import { signals, tones } from "./colours.ts";
import { draw, pictureOf, rounded, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { fitted, wrapped } from "./text-width.ts";

/** One small chart: a line with its last figure in words, and limits where there are any. */
export interface SmallChart {
  readonly title: string;
  readonly figures: readonly Measured[];
  /** "18.6 per cent". */
  readonly latest: string;
  /** "March 2025". */
  readonly when: string;
  readonly limits?: { readonly lower: number; readonly upper: number };
  /** What a rule says of the last point. */
  readonly mark?: RunMark;
}

/** What a sheet of small charts shows, in their order. */
export interface MultiplesContent {
  readonly charts: readonly SmallChart[];
}

const gap = 18;
const titleLines = 2;

/**
 * Many small charts, each on a scale of its own: for seeing which course stands out, not for comparing heights between them.
 *
 * Missing figures are gaps. The table is the caller's: it alone knows the units.
 */
export function drawMultiples(
  data: MultiplesContent,
  words: ChartWords & { readonly table: TableModel },
): Picture {
  return pictureOf((sheet) => multiplesOn(sheet, data), { summary: words.summary, table: words.table });
}

function multiplesOn(sheet: Sheet, data: MultiplesContent): Drawing {
  const columns = sheet.name === "desk" ? 4 : 2;
  const width = (sheet.width - gap * (columns - 1)) / columns;
  const height = sheet.text * (titleLines * 1.15 + 3) + 62;
  return {
    height: Math.ceil(data.charts.length / columns) * height,
    parts: data.charts.map((chart, index) =>
      smallOn(sheet, chart, {
        x: (index % columns) * (width + gap),
        y: Math.floor(index / columns) * height,
        width,
      }),
    ),
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function smallOn(sheet: Sheet, chart: SmallChart, box: Box): Drawn {
  const size = sheet.text - 1;
  const room = box.width - 10;
  const lines = wrapped(chart.title, size, room);
  const shown = lines.slice(0, titleLines);
  if (lines.length > titleLines)
    shown[titleLines - 1] = fitted(lines.slice(titleLines - 1).join(" "), size, room);
  const top = box.y + sheet.text * (titleLines * 1.15) + 10;
  const bottom = top + 50;
  return together([
    ...shown.map((text, row) => label(text, box.x, box.y + size * (1 + row * 1.2), { size, strong: true })),
    plotOf(chart, { ...box, top, bottom }),
    label(chart.latest, box.x, bottom + sheet.text * 1.15, { size }),
    label(fitted(chart.when, size, box.width), box.x, bottom + sheet.text * 2.25, {
      size,
      colour: tones.quiet,
    }),
  ]);
}

function plotOf(chart: SmallChart, box: Box & { readonly top: number; readonly bottom: number }): Drawn {
  const limits = chart.limits ? [chart.limits.lower, chart.limits.upper] : [];
  const values = [...numbersOf(chart.figures), ...limits];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = scaleLinear(high > low ? [low, high] : [low - 1, high + 1], [box.bottom - 4, box.top + 4]);
  const x = scaleLinear([0, Math.max(1, chart.figures.length - 1)], [box.x + 4, box.x + box.width - 8]);
  const points = chart.figures.map((figure, index) => ({ x: x(index), value: numberOf(figure) }));
  const path = line<(typeof points)[number]>()
    .defined((point) => point.value !== undefined)
    .x((point) => point.x)
    .y((point) => y(point.value!))(points);
  const last = points.findLast((point) => point.value !== undefined);
  return together([
    rule([box.x, box.bottom], [box.x + box.width, box.bottom]),
    ...limits.map((limit) =>
      rule([box.x, y(limit)], [box.x + box.width, y(limit)], { colour: tones.accent, dashed: true }),
    ),
    path === null
      ? undefined
      : draw("path", { d: path, fill: "none", stroke: tones.naive, "stroke-width": 1.5 }),
    last && shapeOf(chart.mark, last.x, y(last.value!)),
  ]);
}

function shapeOf(mark: RunMark | undefined, x: number, y: number): Drawn {
  const ring = mark?.signal === "advisory";
  const turned = mark?.side === "low" && !ring ? " rotate(180)" : "";
  return draw("path", {
    d:
      symbol(mark === undefined || ring ? symbolCircle : symbolTriangle, mark === undefined ? 24 : 60)() ??
      "",
    transform: `translate(${rounded(x)} ${rounded(y)})${turned}`,
    fill: mark === undefined ? tones.quiet : ring ? tones.ground : signals[mark.signal].colour,
    stroke: ring ? signals.advisory.edge : undefined,
    "stroke-width": ring ? 2 : undefined,
  });
}
