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
  const audiences = audiencesOf(viewer).join(",");
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
      await sql`select set_config('role', 'concordat_reader', true), set_config('concordat.audiences', ${audiences}, true)`.execute(tx);
      return await read(tx);
    });
}
