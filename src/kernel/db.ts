import type { Kysely } from "kysely";

/**
 * A handle on the database that knows no table.
 *
 * A module adds its own tables with `db.withTables<PlaceTables>()`; it can therefore never query another module's.
 * Whether it is a pool, a read snapshot or a transaction is the caller's business: only the outermost adapter opens one.
 */
export type Db = Kysely<Record<never, never>>;
