import { sql } from "kysely";
import { expect, test } from "vitest";
import { emptyDatabase, testDatabase } from "../../../test/support/database.ts";
import { readDatabaseAway } from "./faults.ts";
import { instantFromText } from "./parsers.ts";
import { checkServer, createPool } from "./pool.ts";

const { pool, db, config } = await testDatabase();

async function valueOf(expression: string): Promise<unknown> {
  const found = await pool.query<{ value: unknown }>(`select ${expression} as value`);
  return found.rows[0]?.value;
}

test.each([
  { expression: "9007199254740993::int8", expect: 9_007_199_254_740_993n },
  { expression: "count(*)", expect: 1n },
  { expression: "12.50::numeric(6, 2)", expect: "12.50" },
  { expression: "date '2026-03-29'", expect: "2026-03-29" },
  { expression: "timestamptz '2026-03-29 01:30:00.25+00'", expect: "2026-03-29T01:30:00.25Z" },
  { expression: "timestamptz '2026-07-01 12:00:00+01'", expect: "2026-07-01T11:00:00Z" },
  { expression: "timestamp '2026-03-29 01:30:00'", expect: "2026-03-29T01:30:00" },
  { expression: "array[1, null, -3]::int8[]", expect: [1n, null, -3n] },
  {
    expression: "array[[1, 2], [3, 4]]::int8[]",
    expect: [
      [1n, 2n],
      [3n, 4n],
    ],
  },
  { expression: "array[0.10]::numeric[]", expect: ["0.10"] },
  { expression: "array[date '2026-01-31', null]", expect: ["2026-01-31", null] },
  { expression: "array[timestamptz '2026-01-31 08:00:00+00']", expect: ["2026-01-31T08:00:00Z"] },
  { expression: "interval '90 minutes'", expect: "01:30:00" },
  { expression: "array['a,b', 'c']", expect: ["a,b", "c"] },
  { expression: `'{"n": 1}'::jsonb`, expect: { n: 1 } },
  { expression: "null::int8", expect: null },
])("$expression comes out as $expect", async ({ expression, expect: expected }) => {
  expect(await valueOf(expression)).toEqual(expected);
});

test("a moment that is no moment in the calendar stays as it is written", () => {
  expect(instantFromText("infinity")).toBe("infinity");
  expect(instantFromText("0044-03-15 12:00:00+00 BC")).toBe("0044-03-15 12:00:00+00 BC");
  expect(instantFromText("2026-11-21 22:02:10+05:30")).toBe("2026-11-21T22:02:10+05:30");
});

test("the handle for modules uses the pool's types", async () => {
  const found = await sql<{ big: bigint }>`select 5::int8 as big`.execute(db);
  expect(found.rows).toEqual([{ big: 5n }]);
});

test("a statement that takes too long is cancelled, and that does not mean away", async () => {
  const hasty = createPool({ connection: config, applicationName: "concordat-test", statementMsMax: 50 });
  const error: unknown = await hasty.query("select pg_sleep(5)").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "57014" });
  expect(readDatabaseAway(error)).toBeUndefined();
  await hasty.end();
});

test("a pool whose connections are cut off tells it and works on", async () => {
  const died: Error[] = [];
  const cut = createPool({
    connection: config,
    applicationName: "concordat-cut",
    onIdleError: (error) => died.push(error),
  });
  await cut.query("select 1");
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'concordat-cut'",
  );
  await expect.poll(() => died.length).toBe(1);
  expect((await cut.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
  await cut.end();
});

test("a connection that is cut off in the middle of a transaction fails its next statement and nothing else", async () => {
  const cut = createPool({ connection: config, applicationName: "concordat-cut-within" });
  const client = await cut.connect();
  await client.query("begin");
  const ended = new Promise((resolve) => client.once("end", resolve));
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'concordat-cut-within'",
  );
  await ended; // without a listener for its error this process would have ended by now
  const error: unknown = await client.query("select 1").catch((thrown: unknown) => thrown);
  expect(readDatabaseAway(error)).toBeDefined();
  client.release(true);
  expect((await cut.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
  await cut.end();
});

test("the shipped server is accepted", async () => {
  await expect(checkServer(pool)).resolves.toBeUndefined();
});

test("a database that is not in UTF-8 is refused with what to do", async () => {
  await pool.query(
    "create database in_latin encoding 'LATIN1' locale 'C' locale_provider libc template template0",
  );
  const latin = createPool({
    connection: { ...config, database: "in_latin" },
    applicationName: "concordat-test",
  });
  await expect(checkServer(latin)).rejects.toThrow(/encoding LATIN1; Concordat needs UTF8/);
  await latin.end();
  await pool.query("drop database in_latin with (force)");
});

test("each database of a test file is its own", async () => {
  const other = await emptyDatabase();
  await other.pool.query("create table only_here ()");
  await expect(pool.query("select from only_here")).rejects.toMatchObject({ code: "42P01" });
});
