import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { groupsOfPeople } from "./groups-of-people.ts";
import type { Observation, Series } from "./observation.ts";
import { groupSections } from "./web/groups-section.ts";

const span = { start: civilDate("2024-04-01"), end: civilDate("2025-03-31") };
const earlier = { start: civilDate("2023-04-01"), end: civilDate("2024-03-31") };

function series(dimension: string, counts: readonly (readonly [number, number])[], spans = [span]): Series {
  const observations = counts.map(([numerator, denominator], at): Observation => ({
    indicator: "imported.checks",
    code: "E09000023",
    dimension,
    span: spans[at] ?? span,
    vintage: "one",
    figure: { kind: "value", value: numerator / denominator },
    numerator,
    denominator,
    unit: "fraction of 1",
    basis: "published",
  }));
  return { vintage: "one", dimension, length: "year", observations };
}

const ethnic = [
  series("ethnicity=asian", [[50, 100]]),
  series("ethnicity=black-caribbean", [[200, 1000]]),
  series("ethnicity=white", [[1000, 2000]]),
];

describe("gaps between groups of people", () => {
  test("each ethnic group is held against all others, with limits and with allowance for their number", () => {
    const [found] = groupsOfPeople(ethnic);
    expect(found?.groups.map(({ name }) => name)).toEqual(["Asian", "Black caribbean", "White"]);
    const black = found!.groups[1]!;
    // 200 of 1,000 against 1,050 of the other 2,100: 20 less 50 per cent.
    expect(black.apart?.value).toBeCloseTo(-0.3, 12);
    expect(black.chance).toBeLessThan(1e-6);
    expect(found?.againstWhole).toBe(false);
  });

  test("where everybody is held, the rest is everybody less the group", () => {
    const [found] = groupsOfPeople([...ethnic, series("", [[1500, 4000]])]);
    // Everybody 1,500 of 4,000, less 50 of 100.
    expect(found!.groups[0]!.apart?.value).toBeCloseTo(0.5 - 1450 / 3900, 12);
    expect(found?.againstWhole).toBe(true);
  });

  test("groups of Core20PLUS5 overlap, so without everybody nothing is said of how far they are apart", () => {
    const plus = [
      series("core20plus5=core20", [[10, 100]]),
      series("core20plus5=inclusion-health", [[5, 20]]),
    ];
    const [found] = groupsOfPeople(plus);
    expect(found!.groups.map(({ name }) => name)).toEqual([
      "Inclusion health groups",
      "Most deprived fifth of England",
    ]);
    expect(found!.groups.every(({ apart }) => apart === undefined)).toBe(true);
    const [section] = groupSections(plus, "Lewisham");
    expect(section && "intro" in section && section.intro).toContain("they overlap");
  });

  test("registered and resident denominators stand apart, and neither takes the other's everybody", () => {
    const both = ["registered", "resident"].flatMap((people) =>
      ethnic.map((one) => ({
        ...one,
        dimension: `${one.dimension},people=${people}`,
        observations: one.observations.map((each) => ({
          ...each,
          dimension: `${one.dimension},people=${people}`,
        })),
      })),
    );
    const found = groupsOfPeople([...both, series("", [[1500, 4000]])]);
    expect(found.map(({ counted, againstWhole }) => [counted, againstWhole])).toEqual([
      ["registered", false],
      ["resident", false],
    ]);
    const headings = groupSections(both, "Lewisham").map(({ heading }) => heading);
    expect(headings).toEqual(["Ethnic groups, registered patients", "Ethnic groups, residents"]);
  });

  test("only the latest period counts, and a single group or another cut makes no gap", () => {
    const two = ethnic.map((one) =>
      series(
        one.dimension,
        [
          [1, 10],
          [one.observations[0]!.numerator!, one.observations[0]!.denominator!],
        ],
        [earlier, span],
      ),
    );
    expect(groupsOfPeople(two)).toMatchObject([{ span }]);
    expect(groupsOfPeople([ethnic[0]!])).toEqual([]);
    expect(groupsOfPeople([series("sex=female", [[1, 2]]), series("sex=male", [[1, 2]])])).toEqual([]);
  });
});
