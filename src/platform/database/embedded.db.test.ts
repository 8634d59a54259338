import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  listChildren,
  makeDataFolder,
  parentOf,
  queryOnce,
  removeDataFolder,
  serverOf,
  startOwner,
  until,
  untilServerIsGone,
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

// Tests start processes and servers, which takes long when the machine is busy.
vi.setConfig({ testTimeout: 600_000 });

// One data folder for all tests here, because making a database takes longer than each of them.
const dataDir = makeDataFolder();
let opened: EmbeddedDatabase[] = [];
let owners: OwnerProcess[] = [];

beforeAll(async () => {
  const first = await startEmbedded({ dataDir, applicationName: "concordat", settings: { fsync: "off" } });
  await first.close();
});

afterEach(async () => {
  for (const owner of owners) await owner.end("SIGKILL");
  for (const database of opened) await database.close();
  await untilServerIsGone(dataDir);
  opened = [];
  owners = [];
});

afterAll(() => removeDataFolder(dataDir));

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

test("what was written before a clean stop is there after the next start", async () => {
  const first = await start();
  await queryOnce(first.connection, "create table kept_0 (line text); insert into kept_0 values ('written')");
  await first.close();
  expect(serverOf(dataDir)).toBeUndefined();
  expect(existsSync(join(dataDir, "connection.json"))).toBe(false);

  const second = await start();
  expect(await queryOnce(second.connection, "select line from kept_0")).toEqual([{ line: "written" }]);
});

test("a second start on one folder is refused and names the holder", async () => {
  await start("concordat of the morning");
  const second = startElsewhere();
  const words = await second.next();
  expect(words.refused).toBe("AlreadyRunning");
  expect(words.message).toContain(`concordat of the morning, process ${process.pid}`);
  expect(words.message).toContain(dataDir);
});

test("when the app is killed the server goes, and the next start finds every committed row", async () => {
  const owner = startElsewhere();
  const { ready } = await owner.next();
  await queryOnce(ready as EmbeddedConnection, "create table kept_2 (n int); insert into kept_2 values (7)");
  const server = serverOf(dataDir) ?? 0;
  await owner.end("SIGKILL");
  await until(() => !isAlive(server));

  const next = await start();
  expect(await queryOnce(next.connection, "select n from kept_2")).toEqual([{ n: 7 }]);
});

test("a start right after the app was killed does not take over the server that is going", async () => {
  const owner = startElsewhere();
  await owner.next();
  await owner.end("SIGKILL");
  const next = await start();
  await sleep(200);
  expect(await queryOnce(next.connection, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a server left without app and watch is taken over with its rows", async () => {
  const owner = startElsewhere();
  const { ready } = await owner.next();
  await queryOnce(ready as EmbeddedConnection, "create table kept_4 (n int); insert into kept_4 values (8)");
  const server = serverOf(dataDir) ?? 0;
  const shell = parentOf(server) ?? 0;
  const watches = listChildren(shell).filter((pid) => pid !== server);
  expect(watches).toHaveLength(1);
  for (const pid of [...watches, shell]) process.kill(pid, "SIGKILL");
  await owner.end("SIGKILL");
  expect(isAlive(server)).toBe(true);

  const next = await start();
  expect(await queryOnce(next.connection, "select n from kept_4")).toEqual([{ n: 8 }]);
  await next.close();
  expect(isAlive(server)).toBe(false);
});

test("a server that is killed comes back at the same address, and the pool with it", async () => {
  const database = await start();
  const pool = createPool({ connection: database.connection, applicationName: "concordat" });
  await pool.query("create table kept_5 (n int); insert into kept_5 values (9)");
  const killed = serverOf(dataDir) ?? 0;
  process.kill(killed, "SIGKILL");
  await until(() => {
    const pid = serverOf(dataDir);
    return (
      pid !== undefined &&
      pid !== killed &&
      readPostmaster(join(dataDir, "database", "data"))?.isReady === true
    );
  });
  expect((await pool.query("select n from kept_5")).rows).toEqual([{ n: 9 }]);
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
  expect(await queryOnce(app.connection, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a short command without an app starts the server and stops it", async () => {
  const owner = startElsewhere();
  await owner.next();
  await owner.end("SIGKILL"); // its note stays and must not mislead
  expect(existsSync(join(dataDir, "connection.json"))).toBe(true);
  const attached = await attachOrStart({ dataDir, applicationName: "people" });
  expect(attached.isShared).toBe(false);
  expect(await queryOnce(attached.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  await attached.close();
  expect(serverOf(dataDir)).toBeUndefined();
});

test("over TCP the database listens on this machine alone and wants its password", async () => {
  const { connection } = await start("concordat", { overTcp: true });
  expect(connection.host).toBe("127.0.0.1");
  expect(await queryOnce(connection, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  await expect(queryOnce({ ...connection, password: "a guess" }, "select 1")).rejects.toMatchObject({
    code: "28P01",
  });
});

test("the error of a refused start can be told apart", async () => {
  await start();
  await expect(startEmbedded({ dataDir, applicationName: "another" })).rejects.toBeInstanceOf(AlreadyRunning);
});
