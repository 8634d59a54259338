import pg from "pg";
import type { Connection } from "../../../src/platform/database/connection.ts";
import { createDb, createPool } from "../../../src/platform/database/pool.ts";
import { checkRecord } from "../../../src/record/store-check.ts";
import type { Write } from "./writer.ts";

/** A write that the application said it carried out. */
export interface Acknowledged extends Write {
  readonly entry: string;
  readonly account: string;
}

/** Everything found wrong, each one sentence; empty when the database holds exactly what was acknowledged, whole. */
export type Findings = readonly string[];

interface Held {
  readonly key: string | null;
  readonly entry: string | null;
  readonly answer_account: string | null;
  readonly account: string | null;
  readonly email: string | null;
  readonly has_job: boolean;
}

/**
 * Compares what was acknowledged with what is there: every act with its row, its entry, its kept answer, and the job of
 * its letter queued or done; none half, none twice.
 */
export async function auditWrites(
  connection: Connection,
  acknowledged: readonly Acknowledged[],
): Promise<Findings> {
  const held = await readHeld(connection);
  const findings: string[] = [];
  const byKey = new Map(held.rows.filter((row) => row.key !== null).map((row) => [row.key, row]));
  for (const act of acknowledged) {
    const row = byKey.get(act.key);
    if (row === undefined) findings.push(`The acknowledged act ${act.key} is missing.`);
    else if (row.answer_account !== act.account)
      findings.push(`The act ${act.key} was answered with ${act.account} and is ${row.answer_account}.`);
    else if (row.email !== act.email)
      findings.push(`The act ${act.key} opened ${row.email}, not ${act.email}.`);
    else if (row.entry !== act.entry)
      findings.push(`The act ${act.key} was answered with entry ${act.entry} and has ${row.entry}.`);
  }
  for (const row of held.rows) findings.push(...halves(row));
  if (held.strayEntries > 0) findings.push(`${held.strayEntries} entries belong to no act.`);
  return findings;
}

function halves(row: Held): Findings {
  const what = row.key ?? row.email ?? "somebody";
  if (row.account === null) return [`The act ${what} has an answer and no account.`];
  if (row.key === null) return [`The account of ${what} belongs to no act.`];
  if (row.entry === null) return [`The act ${what} has no entry.`];
  if (!row.has_job) return [`The letter of ${what} is neither queued nor done.`];
  return [];
}

async function readHeld(
  connection: Connection,
): Promise<{ readonly rows: readonly Held[]; readonly strayEntries: number }> {
  return await withClient(connection, async (client) => {
    const rows = await client.query<Held>(`
      select answered.idempotency_key as key, entry.id::text as entry, answered.answer -> 'json' ->> 'account' as answer_account,
        account.id::text as account, account.email,
        account.email in (select data -> 'input' ->> 'email' from job.job
          where name = 'identity.welcome' and state in ('created', 'retry', 'active', 'completed')) as has_job
      from (select * from kernel.answered where command = 'identity.add-account') answered
      full join (select * from identity.account where email like 'w-%') account
        on account.id::text = answered.answer -> 'json' ->> 'account'
      left join record.entry entry on entry.id::text = answered.answer ->> 'entry'`);
    const stray = await client.query<{ stray: string }>(`
      select count(*)::text as stray from record.entry entry where entry.kind = 'identity.account-opened'
        and not exists (select from kernel.answered where answer ->> 'entry' = entry.id::text)`);
    return { rows: rows.rows, strayEntries: Number(stray.rows[0]?.stray ?? 0) };
  });
}

/** Checks the whole record; gives its problems and how many of its entries have their place. */
export async function auditChain(
  connection: Connection,
): Promise<{ readonly problems: readonly string[]; readonly entries: number; readonly chained: number }> {
  const pool = createPool({ connection, applicationName: "concordat-cli-test", connectionsMax: 2 });
  try {
    const { problems, entries, chained } = await checkRecord(createDb(pool));
    return { problems, entries, chained };
  } finally {
    await pool.end();
  }
}

/** Every entry has its place within two seconds where the machine has time; a suite may share it with others. */
export const chainedWithinMs = 180_000;

/** How many committed entries wait for their place. */
export async function countUnchained(connection: Connection): Promise<number> {
  return await withClient(connection, async (client) => {
    const found = await client.query<{ waiting: string }>(
      "select count(*)::text as waiting from record.waiting",
    );
    return Number(found.rows[0]?.waiting ?? 0);
  });
}

/** A new connection for one piece of work; it fails when the server is killed meanwhile, and nothing else does. */
async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  client.on("error", () => undefined); // the query in hand fails by itself
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
