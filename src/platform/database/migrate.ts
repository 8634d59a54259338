import type pg from "pg";
import { textOf } from "./faults.ts";
import { MigrationRefused, readMigrationFiles } from "./migration-files.ts";
import { withSessionLock } from "./session-lock.ts";
import type { MigrationFile, MigrationFolder } from "./migration-files.ts";

/** What a run of the migrations did. */
export type MigrationReport = {
  /** Names of those run now, in order. */
  readonly ran: readonly string[];
  /** How many there are. */
  readonly known: number;
};

/**
 * Brings a database up to date: runs the migrations that it has not seen, each in its own transaction.
 *
 * Forward only. Several processes may call it at once: one works, the others wait and find nothing to do.
 *
 * @throws MigrationRefused when a file changed after it ran, is missing, comes before one that ran, or fails; those
 * before it stay
 */
export async function migrate(pool: pg.Pool, folders: readonly MigrationFolder[]): Promise<MigrationReport> {
  const files = readMigrationFiles(folders);
  return withSessionLock(pool, "migration", async (client) => {
    await client.query(historySql);
    const waiting = listWaiting(files, await listRan(client));
    for (const file of waiting) {
      await client.query("begin");
      try {
        await runMigration(client, file);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback").catch(() => undefined);
        throw error;
      }
    }
    return { ran: waiting.map((file) => file.name), known: files.length };
  });
}

/** The table of what ran. */
export const historySql = `
  create schema if not exists kernel;
  create table if not exists kernel.migration (
    name text primary key,
    sha256 text not null,
    ran_at timestamptz not null default now()
  )`;

/** A migration that ran. */
export type RanMigration = { readonly name: string; readonly sha256: string };

/** What ran in a database, in order. */
export async function listRan(client: pg.ClientBase): Promise<readonly RanMigration[]> {
  const found = await client.query<RanMigration>(
    'select name, sha256 from kernel.migration order by name collate "C"',
  );
  return found.rows;
}

/** Runs one migration and notes it, inside the caller's transaction. */
export async function runMigration(client: pg.ClientBase, file: MigrationFile): Promise<void> {
  const before = await readTransaction(client);
  try {
    await client.query(file.text); // without parameters: many statements in one message
  } catch (error) {
    throw new MigrationRefused(`The migration ${file.name}${placeOf(error, file)} failed: ${textOf(error)}`, {
      cause: error,
    });
  }
  if ((await readTransaction(client)) !== before) {
    throw new MigrationRefused(
      `The migration ${file.name} ends its transaction; take commit and rollback out of it.`,
    );
  }
  await client.query("insert into kernel.migration (name, sha256) values ($1, $2)", [file.name, file.sha256]);
}

function listWaiting(
  files: readonly MigrationFile[],
  ran: readonly RanMigration[],
): readonly MigrationFile[] {
  for (const [index, { name, sha256 }] of ran.entries()) {
    const file = files.find((known) => known.name === name);
    if (file === undefined) {
      throw new MigrationRefused(
        `The database has seen the migration ${name}, which this version of Concordat does not have. ` +
          `The database is newer: start the version that made it, or a later one.`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new MigrationRefused(
        `The migration ${name} was changed after it ran here. Put the file back as it was, and write a new migration.`,
      );
    }
    const skipped = files[index];
    if (skipped !== undefined && skipped.name !== name) {
      throw new MigrationRefused(
        `The migration ${skipped.name} comes before ${name}, which already ran here. ` +
          `Give ${skipped.name} a number after all others.`,
      );
    }
  }
  return files.slice(ran.length);
}

async function readTransaction(client: pg.ClientBase): Promise<unknown> {
  const found = await client.query<{ id: string }>("select pg_current_xact_id()::text as id");
  return found.rows[0]?.id;
}

/** Where in the file the server saw the error. */
function placeOf(error: unknown, file: MigrationFile): string {
  if (typeof error !== "object" || error === null || !("position" in error)) return "";
  const position = Number(error.position);
  return Number.isInteger(position) ? `, line ${file.text.slice(0, position - 1).split("\n").length},` : "";
}
