import { sql } from "kysely";
import type { Db } from "../../kernel/index.ts";
import type { PlatformTables } from "../tables.ts";

/** Notes what an act changed, in its own transaction, until every node has been told. */
export async function noteUntold(
  tx: Db,
  change: { readonly act: string; readonly subjects: readonly string[] },
): Promise<void> {
  const subjects = [...new Set(change.subjects)];
  if (subjects.length === 0) return;
  await tx
    .withTables<PlatformTables>()
    .insertInto("kernel.untold")
    .values(subjects.map((subject) => ({ subject, act: change.act })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes an act's changes off the list, once they have been told. */
export async function dropUntold(db: Db, act: string): Promise<void> {
  await db.withTables<PlatformTables>().deleteFrom("kernel.untold").where("act", "=", act).execute();
}

/** Subjects that a node should have told by now: the node died, or was a command line that tells nobody. */
export async function listUntold(
  db: Db,
): Promise<readonly { readonly subject: string; readonly act: string }[]> {
  const result = await sql<{ subject: string; act: string }>`
    select subject, act from kernel.untold where since < now() - interval '700 milliseconds' limit 5000`.execute(
    db,
  );
  return result.rows;
}
