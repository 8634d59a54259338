import { sql } from "kysely";
import { addDays, civilDate } from "@concordat/calendar";
import { accountId, pence, type Account, type Act } from "@concordat/ledger";
import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { recordActs } from "./store-books.ts";
import { balanceAt, entriesBetween } from "./store-standings.ts";

const { db } = await testDatabase();
const fund = "long-fund";
const books = { id: "01900000-0000-7000-8000-000000000001", slug: fund, audience: "public" };
const first = civilDate("2026-04-01");
const cash: Account = { kind: "cash", fund };
const beds: Account = { kind: "spending", fund, scheme: "beds" };

/** Entries are dated out of the order of their recording, as late invoices are. */
function spending(turn: number): Act {
  const amount = pence(BigInt(1001 + turn));
  return {
    kind: "transaction",
    id: `act-${turn}`,
    on: addDays(first, (turn * 37) % 90),
    text: "a test",
    postings: [
      { account: beds, amount },
      { account: cash, amount: pence(0n - amount) },
    ],
  };
}

async function post(acts: readonly Act[]): Promise<{ readonly repeats: number }> {
  const recordings = acts.map((act) => ({ act, at: "2026-11-22T09:00:00.000Z", by: "a test" }));
  return await db
    .transaction()
    .execute(async (tx) => await recordActs(tx, books, { recordings, illustrative: true }));
}

test("invariant 18: a balance at a past date is the sum of its movements, whatever running totals are kept", async () => {
  await sql`insert into pounds.agreement (id, slug, name, area_id, form, source, seen, basis, audience)
    values (${books.id}, ${fund}, 'A test', ${books.id}, 'pooled', 'a test', '2026-11-22', 'illustrative', 'public')`.execute(
    db,
  );
  await sql`insert into pounds.fund (id, slug, agreement_id, name, year, total_mark, source, seen, basis, audience)
    values (${books.id}, ${fund}, ${books.id}, 'A test', '2026-27', 'kept-here', 'a test', '2026-11-22', 'illustrative', 'public')`.execute(
    db,
  );
  const many = 2 * entriesBetween + 300;
  const acts = Array.from({ length: many }, (_, turn) => spending(turn));
  for (let at = 0; at < many; at += 500) await post(acts.slice(at, at + 500));
  const through = await sql<{ through: number }>`
    select distinct through from pounds.standing where account = ${accountId(cash)} order by through`.execute(
    db,
  );
  expect(through.rows.map((row) => row.through)).toEqual([entriesBetween, 2 * entriesBetween]);
  for (const known of [
    0,
    1,
    entriesBetween - 1,
    entriesBetween,
    entriesBetween + 1,
    2 * entriesBetween,
    many,
  ]) {
    for (const on of [addDays(first, -1), first, addDays(first, 44), addDays(first, 400)]) {
      const sum = acts
        .slice(0, known)
        .filter((act) => "on" in act && act.on <= on)
        .reduce((total, act) => total + (act.kind === "transaction" ? act.postings[0]!.amount : 0n), 0n);
      expect(await balanceAt(db, beds, { on, known })).toBe(sum);
      expect(await balanceAt(db, accountId(cash), { on, known })).toBe(-sum);
    }
  }
  const whole = await balanceAt(db, cash, { on: addDays(first, 400) });
  expect(await balanceAt(db, cash, { on: addDays(first, 400), known: many })).toBe(whole);
});

test("invariant 7: a batch sent again among thousands of entries changes nothing, and what is ended stays ended", async () => {
  const acts = Array.from({ length: 400 }, (_, turn) => spending(turn + 100));
  expect(await post(acts)).toMatchObject({ repeats: 400 });
  const reversal: Act = {
    kind: "reversal",
    id: "back-7",
    reverses: "act-7",
    on: addDays(first, 90),
    reason: "twice",
  };
  expect(await post([reversal])).toMatchObject({ repeats: 0 });
  await expect(post([{ ...reversal, id: "back-7-again" }])).rejects.toThrow(
    /already ended by the reversal back-7/,
  );
});

test("invariant 18: a running total is never changed or removed", async () => {
  await expect(sql`update pounds.standing set total_pence = 0`.execute(db)).rejects.toThrow(
    /The books only grow/,
  );
  await expect(sql`delete from pounds.standing`.execute(db)).rejects.toThrow(/The books only grow/);
});
