import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { ServerUser } from "./server-user.ts";
import { spawnIdentity } from "./spawn-identity.ts";

// The shell starts the program and watches file 3, a pipe from us: however we end, kill -9 included, the pipe closes and
// the program is told to stop. The shell ignores signals so that Ctrl+C in a terminal does not take the watch away.
// PostgreSQL 18 hangs for ever when it is told to stop while it recovers from a crash of one of its processes; after ten
// seconds it is told to stop at once, which loses nothing: it recovers at its next start.
const watch =
  '"$@" 3<&- & pid=$!; trap "" INT TERM HUP; ' +
  "(read -r _; kill -INT $pid; n=0; while [ $((n += 1)) -le 10 ]; do sleep 1; done; kill -QUIT $pid) <&3 & w=$!; " +
  "wait $pid; code=$?; kill -9 $w 2>/dev/null; exit $code";

/**
 * Starts a program of PostgreSQL that does not outlive this process; destroying `stdio[3]` stops it too.
 *
 * Only its stderr is read. On Windows there is no such watch: a server that was left running is found by the next start.
 */
export function spawnWatched(
  program: string,
  args: readonly string[],
  user: ServerUser | undefined,
): ChildProcess {
  if (process.platform === "win32") {
    return spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], windowsHide: true });
  }
  return spawn("/bin/sh", ["-c", watch, "concordat-postgres", program, ...args], {
    ...spawnIdentity(user),
    // In a group of its own: Ctrl+C in a terminal must not stop the database while the app drains.
    detached: true,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
}

/**
 * Runs a program of PostgreSQL to its end.
 *
 * @throws Error with what the program said when it did not end well
 */
export function runWatched(
  program: string,
  args: readonly string[],
  user: ServerUser | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnWatched(program, args, user);
    let words = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      words += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => {
      child.stdio[3]?.destroy();
      if (code === 0) resolve();
      else reject(new Error(words.trim() || `it ended with ${code}`));
    });
  });
}
