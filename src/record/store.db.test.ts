import { civilDate } from "@concordat/calendar";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import {
  Conflict,
  NotFound,
  TooMuch,
  instant,
  isUuid,
  systemActor,
  type Db,
  type EntryDraft,
  type SubjectRef,
  type WrittenEntry,
} from "../kernel/index.ts";
import { verifyCommitment } from "./commitment.ts";
import { canonicalEntry, entryHash } from "./entry.ts";
import { countEntries, findEntry, listEntries } from "./store-entries.ts";
import { sequence } from "./store-sequencer.ts";
import { createRecorder } from "./store.ts";
import type { RecordTables } from "./tables.ts";

const { db } = await testDatabase();
const recorder = createRecorder();
const at = instant("2026-11-21T10:00:00.123Z");
const council: SubjectRef = { module: "place", kind: "organisation", id: "council" };

function write(draft: Partial<EntryDraft> = {}): Promise<WrittenEntry> {
  return db.transaction().execute((tx) => writeIn(tx, draft));
}

function writeIn(tx: Db, draft: Partial<EntryDraft>): Promise<WrittenEntry> {
  const whole = {
    kind: "place.area-named",
    summary: "An area was named.",
    subjects: [council],
    body: {},
    ...draft,
  };
  return recorder.write(tx, { at, capacity: systemActor.capacity, draft: whole });
}

/** Reads as pages do: in the role that sees only what these audiences may see. */
function asReader<T>(audiences: string, read: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`set local role concordat_reader`.execute(tx);
    await sql`select set_config('concordat.audiences', ${audiences}, true)`.execute(tx);
    return await read(tx);
  });
}

const sealed = {
  category: "board being set up",
  ground: "its members have not been asked yet",
  reviewOn: civilDate("2027-01-31"),
  content: { name: "Riverside partnership", seats: 12 },
};

describe("an act writes an entry", () => {
  test("which comes back whole, with the hash of all that it says", async () => {
    const body = { pence: "12345678901234567890", note: "£ & ünï\ncode", list: [1, null, true] };
    const written = await write({ body, subjects: [council, council] });
    const entry = await findEntry(db, written.id);
    if (entry === undefined) throw new Error("the entry is not there");
    expect(isUuid(entry.id)).toBe(true);
    expect(entry).toMatchObject({
      writtenAt: at,
      body,
      subjects: ["place:organisation:council"],
      audience: "public",
    });
    expect(entry.canonical).toBe(canonicalEntry(entry));
    expect(entry.sha256).toBe(written.sha256);
    expect(entryHash(entry.canonical)).toBe(written.sha256);
    expect(entry.chain).toBeUndefined();
  });

  test("which vanishes with the act when the act fails", async () => {
    const before = await countEntries(db, {});
    let id = "";
    const act = db.transaction().execute(async (tx) => {
      ({ id } = await writeIn(tx, { sealed }));
      throw new Error("the act failed");
    });
    await expect(act).rejects.toThrow("the act failed");
    expect(await findEntry(db, id)).toBeUndefined();
    expect(await countEntries(db, {})).toBe(before);
    const left = await sql`select from record.waiting where entry_id = ${id}
      union all select from record.sealed where entry_id = ${id}`.execute(db);
    expect(left.rows).toEqual([]);
  });

  test("whose capacity holds the office and nothing about the person", async () => {
    const capacity = {
      ...systemActor.capacity,
      displayName: "Jane Doe",
      organisation: { ...council, email: "jane@example.org" },
    };
    const draft = { kind: "place.area-named", summary: "Named.", subjects: [], body: {} };
    const { id } = await db.transaction().execute((tx) => recorder.write(tx, { at, capacity, draft }));
    const entry = await findEntry(db, id);
    expect(entry?.canonical).not.toMatch(/jane/i);
    expect(entry?.capacity).toEqual({ ...systemActor.capacity, organisation: council });
  });

  test("whose sentence stays one line, whatever was typed into it", async () => {
    const { id } = await write({ summary: "  A name\r\nof two\tlines. " });
    expect((await findEntry(db, id))?.summary).toBe("A name of two lines.");
  });

  test("which is refused when it is too large, saying by how much", async () => {
    await expect(write({ body: { text: "x".repeat(100_000) } })).rejects.toThrow(TooMuch);
    await expect(write({ body: { text: "x".repeat(100_000) } })).rejects.toThrow(
      /may hold 100000 octets and this would hold 100\d{3}/,
    );
    await expect(write({ summary: "x".repeat(1001) })).rejects.toThrow("has 1001 characters");
    await expect(write({ sealed: { ...sealed, content: "x".repeat(80_000) } })).rejects.toThrow(TooMuch);
  });
});

describe("nothing in the record is changed (invariant 1)", () => {
  test.each(["entry", "entry_subject", "chain", "sealed"])(
    "update, delete and truncate of record.%s are refused to its owner too",
    async (table) => {
      await write({ sealed });
      await sequence(db, 100);
      const name = sql.table(`record.${table}`);
      const column = sql.ref(
        { entry: "summary", entry_subject: "subject", chain: "sha256", sealed: "content" }[table] ?? "",
      );
      await expect(sql`update ${name} set ${column} = ${column}`.execute(db)).rejects.toThrow(
        "The record only grows: update",
      );
      await expect(sql`delete from ${name}`.execute(db)).rejects.toThrow("The record only grows: delete");
      await expect(sql`truncate ${name} cascade`.execute(db)).rejects.toThrow(
        "The record only grows: truncate",
      );
    },
  );

  test("a text that does not have the hash beside it cannot be stored", async () => {
    const copied = sql`insert into record.entry (id, written_at, kind, summary, capacity, subjects, body, audience, canonical, sha256)
      select gen_random_uuid(), written_at, kind, summary, capacity, subjects, body, audience, canonical || ' ', sha256
      from record.entry limit 1`;
    await write();
    await expect(copied.execute(db)).rejects.toThrow(/violates check constraint "entry_check/);
  });
});

describe("who sees what (invariants 5 and 6)", () => {
  test("an entry for those in one organisation is not there for a visitor, nor are its subjects", async () => {
    const place = { module: "place", kind: "area", id: "hidden-area" } as const;
    const { id } = await write({ audience: "organisation:x", subjects: [place] });
    const look = (audiences: string): Promise<readonly unknown[]> =>
      asReader(audiences, async (tx) => [
        (await findEntry(tx, id))?.id,
        (await listEntries(tx, { about: [place], limit: 5 })).length,
        Number(
          (
            await sql<{
              n: bigint;
            }>`select count(*) as n from record.entry_subject where entry_id = ${id}`.execute(tx)
          ).rows[0]?.n,
        ),
        Number(
          (
            await sql<{ n: bigint }>`select count(*) as n from record.waiting where entry_id = ${id}`.execute(
              tx,
            )
          ).rows[0]?.n,
        ),
      ]);
    expect(await look("public")).toEqual([undefined, 0, 0, 0]);
    expect(await look("public,organisation:y")).toEqual([undefined, 0, 0, 0]);
    expect(await look("public,organisation:x")).toEqual([id, 1, 1, 1]);
    await sequence(db, 100);
    expect(await look("public")).toEqual([undefined, 0, 0, 0]);
  });

  test("sealed content is closed to readers of every audience; its category and commitment are not", async () => {
    const { id } = await write({ sealed });
    for (const column of ["content", "salt", "*"]) {
      const peek = asReader("public,organisation:council", (tx) =>
        sql`select ${sql.raw(column)} from record.sealed`.execute(tx),
      );
      await expect(peek).rejects.toThrow("permission denied");
    }
    const entry = await asReader("public", (tx) => findEntry(tx, id));
    expect(entry?.sealed).toMatchObject({
      category: sealed.category,
      ground: sealed.ground,
      reviewOn: "2027-01-31",
    });
    expect(entry?.canonical).not.toContain("Riverside");
  });

  test("a reader can follow the whole chain by its hashes but is not told which entry is where", async () => {
    await write({ audience: "organisation:x" });
    await sequence(db, 100);
    const ids = asReader("public", (tx) => sql`select entry_id from record.chain`.execute(tx));
    await expect(ids).rejects.toThrow("permission denied");
    const links = await asReader("public", (tx) =>
      sql`select position, sha256 from record.chain`.execute(tx),
    );
    const all = await sql`select from record.entry`.execute(db);
    expect(links.rows).toHaveLength(all.rows.length);
  });

  test("a reader cannot write", async () => {
    await expect(asReader("public", (tx) => writeIn(tx, {}))).rejects.toThrow("permission denied");
  });
});

describe("what is sealed can be opened once and proved (invariant 6)", () => {
  const openedBy = (id: string): Promise<WrittenEntry> =>
    db.transaction().execute(async (tx) => {
      const opening = await recorder.open(tx, id);
      return await writeIn(tx, { kind: "record.opened", body: { opened: id, ...opening } });
    });

  test("opening gives the content and the salt that the commitment was made of", async () => {
    const { id } = await write({ sealed });
    const opening = await db.transaction().execute((tx) => recorder.open(tx, id));
    expect(opening.content).toEqual(sealed.content);
    const entry = await findEntry(db, id);
    expect(entry?.sealed?.commitment).toBe(opening.commitment);
    expect(verifyCommitment(opening.commitment, opening)).toBe(true);
    expect(verifyCommitment(opening.commitment, { ...opening, content: { name: "Another" } })).toBe(false);
  });

  test("a second opening is refused and names the first", async () => {
    const { id } = await write({ sealed });
    const first = await openedBy(id);
    const second = openedBy(id);
    await expect(second).rejects.toMatchObject({
      code: "record.already-opened",
      facts: { openedBy: first.id },
    });
    expect((await findEntry(db, first.id))?.opens).toBe(id);
  });

  test("of two openings at once one is refused", async () => {
    const { id } = await write({ sealed });
    const answers = await Promise.allSettled([openedBy(id), openedBy(id)]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = answers.find((answer) => answer.status === "rejected");
    expect(refused?.reason).toBeInstanceOf(Conflict);
  });

  test("an opening that never asked still meets the constraint", async () => {
    const { id } = await write({ sealed });
    await openedBy(id);
    const forged = write({ kind: "record.opened", body: { opened: id, content: "forged" } });
    await expect(forged).rejects.toMatchObject({ code: "record.already-opened" });
  });

  test("an entry that seals nothing, and one that is not there, are told apart", async () => {
    const { id } = await write();
    const open = (which: string): Promise<unknown> =>
      db.transaction().execute((tx) => recorder.open(tx, which));
    await expect(open(id)).rejects.toMatchObject({ code: "record.not-sealed" });
    await expect(open("01930000-0000-7000-8000-000000000000")).rejects.toBeInstanceOf(NotFound);
  });

  test("a sealed entry without its content does not commit", async () => {
    const orphan = db.transaction().execute(async (tx) => {
      const { id } = await writeIn(tx, { sealed });
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`delete from record.sealed where entry_id = ${id}`.execute(tx);
      await sql`set local session_replication_role = origin`.execute(tx);
    });
    await expect(orphan).rejects.toThrow("entry_sealed_id_fkey");
  });
});

describe("entries are found", () => {
  const area: SubjectRef = { module: "place", kind: "area", id: "found" };
  const board: SubjectRef = { module: "place", kind: "board", id: "found" };

  test("by subject, kind, day and position, newest first", async () => {
    const tx = db.withTables<RecordTables>();
    await sequence(db, 1000);
    const start = Number(
      (
        await tx
          .selectFrom("record.chain")
          .select("position")
          .orderBy("position", "desc")
          .limit(1)
          .executeTakeFirst()
      )?.position ?? 0,
    );
    for (const [day, kind, subject] of [
      ["2030-03-30T23:30:00Z", "place.one", area],
      ["2030-03-31T22:30:00Z", "place.two", board],
      ["2030-03-31T23:30:00Z", "place.one", board],
      ["2030-04-01T12:00:00Z", "place.one", area],
    ] as const) {
      const draft = { kind, summary: day, subjects: [subject], body: null };
      await db
        .transaction()
        .execute((inner) =>
          recorder.write(inner, { at: instant(day), capacity: systemActor.capacity, draft }),
        );
    }
    expect(await sequence(db, 3)).toBe(3);
    const days = async (
      query: Omit<Parameters<typeof listEntries>[1], "limit">,
    ): Promise<readonly string[]> =>
      (await listEntries(db, { limit: 10, ...query }))
        .map((entry) => entry.summary.slice(5, 16))
        .filter((day) => /^0[34]-/.test(day));
    const both = [area, board];
    expect(await days({ about: both })).toEqual(["04-01T12:00", "03-31T23:30", "03-31T22:30", "03-30T23:30"]);
    expect(await days({ about: [area] })).toEqual(["04-01T12:00", "03-30T23:30"]);
    expect(await days({ about: both, kind: "place.two" })).toEqual(["03-31T22:30"]);
    // British summer time begins on 31 March 2030: half past ten in the evening UTC is still that day, an hour later is not.
    expect(await days({ about: both, until: civilDate("2030-03-31") })).toEqual([
      "03-31T22:30",
      "03-30T23:30",
    ]);
    expect(await days({ about: both, before: start + 3 })).toEqual(["03-31T22:30", "03-30T23:30"]);
    expect(await days({ about: both, after: start + 1 })).toEqual(["03-31T23:30", "03-31T22:30"]);
    expect(
      (await listEntries(db, { about: both, after: start, limit: 2 })).map((entry) => entry.chain?.position),
    ).toEqual([start + 2, start + 1]);
    expect(await days({ about: [{ module: "place", kind: "board", id: "*" }] })).toEqual([
      "03-31T23:30",
      "03-31T22:30",
    ]);
    expect(
      (await listEntries(db, { about: [{ module: "record", kind: "entry", id: "*" }], limit: 1 }))[0]
        ?.summary,
    ).toContain("04-01T12:00");
    expect(await listEntries(db, { about: [], limit: 5 })).toEqual([]);
    expect(await countEntries(db, { about: [board] })).toBe(2);
  });
});
