import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeDataFolder, removeDataFolder } from "../../../test/support/data-folder.ts";
import { attachOrStart } from "./attachment.ts";
import { startEmbedded } from "./embedded.ts";
import { prepareHome } from "./home.ts";
import { prepareSocketFolder } from "./socket-folder.ts";

let dataDir = "";

beforeEach(() => {
  dataDir = makeDataFolder();
});

afterEach(() => removeDataFolder(dataDir));

function start(): Promise<unknown> {
  return startEmbedded({ dataDir, applicationName: "concordat" });
}

test("a database whose folder was moved away is not silently made anew", async () => {
  symlinkSync(join(dataDir, "gone"), join(dataDir, "database"));
  await expect(start()).rejects.toThrow(/points to a folder that cannot be opened \(ENOENT\)/);
  expect(readdirSync(dataDir)).toEqual(["database"]);
  rmSync(join(dataDir, "database"));
});

test("files of another major version of PostgreSQL are refused with what to do", async () => {
  const data = join(prepareHome(dataDir).folder, "data");
  mkdirSync(data);
  writeFileSync(join(data, "PG_VERSION"), "17\n");
  await expect(start()).rejects.toThrow(
    /made by PostgreSQL 17, and this Concordat ships PostgreSQL 18. Make a backup/,
  );
});

test("files that are damaged are refused with the server's own words, and at once", async () => {
  const data = join(prepareHome(dataDir).folder, "data");
  mkdirSync(data);
  writeFileSync(join(data, "PG_VERSION"), "18\n");
  await expect(start()).rejects.toThrow(/did not start. Its last words: .*data/s);
});

test("a socket's folder that others may enter is refused", () => {
  const home = prepareHome(dataDir);
  const folder = prepareSocketFolder(home);
  expect(prepareSocketFolder(home)).toBe(folder);
  chmodSync(folder, 0o755);
  expect(() => prepareSocketFolder(home)).toThrow(/is open to others. Close it with chmod 700/);
});

test("something else in the place of the socket's folder is refused", () => {
  const home = prepareHome(dataDir);
  writeFileSync(join(home.folder, "socket"), "");
  expect(() => prepareSocketFolder(home)).toThrow(/is needed for the database's socket/);
});

test("a note of a running app that is not whole is told to the command that reads it", async () => {
  writeFileSync(join(dataDir, "connection.json"), '{"connec');
  await expect(attachOrStart({ dataDir, applicationName: "people" })).rejects.toThrow(
    /connection.json cannot be read/,
  );
  expect(existsSync(join(dataDir, "database"))).toBe(false);
});
