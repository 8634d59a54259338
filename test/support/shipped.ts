import pg from "pg";
import { inject } from "vitest";
import { composeCore } from "../../src/app/compose.ts";
import { loadIllustrativePeople } from "../../src/app/illustrative.ts";
import { loadShipped } from "../../src/app/load.ts";
import { fixedClock, instant } from "../../src/kernel/index.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import { databaseFrom, type TestDatabase } from "./database.ts";

const template = "template_shipped";
const making = "template_shipped_making";

/** When the shipped data of the tests were loaded; a clock of a test starts no earlier. */
export const shippedAt = instant("2026-11-21T06:00:00Z");

/**
 * A database of one's own with everything that is shipped: the facts of data/ and the people of the illustrative place.
 *
 * Loaded once for a whole run, by whichever test file asks first; the others wait and copy.
 */
export async function shippedDatabase(): Promise<TestDatabase> {
  await makeOnce();
  return await databaseFrom(template);
}

async function makeOnce(): Promise<void> {
  const server = inject("databaseServer");
  const client = new pg.Client({ ...server, database: "postgres" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended('concordat.test.shipped', 0))");
    const held = await client.query("select from pg_database where datname = $1", [template]);
    if (held.rowCount === 1) return;
    await client.query(`drop database if exists ${making} with (force)`);
    await client.query(`create database ${making} template ${server.database}`);
    await loadInto({ ...server, database: making });
    // Renamed last, so that a load that failed half-way is never copied.
    await client.query(`alter database ${making} rename to ${template}`);
  } finally {
    await client.end();
  }
}

async function loadInto(connection: TestDatabase["config"]): Promise<void> {
  const pool = createPool({ connection, applicationName: "concordat-test", statementMsMax: 0 });
  const clock = fixedClock(shippedAt);
  try {
    const core = composeCore(
      { pool, clock },
      { sendAfterwards: async () => undefined, onChanged: async () => undefined },
    );
    await loadShipped(
      { db: core.db, clock, manifests: core.manifests, recorder: core.recorder },
      () => undefined,
    );
    await loadIllustrativePeople({ db: core.db, clock });
    await pool.query("analyze");
  } finally {
    await pool.end(); // a template with a connection cannot be copied
  }
}
