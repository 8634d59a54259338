import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { testDatabase } from "../../../test/support/database.ts";
import { fixedClock, instant, type Act, type Manifest } from "../../kernel/index.ts";
import { sendToQueue, startJobs, type Jobs } from "./jobs.ts";

const { pool, db } = await testDatabase();

const act: Act = {
  command: "test.rename",
  input: { name: "River Board" },
  entry: { id: "e", sha256: "s", kind: "test.renamed", subjects: [] },
  on: "2026-11-21" as Act["on"],
};

interface Running {
  readonly jobs: Jobs;
  readonly done: unknown[];
  readonly errors: unknown[];
}

async function running(failures = 0): Promise<Running> {
  const done: unknown[] = [];
  const errors: unknown[] = [];
  let left = failures;
  const manifest: Manifest = {
    module: "voice",
    about: "A test.",
    reactions: [
      {
        name: "test.notify",
        to: "test.rename",
        when: "afterwards",
        react: async (_after, happened) => void done.push(happened.input),
      },
    ],
    jobs: [{ name: "test.sweep", about: "Sweeps.", run: async () => void done.push("swept") }],
  };
  const jobs = await startJobs({
    pool,
    manifests: [manifest],
    workers: [
      {
        name: "test.import",
        run: async (content) => {
          left -= 1;
          if (left >= 0) throw new Error("not yet");
          done.push(content);
        },
      },
    ],
    after: {
      db,
      clock: fixedClock(instant("2026-11-21T12:00:00Z")),
      mail: { send: async () => undefined },
      origin: "http://concordat.test",
    },
    onError: (error) => void errors.push(error),
  });
  onTestFinished(async () => await jobs.stop());
  return { jobs, done, errors };
}

test("a reaction, a job and a worker each do what was sent to them", async () => {
  const { jobs, done, errors } = await running();
  await db.transaction().execute(async (tx) => {
    await jobs.sendAfterwards(tx, "test.notify", act);
    await jobs.send(tx, "test.sweep", {});
    await jobs.send(tx, "test.import", { run: "1" });
  });
  await expect.poll(() => done.length).toBe(3);
  expect(done).toEqual(expect.arrayContaining([{ name: "River Board" }, "swept", { run: "1" }]));
  expect(errors).toEqual([]);
});

test("two nodes that start at once on a new database both come up", async () => {
  for (let round = 0; round < 4; round += 1) {
    await sql`drop schema if exists job cascade`.execute(db);
    const nodes = await Promise.all([running(), running()]);
    expect(nodes.flatMap((node) => node.errors)).toEqual([]);
    await Promise.all(nodes.map(async (node) => await node.jobs.stop()));
  }
});

test("what is rolled back is not queued", async () => {
  const { jobs, done } = await running();
  const before = await queued();
  const undone = db.transaction().execute(async (tx) => {
    await jobs.sendAfterwards(tx, "test.notify", act);
    throw new Error("rolled back");
  });
  await expect(undone).rejects.toThrow("rolled back");
  expect(await queued()).toBe(before);
  await pause(1200);
  expect(done).toEqual([]);
});

test("a job that fails is told of, and kept to be tried again", async () => {
  const { jobs, errors } = await running(1);
  await jobs.send(db, "test.import", { run: "2" });
  await expect.poll(() => errors.length).toBe(1);
  await expect.poll(async () => await stateOf("test.import")).toContain("retry");
});

test("a process that runs no jobs can send one to those that do", async () => {
  const { done } = await running();
  await sendToQueue(pool, db, { queue: "test.notify", content: act });
  await expect.poll(() => done).toEqual([{ name: "River Board" }]);
});

async function queued(): Promise<number> {
  const result = await sql<{
    count: number;
  }>`select count(*)::int as count from job.job where name like 'test.%'`.execute(db);
  return result.rows[0]?.count ?? 0;
}

async function stateOf(queue: string): Promise<readonly string[]> {
  const result = await sql<{
    state: string;
  }>`select state::text as state from job.job where name = ${queue}`.execute(db);
  return result.rows.map((row) => row.state);
}
