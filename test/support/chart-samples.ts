import { civilDate } from "@concordat/calendar";
import { SaxesParser } from "saxes";
import type { Measured, Picture } from "../../src/kernel/index.ts";
import { drawBars } from "../../src/web/kits/chart-bars.ts";
import { drawFunnel } from "../../src/web/kits/chart-funnel.ts";
import { drawLines } from "../../src/web/kits/chart-lines.ts";
import { drawSeats } from "../../src/web/kits/chart-seats.ts";
import { drawStack } from "../../src/web/kits/chart-stack.ts";
import { drawTileMap } from "../../src/web/kits/chart-tile-map.ts";
import { drawTimeline } from "../../src/web/kits/chart-timeline.ts";
import { drawWaterfall } from "../../src/web/kits/chart-waterfall.ts";

/** Words that must stay words. */
export const hostile = `<script>alert("1")</script>&'`;
/** The words of every sample chart. */
export const words = { summary: `Summary ${hostile}`, caption: `Caption ${hostile}` };
/** A figure. */
export const value = (number: number): Measured => ({ kind: "value", value: number });
/** A figure nobody published. */
export const noData: Measured = { kind: "no-data" };

/** One element of a drawing. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every element and text of a drawing; throws where the markup is not well-formed. */
export function readDrawing(svg: string): {
  readonly elements: readonly Element[];
  readonly texts: readonly string[];
} {
  const elements: Element[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", (tag) => elements.push({ name: tag.name, attributes: tag.attributes }));
  parser.on("text", (text) => texts.push(text));
  parser.write(svg).close();
  return { elements, texts };
}

/** One of each chart, with hostile words wherever words can be. */
export const pictures: Readonly<Record<string, Picture>> = {
  lines: drawLines(
    {
      step: hostile,
      steps: [hostile, "2021", "2022"],
      series: [
        { key: "a", label: hostile, figures: [value(1), noData, value(3)], named: [hostile] },
        { key: "b", label: "B", figures: [value(2), value(2), { kind: "suppressed" }] },
      ],
      spans: [{ from: "2021", to: "2022", label: hostile }],
      levels: [{ value: 2.5, label: hostile }],
    },
    words,
  ),
  bars: drawBars(
    {
      item: "x",
      measure: "y",
      bars: [
        { label: hostile, figure: value(-2) },
        { label: "B", figure: noData },
      ],
      levels: [{ value: 1, label: hostile }],
    },
    words,
  ),
  stack: drawStack(
    {
      item: "x",
      parts: [
        { key: "a", label: hostile },
        { key: "b", label: "B" },
      ],
      rows: [
        { label: hostile, figures: [value(60), value(40)] },
        { label: "2", figures: [value(1), noData] },
      ],
    },
    words,
  ),
  seats: drawSeats(
    {
      groups: [
        { voice: "nhs-provider", seats: 3, label: hostile },
        { voice: "nonsense", seats: 40 },
      ],
      seat: hostile,
    },
    words,
  ),
  waterfall: drawWaterfall(
    {
      item: "x",
      measure: "y",
      steps: [
        { label: hostile, amount: 5, text: hostile },
        { label: "back", amount: -2 },
      ],
      total: { label: "Sum" },
    },
    words,
  ),
  timeline: drawTimeline(
    {
      item: "x",
      bars: [
        { label: hostile, from: civilDate("2020-01-01"), to: civilDate("2020-01-01") },
        { label: "open", from: civilDate("2021-01-01") },
      ],
      markers: [{ on: civilDate("2020-06-01"), label: hostile }],
    },
    words,
  ),
  funnel: drawFunnel(
    {
      item: "x",
      across: hostile,
      up: hostile,
      points: [
        { label: hostile, x: 5, y: 1, named: true, signal: "concern" },
        { label: "p", x: 9, y: 2 },
        { label: "q", x: 7, y: 0.5, signal: "better" },
        { label: "r", x: 7, y: 0.7, signal: "advisory" },
      ],
      curves: [
        {
          label: hostile,
          kind: "limit",
          points: [
            { x: 1, y: 2 },
            { x: 9, y: 1.5 },
          ],
        },
      ],
    },
    words,
  ),
  map: drawTileMap(
    {
      groups: [{ key: "g", label: hostile }],
      groupOf: { enfield: "g", hackney: "nonsense" },
      groupWord: "System",
    },
    words,
  ),
};
