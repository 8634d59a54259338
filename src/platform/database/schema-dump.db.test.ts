import { expect, test } from "vitest";
import { emptyDatabase, testDatabase } from "../../../test/support/database.ts";
import { dumpSchema } from "./schema-dump.ts";

const { pool } = await emptyDatabase();

await pool.query(`
  create schema place;
  create schema job;
  create table job.queue (id int);
  create domain place.code as text check (value ~ '^[A-Z]+$');
  create type place.kind as enum ('council', 'trust');
  create collation place.by_name (provider = icu, locale = 'en-GB-u-kn-true');
  create table place.area (
    id bigint generated always as identity primary key,
    code place.code not null unique,
    name text collate place.by_name default 'unnamed',
    kind place.kind,
    seen daterange,
    size int generated always as (length(name)) stored,
    exclude using gist (seen with &&)
  );
  comment on table place.area is 'Where people live';
  create index area_kind on place.area (kind) where kind = 'trust';
  create function place.refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
  create trigger append_only before delete on place.area for each row execute function place.refuse();
  alter table place.area enable row level security;
  create policy visible on place.area for select using (kind = 'trust');
  create view place.trusts as select name from place.area where kind = 'trust';
  grant select on place.trusts to public;
`);

const text = await dumpSchema(pool);

test.each([
  "create schema place;",
  "create domain place.code as text constraint code_check CHECK ((VALUE ~ '^[A-Z]+$'::text));",
  "create type place.kind as enum ('council', 'trust');",
  "create collation place.by_name (provider = icu, locale = 'en-GB-u-kn-true', deterministic = t);",
  "  id bigint generated always as identity not null",
  "  name text collate place.by_name default 'unnamed'::text,",
  "  size integer generated always as (length(name)) stored,",
  "  constraint area_pkey PRIMARY KEY (id)",
  "  constraint area_seen_excl EXCLUDE USING gist (seen WITH &&)",
  "CREATE INDEX area_kind ON place.area USING btree (kind) WHERE (kind = 'trust'::place.kind);",
  "CREATE TRIGGER append_only BEFORE DELETE ON place.area FOR EACH ROW EXECUTE FUNCTION place.refuse();",
  "alter table place.area enable row level security;",
  "create policy visible on place.area for select to public using ((kind = 'trust'::place.kind));",
  "comment on table place.area is 'Where people live';",
  "create view place.trusts as",
  "grant select on table place.trusts to public;",
])("the schema as text has the line %s", (line) => {
  expect(text).toContain(line);
});

test("the job queue and what the constraints already show are left out", () => {
  expect(text).not.toContain("queue");
  expect(text).not.toContain("area_pkey ON");
  expect(text).not.toContain("NOT NULL id");
});

test("the text is the same each time, and for a copy made by the same migrations", async () => {
  expect(await dumpSchema(pool)).toBe(text);
  const [one, two] = [await testDatabase(), await testDatabase()];
  const migrated = await dumpSchema(one.pool);
  expect(migrated).toContain("create table kernel.migration (");
  expect(await dumpSchema(two.pool)).toBe(migrated);
});
