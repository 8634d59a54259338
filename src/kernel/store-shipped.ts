import { sql } from "kysely";
import type { Db } from "./db.ts";
import type { Json } from "./entry.ts";
import { syncRows, type SyncCount, type SyncPlan } from "./store-sync.ts";

/** One row of a shipped file: its cells by heading; an empty cell is an empty text. */
export type ShippedRow = Readonly<Record<string, string>>;

/** The cells of a row under these headings; one that is empty is not there. */
export function filledCells(
  row: ShippedRow,
  names: readonly string[],
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(names.map((name) => [name, row[name] || undefined]));
}

/**
 * `syncRows` for a table that people also edit: a row that belongs to no dataset is left as it is, even under a key of the file.
 *
 * Whoever changes a shipped row on this site sets its `dataset` to null with the same statement; the next load would undo the
 * change otherwise.
 */
export async function syncShipped(
  tx: Db,
  plan: Omit<SyncPlan, "unless">,
  rows: readonly Readonly<Record<string, Json | undefined>>[],
): Promise<SyncCount> {
  return await syncRows(tx, { ...plan, unless: sql<boolean>`held.dataset is null` }, rows);
}
