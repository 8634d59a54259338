import { civilDate as day } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { testFunction, testHolder, testLine, testWorld } from "../../test/support/powers.ts";
import type { Delegation } from "./power-delegation.ts";
import type { LimitPence } from "./power-limit.ts";
import { whoMayDecide, type PowerAnswer } from "./power.ts";
import type { FunctionHolder, HolderKind, PublicFunction } from "./function.ts";

interface Asked {
  readonly area?: string;
  readonly at?: string;
  readonly pounds?: number;
  readonly lines?: readonly Delegation[];
}

function answer(
  asked: PublicFunction,
  { area = "mere", at = "2026-01-15", pounds, lines }: Asked = {},
): PowerAnswer {
  const world = testWorld({ functions: [asked], ...(lines && { delegations: lines }) });
  const held = world.areasBySlug.get(area);
  if (!held) throw new Error(`No area ${area}.`);
  const amount = pounds === undefined ? {} : { amount: BigInt(pounds * 100) as LimitPence };
  return whoMayDecide(world, { function: asked, area: held, at: day(at), ...amount });
}

function names(given: PowerAnswer): readonly string[] {
  return given.deciders.map((one) => (one.part ? `${one.name} (${one.part.name})` : one.name));
}

const heldBy = (
  kind: HolderKind | undefined,
  more: Partial<FunctionHolder> = {},
  when = "2013-04-01/",
): PublicFunction => testFunction("asked", [testHolder("holder", kind, when, more)]);
const icbFunction = heldBy("icb", {}, "2022-07-01/");

describe("the holder by law for an area and a day", () => {
  const cases: readonly (readonly [HolderKind, string, readonly string[], string])[] = [
    ["icb", "mere", ["NHS West ICB"], "a place in one system"],
    ["icb", "west", ["NHS West ICB"], "the system itself"],
    ["icb", "upper-mere", ["NHS West ICB"], "a district, by way of its place"],
    [
      "icb",
      "fell",
      ["NHS East ICB (the part in East)", "NHS West ICB (the part in West)"],
      "a place that is divided",
    ],
    ["icb", "fell-network", [], "a neighbourhood of a divided place: which system is not held"],
    ["icb", "north-nhs-region", ["NHS West ICB (West)"], "a region: each system its own part"],
    ["icb", "england", [], "a nation: too wide"],
    ["upper-tier-council", "mere", ["Mere Council"], "a place"],
    ["upper-tier-council", "lower-mere", ["Mere Council"], "a district of it"],
    [
      "upper-tier-council",
      "east",
      ["Dale Council (Dale)", "Fell Council (Fell)"],
      "a system: each council its own part",
    ],
    ["district-council", "upper-mere", ["Upper Mere Council"], "a district"],
    [
      "district-council",
      "mere",
      ["Lower Mere Council (Lower Mere)", "Upper Mere Council (Upper Mere)"],
      "two tiers",
    ],
    ["district-council", "dale", ["Dale Council"], "one tier: the council holds it itself"],
    ["district-council", "fell-network", ["Fell Council"], "a neighbourhood where there is one tier"],
    ["strategic-authority", "dale", ["Big City Authority"], "a place in a strategic authority"],
    ["strategic-authority", "mere", [], "a place in none that is held"],
    ["hwb", "mere", ["Mere Health Board"], "the board held here"],
    [
      "hwb",
      "dale",
      ["Health and wellbeing board of Dale Council"],
      "the board that the law requires, named after its council",
    ],
    ["icp", "mere", ["Integrated care partnership of West"], "the partnership of the system"],
    ["nhs-england", "mere", ["NHS England"], "the one national body"],
    ["secretary-of-state", "mere", ["The Secretary of State"], "a minister"],
    ["care-quality-commission", "mere", ["Care Quality Commission"], "the regulator"],
    [
      "nhs-trust",
      "mere",
      ["Mere Hospitals (its own hospitals)"],
      "trusts that treat people of its districts",
    ],
    ["foundation-trust", "mere", [], "no foundation trust is held for it"],
    ["ccg", "mere", [], "which group it was is not held"],
    ["pct", "mere", [], "which primary care trust it was is not held"],
  ];

  it.each(cases)("of a function of the kind %s, asked for %s: %s", (kind, area, expected) => {
    const given = answer(heldBy(kind), { area });
    expect(names(given)).toEqual(expected);
    if (expected.length === 0) {
      expect(given.verdict).toBe("cannot-tell");
      expect(given.missing).toHaveLength(1);
    }
  });

  it("names exactly what is missing where it cannot tell", () => {
    const missing = (kind: HolderKind, area: string, at = "2026-01-15"): readonly string[] =>
      answer(heldBy(kind), { area, at }).missing;
    expect(missing("icb", "fell-network")).toEqual([
      "which of West and East Fell Network lay in on 15 January 2026",
    ]);
    expect(missing("icb", "england")).toEqual(["a smaller area than England: each system has its own"]);
    expect(missing("strategic-authority", "mere")).toEqual([
      "which strategic authority Mere lay in on 15 January 2026",
    ]);
    expect(missing("pct", "mere")).toEqual(["which primary care trust served Mere on 15 January 2026"]);
    expect(missing("icb", "dale", "2026-05-01")).toEqual([
      "the integrated care board for East on 1 May 2026",
    ]);
    expect(missing("icb", "mere", "2020-01-01")).toEqual(["which system Mere lay in on 1 January 2020"]);
    expect(missing("icb", "mere", "2017-12-31")).toEqual(["whether Mere was in being on 31 December 2017"]);
    expect(missing("icb", "west", "2022-06-30")).toEqual([
      "an area that was in being: West was not on 30 June 2022",
    ]);
  });
});

describe("the law of the day", () => {
  const changed = testFunction("asked", [
    testHolder("holder", "icb", "2022-07-01/"),
    testHolder("holder", "nhs-england", "2020-01-01/2022-07-01", { words: "nhs-england to 2022-06-30" }),
    testHolder("holder", undefined, "2019-01-01/2020-01-01", { words: "trust and council" }),
  ]);

  it("changes the holder on the day, not before and not after", () => {
    expect(names(answer(changed, { at: "2022-06-30" }))).toEqual(["NHS England"]);
    expect(names(answer(changed, { at: "2022-07-01" }))).toEqual(["NHS West ICB"]);
  });

  it("gives the words of an earlier holder and no provision of today for it", () => {
    const [holder] = answer(changed, { at: "2021-01-01" }).deciders;
    expect(holder).toMatchObject({ words: "nhs-england to 2022-06-30" });
    expect(holder).not.toHaveProperty("provision");
  });

  it("cannot tell where the source names no one kind of body, and quotes it", () => {
    expect(answer(changed, { at: "2019-06-01" })).toMatchObject({
      verdict: "cannot-tell",
      deciders: [],
      missing: ["who held it on 1 June 2019, of which the source says only “trust and council”"],
    });
    expect(answer(changed, { at: "2018-06-01" }).missing).toEqual(["who held it on 1 June 2018"]);
  });

  it("gives nobody a function whose commencement was not seen", () => {
    expect(answer(heldBy("strategic-authority", {}, ""), { area: "dale" })).toMatchObject({
      verdict: "cannot-tell",
      missing: ["since when the law gives it to anybody: its commencement was not seen"],
    });
  });

  it("names a body beside the holder with its extent", () => {
    const both = testFunction("asked", [
      testHolder("holder", "icb", "2022-07-01/"),
      testHolder("beside", "nhs-england", "2022-07-01/", { extent: "what it buys itself" }),
    ]);
    expect(answer(both).deciders.map((one) => [one.name, ...one.extents])).toEqual([
      ["NHS West ICB"],
      ["NHS England", "what it buys itself"],
    ]);
  });
});

describe("national delegations", () => {
  const delegated = testFunction("asked", [
    testHolder("holder", "nhs-england", "2013-04-01/"),
    testHolder("delegate", "icb", "2022-07-01/2023-04-01", {
      certainty: "some",
      words: "Some from 2022-07-01",
    }),
    testHolder("delegate", "icb", "2023-04-01/2024-04-01"),
    testHolder("delegate", "icb", "2024-04-01/", { extent: "59 services", regions: ["north-nhs-region"] }),
  ]);

  it("cannot tell which bodies had it while only some did", () => {
    const given = answer(delegated, { at: "2022-12-01" });
    expect([given.verdict, names(given)]).toEqual(["partly", ["NHS England"]]);
    expect(given.missing).toEqual([
      "whether NHS West ICB had it too on 1 December 2022: “Some from 2022-07-01”",
    ]);
  });

  it("put the body of the place first once all have it", () => {
    const given = answer(delegated, { at: "2023-06-01" });
    expect([given.verdict, names(given)]).toEqual(["known", ["NHS West ICB", "NHS England"]]);
    expect(given.deciders[0]?.chain).toMatchObject([{ from: "NHS England", to: "NHS West ICB" }]);
  });

  it("reach only the regions named, and reserve the rest", () => {
    const inside = answer(delegated, { at: "2025-01-01" });
    expect(names(inside)).toEqual(["NHS West ICB", "NHS England"]);
    expect(inside.reserved).toEqual([
      { what: "all but the 59 services that are delegated", by: "NHS England" },
    ]);
    expect(inside.missing).toEqual(["which 59 services are delegated"]);
    const outside = answer(delegated, { at: "2025-01-01", area: "dale" });
    expect([outside.verdict, names(outside)]).toEqual(["known", ["NHS England"]]);
  });

  it("let a body act through its own committee, but not hand it to another body", () => {
    const lines = [
      testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb board mere-committee"]),
      testLine("2", ["asked", "nhs-west-icb", "mere-council"]),
    ];
    expect(names(answer(delegated, { at: "2023-06-01", lines }))).toEqual([
      "Mere Committee, NHS West ICB",
      "NHS West ICB",
      "NHS England",
    ]);
  });
});

describe("local schemes of delegation", () => {
  const scheme = [
    testLine("committee", ["asked", "nhs-west-icb", "nhs-west-icb board mere-committee"], {
      limit: 50_000_000n,
      passesOn: true,
    }),
    testLine("officer", ["asked", "nhs-west-icb board mere-committee", "nhs-west-icb:Place director"], {
      limit: 5_000_000n,
      conditions: "within the plan",
    }),
  ];

  it("are not known where none is held, and the holder by law is the answer", () => {
    expect(answer(icbFunction)).toMatchObject({ verdict: "known", localLines: 0, delegable: true });
    expect(names(answer(icbFunction))).toEqual(["NHS West ICB"]);
  });

  it("are followed to the last line, the most local first, with the chain of each", () => {
    const given = answer(icbFunction, { lines: scheme });
    expect(names(given)).toEqual([
      "Place director, NHS West ICB",
      "Mere Committee, NHS West ICB",
      "NHS West ICB",
    ]);
    expect(given.deciders[0]).toMatchObject({
      provision: "An Act s1",
      limit: 5_000_000n,
      conditions: ["within the plan"],
      chain: [
        { from: "NHS West ICB", to: "Mere Committee, NHS West ICB", legalBasis: "s65Z5", limit: 50_000_000n },
        { from: "Mere Committee, NHS West ICB", to: "Place director, NHS West ICB", limit: 5_000_000n },
      ],
    });
    expect(given.reserved).toEqual([
      { what: "above £500,000", by: "NHS West ICB" },
      { what: "above £50,000", by: "Mere Committee, NHS West ICB" },
    ]);
  });

  it.each([
    [50_000, 3],
    [50_000.01, 2],
    [500_000, 2],
    [500_000.01, 1],
  ])("up to £%s can be decided by %i of them, to the penny", (pounds, count) => {
    expect(answer(icbFunction, { lines: scheme, pounds }).deciders).toHaveLength(count);
  });

  it("are in force from their first day up to, not on, the day they end", () => {
    const lines = [
      testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb:Chief officer"], {
        when: "2024-04-01/2025-04-01",
      }),
    ];
    const count = (at: string): number => answer(icbFunction, { lines, at }).deciders.length;
    expect(["2024-03-31", "2024-04-01", "2025-03-31", "2025-04-01"].map(count)).toEqual([1, 2, 2, 1]);
  });

  it("lapse with the body that made them (a delegation does not outlive its maker)", () => {
    const lines = [testLine("1", ["asked", "nhs-east-icb", "dale-council"])];
    expect(names(answer(icbFunction, { area: "dale", lines, at: "2026-03-31" }))).toEqual([
      "Dale Council",
      "NHS East ICB",
    ]);
    expect(names(answer(icbFunction, { area: "dale", lines, at: "2026-04-01" }))).toEqual([]);
  });

  it("are not followed from a body that does not hold the function", () => {
    const lines = [testLine("1", ["asked", "mere-council", "mere-council:Director"])];
    expect(names(answer(icbFunction, { lines }))).toEqual(["NHS West ICB"]);
  });

  it("are not followed past a line that does not allow it", () => {
    const lines = [
      testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb:Chief officer"]),
      testLine("2", ["asked", "nhs-west-icb:Chief officer", "nhs-west-icb:Deputy"]),
      testLine("3", ["asked", "nhs-west-icb", "mere-council"]),
      testLine("4", ["asked", "mere-council", "mere-council:Director"]),
      testLine("5", ["asked", "mere-council", "fell-council"]),
    ];
    expect(names(answer(icbFunction, { lines })).toSorted()).toEqual([
      "Chief officer, NHS West ICB",
      "Director, Mere Council",
      "Mere Council",
      "NHS West ICB",
    ]);
  });

  it("for a part of the area are counted and not offered for the whole", () => {
    const lines = [
      testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb board mere-committee"], { area: "mere" }),
    ];
    expect(names(answer(icbFunction, { lines, area: "upper-mere" }))).toHaveLength(2);
    expect(answer(icbFunction, { lines, area: "west" })).toMatchObject({ narrowerLines: 1, localLines: 1 });
    expect(names(answer(icbFunction, { lines, area: "west" }))).toEqual(["NHS West ICB"]);
  });

  it("made by the board that governs a body are the body's own", () => {
    const lines = [testLine("1", ["asked", "nhs-west-icb board west-icb-board", "mere-council"])];
    expect(names(answer(icbFunction, { lines }))).toContain("Mere Council");
  });

  it("that meet again are answered once, with what lets the body decide more", () => {
    const lines = [
      testLine("1", ["asked", "nhs-west-icb", "mere-council"], { limit: 100n }),
      testLine("2", ["asked", "nhs-west-icb", "mere-council"], { area: "mere" }),
      testLine("3", ["asked", "mere-council", "nhs-west-icb"]),
    ];
    const given = answer(icbFunction, { lines });
    expect(names(given)).toEqual(["Mere Council", "NHS West ICB"]);
    expect(given.deciders[0]?.limit).toBeUndefined();
  });
});
