import { chownSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, rmSync, writeSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { randomToken } from "../../kernel/index.ts";
import type { Binaries } from "./binaries.ts";
import { codeOf, DatabaseNotStarted, textOf } from "./faults.ts";
import type { Home } from "./home.ts";
import { isAlive } from "./process-signs.ts";
import { runWatched } from "./watched-program.ts";

/** The only superuser of an embedded database. */
export const clusterUser = "concordat";

/** Major version of the PostgreSQL that is shipped. */
const shippedMajor = "18";

/** Folder of the files of PostgreSQL itself. */
export function clusterFolder(home: Home): string {
  return join(home.folder, "data");
}

/** The password for connections over TCP; made with the database and readable by its owner alone. */
export function readPassword(home: Home): string {
  return readFileSync(join(clusterFolder(home), "concordat-password"), "utf8").trim();
}

/**
 * Makes the files of a new database unless they are there.
 *
 * They are made beside their place and renamed into it, so a first start that is killed leaves no half database, and of
 * two first starts one wins. `isDurable: false` skips waiting for the disk; only for tests.
 *
 * @throws DatabaseNotStarted when the files are of another major version, or initdb fails
 */
export async function ensureCluster(
  home: Home,
  binaries: Binaries,
  options: { readonly isDurable: boolean },
): Promise<void> {
  await removeLeftovers(home);
  const data = clusterFolder(home);
  if (!existsSync(data)) await makeCluster(home, binaries, options);
  const major = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (major === shippedMajor) return;
  throw new DatabaseNotStarted(
    `The database in ${data} was made by PostgreSQL ${major}, and this Concordat ships PostgreSQL ${shippedMajor}. ` +
      `Make a backup with the Concordat that made it, and restore that into a new data folder.`,
  );
}

async function makeCluster(
  home: Home,
  binaries: Binaries,
  options: { readonly isDurable: boolean },
): Promise<void> {
  const part = join(home.folder, `data.new-${process.pid}`);
  const passwordFile = join(home.folder, `password.new-${process.pid}`);
  writeOwned(passwordFile, `${randomToken(24)}\n`, home);
  const access = [
    "-U",
    clusterUser,
    "--auth-local=trust",
    "--auth-host=scram-sha-256",
    `--pwfile=${passwordFile}`,
  ];
  // The built-in C.UTF-8 does not depend on the locales that the machine happens to have.
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const speed = options.isDurable ? [] : ["--no-sync"];
  const args = ["-D", part, ...access, ...locale, ...speed, "--no-instructions"];
  try {
    await runWatched(binaries.initdb, args, home.user);
    renameSync(passwordFile, join(part, "concordat-password"));
    renameSync(part, clusterFolder(home));
    syncFolder(home.folder);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
    if (["ENOTEMPTY", "EEXIST"].includes(codeOf(error) ?? "")) return; // another first start was quicker
    throw new DatabaseNotStarted(`A new database could not be made in ${home.folder}: ${textOf(error)}`, {
      cause: error,
    });
  }
}

/** Removes what first starts left that were killed. */
async function removeLeftovers(home: Home): Promise<void> {
  for (const name of readdirSync(home.folder)) {
    const pid = /^(?:data|password)\.new-(\d+)$/.exec(name)?.[1];
    if (pid === undefined || (Number(pid) !== process.pid && isAlive(Number(pid)))) continue;
    // The initdb of a start killed this moment may still be writing; what it leaves is removed by a later start.
    const again = { maxRetries: 5, retryDelay: 100 };
    await rm(join(home.folder, name), { recursive: true, force: true, ...again }).catch(() => undefined);
  }
}

function writeOwned(path: string, text: string, home: Home): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (home.user !== undefined) chownSync(path, home.user.uid, home.user.gid);
}

/** Makes a rename durable; Windows does not open folders. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
