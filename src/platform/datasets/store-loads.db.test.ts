import { expect, test } from "vitest";
import { testDatabase } from "../../../test/support/database.ts";
import { instant } from "../../kernel/index.ts";
import { keepLoad, listLoads, type Load } from "./store-loads.ts";

const { db } = await testDatabase();

const first: Load = {
  key: "areas",
  sha256: "a".repeat(64),
  loadedAt: instant("2026-11-21T12:00:00Z"),
  rows: 10,
  added: 10,
  changed: 0,
  removed: 0,
};

test("the last load of a file stands in the place of the one before", async () => {
  await keepLoad(db, first);
  const again: Load = {
    ...first,
    sha256: "b".repeat(64),
    loadedAt: instant("2026-11-22T12:00:00Z"),
    added: 1,
    changed: 2,
    removed: 3,
  };
  await keepLoad(db, again);
  await keepLoad(db, { ...first, key: "boards" });
  const loads = await listLoads(db);
  expect([...loads.keys()]).toEqual(["areas", "boards"]);
  expect(loads.get("areas")).toMatchObject({
    sha256: "b".repeat(64),
    rows: 10,
    added: 1,
    changed: 2,
    removed: 3,
  });
});
