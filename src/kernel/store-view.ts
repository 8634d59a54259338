import { sql } from "kysely";
import type { Viewer } from "./actor.ts";
import type { Db } from "./db.ts";
import { audiencesOf } from "./visibility.ts";

/**
 * Runs reads in one read-only snapshot that holds only what the viewer may see.
 *
 * This is the one visibility check: row security compares every row's audience with the viewer's audiences, whatever the
 * query. Pages, JSON, CSV, search, feeds and files all read through here. Not for commands, which are asked by policy.
 */
export async function readAs<T>(db: Db, viewer: Viewer, read: (db: Db) => Promise<T>): Promise<T> {
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
      await lookAs(tx, viewer);
      return await read(tx);
    });
}

/**
 * Asks something within a transaction as the viewer would see it, under the same visibility check.
 *
 * For what a command must know before its policies are asked: that something private exists may not show in the refusal.
 * Afterwards the transaction may do everything again; when `read` fails, it can only be rolled back.
 */
export async function seeAs<T>(tx: Db, viewer: Viewer, read: (tx: Db) => Promise<T>): Promise<T> {
  await lookAs(tx, viewer);
  const seen = await read(tx);
  await sql`select set_config('role', 'none', true)`.execute(tx);
  return seen;
}

async function lookAs(tx: Db, viewer: Viewer): Promise<void> {
  // The comma parts audiences in SQL: an id that holds one must not pass for two.
  const audiences = audiencesOf(viewer)
    .filter((audience) => !audience.includes(","))
    .join(",");
  await sql`select set_config('role', 'concordat_reader', true), set_config('concordat.audiences', ${audiences}, true)`.execute(
    tx,
  );
}
