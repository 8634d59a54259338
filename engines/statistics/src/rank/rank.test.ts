import { describe, expect, it } from "vitest";
import { groupRows } from "../column/group.ts";
import { categoryBounds, quantile, quantileGroups, valueCategories } from "./index.ts";

describe("a quantile of values", () => {
  it("is worked by hand: a quarter of the way from 1 to 3 past 2 is 1.5", () => {
    expect(quantile(Float64Array.of(3, 1, 2), 0.25)).toBe(1.5);
    expect(quantile(Float64Array.of(3, 1, NaN, 2), 1)).toBe(3);
  });

  it("is missing without values, and refuses a share outside 0 to 1", () => {
    expect(quantile(Float64Array.of(NaN), 0.5)).toBeNaN();
    expect(() => quantile(Float64Array.of(1), 1.5)).toThrow(RangeError);
  });
});

describe("quantiles of areas", () => {
  it("are worked by hand: 10 and 20 make the lower half of four", () => {
    const values = Float64Array.of(10, 40, 30, 20);
    expect([...quantileGroups({ values, quantiles: 2, order: "lowest-first" })]).toEqual([1, 2, 2, 1]);
    expect([...quantileGroups({ values, quantiles: 2, order: "highest-first" })]).toEqual([2, 1, 1, 2]);
  });

  it("are not given where a group has fewer values than quantiles, nor for a missing value", () => {
    const values = Float64Array.of(1, 2, NaN, 5);
    const { groups } = groupRows(["a", "a", "a", "b"]);
    expect([...quantileGroups({ values, groups, quantiles: 2, order: "lowest-first" })]).toEqual([
      1, 2, 0, 0,
    ]);
  });

  it("refuse a number of quantiles that is not whole, or outside 2 to 100", () => {
    for (const quantiles of [1, 2.5, 101]) {
      expect(() => quantileGroups({ values: Float64Array.of(1), quantiles, order: "lowest-first" })).toThrow(
        RangeError,
      );
    }
  });
});

describe("categories of a map", () => {
  it("are worked by hand: five values, five categories", () => {
    const values = Float64Array.of(1, 2, 3, 4, 5);
    expect([...categoryBounds(values, 4)]).toEqual([1, 2, 3, 4, 5]);
    expect([...valueCategories(values, { categories: 5, order: "lowest-first" })]).toEqual([1, 2, 3, 4, 5]);
    expect([...valueCategories(values, { categories: 5, order: "highest-first" })]).toEqual([5, 4, 3, 2, 1]);
  });

  it("are not given for too few values, nor for a missing one", () => {
    expect([...categoryBounds(Float64Array.of(1, 2, 3), 4)]).toEqual([]);
    expect([
      ...valueCategories(Float64Array.of(1, 2, 3, 4), { categories: 5, order: "lowest-first" }),
    ]).toEqual([0, 0, 0, 0]);
    expect([
      ...valueCategories(Float64Array.of(1, NaN, 3, 4, 5), { categories: 4, order: "lowest-first" }),
    ]).toEqual([1, 0, 2, 3, 4]);
  });
});
