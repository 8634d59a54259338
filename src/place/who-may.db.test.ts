import { beforeAll, describe, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { testPerson } from "../../test/support/core.ts";
import { NotAllowed, NotSignedIn, visitor } from "../kernel/index.ts";
import { findArea } from "./store-areas.ts";
import { areaIdOf, organisationIdOf } from "./store-datasets.ts";

const { act, db, shipBasics, source } = await placeFixture();

beforeAll(shipBasics);

describe("who may change the register", () => {
  const edit = { slug: "tern-council", version: 99, name: "Never" };
  const cases = [
    ["a visitor", visitor, NotSignedIn],
    ["a keeper of another body", testPerson({ keeps: [organisationIdOf("mere-council")] }), NotAllowed],
    [
      "a member of the body who keeps nothing",
      testPerson({ belongs: [organisationIdOf("tern-council")] }),
      NotAllowed,
    ],
  ] as const;
  it.each(cases)("%s may not edit an organisation", async (_who, viewer, refusal) => {
    await expect(act("place.edit-organisation", edit, { viewer })).rejects.toBeInstanceOf(refusal);
  });

  it("a keeper of the body and an administrator may, so that only the version stands against it", async () => {
    for (const viewer of [
      testPerson({ keeps: [organisationIdOf("tern-council")], illustrative: true }),
      testPerson({ administrator: true }),
    ]) {
      await expect(act("place.edit-organisation", edit, { viewer })).rejects.toMatchObject({
        code: "version.stale",
      });
    }
  });

  it("somebody made up never touches real things", async () => {
    const viewer = testPerson({ keeps: [organisationIdOf("mere-council")], illustrative: true });
    await expect(
      act("place.edit-organisation", { ...edit, slug: "mere-council" }, { viewer }),
    ).rejects.toBeInstanceOf(NotAllowed);
    await expect(
      act("place.add-area", { name: "Mine", kind: "place", source }, { viewer }),
    ).rejects.toBeInstanceOf(NotAllowed);
  });

  it("only administrators add to it", async () => {
    const viewer = testPerson({ keeps: [organisationIdOf("mere-council")] });
    await expect(
      act("place.add-organisation", { name: "Mine", kind: "other", source }, { viewer }),
    ).rejects.toBeInstanceOf(NotAllowed);
    const done = await act(
      "place.add-area",
      { name: "By an administrator", kind: "place", source },
      { viewer: testPerson({ administrator: true }) },
    );
    expect(done.href).toBe("/areas/by-an-administrator");
    expect(areaIdOf("by-an-administrator")).toBe((await findArea(db, "by-an-administrator"))?.id);
  });
});
