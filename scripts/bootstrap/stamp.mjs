// A stamp is a small file beside what a step made; it holds the hash of what the step was made from.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import process from "node:process";

/**
 * One hash over the names and contents of files.
 *
 * @param {string} root  names are taken relative to it, so that moving a checkout changes nothing
 * @param {readonly string[]} paths
 * @returns {string}
 */
export function hashOf(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths.toSorted()) {
    hash.update(`${relative(root, path).split(sep).join("/")}\n`);
    hash.update(existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : "absent");
  }
  return hash.digest("hex");
}

/**
 * All files below a folder whose path passes the test; none when there is no such folder.
 *
 * @param {string} folder
 * @param {(path: string) => boolean} wanted
 * @returns {string[]}
 */
export function filesUnder(folder, wanted) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return wanted(path) ? [path] : [];
    return entry.name === "node_modules" || entry.name === "dist" ? [] : filesUnder(path, wanted);
  });
}

/** Whether the stamp says that its step was done with just these inputs. */
export function holds(stamp, inputs) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === inputs;
}

/** Takes a stamp away before work starts, so that an interrupted step is done again. */
export function removeStamp(stamp) {
  rmSync(stamp, { force: true });
}

/** Writes a stamp whole or not at all. */
export function writeStamp(stamp, inputs) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(`${stamp}.${process.pid}`, inputs);
  renameSync(`${stamp}.${process.pid}`, stamp);
}
