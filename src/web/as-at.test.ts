import { describe, expect, test } from "vitest";
import { Invalid } from "../kernel/index.ts";
import { readAt } from "./as-at.ts";

function refusalOf(query: Readonly<Record<string, unknown>>): Invalid {
  try {
    readAt(query);
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(query)} was taken for a date.`);
}

describe("the date asked about", () => {
  test.each([
    [{}, undefined],
    [{ at: "" }, undefined],
    [{ at: "   " }, undefined],
    [{ "at-year": "", "at-month": "", "at-day": "" }, undefined],
    [{ at: "2026-03-31" }, "2026-03-31"],
    [{ at: " 2026-03-31 " }, "2026-03-31"],
    [{ at: "2024-02-29" }, "2024-02-29"],
    [{ "at-year": "2026", "at-month": "3", "at-day": "1" }, "2026-03-01"],
    [{ "at-year": " 2026 ", "at-month": "03", "at-day": "31" }, "2026-03-31"],
    [{ at: "2026-03-31", "at-year": "1999", "at-month": "1", "at-day": "1" }, "2026-03-31"],
  ])("of %j is %s", (query, date) => {
    expect(readAt(query)).toBe(date);
  });

  test.each([
    ["2026-02-30", "no such day"],
    ["2025-02-29", "no leap year"],
    ["2026-13-01", "no such month"],
    ["2026-00-10", "no month nought"],
    ["2026-04-31", "April has 30 days"],
    ["2026-4-1", "not in full"],
    ["31/03/2026", "in British order"],
    ["20260331", "without hyphens"],
    ["2026-03", "a month"],
    ["2026", "a year"],
    ["yesterday", "a word"],
    ["2026-03-31T00:00:00Z", "a moment"],
    ["+002026-03-31", "with a sign"],
    ["-2026-03-31", "before the common era"],
    ["２０２６-03-31", "in wide digits"],
    ["<script>", "markup"],
  ])("is not %j: %s", (at) => {
    const { problems } = refusalOf({ at });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: "at.not-a-date", field: "at" });
    expect(problems[0]?.message).toContain(`“${at}”`);
    expect(problems[0]?.message).toMatch(/Write it like 2026-11-21|has day|Give a month/);
  });

  test.each([
    [{ "at-year": "2026", "at-month": "2", "at-day": "30" }],
    [{ "at-year": "2026", "at-month": "", "at-day": "" }],
    [{ "at-year": "", "at-month": "3", "at-day": "31" }],
    [{ "at-year": "26", "at-month": "3", "at-day": "31" }],
  ])("is not the three parts %j", (query) => {
    expect(refusalOf(query).status).toBe(422);
  });

  test.each(["9999-12-31", "0001-01-01"])("is not %s, and the years that are taken are named", (at) => {
    expect(refusalOf({ at }).problems[0]?.message).toContain("Give a year from 1800 to 2200.");
  });

  test("given twice is refused, because an answer for today would be the wrong one without a word", () => {
    expect(refusalOf({ at: ["2026-03-31", "2026-04-02"] }).problems[0]?.message).toContain(
      "at was given 2 times",
    );
  });

  test("is quoted to 40 characters only, however long the address", () => {
    const { message } = refusalOf({ at: "9".repeat(5000) });
    expect(message.length).toBeLessThan(200);
  });
});
