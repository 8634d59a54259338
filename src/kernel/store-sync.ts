import { sql, type RawBuilder } from "kysely";
import type { Db } from "./db.ts";
import type { Json } from "./entry.ts";

/** How rows of a shipped file map onto a table. */
export interface SyncPlan {
  /** `place.area`. */
  readonly table: string;
  /** Column names with their SQL types, `{ id: "uuid", begins_on: "date" }`. */
  readonly columns: Readonly<Record<string, string>>;
  readonly key: readonly string[];
  /** The key is the whole row and may hold nulls: rows are the same or not, none is ever changed. */
  readonly wholeRows?: boolean;
  /** Only rows of this dataset are compared and removed; the table has a `dataset` column. */
  readonly dataset: string;
  /** Rows of the dataset that somebody has since taken over on this site are left alone: a condition on the table as `held`. */
  readonly unless?: RawBuilder<boolean>;
}

/** What a synchronisation did. */
export interface SyncCount {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

const rowsPerStatement = 5000;

/**
 * Brings the rows of one dataset in a table to exactly what is given: adds, changes what differs, removes what is gone.
 *
 * Running it twice changes nothing the second time. Not for tables that people edit without the `unless` condition.
 *
 * @param rows one value per column, absent for SQL null
 */
export async function syncRows(
  tx: Db,
  plan: SyncPlan,
  rows: readonly Readonly<Record<string, Json | undefined>>[],
): Promise<SyncCount> {
  const names = [...Object.keys(plan.columns), "dataset"];
  const table = sql.table(plan.table);
  await sql`create temporary table incoming on commit drop as select ${list(names)} from ${table} with no data`.execute(
    tx,
  );
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const part = rows.slice(at, at + rowsPerStatement).map((row) => ({ ...row, dataset: plan.dataset }));
    const types = [...Object.entries(plan.columns), ["dataset", "text"]].map(
      ([name, type]) => `"${name}" ${type}`,
    );
    await sql`insert into incoming (${list(names)}) select ${list(names)}
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as given (${sql.raw(types.join(", "))})`.execute(
      tx,
    );
  }
  const left = plan.unless ?? sql<boolean>`false`;
  const joined = sql.raw(
    plan.wholeRows
      ? sameText(plan.key)
      : plan.key.map((name) => `held."${name}" = incoming."${name}"`).join(" and "),
  );
  const removed =
    await sql`delete from ${table} as held where held.dataset = ${plan.dataset} and not (${left})
    and not exists (select from incoming where ${joined})`.execute(tx);
  const changed = plan.wholeRows ? 0 : await changeRows(tx, { plan, joined, left });
  const added = await sql`insert into ${table} (${list(names)}) select ${list(names)} from incoming
    where not exists (select from ${table} as held where ${joined})`.execute(tx);
  await sql`drop table incoming`.execute(tx);
  return { added: count(added), changed, removed: count(removed) };
}

/** Changes the rows that differ; returns how many. */
async function changeRows(
  tx: Db,
  { plan, joined, left }: { plan: SyncPlan; joined: RawBuilder<unknown>; left: RawBuilder<boolean> },
): Promise<number> {
  const rest = [...Object.keys(plan.columns), "dataset"].filter((name) => !plan.key.includes(name));
  const differs = sql.raw(
    `(${rest.map((name) => `held."${name}"`).join(", ")}) is distinct from (${rest.map((name) => `incoming."${name}"`).join(", ")})`,
  );
  const set = sql.raw(rest.map((name) => `"${name}" = incoming."${name}"`).join(", "));
  const result = await sql`update ${sql.table(plan.table)} as held set ${set} from incoming
    where ${joined} and not (${left}) and ${differs}`.execute(tx);
  return count(result);
}

/** Equality of whole rows with nulls in them, as one text so that PostgreSQL can hash it. */
function sameText(names: readonly string[]): string {
  const row = (alias: string): string => `row(${names.map((name) => `${alias}."${name}"`).join(", ")})::text`;
  return `${row("held")} = ${row("incoming")}`;
}

function list(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)));
}

function count(result: { readonly numAffectedRows?: bigint }): number {
  return Number(result.numAffectedRows ?? 0n);
}
