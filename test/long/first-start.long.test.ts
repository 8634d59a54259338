import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  makeDataFolder,
  queryOnce,
  removeDataFolder,
  serverOf,
  startOwner,
  untilServerIsGone,
} from "../support/data-folder.ts";
import type { OwnerProcess } from "../support/data-folder.ts";
import type { EmbeddedConnection } from "../../src/platform/database/connection.ts";
import { startEmbedded } from "../../src/platform/database/embedded.ts";
import type { EmbeddedDatabase } from "../../src/platform/database/embedded.ts";
import { sleep } from "../../src/platform/database/process-signs.ts";

// Each test starts several processes and servers, which takes long when the machine is busy.
vi.setConfig({ testTimeout: 600_000 });

let dataDir = "";
let opened: EmbeddedDatabase[] = [];
let owners: OwnerProcess[] = [];

beforeEach(() => {
  dataDir = makeDataFolder();
});

afterEach(async () => {
  for (const owner of owners) await owner.end("SIGKILL");
  for (const database of opened) await database.close();
  await untilServerIsGone(dataDir);
  removeDataFolder(dataDir);
  opened = [];
  owners = [];
});

async function start(folder = dataDir): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir: folder, applicationName: "concordat" });
  opened.push(database);
  return database;
}

function startElsewhere(applicationName?: string): OwnerProcess {
  const owner = startOwner(dataDir, applicationName);
  owners.push(owner);
  return owner;
}

test("the server never runs as root, and only its user may enter its folders", async () => {
  const database = await start();
  const folder = statSync(join(database.home, "data"));
  expect(folder.uid).not.toBe(0);
  expect(statSync(`/proc/${serverOf(dataDir)}`).uid).toBe(folder.uid);
  for (const path of [database.home, database.connection.host]) expect(statSync(path).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, "connection.json")).mode & 0o077).toBe(0);
});

test("of two first starts at once one wins and the other is told", async () => {
  const both = [startElsewhere("first"), startElsewhere("second")];
  const words = await Promise.all(both.map((owner) => owner.next()));
  const winner = words.find((word) => word.ready !== undefined);
  const loser = words.find((word) => word.refused !== undefined);
  expect(loser?.refused).toBe("AlreadyRunning");
  expect(await queryOnce(winner?.ready as EmbeddedConnection, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(readdirSync(join(dataDir, "database")).toSorted()).toEqual(["data", "socket"]);
});

test("a first start that is killed at any moment leaves nothing in the way of the next", async () => {
  for (const moment of [450, 700, 950]) {
    const owner = startElsewhere();
    await sleep(moment);
    await owner.end("SIGKILL");
  }
  const next = await start();
  expect(await queryOnce(next.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(readdirSync(join(dataDir, "database")).filter((name) => name.includes(".new-"))).toEqual([]);
});

test("a data folder with a path too long for a socket gets its socket elsewhere", async () => {
  const long = join(dataDir, "a".repeat(60), "b".repeat(60));
  mkdirSync(long, { recursive: true });
  const database = await startEmbedded({ dataDir: long, applicationName: "concordat" });
  try {
    expect(database.connection.host.startsWith(long)).toBe(false);
    expect(statSync(database.connection.host).mode & 0o077).toBe(0);
    expect(await queryOnce(database.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  } finally {
    await database.close();
    rmdirSync(database.connection.host);
  }
});

test("a data folder inside a closed folder works, for root by a link to an open place", async () => {
  const closed = mkdtempSync(join(tmpdir(), "concordat-closed-"));
  const folder = join(closed, "data");
  const database = await start(folder);
  expect(await queryOnce(database.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(database.home.startsWith(closed)).toBe(process.getuid?.() !== 0);
  await database.close();

  const again = await start(folder);
  expect(again.home).toBe(database.home);
  await again.close();
  removeDataFolder(folder);
  removeDataFolder(closed);
});
