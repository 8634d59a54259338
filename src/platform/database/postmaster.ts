import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { DatabaseNotStarted } from "./faults.ts";
import { isAlive, mayBePostgres, sleep } from "./process-signs.ts";

/** What a running server writes down about itself. */
export type Postmaster = {
  readonly pid: number;
  readonly port: number;
  /** A socket folder or an address; absent in the first moments. */
  readonly host: string | undefined;
  /** Whether it says that it takes connections. */
  readonly isReady: boolean;
};

/** Reads postmaster.pid: the server on these files, or the trace of one that was killed. */
export function readPostmaster(dataFolder: string): Postmaster | undefined {
  const file = pidFile(dataFolder);
  let lines: readonly string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const port = Number(lines[3] ?? 0);
  const isReady = lines[7]?.trim() === "ready";
  return { pid, port, host: lines[4]?.trim() || lines[5]?.trim() || undefined, isReady };
}

/**
 * Stops the server on these files and waits until it is gone; clients are cut off and their transactions rolled back.
 *
 * After 60 seconds the server is stopped without its last checkpoint; it then recovers at its next start.
 */
export async function stopPostmaster(dataFolder: string, pgCtl: string): Promise<void> {
  const running = readPostmaster(dataFolder);
  if (running === undefined || !isAlive(running.pid)) return;
  if (process.platform === "win32") {
    await promisify(execFile)(pgCtl, ["stop", "-D", dataFolder, "-m", "fast", "-w"]);
    return;
  }
  // The number may by now, or in this container, be another program's.
  if (!mayBePostgres(running.pid)) return;
  process.kill(running.pid, "SIGINT");
  if (await isGone(dataFolder, running.pid, 60_000)) return;
  process.kill(running.pid, "SIGQUIT");
  if (await isGone(dataFolder, running.pid, 10_000)) return;
  throw new DatabaseNotStarted(
    `The database server (process ${running.pid}) on ${dataFolder} does not stop. End that process and start again.`,
  );
}

async function isGone(dataFolder: string, pid: number, waitMs: number): Promise<boolean> {
  const until = performance.now() + waitMs;
  while (existsSync(pidFile(dataFolder)) && readPostmaster(dataFolder)?.pid === pid && isAlive(pid)) {
    if (performance.now() > until) return false;
    await sleep(5);
  }
  return true;
}

function pidFile(dataFolder: string): string {
  return join(dataFolder, "postmaster.pid");
}
