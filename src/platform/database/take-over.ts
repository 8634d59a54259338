import type pg from "pg";
import type { Binaries } from "./binaries.ts";
import { clusterFolder, clusterUser, readPassword } from "./cluster.ts";
import { AlreadyRunning, DatabaseNotStarted, readDatabaseAway } from "./faults.ts";
import type { Home } from "./home.ts";
import {
  cliNamePrefix,
  connectOwner,
  findHolder,
  pidOfOwner,
  readOwner,
  tryOwnerLock,
} from "./owner-lock.ts";
import { readPostmaster, stopPostmaster } from "./postmaster.ts";
import { isAlive, sleep } from "./process-signs.ts";
import { spawnServer } from "./server.ts";
import type { Listening, Server } from "./server.ts";

/** Everything that is settled before a server is started or taken over. */
export type Site = {
  readonly dataDir: string;
  readonly home: Home;
  readonly binaries: Binaries;
  readonly listening: Listening;
  readonly applicationName: string;
  /** Tells our own server from others. */
  readonly owner: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
};

/** Our server, and the connection whose life is our right to it. */
export type Tenure = { readonly server: Server; readonly lock: pg.Client };

const startMsMax = 120_000; // recovery after a crash under heavy writing takes a while
const cliWaitMs = 60_000;
const ownerWaitMs = 10_000;

/**
 * Becomes the one owner of the database files: connects first, and starts a server only where none answers.
 *
 * A server whose starter died without taking it along is stopped cleanly and started again under our watch. A short
 * command that holds the files is waited for.
 *
 * @throws AlreadyRunning when another app holds the files
 * @throws DatabaseNotStarted when the server ends while it starts
 */
export async function takeOver(site: Site, earlier?: Server): Promise<Tenure> {
  let server = earlier;
  let ends = 0;
  const began = performance.now();
  const waits: Waits = { cliSince: undefined, ownerSince: undefined };
  try {
    for (;;) {
      const seen = await look(site, waits);
      if (typeof seen === "object" && server !== undefined) return { server, lock: seen };
      if (seen === "away" && server?.isRunning() !== true) {
        if (server !== undefined) {
          ends += 1;
          if (server !== earlier) refuseIfHopeless(site, { server, ends });
          await server.stop(); // it has ended; this frees its pipes
          await sleep(ends > 1 ? 100 : 0);
        }
        server = spawnServer(site.home, site.binaries, site);
      }
      if (performance.now() - began > startMsMax + cliWaitMs) throw notStarted(site, server);
      await sleep(seen === "away" ? 10 : 50);
    }
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

/** Asks whatever server runs on the files; gives the connection that holds the lock when it is ours. */
async function look(site: Site, waits: Waits): Promise<"away" | "look again" | pg.Client> {
  const client = await tryConnect(site);
  if (client === undefined) return "away";
  let isOurs = false;
  try {
    isOurs = (await judge(site, client, waits)) === "ours";
    return isOurs ? client : "look again";
  } catch (error) {
    if (readDatabaseAway(error) === undefined) throw error;
    return "look again"; // it was stopping
  } finally {
    if (!isOurs) await client.end().catch(() => undefined);
  }
}

type Waits = { cliSince: number | undefined; ownerSince: number | undefined };

/** Decides about a server that answered: ours, or look again after a moment. */
async function judge(site: Site, client: pg.Client, waits: Waits): Promise<"ours" | "look again"> {
  const owner = await readOwner(client);
  const isOurs = owner === site.owner;
  const holder = await findHolder(client);
  if (holder !== undefined) {
    if (!holder.startsWith(cliNamePrefix)) throw new AlreadyRunning(site.dataDir, describe(holder, owner));
    waits.cliSince ??= tellWaiting(site, holder);
    if (performance.now() - waits.cliSince > cliWaitMs)
      throw new AlreadyRunning(site.dataDir, describe(holder, owner));
    return "look again";
  }
  if (!isOurs && owner !== undefined && isAlive(pidOfOwner(owner))) {
    // Its starter lives and has not taken the lock: it is about to, or is closing. The limit is for a reused number.
    waits.ownerSince ??= performance.now();
    if (performance.now() - waits.ownerSince < ownerWaitMs) return "look again";
  }
  if (!(await tryOwnerLock(client))) return "look again";
  if (isOurs) return "ours";
  site.log("The last run was cut off and left its database running; it is taken over.");
  await stopPostmaster(clusterFolder(site.home), site.binaries.pgCtl);
  return "look again";
}

/** A connection to whatever server runs on the files; undefined when none answers yet. */
async function tryConnect(site: Site): Promise<pg.Client | undefined> {
  const running = readPostmaster(clusterFolder(site.home));
  if (running?.host === undefined || !running.isReady || !isAlive(running.pid)) return undefined;
  const target = {
    host: running.host,
    port: running.port,
    user: clusterUser,
    password: readPassword(site.home),
  };
  try {
    return await connectOwner(target, site.applicationName);
  } catch (error) {
    if (readDatabaseAway(error) !== undefined) return undefined;
    throw error;
  }
}

function tellWaiting(site: Site, holder: string): number {
  site.log(`Waiting for ${holder} to finish with the data folder ${site.dataDir}.`);
  return performance.now();
}

function describe(holder: string, owner: string | undefined): string {
  return owner === undefined ? holder : `${holder}, process ${pidOfOwner(owner)}`;
}

/** A server that ended because another one still has the files may be tried again; any other end is told at once. */
function refuseIfHopeless(site: Site, seen: { readonly server: Server; readonly ends: number }): void {
  const isInTheWay = /postmaster\.pid|shared memory block|Address already in use/.test(
    seen.server.lastWords(),
  );
  // A server that hangs while it stops is ended by its own watch after ten seconds; until then it is in the way.
  if (!isInTheWay || seen.ends > 300) throw notStarted(site, seen.server);
}

function notStarted(site: Site, server: Server | undefined): DatabaseNotStarted {
  const words = server?.lastWords() || "it said nothing";
  return new DatabaseNotStarted(
    `The database on ${clusterFolder(site.home)} did not start. Its last words: ${words}`,
  );
}
