import {
  syncShipped,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type ShippedRow,
} from "../kernel/index.ts";
import { penceOf } from "./act-lines.ts";

/** Shipped rows are public. */
export const audience = "public";

/** The id of a shipped agreement or fund. */
export const idOf = (kind: "agreement" | "fund", slug: string): string =>
  uuidOfName(`pounds:${kind}:${slug}`);
/** A cell, or nothing where it is empty. */
export const or = (text: string | undefined): string | undefined => text || undefined;

/** Pounds of a shipped file in pence, as text: no figure passes through a float. */
export function penceText(text: string | undefined): string | undefined {
  return text ? String(penceOf(text)) : undefined;
}

/** How the rows of one shipped file become rows of one table. */
export interface Table {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
  rowOf(
    row: ShippedRow,
    facts: DatasetFacts,
    place: number,
  ): Readonly<Record<string, string | boolean | number | readonly string[] | undefined>>;
}

/** Where a row was read, and when. */
export const provenance = { source: "text", seen: "date", basis: "text" };

/** A shipped file whose rows are those of one table; what somebody entered here since is left alone. */
export function tableDataset(key: string, table: Table, order: number): Dataset {
  return {
    key,
    order,
    load: async (tx, rows, facts) =>
      await syncShipped(
        tx,
        { ...table, dataset: key },
        rows.map((row, at) => table.rowOf(row, facts, at)),
      ),
  };
}
