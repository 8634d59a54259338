import { civilDate } from "@concordat/calendar";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import type { Measured, Picture } from "../../kernel/index.ts";
import { drawBars } from "./chart-bars.ts";
import { drawFunnel } from "./chart-funnel.ts";
import { drawLines } from "./chart-lines.ts";
import { drawSeats } from "./chart-seats.ts";
import { drawStack } from "./chart-stack.ts";
import { drawTileMap } from "./chart-tile-map.ts";
import { drawTimeline } from "./chart-timeline.ts";
import { drawWaterfall } from "./chart-waterfall.ts";
import { londonTiles } from "./london-tiles.ts";

const hostile = `<script>alert("1")</script>&'`;
const words = { summary: `Summary ${hostile}`, caption: `Caption ${hostile}` };
const value = (number: number): Measured => ({ kind: "value", value: number });
const noData: Measured = { kind: "no-data" };

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every element and text of a drawing; throws where the markup is not well-formed. */
function read(svg: string): { readonly elements: readonly Element[]; readonly texts: readonly string[] } {
  const elements: Element[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", (tag) => elements.push({ name: tag.name, attributes: tag.attributes as Record<string, string> }));
  parser.on("text", (text) => texts.push(text));
  parser.write(svg).close();
  return { elements, texts };
}

const pictures: Readonly<Record<string, Picture>> = {
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
  bars: drawBars({ item: "x", measure: "y", bars: [{ label: hostile, figure: value(-2) }, { label: "B", figure: noData }], levels: [{ value: 1, label: hostile }] }, words),
  stack: drawStack({ item: "x", parts: [{ key: "a", label: hostile }, { key: "b", label: "B" }], rows: [{ label: hostile, figures: [value(60), value(40)] }, { label: "2", figures: [value(1), noData] }] }, words),
  seats: drawSeats({ groups: [{ voice: "nhs-provider", seats: 3, label: hostile }, { voice: "nonsense", seats: 40 }], seat: hostile }, words),
  waterfall: drawWaterfall({ item: "x", measure: "y", steps: [{ label: hostile, amount: 5, text: hostile }, { label: "back", amount: -2 }], total: { label: "Sum" } }, words),
  timeline: drawTimeline({ item: "x", bars: [{ label: hostile, from: civilDate("2020-01-01"), to: civilDate("2020-01-01") }, { label: "open", from: civilDate("2021-01-01") }], markers: [{ on: civilDate("2020-06-01"), label: hostile }] }, words),
  funnel: drawFunnel({ item: "x", across: hostile, up: hostile, points: [{ label: hostile, x: 5, y: 1, named: true, signal: "concern" }, { label: "p", x: 9, y: 2 }, { label: "q", x: 7, y: 0.5, signal: "better" }, { label: "r", x: 7, y: 0.7, signal: "advisory" }], curves: [{ label: hostile, kind: "limit", points: [{ x: 1, y: 2 }, { x: 9, y: 1.5 }] }] }, words),
  map: drawTileMap({ groups: [{ key: "g", label: hostile }], groupOf: { enfield: "g", hackney: "nonsense" }, groupWord: "System" }, words),
};

test.each(Object.entries(pictures))("the %s picture is well-formed, named by its sentence, and lets no markup through", (_, picture) => {
  for (const svg of [picture.wide, picture.narrow]) {
    const { elements } = read(svg);
    expect(elements[0]).toMatchObject({ name: "svg", attributes: { role: "img", "aria-label": words.summary } });
    expect(elements.map((element) => element.name)).not.toContain("script");
    expect(elements.some((element) => "style" in element.attributes || "id" in element.attributes)).toBe(false);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  }
});

test.each(Object.entries(pictures))("the %s picture has no text under 13 px on a phone or 14 px at a desk", (_, picture) => {
  for (const [svg, width, least] of [[picture.wide, 640, 14], [picture.narrow, 358, 13]] as const) {
    const { elements } = read(svg);
    expect(elements[0]!.attributes["viewBox"]).toMatch(new RegExp(`^0 0 ${width} `));
    const sizes = elements.map((element) => element.attributes["font-size"]).filter((size) => size !== undefined);
    expect(Math.min(...sizes.map(Number))).toBe(least);
  }
});

test.each(Object.entries(pictures))("the %s picture comes with its table", (_, picture) => {
  expect(picture.table.caption).toBe(words.caption);
  expect(picture.table.rows.length).toBeGreaterThan(0);
  const keys = picture.table.columns.map((column) => column.key);
  for (const row of picture.table.rows) expect(Object.keys(row).toSorted()).toEqual(keys.toSorted());
});

test("a line never runs through a figure that is not there, and a note says what is missing", () => {
  const gap = drawLines({ step: "Year", steps: ["1", "2", "3", "4", "5"], series: [{ key: "a", label: "A", figures: [value(1), value(2), { kind: "suppressed" }, value(2), value(1)] }] }, words);
  const { elements, texts } = read(gap.wide);
  const [path] = elements.filter((element) => element.name === "path");
  expect(path!.attributes["d"]!.match(/M/g)).toHaveLength(2);
  expect(elements.filter((element) => element.name === "circle")).toHaveLength(4);
  expect(texts).toContain("Not drawn: one figure suppressed.");
});

test("zero is drawn as a point, no data is not", () => {
  const lines = drawLines({ step: "Year", steps: ["1", "2"], series: [{ key: "a", label: "A", figures: [{ kind: "zero" }, noData] }] }, words);
  expect(read(lines.wide).elements.filter((element) => element.name === "circle")).toHaveLength(1);
});

test("only the points that the sentence names are labelled, with their unit", () => {
  const lines = drawLines({ step: "Year", steps: ["1", "2", "3"], series: [{ key: "a", label: "A", figures: [value(32.92), value(27.9), value(25.83)], named: ["1", "3"] }] }, { ...words, unit: "%", decimals: 1 });
  const { texts } = read(lines.wide);
  expect(texts).toContain("32.9%");
  expect(texts).toContain("25.8%");
  expect(texts).not.toContain("27.9%");
});

test("a series that has not one figure for each step is refused", () => {
  expect(() => drawLines({ step: "Year", steps: ["1"], series: [{ key: "a", label: "A", figures: [] }] }, words)).toThrow(RangeError);
});

test("bars say why there is none: no data, suppressed and zero are three answers", () => {
  const bars = drawBars({ item: "Council", measure: "Days", bars: [{ label: "A", figure: noData }, { label: "B", figure: { kind: "suppressed" } }, { label: "C", figure: { kind: "zero" } }, { label: "D", figure: value(4.25) }] }, { ...words, decimals: 1 });
  const { elements, texts } = read(bars.wide);
  expect(texts).toEqual(expect.arrayContaining(["no data", "suppressed", "0", "4.3"]));
  expect(elements.filter((element) => element.name === "rect")).toHaveLength(1);
});

test("the lengths of bars are in proportion to their figures, from zero", () => {
  const bars = drawBars({ item: "x", measure: "y", bars: [{ label: "A", figure: value(10) }, { label: "B", figure: value(5) }] }, words);
  const [first, second] = read(bars.wide).elements.filter((element) => element.name === "rect").map((element) => Number(element.attributes["width"]));
  expect(first! / second!).toBeCloseTo(2, 1);
});

test("a divided bar refuses a negative part and a row that does not fit its parts", () => {
  const parts = [{ key: "a", label: "A" }];
  expect(() => drawStack({ item: "x", parts, rows: [{ label: "1", figures: [value(-1)] }] }, words)).toThrow(/negative/);
  expect(() => drawStack({ item: "x", parts, rows: [{ label: "1", figures: [] }] }, words)).toThrow(/figures/);
});

test("parts of a divided bar touch, so neighbours differ in hatching too", () => {
  const legend = pictures["stack"]!.legend!.map((item) => item.swatch.split(" ")[2]);
  expect(new Set(legend).size).toBe(2);
});

test("one disc is one seat, whatever the size of the board", () => {
  for (const seats of [1, 2, 22, 27, 41, 76, 200]) {
    const picture = drawSeats({ groups: [{ voice: "independent", seats }], seat: "seat" }, words);
    for (const svg of [picture.wide, picture.narrow]) {
      const discs = read(svg).elements.filter((element) => element.name === "circle");
      expect(discs).toHaveLength(seats);
    }
  }
});

test("discs of seats do not cover one another", () => {
  for (const seats of [2, 22, 26, 27, 40, 41, 75, 76, 120, 200]) {
    const picture = drawSeats({ groups: [{ voice: "independent", seats }], seat: "seat" }, words);
    const discs = read(picture.narrow).elements.filter((element) => element.name === "circle").map(({ attributes }) => ({ x: Number(attributes["cx"]), y: Number(attributes["cy"]), r: Number(attributes["r"]) }));
    for (const [index, one] of discs.entries()) {
      for (const other of discs.slice(index + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(one.r + other.r);
    }
  }
});

test("the legend of seats has the voices in the order of the seats, with their numbers", () => {
  const picture = drawSeats({ groups: [{ voice: "council-elected", seats: 2 }, { voice: "healthwatch-public", seats: 0 }, { voice: "unheard-of", seats: 1 }], seat: "seat" }, words);
  expect(picture.legend!.map((item) => item.label)).toEqual(["Council, elected 2", "Not known 1"]);
});

test("half a seat is refused", () => {
  expect(() => drawSeats({ groups: [{ voice: "other", seats: 1.5 }], seat: "seat" }, words)).toThrow(RangeError);
});

test("the tile map has the 32 boroughs and the City, each at a place of its own", () => {
  expect(londonTiles).toHaveLength(33);
  expect(new Set(londonTiles.map((tile) => `${tile.row},${tile.column}`)).size).toBe(33);
  expect(new Set(londonTiles.map((tile) => tile.slug)).size).toBe(33);
  expect(new Set(londonTiles.map((tile) => tile.tiny)).size).toBe(33);
  expect(pictures["map"]!.table.rows).toHaveLength(33);
});

test("a borough of no known group is drawn as not known, never as another group's", () => {
  const { texts } = read(pictures["map"]!.wide);
  expect(texts).toContain(`Enfield: ${hostile}`);
  expect(texts).toContain("Hackney: not known");
  expect(pictures["map"]!.legend!.map((item) => item.label)).toEqual([hostile, "Not known"]);
});

test("steps of a waterfall begin where the last one ended, and the total spans them", () => {
  const fall = drawWaterfall({ item: "x", measure: "y", steps: [{ label: "A", amount: 60 }, { label: "B", amount: 40 }], total: { label: "Sum" } }, words);
  const boxes = read(fall.wide).elements.filter((element) => element.name === "rect").map(({ attributes }) => ({ from: Number(attributes["x"]), to: Number(attributes["x"]) + Number(attributes["width"]) }));
  expect(boxes[1]!.from).toBeCloseTo(boxes[0]!.to, 1);
  expect(boxes[2]).toEqual({ from: boxes[0]!.from, to: expect.closeTo(boxes[1]!.to, 1) as number });
});

test("a timeline refuses a bar that ends before it begins, and one with nothing to show", () => {
  expect(() => drawTimeline({ item: "x", bars: [{ label: "A", from: civilDate("2026-02-01"), to: civilDate("2026-01-01") }] }, words)).toThrow(/before/);
  expect(() => drawTimeline({ item: "x", bars: [] }, words)).toThrow(RangeError);
});

test("one day of a timeline has a width, since both its ends belong to it", () => {
  const boxes = read(pictures["timeline"]!.wide).elements.filter((element) => element.name === "rect");
  expect(Number(boxes[0]!.attributes["width"])).toBeGreaterThan(0);
});

test("a timeline over centuries and one of a day both have an axis", () => {
  for (const [from, to] of [["1801-01-01", "2199-12-31"], ["2026-03-31", "2026-03-31"]] as const) {
    const picture = drawTimeline({ item: "x", bars: [{ label: "A", from: civilDate(from), to: civilDate(to) }] }, words);
    expect(read(picture.wide).elements.length).toBeGreaterThan(3);
  }
});

test("dots outside the limits differ in shape and not only in colour", () => {
  const paths = read(pictures["funnel"]!.wide).elements.filter((element) => element.attributes["transform"] !== undefined);
  const shapes = new Set(paths.map(({ attributes }) => `${attributes["d"]} ${attributes["transform"]!.includes("rotate")}`));
  expect(shapes.size).toBe(4);
});
