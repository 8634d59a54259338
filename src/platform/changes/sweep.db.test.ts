import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { testDatabase } from "../../../test/support/database.ts";
import { dropUntold, listUntold, noteUntold } from "./store-untold.ts";
import { startSweep } from "./sweep.ts";

test("what a killed node did not tell is told by another within two seconds, once", async () => {
  const { db } = await testDatabase();
  const told: string[][] = [];
  await noteUntold(db, { act: "a", subjects: ["place:area:1", "place:board:2", "place:area:1"] });
  const sweep = startSweep({
    db,
    tell: async (subjects) => void told.push([...subjects]),
    pause: async (ms) => await pause(ms),
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(sweep.stop);
  await expect.poll(() => told.length).toBe(1);
  expect(told[0]?.toSorted()).toEqual(["place:area:1", "place:board:2"]);
  await expect.poll(async () => (await listUntold(db)).length).toBe(0);
  await pause(1200);
  expect(told).toHaveLength(1);
});

test("an act that is rolled back leaves nothing to tell, and one that was told is off the list", async () => {
  const { db } = await testDatabase();
  const undone = db.transaction().execute(async (tx) => {
    await noteUntold(tx, { act: "undone", subjects: ["place:area:1"] });
    throw new Error("rolled back");
  });
  await expect(undone).rejects.toThrow("rolled back");
  await noteUntold(db, { act: "told", subjects: ["place:area:2"] });
  await dropUntold(db, "told");
  await pause(800);
  expect(await listUntold(db)).toEqual([]);
});

test("while the word cannot be given, the changes stay on the list", async () => {
  const { db } = await testDatabase();
  await noteUntold(db, { act: "b", subjects: ["place:area:3"] });
  const failures: unknown[] = [];
  const sweep = startSweep({
    db,
    tell: async () => await Promise.reject(new Error("away")),
    pause: async (ms) => await pause(ms),
    onError: (error) => void failures.push(error),
  });
  await expect.poll(() => failures.length).toBeGreaterThan(0);
  await sweep.stop();
  expect(await listUntold(db)).toMatchObject([{ subject: "place:area:3" }]);
});
