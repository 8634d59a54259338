import { sql, type RawBuilder, type Selectable } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Capacity, Db, Instant } from "../kernel/index.ts";
import type { HeldRun, ImportRun } from "./runs/run.ts";
import type { ImportTables } from "./tables.ts";

/** Puts down a run that waits for its worker. */
export async function insertRun(tx: Db, run: ImportRun): Promise<void> {
  await tx
    .withTables<ImportTables>()
    .insertInto("platform.import_run")
    .values({
      id: run.id,
      kind: run.kind,
      file_name: run.fileName,
      file_sha256: run.fileSha256,
      sheet: run.sheet ?? null,
      member: run.member ?? null,
      dry_run: run.dryRun,
      source: run.source,
      seen: run.seen,
      started_by: JSON.stringify(run.startedBy),
      started_at: run.startedAt,
      status: run.status,
      progressed_at: run.startedAt,
    })
    .execute();
}

/** A run by its id. */
export async function findRun(db: Db, id: string): Promise<HeldRun | undefined> {
  const row = await db
    .withTables<ImportTables>()
    .selectFrom("platform.import_run")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row && runFromRow(row);
}

/** The latest runs, newest first. */
export async function listRuns(db: Db, limit: number): Promise<readonly HeldRun[]> {
  const rows = await db
    .withTables<ImportTables>()
    .selectFrom("platform.import_run")
    .selectAll()
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(runFromRow);
}

/** What everybody may know of runs, for the record's lists; reads only columns that are open to all. */
export async function listRunHeads(
  db: Db,
  ids: readonly string[],
): Promise<readonly Pick<ImportRun, "id" | "kind" | "dryRun" | "startedAt">[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .withTables<ImportTables>()
    .selectFrom("platform.import_run")
    .select(["id", "kind", "dry_run", "started_at"])
    .where("id", "in", ids)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    dryRun: row.dry_run,
    startedAt: row.started_at as Instant,
  }));
}

/** Every run, for building the search index. */
export async function listRunIds(db: Db): Promise<readonly string[]> {
  const rows = await db
    .withTables<ImportTables>()
    .selectFrom("platform.import_run")
    .select("id")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

/** Runs that have not ended and that nobody has moved since a moment. */
export async function listIdleRuns(db: Db, since: Instant): Promise<readonly string[]> {
  const rows = await db
    .withTables<ImportTables>()
    .selectFrom("platform.import_run")
    .select("id")
    .where("ended_at", "is", null)
    .where("progressed_at", "<", since)
    .orderBy("started_at")
    .execute();
  return rows.map((row) => row.id);
}

/** Marks a run as taken up once more; undefined when it has ended or does not exist. */
export async function takeUpRun(db: Db, id: string, at: Instant): Promise<HeldRun | undefined> {
  const row = await db
    .withTables<ImportTables>()
    .updateTable("platform.import_run")
    .set({ status: "running", attempts: sql`attempts + 1`, progressed_at: at })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  return row && runFromRow(row);
}

/** Keeps what the first reading of the whole file found. */
export async function keepReading(
  db: Db,
  id: string,
  found: { readonly rows: number; readonly notes: readonly string[]; readonly at: Instant },
): Promise<void> {
  await db
    .withTables<ImportTables>()
    .updateTable("platform.import_run")
    .set({ rows_total: found.rows, notes: JSON.stringify(found.notes), progressed_at: found.at })
    .where("id", "=", id)
    .execute();
}

/** A dry run applies nothing, so one that was cut short begins again with nothing settled. */
export async function resetCounts(tx: Db, id: string): Promise<void> {
  await tx
    .withTables<ImportTables>()
    .updateTable("platform.import_run")
    .set({ rows_accepted: 0, rows_refused: 0, next_line: 1 })
    .where("id", "=", id)
    .execute();
}

/** What a batch came to. */
export interface Settled {
  readonly fromLine: number;
  readonly toLine: number;
  readonly accepted: number;
  readonly refused: number;
  readonly at: Instant;
}

/**
 * Moves a run on past a batch.
 *
 * @returns false when the run is no longer where this worker left it: another has been here, and nothing may be kept
 */
export async function settleBatch(tx: Db, id: string, settled: Settled): Promise<boolean> {
  const result = await tx
    .withTables<ImportTables>()
    .updateTable("platform.import_run")
    .set({
      rows_accepted: sql`rows_accepted + ${settled.accepted}`,
      rows_refused: sql`rows_refused + ${settled.refused}`,
      next_line: settled.toLine + 1,
      // This turn has got further, and is itself one attempt at what comes next.
      attempts: 1,
      progressed_at: settled.at,
    })
    .where("id", "=", id)
    .where("status", "=", "running")
    .where("next_line", "=", settled.fromLine)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ends a run; undefined when it had ended before. */
export async function endRun(
  tx: Db,
  id: string,
  end: { readonly failure?: string; readonly at: Instant },
): Promise<HeldRun | undefined> {
  const row = await tx
    .withTables<ImportTables>()
    .updateTable("platform.import_run")
    .set({
      status: end.failure === undefined ? "done" : "failed",
      failure: end.failure ?? null,
      ended_at: end.at,
      progressed_at: end.at,
    })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  return row && runFromRow(row);
}

/** The number of a run's lock, from its id as text. */
function lockOf(id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`hashtextextended('import run ' || ${id}, 0)`;
}

/** Whether a worker holds the run at this moment. */
export async function isWorkedOn(db: Db, id: string): Promise<boolean> {
  const found = await sql<{ held: boolean }>`
    select exists (select from pg_locks where locktype = 'advisory' and objsubid = 1 and granted
      and database = (select oid from pg_database where datname = current_database())
      and (classid::bigint << 32 | objid::bigint) = ${lockOf(sql`${id}`)}) as held`.execute(db);
  return found.rows[0]?.held === true;
}

/**
 * Runs that a worker took up and that nobody works on now, oldest first; those that wait for their first turn are queued.
 *
 * Their locks are this transaction's until it ends: a worker that comes by meanwhile finds them busy, so queue them within it.
 */
export async function takeLostRuns(tx: Db): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`
    with open as materialized (
      select id, started_at from platform.import_run where status = 'running')
    select id from open where pg_try_advisory_xact_lock(${lockOf(sql`open.id`)}) order by started_at, id`.execute(
    tx,
  );
  return found.rows.map((row) => row.id);
}

/**
 * Does the work while nobody else can work on this run, on one connection that holds the lock.
 *
 * @returns undefined when another worker holds it
 */
export async function whileAlone<T>(
  db: Db,
  id: string,
  work: (held: Db) => Promise<T>,
): Promise<T | undefined> {
  const key = lockOf(sql`${id}`);
  return await db.connection().execute(async (held) => {
    const taken = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${key}) as taken`.execute(held);
    if (taken.rows[0]?.taken !== true) return undefined;
    try {
      return await work(held);
    } finally {
      // A connection that broke has let go of the lock by itself.
      await sql`select pg_advisory_unlock(${key})`.execute(held).catch(() => undefined);
    }
  });
}

function runFromRow(row: Selectable<ImportTables["platform.import_run"]>): HeldRun {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    ...(row.sheet !== null && { sheet: row.sheet }),
    ...(row.member !== null && { member: row.member }),
    dryRun: row.dry_run,
    source: row.source,
    seen: row.seen as CivilDate,
    startedBy: row.started_by as Capacity,
    startedAt: row.started_at as Instant,
    status: row.status,
    attempts: row.attempts,
    movedAt: row.progressed_at as Instant,
    ...(row.ended_at !== null && { endedAt: row.ended_at as Instant }),
    ...(row.rows_total !== null && { rowsTotal: row.rows_total }),
    rowsAccepted: row.rows_accepted,
    rowsRefused: row.rows_refused,
    nextLine: row.next_line,
    notes: row.notes as readonly string[],
    ...(row.failure !== null && { failure: row.failure }),
  };
}
