import { sql, type RawBuilder } from "kysely";
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
import { actFromJson, journalOf, textFromAct } from "./act-json.ts";
import { entriesBetween, keepStandings } from "./store-standings.ts";
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
  const journal = growing(known);
  const added: Entry[] = [];
  const answers: Entry[] = [];
  const problems: Problem[] = [];
  let { sequence, at: latest } = last;
  for (const { act, at, by } of given.recordings) {
    const judged = judgeIn(books, journal, act);
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
      journal.grow(entry);
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

/** The entries that bear on some acts, and those that are added to them one by one. */
function growing(known: readonly Entry[]): Journal & { grow(entry: Entry): void } {
  const { entries, byId, endings, closed } = journalOf(known);
  const maps = { byId: new Map(byId), endings: new Map(endings), closed: new Map(closed) };
  return {
    entries,
    ...maps,
    grow: (entry) => {
      const { act } = entry;
      maps.byId.set(act.id, entry);
      if (targetOf(act) === undefined && act.kind !== "closing") return;
      const alone = journalOf([entry]);
      for (const [id, ending] of alone.endings) maps.endings.set(id, ending);
      for (const [id, closing] of alone.closed) maps.closed.set(id, closing);
      if (act.kind === "reopening") maps.closed.delete(act.closing);
    },
  };
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
  const aims = acts.flatMap((act) => targetOf(act) ?? []);
  const bearing = sql<boolean>`sequence = any(array(
    ${oneByOne(books, "act_id", [...acts.map(({ id }) => id), ...aims])}
    union ${oneByOne(books, "ends", aims)}
    union select sequence from pounds.entry where fund_id = ${books.id} and kind in ('closing', 'reopening')))`;
  const known = await listEntries(tx, books.id, bearing);
  const last = await sql<{ sequence: number; recorded_at: string }>`
    select sequence, recorded_at from pounds.entry where fund_id = ${books.id} order by sequence desc limit 1`.execute(
    tx,
  );
  const row = last.rows[0];
  return { known, last: { sequence: row?.sequence ?? 0, at: row?.recorded_at ?? "" } };
}

/** The entry that bears each of these texts in a column without repeats: asked all at once, the planner goes through the whole books. */
function oneByOne(books: Books, column: "act_id" | "ends", texts: readonly string[]): RawBuilder<unknown> {
  return sql`
    select found.sequence from unnest(${arrayOf(texts)}) asked (text)
    cross join lateral (
      select sequence from pounds.entry where fund_id = ${books.id} and ${sql.ref(column)} = asked.text limit 1) found`;
}

/** Puts entries with their movements in; an entry's movements go in one statement, which checks that they balance. */
async function insertEntries(
  tx: Db,
  books: Books,
  given: { readonly entries: readonly Entry[]; readonly illustrative: boolean; readonly dataset?: string },
): Promise<void> {
  const { entries } = given;
  for (let at = 0; at < entries.length; at += entriesBetween) {
    const some = entries.slice(at, at + entriesBetween);
    await insertActs(tx, books, { ...given, entries: some });
    await insertMovements(tx, books, some);
    const [first, last] = [some[0]!.sequence, some.at(-1)!.sequence];
    const crossed = Math.floor(last / entriesBetween) > Math.floor((first - 1) / entriesBetween);
    if (crossed) await keepStandings(tx, books, last);
  }
}

/**
 * One column as a text with a value on each line, which the database parts again: the driver quotes an array value by value, which
 * took longer than all rules of the books together. What has a line break, or nothing in it, goes the driver's way.
 */
function arrayOf(values: readonly (string | number | bigint | undefined)[]): RawBuilder<unknown> {
  if (values.some((value) => value === "" || (typeof value === "string" && value.includes("\n"))))
    return sql`${values.map((value) => (value === undefined ? null : String(value)))}::text[]`;
  return sql`string_to_array(${values.join("\n")}::text, e'\n', '')`;
}

/** Columns as arrays: a statement with a place for each value takes several times as long to send and to read. */
async function insertActs(
  tx: Db,
  { id, audience }: Books,
  given: { readonly entries: readonly Entry[]; readonly illustrative: boolean; readonly dataset?: string },
): Promise<void> {
  const { entries } = given;
  await sql`
    insert into pounds.entry (fund_id, sequence, act_id, kind, on_date, target, act, fingerprint, recorded_at, recorded_by,
      illustrative, dataset, audience)
    select ${id}::uuid, *, ${given.illustrative}::boolean, ${given.dataset ?? null}::text, ${audience}::text
    from unnest(${arrayOf(entries.map(({ sequence }) => sequence))}::int[], ${arrayOf(entries.map(({ act }) => act.id))},
      ${arrayOf(entries.map(({ act }) => act.kind))}, ${arrayOf(entries.map(({ act }) => ("on" in act ? act.on : undefined)))}::date[],
      ${arrayOf(entries.map(({ act }) => targetOf(act)))}, ${arrayOf(entries.map(({ act }) => textFromAct(act)))}::jsonb[],
      ${arrayOf(entries.map(({ act }) => fingerprint(act)))}, ${arrayOf(entries.map(({ stamp }) => stamp.at))}::timestamptz[],
      ${arrayOf(entries.map(({ stamp }) => stamp.by))})`.execute(tx);
}

async function insertMovements(tx: Db, { id, audience }: Books, entries: readonly Entry[]): Promise<void> {
  const moves = entries.flatMap(({ sequence, movements }) =>
    movements.map((move, place) => ({ sequence, place, move })),
  );
  if (moves.length === 0) return;
  const accounts = [...new Set(moves.map(({ move }) => move.account))];
  const held = await sql<{
    id: string;
  }>`select id from pounds.account where id = any(${accounts}::text[])`.execute(tx);
  const known = new Set(held.rows.map((row) => row.id));
  const missing = accounts.filter((account) => !known.has(account));
  if (missing.length > 0)
    await tx
      .withTables<PoundsTables>()
      .insertInto("pounds.account")
      .values(missing.map((account) => accountRow(account, audience)))
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  await sql`
    insert into pounds.movement (fund_id, sequence, place, account, layer, on_date, amount_pence, audience)
    select ${id}::uuid, *, ${audience}::text
    from unnest(${arrayOf(moves.map(({ sequence }) => sequence))}::int[], ${arrayOf(moves.map(({ place }) => place))}::int[],
      ${arrayOf(moves.map(({ move }) => move.account))}, ${arrayOf(moves.map(({ move }) => move.layer))},
      ${arrayOf(moves.map(({ move }) => move.on))}::date[], ${arrayOf(moves.map(({ move }) => move.amount))}::bigint[])`.execute(
    tx,
  );
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
