import { createHash } from "node:crypto";
import { sql } from "kysely";
import { migrationFolders } from "../src/app/folders.ts";
import { moduleFolders } from "../src/app/module-folders.ts";
import { systemActor, systemClock, type Db, type Json } from "../src/kernel/index.ts";
import { startEmbedded } from "../src/platform/database/embedded.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { createDb, createPool } from "../src/platform/database/pool.ts";
import { canonicalJson } from "../src/record/canonical.ts";
import { createRecorder } from "../src/record/index.ts";
import { checkRecord } from "../src/record/store-check.ts";
import { sequence } from "../src/record/store-sequencer.ts";
import { makeDataFolder, removeDataFolder } from "../test/support/data-folder.ts";
import type { BenchGroup, Measurement } from "./measurement.ts";
import { ratePerSecond } from "./rate.ts";

const entries = 2000;
const writersAtOnce = 8;

/** The record on a database that waits for the disk: writing, chaining, checking, and the canonical text. */
export const recordGroup: BenchGroup = {
  name: "record",
  measure: async (tell) => {
    const folder = makeDataFolder();
    const server = await startEmbedded({ dataDir: folder, applicationName: "concordat-bench" });
    const pool = createPool({
      connection: server.connection,
      applicationName: "concordat-bench",
      connectionsMax: writersAtOnce,
    });
    try {
      await migrate(pool, migrationFolders(moduleFolders));
      tell(`${entries} entries, each in a transaction of its own`);
      return [...(await measureStore(createDb(pool))), canonical()];
    } finally {
      await pool.end();
      await server.close();
      removeDataFolder(folder);
    }
  },
};

const body: Json = {
  organisation: { id: "a-council", name: "A council" },
  pence: "1234567890",
  changes: [{ field: "name", from: "Old", to: "New" }],
};

async function measureStore(db: Db): Promise<readonly Measurement[]> {
  const recorder = createRecorder();
  await sql`create table public.bare (id bigint generated always as identity primary key, body text not null)`.execute(
    db,
  );
  const text = JSON.stringify(body).padEnd(900);
  const bare = await perSecond(async () => {
    await db
      .transaction()
      .execute(async (tx) => await sql`insert into public.bare (body) values (${text})`.execute(tx));
  });
  const write = await perSecond(async (turn) => {
    const draft = {
      kind: "place.organisation-changed",
      summary: `Change number ${turn}`,
      subjects: [{ module: "place", kind: "organisation", id: "a" } as const],
      body,
    };
    await db
      .transaction()
      .execute(
        async (tx) =>
          await recorder.write(tx, { at: systemClock.now(), capacity: systemActor.capacity, draft }),
      );
  });
  const chain = await timed(async () => {
    while ((await sequence(db, 500)) > 0);
  });
  const check = await timed(async () => {
    const { problems, chained } = await checkRecord(db);
    if (problems.length > 0 || chained < entries)
      throw new Error(`The record is not whole: ${problems.join(" ")}`);
  });
  return [
    { name: "record.write", value: write, unit: "entries/s", peer: { name: "one bare insert", value: bare } },
    { name: "record.chain", value: entries / chain, unit: "entries/s" },
    {
      name: "record.check",
      value: entries / check,
      unit: "entries/s",
      peer: { name: "SHA-256 of as many texts, twice", value: hashing(text) },
    },
  ];
}

function canonical(): Measurement {
  return {
    name: "record.canonical",
    value: ratePerSecond((times) => repeat(times, () => canonicalJson(body))),
    unit: "texts/s",
    peer: {
      name: "JSON.stringify",
      value: ratePerSecond((times) => repeat(times, () => JSON.stringify(body))),
    },
  };
}

function hashing(text: string): number {
  return ratePerSecond((times) => repeat(times * 2, () => createHash("sha256").update(text).digest("hex")));
}

function repeat(times: number, work: () => string): number {
  let length = 0;
  for (let turn = 0; turn < times; turn += 1) length += work().length;
  return length;
}

/** Does something `entries` times, several at once. */
async function perSecond(work: (turn: number) => Promise<void>): Promise<number> {
  let turn = 0;
  const one = async (): Promise<void> => {
    while (turn < entries) {
      turn += 1;
      await work(turn);
    }
  };
  return (
    entries / (await timed(async () => void (await Promise.all(Array.from({ length: writersAtOnce }, one)))))
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
