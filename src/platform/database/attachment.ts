import { readConnectionNote } from "./connection.ts";
import type { ConnectionNote, EmbeddedConnection } from "./connection.ts";
import { startEmbedded } from "./embedded.ts";
import type { EmbeddedOptions } from "./embedded.ts";
import { AlreadyRunning, codeOf, readDatabaseAway } from "./faults.ts";
import { cliNamePrefix, connectOwner, findHolder, readOwner } from "./owner-lock.ts";
import { sleep } from "./process-signs.ts";

/** A database for a short command: the running app's, or one started for it. */
export type AttachedDatabase = {
  readonly connection: EmbeddedConnection;
  /** Whether the server belongs to a running app, and stays when this is closed. */
  readonly isShared: boolean;
  close(): Promise<void>;
};

/**
 * Reaches the database of a data folder for a short command.
 *
 * Uses the running app's server when there is one; else starts the server itself and stops it at close. An app that
 * starts meanwhile waits for the command; a second command waits too.
 *
 * @throws AlreadyRunning when another program holds the folder and does not tell how to reach it
 */
export async function attachOrStart(options: EmbeddedOptions): Promise<AttachedDatabase> {
  const applicationName = options.applicationName.startsWith(cliNamePrefix)
    ? options.applicationName
    : `${cliNamePrefix} ${options.applicationName}`;
  const until = performance.now() + 10_000;
  for (;;) {
    const connection = await findShared(options.dataDir, applicationName);
    if (connection !== undefined) return { connection, isShared: true, close: async () => undefined };
    try {
      const own = await startEmbedded({ ...options, applicationName });
      return { connection: own.connection, isShared: false, close: () => own.close() };
    } catch (error) {
      // An app may have taken the folder a moment ago and not yet left its note.
      if (!(error instanceof AlreadyRunning) || performance.now() > until) throw error;
      await sleep(100);
    }
  }
}

async function findShared(dataDir: string, applicationName: string): Promise<EmbeddedConnection | undefined> {
  const note = readConnectionNote(dataDir);
  if (note === undefined) return undefined;
  return (await isServed(note, applicationName)) ? note.connection : undefined;
}

/** Whether the note's server answers and its writer still holds it: notes outlive killed apps, and ports find new users. */
async function isServed(note: ConnectionNote, applicationName: string): Promise<boolean> {
  try {
    const client = await connectOwner(note.connection, applicationName);
    try {
      return (await readOwner(client)) === note.owner && (await findHolder(client)) !== undefined;
    } finally {
      await client.end();
    }
  } catch (error) {
    if (readDatabaseAway(error) !== undefined || codeOf(error) === "28P01") return false;
    throw error;
  }
}
