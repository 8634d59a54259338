import { execFileSync } from "node:child_process";
import { civilDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { askingPorts } from "../../test/support/asking.ts";
import { testDatabase } from "../../test/support/database.ts";
import {
  fixedClock,
  instant,
  plainText,
  subjectText,
  visitor,
  type Asking,
  type Capacity,
  type EntryDraft,
  type PageModel,
  type PanelModel,
  type SubjectDescription,
  type SubjectRef,
} from "../kernel/index.ts";
import { sha256Hex } from "./hash.ts";
import { createRecordModule } from "./module.ts";
import { findEntry, findHead } from "./store-entries.ts";
import { sequence } from "./store-sequencer.ts";
import { createRecorder } from "./store.ts";

const { db } = await testDatabase();
const recorder = createRecorder();
const clock = fixedClock(instant("2026-11-21T12:00:00Z"));
const council: SubjectRef = { module: "place", kind: "organisation", id: "council" };
const area: SubjectRef = { module: "place", kind: "area", id: "quiet" };
const clerk: Capacity = { kind: "office", title: "Clerk, Aldermere Council", organisation: council };

const known: readonly SubjectDescription[] = [
  {
    ref: council,
    title: "Aldermere Council",
    kindLabel: "Council",
    summary: "",
    href: "/organisations/aldermere-council",
    audience: "public",
    illustrative: true,
  },
  {
    ref: area,
    title: "Quiet",
    kindLabel: "Place",
    summary: "",
    href: "/areas/quiet",
    audience: "public",
    illustrative: false,
  },
];
const manifest = createRecordModule({
  describe: (_db, refs) =>
    Promise.resolve(known.filter((one) => refs.some((ref) => subjectText(ref) === subjectText(one.ref)))),
});

function asking<T>(load: (asking: Asking) => Promise<T>, at?: CivilDate, audiences = "public"): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`set local role concordat_reader`.execute(tx);
    await sql`select set_config('concordat.audiences', ${audiences}, true)`.execute(tx);
    const today = clock.today();
    return await load({
      db: tx,
      viewer: visitor,
      at: at ?? today,
      atGiven: at !== undefined,
      today,
      clock,
      ...askingPorts,
    });
  });
}

interface Visit {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly at?: CivilDate;
  readonly audiences?: string;
}

/** Asks for a page as a visitor does: parsed address, reader's role; the JSON is held against its declared shape. */
async function visit(
  name: string,
  { params = {}, query = {}, at, audiences }: Visit = {},
): Promise<PageModel | undefined> {
  const page = manifest.pages?.find((one) => one.name === name);
  if (page === undefined) throw new Error(`There is no page ${name}.`);
  const input = {
    params: page.params?.parse(params) ?? {},
    query: page.query?.parse(query) ?? {},
  };
  const model = await asking((one) => page.load(one, input), at, audiences);
  if (model !== undefined) page.json.parse(JSON.parse(JSON.stringify(model.json)));
  return model;
}

async function write(
  draft: Partial<EntryDraft> = {},
  at = "2026-11-21T10:00:00Z",
  capacity = clerk,
): Promise<string> {
  const whole = {
    kind: "place.board-planned",
    summary: "A board is planned.",
    subjects: [council],
    body: {},
    ...draft,
  };
  const written = await db
    .transaction()
    .execute((tx) => recorder.write(tx, { at: instant(at), capacity, draft: whole }));
  return written.id;
}

const answerOf = (model: PageModel | PanelModel | undefined): string => plainText(model?.answer ?? "");
/** Everything that a page shows in words, in one text. */
const textOf = (model: PageModel | undefined): string =>
  JSON.stringify([model?.title, model?.answer, model?.table, model?.sections]);
const codeOf = (model: PageModel | undefined, heading: string): string => {
  const section = model?.sections?.find((one) => one.kind === "code" && one.heading === heading);
  return section?.kind === "code" ? section.code : "";
};
const typed = (line: string): string =>
  execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" }).slice(0, 64);

describe("the page of the record", () => {
  test("of an empty record says that nothing is recorded yet and what will be", async () => {
    const model = await visit("record.entries");
    expect(answerOf(model)).toBe(
      "No act that you may see was recorded. Every public act on this site will leave a line here.",
    );
    expect(model?.json).toEqual({ items: [], waiting: 0 });
  });

  test("says how many acts are recorded, which was the last, and how far the chain reaches", async () => {
    await write({ summary: "The first." }, "2026-11-21T10:00:00Z");
    expect(answerOf(await visit("record.entries"))).toBe(
      "One act is recorded. The last was on 21 November 2026 at 10:00: The first. The chain is about to begin, " +
        "and one act will follow within two seconds.",
    );
    await sequence(db, 10);
    await write(
      { summary: "The second.", kind: "place.area-named", subjects: [area] },
      "2026-11-21T10:05:00Z",
      {
        kind: "system",
        title: "Concordat itself",
      },
    );
    await sequence(db, 10);
    const model = await visit("record.entries");
    expect(answerOf(model)).toBe(
      "Two acts are recorded. The last was on 21 November 2026 at 10:05: The second. The chain has no gap up to position 2.",
    );
    expect(model?.table?.rows.map((row) => [row["position"], row["what"], row["about"]])).toEqual([
      [2, expect.objectContaining({ text: "The second." }), "Quiet"],
      [1, expect.objectContaining({ text: "The first.", tag: "Illustrative" }), "Aldermere Council"],
    ]);
    expect(model?.table?.caption).toBe("Entries, newest first (positions 2 to 1)");
    const head = await findHead(db);
    expect(codeOf(model, "Check this yourself")).toBe(`2 ${head?.sha256}`);
    expect(model?.subjects).toEqual([{ module: "record", kind: "entry", id: "*" }]);
  });

  test("can be narrowed to one kind and to what was written until a day", async () => {
    await write({ summary: "Next day." }, "2026-11-22T10:00:00Z");
    await sequence(db, 10);
    const kind = await visit("record.entries", { query: { kind: "place.area-named" } });
    expect(answerOf(kind)).toBe(
      "The last act of this kind recorded was on 21 November 2026 at 10:05: The second.",
    );
    expect(textOf(kind)).toContain('{"strong":"Area named"}');
    const until = await visit("record.entries", { at: civilDate("2026-11-21") });
    expect(answerOf(until)).toBe(
      "The last act recorded on or before 21 November 2026 was on 21 November 2026 at 10:05: The second.",
    );
    expect(textOf(until)).toContain('"href":"/record?kind=place.area-named&at=2026-11-21"');
    expect(answerOf(await visit("record.entries", { query: { kind: "no.such" } }))).toMatch(
      /^No act of this kind/,
    );
  });

  test("leads to earlier and later entries and back, each entry once", async () => {
    const walk = async (
      query: Record<string, string>,
    ): Promise<{ positions: unknown; json: Readonly<Record<string, unknown>> }> => {
      const model = await visit("record.entries", { query });
      return { positions: model?.table?.rows.map((row) => row["position"]), json: model?.json ?? {} };
    };
    const first = await walk({ limit: "2" });
    expect(first.positions).toEqual([3, 2]);
    expect(first.json).toMatchObject({ earlier: "/record?limit=2&before=2" });
    expect(first.json).not.toHaveProperty("later");
    const second = await walk({ limit: "2", before: "2" });
    expect(second.positions).toEqual([1]);
    expect(second.json).toMatchObject({ later: "/record?limit=2&after=1" });
    expect(second.json).not.toHaveProperty("earlier");
    const back = await walk({ limit: "2", after: "1" });
    expect(back.positions).toEqual([3, 2]);
    expect(back.json).toMatchObject({ earlier: "/record?limit=2&before=2" });
    expect(back.json).not.toHaveProperty("later");
  });

  test("refuses positions and limits that are no numbers", () => {
    const query = manifest.pages?.find((one) => one.name === "record.entries")?.query;
    for (const wrong of [{ before: "-1" }, { after: "x" }, { limit: "1001" }, { limit: "0" }]) {
      expect(query?.safeParse(wrong).success).toBe(false);
    }
    expect(query?.safeParse({ before: "", after: "", limit: "", kind: "" }).success).toBe(true);
  });
});

describe("the page of an entry", () => {
  test("says what was done, by which office, about what, and marks what is made up", async () => {
    const body = { endedOn: "2026-03-31", isMerger: true, parts: [1, 2], nothing: null };
    const id = await write({ summary: "It's a 100% £ board.", body });
    await sequence(db, 10);
    const model = await visit("record.entry", { params: { id } });
    expect(model?.title).toBe("Entry 4 of the record");
    expect(answerOf(model)).toBe(
      "It's a 100% £ board. Recorded on 21 November 2026 at 10:00 by: Clerk, Aldermere Council.",
    );
    expect(model?.illustrative).toBe(true);
    const facts = model?.sections?.flatMap((one) => (one.kind === "facts" ? one.facts : [])) ?? [];
    const inWords = Object.fromEntries(facts.map((fact) => [fact.label, plainText(fact.value)]));
    expect(inWords).toMatchObject({
      "Ended on": "2026-03-31",
      "Is merger": "Yes",
      Parts: "[1,2]",
      Nothing: "Nothing",
      About: "Aldermere Council (Council; all that was recorded about it)",
      "Who may see it": "Everybody",
    });
    expect(model?.actions?.map((action) => action.command)).toEqual(["record.correct"]);
  });

  test("shows lines for a terminal that print exactly the hashes on the page", async () => {
    const id = await write({ summary: 'It\'s a $HOME `id` "test" of 100% £.', body: { line: "a\nb\\n" } });
    await sequence(db, 10);
    const model = await visit("record.entry", { params: { id } });
    const entry = await findEntry(db, id);
    expect(sha256Hex(codeOf(model, "The text that is hashed"))).toBe(entry?.sha256);
    expect(typed(codeOf(model, "Check the entry"))).toBe(entry?.sha256);
    expect(typed(codeOf(model, "Check its place in the chain"))).toBe(entry?.chain?.sha256);
  });

  test("of an entry not yet chained says that its place will follow", async () => {
    const id = await write();
    const model = await visit("record.entry", { params: { id } });
    expect(model?.title).toBe("An entry of the record");
    expect(textOf(model)).toContain("It gets its place within two seconds.");
    await sequence(db, 10);
  });

  test("shows of what is sealed its category, ground, review date and commitment, and never its content", async () => {
    const content = { name: "Riverside partnership" };
    const seal = {
      category: "board being set up",
      ground: "not agreed yet",
      reviewOn: civilDate("2027-01-31"),
      content,
    };
    const id = await write({ sealed: seal });
    const before = await visit("record.entry", { params: { id } });
    expect(textOf(before)).toContain("board being set up");
    expect(textOf(before)).toContain("Sealed; to be looked at again on 31 January 2027");
    expect(JSON.stringify(before)).not.toContain("Riverside");
    expect(before?.actions?.map((action) => action.command)).toEqual([
      "record.open-sealed",
      "record.correct",
    ]);
    const openedBy = await db.transaction().execute(async (tx) => {
      const opening = await recorder.open(tx, id);
      const draft = {
        kind: "record.opened",
        summary: "Opened.",
        subjects: [],
        body: { opened: id, ...opening },
      };
      return (await recorder.write(tx, { at: clock.now(), capacity: clerk, draft })).id;
    });
    const after = await visit("record.entry", { params: { id } });
    expect(textOf(after)).toContain(`"href":"/record/${openedBy}"`);
    expect(after?.json["openedBy"]).toBe(openedBy);
    expect(after?.actions?.map((action) => action.command)).toEqual(["record.correct"]);
    const opening = await visit("record.entry", { params: { id: openedBy } });
    expect(textOf(opening)).toContain("It opens: ");
    const commitment = (await findEntry(db, id))?.sealed?.commitment;
    expect(typed(codeOf(opening, "Check what was opened"))).toBe(commitment);
  });

  test("shows a correction on the old entry and the old entry on the correction", async () => {
    const id = await write({ summary: "Wrong." });
    const correction = await write({ summary: "Right.", corrects: id });
    const old = await visit("record.entry", { params: { id } });
    expect(answerOf(old)).toContain("Corrected since: Right.");
    expect(old?.json["correctedBy"]).toEqual([correction]);
    expect(textOf(await visit("record.entry", { params: { id: correction } }))).toContain("It corrects: ");
  });

  test("is not there for whoever may not see the entry, nor for an id that is none", async () => {
    const id = await write({ audience: "organisation:council" });
    expect(await visit("record.entry", { params: { id } })).toBeUndefined();
    expect(await visit("record.entry", { params: { id: "nonsense" } })).toBeUndefined();
    const member = await visit("record.entry", { params: { id }, audiences: "public,organisation:council" });
    expect(textOf(member)).toContain("Those who hold an office or seat in Aldermere Council");
  });
});

describe("what was recorded about one thing", () => {
  test("has a page of its own", async () => {
    const model = await visit("record.of-subject", { params: { subject: "place:area:quiet" } });
    expect(model?.title).toBe("What was recorded about Quiet");
    expect(answerOf(model)).toBe(
      "One act about Quiet is recorded. The last was on 21 November 2026 at 10:05: The second.",
    );
    expect(model?.json).toMatchObject({ count: 1, items: [{ summary: "The second." }] });
  });

  test("says so when nothing was recorded until the day asked about", async () => {
    const params = { subject: "place:area:quiet" };
    const model = await visit("record.of-subject", { params, at: civilDate("2026-11-20") });
    expect(answerOf(model)).toBe(
      "Nothing about Quiet has been recorded here on or before 20 November 2026. Acts on this site that concern it will " +
        "be listed here.",
    );
  });

  test.each(["place:area:unknown", "place:area:*", "nonsense", "place:area"])(
    "is not there for %s",
    async (subject) => {
      expect(await visit("record.of-subject", { params: { subject } })).toBeUndefined();
    },
  );

  test("stands as a panel on the pages of areas, organisations and boards", async () => {
    expect(manifest.panels?.map((panel) => panel.on)).toEqual(["area", "organisation", "board"]);
    const panel = manifest.panels?.find((one) => one.on === "organisation");
    const model = await asking((one) => panel?.load(one, council) ?? Promise.resolve(undefined));
    expect(model?.table?.rows).toHaveLength(5);
    expect(model?.href).toBe("/record/of/place:organisation:council");
    expect(answerOf(model)).toMatch(/^The last of (?:[a-z]+|\d+) recorded acts was on 21 November 2026 at /);
    const nothing = { ...council, id: "silent" };
    expect(await asking((one) => panel?.load(one, nothing) ?? Promise.resolve(undefined))).toBeUndefined();
    expect(await asking((one) => panel?.load(one, undefined) ?? Promise.resolve(undefined))).toBeUndefined();
  });
});

describe("open data and search", () => {
  test("the whole chain can be computed again from the two tables", async () => {
    await sequence(db, 100);
    const rows = async (name: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
      const table = manifest.openData?.find((one) => one.name === name);
      return await asking((one) => table?.rows(one) ?? Promise.resolve([]));
    };
    const entries = await rows("record");
    const links = await rows("record-chain");
    // One entry is not public: it has a link and no row.
    expect(entries.length).toBe(links.length - 1);
    let previous = "0".repeat(64);
    for (const [index, link] of links.entries()) {
      expect(link).toMatchObject({ position: index + 1, previous });
      previous = sha256Hex(`concordat record chain 1\n${index + 1}\n${previous}\n${String(link["entry"])}\n`);
      expect(link["sha256"]).toBe(previous);
    }
    for (const entry of entries) {
      expect(sha256Hex(String(entry["canonical"]))).toBe(entry["sha256"]);
      expect(links[Number(entry["position"]) - 1]?.["entry"]).toBe(entry["sha256"]);
    }
  });

  test("entries are described for links and search, as far as the reader may see them", async () => {
    const kind = manifest.subjects?.find((one) => one.kind === "entry");
    const ids = await kind?.listIds(db);
    const seen = await asking((one) => kind?.describe(one.db, ids ?? []) ?? Promise.resolve([]));
    expect(seen.length).toBe((ids?.length ?? 0) - 1);
    const first = seen.find((one) => one.title === "The first.");
    expect(first).toMatchObject({
      kindLabel: "Entry of the record: board planned",
      summary: "Recorded by: Clerk, Aldermere Council.",
      href: `/record/${first?.ref.id}`,
      illustrative: true,
    });
    expect(await kind?.describe(db, [])).toEqual([]);
  });
});
