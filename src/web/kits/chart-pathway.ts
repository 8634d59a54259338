import { dayNumber, formatCivilDateShort, type CivilDate } from "@concordat/calendar";
import { scaleLinear } from "d3-scale";
import type { Picture, TableModel } from "../../kernel/index.ts";
import { label, rule } from "./chart-parts.ts";
import { timeAxis, type TimeScale } from "./chart-timeline.ts";
import type { ChartWords } from "./chart-words.ts";
import { readable, signals, tones, type Tint } from "./colours.ts";
import { hatchedBox, swatchOf } from "./hatch.ts";
import { draw, pictureOf, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { textWidth, wrapped } from "./text-width.ts";

/** How a step stands: still to do, advice, done in time, or too late. */
export type PathwayTone = "binding" | "advice" | "done" | "late";

/** One step: the days on which it can be done, up to its last; or the day on which it was done. */
export interface PathwayRow {
  readonly label: string;
  readonly tone: PathwayTone;
  /** The first day; left out: from the left edge. */
  readonly from?: CivilDate;
  /** The last day, or the day it was done. */
  readonly to: CivilDate;
}

/** A stretch of days behind all steps: a time of restraint, a body's time. */
export interface PathwayBand {
  readonly label: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** A day that counts for all steps. */
export interface PathwayMarker {
  readonly on: CivilDate;
  readonly label: string;
  readonly tone: "decision" | "lawful" | "advisable" | "other";
}

/** What a pathway shows. */
export interface PathwayContent {
  readonly rows: readonly PathwayRow[];
  readonly bands: readonly PathwayBand[];
  readonly markers: readonly PathwayMarker[];
}

const tints: Readonly<Record<PathwayTone, Tint>> = {
  binding: { label: "Can stop a decision", colour: "#274b8f", edge: "#274b8f", hatch: "plain" },
  advice: { label: "Advice", colour: "#b9a06a", edge: "#7a5600", hatch: "rising" },
  done: { label: "Done", colour: "#0b6b3a", edge: "#0b6b3a", hatch: "plain" },
  late: signals.concern,
};

const restraint: Tint = { label: "Restraint", colour: "#efe3c4", edge: "#d9c48d", hatch: "plain" };

const markerTints: Readonly<Record<PathwayMarker["tone"], Tint>> = {
  decision: { label: "Decision", colour: tones.ink, edge: tones.ink, hatch: "plain" },
  lawful: tints.binding,
  advisable: { label: "Advisable", colour: "#7a5600", edge: "#7a5600", hatch: "plain" },
  other: { label: "Day", colour: tones.quiet, edge: tones.quiet, hatch: "plain" },
};

/**
 * Steps towards a decision, each over the days on which it can be done and with its last day marked; behind them times of
 * restraint, through them the days that count.
 *
 * @throws RangeError when there is no step
 */
export function drawPathway(content: PathwayContent, words: ChartWords): Picture {
  if (content.rows.length === 0) throw new RangeError("A pathway needs at least one step.");
  const shown = new Set(content.rows.map(({ tone }) => tone));
  return pictureOf((sheet) => pathwayOn(sheet, content), {
    summary: words.summary,
    legend: [
      ...(["binding", "advice", "done", "late"] as const)
        .filter((tone) => shown.has(tone))
        .map((tone) => ({ label: legendText[tone], swatch: swatchOf(tints[tone]) })),
      ...(content.bands.length === 0
        ? []
        : [{ label: "Time before a poll: restraint advised", swatch: swatchOf(restraint) }]),
    ],
    table: words.table ?? pathwayTable(content, words.caption),
  });
}

const legendText: Readonly<Record<PathwayTone, string>> = {
  binding: "Must be done: the bar ends on its last day",
  advice: "Advised by then",
  done: "Done",
  late: "Too late",
};

function pathwayOn(sheet: Sheet, content: PathwayContent): Drawing {
  const x = scaleOf(sheet, content);
  const thick = sheet.name === "desk" ? 9 : 8;
  const markers = markerLines(sheet, x, content.markers);
  const head = (Math.max(-1, ...markers.map(({ row }) => row)) + 1) * sheet.text * 1.35 + 8;
  let top = head + 4;
  const rows = content.rows.map((row) => {
    const day = formatCivilDateShort(row.to);
    const room = sheet.width - textWidth(day, sheet.text) - 16;
    const lines = wrapped(row.label, sheet.text, room);
    const bar = top + lines.length * sheet.text * 1.25 + 5;
    const drawn = together([
      ...lines.map((line, index) => label(line, 0, top + sheet.text * (1 + index * 1.25), { halo: true })),
      label(day, sheet.width, top + sheet.text, {
        anchor: "end",
        colour: readable(tints[row.tone]),
        halo: true,
      }),
      stepOn(x, row, { top: bar, thick }),
    ]);
    top = bar + thick + 11;
    return drawn;
  });
  const floor = top;
  return {
    height: floor + sheet.text * 1.9,
    parts: [
      ...content.bands.map((band) => bandOn(x, band, { top: head, height: floor - head })),
      ...markers.map(({ marker, row }) =>
        rule([x(dayNumber(marker.on)), 4 + (row + 1) * sheet.text * 1.35], [x(dayNumber(marker.on)), floor], {
          colour: markerTints[marker.tone].edge,
          width: 2,
          dashed: marker.tone === "other",
        }),
      ),
      ...rows,
      ...markers.map(({ marker, row, at }) =>
        label(marker.label, at, sheet.text * (1 + row * 1.35), {
          anchor: "middle",
          colour: readable(markerTints[marker.tone]),
          strong: marker.tone !== "other",
          halo: true,
        }),
      ),
      timeAxis(sheet, x, floor),
    ],
  };
}

function scaleOf(sheet: Sheet, { rows, bands, markers }: PathwayContent): TimeScale {
  const days = [
    ...rows.flatMap(({ from, to }) => [dayNumber(from ?? to), dayNumber(to)]),
    ...bands.flatMap(({ from, to }) => [dayNumber(from), dayNumber(to) + 1]),
    ...markers.map(({ on }) => dayNumber(on)),
  ];
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const room = Math.max(3, (last - first) * 0.03);
  return scaleLinear([first - room, last + room], [0, sheet.width]).clamp(true);
}

function stepOn(
  x: TimeScale,
  row: PathwayRow,
  look: { readonly top: number; readonly thick: number },
): Drawn {
  const tint = tints[row.tone];
  const end = x(dayNumber(row.to));
  const start = row.from === undefined ? (x.range()[0] ?? 0) : x(dayNumber(row.from));
  const middle = look.top + look.thick / 2;
  if (row.tone === "done")
    return draw("circle", { cx: end, cy: middle, r: look.thick / 1.5, fill: tint.colour });
  const width = Math.max(end - start, 3);
  return together([
    hatchedBox({ x: end - width, y: look.top, width, height: look.thick }, tint),
    draw("rect", { x: end - 2, y: look.top - 4, width: 4, height: look.thick + 8, fill: tint.edge }),
  ]);
}

function bandOn(
  x: TimeScale,
  band: PathwayBand,
  box: { readonly top: number; readonly height: number },
): Drawn {
  const from = x(dayNumber(band.from));
  const to = x(dayNumber(band.to) + 1);
  return draw("rect", {
    x: from,
    y: box.top,
    width: Math.max(to - from, 2),
    height: box.height,
    fill: restraint.colour,
    stroke: restraint.edge,
  });
}

/** Labels above the steps; one that would touch its neighbour goes one row further down. */
function markerLines(
  sheet: Sheet,
  x: TimeScale,
  markers: readonly PathwayMarker[],
): readonly { readonly marker: PathwayMarker; readonly row: number; readonly at: number }[] {
  const ends: number[] = [];
  let before = Number.NEGATIVE_INFINITY;
  return markers
    .toSorted((a, b) => dayNumber(a.on) - dayNumber(b.on))
    .map((marker) => {
      const half = textWidth(marker.label, sheet.text) / 2 + 4;
      const kept = (wanted: number): number => Math.min(Math.max(wanted, half), sheet.width - half);
      const own = x(dayNumber(marker.on));
      const free = ends.findIndex((end) => end < kept(own) - half);
      const row = free < 0 ? ends.length : free;
      // Lower down the line of the day before runs past: the label stands clear of it.
      const at = kept(row === 0 ? own : Math.max(own, before + half));
      before = own;
      ends[row] = at + half;
      return { marker, row, at };
    });
}

const markerText: Readonly<Partial<Record<PathwayMarker["tone"], string>>> = {
  decision: "Decision",
  lawful: "Earliest lawful day",
  advisable: "Earliest advisable day",
};

function pathwayTable({ rows, bands, markers }: PathwayContent, caption: string): TableModel {
  return {
    caption,
    columns: [
      { key: "what", label: "What", kind: "text" },
      { key: "how", label: "How it stands", kind: "text" },
      { key: "from", label: "From", kind: "date" },
      { key: "to", label: "Last day, or day", kind: "date" },
    ],
    rows: [
      ...rows.map((row) => ({
        what: row.label,
        how: tints[row.tone].label,
        from: row.from,
        to: row.to,
      })),
      ...bands.map((band) => ({ what: band.label, how: "Restraint advised", from: band.from, to: band.to })),
      ...markers.map((marker) => ({
        what: markerText[marker.tone] ?? marker.label,
        how: "Day",
        from: marker.on,
        to: marker.on,
      })),
    ],
    empty: "We hold no dates for this picture.",
  };
}
