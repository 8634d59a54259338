import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject, onTestFinished, TestRunner } from "vitest";
import type { Db } from "../../src/kernel/db.ts";
import type { EmbeddedConnection } from "../../src/platform/database/connection.ts";
import { createDb, createPool } from "../../src/platform/database/pool.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The one server of a test run, reached at its template database. */
    databaseServer: EmbeddedConnection;
  }
}

/** A database of a test file's own. */
export type TestDatabase = {
  readonly pool: pg.Pool;
  readonly db: Db;
  readonly config: EmbeddedConnection;
  /** Drops it; called by itself after the test that made it, or after the file's tests. */
  close(): Promise<void>;
};

/**
 * A migrated database of one's own: for the file when called at its top, `const { db } = await testDatabase();`, or for
 * one test when called inside it. Dropped afterwards by itself. Not for beforeAll, which knows neither.
 */
export function testDatabase(): Promise<TestDatabase> {
  return databaseFrom(inject("databaseServer").database);
}

/** An empty database on the run's server, without migrations; for tests of the platform itself. */
export function emptyDatabase(): Promise<TestDatabase> {
  return databaseFrom("template0");
}

/** A copy of a template of the run's server. */
export async function databaseFrom(template: string): Promise<TestDatabase> {
  const database = await copyDatabase(template);
  const drop = (): Promise<void> => database.close();
  // Inside a test, afterAll would be forgotten without a word.
  if (TestRunner.getCurrentTest() === undefined) afterAll(drop);
  else onTestFinished(drop);
  return database;
}

async function copyDatabase(template: string): Promise<TestDatabase> {
  const server = inject("databaseServer");
  const name = `test_${process.pid}_${randomBytes(6).toString("hex")}`;
  await administer(server, `create database ${name} template ${template} strategy file_copy`);
  const config = { ...server, database: name };
  const pool = createPool({ connection: config, applicationName: "concordat-test", connectionsMax: 5 });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await pool.end();
    await administer(server, `drop database if exists ${name} with (force)`);
  };
  return { pool, db: createDb(pool), config, close: () => (closing ??= close()) };
}

/** Runs one statement from outside all test databases. */
export async function administer(server: EmbeddedConnection, statement: string): Promise<void> {
  const client = new pg.Client({ ...server, database: "postgres" });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
