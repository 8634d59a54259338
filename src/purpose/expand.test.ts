import { describe, expect, test } from "vitest";
import { parse as parseCsv } from "csv-parse/sync";
import { readCatalogue, readDataText, readShipped } from "../app/catalogue.ts";
import { expandRows, type GivenRow } from "./expand.ts";
import { datasetKeyOf, parseRules, type FileRule } from "./rules.ts";

const rules = parseRules(readDataText("purpose/observations.yaml"));

function shipped(rule: FileRule): readonly GivenRow[] {
  const file = readCatalogue().find((one) => one.key === datasetKeyOf(rule))!;
  return parseCsv(readShipped(file).bytes, { columns: true, bom: true }) as GivenRow[];
}

describe("the shipped files", () => {
  test.each([
    ["dtoc-england-month", 810],
    ["dtoc-council-month", 9207],
    ["discharge-ready-council-year", 1848],
    ["discharge-ready-council-month", 9240],
    ["criteria-to-reside-icb-month", 1722],
    ["criteria-to-reside-trust-month", 4961],
    ["delay-reasons-icb-month", 19_092],
    ["ae-four-hour-trust-month", 88_104],
    ["shmi-trust-2025", 236],
    ["shmi-trust-2012-2019", 1084],
    ["cqc-rating-trust", 354],
    ["ambulance-handover-trust", 354],
    ["imd-council", 1317],
    ["imd-small-areas-council", 6512],
    ["population-age-band-council", 6740],
    ["health-index", 9772],
  ])("%s becomes %i observations, none of them twice", (key, count) => {
    const rule = rules.find((one) => datasetKeyOf(one) === key)!;
    const found = expandRows(rule, shipped(rule));
    const keys = found.map((one) =>
      [one.indicator, one.code, one.dimension, one.periodStart, one.periodEnd, one.vintage].join(" "),
    );
    expect(found).toHaveLength(count);
    expect(new Set(keys).size).toBe(count);
  });

  test("the counts above are all files and 161,353 observations", () => {
    expect(rules).toHaveLength(16);
    expect(
      810 +
        9207 +
        1848 +
        9240 +
        1722 +
        4961 +
        19_092 +
        88_104 +
        236 +
        1084 +
        354 +
        354 +
        1317 +
        6512 +
        6740 +
        9772,
    ).toBe(161_353);
  });
});

const base: FileRule = {
  file: "purpose/some.csv",
  code: { column: "code", schemes: ["gss"], resolves: "area" },
  period: { start: "start", length: "month" },
  status: "status",
  vintage: { constant: "first" },
  values: [{ indicator: "some.count", value: "count" }],
};
const row = {
  code: "E1",
  start: "2024-02-01",
  status: "value",
  count: "12.50",
  part: "1",
  whole: "4",
  band: "a",
};

function one(rule: Partial<FileRule>, cells: GivenRow = {}): ReturnType<typeof expandRows>[number] {
  return expandRows({ ...base, ...rule }, [{ ...row, ...cells }])[0]!;
}

describe("periods", () => {
  test.each<[string, FileRule["period"], GivenRow, string, string]>([
    [
      "a month ends on its last day, also in a leap year",
      { start: "start", length: "month" },
      {},
      "2024-02-01",
      "2024-02-29",
    ],
    [
      "two columns, last day included",
      { start: "start", end: "end" },
      { end: "2025-01-31" },
      "2024-02-01",
      "2025-01-31",
    ],
    ["a year is the calendar year", { year: "year" }, { year: "2019" }, "2019-01-01", "2019-12-31"],
    ["a day is one day", { day: "start" }, {}, "2024-02-01", "2024-02-01"],
    [
      "a constant",
      { constant_start: "2026-03-01", constant_end: "2026-03-29" },
      {},
      "2026-03-01",
      "2026-03-29",
    ],
  ])("%s", (_, period, cells, start, end) => {
    expect(one({ period }, cells)).toMatchObject({ periodStart: start, periodEnd: end });
  });

  test.each<[string, FileRule["period"], GivenRow, RegExp]>([
    [
      "a month that begins on its second day",
      { start: "start", length: "month" },
      { start: "2024-02-02" },
      /not on a first day/,
    ],
    ["a year in words", { year: "year" }, { year: "MMXX" }, /“MMXX” is no year/],
    [
      "an end before the start",
      { start: "start", end: "end" },
      { end: "2024-01-31" },
      /ends on 2024-01-31, before/,
    ],
    ["a day that does not exist", { day: "start" }, { start: "2024-02-30" }, /line 2: .*day 30/],
  ])("%s stops the load", (_, period, cells, message) => {
    expect(() => one({ period }, cells)).toThrow(message);
  });
});

describe("figures", () => {
  const ratio = {
    values: [{ indicator: "some.share", numerator: "part", denominator: "whole", value: "ratio" }],
  };
  test.each<[string, Partial<FileRule>, GivenRow, object]>([
    ["a value stays as printed", {}, {}, { status: "value", value: "12.50" }],
    ["0 is zero, whatever the status says", {}, { count: "0.0" }, { status: "zero", value: "0" }],
    ["an empty cell is no data", {}, { count: "" }, { status: "no-data" }],
    ["suppressed has no value, even beside a number", {}, { status: "suppressed" }, { status: "suppressed" }],
    [
      "not applicable has no value",
      {},
      { status: "not-applicable", count: "" },
      { status: "not-applicable" },
    ],
    [
      "an entry may follow its own value",
      { values: [{ indicator: "some.count", value: "count", status: "from-value" }] },
      { status: "no-data" },
      { status: "value", value: "12.50" },
    ],
    [
      "a ratio is not rounded",
      ratio,
      { part: "1", whole: "3" },
      { status: "value", value: String(1 / 3), numerator: "1", denominator: "3" },
    ],
    ["a ratio of 0 is zero", ratio, { part: "0" }, { status: "zero", value: "0" }],
    ["a ratio over 0 is not applicable", ratio, { part: "0", whole: "0" }, { status: "not-applicable" }],
    ["a ratio without one of its parts is no data", ratio, { part: "" }, { status: "no-data" }],
  ])("%s", (_, rule, cells, expected) => {
    const found = one(rule, cells);
    expect(found).toMatchObject(expected);
    if (!("value" in expected)) expect(found).not.toHaveProperty("value");
  });

  test.each<[string, GivenRow, RegExp]>([
    [
      "a mark in place of a number",
      { count: "[z]" },
      /purpose\/some\.csv, line 2: “\[z\]” in column count is no number/,
    ],
    ["a status that nobody knows", { status: "missing" }, /“missing” is no status/],
    ["an empty code", { code: "" }, /Column code is empty/],
  ])("%s stops the load and says where", (_, cells, message) => {
    expect(() => one({}, cells)).toThrow(message);
  });

  test("a column that is not there stops the load", () => {
    expect(() => one({ values: [{ indicator: "some.count", value: "elsewhere" }] })).toThrow(
      /There is no column elsewhere/,
    );
  });
});

describe("words", () => {
  test("an indicator may be named by cells", () => {
    expect(one({ values: [{ indicator: "some.{band}", value: "count" }] }).indicator).toBe("some.a");
  });

  test.each<[FileRule["vintage"], string]>([
    [{ column: "band" }, "a"],
    [{ constant: "2025-10" }, "2025-10"],
    [{ template: "published-{band}" }, "published-a"],
  ])("the vintage %o is %s", (vintage, expected) => {
    expect(one({ vintage }).vintage).toBe(expected);
  });

  test("a dimension has its name and its value, and none is the empty text", () => {
    expect(one({ dimension: { name: "sex", column: "band" } }).dimension).toBe("sex=a");
    expect(one({}).dimension).toBe("");
  });

  test("a note stands beside the figure unless its cell is empty or 0", () => {
    const note = { column: "missing", text: "{} trust(s) without an answer" };
    expect(one({ note }, { missing: "2" }).note).toBe("2 trust(s) without an answer");
    expect(one({ note }, { missing: "0" })).not.toHaveProperty("note");
    expect(one({ note }, { missing: "" })).not.toHaveProperty("note");
  });

  test("the unit of the file goes before that of the indicator", () => {
    expect(one({}, { unit: "score" }).unit).toBe("score");
    expect(one({})).not.toHaveProperty("unit");
  });
});

describe("rules", () => {
  const rule =
    "{file: a.csv, code: {column: code, schemes: [gss], resolves: area}, period: {day: d}, vintage: {constant: v}, values: [%]}";
  test.each([
    [
      "a ratio without a denominator",
      rule.replace("%", "{indicator: a, value: ratio, numerator: n}"),
      /A ratio needs/,
    ],
    ["a word that means nothing", rule.replace("%", "{indicator: a, value: v, weight: w}"), /weight/],
    ["no values", rule.replace("[%]", "[]"), /values/],
  ])("%s is refused", (_, text, message) => {
    expect(() => parseRules(`files: [${text}]`)).toThrow(message);
  });

  test("a file named twice is refused", () => {
    const text = rule.replace("%", "{indicator: a, value: v}");
    expect(() => parseRules(`files: [${text}, ${text}]`)).toThrow(/name a.csv twice/);
  });
});
