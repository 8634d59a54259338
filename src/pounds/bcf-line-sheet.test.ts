import { pence } from "@concordat/ledger";
import { expect, test } from "vitest";
import { shippedBcfItems } from "../../test/support/bcf.ts";
import { itemsOf } from "./bcf.ts";
import { bcfLineColumns, bcfLineRow, bcfLinesOf, newBcfLines } from "./bcf-line-sheet.ts";

const items = itemsOf(shippedBcfItems, { year: "2025-26", document: "plan" });

function read(...rows: readonly Readonly<Record<string, string>>[]): ReturnType<typeof bcfLinesOf> {
  const cells = (row: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      bcfLineColumns.flatMap(({ name, example }) => {
        const text = row[name] ?? example;
        return text === "" ? [] : [[name, text]];
      }),
    );
  return bcfLinesOf(
    items,
    "2025-26",
    rows.map((row, place) => ({ line: place + 2, value: bcfLineRow.parse(cells(row)) })),
  );
}

test("the example of every column is a line of the year's plan, by the words of the template", () => {
  const { lines, problems } = read({});
  expect(problems).toEqual([]);
  expect(lines[0]!.line).toMatchObject({
    scheme: "1",
    activity: "urgent-community-response",
    area: "social-care",
    source: "nhs-minimum",
    amount: 150_000_000n,
  });
});

test("another year, words that no list has, and a scheme twice from one source are each named by row and column", () => {
  const { problems } = read(
    { year: "2024-25" },
    { scheme: "2", source: "iBCF" },
    { scheme: "3", commissioner: "Joint" },
    { scheme: "4" },
    { scheme: "4" },
  );
  expect(problems.map(({ line, field }) => `${line} ${field}`)).toEqual([
    "2 year",
    "3 source",
    "4 commissioner",
    "6 scheme",
  ]);
  expect(problems[1]!.reason).toContain("Write one of its words, such as “DFG”");
  expect(problems[3]!.reason).toContain("stands on line 5 already");
});

test("a sub-type is only held against an activity that is known, and left out where the activity has none", () => {
  const { problems } = read(
    { activity: "Home frist", subType: "Reablement" },
    { scheme: "2", subType: "Reablement" },
  );
  expect(problems.map(({ line, field }) => `${line} ${field}`)).toEqual(["2 activity", "3 subType"]);
  expect(problems[1]!.reason).toBe("“Urgent community response” has no sub-types. Empty the cell.");
});

test("a year may be written in two ways, an amount not below nought", () => {
  expect(read({ year: "2025/2026" }).problems).toEqual([]);
  expect(() => read({ amount: "-1" })).toThrow(/below £0/);
});

test("a line that stands as it is changes nothing; one with another amount takes its place", () => {
  const { lines } = read({}, { scheme: "2" }, { scheme: "3" });
  const held = [lines[0]!.line, { ...lines[1]!.line, amount: pence(1n) }];
  const { added, changed, same } = newBcfLines(held, lines);
  expect([added.map(({ scheme }) => scheme), changed.map(({ scheme }) => scheme), same]).toEqual([
    ["3"],
    ["2"],
    1,
  ]);
});
