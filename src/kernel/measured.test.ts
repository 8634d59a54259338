import { describe, expect, test } from "vitest";
import {
  formatMeasured,
  formatNumber,
  measured,
  measuredKinds,
  numberOf,
  type MeasuredKind,
} from "./measured.ts";

describe("a measured value", () => {
  test.each<{ kind: MeasuredKind; value: number | undefined; number: number | undefined; words: string }>([
    { kind: "value", value: 12.5, number: 12.5, words: "12.5" },
    { kind: "value", value: 0, number: 0, words: "0" },
    { kind: "value", value: -3, number: -3, words: "-3" },
    { kind: "zero", value: undefined, number: 0, words: "0" },
    { kind: "zero", value: 0, number: 0, words: "0" },
    { kind: "no-data", value: undefined, number: undefined, words: "no data" },
    { kind: "not-applicable", value: undefined, number: undefined, words: "not applicable" },
    { kind: "suppressed", value: undefined, number: undefined, words: "suppressed" },
  ])(
    "of status $kind with $value has the number $number and reads $words",
    ({ kind, value, number, words }) => {
      const figure = measured(kind, value);
      expect(figure.kind).toBe(kind);
      expect(numberOf(figure)).toBe(number);
      expect(formatMeasured(figure)).toBe(words);
    },
  );

  test.each<{ kind: MeasuredKind; value: number | undefined; because: string }>([
    { kind: "value", value: undefined, because: "a value needs a number" },
    { kind: "value", value: Number.NaN, because: "and a real one" },
    { kind: "value", value: Number.POSITIVE_INFINITY, because: "a finite one" },
    { kind: "zero", value: 1, because: "zero is not one" },
    { kind: "zero", value: Number.NaN, because: "nor unreadable" },
    { kind: "no-data", value: 0, because: "no data is not zero" },
    { kind: "not-applicable", value: 0, because: "nor is what cannot be" },
    { kind: "suppressed", value: 3, because: "what is suppressed is not shown" },
    { kind: "suppressed", value: 0, because: "not even where it is none" },
  ])("of status $kind with $value is refused: $because", ({ kind, value }) => {
    expect(() => measured(kind, value)).toThrow(RangeError);
  });

  test("the five statuses are five different things", () => {
    expect(new Set(measuredKinds).size).toBe(5);
    const without = measuredKinds
      .filter((kind) => kind !== "value")
      .map((kind) => formatMeasured(measured(kind, undefined)));
    expect(new Set(without).size).toBe(4);
  });
});

describe("a number in the British form", () => {
  test.each([
    [1234.5, undefined, "1,234.5"],
    [1234.5678, undefined, "1,234.568"],
    [0.1 + 0.2, undefined, "0.3"],
    [12, 1, "12.0"],
    [12.25, 1, "12.3"],
    [-0.04, 1, "-0.0"],
    [1_000_000, 0, "1,000,000"],
  ])("%d with %s decimals reads %s", (value, decimals, words) => {
    expect(formatNumber(value, decimals)).toBe(words);
    expect(formatMeasured({ kind: "value", value }, decimals)).toBe(words);
  });

  test("decimals do not change the words for what has no number", () => {
    expect(formatMeasured({ kind: "suppressed" }, 2)).toBe("suppressed");
    expect(formatMeasured({ kind: "zero" }, 2)).toBe("0");
  });
});
