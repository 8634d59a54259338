import { civilDate as day } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { Conflict } from "../kernel/index.ts";
import type { AreaId } from "./area.ts";
import type { OrganisationId } from "./organisation.ts";
import { listLeftThings } from "./store-mergers-change.ts";
import { listRelatedAreas } from "./store-areas.ts";
import { areaIdOf, organisationIdOf } from "./store-datasets.ts";
import { findOrganisation, listSuccessions } from "./store-organisations.ts";
import { listPolls, pollsOf } from "./store-polls.ts";
import { listUnsettledPlaces } from "./store-unsettled.ts";

const { act, db, problemsOf, ship, shipBasics, source } = await placeFixture();

beforeAll(async () => {
  await shipBasics();
  for (const name of ["North", "South", "East", "Far East", "Old Whole", "Old Part"])
    await act("place.add-organisation", { name, kind: "icb", area: "mere", begins: "2022-07-01", source });
  await ship("boards", [
    {
      slug: "mere-hwb",
      kind: "health-and-wellbeing-board",
      name: "Mere Health and Wellbeing Board",
      organisation: "mere-council",
      completeness: "complete",
    },
  ]);
  await ship("seats", [
    {
      board: "mere-hwb",
      number: "01",
      role: "representative",
      organisation: "north",
      voice: "nhs-commissioner",
    },
  ]);
});

const order = { on: "2027-04-01", reason: "The order of 2027" };

describe("a merger in one act (invariant 21)", () => {
  it("refuses a body that follows itself, one that ends before it began and one that is not there, all at once or each", async () => {
    expect(
      await problemsOf(act("place.merge-organisations", { ...order, bodies: "north, south", into: "north" })),
    ).toEqual([
      "into: North cannot end and follow itself. If it goes on and takes over the others, leave it out of the bodies that end.",
    ]);
    expect(
      await problemsOf(
        act("place.merge-organisations", { ...order, bodies: "north, nowhere", into: "Union" }),
      ),
    ).toEqual(["bodies: There is no organisation “nowhere” here. Add it first, or correct its address."]);
    expect(
      await problemsOf(
        act("place.merge-organisations", {
          ...order,
          on: "2022-07-01",
          bodies: "north, south",
          into: "Union",
        }),
      ),
    ).toEqual([
      "on: North began on 1 July 2022, so it cannot end on 1 July 2022.",
      "on: South began on 1 July 2022, so it cannot end on 1 July 2022.",
    ]);
  });

  it("refuses a body that follows before it is there", async () => {
    await act("place.add-organisation", { name: "Later", kind: "icb", begins: "2028-04-01", source });
    expect(
      await problemsOf(act("place.merge-organisations", { ...order, bodies: "north, south", into: "later" })),
    ).toEqual([
      "into: Later only begins on 1 April 2028, so it is not there to follow North on 1 April 2027.",
      "into: Later only begins on 1 April 2028, so it is not there to follow South on 1 April 2027.",
    ]);
    expect((await findOrganisation(db, "north", day("2027-04-01")))?.endsOn).toBeUndefined();
  });

  it("adds the new body, ends the others, says what is unsettled and refuses to end them again", async () => {
    const done = await act("place.merge-organisations", {
      ...order,
      bodies: "north, south",
      into: "NHS Union ICB",
    });
    expect(done.message).toBe(
      "North and South end on 1 April 2027; NHS Union ICB follows. Of what they leave behind, one thing is unsettled: somebody must be asked.",
    );
    expect(await findOrganisation(db, "nhs-union-icb", day("2027-04-01"))).toMatchObject({
      kind: "icb",
      beginsOn: "2027-04-01",
      area: { slug: "mere" },
    });
    const came = await listSuccessions(db, organisationIdOf("nhs-union-icb") as OrganisationId);
    expect(came.map((one) => [one.from.slug, one.kind, one.share])).toEqual([
      ["north", "merger", 1],
      ["south", "merger", 1],
    ]);
    expect(
      await problemsOf(act("place.merge-organisations", { ...order, bodies: "north", into: "Another" })),
    ).toEqual(["bodies: North has an end already: 1 April 2027. Nothing ends twice."]);
  });

  it("lets no body follow one that came from it", async () => {
    const source1 = { source, seen: "2026-11-21", basis: "registry" };
    await ship("successions", [
      { from: "old-whole", to: "old-part", on: "2024-04-01", kind: "split", ...source1 },
    ]);
    expect(
      await problemsOf(act("place.merge-organisations", { ...order, bodies: "old-part", into: "old-whole" })),
    ).toEqual([
      "into: Old Part came from Old Whole itself, so Old Whole cannot follow it: a body would be its own ancestor.",
    ]);
  });
});

describe("a split in one act (invariant 21)", () => {
  it("refuses shares over 100%, and shares that are all given and fall short", async () => {
    const split = { ...order, body: "east" };
    expect(
      await problemsOf(act("place.split-organisation", { ...split, into: "East One = 70%\nEast Two = 40%" })),
    ).toEqual(["into: The shares add up to 110%; together they can be 100% at most."]);
    expect(
      await problemsOf(act("place.split-organisation", { ...split, into: "East One = 50%\nEast Two = 40%" })),
    ).toEqual([
      "into: Every share is given and they add up to 90%. Correct them, or leave out the one that is not known.",
    ]);
    expect(await problemsOf(act("place.split-organisation", { ...split, into: "East One" }))).toHaveLength(1);
  });

  it("refuses an area that is not there, that a body that follows does not have, or that is made up", async () => {
    const split = (into: string) =>
      problemsOf(act("place.split-organisation", { ...order, body: "east", into }));
    expect(await split("East One; nowhere\nfar-east; west")).toEqual([
      expect.stringContaining("nowhere"),
      "into: Far East is there already, for Mere. Leave its area out; it is put right on its own page.",
    ]);
    expect(await split("East One; tern\nfar-east")).toEqual([
      "into: Tern and a body that ends are not both real or both made up: neither can take over from the other.",
    ]);
  });

  it("writes each share, to a new body and to one that is there", async () => {
    await act("place.split-organisation", {
      ...order,
      body: "east",
      into: "East One = 62.5%; west\nfar-east = 37.5%",
    });
    expect((await findOrganisation(db, "east-one", day("2027-04-01")))?.area?.slug).toBe("west");
    const became = await listSuccessions(db, organisationIdOf("east") as OrganisationId);
    expect(became.map((one) => [one.to.slug, one.kind, one.share])).toEqual([
      ["east-one", "split", 0.625],
      ["far-east", "split", 0.375],
    ]);
  });
});

describe("settling what was left behind (invariant 22)", () => {
  it("is done once, with the question kept beside the answer", async () => {
    const [open] = await listLeftThings(db, organisationIdOf("north"));
    expect(open).toMatchObject({
      outcome: "must-be-asked",
      title: expect.stringContaining("Mere Health and Wellbeing"),
    });
    const settle = {
      slug: "north",
      thing: open!.id,
      as: "passes-on",
      reason: "The board said so in March 2027",
    };
    expect(await problemsOf(act("place.settle-left-behind", settle))).toEqual([
      "to: Name the body that it passes to.",
    ]);
    await act("place.settle-left-behind", { ...settle, to: "nhs-union-icb" });
    const [settled] = (await listLeftThings(db, organisationIdOf("north"))).filter(
      (one) => one.id === open!.id,
    );
    expect(settled).toMatchObject({
      outcome: "passes-on",
      why: "The board said so in March 2027",
      askedWhy: "A board says itself who takes a seat whose body has ended.",
      settledOn: "2026-11-21",
    });
    await expect(act("place.settle-left-behind", { ...settle, to: "nhs-union-icb" })).rejects.toThrow(
      Conflict,
    );
  });
});

describe("settling where a thing lies that the sources leave open (invariant 22)", () => {
  const network = { kind: "area", slug: "fell-pcn" } as const;

  it("puts the network in one of the areas in question, once, and shows question and answer together", async () => {
    await ship("areas", [
      { slug: "west", kind: "system", name: "West", begins_on: "2022-07-01" },
      { slug: "mere", kind: "place", name: "Mere" },
      { slug: "east", kind: "system", name: "East", begins_on: "2026-04-01" },
      { slug: "fell-pcn", kind: "neighbourhood", name: "Fell PCN" },
    ]);
    await ship("unsettled-places", [
      {
        subject_kind: "area",
        slug: "fell-pcn",
        on: "2026-04-01",
        question: "system",
        candidates: "west;east",
      },
    ]);
    const answer = { ...network, into: "east", reason: "NHS England's order of 1 May 2026" };
    expect(await problemsOf(act("place.settle-place", { ...answer, into: "north" }))).toEqual([
      "into: The sources leave open East (east) and West (west). Choose one of them.",
    ]);
    await act("place.settle-place", answer);
    expect(await listUnsettledPlaces(db, network)).toMatchObject([
      {
        candidates: [{ slug: "east" }, { slug: "west" }],
        settled: { into: { slug: "east" }, on: "2026-11-21", reason: "NHS England's order of 1 May 2026" },
      },
    ]);
    const lies = await listRelatedAreas(db, areaIdOf("fell-pcn") as AreaId, day("2026-04-01"));
    expect(lies.wholes).toMatchObject([{ share: 1, beginsOn: "2026-04-01", area: { slug: "east" } }]);
    await expect(act("place.settle-place", { ...answer, into: "west" })).rejects.toThrow(Conflict);
  });
});

describe("polls (invariant 18)", () => {
  it("are given to rules with what cannot be told, and say of which areas none is held", async () => {
    const poll = { council: "mere-council", kind: "ordinary", cycle: "whole-council", rule: "the list" };
    await ship("polls", [
      { ...poll, year: "2026", precision: "year", state: "past" },
      { ...poll, year: "2030", on: "2030-05-02", precision: "day", state: "expected" },
    ]);
    const asked = async (from: string, to: string) => {
      const held = await pollsOf(db, { areas: ["mere", "tern"], from: day(from), to: day(to) });
      return { polls: held.polls.map((one) => [one.year, one.within]), notHeld: held.notHeld };
    };
    expect(await asked("2026-03-01", "2026-06-30")).toEqual({
      polls: [[2026, "cannot-tell"]],
      notHeld: ["tern"],
    });
    expect(await asked("2026-01-01", "2030-05-02")).toEqual({
      polls: [
        [2026, "yes"],
        [2030, "yes"],
      ],
      notHeld: ["tern"],
    });
    expect((await asked("2027-01-01", "2030-05-01")).polls).toEqual([]);
  });

  it("take a by-election with its day, its year only, or neither; the same one once", async () => {
    const entered = { slug: "mere-council", division: "Tarn Ward", source };
    await act("place.enter-poll", { ...entered, on: "2026-12-10" });
    await act("place.enter-poll", { ...entered, division: "Fell Ward", state: "past" });
    expect(
      await problemsOf(act("place.enter-poll", { ...entered, division: "Scar Ward", year: "2025" })),
    ).toEqual(["state: The day is not known, so say whether it has been held: past or expected."]);
    await expect(act("place.enter-poll", { ...entered, on: "2026-12-10" })).rejects.toThrow(Conflict);
    const polls = await listPolls(db, organisationIdOf("mere-council"));
    expect(
      polls
        .filter((one) => one.kind === "by-election")
        .map((one) => [one.division, one.precision, one.stated]),
    ).toEqual([
      ["Tarn Ward", "day", "expected"],
      ["Fell Ward", "not-known", "past"],
    ]);
    expect(
      await problemsOf(act("place.enter-poll", { ...entered, slug: "far-east", on: "2026-12-10" })),
    ).toEqual(["slug: Far East is not a council, so it has no polls."]);
  });
});
