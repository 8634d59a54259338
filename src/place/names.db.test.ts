import { civilDate as day } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { findOrganisation, listOrganisations } from "./store-organisations.ts";

const { act, db, entryKind, problemsOf, ship, shipBasics, source } = await placeFixture();

beforeAll(shipBasics);

describe("correcting and renaming an organisation", () => {
  it("tells the second editor, whose change is not carried out", async () => {
    await act("place.add-organisation", { name: "Two Editors", kind: "other", source });
    await act("place.edit-organisation", { slug: "two-editors", version: "1", name: "First Editor" });
    const second = act("place.edit-organisation", {
      slug: "two-editors",
      version: "1",
      name: "Second Editor",
    });
    await expect(second).rejects.toMatchObject({ code: "version.stale" });
    await expect(second).rejects.toThrow("Somebody else changed First Editor after you opened this form.");
    expect(await findOrganisation(db, "two-editors", day("2026-11-21"))).toMatchObject({
      name: "First Editor",
      version: 2,
    });
  });

  it("lets one of two editors of the same moment through", async () => {
    await act("place.add-organisation", { name: "Same Moment", kind: "other", source });
    const edit = async (name: string) =>
      await act("place.edit-organisation", { slug: "same-moment", version: 1, name });
    const both = await Promise.allSettled([edit("Left"), edit("Right")]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("keeps the former name for the days before a renaming (invariant 4)", async () => {
    await act("place.add-organisation", { name: "Old Trust", kind: "trust", begins: "2015-04-01", source });
    await act("place.edit-organisation", {
      slug: "old-trust",
      version: 1,
      name: "Middle Trust",
      from: "2018-04-01",
    });
    const done = await act("place.edit-organisation", {
      slug: "old-trust",
      version: 2,
      name: "New Trust",
      from: "2021-07-01",
      source: "The order of 2021",
    });
    expect(done.message).toBe("Middle Trust is called New Trust from 1 July 2021.");
    expect(await entryKind(done.entry)).toBe("place.organisation-renamed");
    const nameOn = async (date: string): Promise<string | undefined> =>
      (await findOrganisation(db, "old-trust", day(date)))?.name;
    expect(
      await Promise.all(["2015-04-01", "2018-03-31", "2018-04-01", "2021-06-30", "2021-07-01"].map(nameOn)),
    ).toEqual(["Old Trust", "Old Trust", "Middle Trust", "Middle Trust", "New Trust"]);
    expect(
      (await listOrganisations(db, { at: day("2019-01-01"), kind: "trust", illustrative: false })).map(
        (one) => one.name,
      ),
    ).toContain("Middle Trust");
    expect(
      await problemsOf(
        act("place.edit-organisation", { slug: "old-trust", version: 3, name: "Newest", from: "2020-01-01" }),
      ),
    ).toEqual([
      "from: It has been called New Trust only from 1 July 2021; a new name can hold from a later day, not from 1 January 2020.",
    ]);
  });

  it("puts a wrong name right for all days, and is then no longer the shipped file's to change", async () => {
    const done = await act("place.edit-organisation", {
      slug: "nhs-west-icb",
      version: 1,
      name: "NHS Western ICB",
      area: "west",
    });
    expect(done.message).toBe("The name of NHS West ICB was put right: NHS Western ICB.");
    await ship("organisations", [
      { slug: "nhs-west-icb", kind: "icb", name: "NHS West ICB", area: "west", begins_on: "2022-07-01" },
      { slug: "mere-council", kind: "council", name: "Mere Council", area: "mere" },
    ]);
    for (const date of ["2022-07-01", "2026-11-21"]) {
      expect(await findOrganisation(db, "nhs-west-icb", day(date))).toMatchObject({
        name: "NHS Western ICB",
        basis: "kept-here",
        source: "Entered on this site: A test",
      });
    }
  });

  it("leaves a made-up organisation marked as made up, through later loads too", async () => {
    await act("place.edit-organisation", {
      slug: "tern-council",
      version: 1,
      name: "Tern Borough Council",
      area: "tern",
    });
    await ship("illustrative-organisations", [
      {
        slug: "tern-council",
        kind: "council",
        name: "Tern Council",
        area: "tern",
        kept_here: "yes",
        basis: "illustrative",
      },
    ]);
    expect(await findOrganisation(db, "tern-council", day("2026-11-21"))).toMatchObject({
      name: "Tern Borough Council",
      basis: "illustrative",
      keptHere: true,
    });
  });

  it.each([
    [{ name: "Mere Council", area: "mere" }, "whole: Nothing was changed. Change what is wrong, or go back."],
    [
      { name: "Mere Council", area: "mere", from: "2026-01-01" },
      "name: Its name is Mere Council already. Write the new name, or take out the day from which it holds.",
    ],
    [
      { name: "Mere", area: "tern" },
      "area: Tern is made up and the other is real: the organisation cannot be for this area.",
    ],
  ])("refuses %j", async (change, problem) => {
    expect(
      await problemsOf(act("place.edit-organisation", { slug: "mere-council", version: 1, ...change })),
    ).toEqual([problem]);
  });
});
