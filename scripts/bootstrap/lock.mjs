// One build at a time in a checkout. The lock file names its holder; a holder that died is noticed and replaced.
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";

const pollMs = 200;
const heartbeatMs = 1000;
// Counted in looks of the waiting process itself, so that a laptop that slept does not make a live holder look dead.
const silentLooksMax = 150;

/**
 * Runs the work while holding the lock file, waiting for another holder first.
 *
 * @param {string} path  of the lock file; its folder is made when missing
 * @param {(text: string) => void} say  told once when there is somebody to wait for
 * @param {() => Promise<void>} work
 * @returns {Promise<void>}
 */
export async function withLock(path, say, work) {
  mkdirSync(dirname(path), { recursive: true });
  await acquire(path, say);
  const heartbeat = setInterval(() => touch(path), heartbeatMs);
  const release = () => rmSync(path, { force: true });
  process.once("exit", release);
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
    process.off("exit", release);
    release();
  }
}

async function acquire(path, say) {
  let told = false;
  let last;
  let silentLooks = 0;
  while (!create(path)) {
    const seen = look(path);
    if (seen === undefined) continue;
    silentLooks = seen.text === last?.text && seen.touchedAt === last?.touchedAt ? silentLooks + 1 : 0;
    last = seen;
    if (isDead(seen.text) || silentLooks > silentLooksMax) {
      clearStale(path, seen);
      continue;
    }
    if (!told)
      say(`Waiting for another build of this checkout (process ${seen.text.split(" ")[0] || "unknown"})`);
    told = true;
    await wait(pollMs);
  }
}

function create(path) {
  let file;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  writeSync(file, `${process.pid} ${hostname()}`);
  closeSync(file);
  return true;
}

function look(path) {
  try {
    return { text: readFileSync(path, "utf8"), touchedAt: statSync(path).mtimeMs };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

// A process of another machine or container cannot be asked for; there only the missing heartbeat tells.
function isDead(text) {
  const [pid, host] = text.split(" ");
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

// Two waiters may find the same dead holder. Only the one that gets the second file may remove the first, and only
// after looking again; otherwise the slower one would remove the lock that the faster one has just taken.
function clearStale(path, seen) {
  const guard = `${path}.clearing`;
  if (!create(guard)) {
    const other = look(guard);
    if (other !== undefined && isDead(other.text)) rmSync(guard, { force: true });
    return;
  }
  try {
    const now = look(path);
    if (now?.text === seen.text && now.touchedAt === seen.touchedAt) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The lock was removed by hand; the work goes on, as it would have without the heartbeat.
  }
}
