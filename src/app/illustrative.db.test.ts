import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { fixedClock, instant } from "../kernel/index.ts";
import { loadIllustrativePeople } from "./illustrative.ts";

const { db, pool } = await testDatabase();
const clock = fixedClock(instant("2026-11-21T09:00:00Z"));

test("A made-up person whose account was closed stays closed, and the next start goes on", async () => {
  const made = await loadIllustrativePeople({ db, clock });
  expect(made).toBeGreaterThan(1);
  await pool.query("update identity.account set status = 'closed' where email like 'beatrix.%'");
  expect(await loadIllustrativePeople({ db, clock })).toBe(0);
  const { rows } = await pool.query("select status from identity.account where email like 'beatrix.%'");
  expect(rows).toEqual([{ status: "closed" }]);
});
