import { createHash } from "node:crypto";
import { sql } from "kysely";
import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../test/support/database.ts";
import { makeSampleTable, sampleKind, sampleRows } from "../../test/support/import-kind.ts";
import {
  fixedClock,
  instant,
  newUuid,
  subjectText,
  type Acting,
  type Db,
  type SubjectRef,
} from "../kernel/index.ts";
import { createRecorder } from "../record/index.ts";
import {
  findRun,
  insertRun,
  keepImportFile,
  readRefused,
  workOnRun,
  workToTheEnd,
  type ImportRun,
  type RefusedCell,
  type RunPorts,
} from "./index.ts";

const at = instant("2026-11-21T09:00:00Z");
const clock = fixedClock(at);
const capacity = { kind: "administrator", title: "Administrator of this site" } as const;

interface Site extends RunPorts {
  readonly told: string[];
  readonly described: string[];
}

function siteOn(
  db: Db,
  changes: Partial<RunPorts> & {
    readonly beforeApply?: (lines: readonly number[]) => Promise<void> | void;
  } = {},
): Site {
  const { beforeApply, ...rest } = changes;
  const told: string[] = [];
  const described: string[] = [];
  const recorder = createRecorder();
  return {
    db,
    clock,
    kinds: () => [sampleKind({ ...(beforeApply && { beforeApply }) })],
    acting: (tx) => ({ tx, clock, today: clock.today(), record: recorder }) as unknown as Acting,
    describeAnew: async (_tx, subjects) => void described.push(...subjects.map(subjectText)),
    onChanged: async (subjects: readonly SubjectRef[]) => void told.push(...subjects.map(subjectText)),
    batchRows: 10,
    told,
    described,
    ...rest,
  };
}

let made = 0;
async function send(
  db: Db,
  text: string | Uint8Array,
  options: { readonly dryRun?: boolean; readonly fileName?: string } = {},
): Promise<string> {
  made += 1;
  const id = newUuid(1_795_000_000_000 + made);
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  await db.transaction().execute(async (tx) => {
    const fileSha256 = await keepImportFile(tx, { bytes, mediaType: "text/csv" });
    const run: ImportRun = {
      id,
      kind: "place.samples",
      fileName: options.fileName ?? "samples.csv",
      fileSha256,
      dryRun: options.dryRun ?? false,
      source: "The register of samples",
      seen: civilDate("2026-11-20"),
      startedBy: capacity,
      startedAt: at,
      status: "waiting",
      attempts: 0,
      rowsAccepted: 0,
      rowsRefused: 0,
      nextLine: 1,
      notes: [],
    };
    await insertRun(tx, run);
  });
  return id;
}

async function refusedOf(db: Db, id: string): Promise<readonly RefusedCell[]> {
  const cells: RefusedCell[] = [];
  for await (const part of readRefused(db, id)) cells.push(...part);
  return cells;
}

async function finish(site: RunPorts, id: string): Promise<ImportRun> {
  return await workToTheEnd(site, id, async () => undefined);
}

async function siteDatabase(): Promise<TestDatabase> {
  const database = await testDatabase();
  await makeSampleTable(database.db);
  return database;
}

const headings = "code,name,opened_on\n";
/** 95 rows: some wrong by form, some by what came before them, one by a constraint of the table. */
const mixed =
  headings +
  Array.from({ length: 95 }, (_, index) => {
    if (index === 7) return "lower,Wrong code,2024-02-31";
    if (index === 31) return "C3,Said twice,";
    if (index === 55) return "C55,forbidden,";
    if (index === 80) return 'C80,"=HYPERLINK(""http://x.example"")",';
    return `C${index},Sample ${index},2024-04-01`;
  }).join("\n");

async function entriesOf(
  db: Db,
): Promise<readonly { kind: string; body: Record<string, unknown>; subjects: string[] }[]> {
  const found = await sql<{ kind: string; body: Record<string, unknown>; subjects: string[] }>`
    select kind, body::jsonb as body, subjects from record.entry where kind like 'app.import%' order by written_at, id`.execute(
    db,
  );
  return found.rows;
}

/** Every table of ours with its rows, as one hash; import runs and the record itself left out. */
async function everythingElse(db: Db): Promise<string> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'job')
      and format('%I.%I', schemaname, tablename) not in ('platform.import_run', 'platform.refused_row')
      and schemaname <> 'record' order by 1`.execute(db);
  const hash = createHash("sha256");
  for (const { name } of tables.rows) {
    const content = await sql<{ rows: string; sum: string | null }>`
      select count(*)::text as rows, md5(string_agg(t::text, '' order by t::text)) as sum from ${sql.raw(name)} t`.execute(
      db,
    );
    hash.update(`${name} ${content.rows[0]?.rows} ${content.rows[0]?.sum}\n`);
  }
  return hash.digest("hex");
}

describe("an import", () => {
  it("accepts every good row with where it comes from, and lists every other with line, column, reason and value (invariant 11)", async () => {
    const { db } = await siteDatabase();
    const id = await send(db, mixed);
    const run = await finish(siteOn(db), id);
    expect(run).toMatchObject({ status: "done", rowsTotal: 95, rowsAccepted: 91, rowsRefused: 4 });
    expect(await refusedOf(db, id)).toMatchObject([
      { line: 9, field: "code", given: "lower", reason: "A code is a capital letter and digits." },
      { line: 9, field: "opened_on", given: "2024-02-31" },
      { line: 33, field: "code", given: "C3", reason: 'There is a sample "C3" already.' },
      { line: 57, field: "", reason: expect.stringContaining("sample_name_check") },
      {
        line: 82,
        field: "name",
        given: '=HYPERLINK("http://x.example")',
        reason: expect.stringContaining("equals sign"),
      },
    ]);
    const rows = (await sampleRows(db)).split("\n");
    expect(rows).toHaveLength(91);
    expect(rows[0]).toBe("C0|Sample 0|2024-04-01|2|The register of samples|2026-11-20");
  });

  it("writes every change into the record with the change, and its end with counts and no words of the file (invariant 14)", async () => {
    const { db } = await siteDatabase();
    const site = siteOn(db);
    const id = await send(db, mixed);
    const run = await finish(site, id);
    const entries = await entriesOf(db);
    const applied = entries
      .filter((entry) => entry.kind === "app.import-applied")
      .flatMap((entry) => entry.subjects);
    expect(new Set(applied.filter((subject) => subject.startsWith("place:"))).size).toBe(91);
    expect(entries.filter((entry) => entry.kind === "app.import-finished")).toMatchObject([
      {
        body: {
          run: id,
          outcome: "done",
          rowsAccepted: 91,
          rowsRefused: 4,
          fileSha256: run.fileSha256,
          dryRun: false,
        },
      },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/Sample \d|HYPERLINK|lower/);
    expect(new Set(site.told).size).toBe(91);
    expect(site.described).toEqual(site.told);
  });

  it.each([1, 5, 9])(
    "that dies in batch %i goes on behind the batch before, and comes to the same end (invariant 12)",
    async (dying) => {
      const whole = await siteDatabase();
      const wholeId = await send(whole.db, mixed);
      await finish(siteOn(whole.db), wholeId);

      const { db } = await siteDatabase();
      const id = await send(db, mixed);
      let batches = 0;
      const killed = siteOn(db, {
        beforeApply: () => {
          batches += 1;
          if (batches === dying) throw new Error("The power went away.");
        },
      });
      await expect(workOnRun(killed, id)).rejects.toThrow("The power went away.");
      expect((await sampleRows(db)).split("\n").filter(Boolean).length).toBeLessThan(91);
      await finish(siteOn(db), id);

      expect(await sampleRows(db)).toBe(await sampleRows(whole.db));
      expect(await refusedOf(db, id)).toEqual(await refusedOf(whole.db, wholeId));
      const { id: _one, ...one } = (await findRun(db, id)) as ImportRun;
      const { id: _other, ...other } = (await findRun(whole.db, wholeId)) as ImportRun;
      expect(one).toEqual(other);
    },
  );

  it("hands the work back after its turn and goes on in the next, applying nothing twice", async () => {
    const { db } = await siteDatabase();
    const id = await send(db, mixed);
    const site = siteOn(db, { batchesPerTurn: 4 });
    expect(await workOnRun(site, id)).toBe("goes-on");
    expect((await findRun(db, id))?.rowsAccepted).toBe(38);
    expect(await workOnRun(site, id)).toBe("goes-on");
    expect(await workOnRun(site, id)).toBe("ended");
    expect(await workOnRun(site, id)).toBe("nothing");
    expect((await sampleRows(db)).split("\n")).toHaveLength(91);
  });

  it("is worked on by one worker at a time (invariant 13)", async () => {
    const { db } = await siteDatabase();
    const id = await send(db, mixed);
    let other: string | undefined;
    const second = siteOn(db);
    const first = siteOn(db, {
      beforeApply: async () => {
        other ??= await workOnRun(second, id);
      },
    });
    expect(await workOnRun(first, id)).toBe("ended");
    expect(other).toBe("busy");
    expect(second.told).toEqual([]);
    expect((await sampleRows(db)).split("\n")).toHaveLength(91);
  });

  it("keeps nothing of a batch when another worker was there in between", async () => {
    const { db } = await siteDatabase();
    const id = await send(db, mixed);
    const site = siteOn(db, {
      beforeApply: async (lines) => {
        if (lines.includes(22))
          await sql`update platform.import_run set next_line = 999 where id = ${id}`.execute(db);
      },
    });
    expect(await workOnRun(site, id)).toBe("busy");
    expect((await sampleRows(db)).split("\n")).toHaveLength(19);
  });

  it("is given up when it fails five times at the same place, and says where", async () => {
    const { db } = await siteDatabase();
    const id = await send(db, mixed);
    const broken = siteOn(db, {
      beforeApply: (lines) => {
        if (lines.includes(40)) throw new Error("A bug.");
      },
    });
    for (let time = 0; time < 5; time += 1) await expect(workOnRun(broken, id)).rejects.toThrow("A bug.");
    expect(await workOnRun(broken, id)).toBe("ended");
    const run = await findRun(db, id);
    expect(run).toMatchObject({
      status: "failed",
      rowsAccepted: 29,
      failure: expect.stringMatching(/five times behind line 31/),
    });
  });
});

describe("a dry run", () => {
  it("says exactly what the import then does, and leaves every table as it was (invariant 15)", async () => {
    const { db } = await siteDatabase();
    const dryId = await send(db, mixed, { dryRun: true });
    const before = await everythingElse(db);
    const site = siteOn(db);
    const dry = await finish(site, dryId);
    expect(await everythingElse(db)).toBe(before);
    expect(site.told).toEqual([]);
    expect((await entriesOf(db)).map((entry) => entry.kind)).toEqual(["app.import-finished"]);

    const wetId = await send(db, mixed);
    const wet = await finish(siteOn(db), wetId);
    expect(await refusedOf(db, dryId)).toEqual(await refusedOf(db, wetId));
    expect([dry.rowsAccepted, dry.rowsRefused]).toEqual([wet.rowsAccepted, wet.rowsRefused]);
    expect(await everythingElse(db)).not.toBe(before);
  });

  it("that dies in the middle begins again and lists nothing twice", async () => {
    const { db } = await siteDatabase();
    const id = await send(db, mixed, { dryRun: true });
    const killed = siteOn(db, {
      beforeApply: (lines) => {
        if (lines.includes(62)) throw new Error("The power went away.");
      },
    });
    await expect(workOnRun(killed, id)).rejects.toThrow("The power went away.");
    expect(await sampleRows(db)).toBe("");
    expect(await finish(siteOn(db), id)).toMatchObject({ rowsAccepted: 91, rowsRefused: 4 });
    expect(await refusedOf(db, id)).toHaveLength(5);
  });
});

describe("a file that cannot be taken", () => {
  const cases: readonly (readonly [name: string, content: string | Uint8Array, says: RegExp])[] = [
    ["with a heading that is not known", "code,nam\nA1,One\n", /"name" is missing.*"nam"/],
    ["with headings and no rows", headings, /no rows/],
    ["that is empty", "", /empty/],
    ["that is a PDF", "%PDF-1.7\n%âãÏÓ", /PDF/],
    ["that is a web page", "<!doctype html><html><body>Sign in</body></html>", /web page/],
    ["that breaks off in a quotation on its last line", `${mixed}\nC99,"never closed`, /quotation/],
  ];
  it.each(cases)(
    "%s stops the import with a sentence, and applies nothing (invariant 16)",
    async (_name, content, says) => {
      const { db } = await siteDatabase();
      const id = await send(db, content);
      const run = await finish(siteOn(db), id);
      expect(run.status).toBe("failed");
      expect(run.failure).toMatch(says);
      expect(run.rowsAccepted).toBe(0);
      expect(await sampleRows(db)).toBe("");
      expect((await entriesOf(db)).at(-1)).toMatchObject({
        kind: "app.import-finished",
        body: { outcome: "failed" },
      });
    },
  );
});
