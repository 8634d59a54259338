import { readFileSync } from "node:fs";
import { civilDate, parseHolidayTable } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { judgePrivatePart, needsPrivateNotice, type PrivateNotice } from "./private-notice.ts";

const parsed = parseHolidayTable(
  JSON.parse(readFileSync(new URL("../../law/holidays.json", import.meta.url), "utf8")),
);
if (!parsed.ok) throw new Error("The holidays of the law are not readable.");
const holidays = parsed.value;
const meetingOn = civilDate("2026-12-22");

function notice(step: PrivateNotice["step"], on: string): PrivateNotice {
  return {
    step,
    on: civilDate(on),
    reasons: "A contract is let.",
    ...(step === "agreement" && { agreedBy: "chair of the overview and scrutiny committee" }),
  };
}

describe("a private part of an executive's meeting on Tuesday 22 December 2026 (invariant 21)", () => {
  test.each([
    ["nothing given yet", [], "2026-11-20", "waiting", "the first notice by 23 November 2026"],
    [
      "the first on its last day",
      [notice("first", "2026-11-23")],
      "2026-11-24",
      "waiting",
      "14 December 2026",
    ],
    [
      "both on their last days",
      [notice("first", "2026-11-23"), notice("second", "2026-12-14")],
      "2026-12-22",
      "allowed",
      "the first with 28 clear days (28 required), the second with 5 clear days (5 required)",
    ],
    [
      "the first a day late",
      [notice("first", "2026-11-24"), notice("second", "2026-12-14")],
      "2026-12-22",
      "missed",
      "The first notice was given with 27 clear days; 28 are required (SI 2012/2089 reg 5(2))",
    ],
    [
      "the second never",
      [notice("first", "2026-11-23")],
      "2026-12-15",
      "missed",
      "The second notice was not given here by 14 December 2026",
    ],
    [
      "late, and agreed to be urgent",
      [notice("first", "2026-12-01"), notice("second", "2026-12-14"), notice("agreement", "2026-12-15")],
      "2026-12-22",
      "by-agreement",
      "The chair of the overview and scrutiny committee agreed, as published on 15 December 2026",
    ],
  ] as const)("%s", (_name, notices, today, verdict, words) => {
    const part = judgePrivatePart({ meetingOn, today: civilDate(today), notices, holidays });
    expect(part.verdict).toBe(verdict);
    expect(part.words).toContain(words);
  });

  test("beyond the years whose holidays are held the days cannot be told", () => {
    const far = civilDate("2090-06-01");
    const part = judgePrivatePart({
      meetingOn: far,
      today: far,
      notices: [notice("second", "2090-05-01")],
      holidays,
    });
    expect(part.steps.map((one) => one.verdict)).toContain("cannot-tell");
  });

  test("is asked of an executive alone, and only since 10 September 2012", () => {
    const board = { kind: "cabinet" } as Parameters<typeof needsPrivateNotice>[0]["board"];
    expect(needsPrivateNotice({ board, on: meetingOn })).toBe(true);
    expect(needsPrivateNotice({ board, on: civilDate("2012-09-09") })).toBe(false);
    expect(
      needsPrivateNotice({ board: { ...board, kind: "health-and-wellbeing-board" }, on: meetingOn }),
    ).toBe(false);
  });
});
