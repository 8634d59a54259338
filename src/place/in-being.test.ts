import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { daysOverlap, isInBeing, whyNotInBeing, type Days } from "./in-being.ts";

function days(beginsOn?: string, endsOn?: string): Days {
  return { ...(beginsOn && { beginsOn: civilDate(beginsOn) }), ...(endsOn && { endsOn: civilDate(endsOn) }) };
}

describe("being in being", () => {
  it.each([
    ["2022-06-30", false, "the day before it begins"],
    ["2022-07-01", true, "its first day"],
    ["2026-03-31", true, "its last day"],
    ["2026-04-01", false, "the day on which it ends"],
  ])("on %s is %s: %s", (on, expected) => {
    const board = days("2022-07-01", "2026-04-01");
    expect(isInBeing(board, civilDate(on))).toBe(expected);
    expect(whyNotInBeing(board, civilDate(on)) === undefined).toBe(expected);
  });

  it("has no bounds where they are not known", () => {
    expect(isInBeing({}, civilDate("1850-01-01"))).toBe(true);
  });
});

describe("two runs of days", () => {
  it.each([
    [days("2020-01-01", "2021-01-01"), days("2021-01-01"), false],
    [days("2020-01-01", "2021-01-02"), days("2021-01-01"), true],
    [days(undefined, "2021-01-01"), days("2021-01-01"), false],
    [days(), days("2021-01-01", "2021-01-02"), true],
    [days("2022-01-01"), days(undefined, "2022-01-01"), false],
  ])("%j and %j share a day: %s", (a, b, expected) => {
    expect([daysOverlap(a, b), daysOverlap(b, a)]).toEqual([expected, expected]);
  });
});
