import { civilDate } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { testCore, testPerson } from "../../test/support/core.ts";
import { testDatabase } from "../../test/support/database.ts";
import { Conflict, Invalid, NotAllowed, NotSignedIn, fixedClock, instant, visitor } from "../kernel/index.ts";
import { findArea, listWholes } from "./store-areas.ts";
import { listLeftBehind } from "./store-changes.ts";
import { areaIdOf, organisationIdOf, placeDatasets } from "./store-datasets.ts";
import { findByCode, findOrganisation, listIdentifiers, listOrganisations, listSuccessions } from "./store-organisations.ts";
import { listBoards } from "./store-boards.ts";

const { pool, db } = await testDatabase();
const clock = fixedClock(instant("2026-11-21T09:00:00Z"));
const { act, core, changed } = testCore(pool, clock);
const source = "A test";
const day = civilDate;

/** Codes and sentences of everything wrong with an act. */
async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Invalid) return error.problems.map((problem) => `${problem.field ?? "whole"}: ${problem.message}`);
    throw error;
  }
  return [];
}

async function entryKind(id: string): Promise<string> {
  const { rows } = await pool.query<{ kind: string }>("select kind from record.entry where id = $1", [id]);
  return rows[0]!.kind;
}

const rows = { source, seen: "2026-11-21", basis: "registry" };
/** Loads rows as the shipped files are loaded. */
async function ship(key: string, given: readonly Readonly<Record<string, string>>[]): Promise<void> {
  const dataset = placeDatasets.find((one) => one.key === key)!;
  const facts = { key, title: key, publisher: "A test", licence: "none", ...rows, seen: day("2026-11-21") };
  await db.transaction().execute(async (tx) => await dataset.load(tx, given, facts));
}

beforeAll(async () => {
  await ship("areas", [
    { slug: "west", kind: "system", name: "West", begins_on: "2022-07-01" },
    { slug: "mere", kind: "place", name: "Mere" },
  ]);
  await ship("organisations", [
    { slug: "mere-council", kind: "council", name: "Mere Council", area: "mere" },
    { slug: "nhs-west-icb", kind: "icb", name: "NHS West ICB", area: "west", begins_on: "2022-07-01" },
  ]);
  await ship("illustrative-areas", [{ slug: "tern", kind: "place", name: "Tern", basis: "illustrative" }]);
  await ship("illustrative-organisations", [{ slug: "tern-council", kind: "council", name: "Tern Council", area: "tern", kept_here: "yes", basis: "illustrative" }]);
});

describe("adding an area", () => {
  it("makes its address from its name, says what it lies in, and writes an entry", async () => {
    const done = await act("place.add-area", { name: "Mere & Vale", kind: "place", begins: "2023-04-01", liesIn: "/areas/west", share: "60%", source });
    expect(done).toMatchObject({ message: "Mere & Vale was added, in West.", href: "/areas/mere-and-vale" });
    expect(await entryKind(done.entry)).toBe("place.area-added");
    const area = (await findArea(db, "mere-and-vale"))!;
    expect(area).toMatchObject({ name: "Mere & Vale", beginsOn: "2023-04-01", source, basis: "kept-here" });
    expect((await listWholes(db, area.id, day("2023-04-01"))).map((one) => [one.area.slug, one.share])).toEqual([["west", 0.6]]);
    expect(await listWholes(db, area.id, day("2023-03-31"))).toEqual([]);
  });

  it("is marked as made up when it lies in a made-up area", async () => {
    await act("place.add-area", { name: "Tern Quay", kind: "neighbourhood", liesIn: "tern", source });
    expect((await findArea(db, "tern-quay"))?.basis).toBe("illustrative");
  });

  it.each([
    [{ name: "West", kind: "system", source }, "name: There is an area at /areas/west already: West. Give another address if this is a different area."],
    [{ name: "North", kind: "place", liesIn: "nowhere", source }, "liesIn: There is no area “nowhere” here. Add it first, or correct its address."],
    [{ name: "North", kind: "place", liesIn: "west", begins: "2020-01-01", source }, "liesIn: West only begins on 1 July 2022, so nothing can lie in it on 1 January 2020."],
    [{ name: "North", kind: "place", share: "60%", source }, "liesIn: You gave a share. Name the area of which it is one."],
    [{ name: "!!!", kind: "place", source }, "slug: “!!!” has no letter or figure from which an address could be made. Give one."],
    [{ name: "North", kind: "county", source }, expect.stringMatching(/^kind: Choose a kind of area: nation, /)],
    [{ name: "North", kind: "place", begins: "2023-02-30", source }, expect.stringMatching(/^begins: .*2023-02-30/)],
    [{ name: "North", kind: "place", liesIn: "west", share: "40", source }, expect.stringMatching(/^share: “40” is not a share/)],
  ])("refuses %j", async (input, problem) => {
    expect(await problemsOf(act("place.add-area", input))).toEqual([problem]);
    expect(await findArea(db, "north")).toBeUndefined();
  });

  it("names every problem at once", async () => {
    expect(await problemsOf(act("place.add-area", { kind: "county" }))).toHaveLength(3);
  });
});

describe("what an area lies in", () => {
  it("is never a circle: an area is not its own ancestor (invariant 3)", async () => {
    for (const name of ["Ring one", "Ring two", "Ring three"]) await act("place.add-area", { name, kind: "place", source });
    await act("place.put-area-in", { slug: "ring-one", whole: "ring-two", source });
    await act("place.put-area-in", { slug: "ring-two", whole: "ring-three", from: "2024-01-01", source });
    expect(await problemsOf(act("place.put-area-in", { slug: "ring-three", whole: "ring-one", source }))).toEqual([
      "whole: Ring one lies in Ring three already, directly or through others, so Ring three cannot lie in Ring one: it would be its own ancestor.",
    ]);
    expect(await problemsOf(act("place.put-area-in", { slug: "ring-one", whole: "ring-one", source }))).toEqual(["whole: Ring one cannot lie in itself."]);
  });

  it("is not a circle either when two halves are sent at the same moment", async () => {
    for (const name of ["Half one", "Half two"]) await act("place.add-area", { name, kind: "place", source });
    const halves = await Promise.allSettled([
      act("place.put-area-in", { slug: "half-one", whole: "half-two", source }),
      act("place.put-area-in", { slug: "half-two", whole: "half-one", source }),
    ]);
    expect(halves.map((half) => half.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("is said once for any day, and its shares in one kind of area are 100% at most", async () => {
    await act("place.add-area", { name: "Split", kind: "place", liesIn: "west", share: "60%", source });
    await act("place.add-area", { name: "East", kind: "system", source });
    expect(await problemsOf(act("place.put-area-in", { slug: "split", whole: "west", source }))).toEqual(["whole: Split lies in West already."]);
    expect(await problemsOf(act("place.put-area-in", { slug: "split", whole: "east", share: "0.5", source }))).toEqual([
      "share: Of Split lies 60% in West. With this the shares in systems would add up to 110%; together they can be 100% at most.",
    ]);
    await act("place.put-area-in", { slug: "split", whole: "east", share: "40%", source });
  });

  it("never mixes real and made-up areas", async () => {
    expect(await problemsOf(act("place.put-area-in", { slug: "mere", whole: "tern", source }))).toEqual([
      "whole: Tern is made up and the other area is real: neither can lie in the other.",
    ]);
  });
});

describe("adding an organisation", () => {
  const trust = { name: "Mere Hospitals NHS Trust", kind: "trust", area: "mere", begins: "2020-04-01", scheme: "ods", code: " rxq ", source, seen: "2026-11-20", keptHere: "no" };

  it("keeps its code, its area and where it is known from", async () => {
    const done = await act("place.add-organisation", trust);
    expect(done.href).toBe("/organisations/mere-hospitals-nhs-trust");
    const held = (await findOrganisation(db, "mere-hospitals-nhs-trust", day("2026-11-21")))!;
    expect(held).toMatchObject({ area: { slug: "mere" }, source, seen: "2026-11-20", basis: "kept-here", keptHere: false, version: 1 });
    expect(await listIdentifiers(db, { organisationId: held.id })).toEqual([{ scheme: "ods", code: "RXQ", beginsOn: "2020-04-01" }]);
    expect(changed).toContainEqual({ module: "place", kind: "organisation", id: held.id });
  });

  it("is found by its code from its first day on, and not on the day before (half-open days)", async () => {
    const at = async (date: string): Promise<number> => (await findByCode(db, { code: "RXQ", at: day(date) })).length;
    expect([await at("2020-03-31"), await at("2020-04-01")]).toEqual([0, 1]);
  });

  it.each([
    [{ code: "RXQ", scheme: "ods", begins: "2024-01-01" }, "code: NHS organisation code (ODS) RXQ is Mere Hospitals NHS Trust's (from 1 April 2020). A code stands for one organisation at a time: correct the code or the first day."],
    [{ code: "E09000023", scheme: "ods" }, "code: “E09000023” is not an ODS code, which has three to six letters and figures, for example RWK. It looks like an ONS code: choose that scheme."],
    [{ code: "RXX" }, "scheme: Choose whose code it is."],
    [{ area: "nowhere" }, "area: There is no area “nowhere” here. Add it first, or correct its address."],
    [{ area: "west", begins: "2013-04-01" }, "area: West only begins on 1 July 2022, so an organisation that begins on 1 April 2013 cannot be for it."],
    [{ slug: "mere-council" }, "slug: There is an organisation at /organisations/mere-council already: Mere Council. Give another address if this is a different organisation."],
    [{ slug: "Mere Council" }, "slug: Use small letters, figures and single hyphens, at most 100 characters."],
    [{ kind: "quango" }, expect.stringMatching(/^kind: Choose a kind of organisation/)],
    [{ source: undefined }, "source: Say where this is known from."],
  ])("refuses %j", async (change, problem) => {
    const input = { name: "Another", kind: "trust", source, ...change };
    expect(await problemsOf(act("place.add-organisation", input))).toEqual([problem]);
    expect(await findOrganisation(db, "another", day("2026-11-21"))).toBeUndefined();
  });

  it("gives a code to one of two who ask for it at the same moment", async () => {
    const ask = async (name: string) => await act("place.add-organisation", { name, kind: "trust", scheme: "ods", code: "RZZ", source });
    const both = await Promise.allSettled([ask("Twin one"), ask("Twin two")]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("stays as it is when a shipped file later names the same organisation", async () => {
    await act("place.add-organisation", { name: "Early Bird", kind: "voluntary", source });
    const shipped = [
      { slug: "mere-council", kind: "council", name: "Mere Council", area: "mere" },
      { slug: "nhs-west-icb", kind: "icb", name: "NHS West ICB", area: "west", begins_on: "2022-07-01" },
    ];
    await ship("organisations", [...shipped, { slug: "early-bird", kind: "other", name: "The Early Bird Company" }]);
    expect(await findOrganisation(db, "early-bird", day("2026-11-21"))).toMatchObject({ name: "Early Bird", kind: "voluntary" });
    await ship("organisations", shipped);
    expect(await findOrganisation(db, "early-bird", day("2026-11-21"))).toMatchObject({ name: "Early Bird" });
  });
});

describe("correcting and renaming an organisation", () => {
  it("tells the second editor, whose change is not carried out", async () => {
    await act("place.add-organisation", { name: "Two Editors", kind: "other", source });
    await act("place.edit-organisation", { slug: "two-editors", version: "1", name: "First Editor" });
    const second = act("place.edit-organisation", { slug: "two-editors", version: "1", name: "Second Editor" });
    await expect(second).rejects.toMatchObject({ code: "version.stale" });
    await expect(second).rejects.toThrow("Somebody else changed First Editor after you opened this form.");
    expect(await findOrganisation(db, "two-editors", day("2026-11-21"))).toMatchObject({ name: "First Editor", version: 2 });
  });

  it("lets one of two editors of the same moment through", async () => {
    await act("place.add-organisation", { name: "Same Moment", kind: "other", source });
    const edit = async (name: string) => await act("place.edit-organisation", { slug: "same-moment", version: 1, name });
    const both = await Promise.allSettled([edit("Left"), edit("Right")]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("keeps the former name for the days before a renaming (invariant 4)", async () => {
    await act("place.add-organisation", { name: "Old Trust", kind: "trust", begins: "2015-04-01", source });
    await act("place.edit-organisation", { slug: "old-trust", version: 1, name: "Middle Trust", from: "2018-04-01" });
    const done = await act("place.edit-organisation", { slug: "old-trust", version: 2, name: "New Trust", from: "2021-07-01", source: "The order of 2021" });
    expect(done.message).toBe("Middle Trust is called New Trust from 1 July 2021.");
    expect(await entryKind(done.entry)).toBe("place.organisation-renamed");
    const nameOn = async (date: string): Promise<string | undefined> => (await findOrganisation(db, "old-trust", day(date)))?.name;
    expect(await Promise.all(["2015-04-01", "2018-03-31", "2018-04-01", "2021-06-30", "2021-07-01"].map(nameOn))).toEqual([
      "Old Trust",
      "Old Trust",
      "Middle Trust",
      "Middle Trust",
      "New Trust",
    ]);
    expect((await listOrganisations(db, { at: day("2019-01-01"), kind: "trust", illustrative: false })).map((one) => one.name)).toContain("Middle Trust");
    expect(await problemsOf(act("place.edit-organisation", { slug: "old-trust", version: 3, name: "Newest", from: "2020-01-01" }))).toEqual([
      "from: It has been called New Trust only from 1 July 2021; a new name can hold from a later day, not from 1 January 2020.",
    ]);
  });

  it("puts a wrong name right for all days, and is then no longer the shipped file's to change", async () => {
    const done = await act("place.edit-organisation", { slug: "nhs-west-icb", version: 1, name: "NHS Western ICB", area: "west" });
    expect(done.message).toBe("The name of NHS West ICB was put right: NHS Western ICB.");
    await ship("organisations", [{ slug: "nhs-west-icb", kind: "icb", name: "NHS West ICB", area: "west", begins_on: "2022-07-01" }, { slug: "mere-council", kind: "council", name: "Mere Council", area: "mere" }]);
    for (const date of ["2022-07-01", "2026-11-21"]) {
      expect(await findOrganisation(db, "nhs-west-icb", day(date))).toMatchObject({ name: "NHS Western ICB", basis: "kept-here", source: "Entered on this site: A test" });
    }
  });

  it("leaves a made-up organisation marked as made up, through later loads too", async () => {
    await act("place.edit-organisation", { slug: "tern-council", version: 1, name: "Tern Borough Council", area: "tern" });
    await ship("illustrative-organisations", [{ slug: "tern-council", kind: "council", name: "Tern Council", area: "tern", kept_here: "yes", basis: "illustrative" }]);
    expect(await findOrganisation(db, "tern-council", day("2026-11-21"))).toMatchObject({ name: "Tern Borough Council", basis: "illustrative", keptHere: true });
  });

  it.each([
    [{ name: "Mere Council", area: "mere" }, "whole: Nothing was changed. Change what is wrong, or go back."],
    [{ name: "Mere Council", area: "mere", from: "2026-01-01" }, "name: Its name is Mere Council already. Write the new name, or take out the day from which it holds."],
    [{ name: "Mere", area: "tern" }, "area: Tern is made up and the other is real: the organisation cannot be for this area."],
  ])("refuses %j", async (change, problem) => {
    expect(await problemsOf(act("place.edit-organisation", { slug: "mere-council", version: 1, ...change }))).toEqual([problem]);
  });
});

describe("ending an organisation", () => {
  async function make(...names: readonly string[]): Promise<void> {
    for (const name of names) await act("place.add-organisation", { name, kind: "icb", area: "mere", source });
  }
  const end = { endsOn: "2026-04-01", how: "merger", reason: "The order of 2026" };

  it("ends its boards, passes on its area, and lists what nobody has settled (invariant 5)", async () => {
    await make("North", "Centre", "Union");
    const [north, union] = [organisationIdOf("north"), organisationIdOf("union")];
    await ship("boards", [
      { slug: "north-board", kind: "icb-board", name: "North: board", organisation: "north", completeness: "complete" },
      { slug: "mere-hwb", kind: "health-and-wellbeing-board", name: "Mere Health and Wellbeing Board", organisation: "mere-council", completeness: "complete" },
    ]);
    await ship("seats", [{ board: "mere-hwb", number: "01", role: "representative of the NHS board", organisation: "north", voice: "nhs-commissioner", seats: "1" }]);
    const done = await act("place.end-organisation", { ...end, slug: "north", successors: "union" });
    expect(done.message).toBe(
      "North ends on 1 April 2026; Union follows it (merger). The order of 2026. One thing passes on, one thing ends with it, and one thing is unsettled: somebody must be asked.",
    );
    expect((await listLeftBehind(db, north)).map((one) => [one.title, one.outcome])).toEqual([
      ["Seats on Mere Health and Wellbeing Board: representative of the NHS board", "must-be-asked"],
      ["Its work for Mere", "passes-on"],
      ["North: board", "ends"],
    ]);
    expect(await listSuccessions(db, north as never)).toMatchObject([{ from: { slug: "north" }, to: { slug: "union" }, on: "2026-04-01", kind: "merger", source: "The order of 2026" }]);
    const around = await core.stage.links.listAround(db, { module: "place", kind: "organisation", id: north });
    expect(around).toEqual([{ from: { module: "place", kind: "organisation", id: union }, kind: "replaces", to: { module: "place", kind: "organisation", id: north }, on: "2026-04-01" }]);
    const boardsOn = async (at: string) => (await listBoards(db, { at: day(at), organisationId: north, illustrative: false })).length;
    expect([await boardsOn("2026-03-31"), await boardsOn("2026-04-01")]).toEqual([1, 0]);
  });

  it("is in being on its last day and not on the day it ends (half-open days)", async () => {
    const slugsOn = async (at: string) => (await listOrganisations(db, { at: day(at), kind: "icb", illustrative: false })).map((one) => one.slug);
    expect(await slugsOn("2026-03-31")).toContain("north");
    expect(await slugsOn("2026-04-01")).not.toContain("north");
  });

  it("frees its code from the day it ends", async () => {
    await act("place.add-organisation", { name: "Code Holder", kind: "ccg", scheme: "ods", code: "07X", source });
    await act("place.end-organisation", { slug: "code-holder", endsOn: "2022-07-01", how: "none", reason: "The Act of 2022" });
    expect(await findByCode(db, { code: "07X", at: day("2022-06-30") })).toHaveLength(1);
    expect(await findByCode(db, { code: "07X", at: day("2022-07-01") })).toEqual([]);
    expect(await problemsOf(act("place.add-organisation", { name: "Code Again", kind: "ccg", begins: "2022-06-30", scheme: "ods", code: "07X", source }))).toHaveLength(1);
    await act("place.add-organisation", { name: "Code Again", kind: "ccg", begins: "2022-07-01", scheme: "ods", code: "07X", source });
  });

  it("says that the area is unsettled when nothing follows", async () => {
    await make("Alone");
    await act("place.end-organisation", { ...end, slug: "alone", how: "none" });
    expect(await listLeftBehind(db, organisationIdOf("alone"))).toMatchObject([{ title: "Its work for Mere", outcome: "must-be-asked" }]);
  });

  it("divides the area of a body that is split, by shares", async () => {
    await make("Whole", "Part one", "Part two");
    const done = await act("place.end-organisation", { ...end, slug: "whole", how: "split", successors: [{ slug: "part-one", share: 0.6 }, { slug: "part-two", share: "40%" }] });
    expect(done.message).toContain("Part one (60%) and Part two (40%) follow it (split).");
    expect(await listLeftBehind(db, organisationIdOf("whole"))).toMatchObject([{ why: "It is divided among Part one (60%) and Part two (40%)." }]);
  });

  it("is refused a second time, on the form as well as in the act", async () => {
    await expect(act("place.end-organisation", { ...end, slug: "north", how: "none" })).rejects.toThrow("North has an end already: 1 April 2026. Nothing ends twice.");
    await expect(act("place.end-organisation", { ...end, slug: "north", how: "none" })).rejects.toBeInstanceOf(Conflict);
  });

  it("writes nothing at all when one successor is wrong", async () => {
    await make("Careful");
    await act("place.add-organisation", { name: "Latecomer", kind: "icb", begins: "2027-04-01", source });
    const problems = await problemsOf(act("place.end-organisation", { ...end, slug: "careful", successors: "latecomer\nnowhere, centre 70%, tern-council 60%, north" }));
    expect(problems).toEqual([
      "successors: Latecomer only begins on 1 April 2027, so it is not there to follow Careful on 1 April 2026.",
      "successors: There is no organisation “nowhere” here. Add it first, or correct its address.",
      "successors: Tern Borough Council is made up and Careful is real: the one cannot follow the other.",
      "successors: North ends on 1 April 2026, so it is not there to follow Careful on 1 April 2026.",
      "successors: The shares add up to 130%; together they can be 100% at most.",
    ]);
    expect((await findOrganisation(db, "careful", day("2026-11-21")))?.endsOn).toBeUndefined();
    expect(await listSuccessions(db, organisationIdOf("careful") as never)).toEqual([]);
  });

  it("keeps nobody from an office in a body whose end is still to come, and everybody after it", async () => {
    await make("Ending Later");
    await act("place.end-organisation", { ...end, slug: "ending-later", how: "none", endsOn: "2027-04-01" });
    const account = await act("identity.add-account", { email: "robin@example.org", displayName: "Robin", organisation: organisationIdOf("ending-later"), title: "Board secretary" });
    const give = act("identity.give-office", { account: account.json["account"], organisation: organisationIdOf("north"), title: "Chair", role: "keeper" });
    await expect(give).rejects.toThrow("North ended on 1 April 2026, so nobody can be given an office in it.");
    await expect(give).rejects.toMatchObject({ code: "gate.not-ready" });
  });
});

describe("who may change the register", () => {
  const edit = { slug: "tern-council", version: 99, name: "Never" };
  const cases = [
    ["a visitor", visitor, NotSignedIn],
    ["a keeper of another body", testPerson({ keeps: [organisationIdOf("mere-council")] }), NotAllowed],
    ["a member of the body who keeps nothing", testPerson({ belongs: [organisationIdOf("tern-council")] }), NotAllowed],
  ] as const;
  it.each(cases)("%s may not edit an organisation", async (_who, viewer, refusal) => {
    await expect(act("place.edit-organisation", edit, { viewer })).rejects.toBeInstanceOf(refusal);
  });

  it("a keeper of the body and an administrator may, so that only the version stands against it", async () => {
    for (const viewer of [testPerson({ keeps: [organisationIdOf("tern-council")], illustrative: true }), testPerson({ administrator: true })]) {
      await expect(act("place.edit-organisation", edit, { viewer })).rejects.toMatchObject({ code: "version.stale" });
    }
  });

  it("somebody made up never touches real things", async () => {
    const viewer = testPerson({ keeps: [organisationIdOf("mere-council")], illustrative: true });
    await expect(act("place.edit-organisation", { ...edit, slug: "mere-council" }, { viewer })).rejects.toBeInstanceOf(NotAllowed);
    await expect(act("place.add-area", { name: "Mine", kind: "place", source }, { viewer })).rejects.toBeInstanceOf(NotAllowed);
  });

  it("only administrators add to it", async () => {
    const viewer = testPerson({ keeps: [organisationIdOf("mere-council")] });
    await expect(act("place.add-organisation", { name: "Mine", kind: "other", source }, { viewer })).rejects.toBeInstanceOf(NotAllowed);
    const done = await act("place.add-area", { name: "By an administrator", kind: "place", source }, { viewer: testPerson({ administrator: true }) });
    expect(done.href).toBe("/areas/by-an-administrator");
    expect(areaIdOf("by-an-administrator")).toBe((await findArea(db, "by-an-administrator"))?.id);
  });
});
