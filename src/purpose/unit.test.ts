import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Measured } from "../kernel/index.ts";
import { figureInWords, shownDecimals, shownFigure, shownInWords } from "./figure.ts";
import { unitOf } from "./unit.ts";

const value = (number: number): Measured => ({ kind: "value", value: number });

/** The units of the indicators that are shipped, as their file has them. */
function shippedUnits(): readonly string[] {
  const text = readFileSync(new URL("../../data/purpose/indicators.csv", import.meta.url), "utf8");
  const cell = /(?:"(?:[^"]|"")*"|[^,"\n]*)(?:,|$)/g;
  const [head = "", ...rows] = text.trim().split("\n");
  const at = head.split(",").indexOf("unit");
  const unit = (row: string): string => row.match(cell)?.[at]?.replace(/,$/, "").replaceAll('"', "") ?? "";
  return [...new Set(rows.map(unit))];
}

describe("figures are written with the decimals and the words of their unit", () => {
  test.each<[number, string, string]>([
    [0.18614, "fraction of 1", "18.6 per cent"],
    [0.07, "fraction of 1", "7 per cent"],
    [94.5, "per cent", "94.5 per cent"],
    [298903, "people", "298,903 people"],
    [1, "people", "1 person"],
    [1, "discharges", "1 discharge"],
    [1233.867, "patients a day", "1,233.9 patients a day"],
    [5370.3, "delayed days a day", "5,370.3 delayed days a day"],
    [0.467, "days", "0.47 days"],
    [4465, "days", "4,465 days"],
    [25.472, "score", "25.5 points"],
    [88.3, "England 2015 = 100", "88.3 (England in 2015 is 100)"],
    [2, "rating, 1 to 4", "2 on a scale from 1 to 4"],
    [12, "rank, 1 = most deprived", "rank 12 (1 is the most deprived)"],
    [1.1698, "observed / expected deaths", "1.17 observed deaths for each expected one"],
    [12.34567, "widgets", "12.346 widgets"],
    [3, "widgets / year", "3 (widgets / year)"],
  ])("%d in %s is %s", (number, unit, words) => {
    expect(shownInWords(value(number), unit)).toBe(words);
  });

  test.each<[number, string, string]>([
    [0.0004, "fraction of 1", "under 0.1 per cent"],
    [0.9999, "fraction of 1", "over 99.9 per cent"],
    [1, "fraction of 1", "100 per cent"],
    [0.02, "score", "under 0.1 points"],
    [-0.02, "score", "over -0.1 points"],
    [0.96, "days", "0.96 days"],
    [0.999, "days", "1 day"],
  ])("%d in %s, which rounding would make none or all, is %s", (number, unit, words) => {
    expect(shownInWords(value(number), unit)).toBe(words);
  });

  test("a figure of nought is 0, and one that is not there says why", () => {
    expect(shownInWords({ kind: "zero" }, "fraction of 1")).toBe("0 per cent");
    expect(shownInWords({ kind: "no-data" }, "score")).toBe("no data");
    expect(shownInWords({ kind: "suppressed" }, "days")).toBe("suppressed");
    expect(shownInWords({ kind: "not-applicable" }, "days")).toBe("not applicable");
  });

  test("a column of whole figures shows no decimals, any other those of its unit", () => {
    expect(shownDecimals([value(4465), { kind: "zero" }, { kind: "no-data" }], "days")).toBe(0);
    expect(shownDecimals([value(4465), value(0.467)], "days")).toBe(2);
    expect(shownDecimals([value(0.18614)], "fraction of 1")).toBe(1);
  });

  test("only what is read is rounded: the figure behind it, and what the record says of it, keep their digits", () => {
    expect(figureInWords(value(0.18614), "fraction of 1")).toBe("18.614 per cent");
    expect(figureInWords(value(25.472), "score")).toBe("25.472 points");
    expect(shownFigure(value(25.472), "score")).toEqual({ figure: value(25.472), unit: "points" });
    expect(shownFigure(value(0.18614), "fraction of 1").figure).toEqual(value(18.614));
  });

  test("every unit that is shipped has its words here", () => {
    const units = shippedUnits();
    expect(units).toContain("rank, 1 = most deprived");
    for (const unit of units) expect(unitOf(unit).decimals, unit).toBeLessThan(3);
  });
});
