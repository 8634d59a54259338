import { sql } from "kysely";
import type { Db } from "../kernel/index.ts";
import type { ChangeTables } from "./tables-changes.ts";
import type { ScrutinyTables } from "./tables.ts";

type Tables = ScrutinyTables & ChangeTables;

/**
 * Fills in columns of one row that are still empty, such as the reply to a recommendation; what is filled in stays as it was given.
 *
 * A shipped row that is filled in here is this site's own from then on: where the table says of which dataset a row is, `set`
 * takes it away.
 *
 * @param empty the columns that must hold nothing yet
 * @returns false where one of them holds something, or the row is not there
 */
export async function fillOnce<Name extends keyof Tables>(
  tx: Db,
  table: Name,
  row: {
    readonly id: string;
    readonly empty: readonly (keyof Tables[Name] & string)[];
    readonly set: Partial<Tables[Name]>;
  },
): Promise<boolean> {
  const set = Object.entries(row.set).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const empty = row.empty.map((name) => sql`${sql.ref(name)} is null`);
  const done = await sql`update ${sql.table(table)} set ${sql.join(set)}
    where id = ${row.id} and ${sql.join(empty, sql` and `)}`.execute(tx);
  return (done.numAffectedRows ?? 0n) > 0n;
}
