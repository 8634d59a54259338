import { describe, expect, test } from "vitest";
import { z } from "zod";
import { matchColumns, nearestName, type ColumnMatch, type ColumnSpec } from "./column-check.ts";
import { checkRow } from "./row-check.ts";
import type { SourceRow } from "./row.ts";

const columns: readonly ColumnSpec[] = [
  { field: "areaCode", heading: "Area code", aliases: ["GSS code"], required: true },
  { field: "name", heading: "Name", required: true },
  { field: "people", heading: "People", required: false },
  { field: "kind", heading: "Kind", required: false },
  { field: "from", heading: "From", required: false },
  { field: "size", heading: "Size", required: false },
];

const schema = z.object({
  areaCode: z.string().regex(/^E\d{8}$/, { error: "An area code is E and eight digits, such as E06000039." }),
  name: z.string().min(3).max(10),
  people: z.coerce.number().int().min(0).max(1_000_000).optional(),
  kind: z.enum(["council", "board"]).optional(),
  from: z.iso.date().optional(),
  size: z.stringbool().optional(),
});

describe("headings are matched before any row is read (invariant 8)", () => {
  const messages = (headings: readonly string[]): readonly string[] => {
    const matched = matchColumns(headings, columns);
    return matched.ok ? [] : matched.problems.map((problem) => problem.message);
  };

  test("whatever their case, spacing, order, or by another name", () => {
    const matched = matchColumns(["NAME", "gss_code", "people "], columns);
    expect(matched.ok ? Object.fromEntries(matched.value.headings) : matched.problems).toEqual({
      name: "NAME",
      areaCode: "gss_code",
      people: "people ",
    });
  });

  test("all faults at once, each with the nearest name", () => {
    expect(messages(["Area kode", "Nmae", "Colour", "People", "people"])).toEqual([
      'Columns "People" and "people" both mean "People". Remove one of them.',
      'The column "Area code" is missing. Is it the column "Area kode"?',
      'The column "Name" is missing. Add it and try again.',
      'The column "Area kode" is not known. Did you mean "Area code"?',
      'The column "Nmae" is not known. Remove it. The columns taken are "Area code", "Name", "People", "Kind", "From", "Size".',
      'The column "Colour" is not known. Remove it. The columns taken are "Area code", "Name", "People", "Kind", "From", "Size".',
    ]);
  });

  test("unknown columns may be left out, and are named", () => {
    const matched = matchColumns(["Name", "Area code", "Colour"], columns, "leave-out");
    expect(matched.ok ? matched.value.ignored : matched.problems).toEqual(["Colour"]);
  });

  test("a nearest name differs by a third of its letters at most", () => {
    expect(nearestName("Organistion", ["Area", "Organisation"])).toBe("Organisation");
    expect(nearestName("Sum", ["Organisation", "Total"])).toBeUndefined();
  });
});

describe("a row is accepted whole, or listed with everything that is wrong (invariant 7)", () => {
  const headings = ["Area code", "Name", "People", "Kind", "From", "Size"];
  const matched = matchColumns(headings, columns);
  const match: ColumnMatch = matched.ok ? matched.value : { headings: new Map(), ignored: [] };
  const row = (values: readonly string[], problems: SourceRow["problems"] = []): SourceRow => ({
    line: 7,
    cells: Object.fromEntries(headings.map((heading, index) => [heading, values[index] ?? ""])),
    problems,
  });

  test("accepted: spaces cut off, empty cells absent, values of their type", () => {
    expect(
      checkRow(schema, match, row(["E06000039", "\u00A0 Slough ", "160000", "", "2026-03-31", "yes"])),
    ).toEqual({
      ok: true,
      value: { areaCode: "E06000039", name: "Slough", people: 160000, from: "2026-03-31", size: true },
    });
  });

  test("listed: every fault with line, heading, reason and value", () => {
    const found = checkRow(schema, match, row(["X1", "", "many", "parish", "31/03/2026", "perhaps"]));
    expect(
      found.ok ? [] : found.problems.map(({ line, field, reason, value }) => [line, field, reason, value]),
    ).toEqual([
      [7, "Area code", "An area code is E and eight digits, such as E06000039.", "X1"],
      [7, "Name", "The cell is empty; a value is needed.", ""],
      [
        7,
        "People",
        "The value is not a number. Write digits with a point, without signs such as £ or %.",
        "many",
      ],
      [7, "Kind", '"parish" is not one of "council", "board".', "parish"],
      [7, "From", '"31/03/2026" is not a date written as year, month, day: 2026-03-31.', "31/03/2026"],
      [7, "Size", expect.stringContaining('"perhaps" is not'), "perhaps"],
    ]);
  });

  test.each([
    [["E06000039", "ab"], '"ab" is too short: at least 3 characters.'],
    [["E06000039", "Slough Council"], '"Slough Council" is too long: at most 10 characters.'],
    [["E06000039", "Slough", "-1"], '"-1" is too small: it must be at least 0.'],
    [["E06000039", "Slough", "1000001"], '"1000001" is too large: it must be at most 1,000,000.'],
    [["E06000039", "Slough", "1.5"], '"1.5" is not a whole number.'],
  ])("%j: %s", (values, reason) => {
    const found = checkRow(schema, match, row(values));
    expect(found.ok ? [] : found.problems.map((problem) => problem.reason)).toEqual([reason]);
  });

  test("what the reader found is listed too, and never accepted; a cell is not faulted twice", () => {
    const problem = {
      line: 7,
      field: "Name",
      code: "imports.row.error-value",
      reason: "The cell shows the error #N/A.",
      value: "#N/A",
    };
    expect(checkRow(schema, match, row(["E06000039", "#N/A"], [problem]))).toEqual({
      ok: false,
      problems: [problem],
    });
    expect(checkRow(schema, match, row(["E06000039", "x"], [problem]))).toEqual({
      ok: false,
      problems: [problem],
    });
  });

  test("a rule about the whole row has no heading", () => {
    const whole = schema.refine((value) => value.name !== "Slough", { error: "Slough has ended." });
    const found = checkRow(whole, match, row(["E06000039", "Slough"]));
    expect(found.ok ? [] : found.problems).toEqual([
      { line: 7, code: "imports.row.custom", reason: "Slough has ended.", value: "" },
    ]);
  });
});
