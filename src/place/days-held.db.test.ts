import { civilDate as day, type CivilDate } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { plainText, visitor, type PageModel } from "../kernel/index.ts";
import { listAreas, listAreasById, listRelatedAreas } from "./store-areas.ts";
import { findBoard, listBoards, listBoardsById } from "./store-boards.ts";
import { areaIdOf, organisationIdOf } from "./store-datasets.ts";
import {
  findByCode,
  listOrganisations,
  listOrganisationsById,
  listSuccessions,
} from "./store-organisations.ts";
import { areaPage } from "./web/area-page.ts";
import { boardPage } from "./web/board-page.ts";
import { whoRunsHealthPanel } from "./web/home-panel.ts";
import { organisationListPage } from "./web/organisation-list.ts";
import { organisationPage } from "./web/organisation-page.ts";

const { act, asking, db, ship, shipBasics, source } = await placeFixture();

beforeAll(async () => {
  await shipBasics();
  await ship("area-parts", [{ part: "mere", whole: "west" }]);
  await ship("boards", [
    {
      slug: "mere-hwb",
      kind: "health-and-wellbeing-board",
      name: "Mere Health and Wellbeing Board",
      organisation: "mere-council",
      membership_as_at: "2016-06 to 2017-04",
      membership_on: "2016-06",
      completeness: "complete",
    },
    {
      slug: "old-board",
      kind: "system-board",
      name: "Old Board",
      ends_on: "2022-07-01",
      completeness: "complete",
    },
  ]);
  const seat = { number: "01", role: "member", voice: "council-elected" };
  await ship("seats", [
    { board: "mere-hwb", ...seat, seats: "24", organisation: "mere-council" },
    { board: "old-board", ...seat, seats: "3" },
  ]);
});

async function load(
  page: typeof boardPage,
  slug: string,
  at?: string,
  query: Readonly<Record<string, string>> = {},
): Promise<PageModel> {
  const asked = { ...asking(db, visitor), ...(at && { at: day(at), atGiven: true }) };
  const model = await page.load(asked, { params: { slug }, query });
  if (!model) throw new Error(`There is no page for ${slug}.`);
  return model;
}

async function answer(page: typeof boardPage, slug: string, at?: string): Promise<string> {
  return plainText((await load(page, slug, at)).answer ?? "");
}

describe("who sat on a board", () => {
  it("is said with the days of its source, in the past tense (invariant 9)", async () => {
    expect(await answer(boardPage, "mere-hwb")).toBe(
      "By a source of June 2016 to April 2017, Mere Health and Wellbeing Board had 24 seats. All of them are known to have been held by elected councillors.",
    );
  });

  it("before its source began is not held, and no seat is listed", async () => {
    const model = await load(boardPage, "mere-hwb", "2016-05-31");
    expect(plainText(model.answer ?? "")).toBe(
      "Who sat on Mere Health and Wellbeing Board on 31 May 2016 is not held here.",
    );
    expect(model.json).toMatchObject({ seats: [] });
  });

  it("after the board ended is not held, and today's sentence says that it is gone", async () => {
    expect(await answer(boardPage, "old-board", "2022-07-01")).toBe(
      "Who sat on Old Board on 1 July 2022 is not held here. It was in being until 30 June 2022.",
    );
    expect(await answer(boardPage, "old-board")).toBe(
      "Old Board had three seats. All of them are known to have been held by elected councillors. It was in being until 30 June 2022.",
    );
  });
});

describe("a thing whose beginning is not known", () => {
  const listed = async (at: CivilDate) => [
    ...(await listAreas(db, { at, kind: "place", illustrative: false })).map((one) => one.slug),
    ...(await listOrganisations(db, { at, kind: "council", illustrative: false })).map((one) => one.slug),
    ...(await listRelatedAreas(db, areaIdOf("mere") as never, at)).wholes.map((one) => one.area.slug),
  ];

  it("is listed from the earliest lists on, and not before (invariant 1)", async () => {
    expect(await listed(day("1900-01-01"))).toEqual([]);
    expect(await listed(day("2017-12-31"))).toEqual([]);
    expect(await listed(day("2018-01-01"))).toEqual(["mere", "mere-council"]);
    expect(await listed(day("2022-07-01"))).toEqual(["mere", "mere-council", "west"]);
  });

  it("is listed with networks and neighbourhoods only from their one list on", async () => {
    await ship("areas", [
      { slug: "west", kind: "system", name: "West", begins_on: "2022-07-01" },
      { slug: "mere", kind: "place", name: "Mere" },
      { slug: "hill", kind: "neighbourhood", name: "Hill" },
    ]);
    const on = async (at: string) =>
      (await listAreas(db, { at: day(at), kind: "neighbourhood", illustrative: false })).length;
    expect([await on("2021-12-31"), await on("2022-01-01")]).toEqual([0, 1]);
  });

  it("is said to be known since nobody knows when", async () => {
    const { sections } = await load(organisationPage, "mere-council");
    expect(JSON.stringify(sections)).toContain("Not known since when");
    expect(await answer(areaPage, "mere", "1900-01-01")).toBe(
      "Whether Mere was in being on 1 January 1900 is not held here: since when it has been is not known.",
    );
    const list = await load(organisationListPage, "", "1900-01-01");
    expect(plainText(list.answer ?? "")).toMatch(
      /^This site lists no bodies in being on 1 January 1900\. What is held here does not reach back to that day for all of them\. Some lists begin only on \d+ \w+ \d{4}, so others that existed may be missing\.$/,
    );
  });
});

describe("who runs health and care in a place", () => {
  it("names the board of the system that it lies in on the day, in sentence, table and JSON", async () => {
    expect(await answer(areaPage, "mere")).toBe(
      "Mere lies in the West system; its council is Mere Council. Its integrated care board is NHS West ICB.",
    );
    const model = await load(areaPage, "mere");
    expect(model.json).toMatchObject({
      organisations: [{ slug: "mere-council" }, { slug: "nhs-west-icb", kind: "icb" }],
    });
    expect(model.table?.rows).toHaveLength(2);
    expect((await load(areaPage, "mere", "2022-06-30")).json).toMatchObject({
      organisations: [{ slug: "mere-council" }],
    });
  });

  it("of London says what was before from what is held", async () => {
    const old = ["north", "central"].map((slug) => ({
      slug,
      kind: "system",
      name: slug,
      begins_on: "2022-07-01",
      ends_on: "2026-04-01",
    }));
    await ship("areas", [
      { slug: "london", kind: "region", name: "London" },
      { slug: "camden", kind: "place", name: "Camden" },
      { slug: "barnet", kind: "place", name: "Barnet" },
      { slug: "union", kind: "system", name: "Union", begins_on: "2026-04-01" },
      { slug: "west", kind: "system", name: "West", begins_on: "2022-07-01" },
      { slug: "mere", kind: "place", name: "Mere" },
      ...old,
    ]);
    await ship("area-parts", [
      { part: "mere", whole: "west" },
      ...["camden", "barnet"].map((part) => ({ part, whole: "london" })),
      { part: "camden", whole: "north", ends_on: "2026-04-01" },
      { part: "barnet", whole: "central", ends_on: "2026-04-01" },
      ...["camden", "barnet"].map((part) => ({ part, whole: "union", begins_on: "2026-04-01" })),
    ]);
    const panel = await whoRunsHealthPanel.load(asking(db, visitor), undefined);
    expect(plainText(panel?.answer ?? "")).toBe(
      "London has one integrated care boards today; it had two until 31 March 2026. England has 1.",
    );
    expect(panel?.sources?.[0]).toMatchObject({ seen: "2026-11-21" });
  });
});

describe("a board that would begin after its body ended", () => {
  it("never begins, and the day it would have begun stays known", async () => {
    await act("place.add-organisation", { name: "Brief Body", kind: "other", source });
    await ship("illustrative-boards", [
      {
        slug: "late-board",
        kind: "joint-committee",
        name: "Late Board",
        organisation: "brief-body",
        begins_on: "2027-01-01",
        completeness: "not-held",
      },
      {
        slug: "ended-board",
        kind: "joint-committee",
        name: "Ended Board",
        organisation: "brief-body",
        ends_on: "2026-04-01",
        completeness: "not-held",
      },
    ]);
    const done = await act("place.end-organisation", {
      slug: "brief-body",
      version: 1,
      endsOn: "2026-04-01",
      how: "none",
      reason: "An order",
    });
    expect(done.message).toContain("One thing ends with it");
    expect(await findBoard(db, "late-board")).toMatchObject({ beginsOn: "2027-01-01", neverBegan: true });
    const later = await listBoards(db, { at: day("2028-01-01"), illustrative: true });
    expect(later.map((one) => one.slug)).not.toContain("late-board");
    expect(await answer(boardPage, "late-board")).toContain("It never began");
  });
});

describe("a second editor", () => {
  it("who saw an earlier version cannot end the body", async () => {
    await act("place.add-organisation", { name: "Twice", kind: "other", source });
    await act("place.edit-organisation", { slug: "twice", version: 1, name: "Twice Over", source });
    const late = { slug: "twice", version: 1, endsOn: "2026-04-01", how: "none", reason: "An order" };
    await expect(act("place.end-organisation", late)).rejects.toMatchObject({ code: "version.stale" });
  });
});

describe("asking for things", () => {
  it("by words that are no ids finds nothing and does not fail", async () => {
    expect(await listAreasById(db, ["x"])).toEqual([]);
    expect(await listOrganisationsById(db, ["x"])).toEqual([]);
    expect(await listBoardsById(db, ["x"])).toEqual([]);
  });

  it("by code or succession gives the name of the day", async () => {
    const codes = { scheme: "ods", code: "9ZZ" };
    await act("place.add-organisation", {
      name: "Old Name",
      kind: "other",
      source,
      begins: "2020-01-01",
      ...codes,
    });
    await act("place.add-organisation", { name: "Follower", kind: "other", source });
    await act("place.edit-organisation", {
      slug: "old-name",
      version: 1,
      name: "New Name",
      from: "2024-01-01",
      source,
    });
    await act("place.end-organisation", {
      slug: "old-name",
      version: 2,
      endsOn: "2026-04-01",
      how: "merger",
      successors: "follower",
      reason: "An order",
    });
    const names = async (at: string) => [
      ...(await findByCode(db, { code: "9ZZ", at: day(at) })).map((one) => one.name),
      ...(await listSuccessions(db, organisationIdOf("old-name") as never, day(at))).map(
        (one) => one.from.name,
      ),
    ];
    expect(await names("2023-12-31")).toEqual(["Old Name", "Old Name"]);
    expect(await names("2024-01-01")).toEqual(["New Name", "New Name"]);
  });
});
