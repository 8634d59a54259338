import type pg from "pg";

/**
 * Lets one process at a time do this work, on a connection without time limits that is thrown away afterwards.
 *
 * The lock belongs to the connection: a process that dies lets go of it.
 */
export async function withSessionLock<T>(
  pool: pg.Pool,
  work: "migration" | "jobs",
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // Without a listener the end of the server while we work would end this process.
  client.on("error", () => undefined);
  try {
    await client.query("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
    await client.query("select pg_advisory_lock(hashtext('concordat'), hashtext($1))", [work]);
    return await run(client);
  } finally {
    client.release(true); // ends the session, and with it the lock
  }
}
