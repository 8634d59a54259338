import { civilDate as day } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { testPerson } from "../../test/support/core.ts";
import { placeFixture } from "../../test/support/place.ts";
import { NotAllowed, NotSignedIn, fixedClock, instant, visitor, type Acting } from "../kernel/index.ts";
import { delegationImport } from "./power-import.ts";
import { delegationRow } from "./power-schema.ts";
import { whoMayDecide } from "./power.ts";
import { listLeftBehind } from "./store-changes.ts";
import { organisationIdOf } from "./store-datasets.ts";
import { functionDatasets, listFunctions } from "./store-functions.ts";
import { findDelegation, listDelegations, loadPowerWorld } from "./store-powers.ts";

const { act, db, entryKind, problemsOf, ship, shipBasics, source } = await placeFixture();

const row = {
  sector: "nhs",
  provision: "NHS Act 2006 s3",
  decided_by: "board",
  joint_route: "s65Z5, s65Z6",
  choice: "mixed",
  key_decision: "no",
  notes: "",
  mark: "confirmed",
  ends_on: "",
};

async function load(key: string, rows: readonly Readonly<Record<string, string>>[]) {
  const dataset = functionDatasets.find((one) => one.key === key)!;
  const facts = {
    key,
    title: key,
    publisher: "",
    licence: "",
    source,
    seen: day("2026-11-21"),
    basis: "compiled",
  };
  return await db.transaction().execute(async (tx) => await dataset.load(tx, rows, facts));
}

const functions = [
  {
    ...row,
    slug: "hospital",
    name: "Arrange hospital services",
    holder_kind: "icb",
    begins_on: "2022-07-01",
    predecessors: "ccg 2013-04-01 to 2022-06-30; pct before",
    may_be_delegated_to: "committee; officer; another ICB; council",
  },
  {
    ...row,
    slug: "dental",
    name: "Arrange dental services",
    holder_kind: "nhs-england",
    begins_on: "2013-04-01",
    predecessors: "pct before 2013-04-01",
    may_be_delegated_to: "icb",
  },
];

beforeAll(async () => {
  await shipBasics();
  await ship("area-parts", [{ part: "mere", whole: "west", share: "1", begins_on: "2022-07-01" }]);
  await load("functions", functions);
  await load("function-bodies", [
    {
      function: "dental",
      role: "delegate",
      holder_kind: "icb",
      begins_on: "2023-04-01",
      certainty: "all",
      words: "to all by 2023-04-01",
      mark: "confirmed",
    },
  ]);
});

const line = {
  slug: "nhs-west-icb",
  function: "hospital",
  toPost: "Chief officer",
  limit: "£250,000.50",
  legalBasis: "NHS Act 2006 Sch 1B",
  begins: "2024-04-01",
};

async function enter(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const done = await act("place.enter-delegation", { ...line, ...more });
  return String(done.href.split("/").at(-1));
}

async function whoMay(at: string, pounds?: bigint): Promise<readonly string[]> {
  const world = await loadPowerWorld(db, { at: day(at), area: "mere" });
  const amount = pounds === undefined ? {} : { amount: (pounds * 100n) as never };
  const asked = world.functions.get("hospital")!;
  return whoMayDecide(world, {
    function: asked,
    area: world.areasBySlug.get("mere")!,
    at: day(at),
    ...amount,
  }).deciders.map((one) => one.name);
}

describe("the functions", () => {
  it("are loaded with their holders by date, and loading them again changes nothing", async () => {
    const [dental, hospital] = await listFunctions(db);
    expect(hospital?.holders.map((one) => [one.kind, one.beginsOn, one.endsOn])).toEqual([
      ["icb", "2022-07-01", undefined],
      ["ccg", "2013-04-01", "2022-07-01"],
      ["pct", undefined, "2013-04-01"],
    ]);
    expect(dental?.holders.map((one) => [one.role, one.kind])).toEqual([
      ["holder", "nhs-england"],
      ["holder", "pct"],
      ["delegate", "icb"],
    ]);
    expect(await load("functions", functions)).toEqual({ added: 0, changed: 0, removed: 0 });
  });
});

describe("a line of a scheme", () => {
  it("is kept to the penny, recorded, and answered from its first day until it is ended", async () => {
    const done = await act("place.enter-delegation", line);
    expect(done.message).toBe(
      "NHS West ICB delegates “Arrange hospital services” to Chief officer, NHS West ICB, up to £250,000.50, from 1 April 2024.",
    );
    expect(await entryKind(done.entry)).toBe("place.delegation-entered");
    const id = done.href.split("/").at(-1)!;
    expect(await findDelegation(db, id)).toMatchObject({
      limit: 25_000_050n,
      basis: "kept-here",
      version: 1,
    });
    expect(await whoMay("2024-03-31")).toEqual(["NHS West ICB"]);
    expect(await whoMay("2024-04-01", 250_000n)).toEqual(["Chief officer, NHS West ICB", "NHS West ICB"]);
    expect(await whoMay("2024-04-01", 250_001n)).toEqual(["NHS West ICB"]);
    const ended = await act("place.end-delegation", {
      delegation: id,
      version: 1,
      endsOn: "2025-04-01",
      reason: "A new scheme.",
    });
    expect(ended.message).toContain("no longer holds from 1 April 2025. A new scheme.");
    expect(await whoMay("2025-03-31")).toHaveLength(2);
    expect(await whoMay("2025-04-01")).toEqual(["NHS West ICB"]);
  });

  it("is refused with every problem and its field", async () => {
    const refused = async (more: Readonly<Record<string, string>>): Promise<readonly string[]> =>
      await problemsOf(act("place.enter-delegation", { ...line, begins: "2026-01-01", ...more }));
    expect(await refused({ limit: "1.234", begins: "2026-02-30" })).toHaveLength(2);
    expect(await refused({ function: "nothing", area: "nowhere", to: "nobody" })).toEqual([
      "function: There is no function “nothing” here; /powers lists them.",
      "area: There is no area “nowhere” here. Add it first, or correct its address.",
      "to: There is no organisation “nobody” here. Add it first, or correct its address.",
    ]);
    expect((await refused({ slug: "mere-council" }))[0]).toContain(
      "function: Mere Council does not hold “Arrange hospital services” from 1 January 2026 on",
    );
    expect((await refused({ slug: "tern-council", to: "nhs-west-icb" }))[0]).toContain(
      "one is made up and one is real",
    );
    expect(await refused({ fromBoard: "x", fromPost: "Director" })).toEqual([
      "fromPost: A board or a post delegates, not both. Leave one out.",
    ]);
    expect(await refused({ ends: "2025-01-01" })).toEqual(["ends: Give a day after the first day."]);
  });

  it("is ended once, not before it began and not later than it ends already", async () => {
    const id = await enter({ toPost: "Deputy", ends: "2025-04-01" });
    const end = async (endsOn: string): Promise<readonly string[]> =>
      await problemsOf(act("place.end-delegation", { delegation: id, endsOn, reason: "x" }));
    expect((await end("2024-04-01"))[0]).toContain("It begins on 1 April 2024");
    expect((await end("2026-04-01"))[0]).toContain("It ends on 1 April 2025 already");
    await act("place.end-delegation", { delegation: id, version: 1, endsOn: "2024-10-01", reason: "x" });
    await expect(
      act("place.end-delegation", { delegation: id, version: 1, endsOn: "2024-09-01", reason: "x" }),
    ).rejects.toMatchObject({ code: "version.stale" });
  });

  it("is entered once by two people at the same moment", async () => {
    const both = await Promise.allSettled([enter({ toPost: "Twin" }), enter({ toPost: "Twin", limit: "5" })]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it.each([
    ["a visitor", visitor, NotSignedIn],
    ["a keeper of another body", testPerson({ keeps: [organisationIdOf("mere-council")] }), NotAllowed],
  ] as const)("is not entered by %s", async (_who, viewer, refusal) => {
    await expect(
      act("place.enter-delegation", { ...line, toPost: "Nobody" }, { viewer }),
    ).rejects.toBeInstanceOf(refusal);
  });

  it("is entered by a keeper of the body, and by an administrator where it is not kept here", async () => {
    for (const [viewer, toPost] of [
      [testPerson({ keeps: [organisationIdOf("nhs-west-icb")] }), "First"],
      [testPerson({ administrator: true }), "Second"],
    ] as const)
      expect((await act("place.enter-delegation", { ...line, toPost }, { viewer })).message).toContain(
        toPost,
      );
    const kept = { ...line, slug: "tern-council", toPost: "Director" };
    await expect(
      act("place.enter-delegation", kept, { viewer: testPerson({ administrator: true }) }),
    ).rejects.toBeInstanceOf(NotAllowed);
  });
});

describe("an imported scheme", () => {
  const cells = {
    from: "nhs-west-icb",
    function: "hospital",
    to: "mere-council",
    limit_pounds: "1,000,000",
    legal_basis: "NHS Act 2006 s65Z5",
    begins_on: "2025-04-01",
  };

  async function bring(rows: readonly Readonly<Record<string, string>>[]) {
    const lines = rows.map((value, index) => ({ line: index + 2, value: delegationRow.parse(value) }));
    const clock = fixedClock(instant("2026-11-21T09:00:00Z"));
    const run = { id: "x", source: "Scheme of April 2025", seen: day("2026-11-20") };
    return await db
      .transaction()
      .execute(
        async (tx) =>
          await delegationImport.apply({ tx, clock, today: clock.today() } as unknown as Acting, lines, run),
      );
  }

  it("is checked row against row, and bringing it again changes nothing", async () => {
    const rows = [
      { ...cells, passes_on: "yes" },
      {
        ...cells,
        from: "mere-council",
        to: "",
        to_post: "Director of care",
        limit_pounds: "50000",
        function: "hospital",
      },
      { ...cells, limit_pounds: "2000000" },
      { ...cells, from: "mere-council", to: "nhs-west-icb" },
      { ...cells, function: "dental" },
    ].map((one) => Object.fromEntries(Object.entries(one).filter(([, text]) => text !== "")));
    const first = await bring(rows);
    expect(first.refused.map((one) => [one.line, one.field])).toEqual([
      [4, "begins_on"],
      [5, "to"],
      [6, "to"],
      [6, "from"],
    ]);
    expect(first.changed).toHaveLength(3);
    const again = await bring(rows.slice(0, 2));
    expect([again.refused, again.changed]).toEqual([[], []]);
    expect(await whoMay("2025-06-01")).toContain("Director of care, Mere Council");
  });

  it("lists a row that is wrong by itself with every reason", () => {
    const read = delegationRow.safeParse({
      ...cells,
      begins_on: "2025-13-01",
      limit_pounds: "12k",
      passes_on: "perhaps",
    });
    expect(read.success).toBe(false);
    expect(read.error?.issues.map((one) => one.path[0]).toSorted()).toEqual([
      "begins_on",
      "limit_pounds",
      "passes_on",
    ]);
    const nobody = delegationRow.safeParse({ ...cells, to: undefined });
    expect(nobody.error?.issues[0]?.message).toBe(
      "The row does not say who receives it: a body, a board or a post.",
    );
  });
});

describe("when the body that made it ends", () => {
  it("a delegation lapses, is listed, and goes on only when a successor takes it over", async () => {
    await act("place.add-organisation", {
      name: "NHS Union ICB",
      kind: "icb",
      area: "west",
      begins: "2026-04-01",
      source,
    });
    const id = await enter({ toPost: "Lasting officer", begins: "2025-01-01" });
    const later = await enter({ toPost: "Later officer", begins: "2026-10-01" });
    await act("place.end-organisation", {
      slug: "nhs-west-icb",
      version: 1,
      endsOn: "2026-04-01",
      how: "merger",
      successors: "nhs-union-icb",
      reason: "The order of 2026",
    });
    expect(await findDelegation(db, id)).toMatchObject({ lapsed: true, endsOn: "2026-04-01" });
    expect(await findDelegation(db, later)).toBeUndefined();
    expect(
      (await listLeftBehind(db, organisationIdOf("nhs-west-icb"))).map((one) => [one.title, one.outcome]),
    ).toContainEqual([
      "Delegation of “Arrange hospital services” by NHS West ICB to Lasting officer, NHS West ICB",
      "ends",
    ]);
    expect(await whoMay("2026-03-31")).toContain("Lasting officer, NHS West ICB");
    expect(await whoMay("2026-04-01")).toEqual(["NHS Union ICB"]);
    await expect(
      act("place.end-delegation", { delegation: id, endsOn: "2026-01-01", reason: "x" }),
    ).rejects.toMatchObject({ code: "place.delegation-lapsed" });
    const take = { delegation: id, reason: "The first meeting of the new board." };
    expect(
      await problemsOf(act("place.transfer-delegation", { ...take, successor: "mere-council" })),
    ).toEqual([
      "successor: “mere-council” is not held here as a successor of NHS West ICB on 1 April 2026. Its successors held here: NHS Union ICB.",
    ]);
    expect(
      await problemsOf(
        act("place.transfer-delegation", { ...take, successor: "nhs-union-icb", from: "2026-03-01" }),
      ),
    ).toHaveLength(1);
    const done = await act("place.transfer-delegation", { ...take, successor: "nhs-union-icb" });
    expect(await entryKind(done.entry)).toBe("place.delegation-transferred");
    expect(await whoMay("2026-04-01", 1n)).toEqual(["Lasting officer, NHS Union ICB", "NHS Union ICB"]);
    const [kept] = await listDelegations(db, [done.href.split("/").at(-1)!]);
    expect(kept).toMatchObject({ continues: id, limit: 25_000_050n });
    await expect(
      act("place.transfer-delegation", { ...take, delegation: kept!.id, successor: "nhs-union-icb" }),
    ).rejects.toMatchObject({ code: "place.delegation-not-lapsed" });
  });
});
