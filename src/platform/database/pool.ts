import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Db } from "../../kernel/index.ts";
import type { Connection } from "./connection.ts";
import { DatabaseNotStarted } from "./faults.ts";
import { poolTypes } from "./parsers.ts";

/** Connections to one database; named here so that nobody else names the driver. */
export type Pool = pg.Pool;

/** What a pool is made from. */
export type PoolOptions = {
  readonly connection: Connection;
  readonly applicationName: string;
  /** Connections at most; 10 unless told otherwise. */
  readonly connectionsMax?: number;
  /** A statement that takes longer is cancelled; 30,000 unless told otherwise, 0 for never. */
  readonly statementMsMax?: number;
  /** Hears of connections that died while idle; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void;
};

/**
 * A pool with Concordat's types: int8 is bigint, numeric and date are text, timestamptz is an ISO instant as text.
 *
 * Connects at first use. A transaction left idle for a minute is rolled back; waiting for a connection ends after 5
 * seconds. Sessions speak UTC.
 */
export function createPool(options: PoolOptions): pg.Pool {
  const { connection, applicationName, connectionsMax = 10, statementMsMax = 30_000 } = options;
  const pool = new pg.Pool({
    ...connection,
    application_name: applicationName,
    max: connectionsMax,
    statement_timeout: statementMsMax,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    options: "-c timezone=UTC -c datestyle=ISO",
    types: poolTypes,
  });
  // The pool listens to idle connections only. One that breaks in the middle of a transaction fails its query and also
  // says so by itself; an error that nobody hears ends the process.
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
  });
  // Without a listener one dying idle connection ends the process. A pool that is being closed has nothing more to tell.
  pool.on("error", (error) => {
    if (!pool.ending) options.onIdleError?.(error);
  });
  return pool;
}

/** The handle that modules add their own tables to. */
export function createDb(pool: pg.Pool): Db {
  return new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * Refuses a server that Concordat cannot run on; call once at start when DATABASE_URL is used.
 *
 * @throws DatabaseNotStarted for PostgreSQL before 15, or a database that is not in UTF-8
 */
export async function checkServer(pool: pg.Pool): Promise<void> {
  const found = await pool.query<{ number: number; version: string; encoding: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
       current_setting('server_encoding') as encoding`,
  );
  const server = found.rows[0];
  if (server === undefined) throw new DatabaseNotStarted("The database did not say which version it is.");
  if (server.number < 150_000) {
    throw new DatabaseNotStarted(
      `DATABASE_URL leads to PostgreSQL ${server.version}; Concordat needs version 15 or newer. ` +
        `Upgrade that server, or leave DATABASE_URL out to use the built-in one.`,
    );
  }
  if (server.encoding !== "UTF8") {
    throw new DatabaseNotStarted(
      `DATABASE_URL leads to a database in the encoding ${server.encoding}; Concordat needs UTF8. ` +
        `Make one with: create database concordat encoding 'UTF8' template template0.`,
    );
  }
}
