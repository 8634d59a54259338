import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../cli/index.ts";
import { enquiryCommands } from "../../test/support/enquiries.ts";
import { purposeEnquiries } from "./cli.ts";
import { statsOperations } from "./stats-operation.ts";

const folder = mkdtempSync(join(tmpdir(), "concordat-stats-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function stats(
  operation: string,
  lines: readonly string[] | string,
  ...options: readonly string[]
): Promise<{ readonly code: number; readonly rows: readonly string[][]; readonly notes: readonly string[] }> {
  const path = typeof lines === "string" ? lines : join(folder, `${operation}.csv`);
  if (typeof lines !== "string") writeFileSync(path, `${lines.join("\n")}\n`);
  const rows: string[][] = [];
  const notes: string[] = [];
  const out = {
    result: (line: string) => void rows.push(line.split(",")),
    note: (line: string) => void notes.push(line),
  };
  const code = await runCommandLine(
    enquiryCommands(purposeEnquiries),
    ["stats", operation, path, ...options],
    out,
  );
  return { code, rows, notes };
}

const near = (text: string | undefined, wanted: number): void => expect(Number(text)).toBeCloseTo(wanted, 4);

describe("concordat stats", () => {
  const bands = ["group,events,people,standard", "A,10,1000,3", "A,20,1000,1"];
  const series = (values: readonly (number | string)[]): readonly string[] => [
    "value",
    ...values.map(String),
  ];
  const cases = [
    {
      operation: "proportion",
      file: ["events,people", "65,100"],
      row: 1,
      cells: { 0: 0.65, 1: 0.5525, 2: 0.7364 },
    },
    {
      operation: "rate",
      file: ["events,people", "5,1000"],
      options: ["--per", "1000"],
      row: 1,
      cells: { 0: 5, 1: 1.6235, 2: 11.6683 },
    },
    { operation: "mean", file: series([4, 6, 8]), row: 1, cells: { 1: 3, 2: 6, 3: 1.0317, 4: 10.9683 } },
    {
      operation: "standardise-directly",
      file: bands,
      options: ["--per", "1000"],
      row: 1,
      cells: { 1: 30, 2: 12.5 },
    },
    {
      operation: "quantile",
      file: series([10, 40, 30, 20]),
      options: ["--quantiles", "2"],
      row: 1,
      cells: { 1: 10, 2: 2 },
    },
    { operation: "run-chart", file: series([3, 5, 4, 6, 5]), row: 1, cells: { 3: 4.6, 4: 0.61, 5: 8.59 } },
    {
      operation: "change-points",
      file: series([1, 2, 1, 2, 1, 9, 8, 9, 8, 9]),
      row: 2,
      cells: { 1: 6, 2: 10, 3: 8.6 },
    },
    { operation: "signs", file: ["name,p", "a,0.01", "b,0.9", "c,0.02"], row: 2, cells: { 1: 0.02 } },
  ] as const;
  test.each(cases)("$operation gives the engine's answer as CSV", async (one) => {
    const { code, rows, notes } = await stats(
      one.operation,
      one.file,
      ...("options" in one ? one.options : []),
    );
    expect({ code, notes: code === 0 ? [] : notes }).toEqual({ code: 0, notes: [] });
    for (const [cell, wanted] of Object.entries(one.cells)) near(rows[one.row]?.[Number(cell)], wanted);
  });

  test("indirect standardisation, life expectancy, slope index, funnel and change have answers for each row or group", async () => {
    const indirect = await stats("standardise-indirectly", [
      "group,observed,people,reference_events,reference_people",
      "A,12,100,10,100",
      "B,8,100,10,100",
    ]);
    for (const [row, ratio] of [1.2, 0.8].entries()) near(indirect.rows[row + 1]?.[3], ratio);
    const ages = [0, 1, ...Array.from({ length: 18 }, (_, k) => 5 + 5 * k)];
    const life = await stats("life-expectancy", [
      "age,deaths,people",
      ...ages.map((age) => `${age},${50 + age * 40},100000`),
    ]);
    expect(Number(life.rows[1]?.[3])).toBeGreaterThan(60);
    const tenths = Array.from({ length: 10 }, (_, k) => `${k + 1},1000,${70 + k},${69 + k},${71 + k}`);
    const slope = await stats("slope-index", ["quantile,people,value,lower,upper", ...tenths]);
    near(slope.rows[1]?.[1], 10);
    const funnel = await stats("funnel", [
      "name,observed,denominator",
      ...Array.from({ length: 30 }, (_, k) => `t${k},${95 + (k % 11)},100`),
      "far,400,100",
    ]);
    expect(funnel.rows.at(-1)?.slice(-2)).toEqual(["high-99.8", "high-99.8"]);
    expect(funnel.notes.at(-1)).toContain("a chart of chance alone would say 1");
    const before = Array.from({ length: 24 }, (_, k) => 50 + ((k * 7) % 5));
    const change = await stats(
      "change",
      ["value", ...before, ...before.map((value) => value + 20)].map(String),
      "--change-at",
      "25",
    );
    expect(Number(change.rows[1]?.[2])).toBeGreaterThan(15);
  });

  test("a missing number stays missing: NA is a gap and not 0", async () => {
    const { rows } = await stats("run-chart", series([3, "NA", 4, 6, 5]));
    expect(rows[2]?.[2]).toBe("");
    near(rows[1]?.[3], 4.5);
  });

  const refused = [
    { because: "no operation", operation: "guess", file: ["value", "1"], says: /“guess” is no operation/ },
    { because: "no file", operation: "rate", file: "/nowhere/at-all.csv", says: /is not there/ },
    {
      because: "a missing column",
      operation: "rate",
      file: ["events", "1"],
      says: /column "people" is missing/,
    },
    {
      because: "a word among numbers",
      operation: "rate",
      file: ["events,people", "many,5"],
      says: /Row 1 has “many”/,
    },
    {
      because: "more events than people",
      operation: "proportion",
      file: ["events,people", "7,5"],
      says: /7/,
    },
    {
      because: "a percentage as confidence",
      operation: "rate",
      file: ["events,people", "1,5"],
      options: ["--confidence", "95"],
      says: /--confidence: /,
    },
    { because: "no change named", operation: "change", file: ["value", "1"], says: /--change-at/ },
  ] as const;
  test.each(refused)("refuses $because in a sentence", async (one) => {
    const found = await stats(one.operation, one.file, ...("options" in one ? one.options : []));
    expect(found.code).toBe(2);
    expect(found.notes.join(" ")).toMatch(one.says);
  });

  test("every operation says what it needs", () => {
    for (const one of Object.values(statsOperations)) {
      expect(one.about.length).toBeGreaterThan(10);
      expect(one.columns.length).toBeGreaterThan(0);
    }
    expect(purposeEnquiries[0]?.about).toContain("life-expectancy (age, deaths, people)");
  });
});

describe("concordat figures map", () => {
  const table = [
    "Org Code,Month,Total,Beds",
    "RJ2,15/03/2026,42,100",
    "RJ1,sometime,7,50",
    'RYQ,2026-03-01,"1,200",[z]',
  ];
  const mapping = [
    "columns: { code: Org Code, value: Total, denominator: Beds }",
    "constants: { indicator: imported.beds, unit: beds, direction: lower-better }",
    "period: { column: Month, as: month }",
  ];

  async function map(yaml: readonly string[]): Promise<{ code: number; rows: string[]; notes: string[] }> {
    const [mappingPath, path] = [join(folder, "mapping.yaml"), join(folder, "table.csv")];
    writeFileSync(mappingPath, yaml.join("\n"));
    writeFileSync(path, table.join("\n"));
    const [rows, notes]: string[][] = [[], []];
    const out = {
      result: (line: string) => void rows!.push(line),
      note: (line: string) => void notes!.push(line),
    };
    const code = await runCommandLine(
      enquiryCommands(purposeEnquiries),
      ["figures", "map", mappingPath, path],
      out,
    );
    return { code, rows: rows!, notes: notes! };
  }

  test("any table becomes the long form that the import takes; a row without a period is listed and left out", async () => {
    const { code, rows, notes } = await map(mapping);
    expect(rows[0]).toBe(
      "indicator,indicator_name,about,unit,direction,code,period_start,period_end,value,numerator,denominator,lower,upper,dimension,vintage,note",
    );
    expect(rows.slice(1)).toEqual([
      "imported.beds,,,beds,lower-better,RJ2,2026-03-01,2026-03-31,42,,100,,,,,",
      'imported.beds,,,beds,lower-better,RYQ,2026-03-01,2026-03-31,"1,200",,[z],,,,,',
    ]);
    expect({ code, notes }).toEqual({
      code: 1,
      notes: ["line 3: “sometime” in Month is no day that is known here."],
    });
  });

  const wrong = [
    {
      because: "a field twice",
      yaml: [...mapping.slice(0, 1), "constants: { indicator: a, code: b }", mapping[2]!],
      says: /code both as a column and as a constant/,
    },
    {
      because: "a heading that is not there",
      yaml: [mapping[0]!.replace("Total", "Sum"), mapping[1]!, mapping[2]!],
      says: /no column "Sum"/,
    },
    { because: "no indicator", yaml: [mapping[0]!, mapping[2]!], says: /says nothing about indicator/ },
    { because: "an unknown word", yaml: ["colums: {}"], says: /cannot be followed/ },
  ];
  test.each(wrong)("refuses a mapping with $because", async ({ yaml, says }) => {
    const { code, notes } = await map(yaml);
    expect(code).toBe(2);
    expect(notes.join(" ")).toMatch(says);
  });
});
