import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Pool } from "../database/pool.ts";
import { patientSql } from "./patience.ts";

function failing(code: string): { readonly pool: Pool; readonly calls: () => number } {
  let calls = 0;
  const query = async (): Promise<unknown> => {
    calls += 1;
    if (calls === 1) throw Object.assign(new Error("first call"), { code });
    return { rows: [], rowCount: 0 };
  };
  return { pool: { query, ending: false } as unknown as Pool, calls: () => calls };
}

test.each(["40P01", "57P01"])("a statement undone by %s is run once more", async (code) => {
  const { pool, calls } = failing(code);
  await expect(patientSql(pool)("select 1", [])).resolves.toEqual({ rows: [], rowCount: 0 });
  expect(calls()).toBe(2);
});

test("a job that outlives the queue's stop says nothing on a pool that has ended", async () => {
  const { pool, calls } = failing("any");
  const ended = Object.assign(Object.create(pool) as Pool, { ending: true });
  const said = await Promise.race([patientSql(ended)("select 1", []), pause(20, "nothing")]);
  expect(said).toBe("nothing");
  expect(calls()).toBe(1);
});

test("a statement that is wrong fails at once", async () => {
  const { pool, calls } = failing("42601");
  await expect(patientSql(pool)("selec 1", [])).rejects.toThrow("first call");
  expect(calls()).toBe(1);
});
