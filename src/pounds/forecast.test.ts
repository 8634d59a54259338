import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { pence } from "@concordat/ledger";
import { forecastOf, weightsOf } from "./forecast.ts";
import { monthsOf, monthsPassed, spansOf, spanWords } from "./year.ts";

const scheme = { budget: pence(1200n), profile: "even" };
const year = { beginsOn: civilDate("2025-04-01"), endsOn: civilDate("2026-04-01"), year: "2025-26" };

describe("invariant 9: a forecast", () => {
  test.each([
    [
      "before any month has passed it is the budget",
      scheme,
      0n,
      0,
      { used: 1200n, method: "budget", low: 1200n, high: 1200n },
    ],
    [
      "after a quarter it carries on in a straight line",
      scheme,
      400n,
      3,
      { used: 1600n, method: "straight-line", low: 1300n, high: 1600n },
    ],
    [
      "with a profile the rest is as profiled",
      { ...scheme, profile: "0,0,0,1,1,1,1,1,1,2,2,2" },
      400n,
      3,
      { used: 1600n, method: "profile", low: 1600n, high: 1600n },
    ],
    [
      "a manager's judgement is used, and the methods stay as the range",
      { ...scheme, judged: { amount: pence(1250n), why: "a ward closes" } },
      400n,
      3,
      { used: 1250n, method: "judgement", low: 1250n, high: 1600n },
    ],
    [
      "when the year is over it is what was spent",
      { ...scheme, judged: { amount: pence(1250n), why: "x" } },
      1303n,
      12,
      { used: 1303n, method: "outturn", low: 1303n, high: 1303n },
    ],
    [
      "a credit is the mirror of a charge",
      scheme,
      -1n,
      7,
      { used: -2n, method: "straight-line", low: -2n, high: 499n },
    ],
  ] as const)("%s", (_name, given, spent, passed, expected) => {
    expect(forecastOf(given, pence(spent), { passed, all: 12 })).toMatchObject(expected);
  });

  test("a profile that does not fit the year is even", () => {
    expect(weightsOf("1,2,3", 12)).toEqual(Array.from({ length: 12 }, () => 1n));
    expect(weightsOf("0,0", 2)).toEqual([1n, 1n]);
    expect(weightsOf("3,1", 2)).toEqual([3n, 1n]);
  });
});

describe("the months of a fund's year", () => {
  test("run from M1 in April to M12 in March", () => {
    const months = monthsOf(year);
    expect(months).toHaveLength(12);
    expect([months[0]!.name, months[11]!.name]).toEqual(["M1, April 2025", "M12, March 2026"]);
    expect(spanWords(months[10]!)).toBe("1 February 2026 to 28 February 2026");
  });

  test.each([
    ["2025-03-31", 0],
    ["2025-04-29", 0],
    ["2025-04-30", 1],
    ["2026-03-30", 11],
    ["2026-11-22", 12],
  ])("on %s %i of them have passed", (day, passed) => {
    expect(monthsPassed(monthsOf(year), civilDate(day))).toBe(passed);
  });

  test("make four quarters and the year, and none where a source names the year too loosely", () => {
    expect(
      spansOf(year)
        .slice(12)
        .map(({ key, from, to }) => [key, from, to]),
    ).toEqual([
      ["Q1", "2025-04-01", "2025-07-01"],
      ["Q2", "2025-07-01", "2025-10-01"],
      ["Q3", "2025-10-01", "2026-01-01"],
      ["Q4", "2026-01-01", "2026-04-01"],
      ["year", "2025-04-01", "2026-04-01"],
    ]);
    expect(spansOf({ year: "2017-18 onwards" })).toEqual([]);
  });
});
