import { createHash } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { DatabaseNotStarted } from "./faults.ts";

/** Where root keeps what another user must reach when the checkout itself lies in a closed folder. */
const sharedFolder = "/var/lib/concordat";

/**
 * Makes sure that root's own shared folder exists and belongs to root alone.
 *
 * A guessable place such as /tmp would let others put their own files there first.
 */
export function prepareSharedFolder(): string {
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  const found = lstatSync(sharedFolder);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new DatabaseNotStarted(
      `The folder ${sharedFolder} must belong to root and be writable by root alone, and it is not. ` +
        `Put that right, or start Concordat as an ordinary user.`,
    );
  }
  return sharedFolder;
}

/** A short name made from a text, for folders. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
