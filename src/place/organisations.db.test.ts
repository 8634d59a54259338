import { civilDate as day } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { findByCode, findOrganisation, listIdentifiers } from "./store-organisations.ts";

const { act, changed, db, problemsOf, ship, shipBasics, source } = await placeFixture();

beforeAll(shipBasics);

describe("adding an organisation", () => {
  const trust = {
    name: "Mere Hospitals NHS Trust",
    kind: "trust",
    area: "mere",
    begins: "2020-04-01",
    scheme: "ods",
    code: " rxq ",
    source,
    seen: "2026-11-20",
    keptHere: "no",
  };

  it("keeps its code, its area and where it is known from", async () => {
    const done = await act("place.add-organisation", trust);
    expect(done.href).toBe("/organisations/mere-hospitals-nhs-trust");
    const held = (await findOrganisation(db, "mere-hospitals-nhs-trust", day("2026-11-21")))!;
    expect(held).toMatchObject({
      area: { slug: "mere" },
      source,
      seen: "2026-11-20",
      basis: "kept-here",
      keptHere: false,
      version: 1,
    });
    expect(await listIdentifiers(db, { organisationId: held.id })).toEqual([
      { scheme: "ods", code: "RXQ", beginsOn: "2020-04-01" },
    ]);
    expect(changed).toContainEqual({ module: "place", kind: "organisation", id: held.id });
  });

  it("is found by its code from its first day on, and not on the day before (half-open days)", async () => {
    const at = async (date: string): Promise<number> =>
      (await findByCode(db, { code: "RXQ", at: day(date) })).length;
    expect([await at("2020-03-31"), await at("2020-04-01")]).toEqual([0, 1]);
  });

  it.each([
    [
      { code: "RXQ", scheme: "ods", begins: "2024-01-01" },
      "code: NHS organisation code (ODS) RXQ is Mere Hospitals NHS Trust's (from 1 April 2020). A code stands for one organisation at a time: correct the code or the first day.",
    ],
    [
      { code: "E09000023", scheme: "ods" },
      "code: “E09000023” is not an ODS code, which has three to six letters and figures, for example RWK. It looks like an ONS code: choose that scheme.",
    ],
    [{ code: "RXX" }, "scheme: Choose whose code it is."],
    [{ area: "nowhere" }, "area: There is no area “nowhere” here. Add it first, or correct its address."],
    [
      { area: "west", begins: "2013-04-01" },
      "area: West only begins on 1 July 2022, so an organisation that begins on 1 April 2013 cannot be for it.",
    ],
    [
      { slug: "mere-council" },
      "slug: There is an organisation at /organisations/mere-council already: Mere Council. Give another address if this is a different organisation.",
    ],
    [
      { slug: "successions" },
      "slug: /organisations/successions is a page of this site. Give another address.",
    ],
    [
      { slug: "Mere Council" },
      "slug: Use small letters, figures and single hyphens, at most 100 characters.",
    ],
    [{ kind: "quango" }, expect.stringMatching(/^kind: Choose a kind of organisation/)],
    [{ source: undefined }, "source: Say where this is known from."],
  ])("refuses %j", async (change, problem) => {
    const input = { name: "Another", kind: "trust", source, ...change };
    expect(await problemsOf(act("place.add-organisation", input))).toEqual([problem]);
    expect(await findOrganisation(db, "another", day("2026-11-21"))).toBeUndefined();
  });

  it("gives a code to one of two who ask for it at the same moment", async () => {
    const ask = async (name: string) =>
      await act("place.add-organisation", { name, kind: "trust", scheme: "ods", code: "RZZ", source });
    const both = await Promise.allSettled([ask("Twin one"), ask("Twin two")]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("stays as it is when a shipped file later names the same organisation", async () => {
    await act("place.add-organisation", { name: "Early Bird", kind: "voluntary", source });
    const shipped = [
      { slug: "mere-council", kind: "council", name: "Mere Council", area: "mere" },
      { slug: "nhs-west-icb", kind: "icb", name: "NHS West ICB", area: "west", begins_on: "2022-07-01" },
    ];
    await ship("organisations", [
      ...shipped,
      { slug: "early-bird", kind: "other", name: "The Early Bird Company" },
    ]);
    expect(await findOrganisation(db, "early-bird", day("2026-11-21"))).toMatchObject({
      name: "Early Bird",
      kind: "voluntary",
    });
    await ship("organisations", shipped);
    expect(await findOrganisation(db, "early-bird", day("2026-11-21"))).toMatchObject({ name: "Early Bird" });
  });
});
