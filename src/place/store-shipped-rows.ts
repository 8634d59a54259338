import { sql } from "kysely";
import { syncRows, type DatasetFacts, type Db, type Json, type SyncCount } from "../kernel/index.ts";

/** One row of a shipped file: its cells by heading. */
export type Given = Readonly<Record<string, string>>;

/** A row as its table takes it. */
export type Loaded = Readonly<Record<string, Json | undefined>>;

/** Brings tables to what the rows of a file say. */
export type Load = (tx: Db, rows: readonly Given[], facts: DatasetFacts) => Promise<SyncCount>;

/** A column of a table: its SQL type, and how a row of the file gives its value; `name` is the column's own. */
export interface Filled {
  readonly type: string;
  readonly from: (row: Given, name: string) => Json | undefined;
}

/** Rows of a file as rows of one table. */
export interface Loading {
  /** `place.area`. */
  readonly table: string;
  /** Columns that tell one row from another; left out: the whole row, which may hold nulls. */
  readonly key?: readonly string[];
  readonly columns: Readonly<Record<string, Filled>>;
  /** The rows hold from one day to another, in columns of these names. */
  readonly isDated?: boolean;
  /** People edit the table: what somebody changed on this site is no longer the file's to change. */
  readonly isEdited?: boolean;
}

/** Columns of every table that says where its rows are known from. */
const sourced = { source: "text", seen: "date", basis: "text" } as const;

/** Columns of every table whose rows hold for days. */
const dated = { begins_on: "date", ends_on: "date" } as const;

/** Brings one table to exactly what the rows of a file say. */
export async function loadRows(
  tx: Db,
  { table, key, columns, isDated = false, isEdited = false }: Loading,
  file: { readonly rows: readonly Given[]; readonly facts: DatasetFacts },
): Promise<SyncCount> {
  const filled = Object.entries(columns);
  const types = {
    ...Object.fromEntries(filled.map(([name, column]) => [name, column.type])),
    ...(isDated && dated),
    ...sourced,
  };
  return await syncRows(
    tx,
    {
      table,
      dataset: file.facts.key,
      columns: types,
      ...(key ? { key } : { key: Object.keys(types), wholeRows: true }),
      // What somebody changed here belongs to no dataset.
      ...(isEdited && { unless: sql<boolean>`held.dataset is null` }),
    },
    file.rows.map((row): Loaded => ({
      ...Object.fromEntries(filled.map(([name, column]) => [name, column.from(row, name)])),
      ...(isDated && { begins_on: some(row, "begins_on"), ends_on: some(row, "ends_on") }),
      ...sourceOf(row, file.facts),
    })),
  );
}

/**
 * The same as a dataset's `load`.
 *
 * @param rowsOf  the table's rows that one row of the file stands for; none leaves it out
 */
export function loading(
  plan: Loading,
  rowsOf: (row: Given) => readonly Given[] = (row): readonly Given[] => [row],
): Load {
  return async (tx, rows, facts) => await loadRows(tx, plan, { rows: rows.flatMap(rowsOf), facts });
}

/** A cell that no row may leave empty; of the column's own name unless another is given. */
export function cell(type = "text", heading?: string): Filled {
  return { type, from: (row, name) => need(row, heading ?? name) };
}

/** A cell that may be empty. */
export function optional(type = "text", heading?: string): Filled {
  return { type, from: (row, name) => some(row, heading ?? name) };
}

/** An id made from the slug in a cell that no row may leave empty. */
export function idFrom(idOf: (slug: string) => string, heading: string): Filled {
  return { type: "uuid", from: (row) => idOf(need(row, heading)) };
}

/** An id made from the slug in a cell; nothing where it is empty. */
export function optionalId(idOf: (slug: string) => string, heading: string): Filled {
  return {
    type: "uuid",
    from: (row) => {
      const slug = some(row, heading);
      return slug === undefined ? undefined : idOf(slug);
    },
  };
}

/** An id made from the slug of a row that is about one kind of subject; nothing in a row about another. */
export function idOfSubject(kind: "area" | "organisation", idOf: (slug: string) => string): Filled {
  return {
    type: "uuid",
    from: (row) => (row["subject_kind"] === kind ? idOf(need(row, "slug")) : undefined),
  };
}

/** "yes" is true, another word false, an empty cell unknown. */
export function yesNo(heading?: string): Filled {
  return {
    type: "boolean",
    from: (row, name) => {
      const word = some(row, heading ?? name);
      return word === undefined ? undefined : word === "yes";
    },
  };
}

/** A value worked out from the row. */
export function worked(type: string, from: (row: Given) => Json | undefined): Filled {
  return { type, from };
}

/** Where the row comes from; what the row does not say itself, the file's entry in the catalogue does. */
function sourceOf(row: Given, facts: DatasetFacts): Loaded {
  return {
    source: some(row, "source") ?? facts.source,
    seen: some(row, "seen") ?? facts.seen,
    basis: some(row, "basis") ?? facts.basis,
  };
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
