import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { testDatabase } from "../../../test/support/database.ts";
import { listenForChanges, type Changes } from "./changes.ts";

const { pool } = await testDatabase();

interface Listener {
  readonly changes: Changes;
  readonly heard: string[][];
  readonly missed: number[];
}

async function listener(): Promise<Listener> {
  const heard: string[][] = [];
  const missed: number[] = [];
  const changes = await listenForChanges(pool, {
    heard: (subjects) => void heard.push([...subjects]),
    missed: () => void missed.push(1),
    pause: async (ms) => await pause(ms),
  });
  onTestFinished(async () => await changes.stop());
  return { changes, heard, missed };
}

describe("word of a change", () => {
  test("reaches every node, the one that tells included, each subject once", async () => {
    const [one, other] = [await listener(), await listener()];
    await one.changes.tell(["place:area:1", "place:area:2", "place:area:1"]);
    await expect.poll(() => other.heard).toEqual([["place:area:1", "place:area:2"]]);
    await expect.poll(() => one.heard).toEqual([["place:area:1", "place:area:2"]]);
    expect([...one.missed, ...other.missed]).toEqual([]);
  });

  test("of more than fits into one word is that anything may have changed", async () => {
    const one = await listener();
    await one.changes.tell(Array.from({ length: 500 }, (_, index) => `place:organisation:${index}`));
    await expect.poll(() => one.heard).toEqual([["*"]]);
  });

  test("of nothing is not told", async () => {
    const one = await listener();
    await one.changes.tell([]);
    await one.changes.tell(["place:area:1"]);
    await expect.poll(() => one.heard.length).toBeGreaterThan(0);
    expect(one.heard).toEqual([["place:area:1"]]);
  });

  test("that came while the connection was away is told as missed, and the next is heard again", async () => {
    const one = await listener();
    await pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'",
    );
    await expect.poll(() => one.missed.length).toBeGreaterThanOrEqual(2);
    await one.changes.tell(["place:area:3"]);
    await expect.poll(() => one.heard.at(-1)).toEqual(["place:area:3"]);
  });

  test("may be missed for as long as the connection cannot be made anew, and that is told at each try", async () => {
    let refused = 0;
    const hard = Object.assign(Object.create(pool) as typeof pool, {
      connect: async () => {
        if (missed.length === 0 || refused >= 3) return await pool.connect();
        refused += 1;
        throw new Error("The database is away.");
      },
    });
    const missed: number[] = [];
    const changes = await listenForChanges(hard, {
      heard: () => undefined,
      missed: () => void missed.push(refused),
      pause: async () => await pause(1),
    });
    onTestFinished(async () => await changes.stop());
    await pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'",
    );
    // Before the first try, after each that failed, and when it is back.
    await expect.poll(() => missed).toEqual([0, 1, 2, 3, 3]);
  });

  test("is heard no more after the node has stopped", async () => {
    const one = await listener();
    await one.changes.stop();
    await one.changes.tell(["place:area:4"]);
    await pause(100);
    expect(one.heard).toEqual([]);
  });
});
