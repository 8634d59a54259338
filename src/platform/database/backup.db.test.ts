import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, expect, test } from "vitest";
import { emptyDatabase } from "../../../test/support/database.ts";
import { backup } from "./backup.ts";
import { migrate } from "./migrate.ts";
import type { MigrationFolder } from "./migration-files.ts";
import { restore } from "./restore.ts";

const first = `-- A little of everything that a restore could get wrong.
create schema place;
create type place.kind as enum ('council', 'trust');
create table place.area (
  id bigint generated always as identity primary key,
  parent bigint references place.area deferrable initially deferred,
  name text not null, kind place.kind not null, shape bytea, facts jsonb,
  name_length int generated always as (length(name)) stored
);
insert into place.area (name, kind) values ('made by the migration', 'council');
create sequence place.ticket;
create table place.entry (id int, text text) partition by list (id);
create table place.entry_one partition of place.entry for values in (1);
create table place.entry_two partition of place.entry for values in (2);
create function place.refuse() returns trigger language plpgsql as $$ begin raise 'entries are never changed'; end $$;
create trigger append_only before update or delete or truncate on place.entry for each statement execute function place.refuse();
create materialized view place.names as select name from place.area;
create schema job;
create table job.queue (id int);
`;

const base = mkdtempSync(join(tmpdir(), "concordat-backup-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let count = 0;
let folders: MigrationFolder[] = [];
let target = "";

beforeEach(() => {
  count += 1;
  const folder = join(base, `migrations-${count}`);
  target = join(base, `backup-${count}`);
  mkdirSync(folder);
  folders = [{ module: "place", folder: pathToFileURL(folder) }];
  writeMigration("0001-place-all.sql", first);
});

function writeMigration(name: string, text: string): void {
  writeFileSync(join(base, `migrations-${count}`, name), text);
}

async function makeSource(): ReturnType<typeof emptyDatabase> {
  const source = await emptyDatabase();
  await migrate(source.pool, folders);
  await source.pool.query(`
    update place.area set name = 'changed since' where id = 1;
    insert into place.area (parent, name, kind, shape, facts)
      values (3, E'tab\\tline\\nback\\\\slash £ é 猫', 'trust', '\\x00ff0a5c', '{"a": [1, null]}'), (1, '', 'council', null, null);
    select setval('place.ticket', 41);
    insert into place.entry select 1 + n % 2, 'entry ' || n from generate_series(1, 500) n;
    insert into job.queue values (1);
    refresh materialized view place.names;`);
  return source;
}

async function readAll(pool: Awaited<ReturnType<typeof emptyDatabase>>["pool"]): Promise<unknown> {
  const tables = ["place.area", "place.entry", "place.entry_one", "place.names", "kernel.migration"];
  const all: Record<string, unknown> = {};
  for (const table of tables)
    all[table] = (await pool.query(`select * from ${table} t order by t::text`)).rows;
  return { ...all, ticket: (await pool.query("select last_value, is_called from place.ticket")).rows };
}

test("a backup restored elsewhere has the same rows, and counts on from where it stood", async () => {
  const source = await makeSource();
  const manifest = await backup(source.pool, target, { appVersion: "1.2.3" });
  expect(manifest.tables.map(({ table, rows }) => [table, rows])).toEqual([
    ["migration", 1],
    ["area", 3],
    ["entry", 500],
  ]);
  expect(manifest.leftOut.map(({ schema }) => schema)).toEqual(["job"]);
  expect(JSON.parse(readFileSync(join(target, "manifest.json"), "utf8"))).toEqual(manifest);

  const elsewhere = await emptyDatabase();
  await restore(elsewhere.pool, target, { folders });
  expect(await readAll(elsewhere.pool)).toEqual(await readAll(source.pool));
  const next = await elsewhere.pool.query(
    "insert into place.area (name, kind) values ('next', 'trust') returning id",
  );
  expect(next.rows).toEqual([{ id: 4n }]);
  await expect(elsewhere.pool.query("delete from place.entry")).rejects.toThrow("entries are never changed");
});

test("a backup of an older version is brought up to this one", async () => {
  const source = await makeSource();
  await backup(source.pool, target, { appVersion: "1.2.3" });
  writeMigration(
    "0002-place-upper.sql",
    "-- Later.\nalter table place.area add upper_name text;\nupdate place.area set upper_name = upper(name);",
  );
  const elsewhere = await emptyDatabase();
  await restore(elsewhere.pool, target, { folders });
  const found = await elsewhere.pool.query("select upper_name from place.area where id = 1");
  expect(found.rows).toEqual([{ upper_name: "CHANGED SINCE" }]);
});

test("a backup of a newer version is refused and says which version can restore it", async () => {
  writeMigration("0002-place-newer.sql", "-- Newer.\ncreate table place.newer ();");
  const source = await makeSource();
  await backup(source.pool, target, { appVersion: "9.0.0" });
  rmSync(join(base, `migrations-${count}`, "0002-place-newer.sql"));
  const elsewhere = await emptyDatabase();
  await expect(restore(elsewhere.pool, target, { folders })).rejects.toThrow(
    /0002-place-newer.sql, which this version does not have. Restore it with version 9.0.0/,
  );
});

test("a restore into a database with tables is refused", async () => {
  const source = await makeSource();
  await backup(source.pool, target, { appVersion: "1.2.3" });
  await expect(restore(source.pool, target, { folders })).rejects.toThrow(
    /database is not empty: it has \d tables/,
  );
});

test("a file that was changed or lost is found before anything is written", async () => {
  const source = await makeSource();
  await backup(source.pool, target, { appVersion: "1.2.3" });
  const elsewhere = await emptyDatabase();
  appendFileSync(join(target, "place.entry.copy.gz"), "x");
  await expect(restore(elsewhere.pool, target, { folders })).rejects.toThrow(
    /place.entry.copy.gz .* is not as it was/,
  );
  rmSync(join(target, "place.entry.copy.gz"));
  await expect(restore(elsewhere.pool, target, { folders })).rejects.toThrow(
    /place.entry.copy.gz .* is missing/,
  );
  expect((await elsewhere.pool.query("select from pg_namespace where nspname = 'place'")).rowCount).toBe(0);
});

test("a restore that fails half way leaves the database empty", async () => {
  const source = await makeSource();
  const manifest = await backup(source.pool, target, { appVersion: "1.2.3" });
  const wrong = { ...manifest, tables: manifest.tables.map((table) => ({ ...table, rows: table.rows + 1 })) };
  writeFileSync(join(target, "manifest.json"), JSON.stringify(wrong));
  const elsewhere = await emptyDatabase();
  await expect(restore(elsewhere.pool, target, { folders })).rejects.toThrow(
    /1 rows in .* and 2 in the manifest/,
  );
  expect(
    (await elsewhere.pool.query("select from pg_namespace where nspname in ('place', 'kernel')")).rowCount,
  ).toBe(0);
});

test.each([
  { name: "a folder without manifest", text: undefined, says: /holds no backup that can be read/ },
  { name: "a manifest cut short", text: '{"format": "conc', says: /is not whole/ },
  { name: "a manifest of another kind", text: '{"format": "concordat-backup-2"}', says: /at fault: format/ },
])("$name is refused", async ({ text, says }) => {
  mkdirSync(target);
  if (text !== undefined) writeFileSync(join(target, "manifest.json"), text);
  const elsewhere = await emptyDatabase();
  await expect(restore(elsewhere.pool, target, { folders })).rejects.toThrow(says);
});

test("a backup is for its owner alone, is whole or absent, and writes over nothing", async () => {
  const source = await makeSource();
  await backup(source.pool, target, { appVersion: "1.2.3" });
  expect(statSync(target).mode & 0o077).toBe(0);
  for (const file of readdirSync(target)) expect(statSync(join(target, file)).mode & 0o077).toBe(0);
  await expect(backup(source.pool, target, { appVersion: "1.2.3" })).rejects.toThrow(/is not empty/);

  await source.pool.query("alter table kernel.migration rename to gone");
  const other = `${target}-other`;
  await expect(backup(source.pool, other, { appVersion: "1.2.3" })).rejects.toThrow();
  expect(readdirSync(base).filter((name) => name.startsWith(`backup-${count}-other`))).toEqual([]);
});
