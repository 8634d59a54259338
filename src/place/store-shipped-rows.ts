import { sql } from "kysely";
import type { DatasetFacts, Json, SyncCount } from "../kernel/index.ts";

/** One row of a shipped file: its cells by heading. */
export type Given = Readonly<Record<string, string>>;

/** A row as its table takes it. */
export type Loaded = Readonly<Record<string, Json | undefined>>;

/** Columns of every table that says where its rows are known from. */
export const sourced = { source: "text", seen: "date", basis: "text" } as const;

/** Columns of every table whose rows hold for days. */
export const dated = { begins_on: "date", ends_on: "date" } as const;

/** What somebody changed on this site is no longer the file's to change: such a row belongs to no dataset. */
export const takenOver = sql<boolean>`held.dataset is null`;

/** Where the row comes from; what the row does not say itself, the file's entry in the catalogue does. */
export function sources(row: Given, facts: DatasetFacts): Loaded {
  return {
    source: some(row, "source") ?? facts.source,
    seen: some(row, "seen") ?? facts.seen,
    basis: some(row, "basis") ?? facts.basis,
  };
}

/** The days for which the row holds, and where it comes from. */
export function datedSources(row: Given, facts: DatasetFacts): Loaded {
  return { begins_on: some(row, "begins_on"), ends_on: some(row, "ends_on"), ...sources(row, facts) };
}

/** The cell of a column that no row may leave empty. */
export function need(row: Given, name: string): string {
  const value = row[name];
  if (value === undefined || value === "") throw new RangeError(`Column ${name} is empty.`);
  return value;
}

/** The cell of a column; undefined where it is empty. */
export function some(row: Given, name: string): string | undefined {
  return row[name] || undefined;
}

/** Counts of several tables that one file fills. */
export function sumOf(...counts: readonly SyncCount[]): SyncCount {
  const total = (of: (count: SyncCount) => number): number => counts.reduce((sum, one) => sum + of(one), 0);
  return {
    added: total((one) => one.added),
    changed: total((one) => one.changed),
    removed: total((one) => one.removed),
  };
}
