import { createHash } from "node:crypto";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { backupFormat, BackupRefused, manifestName } from "./backup-manifest.ts";
import type { BackupManifest, BackupTable } from "./backup-manifest.ts";
import { jobSchema, listSequences, listStoredTables, qualified, quoted } from "./catalogue.ts";
import type { StoredTable } from "./catalogue.ts";
import { instantFromText } from "./parsers.ts";
import { listRan } from "./migrate.ts";

/**
 * Writes a backup: one file per table, all as of one moment, and a manifest with hashes.
 *
 * Reads only, beside the running app. The folder appears whole or not at all, and only its owner may open it: it holds
 * everything, personal data too. The job queue is left out; its work is made again from the data.
 *
 * @param targetFolder  must not exist, or be empty
 * @throws BackupRefused when the folder holds something
 */
export async function backup(
  pool: pg.Pool,
  targetFolder: string,
  options: { readonly appVersion: string },
): Promise<BackupManifest> {
  const target = resolve(targetFolder);
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new BackupRefused(`${target} is not empty. Name a new folder for each backup.`);
  }
  mkdirSync(dirname(target), { recursive: true });
  const part = `${target}.part-${process.pid}`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { mode: 0o700 });
  try {
    const manifest = await inSnapshot(pool, (client) => writeRows(client, part, options.appVersion));
    writeFileSync(join(part, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`, {
      mode: 0o600,
      flush: true,
    });
    renameSync(part, target);
    return manifest;
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  }
}

async function inSnapshot<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  client.on("error", () => undefined);
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    await client.query("set local statement_timeout = 0");
    // A row that a policy hides would be missing without a word; so it is an error instead.
    await client.query("set local row_security = off");
    const result = await work(client);
    await client.query("commit");
    return result;
  } finally {
    client.release(true); // its settings and, after an error, a half-read COPY
  }
}

async function writeRows(client: pg.PoolClient, folder: string, appVersion: string): Promise<BackupManifest> {
  const about = await client.query<{ version: string; now: string }>(
    "select current_setting('server_version') as version, now()::text as now",
  );
  const migrations = await listRan(client);
  const tables: BackupTable[] = [];
  for (const table of await listStoredTables(client)) tables.push(await writeTable(client, folder, table));
  return {
    format: backupFormat,
    appVersion,
    postgresVersion: about.rows[0]?.version ?? "",
    takenAt: instantFromText(about.rows[0]?.now ?? ""),
    migrations: [...migrations],
    leftOut: [{ schema: jobSchema, why: "The queue of background jobs; they are made again from the data." }],
    tables,
    sequences: await readSequences(client),
  };
}

async function writeTable(client: pg.PoolClient, folder: string, stored: StoredTable): Promise<BackupTable> {
  const { schema, table, columns } = stored;
  const file = `${schema}.${table}.copy.gz`;
  const list = columns.map(quoted).join(", ");
  const rows = client.query(copyTo(`copy (select ${list} from ${qualified(schema, table)}) to stdout`));
  const hash = createHash("sha256");
  const tap = new PassThrough().on("data", (chunk: Buffer) => hash.update(chunk));
  const sink = createWriteStream(join(folder, file), { flags: "wx", mode: 0o600, flush: true });
  await pipeline(rows, createGzip({ level: 3 }), tap, sink);
  return { schema, table, columns: [...columns], rows: rows.rowCount, file, sha256: hash.digest("hex") };
}

async function readSequences(client: pg.PoolClient): Promise<BackupManifest["sequences"]> {
  const read: BackupManifest["sequences"] = [];
  for (const { schema, sequence } of await listSequences(client)) {
    const found = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${qualified(schema, sequence)}`,
    );
    const state = found.rows[0];
    if (state !== undefined) read.push({ schema, sequence, lastValue: state.last, isCalled: state.called });
  }
  return read;
}
