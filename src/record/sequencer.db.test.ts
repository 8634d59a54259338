import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { instant, systemActor, type Db, type WrittenEntry } from "../kernel/index.ts";
import { createDb, createPool } from "../platform/database/pool.ts";
import { linkHash, noPredecessor } from "./hash.ts";
import { checkRecord } from "./store-check.ts";
import { countWaiting, findEntry, findHead, listLinks } from "./store-entries.ts";
import { chainWaiting, sequence, startSequencer } from "./store-sequencer.ts";
import type { ChainedEntry } from "./store-sequencer.ts";
import { createRecorder } from "./store.ts";

const { db, config } = await testDatabase();
const recorder = createRecorder();

function writeIn(tx: Db, at: string, summary: string): Promise<WrittenEntry> {
  const draft = {
    kind: "place.area-named",
    summary,
    subjects: [{ module: "place", kind: "area", id: "a" } as const],
    body: {},
  };
  return recorder.write(tx, { at: instant(at), capacity: systemActor.capacity, draft });
}

function write(at: string, summary = "An area was named."): Promise<WrittenEntry> {
  return db.transaction().execute((tx) => writeIn(tx, at, summary));
}

async function problems(): Promise<readonly string[]> {
  return (await checkRecord(db, { now: instant("2026-11-21T10:00:00Z") })).problems;
}

beforeEach(async () => {
  while ((await sequence(db, 1000)) > 0);
});

describe("the sequencer (invariants 3 and 4)", () => {
  test("chains what waits by moment, each link over the hash of the one before", async () => {
    const start = await findHead(db);
    const later = await write("2026-11-21T10:00:02Z", "Later.");
    const sooner = await write("2026-11-21T10:00:01Z", "Sooner.");
    expect(await sequence(db, 10)).toBe(2);
    const links = await listLinks(db, { after: start?.position ?? 0, limit: 10 });
    expect(links.map((link) => link.entrySha256)).toEqual([sooner.sha256, later.sha256]);
    expect(links[0]?.previousSha256).toBe(start?.sha256 ?? noPredecessor);
    expect(links[1]?.previousSha256).toBe(links[0]?.sha256);
    for (const link of links) expect(linkHash(link)).toBe(link.sha256);
  });

  test("leaves an act that has not committed, and takes it afterwards", async () => {
    let id = "";
    await db.transaction().execute(async (tx) => {
      ({ id } = await writeIn(tx, "2026-11-21T09:00:00Z", "Slow."));
      await write("2026-11-21T09:00:05Z", "Quick.");
      expect(await sequence(db, 10)).toBe(1);
    });
    expect((await findEntry(db, id))?.chain).toBeUndefined();
    expect(await sequence(db, 10)).toBe(1);
    expect((await findEntry(db, id))?.chain?.position).toBe((await findHead(db))?.position);
  });

  test("does nothing while another node is at it", async () => {
    await write("2026-11-21T10:00:00Z");
    await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(732673)`.execute(tx);
      expect(await sequence(db, 10)).toBe(0);
    });
    expect(await sequence(db, 10)).toBe(1);
  });

  test("several at once, while acts go on, leave no gap and chain nothing twice", async () => {
    const nodes = [1, 2, 3].map((node) =>
      createPool({ connection: config, applicationName: `node-${node}`, connectionsMax: 2 }),
    );
    const chained: ChainedEntry[] = [];
    try {
      const runners = nodes.map((pool) =>
        startSequencer({
          db: createDb(pool),
          everyMs: 2,
          onError: (error) => expect.unreachable(String(error)),
          afterChained: (entries) => void chained.push(...entries),
        }),
      );
      const writers = Array.from({ length: 40 }, async (_, index) => {
        await pause(index * 3);
        return await write(`2026-11-21T10:01:${String(index % 60).padStart(2, "0")}Z`);
      });
      const written = await Promise.all(writers);
      while ((await countWaiting(db)) > 0) await pause(5);
      await Promise.all(runners.map((runner) => runner.stop()));
      expect(chained.map((entry) => entry.id).toSorted()).toEqual(
        written.map((entry) => entry.id).toSorted(),
      );
      expect(chained[0]?.subjects).toEqual(["place:area:a"]);
    } finally {
      await Promise.all(nodes.map((pool) => pool.end()));
    }
    const positions = (await listLinks(db, { after: 0, limit: 1000 })).map((link) => link.position);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
    expect(await problems()).toEqual([]);
  });

  test("runs by itself within two seconds of an act, goes on after a failure, and stops", async () => {
    const failures: unknown[] = [];
    let calls = 0;
    const sequencer = startSequencer({
      db,
      everyMs: 20,
      onError: (error) => failures.push(error),
      afterChained: () => {
        calls++;
        if (calls === 1) throw new Error("the listener failed");
      },
    });
    const first = await write("2026-11-21T10:02:00Z");
    await expect.poll(async () => (await findEntry(db, first.id))?.chain).toBeDefined();
    await expect.poll(() => failures.length).toBe(1);
    const second = await write("2026-11-21T10:02:01Z");
    await expect.poll(async () => (await findEntry(db, second.id))?.chain).toBeDefined();
    await sequencer.stop();
    const third = await write("2026-11-21T10:02:02Z");
    await pause(100);
    expect((await findEntry(db, third.id))?.chain).toBeUndefined();
  });

  test("takes no more than it is told to", async () => {
    for (const second of ["01", "02", "03"]) await write(`2026-11-21T10:03:${second}Z`);
    expect(await chainWaiting(db, 2)).toHaveLength(2);
    expect(await countWaiting(db)).toBe(1);
  });
});

describe("the chain's own constraints (invariant 3)", () => {
  const link = (parts: { position: number; previous: string }) => sql`
    insert into record.chain (position, previous_sha256, entry_id, entry_sha256, sha256)
    select ${parts.position}::bigint, ${parts.previous}, id, sha256,
      encode(sha256(convert_to('concordat record chain 1' || chr(10) || ${parts.position}::text || chr(10)
        || ${parts.previous} || chr(10) || sha256 || chr(10), 'UTF8')), 'hex')
    from record.entry where id in (select entry_id from record.waiting) limit 1`;

  test("refuse a gap, another predecessor, a second beginning and a wrong hash", async () => {
    await write("2026-11-21T10:04:00Z");
    const head = await findHead(db);
    if (head === undefined) throw new Error("nothing is chained");
    const { position, sha256: previous } = head;
    await expect(link({ position: position + 2, previous }).execute(db)).rejects.toThrow("foreign key");
    await expect(link({ position: position + 1, previous: noPredecessor }).execute(db)).rejects.toThrow(
      "foreign key",
    );
    await expect(link({ position: 1, previous: noPredecessor }).execute(db)).rejects.toThrow("duplicate key");
    await expect(link({ position: 0, previous }).execute(db)).rejects.toThrow("check constraint");
    const forged = sql`insert into record.chain (position, previous_sha256, entry_id, entry_sha256, sha256)
      select ${position + 1}::bigint, ${previous}, id, sha256, sha256 from record.entry
      where id in (select entry_id from record.waiting) limit 1`;
    await expect(forged.execute(db)).rejects.toThrow("check constraint");
    await link({ position: position + 1, previous }).execute(db);
    await sql`delete from record.waiting`.execute(db);
    expect(await problems()).toEqual([]);
  });
});
