import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell, Row, TableModel } from "../../kernel/index.ts";
import { arrangeTable, sortRows, tableCsv } from "./table.ts";

const cell = fc.oneof<fc.Arbitrary<Cell>[]>(
  fc.string({ unit: "binary" }).filter((text) => !text.includes("\u0000")),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(undefined),
  fc.constantFrom<Cell[]>(
    { kind: "zero" },
    { kind: "no-data" },
    { kind: "not-applicable" },
    { kind: "suppressed" },
  ),
  fc.record({ kind: fc.constant("value" as const), value: fc.integer() }),
  fc.record({ text: fc.string(), href: fc.constant("/x") }),
);
const rows = fc.array(fc.record({ a: cell, b: fc.nat() }), { maxLength: 60 });
const tableOf = (given: readonly Row[]): TableModel => ({
  caption: "Any",
  columns: [
    { key: "a", label: "A", kind: "measured", sortable: true },
    { key: "b", label: "B", kind: "number" },
  ],
  rows: given,
  rowsPerPage: 7,
  empty: "none",
});

test("sorting loses and invents no row", () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (given, descending) => {
      const sorted = sortRows(given, "a", descending);
      expect(sorted).toHaveLength(given.length);
      expect(new Set(sorted)).toEqual(new Set(given));
    }),
  );
});

test("every row is on exactly one page", () => {
  fc.assert(
    fc.property(rows, (given) => {
      const table = tableOf(given);
      const pages = Math.max(1, Math.ceil(given.length / 7));
      const seen = Array.from(
        { length: pages },
        (_, page) => arrangeTable(table, { path: "/", query: { page: String(page + 1) } }).rows.length,
      );
      expect(seen.reduce((sum, count) => sum + count, 0)).toBe(given.length);
    }),
  );
});

test("CSV read back has the same rows, and a figure that is not there is never empty or 0", () => {
  fc.assert(
    fc.property(rows, (given) => {
      const read = parse(tableCsv(tableOf(given)), { columns: true }) as { a: string; b: string }[];
      expect(read.map((row) => Number(row.b))).toEqual(given.map((row) => row.b));
      for (const [index, row] of given.entries()) {
        const text = read[index]!.a;
        if (row.a === undefined) expect(text).toBe("no data");
        else if (typeof row.a === "number") expect(Number(text)).toBeCloseTo(row.a, 12);
        else if (typeof row.a === "string") expect(text.replace(/^'/, "")).toBe(row.a.replace(/^'/, ""));
        else if ("kind" in row.a && row.a.kind !== "value" && row.a.kind !== "zero")
          expect(Number.isNaN(Number(text || "0"))).toBe(true);
      }
    }),
  );
});
