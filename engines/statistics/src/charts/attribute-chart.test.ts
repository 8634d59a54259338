import { describe, expect, it } from "vitest";
import { attributeChart } from "./attribute-chart.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe("charts of counts", () => {
  it("c: 4 6 5 has centre 5 and limits 0 and 5 + 3√5", () => {
    const chart = attributeChart({ kind: "c", counts: of(4, 6, 5), better: "lower" });
    expect(chart.phases[0]).toMatchObject({ centre: 5, lower: 0, provisional: true });
    expect(chart.phases[0]!.upper).toBeCloseTo(11.7082039325, 9);
  });

  it("p: 5 and 10 of 50 has centre 0.15 and upper limit 0.15 + 3 √(0.15 × 0.85/50)", () => {
    const chart = attributeChart({ kind: "p", counts: of(5, 10), sizes: of(50, 50), better: "lower" });
    expect(chart.points[0]).toMatchObject({ value: 0.1, lower: 0 });
    expect(chart.points[0]!.centre).toBeCloseTo(0.15, 12);
    expect(chart.points[0]!.upper).toBeCloseTo(0.15 + 3 * 0.05049752469, 9);
    expect(chart.phases[0]).not.toHaveProperty("upper");
  });

  it("u: 2 in 10 and 4 in 20 has centre 0.2 and its own limit at each size", () => {
    const chart = attributeChart({ kind: "u", counts: of(2, 4), sizes: of(10, 20), better: "lower" });
    expect(chart.points[0]!.upper).toBeCloseTo(0.2 + 3 * Math.sqrt(0.02), 12);
    expect(chart.points[1]!.upper).toBeCloseTo(0.2 + 3 * Math.sqrt(0.01), 12);
  });

  it("p′ widens by the average step of z over 1.128", () => {
    // z = ∓0.05/0.0504975 = ∓0.990148; step 1.980295; over 1.128 is 1.755581.
    const chart = attributeChart({ kind: "p-prime", counts: of(5, 10), sizes: of(50, 50), better: "lower" });
    expect(chart.spread[0]).toBeCloseTo(1.755581, 6);
    expect(chart.points[0]!.upper).toBeCloseTo(0.15 + 3 * 0.05049752469 * 1.755581, 6);
  });

  it("advises the prime chart where values vary far more than chance", () => {
    const chart = attributeChart({ kind: "p", counts: of(5, 10), sizes: of(50, 50), better: "lower" });
    expect(chart.phases[0]!.notes.at(-1)).toBe(
      "Values vary 1.8 times as much from one to the next as chance alone would make them, so these limits call too many values unusual; use the p′ chart.",
    );
    expect(
      attributeChart({ kind: "c", counts: of(1, 40, 1), better: "lower" }).phases[0]!.notes.at(-1),
    ).toContain("run chart (XmR)");
  });

  it.each([
    [
      "every count is 0",
      { kind: "u", counts: of(0, 0), sizes: of(5, 5) },
      "Every count is 0, so no limits can be set.",
    ],
    [
      "everybody is counted",
      { kind: "p", counts: of(5, 5), sizes: of(5, 5) },
      "Everybody is counted at every point, so no limits can be set.",
    ],
    [
      "values never vary on a prime chart",
      { kind: "p-prime", counts: of(1, 1), sizes: of(5, 5) },
      "The values do not vary, or no two follow each other, so no limits can be set.",
    ],
    ["there are no values", { kind: "c", counts: of(NaN) }, "There are no values, so there are no limits."],
  ] as const)("has no limits where %s (invariant 2)", (_, asked, note) => {
    const chart = attributeChart({ ...asked, better: "lower" });
    expect(chart.phases[0]!.notes.at(-1)).toBe(note);
    expect(chart.points[0]).not.toHaveProperty("upper");
    expect(chart.signals).toEqual([]);
  });

  it("leaves a gap where nobody was counted among (invariant 3)", () => {
    const chart = attributeChart({ kind: "p", counts: of(5, 0, 10), sizes: of(50, 0, 50), better: "lower" });
    expect(chart.points[1]).not.toHaveProperty("value");
    expect(chart.phases[0]).toMatchObject({ centre: 0.15, count: 2 });
  });

  it("judges a target by the limits of the latest point", () => {
    const asked = { kind: "u", counts: of(2, 4), sizes: of(10, 20), better: "lower" } as const;
    expect(attributeChart({ ...asked, target: 0.6 }).assurance!.kind).toBe("consistently-met");
    expect(attributeChart({ ...asked, target: 0.4 }).assurance!.kind).toBe("hit-and-miss");
  });

  it("rebases like every chart", () => {
    const chart = attributeChart({ kind: "c", counts: of(1, 1, 1, 9, 9, 9), better: "lower", rebaseAt: [3] });
    expect(chart.phases.map(({ centre }) => centre)).toEqual([1, 9]);
    expect(chart.signals).toEqual([]);
  });

  it.each([
    ["a negative count", { kind: "c", counts: of(-1) }, /0 or more/],
    ["an infinite count", { kind: "c", counts: of(Infinity) }, /0 or more/],
    ["more counted than there are people", { kind: "p", counts: of(6), sizes: of(5) }, /above the 5 people/],
    ["shares without people", { kind: "p", counts: of(6) }, /needs a size/],
    ["sizes on a c chart", { kind: "c", counts: of(6), sizes: of(5) }, /has no sizes/],
  ] as const)("refuses %s", (_, asked, message) => {
    expect(() => attributeChart({ ...asked, better: "lower" })).toThrow(message);
  });
});
