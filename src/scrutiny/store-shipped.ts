import {
  filledCells,
  syncShipped,
  type DatasetFacts,
  type Db,
  type Json,
  type ShippedRow,
  type SyncCount,
} from "../kernel/index.ts";

export type Given = ShippedRow;

type SqlType = "uuid" | "text" | "date" | "integer" | "numeric" | "boolean";

/** A table that a shipped file fills. Names stand in one text with spaces between them. */
export interface Sheet {
  readonly table: string;
  readonly key: string;
  /** `audience` need not be named. */
  readonly columns: Readonly<Partial<Record<SqlType, string>>>;
}

/** Brings a table to what the file gives: rows for everybody, unless they say whose they are; rows that are this site's own stay. */
export async function syncSheet(
  tx: Db,
  { key: dataset }: Pick<DatasetFacts, "key">,
  { table, key, columns }: Sheet,
  rows: readonly Readonly<Record<string, Json | undefined>>[],
): Promise<SyncCount> {
  const types = Object.entries(columns).flatMap(([type, names]) =>
    names.split(" ").map((name) => [name, type] as const),
  );
  return await syncShipped(
    tx,
    {
      table,
      key: key.split(" "),
      dataset,
      columns: { ...Object.fromEntries(types), audience: "text" },
    },
    rows.map((row) => ({ audience: "public", ...row })),
  );
}

/** The cells of a row that are filled in, by names with spaces between them; empty is absent. */
export function filled(row: Given, names: string): Readonly<Record<string, string | undefined>> {
  return filledCells(row, names.split(" "));
}

/** What several tables of one file came to. */
export function sumOf(counts: readonly SyncCount[]): SyncCount {
  const all = (key: keyof SyncCount): number => counts.reduce((total, count) => total + count[key], 0);
  return { added: all("added"), changed: all("changed"), removed: all("removed") };
}
