import { chownSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeOf, DatabaseNotStarted } from "./faults.ts";
import type { Home } from "./home.ts";
import { shortHash } from "./shared-folder.ts";

/** Bytes that the system allows for the path of a socket, less the closing zero. */
const socketPathMax = process.platform === "linux" ? 107 : 103;

/**
 * Makes the private folder of the socket: beside the database, or under the temporary folder when that path is too long.
 *
 * Only its owner may enter it, which is what guards the database: whoever reaches the socket is let in.
 *
 * @throws DatabaseNotStarted when somebody else's folder stands in that place
 */
export function prepareSocketFolder(home: Home): string {
  const near = join(home.folder, "socket");
  const fits = Buffer.byteLength(`${near}/.s.PGSQL.5432`) <= socketPathMax;
  const folder = fits ? near : join(tmpdir(), `concordat-${shortHash(home.folder)}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
    if (home.user !== undefined) chownSync(folder, home.user.uid, home.user.gid);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  const found = lstatSync(folder);
  const owner = home.user?.uid ?? process.getuid?.();
  // Left by a first start of root that was killed before it gave the folder away.
  if (home.user !== undefined && found.isDirectory() && found.uid === 0) {
    chownSync(folder, home.user.uid, home.user.gid);
  } else if (!found.isDirectory() || found.uid !== owner) {
    throw new DatabaseNotStarted(
      `${folder} is needed for the database's socket and belongs to somebody else. Remove it and start again.`,
    );
  }
  if ((found.mode & 0o077) !== 0) {
    throw new DatabaseNotStarted(
      `${folder} holds the database's socket and is open to others. Close it with chmod 700 and start again.`,
    );
  }
  return folder;
}
