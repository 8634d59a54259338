import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { noticeOf, settingOn, type Planned } from "./forward-plan.ts";
import { lawHolidays } from "./store-law.ts";

const holidays = lawHolidays();
const given = civilDate("2026-11-23");

function verdictOf(dueFrom: string, shorter?: Planned["shorter"]) {
  const { verdict, clearDays, earliest } = noticeOf(
    { keyDecision: true, givenOn: given, dueFrom: civilDate(dueFrom), ...(shorter && { shorter }) },
    holidays,
  );
  return [verdict, clearDays, earliest];
}
const exception = (kind: "general" | "special", on: string) => ({
  kind,
  on: civilDate(on),
  words: "It cannot wait.",
});

describe("notice of a key decision, given on Monday 23 November 2026 (invariant 26)", () => {
  test.each([
    ["decided on the first lawful day", "2026-12-22", undefined, ["in-time", 28, "2026-12-22"]],
    ["decided the day before", "2026-12-21", undefined, ["short", 27, "2026-12-22"]],
    ["on the day of its notice", "2026-11-23", undefined, ["short", 0, "2026-12-22"]],
    // Told on Monday 7 December: 8 to 14 December hold five working days, so Tuesday 15 is the first.
    [
      "general exception, five clear days",
      "2026-12-15",
      exception("general", "2026-12-07"),
      ["general", 21, undefined],
    ],
    [
      "general exception, four",
      "2026-12-14",
      exception("general", "2026-12-07"),
      ["short", 20, "2026-12-22"],
    ],
    ["special urgency", "2026-12-01", exception("special", "2026-11-30"), ["special", 7, undefined]],
  ] as const)("%s", (_name, dueFrom, shorter, expected) => {
    expect(verdictOf(dueFrom, shorter)).toEqual(expected);
  });

  test("is asked of key decisions alone", () => {
    const notice = noticeOf({ keyDecision: false, givenOn: given, dueFrom: given }, holidays);
    expect(notice.verdict).toBe("not-key");
  });
});

test("what counts as a key decision is the setting of the day (invariant 27)", () => {
  const setting = (from: string, words: string) =>
    ({ from: civilDate(from), words, source: "constitution", seen: given, basis: "kept-here" }) as const;
  const settings = [setting("2020-05-01", "£250,000"), setting("2026-05-01", "£500,000")];
  const on = (day: string) => settingOn(settings, civilDate(day))?.words;
  expect([on("2020-04-30"), on("2026-04-30"), on("2026-05-01")]).toEqual([undefined, "£250,000", "£500,000"]);
});
