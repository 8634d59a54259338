import { describe, expect, it } from "vitest";
import {
  deviateOf,
  eachRow,
  groupRows,
  oneGroup,
  rowsByGroup,
  standardErrorOf,
  sumByGroup,
  tailOf,
} from "./index.ts";

describe("groups", () => {
  it("are numbered as they first appear", () => {
    const { keys, groups } = groupRows(["b", "a", "b"]);
    expect(keys).toEqual(["b", "a"]);
    expect([...groups.of]).toEqual([0, 1, 0]);
  });

  it("are summed, and a missing value makes its own group's sum missing", () => {
    const { groups } = groupRows(["b", "a", "b"]);
    expect([...sumByGroup(Float64Array.of(1, 2, 4), groups)]).toEqual([5, 2]);
    expect([...sumByGroup(Float64Array.of(1, NaN, 4), groups)]).toEqual([5, NaN]);
  });

  it("keep the order of their rows when put together", () => {
    const { rows, start } = rowsByGroup(groupRows(["b", "a", "b", "c", "a"]).groups);
    expect([...rows]).toEqual([0, 2, 1, 4, 3]);
    expect([...start]).toEqual([0, 2, 4, 5]);
  });

  it("can be each row for itself, or all rows together", () => {
    expect([...eachRow(3).of]).toEqual([0, 1, 2]);
    expect([...oneGroup(3).of]).toEqual([0, 0, 0]);
  });
});

describe("confidence", () => {
  it("is a fraction from 0.9 to below 1", () => {
    expect(deviateOf(0.95)).toBe(1.9599639845400536);
    expect(tailOf(0.95)).toBeCloseTo(0.025, 15);
    expect(deviateOf(0.998)).toBeCloseTo(3.090232306167813, 12);
  });

  it.each([95, 14, 0.5, 1, NaN])("refuses %s, which might mean anything", (confidence) => {
    expect(() => deviateOf(confidence)).toThrow(RangeError);
  });

  it("gives back the standard error behind even limits", () => {
    expect(standardErrorOf({ lower: 8.04, upper: 11.96 }, 0.95)).toBeCloseTo(1, 4);
  });
});
