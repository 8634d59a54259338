import { formatNumber, type Column, type Row, type Sentence, type TableModel } from "../../kernel/index.ts";
import { csvLine } from "../../kernel/index.ts";
import { cellRank, cellText, cellValue, cellView, compareNames, isNumeric, type CellView } from "./cell.ts";
import { pageLinks, type PageLink } from "./page-links.ts";

/** Where the table stands, and what the reader asked of it. */
export interface TableAddress {
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** A column's head; `sort` where the reader may sort by it. */
export interface ColumnView {
  readonly key: string;
  readonly label: string;
  readonly numeric: boolean;
  readonly sort?: { readonly href: string; readonly state: "ascending" | "descending" | "none" };
}

/** One filter above the table. */
export interface FilterView {
  readonly name: string;
  readonly label: string;
  readonly kind: "words" | "choice";
  readonly value: string;
  readonly options: readonly string[];
}

/** A table as the template draws it: one page of rows, sorted and filtered, with every link made. */
export interface TableView {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly (readonly CellView[])[];
  readonly filters: readonly FilterView[];
  /** Other parameters that the filter form carries on, `at` among them. */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly filtered: boolean;
  /** The table without filters. */
  readonly clearHref: string;
  readonly action: string;
  /** "41 to 80 of 153", "153 in all", or how many match. */
  readonly count: string;
  readonly pages: readonly PageLink[];
  readonly previous?: string;
  readonly next?: string;
  /** Whether there is nothing to show even without filters. */
  readonly bare: boolean;
  readonly empty: Sentence;
}

const rowsPerPageUsual = 40;

/**
 * Filters, sorts and pages a table as the address asks, keeping every other parameter in the links.
 *
 * Parameters are `sort` (a column, with `-` in front for descending), `page`, and `with-<column>` for a filter; a table
 * with a name has them as `<name>-sort` and so on. What is not understood is ignored: an old link still shows the table.
 */
export function arrangeTable(table: TableModel, address: TableAddress): TableView {
  const prefix = table.name === undefined ? "" : `${table.name}-`;
  const id = table.name ?? "table";
  const { query } = address;
  const asked = filtersOf(table, query, prefix);
  const filters = asked.map(({ view }) => view);
  const matching = table.rows.filter((row) =>
    asked.every(({ view, column }) => matches(cellText(row[column.key], column), view)),
  );
  const sort = sortOf(table, query[`${prefix}sort`]);
  const sorted = sort === undefined ? matching : sortRows(matching, sort.key, sort.descending);
  const size = Math.max(1, table.rowsPerPage ?? rowsPerPageUsual);
  const last = Math.max(1, Math.ceil(sorted.length / size));
  const page = Math.min(last, Math.max(1, wholeNumber(query[`${prefix}page`]) ?? 1));
  const shown = sorted.slice((page - 1) * size, page * size);
  const link = (changes: Readonly<Record<string, string | undefined>>): string =>
    linkTo(address, changes, id);
  const pageLink = (number: number): string =>
    link({ [`${prefix}page`]: number === 1 ? undefined : String(number) });
  const columns = table.columns.filter((column) => !column.machineOnly);
  const filtered = filters.some((filter) => filter.value !== "");
  const cleared = Object.fromEntries([
    ...filters.map((filter) => [filter.name, undefined]),
    [`${prefix}page`, undefined],
  ]);
  return {
    id,
    caption: table.caption,
    columns: columns.map((column) => ({
      key: column.key,
      label: column.unit === undefined ? column.label : `${column.label} (${column.unit})`,
      numeric: isNumeric(column),
      ...(column.sortable && table.rows.length > 1
        ? { sort: sortLink(column.key, sort, { prefix, link }) }
        : {}),
    })),
    rows: shown.map((row) => columns.map((column) => cellView(row[column.key], column))),
    filters,
    kept: keptParameters(query, Object.keys(cleared)),
    filtered,
    clearHref: link(cleared),
    action: address.path,
    count: countText({
      from: (page - 1) * size + 1,
      to: (page - 1) * size + shown.length,
      found: sorted.length,
      all: table.rows.length,
    }),
    pages: pageLinks(page, last, pageLink),
    ...(page > 1 ? { previous: pageLink(page - 1) } : {}),
    ...(page < last ? { next: pageLink(page + 1) } : {}),
    bare: table.rows.length === 0,
    empty: table.empty,
  };
}

/** The same table without filters, sorting or pages: for the table behind a picture. */
export function wholeTable(table: TableModel): TableView {
  const bare = { ...table, rowsPerPage: Math.max(1, table.rows.length) };
  return arrangeTable(
    { ...bare, columns: table.columns.map(({ filter: _, sortable: __, ...column }) => column) },
    { path: "", query: {} },
  );
}

/**
 * A table as CSV: RFC 4180 with CRLF, first line the column keys, every row and column, no byte-order mark.
 *
 * Formulas are made harmless, and a figure that is not there is written as the reason why.
 */
export function tableCsv(table: TableModel): string {
  const lines = table.rows.map((row) =>
    csvLine(table.columns.map((column) => cellValue(row[column.key], column))),
  );
  return csvLine(table.columns.map((column) => column.key)) + lines.join("");
}

interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

function sortOf(table: TableModel, asked: string | undefined): Sort | undefined {
  const descending = asked?.startsWith("-") ?? false;
  const key = descending ? asked?.slice(1) : asked;
  const column = table.columns.find((one) => one.key === key && one.sortable && !one.machineOnly);
  return column === undefined ? table.sortedBy : { key: column.key, descending };
}

/**
 * Rows in the order of one column; equal ones keep their order, and what has no value comes last either way.
 */
export function sortRows(rows: readonly Row[], key: string, descending: boolean): readonly Row[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [cellRank(one[key]), cellRank(other[key])];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    if (typeof a === "number" || typeof b === "number") return sign * (typeof a === "number" ? -1 : 1);
    return sign * compareNames(a, b);
  });
}

function sortLink(
  key: string,
  sort: Sort | undefined,
  make: {
    readonly prefix: string;
    readonly link: (changes: Readonly<Record<string, string | undefined>>) => string;
  },
): ColumnView["sort"] & object {
  const state = sort?.key !== key ? "none" : sort.descending ? "descending" : "ascending";
  const next = state === "ascending" ? `-${key}` : key;
  return { state, href: make.link({ [`${make.prefix}sort`]: next, [`${make.prefix}page`]: undefined }) };
}

interface AskedFilter {
  readonly column: Column;
  readonly view: FilterView;
}

function filtersOf(table: TableModel, query: TableAddress["query"], prefix: string): readonly AskedFilter[] {
  return table.columns.flatMap((column) => {
    if (column.filter === undefined || column.machineOnly) return [];
    const name = `${prefix}with-${column.key}`;
    const texts =
      column.filter === "choice" ? table.rows.map((row) => cellText(row[column.key], column)) : [];
    const options = [...new Set(texts.filter((text) => text !== ""))].toSorted(compareNames);
    const value = (query[name] ?? "").trim().slice(0, 200);
    return [{ column, view: { name, label: column.label, kind: column.filter, value, options } }];
  });
}

function matches(text: string, filter: FilterView): boolean {
  if (filter.value === "") return true;
  if (filter.kind === "choice") return text === filter.value;
  const folded = fold(text);
  return fold(filter.value)
    .split(" ")
    .every((word) => folded.includes(word));
}

/** Without case and accents, so that "cafe" finds "Café". */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

function countText(count: {
  readonly from: number;
  readonly to: number;
  readonly found: number;
  readonly all: number;
}): string {
  const found = formatNumber(count.found);
  if (count.found === 0) return `0 of ${formatNumber(count.all)}`;
  if (count.to - count.from + 1 < count.found)
    return `${formatNumber(count.from)} to ${formatNumber(count.to)} of ${found}`;
  return count.found === count.all ? `${found} in all` : `${found} of ${formatNumber(count.all)}`;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

function keptParameters(query: TableAddress["query"], own: readonly string[]): TableView["kept"] {
  return Object.entries(query).flatMap(([name, value]) =>
    value === undefined || own.includes(name) ? [] : [{ name, value }],
  );
}

function linkTo(
  address: TableAddress,
  changes: Readonly<Record<string, string | undefined>>,
  id: string,
): string {
  const query = Object.entries({ ...address.query, ...changes }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "",
  );
  const text = new URLSearchParams(query).toString();
  return `${address.path}${text === "" ? "" : `?${text}`}#${id}`;
}
