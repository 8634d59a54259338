import type { OpenDataTable } from "./manifest.ts";
import type { Asking } from "./page.ts";
import type { Provenance } from "./provenance.ts";
import type { Cell, Column } from "./table.ts";

/** A column of a table that anyone may download, with how its cell is read from what a row tells of. */
export interface OpenColumn<T> extends Column {
  readonly about: string;
  readonly of: (one: T) => Cell;
}

type NewColumn = <T>(key: string, label: string, about: string, of: (one: T) => Cell) => OpenColumn<T>;

export const textColumn: NewColumn = (key, label, about, of) => ({ key, label, kind: "text", about, of });
export const dateColumn: NewColumn = (key, label, about, of) => ({ key, label, kind: "date", about, of });
export const numberColumn: NewColumn = (key, label, about, of) => ({ key, label, kind: "number", about, of });

const provenance: readonly OpenColumn<Provenance>[] = [
  textColumn("source", "Source", "Where the fact is known from", ({ source }) => source),
  dateColumn("seen", "Seen", "The day it was seen there", ({ seen }) => seen),
  textColumn("basis", "Basis", "On what it rests", ({ basis }) => basis),
];

/**
 * A table that anyone may download whole, each row with its source, day seen and basis in the last three columns.
 *
 * Not for things without a source of their own, nor for those under another licence: these declare their table in full.
 *
 * @param things  what its rows tell of, one each
 */
export function openDataTable<T extends Provenance>(
  things: (asking: Asking) => Promise<readonly T[]>,
  table: Pick<OpenDataTable, "name" | "title" | "about"> & { readonly columns: readonly OpenColumn<T>[] },
): OpenDataTable {
  const { name, title, about } = table;
  const columns: readonly OpenColumn<T>[] = [...table.columns, ...provenance];
  return {
    name,
    title,
    about,
    licence: "Open Government Licence v3.0",
    columns: columns.map(({ of: _of, ...column }) => column),
    rows: async (asking) =>
      (await things(asking)).map((one) =>
        Object.fromEntries(columns.map((column) => [column.key, column.of(one)])),
      ),
  };
}
