import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../../src/platform/database/embedded.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import { dumpSchema } from "../../src/platform/database/schema-dump.ts";
import { migrationFolders } from "../../src/app/folders.ts";
import { moduleFolders } from "../../src/app/module-folders.ts";

/** The golden schema: all migrations on an empty database, written down. */
export async function schemaText(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "concordat-docs-"));
  const database = await startEmbedded({
    dataDir,
    applicationName: "concordat docs",
    settings: { fsync: "off" },
  });
  const pool = createPool({ connection: database.connection, applicationName: "concordat docs" });
  try {
    await migrate(pool, migrationFolders(moduleFolders));
    return await dumpSchema(pool);
  } finally {
    await pool.end();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
    if (database.home !== dataDir) rmSync(database.home, { recursive: true, force: true });
  }
}
