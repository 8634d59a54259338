import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { civilDate } from "@concordat/calendar";
import {
  balances,
  disprove,
  emptyJournal,
  record,
  type Act,
  type AccountId,
  type Journal,
} from "@concordat/ledger";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { migrationFolders } from "../../src/app/folders.ts";
import { moduleFolders } from "../../src/app/module-folders.ts";
import type { Db } from "../../src/kernel/index.ts";
import { startEmbedded } from "../../src/platform/database/embedded.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { createDb, createPool } from "../../src/platform/database/pool.ts";
import { journalOf } from "../../src/pounds/act-json.ts";
import { listEntries } from "../../src/pounds/store-books.ts";
import { balanceAt } from "../../src/pounds/store-standings.ts";
import { makeDataFolder, removeDataFolder } from "../support/data-folder.ts";
import { createChance, type Chance } from "./support/chance.ts";
import { batchesOf, planActs, type LedgerPlan } from "./support/ledger-plan.ts";

/** What is promised: the run fails below these. Together they are a million operations. */
const engineOperations = 980_000;
const storedOperations = 20_000;
const killsWanted = 16;

const last = civilDate("2028-12-31");
const at = "2026-11-22T09:00:00.000Z";
const engineBooks = 49;
const engineBatch = 500;

test(`${engineOperations} random operations on the books in memory, with retries and refused batches: not a penny moves`, () => {
  const chance = createChance();
  const began = performance.now();
  console.log(`penny: seed ${chance.seed} (LONG_SEED repeats the choices)`);
  const tally = { recorded: 0, retried: 0, refused: 0 };
  for (let turn = 0; turn < engineBooks; turn += 1) {
    const fund = `fund-${turn}`;
    const plan = planActs(chance, { fund, prefix: "act", count: engineOperations / engineBooks });
    expectPlanned(carriedOut(plan, chance, tally), plan);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `penny: ${tally.recorded} operations in memory, ${tally.retried} sent again, ${tally.refused} batches refused whole, ${seconds} s`,
  );
  expect(tally.recorded).toBeGreaterThanOrEqual(engineOperations);
});

/** Carries a plan out in batches; some are sent again, and into some an act is put that the books must refuse. */
function carriedOut(
  { acts }: LedgerPlan,
  chance: Chance,
  tally: { recorded: number; retried: number; refused: number },
): Journal {
  const recordings = (some: readonly Act[]) => some.map((act) => ({ act, stamp: { at, by: "a test" } }));
  let journal = emptyJournal;
  for (const batch of batchesOf(acts, engineBatch)) {
    if (chance.below(10) === 0) {
      const spoiled = record(journal, recordings([...batch, { ...batch[0]!, id: batch[1]!.id }]));
      expect(spoiled.ok).toBe(false);
      tally.refused += 1;
    }
    const done = record(journal, recordings(batch));
    if (!done.ok) throw new Error(done.problems.map(({ message }) => message).join(" "));
    ({ journal } = done.value);
    tally.recorded += batch.length;
    if (chance.below(10) === 0) {
      const again = record(journal, recordings(batch));
      expect(again.ok && again.value.repeats).toBe(batch.length);
      tally.retried += batch.length;
    }
  }
  return journal;
}

/** Every account is what was added up apart from the engine, and every entry balances. */
function expectPlanned(journal: Journal, plan: LedgerPlan): void {
  expect(disprove(journal)).toEqual([]);
  expect(journal.entries).toHaveLength(plan.acts.length);
  const sums = balances(journal, { on: last });
  for (const layer of ["posted", "pending"] as const) {
    const wrong = [...plan[layer]].filter(
      ([account, amount]) => (sums.get(account)?.[layer] ?? 0n) !== amount,
    );
    expect(wrong).toEqual([]);
  }
}

test(`${storedOperations} operations into the database by four posters at once, ${killsWanted} times kill -9: not a penny moves`, async () => {
  const began = performance.now();
  const { db, connection, books } = await makeBooks();
  const seed = createChance().seed;
  const posters = [0, 1, 2, 3].map((place) => ({
    prefix: `poster-${place}`,
    seed: seed + place,
    count: storedOperations / 4,
    size: 100,
    from: 0,
  }));
  const kills = { posters: 0, servers: 0 };
  let retried = 0;
  const chance = createChance(seed);
  const run = async (poster: (typeof posters)[number]): Promise<void> => {
    for (;;) {
      const child = startPoster({ connection, books, ...poster });
      let ended = false;
      for await (const line of createInterface({ input: child.stdout! })) {
        if (line === "again") retried += poster.size;
        else if (line === "end") ended = true;
        else if (line !== "failed") poster.from = Number(line) + 1;
        // Between statements: at a moment of chance after a batch, while the next is on its way.
        if (line !== "end" && kills.posters < killsWanted - 4 && chance.below(5) === 0) {
          kills.posters += 1;
          await pause(chance.below(30));
          child.kill("SIGKILL");
        }
      }
      if (ended) return;
      retried += poster.size;
    }
  };
  const running = Promise.all(posters.map(run));
  for (; kills.servers < 4; kills.servers += 1) {
    await untilPosting(db);
    await killBackend(db);
  }
  await running;
  await expectStored(db, {
    books,
    plans: posters.map(({ prefix, seed: own, count }) =>
      planActs(createChance(own), { fund: books.slug, prefix, count }),
    ),
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const killed = kills.posters + kills.servers;
  console.log(
    `penny: ${storedOperations} operations in the database, ${retried} sent again, ${killed} kills (${kills.posters} of posters, ${kills.servers} of the server's processes), ${seconds} s`,
  );
  expect(killed).toBeGreaterThanOrEqual(killsWanted);
});

interface Books {
  readonly id: string;
  readonly slug: string;
  readonly audience: string;
}

/** A server of the test's own, durable as in production, with one fund. */
async function makeBooks(): Promise<{
  readonly db: Db;
  readonly connection: unknown;
  readonly books: Books;
}> {
  const folder = makeDataFolder();
  const server = await startEmbedded({ dataDir: folder, applicationName: "concordat-test" });
  const pool = createPool({
    connection: server.connection,
    applicationName: "concordat-test",
    connectionsMax: 2,
  });
  onTestFinished(async () => {
    await pool.end();
    await server.close();
    removeDataFolder(folder);
  });
  await migrate(pool, migrationFolders(moduleFolders));
  const db = createDb(pool);
  const books = { id: "01900000-0000-7000-8000-00000000f001", slug: "penny-fund", audience: "public" };
  await sql`insert into pounds.agreement (id, slug, name, area_id, form, source, seen, basis, audience)
    values (${books.id}, 'penny', 'Penny', ${books.id}, 'pooled', 'a test', '2026-11-22', 'illustrative', 'public')`.execute(
    db,
  );
  await sql`insert into pounds.fund (id, slug, agreement_id, name, year, total_mark, source, seen, basis, audience)
    values (${books.id}, ${books.slug}, ${books.id}, 'Penny', '2026-27', 'kept-here', 'a test', '2026-11-22', 'illustrative', 'public')`.execute(
    db,
  );
  return { db, connection: server.connection, books };
}

function startPoster(given: object): ChildProcess {
  const script = fileURLToPath(new URL("../support/ledger-poster.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--conditions=source", "--import", "tsx", script, JSON.stringify(given)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function countOf(db: Db): Promise<number> {
  return (await sql<{ many: number }>`select count(*)::int as many from pounds.entry`.execute(db)).rows[0]!
    .many;
}

/** A kill of a server that does nothing would prove little. */
async function untilPosting(db: Db): Promise<void> {
  const before = await again(async () => await countOf(db));
  await expect
    .poll(async () => await again(async () => await countOf(db)), { interval: 50 })
    .toBeGreaterThan(before + 400);
}

/** Kills the server's process of one poster; the server then drops everybody and recovers from its log. */
async function killBackend(db: Db): Promise<void> {
  const found = await again(
    async () =>
      await sql<{
        pid: number;
      }>`select pid from pg_stat_activity where application_name = 'concordat-poster' limit 1`.execute(db),
  );
  const pid = found.rows[0]?.pid;
  if (pid !== undefined) process.kill(pid, "SIGKILL");
}

/** While the server recovers every question fails. */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt > 600) throw error;
      await pause(50);
    }
  }
}

/** Every act stands once, without a gap, and every account is what the plans add up to: in SQL and in the engine. */
async function expectStored(
  db: Db,
  { books, plans }: { readonly books: Books; readonly plans: readonly LedgerPlan[] },
): Promise<void> {
  const entries = await listEntries(db, books.id);
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, place) => place + 1));
  expect(new Set(entries.map(({ act }) => act.id))).toEqual(
    new Set(plans.flatMap(({ acts }) => acts.map(({ id }) => id))),
  );
  expect(entries).toHaveLength(storedOperations);
  expect(disprove(journalOf(entries))).toEqual([]);
  for (const layer of ["posted", "pending"] as const) {
    const rows = await sql<{ account: AccountId; pence: bigint }>`
      select account, sum(amount_pence)::bigint as pence from pounds.movement where layer = ${layer} group by account`.execute(
      db,
    );
    const held = new Map(rows.rows.map(({ account, pence }) => [account, pence]));
    for (const account of new Set(plans.flatMap((plan) => [...plan[layer].keys()]))) {
      const wanted = plans.reduce((sum, plan) => sum + (plan[layer].get(account) ?? 0n), 0n);
      expect(held.get(account) ?? 0n, `${layer} money on ${account}`).toBe(wanted);
      if (layer === "posted") expect(await balanceAt(db, account, { on: last })).toBe(wanted);
    }
  }
}
