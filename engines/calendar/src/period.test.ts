import { describe, expect, it } from "vitest";
import { civilDate, periodContains, periodOf, periodsOverlap } from "./index.ts";

const group = periodOf(civilDate("2013-04-01"), civilDate("2022-07-01"));
const board = periodOf(civilDate("2022-07-01"));

describe("invariant 6: a period holds its first day and not the day it ends on", () => {
  it.each([
    { day: "2013-03-31", inGroup: false, inBoard: false },
    { day: "2013-04-01", inGroup: true, inBoard: false },
    { day: "2022-06-30", inGroup: true, inBoard: false },
    { day: "2022-07-01", inGroup: false, inBoard: true },
    { day: "2200-12-31", inGroup: false, inBoard: true },
  ])("$day", ({ day, inGroup, inBoard }) => {
    expect(periodContains(group, civilDate(day))).toBe(inGroup);
    expect(periodContains(board, civilDate(day))).toBe(inBoard);
  });

  it("periods that touch do not overlap, in either order", () => {
    expect(periodsOverlap(group, board)).toBe(false);
    expect(periodsOverlap(board, group)).toBe(false);
  });

  it("periods that share one day overlap, in either order", () => {
    const last = periodOf(civilDate("2022-06-30"), civilDate("2022-07-01"));
    expect(periodsOverlap(group, last)).toBe(true);
    expect(periodsOverlap(last, group)).toBe(true);
    expect(periodsOverlap(board, periodOf(civilDate("2030-01-01")))).toBe(true);
  });

  it("a period without a day is refused", () => {
    expect(() => periodOf(civilDate("2022-07-01"), civilDate("2022-06-30"))).toThrow(
      "A period from 1 July 2022 cannot end before 30 June 2022: it would hold no day.",
    );
  });
});
