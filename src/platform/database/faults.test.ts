import pg from "pg";
import { expect, test } from "vitest";
import { DatabaseAway, isDiskFull, readDatabaseAway } from "./faults.ts";

function failure(message: string, more: object = {}): Error {
  return Object.assign(new Error(message), more);
}

test.each([
  { name: "nobody listens", error: failure("connect ECONNREFUSED 127.0.0.1:1", { code: "ECONNREFUSED" }) },
  { name: "the socket is missing", error: failure("connect ENOENT", { code: "ENOENT", syscall: "connect" }) },
  { name: "an administrator stops it", error: failure("terminating connection", { code: "57P01" }) },
  { name: "it starts up", error: failure("the database system is starting up", { code: "57P03" }) },
  { name: "the pool is exhausted", error: failure("timeout exceeded when trying to connect") },
  { name: "the connection broke", error: failure("Connection terminated unexpectedly") },
  { name: "every address refuses", error: new AggregateError([failure("no", { code: "ECONNREFUSED" })]) },
  {
    name: "it is wrapped",
    error: new Error("while reading areas", { cause: failure("x", { code: "08006" }) }),
  },
])("the database is away when $name", ({ error }) => {
  const away = readDatabaseAway(error);
  expect(away).toBeInstanceOf(DatabaseAway);
  expect(away).toMatchObject({ status: 503, code: "platform.database-away", cause: error });
});

test.each([
  { name: "a unique violation", error: failure("duplicate key", { code: "23505" }) },
  { name: "a missing file", error: failure("open", { code: "ENOENT", syscall: "open" }) },
  { name: "a cancelled statement", error: failure("canceling statement", { code: "57014" }) },
  { name: "something thrown that is no error", error: "text" },
])("$name does not mean that the database is away", ({ error }) => {
  expect(readDatabaseAway(error)).toBeUndefined();
});

test("an error that says away already is kept as it is", () => {
  const away = new DatabaseAway(new Error("first"));
  expect(readDatabaseAway(away)).toBe(away);
});

test("a full disk is told from other errors, also when wrapped", () => {
  expect(isDiskFull(failure("could not extend file", { code: "53100" }))).toBe(true);
  expect(isDiskFull(new Error("while writing", { cause: failure("write", { code: "ENOSPC" }) }))).toBe(true);
  expect(isDiskFull(failure("out of memory", { code: "53200" }))).toBe(false);
});

test("a pool that nobody answers says that the database is away", async () => {
  const pool = new pg.Pool({ host: "/nowhere/at/all", connectionTimeoutMillis: 1_000 });
  const error: unknown = await pool.query("select 1").catch((thrown: unknown) => thrown);
  expect(readDatabaseAway(error)).toBeInstanceOf(DatabaseAway);
  await pool.end();
});
