import { sql } from "kysely";
import type { Db, Instant } from "../../kernel/index.ts";
import type { PlatformTables } from "../tables.ts";

/** The last load of a shipped file. */
export interface Load {
  readonly key: string;
  readonly sha256: string;
  readonly loadedAt: Instant;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** One node loads at a time; a second waits and then finds nothing to do. */
export async function lockLoading(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('concordat.datasets', 0))`.execute(tx);
}

/** The last load of every shipped file, by key. */
export async function listLoads(db: Db): Promise<ReadonlyMap<string, Load>> {
  const rows = await db
    .withTables<PlatformTables>()
    .selectFrom("platform.dataset")
    .selectAll()
    .orderBy("key")
    .execute();
  return new Map(rows.map((row) => [row.key, { ...row, loadedAt: row.loaded_at as Instant }]));
}

/** Keeps what a load did, in its own transaction. */
export async function keepLoad(tx: Db, load: Load): Promise<void> {
  const { loadedAt, ...rest } = load;
  const row = { ...rest, loaded_at: loadedAt };
  await tx
    .withTables<PlatformTables>()
    .insertInto("platform.dataset")
    .values(row)
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

/**
 * Counts every table of ours anew for the planner, which otherwise knows nothing of what was just loaded until the
 * database gets round to it, a minute or more later: until then a page that joins a few tables takes ten times as long.
 */
export async function refreshStatistics(tx: Db): Promise<void> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(tx);
  await sql`analyze ${sql.raw(tables.rows.map((table) => table.name).join(", "))}`.execute(tx);
}
