import { spawnSync } from "node:child_process";
import { addDays, addMonths, civilDate, type CivilDate } from "@concordat/calendar";
import {
  emptyJournal,
  journalHledger,
  pence,
  record,
  type Account,
  type Act,
  type Journal,
} from "@concordat/ledger";
import { sql } from "kysely";
import { migrationFolders } from "../src/app/folders.ts";
import { moduleFolders } from "../src/app/module-folders.ts";
import type { Db } from "../src/kernel/index.ts";
import { startEmbedded } from "../src/platform/database/embedded.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { createDb, createPool } from "../src/platform/database/pool.ts";
import type { FundFile } from "../src/pounds/fund.ts";
import { shareOf, treeOf } from "../src/pounds/risk-share.ts";
import { standingsOf } from "../src/pounds/standing.ts";
import { recordActs } from "../src/pounds/store-books.ts";
import { balanceAt, keepStandings } from "../src/pounds/store-standings.ts";
import { makeDataFolder, removeDataFolder } from "../test/support/data-folder.ts";
import { median, type BenchGroup, type Measurement } from "./measurement.ts";

const batchSize = 500;
const batches = 70;
/** The first batches warm both up: the engine's code is compiled by then, and both tables have grown past one page. */
const batchesWarm = 20;
const postings = 1_000_000;
const areas = 153;
const schemes = 60;

/** The books of funds: posting, a balance at a past date, and a year of statements with risk share for every area of England. */
export const poundsGroup: BenchGroup = {
  name: "pounds",
  measure: async (tell) => {
    tell(`statements with risk share: ${areas} areas of ${schemes} schemes over 12 months`);
    const statements = measureStatements(tell);
    const folder = makeDataFolder();
    const server = await startEmbedded({ dataDir: folder, applicationName: "concordat-bench" });
    const pool = createPool({
      connection: server.connection,
      applicationName: "concordat-bench",
      connectionsMax: 2,
    });
    try {
      await migrate(pool, migrationFolders(moduleFolders));
      const db = createDb(pool);
      tell(
        `${batches} batches of ${batchSize} entries, each waiting for the disk; ${batchesWarm} to warm up`,
      );
      const posted = await measurePosting(db);
      tell(`a balance at a past date among ${postings} postings`);
      return [...statements, posted, await measureBalance(db)];
    } finally {
      await pool.end();
      await server.close();
      removeDataFolder(folder);
    }
  },
};

interface Books {
  readonly id: string;
  readonly slug: string;
  readonly audience: string;
}

async function makeBooks(db: Db, place: number): Promise<Books> {
  const books = {
    id: `01900000-0000-7000-8000-00000000000${place}`,
    slug: `bench-fund-${place}`,
    audience: "public",
  };
  await sql`insert into pounds.agreement (id, slug, name, area_id, form, source, seen, basis, audience)
    values (${books.id}, ${books.slug}, 'Bench', ${books.id}, 'pooled', 'a bench', '2026-11-22', 'illustrative', 'public')`.execute(
    db,
  );
  await sql`insert into pounds.fund (id, slug, agreement_id, name, year, total_mark, source, seen, basis, audience)
    values (${books.id}, ${books.slug}, ${books.id}, 'Bench', '2026-27', 'kept-here', 'a bench', '2026-11-22', 'illustrative', 'public')`.execute(
    db,
  );
  return books;
}

function spending(fund: string, turn: number, on: CivilDate): Act {
  const amount = pence(BigInt(1001 + turn));
  const debit: Account = { kind: "spending", fund, year: "2026-27", scheme: `scheme-${turn % schemes}` };
  return {
    kind: "transaction",
    id: `bench-${turn}`,
    on,
    text: "a bench's invoice",
    postings: [
      { account: debit, amount },
      { account: { kind: "cash", fund }, amount: pence(0n - amount) },
    ],
  };
}

/** Ours and bare inserts of the very same rows take turns, so that what slows one slows the other. */
async function measurePosting(db: Db): Promise<Measurement> {
  const books = await makeBooks(db, 1);
  await sql`create table public.bare_entry (like pounds.entry including indexes)`.execute(db);
  await sql`create table public.bare_movement (like pounds.movement including indexes)`.execute(db);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const acts = Array.from({ length: batchSize }, (_, place) =>
      spending(books.slug, batch * batchSize + place, addDays(civilDate("2026-04-01"), batch)),
    );
    ours.push(
      await seconds(async () => {
        await db.transaction().execute(async (tx) => {
          const recordings = acts.map((act) => ({ act, at: "2026-11-22T09:00:00.000Z", by: "a bench" }));
          await recordActs(tx, books, { recordings, illustrative: true });
        });
      }),
    );
    bare.push(await bareSeconds(db, books, batch));
  }
  const rate = (all: readonly number[]): number => batchSize / median(all.slice(batchesWarm));
  return {
    name: "pounds.post-in-batches-of-500",
    value: rate(ours),
    unit: "entries/s",
    peer: { name: "a bare insert of the same rows", value: rate(bare) },
    target: { of: "ratio", least: 0.6 },
  };
}

/** The rows of one batch as arrays, then one transaction of two inserts: same columns, keys and indexes, and no rule besides. */
async function bareSeconds(db: Db, books: Books, batch: number): Promise<number> {
  const [low, high] = [batch * batchSize + 1, (batch + 1) * batchSize];
  const entries = await rowsOf(
    db,
    sql`
    select array_agg(sequence order by sequence)::int[] a, array_agg(act_id order by sequence)::text[] b,
      array_agg(kind order by sequence)::text[] c, array_agg(on_date::text order by sequence)::text[] d,
      array_agg(act::text order by sequence)::text[] e, array_agg(fingerprint order by sequence)::text[] f
    from pounds.entry where fund_id = ${books.id} and sequence between ${low} and ${high}`,
  );
  const moves = await rowsOf(
    db,
    sql`
    select array_agg(sequence order by sequence, place)::int[] a, array_agg(place order by sequence, place)::int[] b,
      array_agg(account order by sequence, place)::text[] c, array_agg(on_date::text order by sequence, place)::text[] d,
      array_agg(amount_pence::text order by sequence, place)::text[] e
    from pounds.movement where fund_id = ${books.id} and sequence between ${low} and ${high}`,
  );
  return await seconds(async () => {
    await db.transaction().execute(async (tx) => {
      await sql`
        insert into public.bare_entry (fund_id, sequence, act_id, kind, on_date, act, fingerprint, recorded_at, recorded_by,
          illustrative, audience)
        select ${books.id}::uuid, a, b, c, d, e, f, '2026-11-22T09:00:00Z', 'a bench', true, 'public'
        from unnest(${entries["a"]}::int[], ${entries["b"]}::text[], ${entries["c"]}::text[], ${entries["d"]}::date[],
          ${entries["e"]}::jsonb[], ${entries["f"]}::text[]) given (a, b, c, d, e, f)`.execute(tx);
      await sql`
        insert into public.bare_movement (fund_id, sequence, place, account, layer, on_date, amount_pence, audience)
        select ${books.id}::uuid, a, b, c, 'posted', d, e, 'public'
        from unnest(${moves["a"]}::int[], ${moves["b"]}::int[], ${moves["c"]}::text[], ${moves["d"]}::date[],
          ${moves["e"]}::bigint[]) given (a, b, c, d, e)`.execute(tx);
    });
  });
}

async function rowsOf(db: Db, query: ReturnType<typeof sql>): Promise<Readonly<Record<string, unknown>>> {
  const [row] = (await query.execute(db)).rows as readonly Readonly<Record<string, unknown>>[];
  if (!row) throw new Error("The batch is not there.");
  return row;
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

const entriesAtOnce = 1000;

/** Half a million entries of two postings each, laid down in bulk with the running totals that posting them would have written. */
async function measureBalance(db: Db): Promise<Measurement> {
  const books = await makeBooks(db, 2);
  const cash = `cash:fund ${books.slug}`;
  await sql`insert into pounds.account (id, kind, fund, scheme, audience)
    select 'spending:fund ' || ${books.slug} || ':scheme scheme-' || n, 'spending', ${books.slug}, 'scheme-' || n, 'public'
    from generate_series(0, ${schemes - 1}::int) n
    union all select ${cash}, 'cash', ${books.slug}, null, 'public'`.execute(db);
  for (let from = 1; from <= postings / 2; from += entriesAtOnce) {
    const to = Math.min(from + entriesAtOnce - 1, postings / 2);
    await db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`insert into pounds.entry (fund_id, sequence, act_id, kind, on_date, act, fingerprint, recorded_at, recorded_by, illustrative, audience)
        select ${books.id}::uuid, n, 'e' || n, 'transaction', '2026-04-01'::date + (n % 365), '{}', '', '2026-11-22T09:00:00Z', 'a bench', true, 'public'
        from generate_series(${from}::int, ${to}::int) n`.execute(tx);
      await sql`insert into pounds.movement (fund_id, sequence, place, account, layer, on_date, amount_pence, audience)
        select ${books.id}::uuid, n, side, case side when 0 then 'spending:fund ' || ${books.slug} || ':scheme scheme-' || (n % ${schemes}) else ${cash} end,
          'posted', '2026-04-01'::date + (n % 365), case side when 0 then 1000 + n else -1000 - n end, 'public'
        from generate_series(${from}::int, ${to}::int) n, generate_series(0, 1) side`.execute(tx);
      await keepStandings(tx, books, to);
    });
  }
  await sql`vacuum analyze pounds.movement`.execute(db);
  await sql`vacuum analyze pounds.standing`.execute(db);
  const times: number[] = [];
  const bare: number[] = [];
  for (let turn = 0; turn < 300; turn += 1) {
    const on = addDays(civilDate("2026-04-01"), (turn * 37) % 365);
    const known = 1 + ((turn * 15_485_863) % (postings / 2));
    const account = (
      turn % 2 === 0 ? cash : `spending:fund ${books.slug}:scheme scheme-${turn % schemes}`
    ) as never;
    let found = 0n;
    const took = await seconds(async () => void (found = await balanceAt(db, account, { on, known })));
    times.push(took * 1000);
    bare.push((await seconds(async () => void (await sql`select 1`.execute(db)))) * 1000);
    if (turn < 4) await expectSum(db, { account, on, known, found });
  }
  const p95 = (all: readonly number[]): number =>
    all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)]!;
  return {
    name: "pounds.balance-at-a-past-date.p95",
    value: p95(times),
    unit: "ms",
    // On a busy machine both wait for their turn: what the balance itself takes is the difference.
    peer: { name: "a query that reads nothing, in the same turns", value: p95(bare) },
    target: { of: "value", most: 5 },
  };
}

async function expectSum(
  db: Db,
  asked: { readonly account: string; readonly on: CivilDate; readonly known: number; readonly found: bigint },
): Promise<void> {
  const whole = await sql<{ pence: bigint }>`
    select coalesce(sum(amount_pence), 0)::bigint as pence from pounds.movement
    where account = ${asked.account} and layer = 'posted' and on_date <= ${asked.on} and sequence <= ${asked.known}`.execute(
    db,
  );
  if (whole.rows[0]?.pence !== asked.found)
    throw new Error(`${asked.found} is not the sum of the movements.`);
}

/** A year of books for each area: what every scheme spent in every month, and what came in. */
function measureStatements(tell: (line: string) => void): readonly Measurement[] {
  const some = Array.from({ length: 5 }, (_, place) => yearOf(place));
  const tree = treeOf({ number: 1, riskShare: agreementText });
  if (!tree.ok) throw new Error(tree.problems[0]?.message);
  const days = Array.from({ length: 12 }, (_, month) =>
    addDays(addMonths(civilDate("2026-05-01"), month), -1),
  );
  const all = (many: number): number => {
    let made = 0;
    for (let area = 0; area < many; area += 1) {
      const { file, journal } = some[area % some.length]!;
      for (const standing of standingsOf(file, journal, days)) {
        const share = shareOf(tree.value, standing);
        if (!share.ok) throw new Error(share.problems[0]?.message);
        made += share.value.partners.length;
      }
    }
    return made;
  };
  all(10);
  const began = performance.now();
  if (all(areas) !== areas * 12 * 2) throw new Error("Not every statement was made.");
  const took = (performance.now() - began) / 1000;
  return [
    {
      name: "pounds.statements-153-areas-60-schemes-12-months",
      value: took,
      unit: "s",
      target: { of: "value", most: 2 },
    },
    ...besideHledger(some[0]!.journal, tell),
  ];
}

function yearOf(place: number): { readonly file: FundFile; readonly journal: Journal } {
  const slug = `area-${place}`;
  const file = {
    fund: { slug, year: "2026-27", beginsOn: civilDate("2026-04-01"), endsOn: civilDate("2027-04-01") },
    parties: [{ key: "council" }, { key: "icb" }],
    funding: [],
    schemes: Array.from({ length: schemes }, (_, scheme) => ({
      key: `scheme-${scheme}`,
      name: `Scheme ${scheme}`,
      lead: scheme % 2 === 0 ? "council" : "icb",
      budget: pence(BigInt(89_067_100 + scheme * 1300)),
      profile: "even",
    })),
  } as unknown as FundFile;
  const acts = Array.from({ length: 12 }, (_, month) => addMonths(civilDate("2026-04-15"), month)).flatMap(
    (on, month) =>
      Array.from({ length: schemes }, (_, scheme) =>
        spending(slug, (month * schemes + scheme) * 7 + place, on),
      ).map((act, scheme): Act => ({ ...act, id: `m${month}-${scheme}` })),
  );
  const done = record(
    emptyJournal,
    acts.map((act) => ({ act, stamp: { at: "2026-11-22T09:00:00.000Z", by: "a bench" } })),
  );
  if (!done.ok) throw new Error(done.problems[0]?.message);
  return { file, journal: done.value.journal };
}

/** The balances of one area's year by hledger, where it is on the path, beside ours; else it is told that it was not run. */
function besideHledger(journal: Journal, tell: (line: string) => void): readonly Measurement[] {
  if (spawnSync("hledger", ["--version"]).status !== 0) {
    tell("hledger: not run, it is not on the path");
    return [];
  }
  const input = journalHledger(journal, "A year of one area");
  const time = (work: () => void): number => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  const theirs = time(() => {
    const run = spawnSync("hledger", ["-f", "-", "balance", "--flat"], { input, encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
  });
  const { file } = yearOf(0);
  const ours = time(() => void standingsOf(file, journal, [civilDate("2027-03-31")]));
  return [
    {
      name: "pounds.balances-of-a-year",
      value: ours,
      unit: "ms",
      peer: { name: "hledger balance, process and reading included", value: theirs },
    },
  ];
}

const agreementText = `agreement: Worst case
year: 2026-27
source: A worked example of ours.
illustrative: yes
partners:
  council: { name: Northshire Council, contributes: £21091826, pays at most: £900000 }
  icb: { name: NHS Northshire ICB, contributes: £32348460, pays at most: £900000 }
pots:
  risk-pool: { name: the risk pool, holds: £500000, provided by: { council: 50, icb: 50 } }
rules:
  - for: everything
    take: each scheme
    overspend:
      - underspends: same pool
      - contingency: risk-pool
      - partners: total contribution
      - outside: the two finance leads
    underspend:
      - overspends: same pool
      - return: total contribution
`;
