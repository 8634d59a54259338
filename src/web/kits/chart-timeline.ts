import {
  civilDateOf,
  dayNumber,
  firstYear,
  lastYear,
  monthName,
  monthOf,
  yearOf,
  type CivilDate,
} from "@concordat/calendar";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import type { Picture, TableModel } from "../../kernel/index.ts";
import { namedBar, plainBar } from "./chart-bars.ts";
import { label, rule } from "./chart-parts.ts";
import type { ChartWords } from "./chart-words.ts";
import { readable, seriesColour, tones, type Tint } from "./colours.ts";
import { hatchedBox } from "./hatch.ts";
import { draw, pictureOf, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { textWidth, wrapped } from "./text-width.ts";

/** One stretch of time. Without `to` it goes on; the bar then ends in an arrow. Both days belong to it. */
export interface TimelineBar {
  readonly label: string;
  readonly from: CivilDate;
  readonly to?: CivilDate;
  readonly tint?: Tint;
  /** What the sentence is about stands out; then all others without a tint of their own are plain. */
  readonly named?: boolean;
}

/** One day that counts: asked for, lawful, advisable. */
export interface TimelineMarker {
  readonly on: CivilDate;
  readonly label: string;
  readonly tint?: Tint;
  readonly dashed?: boolean;
}

/** What a timeline shows. */
export interface TimelineContent {
  /** What a bar is: "Step". */
  readonly item: string;
  readonly bars: readonly TimelineBar[];
  readonly markers?: readonly TimelineMarker[];
  /** Where the time begins and ends on the sheet; else a little around what is shown. */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
}

/**
 * Bars between dates, one under another, with upright lines for the days that count.
 *
 * @throws RangeError when there is nothing to show or a bar ends before it begins
 */
export function drawTimeline(data: TimelineContent, words: ChartWords): Picture {
  if (data.bars.length === 0) throw new RangeError("A timeline needs at least one bar.");
  for (const bar of data.bars) {
    if (bar.to !== undefined && bar.to < bar.from)
      throw new RangeError(`"${bar.label}" ends ${bar.to}, before ${bar.from}.`);
  }
  return pictureOf((sheet) => timelineOn(sheet, data), {
    summary: words.summary,
    table: words.table ?? timelineTable(data, words.caption),
  });
}

/** Days across the sheet. */
export type TimeScale = ScaleLinear<number, number>;

function timelineOn(sheet: Sheet, data: TimelineContent): Drawing {
  const x = scaleOf(sheet, data);
  const thick = sheet.name === "desk" ? 14 : 13;
  const markers = data.markers ?? [];
  let top = 0;
  const bars = data.bars.map((bar, index) => {
    const lines = wrapped(bar.label, sheet.text, sheet.width);
    const at = top + lines.length * sheet.text * 1.25 + 4;
    const drawn = together([
      ...lines.map((line, row) => label(line, 0, top + sheet.text * (1 + row * 1.25), { halo: true })),
      barOf(x, bar, { top: at, thick, tint: bar.tint ?? tintOf(data, index) }),
    ]);
    top = at + thick + 10;
    return drawn;
  });
  const rows = markerRows(sheet, x, markers);
  const below = top + 8 + (Math.max(-1, ...rows.map((row) => row.row)) + 1) * sheet.text * 1.35;
  return {
    height: below + sheet.text * 1.6,
    parts: [
      ...rows.map(({ marker, row }) => {
        const tint = marker.tint ?? seriesColour(0);
        return rule(
          [x(dayNumber(marker.on)), 0],
          [x(dayNumber(marker.on)), top + 4 + row * sheet.text * 1.35],
          {
            colour: tint.edge,
            width: 2,
            dashed: marker.dashed ?? false,
          },
        );
      }),
      ...bars,
      ...rows.map(({ marker, row, at }) =>
        label(marker.label, at, top + sheet.text * (1 + row * 1.35) + 2, {
          anchor: "middle",
          colour: readable(marker.tint ?? seriesColour(0)),
          strong: true,
          halo: true,
        }),
      ),
      timeAxis(sheet, x, below),
    ],
  };
}

function tintOf({ bars }: TimelineContent, index: number): Tint {
  if (!bars.some((bar) => bar.named)) return seriesColour(index);
  return bars[index]?.named === true ? namedBar : plainBar;
}

function scaleOf(sheet: Sheet, data: TimelineContent): TimeScale {
  const days = [
    ...data.bars.flatMap((bar) => [dayNumber(bar.from), dayNumber(bar.to ?? bar.from) + 1]),
    ...(data.markers ?? []).map((marker) => dayNumber(marker.on)),
  ];
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const room = Math.max(1, (last - first) * 0.02);
  const open = data.bars.some((bar) => bar.to === undefined) ? room * 4 : room;
  const from = data.from === undefined ? first - room : dayNumber(data.from);
  const to = data.to === undefined ? last + open : dayNumber(data.to);
  return scaleLinear([from, Math.max(to, from + 1)], [0, sheet.width]).clamp(true);
}

function barOf(
  x: TimeScale,
  bar: TimelineBar,
  look: { readonly top: number; readonly thick: number; readonly tint: Tint },
): Drawn {
  const from = x(dayNumber(bar.from));
  const open = bar.to === undefined;
  const to = open ? x.range()[1]! - 8 : x(dayNumber(bar.to) + 1);
  const box = { x: from, y: look.top, width: Math.max(to - from, 3), height: look.thick };
  const tip = `M${to} ${look.top}l8 ${look.thick / 2}l-8 ${look.thick / 2}z`;
  return together([
    hatchedBox(box, look.tint),
    open ? draw("path", { d: tip, fill: look.tint.colour }) : undefined,
  ]);
}

/** Labels under the bars; one that would touch its neighbour goes one row further down. */
function markerRows(
  sheet: Sheet,
  x: TimeScale,
  markers: readonly TimelineMarker[],
): readonly { readonly marker: TimelineMarker; readonly row: number; readonly at: number }[] {
  const ends: number[] = [];
  return markers
    .toSorted((a, b) => dayNumber(a.on) - dayNumber(b.on))
    .map((marker) => {
      const half = textWidth(marker.label, sheet.text) / 2 + 4;
      const at = Math.min(Math.max(x(dayNumber(marker.on)), half), sheet.width - half);
      const free = ends.findIndex((end) => end < at - half);
      const row = free < 0 ? ends.length : free;
      ends[row] = at + half;
      return { marker, row, at };
    });
}

const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];

/** Months or years under a drawing, as many as there is room for. */
export function timeAxis(sheet: Sheet, x: TimeScale, y: number): Drawn {
  const [from = 0, to = 1] = x.domain();
  const room = textWidth("Mmm 0000", sheet.text) + 10;
  const pixels = (sheet.width / (to - from)) * 30.4;
  const step = monthSteps.find((months) => months * pixels >= room) ?? 1200;
  const first = Math.floor(from / 365.25) + 1970 - 1;
  const ticks: Drawn[] = [];
  for (let month = Math.ceil((first * 12) / step) * step; month < (lastYear + 1) * 12; month += step) {
    if (month < firstYear * 12) continue;
    const day = civilDateOf(Math.floor(month / 12), (month % 12) + 1, 1);
    if (dayNumber(day) > to) break;
    if (dayNumber(day) < from) continue;
    const text = step >= 12 ? String(yearOf(day)) : `${monthName(monthOf(day)).slice(0, 3)} ${yearOf(day)}`;
    const at = x(dayNumber(day));
    const half = textWidth(text, sheet.text) / 2;
    ticks.push(rule([at, y], [at, y + 5], { colour: tones.quiet }));
    if (at - half >= 0 && at + half <= sheet.width) {
      ticks.push(label(text, at, y + sheet.text * 1.4, { anchor: "middle", colour: tones.quiet }));
    }
  }
  return together([rule([0, y], [sheet.width, y], { colour: tones.quiet }), ...ticks]);
}

function timelineTable(data: TimelineContent, caption: string): TableModel {
  return {
    caption,
    columns: [
      { key: "item", label: data.item, kind: "text" },
      { key: "from", label: "From", kind: "date" },
      { key: "to", label: "To", kind: "date" },
    ],
    rows: [
      ...data.bars.map((bar) => ({ item: bar.label, from: bar.from, to: bar.to ?? "goes on" })),
      ...(data.markers ?? []).map((marker) => ({ item: marker.label, from: marker.on, to: marker.on })),
    ],
    empty: "We hold no dates for this picture.",
  };
}
