import { civilDate as day } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { controlInWords, countControls, seatsDifference, type CouncilControl } from "./control.ts";
import { readBodies, readSuccessor } from "./merge-plan.ts";
import { pollDateInWords, pollFallsWithin, pollState, type Poll } from "./poll.ts";

const base: Poll = {
  id: "one",
  council: { id: "a", slug: "mere-council", name: "Mere Council" },
  precision: "year",
  year: 2026,
  kind: "ordinary",
  stated: "past",
  source: "A test",
  seen: day("2026-11-21"),
  basis: "registry",
};

describe("a poll is never dated more exactly than its source dates it (invariant 18)", () => {
  it.each([
    [{ on: day("2030-05-02"), year: 2030 }, "2 May 2030"],
    [{ year: 2026 }, "2026, year only"],
    [{}, "not known"],
  ])("%j reads %s", (poll, words) => expect(pollDateInWords(poll)).toBe(words));

  it.each([
    ["2025-12-31", "expected", "a year before its year"],
    ["2026-03-01", "not-known", "in its year, before the source saw that it was past"],
    ["2026-11-22", "past", "in its year, after the source saw it"],
    ["2027-01-01", "past", "a later year"],
  ] as const)("on %s one of 2026 is %s: %s", (on, state, _because) =>
    expect(pollState(base, day(on))).toBe(state),
  );

  it("is expected on its own day and past the day after", () => {
    const poll = { ...base, on: day("2026-05-07"), precision: "day" } as const;
    expect([pollState(poll, day("2026-05-07")), pollState(poll, day("2026-05-08"))]).toEqual([
      "expected",
      "past",
    ]);
  });

  it.each([
    [{ on: day("2026-05-07") }, "2026-05-07", "2026-05-07", "yes"],
    [{ on: day("2026-05-07") }, "2026-05-08", "2026-12-31", "no"],
    [{ year: 2026 }, "2026-03-01", "2026-06-30", "cannot-tell"],
    [{ year: 2026 }, "2025-06-01", "2027-01-01", "yes"],
    [{ year: 2026 }, "2027-01-01", "2027-12-31", "no"],
    [{}, "2027-01-01", "2027-12-31", "cannot-tell"],
  ] as const)("%j from %s to %s: %s", (poll, from, to, within) =>
    expect(pollFallsWithin(poll, { from: day(from), to: day(to) })).toBe(within),
  );
});

const control = (given: Partial<CouncilControl>): CouncilControl => ({
  council: base.council,
  year: 2022,
  status: "value",
  parties: [],
  source: "A test",
  seen: day("2026-11-21"),
  basis: "registry",
  ...given,
});

describe("printed and computed seats (invariant 19)", () => {
  it("differ by what they differ, and by nothing known where one is not held", () => {
    const parties = [
      { party: "CON", seats: 35 },
      { party: "LAB", seats: 7 },
    ];
    expect(seatsDifference(control({ parties, seatsPrinted: 50 }))).toBe(8);
    expect(seatsDifference(control({ seatsPrinted: 50 }))).toBeUndefined();
  });

  it("count controls without those to which it does not apply, and name what is not known", () => {
    const controls = [
      control({ control: "LAB" }),
      control({ control: "NOC" }),
      control({ control: "LAB" }),
      control({ status: "not-applicable" }),
    ];
    expect(countControls(controls)).toEqual([
      { control: "LAB", count: 2 },
      { control: "NOC", count: 1 },
    ]);
    const name = (code: string): string => ({ LAB: "Labour" })[code] ?? code;
    expect(controls.slice(0, 1).map((one) => controlInWords(one, name))).toEqual(["Labour"]);
    expect([
      controlInWords(undefined, name),
      controlInWords(control({ status: "not-applicable" }), name),
    ]).toEqual(["not known", "does not apply"]);
  });
});

describe("what is typed for bodies", () => {
  it("is an address where it reads as one, else the name of a new body", () => {
    expect(readSuccessor("/organisations/nhs-essex-icb")).toEqual({ slug: "nhs-essex-icb" });
    expect(readSuccessor("NHS  Essex ICB")).toEqual({ newName: "NHS Essex ICB" });
    expect(readBodies("north, south\neast")).toEqual({ slugs: ["north", "south", "east"], problems: [] });
    expect(readBodies("North Board").problems).toHaveLength(1);
  });
});
