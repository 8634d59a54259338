import { civilDate as day } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { findArea, listRelatedAreas } from "./store-areas.ts";

const { act, db, entryKind, problemsOf, shipBasics, source } = await placeFixture();

beforeAll(shipBasics);

describe("adding an area", () => {
  it("makes its address from its name, says what it lies in, and writes an entry", async () => {
    const done = await act("place.add-area", {
      name: "Mere & Vale",
      kind: "place",
      begins: "2023-04-01",
      liesIn: "/areas/west",
      share: "60%",
      source,
    });
    expect(done).toMatchObject({ message: "Mere & Vale was added, in West.", href: "/areas/mere-and-vale" });
    expect(await entryKind(done.entry)).toBe("place.area-added");
    const area = (await findArea(db, "mere-and-vale"))!;
    expect(area).toMatchObject({ name: "Mere & Vale", beginsOn: "2023-04-01", source, basis: "kept-here" });
    expect(
      (await listRelatedAreas(db, area.id, day("2023-04-01"))).wholes.map((one) => [
        one.area.slug,
        one.share,
      ]),
    ).toEqual([["west", 0.6]]);
    expect((await listRelatedAreas(db, area.id, day("2023-03-31"))).wholes).toEqual([]);
  });

  it("is marked as made up when it lies in a made-up area", async () => {
    await act("place.add-area", { name: "Tern Quay", kind: "neighbourhood", liesIn: "tern", source });
    expect((await findArea(db, "tern-quay"))?.basis).toBe("illustrative");
  });

  it.each([
    [
      { name: "West", kind: "system", source },
      "name: There is an area at /areas/west already: West. Give another address if this is a different area.",
    ],
    [
      { name: "North", kind: "place", liesIn: "nowhere", source },
      "liesIn: There is no area “nowhere” here. Add it first, or correct its address.",
    ],
    [
      { name: "North", kind: "place", liesIn: "west", begins: "2020-01-01", source },
      "liesIn: West only begins on 1 July 2022, so nothing can lie in it on 1 January 2020.",
    ],
    [
      { name: "North", kind: "place", share: "60%", source },
      "liesIn: You gave a share. Name the area of which it is one.",
    ],
    [
      { name: "!!!", kind: "place", source },
      "slug: “!!!” has no letter or figure from which an address could be made. Give one.",
    ],
    [
      { name: "North", kind: "county", source },
      expect.stringMatching(/^kind: Choose a kind of area: nation, /),
    ],
    [
      { name: "North", kind: "place", begins: "2023-02-30", source },
      expect.stringMatching(/^begins: .*2023-02-30/),
    ],
    [
      { name: "North", kind: "place", liesIn: "west", share: "40", source },
      expect.stringMatching(/^share: “40” is not a share/),
    ],
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
    for (const name of ["Ring one", "Ring two", "Ring three"])
      await act("place.add-area", { name, kind: "place", source });
    await act("place.put-area-in", { slug: "ring-one", whole: "ring-two", source });
    await act("place.put-area-in", { slug: "ring-two", whole: "ring-three", from: "2024-01-01", source });
    expect(
      await problemsOf(act("place.put-area-in", { slug: "ring-three", whole: "ring-one", source })),
    ).toEqual([
      "whole: Ring one lies in Ring three already, directly or through others, so Ring three cannot lie in Ring one: it would be its own ancestor.",
    ]);
    expect(
      await problemsOf(act("place.put-area-in", { slug: "ring-one", whole: "ring-one", source })),
    ).toEqual(["whole: Ring one cannot lie in itself."]);
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
    expect(await problemsOf(act("place.put-area-in", { slug: "split", whole: "west", source }))).toEqual([
      "whole: Split lies in West already.",
    ]);
    expect(
      await problemsOf(act("place.put-area-in", { slug: "split", whole: "east", share: "0.5", source })),
    ).toEqual([
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
