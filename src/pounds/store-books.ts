import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import {
  fingerprint,
  fundsOf,
  judge,
  parseAccountId,
  pence,
  targetOf,
  type AccountId,
  type Act,
  type Entry,
  type Journal,
  type Judgement,
  type Layer,
  type Movement,
} from "@concordat/ledger";
import { failed, Invalid, type Checked, type Db, type Json, type Problem } from "../kernel/index.ts";
import { actFromJson, jsonFromAct, journalOf } from "./act-json.ts";
import type { PoundsTables } from "./tables.ts";

/** The books an act is recorded in. */
interface Books {
  readonly id: string;
  readonly slug: string;
  readonly audience: string;
}

/** An act with the moment and office of its recording. */
interface Recording {
  readonly act: Act;
  /** A moment in UTC with milliseconds. */
  readonly at: string;
  readonly by: string;
}

/** An entry as it is held, with whether it was made up to show how this works. */
export interface HeldEntry extends Entry {
  readonly illustrative: boolean;
}

/**
 * Records acts in a fund's books, in their order: all of them, or none.
 *
 * The books are locked until the transaction ends, so that sequence has the order of commits and no gap. Only what bears on
 * the acts is read, however long the books are. An act that stands already changes nothing.
 *
 * @returns the entries that stand for the acts, and how many were there before
 * @throws Invalid with every problem of every act
 */
export async function recordActs(
  tx: Db,
  books: Books,
  given: {
    readonly recordings: readonly Recording[];
    readonly illustrative: boolean;
    readonly dataset?: string;
  },
): Promise<{ readonly entries: readonly Entry[]; readonly repeats: number }> {
  await sql`select from pounds.fund where id = ${books.id} for update`.execute(tx);
  const { known, last } = await factsFor(
    tx,
    books,
    given.recordings.map(({ act }) => act),
  );
  const added: Entry[] = [];
  const answers: Entry[] = [];
  const problems: Problem[] = [];
  let { sequence, at: latest } = last;
  for (const { act, at, by } of given.recordings) {
    const judged = judgeIn(books, journalOf([...known, ...added]), act);
    if (!judged.ok) problems.push(...judged.problems);
    else if (judged.value.kind === "repeat") answers.push(judged.value.entry);
    else {
      latest = at < latest ? latest : at;
      const entry: Entry = {
        sequence: (sequence += 1),
        stamp: { at: latest, by },
        act,
        movements: judged.value.movements,
      };
      added.push(entry);
      answers.push(entry);
    }
  }
  if (problems.length > 0) throw new Invalid(problems);
  await insertEntries(tx, books, {
    entries: added,
    illustrative: given.illustrative,
    ...(given.dataset !== undefined && { dataset: given.dataset }),
  });
  return { entries: answers, repeats: answers.length - added.length };
}

/** What the books say to an act; one that names another fund is refused. */
function judgeIn(books: Books, journal: Journal, act: Act): Checked<Judgement> {
  const aim = targetOf(act);
  const target = aim === undefined ? undefined : journal.byId.get(aim);
  const ending = aim === undefined ? undefined : journal.endings.get(aim);
  const [strange] = fundsOf(act, target).filter((fund) => fund !== books.slug);
  if (strange !== undefined) {
    const message = `The act ${act.id} names the fund ${strange}, but these are the books of ${books.slug}. Record it there.`;
    return failed({ code: "pounds.other-fund", message });
  }
  const judged = judge(act, {
    same: journal.byId.get(act.id),
    target,
    ending,
    closed: [...journal.closed.values()],
  });
  if (judged.ok) return judged;
  const [first, ...rest] = judged.problems.map(({ code, field, message }) => ({
    code: `pounds.${code}`,
    message,
    ...(field !== undefined && { field }),
  }));
  return failed(first!, ...rest);
}

/** The entries with the acts' own ids, those they name, those that ended these, and the closings; and where the books end. */
async function factsFor(
  tx: Db,
  books: Books,
  acts: readonly Act[],
): Promise<{
  readonly known: readonly Entry[];
  readonly last: { readonly sequence: number; readonly at: string };
}> {
  const ids = acts.flatMap((act) => [act.id, targetOf(act) ?? act.id]);
  const bearing = sql<boolean>`(act_id = any(${ids}::text[]) or target = any(${ids}::text[]) or kind in ('closing', 'reopening'))`;
  const known = await listEntries(tx, books.id, bearing);
  const last = await sql<{ sequence: number; recorded_at: string }>`
    select sequence, recorded_at from pounds.entry where fund_id = ${books.id} order by sequence desc limit 1`.execute(
    tx,
  );
  const row = last.rows[0];
  return { known, last: { sequence: row?.sequence ?? 0, at: row?.recorded_at ?? "" } };
}

const rowsPerStatement = 1000;

async function insertEntries(
  tx: Db,
  books: Books,
  given: { readonly entries: readonly Entry[]; readonly illustrative: boolean; readonly dataset?: string },
): Promise<void> {
  const pounds = tx.withTables<PoundsTables>();
  const { audience, id: fundId } = books;
  const { entries } = given;
  for (const some of chunks(entries))
    await pounds
      .insertInto("pounds.entry")
      .values(
        some.map((entry) => ({
          fund_id: fundId,
          sequence: entry.sequence,
          act_id: entry.act.id,
          kind: entry.act.kind,
          on_date: "on" in entry.act ? entry.act.on : null,
          target: targetOf(entry.act) ?? null,
          act: JSON.stringify(jsonFromAct(entry.act)),
          fingerprint: fingerprint(entry.act),
          recorded_at: entry.stamp.at,
          recorded_by: entry.stamp.by,
          illustrative: given.illustrative,
          dataset: given.dataset ?? null,
          audience,
        })),
      )
      .execute();
  const moves = entries.flatMap(({ sequence, movements }) =>
    movements.map((move, place) => ({ sequence, place, move })),
  );
  const accounts = [...new Set(moves.map(({ move }) => move.account))];
  for (const some of chunks(accounts))
    await pounds
      .insertInto("pounds.account")
      .values(some.map((id) => accountRow(id, audience)))
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  for (const some of chunks(moves))
    await pounds
      .insertInto("pounds.movement")
      .values(
        some.map(({ sequence, place, move }) => ({
          fund_id: fundId,
          sequence,
          place,
          account: move.account,
          layer: move.layer,
          on_date: move.on,
          amount_pence: move.amount,
          audience,
        })),
      )
      .execute();
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += rowsPerStatement) yield all.slice(at, at + rowsPerStatement);
}

function accountRow(id: AccountId, audience: string): PoundsTables["pounds.account"] {
  const parsed = parseAccountId(id);
  if (!parsed.ok) throw new RangeError(`${id} is no account.`);
  const {
    kind,
    fund,
    year = null,
    partner = null,
    scheme = null,
    source = null,
    body = null,
    vat = null,
  } = parsed.value;
  return { id, kind, fund, year, partner, scheme, source, body, vat, audience };
}

/** The entries of a fund's books in their order, each with its movements; those of a condition where one is given. */
export async function listEntries(
  db: Db,
  fundId: string,
  where = sql<boolean>`true`,
): Promise<readonly HeldEntry[]> {
  const entries = await sql<{
    sequence: number;
    act: { readonly [key: string]: Json };
    recorded_at: string;
    recorded_by: string;
    illustrative: boolean;
  }>`
    select sequence, act, recorded_at, recorded_by, illustrative from pounds.entry
    where fund_id = ${fundId} and ${where} order by sequence`.execute(db);
  if (entries.rows.length === 0) return [];
  const sequences = entries.rows.map(({ sequence }) => sequence);
  const moves = await sql<{
    sequence: number;
    account: string;
    layer: string;
    on_date: string;
    amount_pence: bigint;
  }>`
    select sequence, account, layer, on_date, amount_pence from pounds.movement
    where fund_id = ${fundId} and sequence = any(${sequences}::int[]) order by sequence, place`.execute(db);
  const bySequence = new Map<number, Movement[]>();
  for (const row of moves.rows) {
    const list = bySequence.get(row.sequence) ?? [];
    bySequence.set(row.sequence, list);
    const account = row.account as AccountId;
    list.push({
      account,
      fund: fundIn(row.account),
      on: row.on_date as CivilDate,
      layer: row.layer as Layer,
      amount: pence(row.amount_pence),
    });
  }
  return entries.rows.map((row) => ({
    sequence: row.sequence,
    stamp: { at: row.recorded_at, by: row.recorded_by },
    act: actFromJson(row.act),
    movements: bySequence.get(row.sequence) ?? [],
    illustrative: row.illustrative,
  }));
}

/** The second part of an account's id; made by the engine, so it is there. */
function fundIn(account: string): string {
  return account.split(":")[1]?.replace(/^fund /, "") ?? "";
}

/** How many entries each fund's books hold. */
export async function countEntries(db: Db): Promise<ReadonlyMap<string, number>> {
  const result = await sql<{ fund_id: string; entries: number }>`
    select fund_id, count(*)::int as entries from pounds.entry group by fund_id`.execute(db);
  return new Map(result.rows.map((row) => [row.fund_id, row.entries]));
}
