import { civilDate } from "@concordat/calendar";
import { expect, it } from "vitest";
import { numberColumn, openDataTable, textColumn } from "./open-data-table.ts";
import type { Asking } from "./page.ts";

it("a table for download has a cell in each row for every column, and ends with where the row is known from", async () => {
  const table = openDataTable(
    async () => [
      {
        beds: 18,
        note: undefined,
        source: "A notice",
        seen: civilDate("2026-11-21"),
        basis: "registry" as const,
      },
    ],
    {
      name: "test.wards",
      title: "Wards",
      about: "Wards.",
      columns: [
        numberColumn("beds", "Beds", "How many", ({ beds }) => beds),
        textColumn("note", "Note", "In words", ({ note }) => note),
      ],
    },
  );
  expect(table.columns).toContainEqual({ key: "beds", label: "Beds", kind: "number", about: "How many" });
  const [row] = await table.rows({} as Asking);
  expect(Object.keys(row ?? {})).toEqual(table.columns.map(({ key }) => key));
  expect(row).toEqual({
    beds: 18,
    note: undefined,
    source: "A notice",
    seen: "2026-11-21",
    basis: "registry",
  });
});
