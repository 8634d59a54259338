import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { civilDate } from "@concordat/calendar";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { testCore } from "../support/core.ts";
import { testDatabase } from "../support/database.ts";
import { makeSampleTable, sampleKind, sampleRows } from "../support/import-kind.ts";
import {
  findRun,
  insertRun,
  isWorkedOn,
  keepImportFile,
  waitingSentence,
  type HeldRun,
} from "../../src/imports/index.ts";
import { fixedClock, instant, newUuid } from "../../src/kernel/index.ts";
import { sendToQueue, startJobs } from "../../src/platform/jobs/jobs.ts";
import { importQueue, importWorker } from "../../src/app/imports/index.ts";

const { pool, db, config } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const clock = fixedClock(at);
const rows = 900;
const id = newUuid(1_795_000_000_000);

async function queueImport(): Promise<void> {
  await makeSampleTable(db);
  const text = `code,name\n${Array.from({ length: rows }, (_, index) => `C${index},Sample ${index}`).join("\n")}\n`;
  await db.transaction().execute(async (tx) => {
    await insertRun(tx, {
      id,
      kind: "place.samples",
      fileName: "samples.csv",
      fileSha256: await keepImportFile(tx, { bytes: new TextEncoder().encode(text), mediaType: "text/csv" }),
      dryRun: false,
      source: "The register of samples",
      seen: civilDate("2026-11-20"),
      startedBy: { kind: "administrator", title: "Administrator of this site" },
      startedAt: at,
      status: "waiting",
      attempts: 0,
      rowsAccepted: 0,
      rowsRefused: 0,
      nextLine: 1,
      notes: [],
    });
    await sendToQueue(pool, tx, { queue: importQueue, content: { run: id } });
  });
}

/** A worker in a process of its own; resolves when it stands in the middle of the file. */
async function workerInTheMiddle(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("../support/import-worker.ts", import.meta.url));
  const given = JSON.stringify({ connection: config, at });
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", script, given], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const gone = once(child, "exit").then(() => {
    throw new Error("The worker ended before it got to the middle.");
  });
  await Promise.race([once(child.stdout, "data"), gone]);
  gone.catch(() => undefined);
  return child;
}

async function held(): Promise<HeldRun> {
  return (await findRun(db, id))!;
}

test("an import whose process was killed is taken up by the next node that starts, behind its last batch", async () => {
  await queueImport();
  expect(waitingSentence(await held(), await isWorkedOn(db, id))).toBe(
    "It has been waiting for its turn since 09:00 on 21 November 2026.",
  );

  const child = await workerInTheMiddle();
  expect(await isWorkedOn(db, id)).toBe(true);
  expect(waitingSentence(await held(), true)).toBeUndefined();
  child.kill("SIGKILL");
  await expect.poll(async () => await isWorkedOn(db, id)).toBe(false);
  expect(await held()).toMatchObject({ status: "running", rowsAccepted: 500 });
  expect(waitingSentence(await held(), false)).toMatch(
    /^Nobody is working on it: .* since 09:00 on 21 November/,
  );
  const active = await sql<{ state: string }>`
    select state::text as state from job.job where name = ${importQueue}`.execute(db);
  expect(active.rows).toEqual([{ state: "active" }]);

  const stage = {
    ...testCore(pool, clock).core.stage,
    manifests: [{ module: "place", about: "Samples.", imports: [sampleKind()] }] as const,
  };
  const errors: unknown[] = [];
  const jobs = await startJobs({
    pool,
    manifests: [],
    workers: [importWorker(stage, async () => undefined)],
    after: { db, clock, mail: { send: async () => undefined }, origin: "http://concordat.test" },
    onError: (error) => void errors.push(error),
  });
  onTestFinished(async () => await jobs.stop());
  await expect.poll(async () => (await held()).status).toBe("done");
  expect(await held()).toMatchObject({ rowsAccepted: rows, rowsRefused: 0 });
  expect((await sampleRows(db)).split("\n")).toHaveLength(rows);
  expect(waitingSentence(await held(), false)).toBeUndefined();
  expect(errors).toEqual([]);
});
