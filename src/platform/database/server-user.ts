import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseNotStarted } from "./faults.ts";

/** The system user that the server runs as when we are root; PostgreSQL refuses to run as root. */
export type ServerUser = { readonly uid: number; readonly gid: number; readonly name: string };

/** Whether this process is root on a system that knows users. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The unprivileged user for a new database: `postgres`, else `nobody`.
 *
 * Only users with a line in the password file can be taken: PostgreSQL looks its own user up.
 *
 * @throws DatabaseNotStarted when the system has neither
 */
export function defaultServerUser(): ServerUser {
  const users = readUsers();
  const found =
    users.find((user) => user.name === "postgres" && user.uid !== 0) ??
    users.find((user) => user.name === "nobody" && user.uid !== 0);
  if (found !== undefined) return found;
  throw new DatabaseNotStarted(
    "PostgreSQL does not run as root, and this system has neither a user postgres nor a user nobody. " +
      "Start Concordat as an ordinary user, or set DATABASE_URL.",
  );
}

/** The user with this number, when the password file has one. */
export function findServerUser(uid: number): ServerUser | undefined {
  return readUsers().find((user) => user.uid === uid);
}

/** Whether a user may pass through every folder from the root down to this one. */
export function isReachable(folder: string, user: ServerUser): boolean {
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || isReachable(parent, user);
}

function readUsers(): readonly ServerUser[] {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    if (name === undefined || uid === undefined || gid === undefined) return [];
    // macOS writes -2 for nobody; the system calls take it as an unsigned number.
    return [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }];
  });
}
