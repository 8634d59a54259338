import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { BackupRefused, readManifest, verifyFiles } from "./backup-manifest.ts";
import type { BackupManifest, BackupTable } from "./backup-manifest.ts";
import { listMaterialisedViews, listStoredTables, qualified, quoted } from "./catalogue.ts";
import { codeOf, textOf } from "./faults.ts";
import { withSessionLock } from "./session-lock.ts";
import { historySql, migrate, runMigration } from "./migrate.ts";
import { readMigrationFiles } from "./migration-files.ts";
import type { MigrationFile, MigrationFolder } from "./migration-files.ts";

/**
 * Restores a backup into an empty database, then brings it up to this version.
 *
 * The tables are made by the migrations that the backup had seen, and filled, in one transaction: a restore that fails
 * or is cut off leaves the database empty. Rows go in without triggers, so that append-only tables can be filled; the
 * hashes vouch for them.
 *
 * @throws BackupRefused when the target is not empty, the backup is of a newer version, a file was changed, or the
 * database user may not switch triggers off
 */
export async function restore(
  pool: pg.Pool,
  sourceFolder: string,
  options: { readonly folders: readonly MigrationFolder[] },
): Promise<BackupManifest> {
  const manifest = readManifest(sourceFolder);
  const files = listNeeded(manifest, readMigrationFiles(options.folders));
  await verifyFiles(sourceFolder, manifest);
  await withSessionLock(pool, "migration", async (client) => {
    await client.query("begin");
    try {
      await refuseFull(client);
      await switchTriggersOff(client);
      await client.query(historySql);
      for (const file of files) await runMigration(client, file);
      await fill(client, sourceFolder, manifest);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      throw error;
    }
  });
  await migrate(pool, options.folders);
  return manifest;
}

/** The migrations that make the backup's tables, which are the first of those known. */
function listNeeded(manifest: BackupManifest, known: readonly MigrationFile[]): readonly MigrationFile[] {
  return manifest.migrations.map(({ name, sha256 }, index) => {
    const file = known[index];
    if (file?.name === name && file.sha256 === sha256) return file;
    throw new BackupRefused(
      `The backup was made by Concordat ${manifest.appVersion} after the migration ${name}, which this version ` +
        `${known.some((other) => other.name === name) ? "has in another form" : "does not have"}. ` +
        `Restore it with version ${manifest.appVersion} or a later one.`,
    );
  });
}

async function refuseFull(client: pg.PoolClient): Promise<void> {
  const tables = await listStoredTables(client);
  const first = tables[0];
  if (first === undefined) return;
  throw new BackupRefused(
    `The database is not empty: it has ${tables.length} tables (${first.schema}.${first.table} is one). ` +
      `Restore into a new data folder, or a new database.`,
  );
}

async function switchTriggersOff(client: pg.PoolClient): Promise<void> {
  try {
    await client.query("set local session_replication_role = replica");
  } catch (error) {
    if (codeOf(error) !== "42501") throw error;
    throw new BackupRefused(
      `The database user may not switch triggers off, which a restore needs. Let an administrator run: ` +
        `grant set on parameter session_replication_role to <that user>.`,
      { cause: error },
    );
  }
}

async function fill(client: pg.PoolClient, folder: string, manifest: BackupManifest): Promise<void> {
  // Migrations also write rows, which the backup has as they became.
  const all = await listStoredTables(client);
  await client.query(`truncate ${all.map(({ schema, table }) => qualified(schema, table)).join(", ")}`);
  for (const table of manifest.tables) await readTable(client, folder, table);
  for (const { schema, sequence, lastValue, isCalled } of manifest.sequences) {
    await client.query("select setval($1::regclass, $2::bigint, $3)", [
      qualified(schema, sequence),
      lastValue,
      isCalled,
    ]);
  }
  for (const { schema, view } of await listMaterialisedViews(client)) {
    await client.query(`refresh materialized view ${qualified(schema, view)}`);
  }
}

async function readTable(client: pg.PoolClient, folder: string, table: BackupTable): Promise<void> {
  const name = qualified(table.schema, table.table);
  const sink = client.query(copyFrom(`copy ${name} (${table.columns.map(quoted).join(", ")}) from stdin`));
  try {
    await pipeline(createReadStream(join(folder, table.file)), createGunzip(), sink);
  } catch (error) {
    throw new BackupRefused(
      `The rows of ${table.schema}.${table.table} could not be restored: ${textOf(error)}`,
      {
        cause: error,
      },
    );
  }
  if (sink.rowCount === table.rows) return;
  throw new BackupRefused(
    `${table.schema}.${table.table} has ${sink.rowCount} rows in ${table.file} and ${table.rows} in the manifest. ` +
      `Nothing was restored.`,
  );
}
