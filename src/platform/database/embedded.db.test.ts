import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  listChildren,
  makeDataFolder,
  parentOf,
  removeDataFolder,
  startOwner,
} from "../../../test/support/data-folder.ts";
import type { OwnerProcess } from "../../../test/support/data-folder.ts";
import { attachOrStart } from "./attachment.ts";
import type { EmbeddedConnection } from "./connection.ts";
import { startEmbedded } from "./embedded.ts";
import type { EmbeddedDatabase } from "./embedded.ts";
import { AlreadyRunning } from "./faults.ts";
import { readPostmaster } from "./postmaster.ts";
import { createPool } from "./pool.ts";
import { isAlive, sleep } from "./process-signs.ts";

let dataDir = "";
let opened: EmbeddedDatabase[] = [];
let owners: OwnerProcess[] = [];

beforeEach(() => {
  dataDir = makeDataFolder();
});

afterEach(async () => {
  for (const owner of owners) await owner.end("SIGKILL");
  for (const database of opened) await database.close();
  await until(() => serverPid() === undefined || !isAlive(serverPid() ?? 0));
  removeDataFolder(dataDir);
  opened = [];
  owners = [];
});

async function start(
  applicationName = "concordat",
  more: { overTcp?: boolean } = {},
): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, applicationName, ...more });
  opened.push(database);
  return database;
}

function startElsewhere(applicationName?: string): OwnerProcess {
  const owner = startOwner(dataDir, applicationName);
  owners.push(owner);
  return owner;
}

function serverPid(): number | undefined {
  return readPostmaster(join(dataDir, "database", "data"))?.pid;
}

async function until(isSo: () => boolean): Promise<void> {
  const limit = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > limit) throw new Error("What the test waits for did not come.");
    await sleep(10);
  }
}

async function run<T extends pg.QueryResultRow>(connection: EmbeddedConnection, sql: string): Promise<T[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("what was written before a clean stop is there after the next start", async () => {
  const first = await start();
  await run(first.connection, "create table kept (line text); insert into kept values ('written')");
  await first.close();
  expect(serverPid()).toBeUndefined();
  expect(existsSync(join(dataDir, "connection.json"))).toBe(false);

  const second = await start();
  expect(await run(second.connection, "select line from kept")).toEqual([{ line: "written" }]);
});

test("the server never runs as root, and only its user may enter its folders", async () => {
  const database = await start();
  const [row] = await run<{ folder: string }>(database.connection, "show data_directory").then((rows) =>
    rows.map((found) => ({ folder: Object.values(found)[0] as string })),
  );
  const folder = statSync(row?.folder ?? "");
  expect(folder.uid).not.toBe(0);
  expect(statSync(`/proc/${serverPid()}`).uid).toBe(folder.uid);
  for (const path of [database.home, database.connection.host]) expect(statSync(path).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, "connection.json")).mode & 0o077).toBe(0);
});

test("a second start on one folder is refused and names the holder", async () => {
  await start("concordat of the morning");
  const second = startElsewhere();
  const words = await second.next();
  expect(words.refused).toBe("AlreadyRunning");
  expect(words.message).toContain(`concordat of the morning, process ${process.pid}`);
  expect(words.message).toContain(dataDir);
});

test("of two first starts at once one wins and the other is told", async () => {
  const both = [startElsewhere("first"), startElsewhere("second")];
  const words = await Promise.all(both.map((owner) => owner.next()));
  const winner = words.find((word) => word.ready !== undefined);
  const loser = words.find((word) => word.refused !== undefined);
  expect(loser?.refused).toBe("AlreadyRunning");
  expect(await run(winner?.ready as EmbeddedConnection, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(readdirSync(join(dataDir, "database")).toSorted()).toEqual(["data", "socket"]);
});

test("when the app is killed the server goes, and the next start finds every committed row", async () => {
  const owner = startElsewhere();
  const { ready } = await owner.next();
  await run(ready as EmbeddedConnection, "create table kept (n int); insert into kept values (7)");
  const server = serverPid() ?? 0;
  await owner.end("SIGKILL");
  await until(() => !isAlive(server));

  const next = await start();
  expect(await run(next.connection, "select n from kept")).toEqual([{ n: 7 }]);
});

test("a start right after the app was killed does not take over the server that is going", async () => {
  const owner = startElsewhere();
  await owner.next();
  await owner.end("SIGKILL");
  const next = await start();
  await sleep(200);
  expect(await run(next.connection, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a server left without app and watch is taken over with its rows", async () => {
  const owner = startElsewhere();
  const { ready } = await owner.next();
  await run(ready as EmbeddedConnection, "create table kept (n int); insert into kept values (8)");
  const server = serverPid() ?? 0;
  const shell = parentOf(server) ?? 0;
  const watches = listChildren(shell).filter((pid) => pid !== server);
  expect(watches).toHaveLength(1);
  for (const pid of [...watches, shell]) process.kill(pid, "SIGKILL");
  await owner.end("SIGKILL");
  expect(isAlive(server)).toBe(true);

  const next = await start();
  expect(await run(next.connection, "select n from kept")).toEqual([{ n: 8 }]);
  await next.close();
  expect(isAlive(server)).toBe(false);
});

test("a first start that is killed at any moment leaves nothing in the way of the next", async () => {
  for (const moment of [450, 700, 950]) {
    const owner = startElsewhere();
    await sleep(moment);
    await owner.end("SIGKILL");
  }
  const next = await start();
  expect(await run(next.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(readdirSync(join(dataDir, "database")).filter((name) => name.includes(".new-"))).toEqual([]);
});

test("a server that is killed comes back at the same address, and the pool with it", async () => {
  const database = await start();
  const pool = createPool({ connection: database.connection, applicationName: "concordat" });
  await pool.query("create table kept (n int); insert into kept values (9)");
  const killed = serverPid() ?? 0;
  process.kill(killed, "SIGKILL");
  await until(() => {
    const pid = serverPid();
    return (
      pid !== undefined &&
      pid !== killed &&
      readPostmaster(join(dataDir, "database", "data"))?.isReady === true
    );
  });
  expect((await pool.query("select n from kept")).rows).toEqual([{ n: 9 }]);
  await pool.end();
});

test("an app waits for a short command that holds the folder", async () => {
  const command = await startEmbedded({ dataDir, applicationName: "concordat-cli backup" });
  const app = startElsewhere();
  const waiting = await app.next();
  expect(waiting.said).toBe(`Waiting for concordat-cli backup to finish with the data folder ${dataDir}.`);
  await command.close();
  expect((await app.next()).ready).toBeDefined();
});

test("a short command uses the running app's server and leaves it running", async () => {
  const app = await start();
  const attached = await attachOrStart({ dataDir, applicationName: "people" });
  expect(attached).toMatchObject({ isShared: true, connection: app.connection });
  await attached.close();
  expect(await run(app.connection, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a short command without an app starts the server and stops it", async () => {
  const owner = startElsewhere();
  await owner.next();
  await owner.end("SIGKILL"); // its note stays and must not mislead
  expect(existsSync(join(dataDir, "connection.json"))).toBe(true);
  const attached = await attachOrStart({ dataDir, applicationName: "people" });
  expect(attached.isShared).toBe(false);
  expect(await run(attached.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  await attached.close();
  expect(serverPid()).toBeUndefined();
});

test("over TCP the database listens on this machine alone and wants its password", async () => {
  const { connection } = await start("concordat", { overTcp: true });
  expect(connection.host).toBe("127.0.0.1");
  expect(await run(connection, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  await expect(run({ ...connection, password: "a guess" }, "select 1")).rejects.toMatchObject({
    code: "28P01",
  });
});

test("a data folder with a path too long for a socket gets its socket elsewhere", async () => {
  const long = join(dataDir, "a".repeat(60), "b".repeat(60));
  mkdirSync(long, { recursive: true });
  const database = await startEmbedded({ dataDir: long, applicationName: "concordat" });
  try {
    expect(database.connection.host.startsWith(long)).toBe(false);
    expect(statSync(database.connection.host).mode & 0o077).toBe(0);
    expect(await run(database.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  } finally {
    await database.close();
  }
});

test("the error of a refused start can be told apart", async () => {
  await start();
  await expect(startEmbedded({ dataDir, applicationName: "another" })).rejects.toBeInstanceOf(AlreadyRunning);
});
