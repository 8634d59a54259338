import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/platform/database/embedded.ts";
import type { EmbeddedDatabase } from "../../src/platform/database/embedded.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import type { MigrationFolder } from "../../src/platform/database/migration-files.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import "./database.ts";

const template = "template_test";

/**
 * Starts the one database server of a test run and migrates the template that test files copy.
 *
 * @returns what stops the server and removes its files
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "concordat-test-"));
  chmodSync(dataDir, 0o711); // as root the server is another user, who must pass through
  let server: EmbeddedDatabase | undefined;
  const teardown = async (): Promise<void> => {
    await server?.close();
    if (server !== undefined) rmSync(server.home, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
  // When a setup throws, no teardown is called.
  try {
    server = await startEmbedded({
      dataDir,
      applicationName: "concordat-test",
      settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off" },
    });
    await makeTemplate(server);
    project.provide("databaseServer", { ...server.connection, database: template });
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

async function makeTemplate(server: EmbeddedDatabase): Promise<void> {
  const { connection } = server;
  const outside = createPool({ connection, applicationName: "concordat-test" });
  await outside.query(`create database ${template}`);
  await outside.end();
  const pool = createPool({
    connection: { ...connection, database: template },
    applicationName: "concordat-test",
  });
  try {
    await migrate(pool, listMigrationFolders());
  } finally {
    await pool.end(); // a template with a connection cannot be copied
  }
}

/** The migrations of every module that has some. */
function listMigrationFolders(): readonly MigrationFolder[] {
  const src = join(import.meta.dirname, "../../src");
  return readdirSync(src)
    .map((module) => ({ module, path: join(src, module, "migrations") }))
    .filter(({ path }) => existsSync(path))
    .map(({ module, path }) => ({ module, folder: pathToFileURL(`${path}/`) }));
}
