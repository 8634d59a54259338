import { resolve } from "node:path";
import pg from "pg";
import { randomToken } from "../../kernel/index.ts";
import { findBinaries } from "./binaries.ts";
import { clusterUser, ensureCluster, readPassword } from "./cluster.ts";
import { removeConnectionNote, writeConnectionNote } from "./connection.ts";
import type { EmbeddedConnection } from "./connection.ts";
import { codeOf } from "./faults.ts";
import { prepareHome } from "./home.ts";
import { cliNamePrefix } from "./owner-lock.ts";
import { findFreePort } from "./server.ts";
import { prepareSocketFolder } from "./socket-folder.ts";
import { superviseTenure } from "./supervision.ts";
import { takeOver } from "./take-over.ts";
import type { Site } from "./take-over.ts";

/** What an embedded database is started with. */
export type EmbeddedOptions = {
  /** The data folder; made when missing. */
  readonly dataDir: string;
  /** Named to others who want the folder; short commands begin it with `concordat-cli`. At most 63 bytes. */
  readonly applicationName: string;
  /** Receives the server's own lines and what happens to it. */
  readonly log?: (line: string) => void;
  /** Listen on 127.0.0.1 with a password instead of a private socket; always so on Windows. */
  readonly overTcp?: boolean;
  /** Further settings of PostgreSQL. `fsync: "off"` also makes a new database without waiting for the disk: tests only. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** A PostgreSQL server of our own, owned until closed. */
export type EmbeddedDatabase = {
  readonly connection: EmbeddedConnection;
  /** Folder with the server's files, when others must be able to remove it. */
  readonly home: string;
  /** Resolves when the database is lost for good: it ended and could not be started again. The process should end. */
  readonly lost: Promise<Error>;
  /** Cuts clients off, stops the server cleanly and waits for it. */
  close(): Promise<void>;
};

/**
 * Starts the PostgreSQL that came with npm on a data folder, or takes over one that a killed run left there.
 *
 * Its files are made at the first start. However this process ends, the server ends with it. A server that ends by
 * itself is started again; its address stays the same, so pools recover.
 *
 * @throws AlreadyRunning when another app uses the folder; a short command is waited for, up to a minute
 * @throws DatabaseNotStarted when the server cannot run here; the message says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const site = await prepareSite(options);
  const tenure = superviseTenure(site, await takeOver(site));
  const isApp = !options.applicationName.startsWith(cliNamePrefix);
  try {
    const connection = connectionFor(site);
    await ensureDatabase(connection);
    if (isApp) writeConnectionNote(site.dataDir, { connection, owner: site.owner });
    return {
      connection,
      home: site.home.folder,
      lost: tenure.lost,
      close: async () => {
        if (isApp) removeConnectionNote(site.dataDir, site.owner);
        await tenure.close();
      },
    };
  } catch (error) {
    await tenure.close();
    throw error;
  }
}

async function prepareSite(options: EmbeddedOptions): Promise<Site> {
  const { applicationName, log = () => undefined, settings = {} } = options;
  const home = prepareHome(options.dataDir);
  const binaries = findBinaries(home.user);
  await ensureCluster(home, binaries, { isDurable: settings["fsync"] !== "off" });
  const overTcp = options.overTcp === true || process.platform === "win32";
  const listening = overTcp ? { port: await findFreePort() } : { socketFolder: prepareSocketFolder(home) };
  const owner = `${process.pid}-${randomToken(12)}`;
  return {
    dataDir: resolve(options.dataDir),
    home,
    binaries,
    listening,
    applicationName,
    owner,
    settings,
    log,
  };
}

function connectionFor(site: Site): EmbeddedConnection {
  const { listening } = site;
  const place =
    "port" in listening
      ? { host: "127.0.0.1", port: listening.port }
      : { host: listening.socketFolder, port: 5432 };
  return { ...place, user: clusterUser, password: readPassword(site.home), database: "concordat" };
}

/** Makes the application's own database; the owner's lock lives in another one, so that this can be dropped. */
async function ensureDatabase(connection: EmbeddedConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: "postgres" });
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = $1", [connection.database]);
    if (found.rowCount === 0) await client.query("create database concordat");
  } catch (error) {
    if (codeOf(error) !== "42P04") throw error; // it exists
  } finally {
    await client.end();
  }
}
