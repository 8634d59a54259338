import { beforeAll, describe, expect, it } from "vitest";
import { testCore, testPerson } from "../../test/support/core.ts";
import { testDatabase } from "../../test/support/database.ts";
import {
  Conflict,
  Invalid,
  NotAllowed,
  fixedClock,
  instant,
  plainText,
  visitor,
  type Db,
  type Viewer,
} from "../kernel/index.ts";
import { findFile } from "../platform/files/store-files.ts";
import { search } from "../platform/search/store-search.ts";
import { checkRecord } from "../record/index.ts";
import { findBoard } from "./store-boards.ts";
import { organisationIdOf } from "./store-datasets.ts";
import { boardPage } from "./web/board-page.ts";
import { organisationPage } from "./web/organisation-page.ts";

const { pool, db } = await testDatabase();
const clock = fixedClock(instant("2026-11-21T09:00:00Z"));
const { act, asking, command, core, see } = testCore(pool, clock);
const council = organisationIdOf("mere-council");
const keeper = testPerson({ keeps: [council] });
const other = testPerson({ keeps: [organisationIdOf("mere-trust")] });
const draft = {
  slug: "mere-council",
  kind: "joint-committee",
  ground: "Its partners have not agreed yet",
  reviewOn: "2027-01-10",
};
const pdf = new TextEncoder().encode(
  "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
);

beforeAll(async () => {
  await act("place.add-area", { name: "Mere", kind: "place", source: "A test" });
  for (const name of ["Mere Council", "Mere Trust"])
    await act("place.add-organisation", {
      name,
      kind: "council",
      area: "mere",
      source: "A test",
      keptHere: "yes",
    });
});

async function setUp(name: string): Promise<{ readonly entry: string; readonly slug: string }> {
  const done = await act("place.draft-board", { ...draft, name }, { viewer: keeper });
  return { entry: done.entry, slug: String(done.json["slug"]) };
}

async function boardFor(viewer: Viewer, slug: string): Promise<string | undefined> {
  return (await see(viewer, async (read) => await findBoard(read, slug)))?.name;
}

async function pageFor(viewer: Viewer, page: typeof boardPage, slug: string) {
  return await see(
    viewer,
    async (read: Db) => await page.load(asking(read, viewer), { params: { slug }, query: {} }),
  );
}

async function entryOf(id: string): Promise<{
  kind: string;
  summary: string;
  body: string;
  audience: string;
  canonical: string;
  opens: string | null;
}> {
  const { rows } = await pool.query(
    "select kind, summary, body, audience, canonical, opens from record.entry where id = $1",
    [id],
  );
  return rows[0] as Awaited<ReturnType<typeof entryOf>>;
}

describe("a board being set up", () => {
  it("never gets the address of a page: one called Compare is at /boards/compare-2", async () => {
    expect((await setUp("Compare")).slug).toBe("compare-2");
  });

  it("is seen by its own organisation only: as page, in lists, in search (invariant 6)", async () => {
    const { slug } = await setUp("Quiet Harbour Committee");
    for (const [viewer, seen] of [
      [keeper, true],
      [other, false],
      [visitor, false],
    ] as const) {
      expect((await boardFor(viewer, slug)) !== undefined).toBe(seen);
      expect((await pageFor(viewer, boardPage, slug)) !== undefined).toBe(seen);
      expect(
        JSON.stringify(await pageFor(viewer, organisationPage, "mere-council")).includes("Quiet Harbour"),
      ).toBe(seen);
      expect(
        (await see(viewer, async (read) => await search(read, { words: "quiet harbour", limit: 5 }))).length >
          0,
      ).toBe(seen);
    }
  });

  it("is announced in the record without a word of what it is, under a commitment that names the review day", async () => {
    const { entry } = await setUp("Secret Lagoon Committee");
    const written = await entryOf(entry);
    expect(written).toMatchObject({ kind: "place.board-drafted", audience: "public" });
    expect(written.summary).toBe(
      "Mere Council is setting up a board. What it is stays sealed, and somebody looks again on 10 January 2027.",
    );
    expect(written.canonical).not.toMatch(/lagoon/i);
    expect(JSON.parse(written.canonical)).toMatchObject({
      sealed: { category: "board being set up", ground: draft.ground, reviewOn: "2027-01-10" },
    });
    expect((await findBoard(db, "secret-lagoon-committee"))?.sealedEntry).toBe(entry);
  });

  it("does not tell by its address that another board of the name is being set up", async () => {
    const slugs = [await setUp("Harbour Board"), await setUp("Harbour Board")].map((one) => one.slug);
    expect(slugs).toEqual(["harbour-board", "harbour-board-2"]);
  });

  it.each([
    [
      { reviewOn: "2026-11-21" },
      "reviewOn: 21 November 2026 is not after today, 21 November 2026. Give a later day.",
    ],
    [{ area: "nowhere" }, "area: There is no area “nowhere” here. Add it first, or correct its address."],
    [{ kind: "club" }, expect.stringMatching(/^kind: Choose a kind of board/)],
    [{ name: "…" }, "name: “…” has no letter or figure from which an address could be made."],
  ])("is refused with %j", async (change, problem) => {
    const work = act("place.draft-board", { ...draft, name: "Refused", ...change }, { viewer: keeper });
    await expect(work).rejects.toBeInstanceOf(Invalid);
    await work.catch((error: unknown) =>
      expect((error as Invalid).problems.map((one) => `${one.field}: ${one.message}`)).toEqual([problem]),
    );
  });

  it("is set up by those who keep the organisation: no administrator has a say", async () => {
    const work = act(
      "place.draft-board",
      { ...draft, name: "Mine" },
      { viewer: testPerson({ administrator: true }) },
    );
    await expect(work).rejects.toBeInstanceOf(NotAllowed);
  });

  it("cannot be set up by a body that has ended", async () => {
    await act("place.add-organisation", { name: "Gone Body", kind: "other", source: "A test" });
    await act("place.end-organisation", {
      slug: "gone-body",
      version: 1,
      endsOn: "2026-04-01",
      how: "none",
      reason: "The order",
    });
    await expect(act("place.draft-board", { ...draft, slug: "gone-body", name: "Late" })).rejects.toThrow(
      "Gone Body ended on 1 April 2026: it sets up no more boards.",
    );
  });
});

describe("publishing a board", () => {
  it("shows it, its documents and what was sealed to everybody, and the seal proves it", async () => {
    const { entry, slug } = await setUp("Open Sands Committee");
    const kept = await act(
      "place.keep-document",
      { slug, purpose: "terms-of-reference", file: { name: "terms.pdf", bytes: pdf } },
      { viewer: keeper },
    );
    const sha256 = String(kept.json["sha256"]);
    const fileFor = async (viewer: Viewer) =>
      (await see(viewer, async (read) => await findFile(read, sha256)))?.name;
    expect([await fileFor(keeper), await fileFor(other), await fileFor(visitor)]).toEqual([
      "terms.pdf",
      undefined,
      undefined,
    ]);
    expect((await entryOf(kept.entry)).audience).toBe(`organisation:${council}`);

    const done = await act(
      "place.publish-board",
      { slug, version: 1, reason: "All partners have agreed." },
      { viewer: keeper },
    );
    expect(await boardFor(visitor, slug)).toBe("Open Sands Committee");
    expect(await fileFor(visitor)).toBe("terms.pdf");
    const opening = await entryOf(done.entry);
    expect(opening).toMatchObject({
      kind: "record.opened",
      audience: "public",
      opens: entry,
      summary: "Open Sands Committee was published: All partners have agreed.",
    });
    expect(JSON.parse(opening.body)).toMatchObject({
      content: { name: "Open Sands Committee", kind: "Joint committee" },
    });
    expect((await checkRecord(db, { now: clock.now() })).problems).toEqual([]);

    const page = (await pageFor(visitor, boardPage, slug))!;
    const documents = page.sections?.find((section) => section.heading === "Documents");
    expect(documents?.kind === "list" && documents.items.map((item) => plainText(item))).toEqual([
      "terms.pdf, terms of reference, 1 kB",
    ]);
  });

  it("is refused to whoever does not say which version was seen, or saw an earlier one", async () => {
    const { slug } = await setUp("Unseen Committee");
    const publish = async (seen: Record<string, unknown>) =>
      await act("place.publish-board", { slug, reason: "Agreed.", ...seen }, { viewer: keeper });
    await expect(publish({})).rejects.toMatchObject({ problems: [{ field: "version" }] });
    await expect(publish({ version: 2 })).rejects.toMatchObject({ code: "version.stale" });
    expect((await pageFor(keeper, boardPage, slug))?.json).toMatchObject({ version: 1 });
    expect(await boardFor(visitor, slug)).toBeUndefined();
  });

  it("is refused a second time", async () => {
    const { slug } = await setUp("Twice Told Committee");
    await act("place.publish-board", { slug, version: 1, reason: "Agreed." }, { viewer: keeper });
    const again = act("place.publish-board", { slug, version: 1, reason: "Agreed." }, { viewer: keeper });
    await expect(again).rejects.toBeInstanceOf(Conflict);
    await expect(again).rejects.toThrow("Twice Told Committee is public already.");
  });

  it("happens once when two publish at the same moment", async () => {
    const { slug } = await setUp("Race Committee");
    const publish = async () =>
      await act("place.publish-board", { slug, version: 1, reason: "Agreed." }, { viewer: keeper });
    const both = await Promise.allSettled([publish(), publish()]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("also happens when the record's own command opens the sealed entry", async () => {
    const { entry, slug } = await setUp("By The Record Committee");
    await act(
      "place.keep-document",
      {
        slug,
        purpose: "other",
        file: { name: "note.pdf", base64: Buffer.from(`${String.fromCharCode(...pdf)} `).toString("base64") },
      },
      { viewer: keeper },
    );
    await act("record.open-sealed", { entry, reason: "All partners have agreed." }, { viewer: keeper });
    expect(await boardFor(visitor, slug)).toBe("By The Record Committee");
    const files = await core.stage.files.listFor(db, {
      module: "place",
      kind: "board",
      id: (await findBoard(db, slug))!.id,
    });
    expect(files.map((file) => file.audience)).toEqual(["public"]);
    await expect(
      act("place.publish-board", { slug, version: 1, reason: "Agreed." }, { viewer: keeper }),
    ).rejects.toThrow("is public already");
  });

  it("has a form for those who may see the board, and none for others", async () => {
    const { slug } = await setUp("Form Committee");
    const formFor = async (viewer: Viewer) =>
      await see(
        viewer,
        async (read) =>
          await command("place.publish-board").form?.({
            db: read,
            viewer,
            today: clock.today(),
            params: { slug },
          }),
      );
    expect((await formFor(keeper))?.title).toBe("Publish Form Committee");
    expect(await formFor(visitor)).toBeUndefined();
  });
});

describe("what a body leaves behind when it ends", () => {
  it("never names a board that is not public", async () => {
    await act("place.add-organisation", {
      name: "Leaving Body",
      kind: "other",
      area: "mere",
      source: "A test",
      keptHere: "yes",
    });
    await act("place.draft-board", {
      ...draft,
      slug: "leaving-body",
      name: "Hidden Cove Board",
      begins: "2027-06-01",
    });
    await act("place.end-organisation", {
      slug: "leaving-body",
      version: 1,
      endsOn: "2027-04-01",
      how: "none",
      reason: "The order",
    });
    const page = await pageFor(visitor, organisationPage, "leaving-body");
    expect(JSON.stringify(page)).toContain("A board being set up");
    expect(JSON.stringify(page)).not.toMatch(/hidden cove/i);
  });
});

describe("a document", () => {
  it.each([
    [{ purpose: "constitution" }, "Choose a file."],
    [
      { purpose: "diary", file: { name: "a.pdf", bytes: pdf } },
      expect.stringMatching(/^Choose what it is: constitution/),
    ],
    [
      {
        purpose: "constitution",
        file: { name: "virus.exe", bytes: new TextEncoder().encode("MZ\u0000\u0001") },
      },
      expect.stringMatching(/./),
    ],
  ])("is refused with %j", async (change, message) => {
    const { slug } = await setUp("Paper Board");
    const work = act("place.keep-document", { slug, ...change }, { viewer: keeper });
    await expect(work).rejects.toBeInstanceOf(Invalid);
    await work.catch((error: unknown) =>
      expect((error as Invalid).problems.map((one) => one.message)).toEqual([message]),
    );
    expect(
      await core.stage.files.listFor(db, {
        module: "place",
        kind: "board",
        id: (await findBoard(db, slug))!.id,
      }),
    ).toEqual([]);
  });
});
