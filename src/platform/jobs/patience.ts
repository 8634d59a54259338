import { setTimeout as pause } from "node:timers/promises";
import { codeOf, readDatabaseAway } from "../database/faults.ts";
import type { Pool } from "../database/pool.ts";

const triesMax = 20;
const pauseMs = 500;

/** Runs a statement of the queue; with values, rows come back. */
type ExecuteSql = (text: string, values: unknown[]) => Promise<{ rows: unknown[]; rowCount: number | null }>;

/** Two nodes that make the same new queue at once can block each other; PostgreSQL then undoes one of them whole. */
const deadlock = "40P01";

/**
 * Runs the queue's statements; waits out a database that is away for up to ten seconds, and a deadlock with another node.
 *
 * Otherwise the note that a job is done would be lost, and the job be done once more a quarter of an hour later.
 *
 * A statement on a pool that has ended is never answered: it comes from a job that outlived the queue's stop, which has handed
 * it back already, and nobody is left to hear that it failed.
 */
export function patientSql(pool: Pool): ExecuteSql {
  return async (text, values) => {
    for (let turn = 1; ; turn += 1) {
      try {
        return await pool.query(text, values);
      } catch (error) {
        if (pool.ending) return await new Promise<never>(() => undefined);
        const willPass = codeOf(error) === deadlock || readDatabaseAway(error) !== undefined;
        if (turn === triesMax || !willPass) throw error;
        await pause(pauseMs);
      }
    }
  };
}

/**
 * Lets this process outlive what pg-boss does not wait for itself: its notes of finished jobs, when the database is away.
 *
 * Any other failure that nobody waits for ends the process as before.
 *
 * @returns what takes this back
 */
export function outliveAway(onError: (error: unknown, where: string) => void): () => void {
  const hear = (error: unknown): void => {
    if (readDatabaseAway(error) === undefined) throw error;
    onError(error, "background jobs");
  };
  process.on("unhandledRejection", hear);
  return () => void process.off("unhandledRejection", hear);
}
