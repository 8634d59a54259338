import { describe, expect, it } from "vitest";
import { expectClose, expectInterval } from "../../test/close.ts";
import {
  broadEthnicGroup,
  core20Groups,
  core20Plus5,
  cutDifference,
  cutText,
  deprivationCut,
} from "./index.ts";
import { ethnicCategories2001, gapBetween, gapChange, gapChanges, gapsFrom, gapTrend } from "./index.ts";
import type { Cut } from "./index.ts";

const interval = (value: number, lower: number, upper: number) => ({ value, lower, upper });
const imd2019: Cut = {
  kind: "national-deciles",
  index: "Index of Multiple Deprivation",
  vintage: "2019",
  denominator: "resident",
};

describe("the gap between two groups", () => {
  it("is worked by hand: 30 (26, 34) and 20 (17, 23) lie 10 ± √(4² + 3²) apart", () => {
    const gap = gapBetween({ group: interval(30, 26, 34), reference: interval(20, 17, 23) });
    expectInterval(gap.absolute, [10, 5, 15], 12);
    expectInterval(gap.relative, [1.5, 1.2281, 1.841]);
  });

  it("is taken from one reference group for groups without an order", () => {
    const figures = {
      value: Float64Array.of(30, 20, 25),
      lower: Float64Array.of(26, 17, 21),
      upper: Float64Array.of(34, 23, 29),
    };
    const found = gapsFrom(figures, 1);
    expectClose(found.absolute.value, [10, NaN, 5], 12);
    expectClose(found.absolute.lower, [5, NaN, 0], 12);
    expectClose(found.relative.value, [1.5, NaN, 1.25], 12);
    expect(() => gapsFrom(figures, 3)).toThrow("Place 3");
  });
});

describe("invariant 7: the change of a gap", () => {
  const [z, root8] = [1.9599639845400545, Math.sqrt(8)];

  it("is worked by hand: from 10 (8, 12) to 4 (2, 6) it shrank by 6 ± √(2² + 2²)", () => {
    const found = gapChange(interval(10, 8, 12), interval(4, 2, 6));
    expect(found.verdict).toBe("narrowed");
    expectInterval(found.change, [-6, -6 - root8, -6 + root8], 12);
    // 6 divided by its standard error √8/1.96 is 4.16.
    expect((6 * z) / root8).toBeCloseTo(4.16, 2);
    expect(found.sure).toBeCloseTo(0.999984, 6);
    expect([found.clearBefore, found.clearAfter]).toEqual([true, true]);
  });

  type Three = readonly [number, number, number];
  const cases: readonly { before: Three; after: Three; verdict: string; because: string }[] = [
    { before: [10, 8, 12], after: [16, 14, 18], verdict: "widened", because: "it grew by 6 ± 2.8" },
    { before: [10, 8, 12], after: [9, 7, 11], verdict: "no clear change", because: "1 is less than 2.8" },
    {
      before: [10, 8, 12],
      after: [-9, -11, -7],
      verdict: "reversed",
      because: "it is clearly the other way round",
    },
    { before: [10, 8, 12], after: [-1, -3, 1], verdict: "narrowed", because: "no gap is clear any more" },
    {
      before: [1, -1, 3],
      after: [-4, -9, 1],
      verdict: "no clear change",
      because: "what is seen is larger, not smaller",
    },
    {
      before: [-10, -12, -8],
      after: [-4, -6, -2],
      verdict: "narrowed",
      because: "a gap below 0 narrows towards 0",
    },
    {
      before: [-10, -12, -8],
      after: [-16, -18, -14],
      verdict: "widened",
      because: "a gap below 0 widens away from 0",
    },
    {
      before: [0, -2, 2],
      after: [6, 4, 8],
      verdict: "widened",
      because: "a gap opened where none was clear",
    },
    { before: [10, 8, 12], after: [NaN, NaN, NaN], verdict: "cannot tell", because: "the second is missing" },
  ];
  it.each(cases)("from $before to $after: $verdict, because $because", ({ before, after, verdict }) => {
    expect(gapChange(interval(...before), interval(...after)).verdict).toBe(verdict);
  });

  it("is a toss-up where nothing moved, and certain where nothing is unsure", () => {
    expect(gapChange(interval(10, 8, 12), interval(10, 8, 12)).sure).toBe(0.5);
    expect(gapChange(interval(10, 10, 10), interval(10, 10, 10)).sure).toBe(0.5);
    expect(gapChange(interval(10, 10, 10), interval(9, 9, 9)).sure).toBe(1);
  });

  it("can differ between the difference and the ratio: both halve, and the ratio stays", () => {
    const before = gapBetween({ group: interval(40, 39, 41), reference: interval(20, 19, 21) });
    const after = gapBetween({ group: interval(20, 19, 21), reference: interval(10, 9.5, 10.5) });
    const found = gapChanges({ before: { ...before, cut: imd2019 }, after: { ...after, cut: imd2019 } });
    if (!found.ok) expect.fail(found.problem);
    expect(found.value.absolute.verdict).toBe("narrowed");
    expect(found.value.relative.verdict).toBe("no clear change");
    expect(found.value.relative.change.value).toBeCloseTo(1, 12);
    expect(found.value.agree).toBe(false);
  });

  it("invariant 6: is refused between two editions of an index, with both named", () => {
    const gap = gapBetween({ group: interval(40, 39, 41), reference: interval(20, 19, 21) });
    const found = gapChanges({
      before: { ...gap, cut: imd2019 },
      after: { ...gap, cut: { ...imd2019, vintage: "2025" } },
    });
    expect(found.ok).toBe(false);
    if (!found.ok)
      expect(found.problem).toMatch(/Deprivation 2019.*Deprivation 2025.*Use figures cut the same way/);
  });
});

describe("a gap over several times", () => {
  const even = (values: readonly number[], reach = 1.9599639845400545) => ({
    value: Float64Array.from(values),
    lower: Float64Array.from(values, (value) => value - reach),
    upper: Float64Array.from(values, (value) => value + reach),
  });
  const time = Float64Array.of(0, 1, 2, 3);

  it("is worked by hand: 10, 9, 8, 7, each with standard error 1, falls by 1 ± 1.96/√5 a year", () => {
    const found = gapTrend({ time, gaps: even([10, 9, 8, 7]) });
    const reach = 1.9599639845400545 / Math.sqrt(5);
    expectInterval(found.change, [-1, -1 - reach, -1 + reach], 9);
    expect([found.verdict, found.scatter]).toEqual(["narrows", 1]);
    expect(found.sure).toBeCloseTo(0.9873, 4);
  });

  it("grows less sure where the gaps scatter more than their limits explain: residuals 3, -3, -3, 3 make 36/2 = 18", () => {
    const found = gapTrend({ time, gaps: even([13, 6, 5, 10]) });
    expect(found.scatter).toBeCloseTo(18, 9);
    expect(found.verdict).toBe("no clear change");
    // Student's t with 2 degrees: 4.3027·√(18/5).
    expectClose([found.change.upper - found.change.value], [4.3027 * Math.sqrt(18 / 5)], 3);
  });

  it("narrows towards 0 from below too, and cannot be told from three times", () => {
    expect(gapTrend({ time, gaps: even([-10, -9, -8, -7]) }).verdict).toBe("narrows");
    expect(gapTrend({ time, gaps: even([7, 8, 9, 10]) }).verdict).toBe("widens");
    expect(gapTrend({ time, gaps: even([7, NaN, 9, 10]) }).verdict).toBe("cannot tell");
  });
});

describe("cuts", () => {
  it("name their edition and who is counted", () => {
    expect(cutText(imd2019)).toBe("national deciles of the Index of Multiple Deprivation 2019, residents");
    const local: Cut = {
      ...deprivationCut({ kind: "local-quintiles", index: "IMD", vintage: "2025", place: "Lewisham" }),
      denominator: "registered",
    };
    expect(cutText(local)).toBe("local quintiles of the IMD 2025 within Lewisham, registered patients");
    expect(cutText({ kind: "ethnicity", classification: "census 2021", denominator: "resident" })).toBe(
      "ethnic groups (census 2021), residents",
    );
    expect(
      cutText({ kind: "core20plus5", group: "core20", vintage: "2019", denominator: "resident" }),
    ).toContain("deprivation of 2019");
  });

  it("invariant 6: are never mixed: national with local, edition with edition, residents with patients", () => {
    const others: Cut[] = [
      {
        kind: "local-quintiles",
        index: imd2019.kind,
        vintage: "2019",
        place: "Lewisham",
        denominator: "resident",
      },
      { ...imd2019, vintage: "2025" },
      { ...imd2019, denominator: "registered" },
    ];
    for (const other of others) expect(cutDifference(imd2019, other)).toContain("no change in the gap");
    expect(cutDifference(imd2019, { ...imd2019 })).toBeUndefined();
  });

  it("are refused when they do not say all they must", () => {
    expect(() => deprivationCut({ kind: "national-deciles", index: "IMD", vintage: " " })).toThrow("edition");
    expect(() => deprivationCut({ kind: "local-quintiles", index: "IMD", vintage: "2019" })).toThrow(
      "without their place",
    );
    expect(() =>
      deprivationCut({ kind: "national-deciles", index: "IMD", vintage: "2019", place: "Kent" }),
    ).toThrow("leave the place out");
    expect(deprivationCut({ kind: "national-deciles", index: "IMD", vintage: "2019" }).vintage).toBe("2019");
  });
});

describe("groups of people", () => {
  it("belong to Core20 in national deciles 1 and 2", () => {
    expect([...core20Groups(Uint8Array.of(1, 2, 3, 10, 0))]).toEqual([1, 1, 2, 2, 0]);
    expect(() => core20Groups(Uint8Array.of(1, 11))).toThrow("Row 2 has the decile 11");
  });

  it("have five clinical areas for adults and five for children", () => {
    for (const part of ["five", "five-children"])
      expect(core20Plus5.filter(({ of }) => of === part)).toHaveLength(5);
    expect(new Set(core20Plus5.map(({ key }) => key)).size).toBe(core20Plus5.length);
  });

  it("keep not stated and not known out of every ethnic group", () => {
    expect(broadEthnicGroup("R")).toBe("Other ethnic groups");
    expect([broadEthnicGroup("Z"), broadEthnicGroup("99"), broadEthnicGroup("X")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(ethnicCategories2001.filter(({ broad }) => broad !== undefined)).toHaveLength(16);
  });
});
