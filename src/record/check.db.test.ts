import { civilDate } from "@concordat/calendar";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { instant, systemActor, type Db, type EntryDraft } from "../kernel/index.ts";
import { enquiryCommands } from "../../test/support/enquiries.ts";
import { runCommandLine } from "../cli/index.ts";
import { recordEnquiries } from "./cli.ts";
import { sha256Hex } from "./hash.ts";
import { checkRecord } from "./store-check.ts";
import type { RecordCheck } from "./store-check.ts";
import { findHead } from "./store-entries.ts";
import { sequence } from "./store-sequencer.ts";
import { createRecorder } from "./store.ts";

const { db } = await testDatabase();
const recorder = createRecorder();
const now = instant("2026-11-21T12:00:00Z");
const sealed = { category: "c", ground: "g", reviewOn: civilDate("2027-01-31"), content: { secret: 1 } };

async function write(tx: Db, draft: Partial<EntryDraft> = {}): Promise<string> {
  const subjects = [{ module: "place", kind: "area", id: "a" } as const];
  const whole = { kind: "place.area-named", summary: "Named.", subjects, body: { a: 1 }, ...draft };
  return (await recorder.write(tx, { at: now, capacity: systemActor.capacity, draft: whole })).id;
}

const ids: string[] = [];
await db.transaction().execute(async (tx) => {
  for (let count = 0; count < 5; count++) ids.push(await write(tx));
  const secret = await write(tx, { sealed });
  const opening = await recorder.open(tx, secret);
  ids.push(secret, await write(tx, { kind: "record.opened", body: { opened: secret, ...opening } }));
});
await sequence(db, 100);

/** What a superuser can do who switches every constraint off. */
async function switchOff(tx: Db): Promise<void> {
  await sql`set local session_replication_role = replica`.execute(tx);
  const found = await sql<{
    name: string;
    of: string;
  }>`select conname as name, conrelid::regclass::text as "of"
    from pg_constraint where contype = 'c' and connamespace = 'record'::regnamespace`.execute(tx);
  for (const { name, of } of found.rows) {
    await sql`alter table ${sql.raw(of)} drop constraint ${sql.id(name)}`.execute(tx);
  }
}

class Undone extends Error {}

/** What the check says after tampering, which is undone again. */
async function checkAfter(tamper: (tx: Db) => Promise<unknown>, options = {}): Promise<RecordCheck> {
  let found: RecordCheck | undefined;
  const tampering = db.transaction().execute(async (tx) => {
    await switchOff(tx);
    await tamper(tx);
    found = await checkRecord(tx, { now, ...options });
    throw new Undone();
  });
  await tampering.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  if (found === undefined) throw new Error("the check did not run");
  return found;
}

/** The position of the entry that was written at this place in `ids`. */
async function positionOf(id: string | undefined): Promise<number> {
  const found = await sql<{
    position: bigint;
  }>`select position from record.chain where entry_id = ${id}`.execute(db);
  return Number(found.rows[0]?.position);
}

describe("the check of the record (invariant 7)", () => {
  test("finds nothing wrong with an untouched record", async () => {
    const found = await checkRecord(db, { now });
    expect(found).toMatchObject({ entries: 7, chained: 7, problems: [], problemCount: 0 });
    expect(found.head).toEqual(await findHead(db));
  });

  const set = (assignment: string) => (tx: Db) =>
    sql`update record.entry set ${sql.raw(assignment)} where id = ${ids[2]}`.execute(tx);

  test.each([
    ["summary", set("summary = 'Renamed.'"), "say different things"],
    ["moment", set("written_at = written_at + interval '1 second'"), "say different things"],
    ["kind", set("kind = 'place.other'"), "say different things"],
    ["capacity", set(`capacity = '{"kind":"system","title":"Another"}'`), "say different things"],
    ["body", set(`body = '{"a":2}'`), "say different things"],
    ["spacing of the body", set(`body = '{"a": 1}'`), "not in canonical form"],
    ["body beyond reading", set("body = '{'"), "cannot be read"],
    ["audience", set("audience = 'organisation:x'"), "say different things"],
    ["subjects", set("subjects = '{}'"), "say different things"],
    ["correction", set(`corrects = '${ids[0]}'`), "say different things"],
    ["canonical text", set("canonical = canonical || ' '"), "its canonical text gives"],
    ["hash", set("sha256 = repeat('a', 64)"), "but"],
  ])("names the entry and position whose %s was changed", async (_what, tamper, words) => {
    const { problems } = await checkAfter(tamper);
    const where = `Position ${await positionOf(ids[2])} (entry ${ids[2]})`;
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem.startsWith(where)).toBe(true);
    expect(problems.join("\n")).toContain(words);
  });

  test("finds an entry rewritten together with its canonical text and its hash", async () => {
    const { problems } = await checkAfter(async (tx) => {
      const old = await sql<{
        canonical: string;
      }>`select canonical from record.entry where id = ${ids[2]}`.execute(tx);
      const canonical = (old.rows[0]?.canonical ?? "").replace("Named.", "Renamed.");
      await sql`update record.entry set summary = 'Renamed.', canonical = ${canonical}, sha256 = ${sha256Hex(canonical)}
        where id = ${ids[2]}`.execute(tx);
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^Position \d+ \(entry [0-9a-f-]+\): the entry holds the hash \w+, but \w+ was chained\.$/,
    );
  });

  test("finds an entry that was removed, and one removed with its link", async () => {
    // Not the one that happens to stand last: without a later entry nothing can be missing.
    const id = (await positionOf(ids[2])) < ids.length ? ids[2] : ids[1];
    const at = await positionOf(id);
    const removed = await checkAfter((tx) => sql`delete from record.entry where id = ${id}`.execute(tx));
    expect(removed.problems).toEqual([
      `Position ${at} (entry ${id}) leads to no entry: the entry has been removed.`,
    ]);
    const whole = await checkAfter(async (tx) => {
      await sql`delete from record.chain where entry_id = ${id}`.execute(tx);
      await sql`delete from record.entry where id = ${id}`.execute(tx);
    });
    expect(whole.problems).toContain(`Position ${at} is missing.`);
  });

  test("finds several positions missing at the beginning", async () => {
    const { problems } = await checkAfter((tx) =>
      sql`delete from record.chain where position <= 2`.execute(tx),
    );
    expect(problems[0]).toBe("Positions 1 to 2 are missing.");
  });

  test("finds a link whose hash or whose predecessor was changed", async () => {
    const hash = await checkAfter((tx) =>
      sql`update record.chain set sha256 = repeat('b', 64) where position = 3`.execute(tx),
    );
    expect(hash.problems.join("\n")).toMatch(/Position 3 .* holds the hash b{64}; its content gives/);
    expect(hash.problems.join("\n")).toMatch(
      /Position 4 .* names \w{64} as the hash before it; that of position 3 is b{64}/,
    );
    const before = await checkAfter((tx) =>
      sql`update record.chain set previous_sha256 = repeat('c', 64) where position = 3`.execute(tx),
    );
    expect(before.problems.join("\n")).toMatch(/Position 3 .* names c{64} as the hash before it/);
  });

  test("finds look-up rows that were added, taken away or shown to others", async () => {
    for (const tamper of [
      sql`insert into record.entry_subject select entry_id, 'place:area:b', audience from record.entry_subject where entry_id = ${ids[2]}`,
      sql`delete from record.entry_subject where entry_id = ${ids[2]}`,
      sql`update record.entry_subject set audience = 'organisation:x' where entry_id = ${ids[2]}`,
    ]) {
      const { problems } = await checkAfter((tx) => tamper.execute(tx));
      expect(problems).toEqual([
        `Position ${await positionOf(ids[2])} (entry ${ids[2]}): the rows by which it is looked up do not name its subjects.`,
      ]);
    }
  });

  test("finds sealed content that was changed or lost, and an opening that shows something else", async () => {
    const sealedId = ids[5];
    const changed = await checkAfter((tx) =>
      sql`update record.sealed set content = '{"secret":2}'`.execute(tx),
    );
    expect(changed.problems).toEqual([
      `The sealed content of entry ${sealedId} is not what entry ${sealedId} committed to.`,
    ]);
    const broken = await checkAfter((tx) => sql`update record.sealed set content = '{'`.execute(tx));
    expect(broken.problems).toEqual(changed.problems);
    const lost = await checkAfter((tx) => sql`delete from record.sealed`.execute(tx));
    expect(lost.problems).toEqual([`The sealed content of entry ${sealedId} is missing.`]);
    const shown = await checkAfter((tx) =>
      sql`update record.entry set body = replace(body, '"secret":1', '"secret":2') where id = ${ids[6]}`.execute(
        tx,
      ),
    );
    expect(shown.problems).toContain(
      `What entry ${ids[6]} shows as opened is not what entry ${sealedId} committed to.`,
    );
    const emptied = await checkAfter((tx) =>
      sql`update record.entry set body = jsonb_build_object('opened', ${sealedId}::text)::text where id = ${ids[6]}`.execute(
        tx,
      ),
    );
    expect(emptied.problems).toContain(`What entry ${ids[6]} shows as opened is missing.`);
  });

  test("finds an entry that has waited for more than ten seconds, and not a new one", async () => {
    const after = (moment: string): Promise<RecordCheck> =>
      checkAfter((tx) => write(tx), { now: instant(moment) });
    expect(await after("2026-11-21T12:00:10Z")).toMatchObject({ entries: 8, chained: 7, problems: [] });
    const late = await after("2026-11-21T12:00:11Z");
    expect(late.problems).toHaveLength(1);
    expect(late.problems[0]).toMatch(
      /^Entry [0-9a-f-]+, written at 2026-11-21T12:00:00.000Z, is not in the chain/,
    );
  });

  test("finds a changed entry that is not yet chained", async () => {
    const { problems } = await checkAfter(async (tx) => {
      const id = await write(tx);
      await sql`update record.entry set summary = 'Other.' where id = ${id}`.execute(tx);
    });
    expect(problems[0]).toMatch(/^Entry [0-9a-f-]+: its columns and its canonical text say different things/);
  });

  test("finds that the newest entry was cut off with its link, by a position noted earlier", async () => {
    const known = await findHead(db);
    const cut = async (tx: Db): Promise<void> => {
      await sql`delete from record.entry where id in (select entry_id from record.chain where position = 7)`.execute(
        tx,
      );
      await sql`delete from record.chain where position = 7`.execute(tx);
    };
    const found = await checkAfter(cut, { known });
    expect(found.head.position).toBe(6);
    expect(found.problems).toContain(
      `Position 7 held ${known?.sha256} when it was noted; now it is not there.`,
    );
    expect((await checkRecord(db, { now, ...(known === undefined ? {} : { known }) })).problems).toEqual([]);
    const other = await checkRecord(db, { now, known: { position: 1, sha256: "d".repeat(64) } });
    expect(other.problems[0]).toMatch(/^Position 1 held d{64} when it was noted; now it holds \w{64}\.$/);
  });

  test("reads a record longer than a batch", async () => {
    const { entries, problems, problemCount } = await checkAfter(
      async (tx) => {
        for (let count = 0; count < 1010; count++) await write(tx);
      },
      { now: instant("2026-11-22T00:00:00Z") },
    );
    expect(entries).toBe(1017);
    expect(problemCount).toBe(1010);
    expect(problems).toHaveLength(1000);
  });
});

describe("concordat record check", () => {
  const run = async (
    rest: readonly string[] = [],
    on: Db = db,
  ): Promise<{ code: number | undefined; lines: string[] }> => {
    const lines: string[] = [];
    const code = await runCommandLine(
      enquiryCommands(recordEnquiries, { db: on }),
      ["record", "check", ...rest],
      { result: (line) => void lines.push(line), note: (line) => void lines.push(line) },
    );
    return { code, lines };
  };

  test("says that the record is whole and what to note down, with exit code 0", async () => {
    const head = await findHead(db);
    const { code, lines } = await run();
    expect(code).toBe(0);
    expect(lines).toEqual([
      "7 entries, 7 in the chain.",
      `The record is whole. Position 7 has the hash ${head?.sha256}.`,
    ]);
    expect((await run(["7", head?.sha256 ?? ""])).code).toBe(0);
  });

  test("says that nothing is recorded yet, with exit code 0", async () => {
    const lines: string[] = [];
    const emptied = db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`truncate record.entry, record.entry_subject, record.chain, record.waiting, record.sealed`.execute(
        tx,
      );
      lines.push(...(await run([], tx)).lines);
      throw new Undone();
    });
    await expect(emptied).rejects.toBeInstanceOf(Undone);
    expect(lines).toEqual(["0 entries, 0 in the chain.", "Nothing is recorded yet."]);
  });

  test("lists what is wrong, with exit code 1", async () => {
    const { code, lines } = await run(["1", "e".repeat(64)]);
    expect(code).toBe(1);
    expect(lines[0]).toContain("Position 1 held eeee");
    expect(lines.at(-1)).toBe("The record is not whole: 1 problem found.");
  });

  test("refuses what it does not understand, with exit code 2", async () => {
    for (const rest of [["0", "a"], ["7"], ["7", "xyz"]]) expect((await run(rest)).code).toBe(2);
  });
});
