import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync, statSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { codeOf, DatabaseNotStarted } from "./faults.ts";
import { defaultServerUser, findServerUser, isReachable, isRoot } from "./server-user.ts";
import type { ServerUser } from "./server-user.ts";
import { prepareSharedFolder, shortHash } from "./shared-folder.ts";

/** The folder of the embedded database and the user that owns it; `user` only when we are root. */
export type Home = { readonly folder: string; readonly user: ServerUser | undefined };

/**
 * Finds or makes the folder of the database: `<dataDir>/database`.
 *
 * When we are root and a folder above is closed to the server's user, `<dataDir>/database` is a link to a folder under
 * /var/lib/concordat, so that the data folder can be moved and still finds its database. An existing database keeps
 * its owner: root serves it as that user.
 *
 * @throws DatabaseNotStarted when the folder belongs to somebody else or cannot be reached
 */
export function prepareHome(dataDir: string): Home {
  const root = resolve(dataDir);
  mkdirSync(root, { recursive: true, mode: 0o711 });
  const place = join(root, "database");
  if (!exists(place)) makePlace(realpathSync(root), place);
  return openPlace(place);
}

function makePlace(root: string, place: string): void {
  if (!isRoot()) return makeOwned(place, undefined);
  const user = defaultServerUser();
  if (isReachable(root, user)) return makeOwned(place, user);
  // The time of birth keeps a data folder that was deleted and made again from finding its old database.
  const { ino, birthtimeMs } = statSync(root);
  const far = join(prepareSharedFolder(), shortHash(`${root} ${ino} ${birthtimeMs}`));
  makeOwned(far, user);
  tolerate("EEXIST", () => symlinkSync(far, place));
}

function makeOwned(folder: string, user: ServerUser | undefined): void {
  tolerate("EEXIST", () => mkdirSync(folder, { mode: 0o700 }));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
}

function openPlace(place: string): Home {
  const folder = realPlace(place);
  const { uid, mode } = statSync(folder);
  if (!isRoot()) {
    if (process.getuid !== undefined && uid !== process.getuid()) {
      const owner = findServerUser(uid)?.name ?? `number ${uid}`;
      throw new DatabaseNotStarted(
        `The database in ${folder} belongs to the user ${owner}, so this user cannot start it. ` +
          `Start Concordat as root or as that user, or set CONCORDAT_DATA to another folder.`,
      );
    }
    return { folder, user: undefined };
  }
  // Another first start may have made the folder and not yet given it away.
  const user = uid === 0 ? defaultServerUser() : findServerUser(uid);
  if (user === undefined) {
    throw new DatabaseNotStarted(
      `The database in ${folder} belongs to the user number ${uid}, who has no line in /etc/passwd; ` +
        `PostgreSQL cannot run as that user. Add the user, or give the folder to another one.`,
    );
  }
  if (uid === 0) chownSync(folder, user.uid, user.gid);
  if ((mode & 0o077) !== 0) chmodSync(folder, 0o700);
  if (!isReachable(folder, user)) {
    throw new DatabaseNotStarted(
      `The database in ${folder} belongs to the user ${user.name}, who may not enter a folder above it. ` +
        `Open these folders with chmod o+x, or set CONCORDAT_DATA to another folder.`,
    );
  }
  return { folder, user };
}

function realPlace(place: string): string {
  try {
    return realpathSync(place);
  } catch (error) {
    throw new DatabaseNotStarted(
      `${place} points to a folder that cannot be opened (${codeOf(error)}). ` +
        `Bring that folder back, or restore a backup into another data folder.`,
      { cause: error },
    );
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function tolerate(code: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (codeOf(error) !== code) throw error;
  }
}
