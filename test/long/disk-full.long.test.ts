import { execFileSync } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConnectionNote, type EmbeddedConnection } from "../../src/platform/database/connection.ts";
import { queryOnce, removeDataFolder, untilServerIsGone } from "../support/data-folder.ts";
import { startApp, waitUntil, type AppProcess } from "./support/app-process.ts";
import { auditChain, auditWrites, type Acknowledged } from "./support/ledger.ts";
import { sharedDatabase } from "./support/shared-database.ts";
import { ask, makeWriterToken, sendWrite, type HttpAnswer } from "./support/writer.ts";

const diskMegabytes = 300;
const writesUntilRefused = 2000;
const refusalsWanted = 20;

/** A disk that can be filled up and emptied again under a running site. */
interface Disk {
  fill(): void | Promise<void>;
  free(): void | Promise<void>;
}

test("on a full disk writes are refused clearly, reading goes on, and writing works again when there is room", async () => {
  const mount = mountSmallDisk();
  if (mount === undefined) {
    console.log(
      "disk full: no disk can be mounted here, so the database is made to answer 53100 to every write instead",
    );
    await simulated();
    return;
  }
  console.log(`disk full: on a disk of ${diskMegabytes} MB of its own`);
  const folder = join(mount, "data");
  mkdirSync(folder, { mode: 0o711 });
  const app = await startApp({ dataFolder: folder });
  try {
    await app.ready;
    const note = readConnectionNote(folder);
    if (note === undefined) throw new Error("The running application left no connection note.");
    await expectClearRefusals(app, note.connection, ballastOn(mount));
  } finally {
    await app.kill();
    await untilServerIsGone(folder);
    removeDataFolder(folder);
    execFileSync("umount", [mount]);
    rmSync(mount, { recursive: true, force: true });
  }
});

async function simulated(): Promise<void> {
  const { connection, url } = await sharedDatabase();
  const app = await startApp({ databaseUrl: url });
  try {
    await app.ready;
    await expectClearRefusals(app, connection, refusingDatabase(connection));
  } finally {
    await app.stop();
  }
}

async function expectClearRefusals(
  app: AppProcess,
  connection: EmbeddedConnection,
  disk: Disk,
): Promise<void> {
  const token = await makeWriterToken(connection);
  const acknowledged: Acknowledged[] = [];
  await ask(`${app.origin}/areas`);
  await disk.fill();
  let refusals = 0;
  for (let turn = 0; turn < writesUntilRefused && refusals < refusalsWanted; turn += 1) {
    const write = { key: `w-full-${turn}`, email: `w-full-${turn}@example.org` };
    const answer = await sendWrite(app.origin, token, write);
    if (answer.status === 200) {
      const { entry, json } = JSON.parse(answer.text) as {
        readonly entry: string;
        readonly json: { readonly account: string };
      };
      acknowledged.push({ ...write, entry, account: json.account });
      continue;
    }
    refusals += 1;
    expectDiskFull(answer);
    expect((await ask(`${app.origin}/areas`)).status, "a kept page").toBe(200);
    expect((await ask(`${app.origin}/organisations?turn=${turn}`)).status, "a page made anew").toBe(200);
    expect((await ask(`${app.origin}/record.json`)).status).toBe(200);
  }
  console.log(`disk full: ${acknowledged.length} writes found room yet, then ${refusals} were refused`);
  expect(refusals).toBe(refusalsWanted);
  await disk.free();
  const write = { key: "w-room-again", email: "w-room-again@example.org" };
  expect(
    await waitUntil(async () => (await sendWrite(app.origin, token, write)).status === 200, 180_000),
    "writing works again",
  ).toBe(true);
  expect(app.isRunning()).toBe(true);
  expect(await auditWrites(connection, acknowledged)).toEqual([]);
  expect((await auditChain(connection)).problems).toEqual([]);
}

function expectDiskFull(answer: HttpAnswer): void {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 503 });
  const problem = JSON.parse(answer.text) as { readonly code: string; readonly detail: string };
  expect(problem.code).toBe("database.disk-full");
  expect(problem.detail).toContain("The disk is full");
}

/** A file system of a few megabytes in memory; undefined where this user may not mount one. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "concordat-disk-"));
  chmodSync(folder, 0o711);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskMegabytes}m,mode=0711`, "tmpfs", folder], {
      stdio: "ignore",
    });
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

function ballastOn(mount: string): Disk {
  const file = join(mount, "ballast");
  return {
    fill: () => {
      const handle = openSync(file, "w");
      for (const size of [1_000_000, 4096]) {
        const part = Buffer.alloc(size, 1);
        try {
          for (;;) writeSync(handle, part);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        }
      }
      closeSync(handle);
    },
    free: () => rmSync(file),
  };
}

function refusingDatabase(connection: EmbeddedConnection): Disk {
  const tables = ["identity.account", "record.entry"];
  return {
    fill: async () => {
      await queryOnce(
        connection,
        `create function public.refuse() returns trigger language plpgsql as $$ begin
           raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
      );
      for (const table of tables)
        await queryOnce(
          connection,
          `create trigger a_full before insert on ${table} for each row execute function public.refuse()`,
        );
    },
    free: async () => {
      await queryOnce(connection, "drop function public.refuse() cascade");
    },
  };
}
