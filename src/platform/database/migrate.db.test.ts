import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyDatabase } from "../../../test/support/database.ts";
import type { TestDatabase } from "../../../test/support/database.ts";
import { migrate } from "./migrate.ts";
import type { MigrationFolder } from "./migration-files.ts";
import { createPool } from "./pool.ts";

let base = "";
let database: TestDatabase;

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), "concordat-migrations-"));
  database = await emptyDatabase();
});

afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

function write(module: string, name: string, text: string): void {
  mkdirSync(join(base, module), { recursive: true });
  writeFileSync(join(base, module, name), text);
}

function folders(...modules: string[]): MigrationFolder[] {
  return modules.map((module) => ({ module, folder: pathToFileURL(join(base, module)) }));
}

function writeTwo(): MigrationFolder[] {
  write(
    "place",
    "0002-place-areas.sql",
    "-- Areas.\ncreate table place.area (name text); create table place.town ();",
  );
  write("kernel", "0001-kernel-schemas.sql", "-- Where modules keep their tables.\ncreate schema place;");
  return folders("place", "kernel");
}

async function listTables(): Promise<string[]> {
  const found = await database.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'place' order by 1",
  );
  return found.rows.map(({ name }) => name);
}

test("migrations of all modules run once, in the order of their numbers", async () => {
  const all = writeTwo();
  const names = ["0001-kernel-schemas.sql", "0002-place-areas.sql"];
  expect(await migrate(database.pool, all)).toEqual({ ran: names, known: 2 });
  expect(await listTables()).toEqual(["area", "town"]);
  expect(await migrate(database.pool, all)).toEqual({ ran: [], known: 2 });
});

test("of two processes that migrate at once one runs everything and the other nothing", async () => {
  const all = writeTwo();
  const other = createPool({ connection: database.config, applicationName: "concordat-other" });
  const reports = await Promise.all([migrate(database.pool, all), migrate(other, all)]);
  expect(new Set(reports.map(({ ran }) => ran.length))).toEqual(new Set([0, 2]));
  await other.end();
});

test("a migration that was changed after it ran is refused", async () => {
  const all = writeTwo();
  await migrate(database.pool, all);
  write("kernel", "0001-kernel-schemas.sql", "-- Something else.\ncreate schema place;");
  await expect(migrate(database.pool, all)).rejects.toThrow(
    /0001-kernel-schemas.sql was changed after it ran here/,
  );
});

test("other line ends are no change", async () => {
  const all = writeTwo();
  await migrate(database.pool, all);
  write("kernel", "0001-kernel-schemas.sql", "-- Where modules keep their tables.\r\ncreate schema place;");
  expect((await migrate(database.pool, all)).ran).toEqual([]);
});

test("a database that is newer than this version is refused", async () => {
  await migrate(database.pool, writeTwo());
  await expect(migrate(database.pool, folders("kernel"))).rejects.toThrow(
    /0002-place-areas.sql.*database is newer/,
  );
});

test("a new migration with a number before one that ran is refused", async () => {
  write("kernel", "0003-kernel-late.sql", "-- Late.\ncreate table late ();");
  await migrate(database.pool, folders("kernel"));
  write("kernel", "0002-kernel-early.sql", "-- Early.\ncreate table early ();");
  await expect(migrate(database.pool, folders("kernel"))).rejects.toThrow(
    /0002-kernel-early.sql comes before 0003/,
  );
});

test("a failing migration names its file and line, leaves nothing of itself and keeps those before it", async () => {
  const all = writeTwo();
  write(
    "place",
    "0003-place-wrong.sql",
    "-- Wrong.\ncreate table place.half ();\n\nselect colour from place.area;\n",
  );
  await expect(migrate(database.pool, all)).rejects.toThrow(
    'The migration 0003-place-wrong.sql, line 4, failed: column "colour" does not exist',
  );
  expect(await listTables()).toEqual(["area", "town"]);
});

test("a migration that ends its own transaction is refused", async () => {
  write("kernel", "0001-kernel-commit.sql", "-- Ends it.\ncreate table one (); commit; create table two ();");
  await expect(migrate(database.pool, folders("kernel"))).rejects.toThrow(/ends its transaction/);
});

test.each([
  {
    name: "a number used twice",
    files: ["0001-kernel-a.sql", "0001-kernel-b.sql"],
    says: /have the number 0001/,
  },
  { name: "another module's name", files: ["0001-place-a.sql"], says: /must be named like 0042-kernel-/ },
  { name: "a name without number", files: ["kernel-a.sql"], says: /must be named like 0042-kernel-/ },
])("$name is refused before anything runs", async ({ files, says }) => {
  for (const file of files) write("kernel", file, "-- Why.\nselect 1;");
  await expect(migrate(database.pool, folders("kernel"))).rejects.toThrow(says);
});

test("a migration that does not say why in its first line is refused", async () => {
  write("kernel", "0001-kernel-silent.sql", "create table silent ();");
  await expect(migrate(database.pool, folders("kernel"))).rejects.toThrow(/first line .* must be a comment/);
});
