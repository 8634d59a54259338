import { describe, expect, it } from "vitest";
import { expectClose } from "../../test/close.ts";
import { groupRows, oneGroup } from "../column/group.ts";
import { lifeExpectancies, lifeNotes, lifeTableAges } from "./index.ts";
import type { LifeTableColumns } from "./index.ts";

const ages = Float64Array.from(lifeTableAges);

/** One group whose every band has the same deaths of the same people. */
function evenTable(
  deaths: number,
  people: number,
  change: (columns: { deaths: Float64Array; people: Float64Array }) => void = () => {},
): LifeTableColumns {
  const columns = { deaths: new Float64Array(20).fill(deaths), people: new Float64Array(20).fill(people) };
  change(columns);
  return { groups: oneGroup(20), age: ages, ...columns };
}

const noteOf = (columns: LifeTableColumns): string => lifeNotes[lifeExpectancies(columns).note[0] ?? 0] ?? "";

describe("life expectancy", () => {
  it("is 1/M at every age where everyone dies at the rate M: 20 of 1,000 a year makes 50 years", () => {
    const found = lifeExpectancies(evenTable(20_000, 1_000_000));
    expectClose(
      found.value,
      Array.from({ length: 20 }, () => 50),
      9,
    );
  });

  it("is worked by hand at 90: 50 deaths of 200 people-years make 4 years, standard error 1/(M√d) = 4/√50", () => {
    const columns = evenTable(10, 1000, ({ deaths, people }) => {
      deaths[19] = 50;
      people[19] = 200;
    });
    const found = lifeExpectancies({ ...columns, ages: [90] });
    const reach = (1.9599639845400545 * 4) / Math.sqrt(50);
    expectClose([...found.value, ...found.lower, ...found.upper], [4, 4 - reach, 4 + reach], 9);
    expectClose([...found.people, ...found.deaths], [200, 50]);
  });

  it("is worked by hand at 85: half die in the band, so (1 + ½)/2·5 years, and half live 4 more", () => {
    // M = 2/15 gives q = 5M/(1 + 2.5M) = ½.
    const columns = evenTable(10, 1500, ({ deaths, people }) => {
      [deaths[18], people[18], deaths[19], people[19]] = [200, 1500, 50, 200];
    });
    const found = lifeExpectancies({ ...columns, ages: [85] });
    expectClose(found.value, [5 * 0.75 + 0.5 * 4], 9);
    // Variance: q²(1-q)/d·((1-a)n + 4)² + ½²·4²/50.
    const error = Math.sqrt((0.125 / 200) * (2.5 + 4) ** 2 + (0.25 * 16) / 50);
    expectClose(found.upper, [5.75 + 1.9599639845400545 * error], 9);
  });

  it("is asked about by age, group by group, whatever the order of the rows", () => {
    const { groups } = groupRows(Array.from({ length: 40 }, (_, row) => (row < 20 ? "a" : "b")));
    const age = Float64Array.from([...ages, ...ages.toReversed()]);
    const deaths = new Float64Array(40).fill(20_000);
    const people = Float64Array.from({ length: 40 }, (_, row) => (row < 20 ? 1_000_000 : 2_000_000));
    const found = lifeExpectancies({ groups, age, deaths, people, ages: [0, 65] });
    expectClose(found.value, [50, 50, 100, 100], 6);
  });

  it("invariant 5: is not given, and says why", () => {
    expect(noteOf({ ...evenTable(1, 1000), age: ages.map((age) => (age === 5 ? 10 : age)) })).toBe(
      "not every age band is there once",
    );
    expect(noteOf({ ...evenTable(1, 1000), age: ages.map((age) => (age === 5 ? 6 : age)) })).toBe(
      "not every age band is there once",
    );
    expect(noteOf(evenTable(1, 1000, ({ deaths }) => (deaths[3] = NaN)))).toBe("a count is missing");
    expect(noteOf(evenTable(1, 1000, ({ deaths }) => (deaths[3] = 1001)))).toBe("a count is impossible");
    expect(noteOf(evenTable(1, 250))).toBe("5,000 people or fewer");
    expect(noteOf(evenTable(1, 1000, ({ deaths }) => (deaths[19] = 0)))).toBe(
      "nobody died in the oldest band",
    );
    expect(lifeExpectancies(evenTable(1, 250)).value.every(Number.isNaN)).toBe(true);
  });

  it("keeps its limits but not its value where they lie more than 20 years apart", () => {
    const found = lifeExpectancies({ ...evenTable(20, 1000), ages: [0, 90] });
    expect([...found.note].map((note) => lifeNotes[note])).toEqual([
      "computed",
      "limits more than 20 years apart",
    ]);
    expectClose(found.value, [50, NaN], 9);
    expect((found.upper[1] ?? 0) - (found.lower[1] ?? 0)).toBeGreaterThan(20);
  });

  it("refuses an age no life table has", () => {
    expect(() => lifeExpectancies({ ...evenTable(1, 1000), ages: [66] })).toThrow("Ages 66");
  });
});
