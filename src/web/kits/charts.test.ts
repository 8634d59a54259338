import { expect, test } from "vitest";
import { noData, pictures, readDrawing, value, words } from "../../../test/support/chart-samples.ts";
import { drawBars } from "./chart-bars.ts";
import { drawLines } from "./chart-lines.ts";
import { drawStack } from "./chart-stack.ts";

test.each(Object.entries(pictures))(
  "the %s picture is well-formed, named by its sentence, and lets no markup through",
  (_, picture) => {
    for (const svg of [picture.wide, picture.narrow]) {
      const { elements } = readDrawing(svg);
      expect(elements[0]).toMatchObject({
        name: "svg",
        attributes: { role: "img", "aria-label": words.summary },
      });
      expect(elements.map((element) => element.name)).not.toContain("script");
      expect(elements.some((element) => "style" in element.attributes || "id" in element.attributes)).toBe(
        false,
      );
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  },
);

test.each(Object.entries(pictures))(
  "the %s picture has no text under 13 px on a phone or 14 px at a desk",
  (_, picture) => {
    for (const [svg, width, least] of [
      [picture.wide, 640, 14],
      [picture.narrow, 358, 13],
    ] as const) {
      const { elements } = readDrawing(svg);
      expect(elements[0]!.attributes["viewBox"]).toMatch(new RegExp(`^0 0 ${width} `));
      const sizes = elements
        .map((element) => element.attributes["font-size"])
        .filter((size) => size !== undefined);
      expect(Math.min(...sizes.map(Number))).toBe(least);
    }
  },
);

test.each(Object.entries(pictures))("the %s picture comes with its table", (_, picture) => {
  expect(picture.table.caption).toBe(words.caption);
  expect(picture.table.rows.length).toBeGreaterThan(0);
  const keys = picture.table.columns.map((column) => column.key);
  for (const row of picture.table.rows) expect(Object.keys(row).toSorted()).toEqual(keys.toSorted());
});

test("a line never runs through a figure that is not there, and a note says what is missing", () => {
  const gap = drawLines(
    {
      step: "Year",
      steps: ["1", "2", "3", "4", "5"],
      series: [
        { key: "a", label: "A", figures: [value(1), value(2), { kind: "suppressed" }, value(2), value(1)] },
      ],
    },
    words,
  );
  const { elements, texts } = readDrawing(gap.wide);
  const [path] = elements.filter((element) => element.name === "path");
  expect(path!.attributes["d"]!.match(/M/g)).toHaveLength(2);
  expect(elements.filter((element) => element.name === "circle")).toHaveLength(4);
  expect(texts).toContain("Not drawn: one figure suppressed.");
});

test("zero is drawn as a point, no data is not", () => {
  const lines = drawLines(
    {
      step: "Year",
      steps: ["1", "2"],
      series: [{ key: "a", label: "A", figures: [{ kind: "zero" }, noData] }],
    },
    words,
  );
  expect(readDrawing(lines.wide).elements.filter((element) => element.name === "circle")).toHaveLength(1);
});

test("only the points that the sentence names are labelled, with their unit", () => {
  const lines = drawLines(
    {
      step: "Year",
      steps: ["1", "2", "3"],
      series: [
        { key: "a", label: "A", figures: [value(32.92), value(27.9), value(25.83)], named: ["1", "3"] },
      ],
    },
    { ...words, unit: "%", decimals: 1 },
  );
  const { texts } = readDrawing(lines.wide);
  expect(texts).toContain("32.9%");
  expect(texts).toContain("25.8%");
  expect(texts).not.toContain("27.9%");
});

test("a series that has not one figure for each step is refused", () => {
  expect(() =>
    drawLines({ step: "Year", steps: ["1"], series: [{ key: "a", label: "A", figures: [] }] }, words),
  ).toThrow(RangeError);
});

test("bars say why there is none: no data, suppressed and zero are three answers", () => {
  const bars = drawBars(
    {
      item: "Council",
      measure: "Days",
      bars: [
        { label: "A", figure: noData },
        { label: "B", figure: { kind: "suppressed" } },
        { label: "C", figure: { kind: "zero" } },
        { label: "D", figure: value(4.25) },
      ],
    },
    { ...words, decimals: 1 },
  );
  const { elements, texts } = readDrawing(bars.wide);
  expect(texts).toEqual(expect.arrayContaining(["no data", "suppressed", "0", "4.3"]));
  expect(elements.filter((element) => element.name === "rect")).toHaveLength(1);
});

test("the lengths of bars are in proportion to their figures, from zero", () => {
  const bars = drawBars(
    {
      item: "x",
      measure: "y",
      bars: [
        { label: "A", figure: value(10) },
        { label: "B", figure: value(5) },
      ],
    },
    words,
  );
  const [first, second] = readDrawing(bars.wide)
    .elements.filter((element) => element.name === "rect")
    .map((element) => Number(element.attributes["width"]));
  expect(first! / second!).toBeCloseTo(2, 1);
});

test("a divided bar refuses a negative part and a row that does not fit its parts", () => {
  const parts = [{ key: "a", label: "A" }];
  expect(() => drawStack({ item: "x", parts, rows: [{ label: "1", figures: [value(-1)] }] }, words)).toThrow(
    /negative/,
  );
  expect(() => drawStack({ item: "x", parts, rows: [{ label: "1", figures: [] }] }, words)).toThrow(
    /figures/,
  );
});

test("parts of a divided bar touch, so neighbours differ in hatching too", () => {
  const legend = pictures["stack"]!.legend!.map((item) => item.swatch.split(" ")[2]);
  expect(new Set(legend).size).toBe(2);
});
