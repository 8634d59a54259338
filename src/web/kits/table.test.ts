import { expect, test } from "vitest";
import { parse } from "csv-parse/sync";
import type { TableModel } from "../../kernel/index.ts";
import { arrangeTable, sortRows, tableCsv, wholeTable } from "./table.ts";

const table: TableModel = {
  caption: "Wards",
  columns: [
    { key: "name", label: "Name", kind: "link", filter: "words", sortable: true },
    { key: "kind", label: "Kind", kind: "text", filter: "choice" },
    { key: "people", label: "People", kind: "measured", sortable: true },
    { key: "began", label: "Began", kind: "date", sortable: true },
    { key: "code", label: "Code", kind: "text", machineOnly: true },
  ],
  rows: [
    {
      name: { text: "Ward 10", href: "/10" },
      kind: "Urban",
      people: { kind: "value", value: 1234.5 },
      began: "2022-07-01",
      code: "W10",
    },
    {
      name: { text: "Ward 9", href: "/9" },
      kind: "Rural",
      people: { kind: "suppressed" },
      began: undefined,
      code: "W9",
    },
    {
      name: { text: "Café Ward", href: "/c" },
      kind: "Rural",
      people: { kind: "zero" },
      began: "2019-04-01",
      code: "=1+1",
    },
    {
      name: { text: "ward 1", href: "/1" },
      kind: "Urban",
      people: { kind: "no-data" },
      began: "2020-01-01",
      code: "W1",
    },
    {
      name: { text: "Ward 2", href: "/2" },
      kind: "Urban",
      people: { kind: "value", value: -3 },
      code: "W2",
      began: "goes on",
    },
  ],
  empty: "We hold no wards.",
};

const address = (query: Record<string, string>) => ({ path: "/wards", query });
const names = (query: Record<string, string>): string[] =>
  arrangeTable(table, address(query)).rows.map((row) => row[0]!.text);

test("names are sorted as people read them, numbers inside by size", () => {
  expect(names({ sort: "name" })).toEqual(["Café Ward", "ward 1", "Ward 2", "Ward 9", "Ward 10"]);
  expect(names({ sort: "-name" })).toEqual(["Ward 10", "Ward 9", "Ward 2", "ward 1", "Café Ward"]);
});

test("what has no figure comes last whichever way the column is sorted, and zero is a figure", () => {
  expect(names({ sort: "people" })).toEqual(["Ward 2", "Café Ward", "Ward 10", "Ward 9", "ward 1"]);
  expect(names({ sort: "-people" })).toEqual(["Ward 10", "Café Ward", "Ward 2", "Ward 9", "ward 1"]);
});

test("an unknown, unsortable or machine-only column in the address leaves the table as it was", () => {
  for (const sort of ["nonsense", "kind", "code", "-", ""]) expect(names({ sort })).toEqual(names({}));
});

test("the table says by which column it is sorted and links to the other direction", () => {
  const [name, , people] = arrangeTable(table, address({ sort: "name", at: "2026-03-31" })).columns;
  expect(name?.sort).toEqual({ state: "ascending", href: "/wards?sort=-name&at=2026-03-31#table" });
  expect(people?.sort).toEqual({ state: "none", href: "/wards?sort=people&at=2026-03-31#table" });
});

test("words find names without regard to case and accents, and every word must be there", () => {
  expect(names({ "with-name": "CAFE ward" })).toEqual(["Café Ward"]);
  expect(names({ "with-name": "cafe 9" })).toEqual([]);
});

test("a choice offers the values that are there and keeps rows with exactly that value", () => {
  const view = arrangeTable(table, address({ "with-kind": "Rural" }));
  expect(view.filters[1]).toMatchObject({ options: ["Rural", "Urban"], value: "Rural" });
  expect(view.rows).toHaveLength(2);
  expect(view.count).toBe("2 of 5");
  expect(view.filtered).toBe(true);
});

test("links and the filter form keep every other parameter, the date among them", () => {
  const view = arrangeTable(
    { ...table, rowsPerPage: 2 },
    address({ at: "2026-03-31", page: "2", "with-kind": "Urban", other: "a&b" }),
  );
  expect(view.kept).toEqual([
    { name: "at", value: "2026-03-31" },
    { name: "other", value: "a&b" },
  ]);
  expect(view.previous).toBe("/wards?at=2026-03-31&with-kind=Urban&other=a%26b#table");
  expect(view.clearHref).toBe("/wards?at=2026-03-31&other=a%26b#table");
});

test("pages say which rows they hold", () => {
  const long: TableModel = {
    ...table,
    rows: Array.from({ length: 153 }, (_, index) => ({ name: `Ward ${index}` })),
  };
  const second = arrangeTable(long, address({ page: "2" }));
  expect(second.count).toBe("41 to 80 of 153");
  expect(second.rows).toHaveLength(40);
  expect(second.pages).toHaveLength(4);
  expect(arrangeTable(long, address({ page: "4" })).count).toBe("121 to 153 of 153");
  expect(arrangeTable(long, address({})).next).toBe("/wards?page=2#table");
  expect(arrangeTable({ ...long, rows: long.rows.slice(0, 3) }, address({})).count).toBe("3 in all");
});

test("a page beyond the end shows the last one, and a page that is no number the first", () => {
  const short = { ...table, rowsPerPage: 2 };
  expect(arrangeTable(short, address({ page: "99" })).count).toBe("5 to 5 of 5");
  expect(arrangeTable(short, address({ page: "-1" })).count).toBe("1 to 2 of 5");
});

test("a table with a name has parameters of its own, so that two can stand on one page", () => {
  const view = arrangeTable({ ...table, name: "seats" }, address({ sort: "name", "seats-sort": "-people" }));
  expect(view.id).toBe("seats");
  expect(view.rows[0]![0]!.text).toBe("Ward 10");
  expect(view.filters[0]!.name).toBe("seats-with-name");
});

test("cells are written for readers: dates in short form, figures British, reasons in words", () => {
  const row = arrangeTable(table, address({})).rows[0]!;
  expect(row.map((cell) => cell.text)).toEqual(["Ward 10", "Urban", "1,234.5", "1 Jul 2022"]);
  expect(row[3]).toMatchObject({ date: "2022-07-01", numeric: false });
  const second = arrangeTable(table, address({})).rows[1]!;
  expect(second[2]).toMatchObject({ text: "suppressed", absent: true, numeric: true });
  expect(second[3]).toMatchObject({ text: "", absent: true });
});

test("an empty table shows what we hold instead, and a filter that finds nothing does not", () => {
  expect(arrangeTable({ ...table, rows: [] }, address({})).bare).toBe(true);
  const none = arrangeTable(table, address({ "with-name": "zebra" }));
  expect(none).toMatchObject({ bare: false, count: "0 of 5", rows: [] });
});

test("the table behind a picture is whole: no filters, no sorting, no pages", () => {
  const view = wholeTable({ ...table, rowsPerPage: 1 });
  expect(view.rows).toHaveLength(5);
  expect(view.filters).toEqual([]);
  expect(view.columns.every((column) => column.sort === undefined)).toBe(true);
});

test("CSV has every column under its key, every row, and line breaks of RFC 4180", () => {
  const csv = tableCsv(table);
  expect(csv.startsWith("name,kind,people,began,code\r\n")).toBe(true);
  expect(csv.endsWith("\r\n")).toBe(true);
  expect(parse(csv)).toHaveLength(6);
});

test("in CSV no reason for absence becomes an empty cell or the number 0", () => {
  const cells = parse<{ people: string }>(tableCsv(table), { columns: true }).map((row) => row.people);
  expect(cells).toEqual(["1234.5", "suppressed", "0", "no data", "-3"]);
  const one = {
    ...table,
    columns: [table.columns[2]!],
    rows: [{ people: undefined }, { people: { kind: "not-applicable" as const } }],
  };
  expect(tableCsv(one)).toBe("people\r\nno data\r\nnot applicable\r\n");
});

test("in CSV a text that looks like a formula cannot run", () => {
  expect(tableCsv(table)).toContain("'=1+1");
});

test("very small and very large numbers are written in full in CSV", () => {
  const numbers: TableModel = {
    ...table,
    columns: [{ key: "n", label: "N", kind: "number" }],
    rows: [{ n: 1e-7 }, { n: 1e21 }],
  };
  expect(tableCsv(numbers)).toBe("n\r\n0.0000001\r\n1000000000000000000000\r\n");
});

test("rows that are equal keep their order in both directions", () => {
  const rows = [1, 2, 3].map((id) => ({ id, same: "x" }));
  expect(sortRows(rows, "same", true)).toEqual(rows);
});
