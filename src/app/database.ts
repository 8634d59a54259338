import type { Config } from "../platform/config.ts";
import { attachOrStart } from "../platform/database/attachment.ts";
import type { Connection } from "../platform/database/connection.ts";
import { startEmbedded } from "../platform/database/embedded.ts";
import { migrate } from "../platform/database/migrate.ts";
import { checkServer, createPool, type Pool } from "../platform/database/pool.ts";
import { migrationFolders } from "./folders.ts";
import { moduleFolders } from "./module-folders.ts";

/** A database ready for use, with this version's tables. */
export interface OpenedDatabase {
  readonly pool: Pool;
  readonly readPool?: Pool;
  readonly migrated: number;
  /** Resolves when an embedded database is lost for good. */
  readonly lost?: Promise<Error>;
  close(): Promise<void>;
}

interface Opening {
  readonly applicationName: string;
  readonly log: (line: string) => void;
  readonly onError: (error: unknown, where: string) => void;
  /** For a short command: use the running app's server where there is one. */
  readonly shared?: boolean;
  /** Leave the tables as they are; for restoring into an empty database. */
  readonly withoutMigration?: boolean;
}

/** Opens the database of the settings: `DATABASE_URL`, else the embedded one of the data folder; brings it up to date. */
export async function openDatabase(config: Config, opening: Opening): Promise<OpenedDatabase> {
  const { applicationName } = opening;
  const onIdleError = (error: Error): void => opening.onError(error, "database connections");
  const server = await openServer(config, opening);
  const pool = createPool({
    connection: server.connection,
    applicationName,
    connectionsMax: 16,
    onIdleError,
  });
  const readPool = config.readDatabaseUrl
    ? createPool({
        connection: { connectionString: config.readDatabaseUrl },
        applicationName: `${applicationName} reads`,
        onIdleError,
      })
    : undefined;
  const close = async (): Promise<void> => {
    await readPool?.end();
    await pool.end();
    await server.close();
  };
  try {
    if (config.databaseUrl) await checkServer(pool);
    const migrated = opening.withoutMigration
      ? 0
      : (await migrate(pool, migrationFolders(moduleFolders))).ran.length;
    return {
      pool,
      migrated,
      close,
      ...(readPool && { readPool }),
      ...(server.lost && { lost: server.lost }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openServer(
  config: Config,
  opening: Opening,
): Promise<{ readonly connection: Connection; readonly lost?: Promise<Error>; close(): Promise<void> }> {
  if (config.databaseUrl)
    return { connection: { connectionString: config.databaseUrl }, close: async () => undefined };
  const options = { dataDir: config.dataFolder, applicationName: opening.applicationName, log: opening.log };
  return opening.shared ? await attachOrStart(options) : await startEmbedded(options);
}
