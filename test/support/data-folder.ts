import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import type { EmbeddedConnection } from "../../src/platform/database/connection.ts";
import { readPostmaster } from "../../src/platform/database/postmaster.ts";
import { isAlive, sleep } from "../../src/platform/database/process-signs.ts";

/** An empty data folder; as root it is passable for the server's user. */
export function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "concordat-data-"));
  chmodSync(folder, 0o711);
  return folder;
}

/** Removes a data folder, and the database it may link to. */
export function removeDataFolder(folder: string): void {
  const place = join(folder, "database");
  if (existsSync(place)) rmSync(realpathSync(place), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** What the owner process said. */
export type OwnerWords = {
  readonly ready?: EmbeddedConnection;
  readonly said?: string;
  readonly refused?: string;
  readonly message?: string;
};

/** A process of its own that holds the database of a data folder. */
export type OwnerProcess = {
  readonly pid: number;
  /** Its next line. */
  next(): Promise<OwnerWords>;
  /** Sends a signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
};

/** Starts a process that owns the database of a data folder. */
export function startOwner(dataDir: string, applicationName = "concordat"): OwnerProcess {
  const script = join(import.meta.dirname, "database-owner.ts");
  const args = ["--conditions=source", "--import", "tsx", script, dataDir, applicationName];
  const child = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    pid: child.pid ?? 0,
    next: async () => {
      const line = await lines.next();
      if (line.done === true) throw new Error("The owner process ended without a word.");
      return JSON.parse(line.value) as OwnerWords;
    },
    end: (signal) => {
      child.kill(signal);
      return gone;
    },
  };
}

/** Numbers of a process's children, on Linux. */
export function listChildren(parent: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

/** The parent of a process; undefined when it is gone. */
export function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

/** The process number of the server that runs on a data folder, or ran until it was killed. */
export function serverOf(dataDir: string): number | undefined {
  return readPostmaster(join(dataDir, "database", "data"))?.pid;
}

/** Waits for the server of a killed owner to be gone. */
export function untilServerIsGone(dataDir: string): Promise<void> {
  return until(() => !isAlive(serverOf(dataDir) ?? 0));
}

/** Waits until something is so; fails after a minute. */
export async function until(isSo: () => boolean): Promise<void> {
  const limit = performance.now() + 180_000;
  while (!isSo()) {
    if (performance.now() > limit) throw new Error("What the test waits for did not come.");
    await sleep(10);
  }
}

/** Runs SQL on a connection of its own and gives the rows. */
export async function queryOnce(connection: EmbeddedConnection, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
