import { describe, expect, test } from "vitest";
import { hostile, readDrawing, words } from "../../../test/support/chart-samples.ts";
import { drawFlow, type FlowContent } from "./chart-flow.ts";

const table = {
  caption: words.caption,
  columns: [{ key: "a", label: "A", kind: "text" as const }],
  rows: [{ a: hostile }],
  empty: "Nothing.",
};
const streams = (amounts: readonly number[]): FlowContent["from"] =>
  amounts.map((amount, index) => ({
    label: index === 0 ? hostile : `Scheme ${index} with a rather long name`,
    amount,
    text: `£${amount}m`,
  }));
const flow = drawFlow(
  { from: streams([21, 32]), middle: hostile, to: streams([20, 15, 12, 3, 1, 0.5, 0]) },
  { ...words, table, legend: [] },
);

describe("a flow", () => {
  test.each([flow.wide, flow.narrow])(
    "is well-formed, named by its sentence, and lets no markup through",
    (svg) => {
      const { elements, texts } = readDrawing(svg);
      expect(elements[0]).toMatchObject({
        name: "svg",
        attributes: { role: "img", "aria-label": words.summary },
      });
      expect(elements.map(({ name }) => name)).not.toContain("script");
      expect(texts.join(" ")).toContain("£32m");
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    },
  );

  test("has a band for every stream, as thick as it is large", () => {
    const bands = readDrawing(flow.wide).elements.filter(
      ({ name, attributes }) => name === "path" && attributes["fill-opacity"] === "0.28",
    );
    expect(bands).toHaveLength(9);
    const boxes = readDrawing(flow.wide)
      .elements.filter(({ name, attributes }) => name === "rect" && attributes["width"] === "12")
      .map(({ attributes }) => Number(attributes["height"]));
    expect(boxes[1]! / boxes[2]!).toBeCloseTo(21 / 32, 2);
  });

  test("keeps the words of two streams apart", () => {
    const heights = [...flow.narrow.matchAll(/<text x="25\d[^>]* y="([\d.]+)"/g)].map((match) =>
      Number(match[1]),
    );
    const sorted = heights.toSorted((a, b) => a - b);
    expect(sorted).toEqual(heights);
    for (const [at, y] of sorted.entries()) if (at > 0) expect(y - sorted[at - 1]!).toBeGreaterThan(12);
  });

  test("refuses a stream below nought, and draws an empty side", () => {
    expect(() => drawFlow({ from: streams([-1]), middle: "x", to: [] }, { ...words, table })).toThrow(
      RangeError,
    );
    expect(drawFlow({ from: [], middle: "x", to: [] }, { ...words, table }).wide).toContain("<svg");
  });
});
