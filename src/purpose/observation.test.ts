import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import type { Measured } from "../kernel/index.ts";
import { figureInWords, figureJson, shownFigure } from "./figure.ts";
import { directionInWords, seriesIn, stepsOf, type Observation } from "./observation.ts";
import { lengthOf, nextSpan, spanInWords, spanShort, type Span } from "./period.ts";

function span(start: string, end: string): Span {
  return { start: civilDate(start), end: civilDate(end) };
}

function observed(start: string, end: string, more: Partial<Observation> = {}): Observation {
  const figure: Measured = { kind: "value", value: 1 };
  const rest = {
    indicator: "some",
    code: "E1",
    dimension: "",
    vintage: "first",
    unit: "days",
    basis: "published",
  } as const;
  return { ...rest, span: span(start, end), figure, ...more };
}

describe("periods in words", () => {
  test.each([
    ["2020-02-01", "2020-02-29", "month", "February 2020", "Feb 2020"],
    ["2020-06-30", "2020-06-30", "day", "30 June 2020", "30 June 2020"],
    ["2019-01-01", "2019-12-31", "calendar-year", "2019", "2019"],
    ["2024-04-01", "2025-03-31", "year", "the year to 31 March 2025", "the year to 31 March 2025"],
    ["2024-04-06", "2025-04-05", "year", "the year to 5 April 2025", "the year to 5 April 2025"],
    ["2026-03-01", "2026-03-29", "other", "1 March 2026 to 29 March 2026", "1 March 2026 to 29 March 2026"],
    ["2026-03-02", "2026-04-01", "other", "2 March 2026 to 1 April 2026", "2 March 2026 to 1 April 2026"],
  ])("%s to %s is a %s: %s", (start, end, length, words, short) => {
    expect(lengthOf(span(start, end))).toBe(length);
    expect(spanInWords(span(start, end))).toBe(words);
    expect(spanShort(span(start, end))).toBe(short);
  });

  test.each([
    ["2019-12-01", "2019-12-31", "2020-01-01", "2020-01-31"],
    ["2019-01-01", "2019-12-31", "2020-01-01", "2020-12-31"],
    ["2023-04-01", "2024-03-31", "2024-04-01", "2025-03-31"],
  ])("after %s to %s comes %s to %s", (start, end, nextStart, nextEnd) => {
    expect(nextSpan(span(start, end))).toEqual(span(nextStart, nextEnd));
  });

  test("after a single day or an odd stretch nothing is known to follow", () => {
    expect(nextSpan(span("2020-06-30", "2020-06-30"))).toBeUndefined();
    expect(nextSpan(span("2026-03-01", "2026-03-29"))).toBeUndefined();
  });
});

describe("invariant 3: series", () => {
  const january = observed("2020-01-01", "2020-01-31");
  test.each<[string, Observation]>([
    ["vintages", observed("2020-02-01", "2020-02-29", { vintage: "second" })],
    ["dimensions", observed("2020-02-01", "2020-02-29", { dimension: "sex=females" })],
    ["lengths of period", observed("2020-01-01", "2020-12-31")],
  ])("%s are never mixed", (_, other) => {
    const series = seriesIn([january, other]);
    expect(series.map((one) => one.observations)).toEqual([[other], [january]]);
  });

  test("the series that reaches furthest comes first, and its figures are in the order of time", () => {
    const march = observed("2020-03-01", "2020-03-31");
    const old = observed("2019-01-01", "2019-01-31", { vintage: "old" });
    const series = seriesIn([march, old, january]);
    expect(series.map((one) => one.vintage)).toEqual(["first", "old"]);
    expect(series[0]?.observations).toEqual([january, march]);
  });

  test("a month that is missing between two is no data, and nothing is added at the ends", () => {
    const [series] = seriesIn([january, observed("2020-04-01", "2020-04-30")]);
    expect(stepsOf(series!).map((step) => [step.span.start, step.figure.kind])).toEqual([
      ["2020-01-01", "value"],
      ["2020-02-01", "no-data"],
      ["2020-03-01", "no-data"],
      ["2020-04-01", "value"],
    ]);
  });
});

describe("figures as readers see them", () => {
  test.each<[Measured, string, string]>([
    [{ kind: "value", value: 0.18614 }, "fraction of 1", "18.614 per cent"],
    [{ kind: "value", value: 0.07 }, "fraction of 1", "7 per cent"],
    [{ kind: "zero" }, "fraction of 1", "0 per cent"],
    [{ kind: "no-data" }, "fraction of 1", "no data"],
    [{ kind: "suppressed" }, "days", "suppressed"],
    [{ kind: "not-applicable" }, "days", "not applicable"],
    [{ kind: "value", value: 5370.3 }, "delayed days a day", "5,370.3 delayed days a day"],
    [{ kind: "value", value: 2 }, "rating, 1 to 4", "2 on a scale from 1 to 4"],
  ])("%o in %s is %s", (figure, unit, words) => {
    expect(figureInWords(figure, unit)).toBe(words);
  });

  test("a share becomes per cent without a trace of binary fractions", () => {
    expect(shownFigure({ kind: "value", value: 0.07 }, "fraction of 1").figure).toEqual({
      kind: "value",
      value: 7,
    });
  });

  test.each<[Measured, number | null]>([
    [{ kind: "value", value: 3 }, 3],
    [{ kind: "zero" }, 0],
    [{ kind: "no-data" }, null],
    [{ kind: "suppressed" }, null],
    [{ kind: "not-applicable" }, null],
  ])("invariant 2: for machines %o keeps its status, and only a number is a number", (figure, value) => {
    expect(figureJson(figure)).toEqual({ status: figure.kind, value });
  });

  test.each([
    ["lower-better", "Lower is better."],
    ["higher-better", "Higher is better."],
    ["neither", "Neither high nor low is better in itself."],
  ] as const)("invariant 10: %s is said in words", (direction, words) => {
    expect(directionInWords(direction)).toBe(words);
  });
});
