import {
  syncShipped,
  type Dataset,
  type DatasetFacts,
  type Db,
  type Json,
  type ShippedRow,
  type SyncCount,
  type SyncPlan,
} from "../kernel/index.ts";
import { boardIdOf, organisationIdOf } from "../place/index.ts";

/** How the rows of a shipped file become rows of one table; where each comes from is added to its columns. */
export interface ShippedTable extends Pick<SyncPlan, "table" | "key" | "columns"> {
  rowOf(row: ShippedRow, position: number): Readonly<Record<string, Json | undefined>>;
}

const provenance = { source: "text", seen: "date", basis: "text" } as const;

/** Shipped files in the order in which they are loaded, the first at `order`. */
export function shippedFiles(
  order: number,
  files: readonly (readonly [key: string, table: ShippedTable])[],
): readonly Dataset[] {
  return files.map(([key, table], place): Dataset => ({
    key,
    order: order + place,
    load: async (tx, rows, facts) => await load(tx, table, { key, rows, facts }),
  }));
}

async function load(
  tx: Db,
  { rowOf, columns, ...plan }: ShippedTable,
  file: { readonly key: string; readonly rows: readonly ShippedRow[]; readonly facts: DatasetFacts },
): Promise<SyncCount> {
  const { facts } = file;
  return await syncShipped(
    tx,
    { ...plan, columns: { ...columns, ...provenance }, dataset: file.key },
    file.rows.map((row, position) => ({
      ...rowOf(row, position),
      source: row["source"] || facts.source,
      seen: row["seen"] || facts.seen,
      basis: row["basis"] || facts.basis,
    })),
  );
}

/** A cell of a file; an empty one is not there. */
export const or = (text: string | undefined): string | undefined => text || undefined;

/** The id of the body or board whose address a cell holds, where it holds one. */
export const bodyOr = (slug: string | undefined): string | undefined =>
  slug ? organisationIdOf(slug) : undefined;
export const boardOr = (slug: string | undefined): string | undefined => (slug ? boardIdOf(slug) : undefined);
