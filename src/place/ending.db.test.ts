import { civilDate as day } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { Conflict } from "../kernel/index.ts";
import type { OrganisationId } from "./organisation.ts";
import { listBoards } from "./store-boards.ts";
import { listLeftBehind } from "./store-changes.ts";
import { organisationIdOf } from "./store-datasets.ts";
import { findByCode, findOrganisation, listOrganisations, listSuccessions } from "./store-organisations.ts";

const { act, core, db, problemsOf, ship, shipBasics, source } = await placeFixture();

beforeAll(shipBasics);

async function make(...names: readonly string[]): Promise<void> {
  for (const name of names) await act("place.add-organisation", { name, kind: "icb", area: "mere", source });
}
const end = { version: 1, endsOn: "2026-04-01", how: "merger", reason: "The order of 2026" };

/** A board of North, and a seat of North on a board of the council. */
async function shipBoards(): Promise<void> {
  await ship("boards", [
    {
      slug: "north-board",
      kind: "icb-board",
      name: "North: board",
      organisation: "north",
      completeness: "complete",
    },
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
      role: "representative of the NHS board",
      organisation: "north",
      voice: "nhs-commissioner",
      seats: "1",
    },
  ]);
}

describe("ending an organisation", () => {
  it("ends its boards, passes on its area, and lists what nobody has settled (invariant 5)", async () => {
    await make("North", "Centre", "Union");
    const north = organisationIdOf("north");
    await shipBoards();
    const done = await act("place.end-organisation", { ...end, slug: "north", successors: "union" });
    expect(done.message).toBe(
      "North ends on 1 April 2026; Union follows it (merger). The order of 2026. One thing passes on and one thing ends with it; one thing is unsettled: somebody must be asked.",
    );
    expect((await listLeftBehind(db, north)).map((one) => [one.title, one.outcome])).toEqual([
      ["Seats on Mere Health and Wellbeing Board: representative of the NHS board", "must-be-asked"],
      ["Its work for Mere", "passes-on"],
      ["North: board", "ends"],
    ]);
    const boardsOn = async (at: string) =>
      (await listBoards(db, { at: day(at), organisationId: north, illustrative: false })).length;
    expect([await boardsOn("2026-03-31"), await boardsOn("2026-04-01")]).toEqual([1, 0]);
  });

  it("writes down who follows, and links the two", async () => {
    const [north, union] = [organisationIdOf("north"), organisationIdOf("union")];
    expect(await listSuccessions(db, north as OrganisationId)).toMatchObject([
      {
        from: { slug: "north" },
        to: { slug: "union" },
        on: "2026-04-01",
        kind: "merger",
        source: "The order of 2026",
      },
    ]);
    const around = await core.stage.links.listAround(db, {
      module: "place",
      kind: "organisation",
      id: north,
    });
    expect(around).toEqual([
      {
        from: { module: "place", kind: "organisation", id: union },
        kind: "replaces",
        to: { module: "place", kind: "organisation", id: north },
        on: "2026-04-01",
      },
    ]);
  });

  it("is in being on its last day and not on the day it ends (half-open days)", async () => {
    const slugsOn = async (at: string) =>
      (await listOrganisations(db, { at: day(at), kind: "icb", illustrative: false })).map((one) => one.slug);
    expect(await slugsOn("2026-03-31")).toContain("north");
    expect(await slugsOn("2026-04-01")).not.toContain("north");
  });
});

describe("what follows a body that ends", () => {
  it("frees its code from the day it ends", async () => {
    await act("place.add-organisation", {
      name: "Code Holder",
      kind: "ccg",
      scheme: "ods",
      code: "07X",
      source,
    });
    await act("place.end-organisation", {
      slug: "code-holder",
      version: 1,
      endsOn: "2022-07-01",
      how: "none",
      reason: "The Act of 2022",
    });
    expect(await findByCode(db, { code: "07X", at: day("2022-06-30") })).toHaveLength(1);
    expect(await findByCode(db, { code: "07X", at: day("2022-07-01") })).toEqual([]);
    expect(
      await problemsOf(
        act("place.add-organisation", {
          name: "Code Again",
          kind: "ccg",
          begins: "2022-06-30",
          scheme: "ods",
          code: "07X",
          source,
        }),
      ),
    ).toHaveLength(1);
    await act("place.add-organisation", {
      name: "Code Again",
      kind: "ccg",
      begins: "2022-07-01",
      scheme: "ods",
      code: "07X",
      source,
    });
  });

  it("says that the area is unsettled when nothing follows", async () => {
    await make("Alone");
    await act("place.end-organisation", { ...end, slug: "alone", how: "none" });
    expect(await listLeftBehind(db, organisationIdOf("alone"))).toMatchObject([
      { title: "Its work for Mere", outcome: "must-be-asked" },
    ]);
  });

  it("divides the area of a body that is split, by shares", async () => {
    await make("Whole", "Part one", "Part two");
    const done = await act("place.end-organisation", {
      ...end,
      slug: "whole",
      how: "split",
      successors: [
        { slug: "part-one", share: 0.6 },
        { slug: "part-two", share: "40%" },
      ],
    });
    expect(done.message).toContain("Part one (60%) and Part two (40%) follow it (split).");
    expect(await listLeftBehind(db, organisationIdOf("whole"))).toMatchObject([
      { why: "It is divided among Part one (60%) and Part two (40%)." },
    ]);
  });
});

describe("an end that cannot be", () => {
  it("is one whose sender does not say which version was seen", async () => {
    await make("Unseen");
    const unseen = { ...end, slug: "unseen", how: "none", version: undefined };
    expect(await problemsOf(act("place.end-organisation", unseen))).toEqual([
      "version: Say which version you saw: the form and the page's JSON give it.",
    ]);
    expect((await findOrganisation(db, "unseen", day("2026-11-21")))?.endsOn).toBeUndefined();
  });

  it("is refused a second time, on the form as well as in the act", async () => {
    await expect(act("place.end-organisation", { ...end, slug: "north", how: "none" })).rejects.toThrow(
      "North has an end already: 1 April 2026. Nothing ends twice.",
    );
    await expect(
      act("place.end-organisation", { ...end, slug: "north", how: "none" }),
    ).rejects.toBeInstanceOf(Conflict);
  });

  it("writes nothing at all when one successor is wrong", async () => {
    await make("Careful");
    await act("place.add-organisation", { name: "Latecomer", kind: "icb", begins: "2027-04-01", source });
    const problems = await problemsOf(
      act("place.end-organisation", {
        ...end,
        slug: "careful",
        successors: "latecomer\nnowhere, centre 70%, tern-council 60%, north",
      }),
    );
    expect(problems).toEqual([
      "successors: Latecomer only begins on 1 April 2027, so it is not there to follow Careful on 1 April 2026.",
      "successors: There is no organisation “nowhere” here. Add it first, or correct its address.",
      "successors: Tern Council is made up and Careful is real: the one cannot follow the other.",
      "successors: North ends on 1 April 2026, so it is not there to follow Careful on 1 April 2026.",
      "successors: The shares add up to 130%; together they can be 100% at most.",
    ]);
    expect((await findOrganisation(db, "careful", day("2026-11-21")))?.endsOn).toBeUndefined();
    expect(await listSuccessions(db, organisationIdOf("careful") as OrganisationId)).toEqual([]);
  });

  it("keeps nobody from an office in a body whose end is still to come, and everybody after it", async () => {
    await make("Ending Later");
    await act("place.end-organisation", { ...end, slug: "ending-later", how: "none", endsOn: "2027-04-01" });
    const account = await act("identity.add-account", {
      email: "robin@example.org",
      displayName: "Robin",
      organisation: organisationIdOf("ending-later"),
      title: "Board secretary",
    });
    const give = act("identity.give-office", {
      account: account.json["account"],
      organisation: organisationIdOf("north"),
      title: "Chair",
      role: "keeper",
    });
    await expect(give).rejects.toThrow(
      "North ended on 1 April 2026, so nobody can be given an office in it.",
    );
    await expect(give).rejects.toMatchObject({ code: "gate.not-ready" });
  });
});
