import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf, DatabaseNotStarted } from "./faults.ts";

/** How to reach an embedded database; `host` is the folder of a socket, or 127.0.0.1. */
export type EmbeddedConnection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
};

/** Where a database is: an embedded one, or the address of any PostgreSQL (`DATABASE_URL`). */
export type Connection = EmbeddedConnection | { readonly connectionString: string };

/** What a running app leaves in its data folder for the command line. */
export type ConnectionNote = { readonly connection: EmbeddedConnection; readonly owner: string };

/**
 * Reads the note of the app that runs, or ran until it was killed, on a data folder.
 *
 * @throws DatabaseNotStarted when the note belongs to another user
 */
export function readConnectionNote(dataDir: string): ConnectionNote | undefined {
  const file = noteFile(dataDir);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ConnectionNote;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new DatabaseNotStarted(
      `${file} cannot be read (${codeOf(error) ?? "it is not whole"}). It tells how to reach the running Concordat: ` +
        `run this command as the user that started it.`,
      { cause: error },
    );
  }
}

/** Leaves the note, readable by the user of the app alone. */
export function writeConnectionNote(dataDir: string, note: ConnectionNote): void {
  const part = `${noteFile(dataDir)}.new-${process.pid}`;
  rmSync(part, { force: true });
  writeFileSync(part, `${JSON.stringify(note, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(part, noteFile(dataDir));
}

/** Takes our own note away; another owner's is left alone. */
export function removeConnectionNote(dataDir: string, owner: string): void {
  if (readConnectionNote(dataDir)?.owner === owner) rmSync(noteFile(dataDir), { force: true });
}

function noteFile(dataDir: string): string {
  return join(dataDir, "connection.json");
}
