import { civilDate } from "@concordat/calendar";
import { expect, test } from "vitest";
import { hostile, pictures, readDrawing, words } from "../../../test/support/chart-samples.ts";
import { drawSeats } from "./chart-seats.ts";
import { drawTimeline } from "./chart-timeline.ts";
import { drawWaterfall } from "./chart-waterfall.ts";
import { londonTiles } from "./london-tiles.ts";

test("one disc is one seat, whatever the size of the board", () => {
  for (const seats of [1, 2, 22, 27, 41, 76, 200]) {
    const picture = drawSeats({ groups: [{ voice: "independent", seats }], seat: "seat" }, words);
    for (const svg of [picture.wide, picture.narrow]) {
      const discs = readDrawing(svg).elements.filter((element) => element.name === "circle");
      expect(discs).toHaveLength(seats);
    }
  }
});

test("discs of seats do not cover one another", () => {
  for (const seats of [2, 22, 26, 27, 40, 41, 75, 76, 120, 200]) {
    const picture = drawSeats({ groups: [{ voice: "independent", seats }], seat: "seat" }, words);
    const discs = readDrawing(picture.narrow)
      .elements.filter((element) => element.name === "circle")
      .map(({ attributes }) => ({
        x: Number(attributes["cx"]),
        y: Number(attributes["cy"]),
        r: Number(attributes["r"]),
      }));
    for (const [index, one] of discs.entries()) {
      for (const other of discs.slice(index + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(one.r + other.r);
    }
  }
});

test("the legend of seats has the voices in the order of the seats, with their numbers", () => {
  const picture = drawSeats(
    {
      groups: [
        { voice: "council-elected", seats: 2 },
        { voice: "healthwatch-public", seats: 0 },
        { voice: "unheard-of", seats: 1 },
      ],
      seat: "seat",
    },
    words,
  );
  expect(picture.legend!.map((item) => item.label)).toEqual(["Council, elected 2", "Not known 1"]);
});

test("half a seat is refused", () => {
  expect(() => drawSeats({ groups: [{ voice: "other", seats: 1.5 }], seat: "seat" }, words)).toThrow(
    RangeError,
  );
});

test("the tile map has the 32 boroughs and the City, each at a place of its own", () => {
  expect(londonTiles).toHaveLength(33);
  expect(new Set(londonTiles.map((tile) => `${tile.row},${tile.column}`)).size).toBe(33);
  expect(new Set(londonTiles.map((tile) => tile.slug)).size).toBe(33);
  expect(new Set(londonTiles.map((tile) => tile.tiny)).size).toBe(33);
  expect(pictures["map"]!.table.rows).toHaveLength(33);
});

test("a borough of no known group is drawn as not known, never as another group's", () => {
  const { texts } = readDrawing(pictures["map"]!.wide);
  expect(texts).toContain(`Enfield: ${hostile}`);
  expect(texts).toContain("Hackney: not known");
  expect(pictures["map"]!.legend!.map((item) => item.label)).toEqual([hostile, "Not known"]);
});

test("steps of a waterfall begin where the last one ended, and the total spans them", () => {
  const fall = drawWaterfall(
    {
      item: "x",
      measure: "y",
      steps: [
        { label: "A", amount: 60 },
        { label: "B", amount: 40 },
      ],
      total: { label: "Sum" },
    },
    words,
  );
  const boxes = readDrawing(fall.wide)
    .elements.filter((element) => element.name === "rect")
    .map(({ attributes }) => ({
      from: Number(attributes["x"]),
      to: Number(attributes["x"]) + Number(attributes["width"]),
    }));
  expect(boxes[1]!.from).toBeCloseTo(boxes[0]!.to, 1);
  expect(boxes[2]).toEqual({ from: boxes[0]!.from, to: expect.closeTo(boxes[1]!.to, 1) as number });
});

test("a timeline refuses a bar that ends before it begins, and one with nothing to show", () => {
  expect(() =>
    drawTimeline(
      { item: "x", bars: [{ label: "A", from: civilDate("2026-02-01"), to: civilDate("2026-01-01") }] },
      words,
    ),
  ).toThrow(/before/);
  expect(() => drawTimeline({ item: "x", bars: [] }, words)).toThrow(RangeError);
});

test("one day of a timeline has a width, since both its ends belong to it", () => {
  const boxes = readDrawing(pictures["timeline"]!.wide).elements.filter((element) => element.name === "rect");
  expect(Number(boxes[0]!.attributes["width"])).toBeGreaterThan(0);
});

test("a timeline over centuries and one of a day both have an axis", () => {
  for (const [from, to] of [
    ["1801-01-01", "2199-12-31"],
    ["2026-03-31", "2026-03-31"],
  ] as const) {
    const picture = drawTimeline(
      { item: "x", bars: [{ label: "A", from: civilDate(from), to: civilDate(to) }] },
      words,
    );
    expect(readDrawing(picture.wide).elements.length).toBeGreaterThan(3);
  }
});

test("dots outside the limits differ in shape and not only in colour", () => {
  const paths = readDrawing(pictures["funnel"]!.wide).elements.filter(
    (element) => element.attributes["transform"] !== undefined,
  );
  const shapes = new Set(
    paths.map(({ attributes }) => `${attributes["d"]} ${attributes["transform"]!.includes("rotate")}`),
  );
  expect(shapes.size).toBe(4);
});
