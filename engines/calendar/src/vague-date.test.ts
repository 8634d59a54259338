import { describe, expect, it } from "vitest";
import {
  civilDate,
  formatVagueDate,
  orderOfVagueDates,
  parseVagueDate,
  vagueDateOf,
  vagueDateText,
} from "./index.ts";
import type { VagueDate } from "./index.ts";

function vague(text: string): VagueDate {
  const parsed = parseVagueDate(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

describe("a vague date", () => {
  it.each([
    { text: "2024", earliest: "2024-01-01", latest: "2024-12-31", written: "2024" },
    { text: "2024-02", earliest: "2024-02-01", latest: "2024-02-29", written: "February 2024" },
    { text: "2024-02-10", earliest: "2024-02-10", latest: "2024-02-10", written: "10 February 2024" },
  ])(
    "$text runs from $earliest to $latest and is written “$written”",
    ({ text, earliest, latest, written }) => {
      const date = vague(text);
      expect(date).toMatchObject({ earliest, latest });
      expect(formatVagueDate(date)).toBe(written);
      expect(vagueDateText(date)).toBe(text);
    },
  );

  it.each(["1799", "2201", "1799-12", "2024-00", "2024-13", "2024-02-30", "May 2024", ""])(
    "“%s” is refused in words",
    (text) => {
      const parsed = parseVagueDate(text);
      expect(parsed.ok ? "read" : parsed.problem).toMatch(/^“.*” (is|has) .*\.$/);
    },
  );
});

describe("invariant 2: an order that the vagueness leaves open is cannot-tell", () => {
  it.each([
    { a: "2023", b: "2024-01", expected: "before" },
    { a: "2024-02", b: "2024-01-31", expected: "after" },
    { a: "2024-02", b: "2024-02-29", expected: "cannot-tell" },
    { a: "2024-02-29", b: "2024", expected: "cannot-tell" },
    { a: "2024-02", b: "2024-02", expected: "cannot-tell" },
    { a: "2024-02-29", b: "2024-02-29", expected: "same" },
  ])("$a against $b: $expected", ({ a, b, expected }) => {
    expect(orderOfVagueDates(vague(a), vague(b))).toBe(expected);
  });

  it("a day known exactly is its own earliest and latest", () => {
    expect(orderOfVagueDates(vagueDateOf(civilDate("2024-02-29")), vague("2024-02-29"))).toBe("same");
  });
});
