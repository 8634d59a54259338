import { describe, expect, it } from "vitest";
import { adjustedProbabilities, signList } from "./adjusted-probability.ts";
import { comparison } from "./comparison.ts";
import type { Estimated } from "./estimate.ts";
import { monotoneTrend, oneShift, seasonalTrend } from "./monotone-trend.ts";
import { recentTrend } from "./recent-trend.ts";
import type { YearValue } from "./recent-trend.ts";
import { similarPlaces } from "./similar-place.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);

function answer<T>(estimated: Estimated<T>): T {
  if (!estimated.ok) throw new Error(estimated.problem);
  return estimated.value;
}

describe("trends", () => {
  it("1 2 3 4: six rising pairs, variance 4 × 3 × 13/18, z 5/√8.667, slope 1", () => {
    const trend = answer(monotoneTrend(of(1, 2, 3, 4)));
    expect(trend).toMatchObject({ score: 6, tau: 1, slope: 1, lower: 1, upper: 1, intercept: 0 });
    expect(trend.variance).toBeCloseTo(156 / 18, 12);
    expect(trend.z).toBeCloseTo(1.698416, 6);
  });

  it("takes ties out of the variance: 1 1 2 3", () => {
    // (156 - 2 × 1 × 9)/18; five rising pairs of 6, tau 5/√(5 × 6).
    const trend = answer(monotoneTrend(of(1, 1, 2, 3)));
    expect(trend.variance).toBeCloseTo(138 / 18, 12);
    expect(trend.tau).toBeCloseTo(5 / Math.sqrt(30), 12);
  });

  it("adds seasons up: two seasons rising over four years score 12 of variance 17.33", () => {
    const found = answer(seasonalTrend(of(1, 10, 2, 20, 3, 30, 4, 40), 2));
    expect(found.score).toBe(12);
    expect(found.variance).toBeCloseTo((2 * 156) / 18, 12);
    expect(found.z).toBeCloseTo(11 / Math.sqrt(312 / 18), 12);
    expect(found.seasons.map(({ score }) => score)).toEqual([6, 6]);
  });

  it("finds one shift: 1 1 1 9 9 9 at index 3, U 9, p 2 exp(-6 × 81/252)", () => {
    const shift = answer(oneShift(of(1, 1, 1, 9, 9, 9)));
    expect(shift).toMatchObject({ statistic: 9, at: 3 });
    expect(shift.p).toBeCloseTo(0.2907, 4);
  });

  it("refuses what cannot be tested (invariant 1)", () => {
    expect(monotoneTrend(of(1, NaN, 2, 3))).toMatchObject({ ok: false, reason: "missing-values" });
    expect(monotoneTrend(of(1, 2, 3))).toMatchObject({ ok: false, reason: "too-few-points" });
    expect(oneShift(of(2, 2, 2, 2))).toMatchObject({
      ok: false,
      reason: "no-variation",
      problem: "All 4 values are 2: there is no variation.",
    });
    expect(seasonalTrend(of(1, 2, 3, 4, 5), 3)).toMatchObject({ ok: false, reason: "too-few-points" });
    expect(seasonalTrend(of(1, 2, 1, 2), 2)).toMatchObject({ ok: false, reason: "no-variation" });
    expect(() => seasonalTrend(of(1, 2, 3, 4), 1)).toThrow(RangeError);
  });
});

describe("recent trends", () => {
  const years = (values: readonly number[], width = 0.98): YearValue[] =>
    values.map((value, i) => ({
      year: 2020 + i,
      value,
      lower: value - width,
      upper: value + width,
      count: value * 10,
      denominator: 1000,
    }));

  it("20 to 24 per cent, each ± 0.98, has χ² 1²/(0.25/10) = 40 and rises", () => {
    const trend = recentTrend(years([20, 21, 22, 23, 24]), "weighted");
    expect(trend.kind).toBe("rising");
    expect(trend.chiSquare).toBeCloseTo(40, 9);
    expect(trend.reason).toBe("The last five years are rising (χ² 40.0, where 9.5 is needed).");
  });

  it("judges counts of denominators, and calls a rise a fall only in Fingertips' name (invariant 10)", () => {
    // Share 0.22 of 5000; score 1000 × (-2×0.02 ... ) = 100; variance 0.22 × 0.78 × 10,000.
    const rows = years([20, 21, 22, 23, 24]);
    expect(recentTrend(rows, "proportion").chiSquare).toBeCloseTo(100 ** 2 / (0.22 * 0.78 * 10_000), 9);
    const steep = years([10, 15, 20, 25, 30]);
    expect(recentTrend(steep, "proportion").kind).toBe("rising");
    expect(recentTrend(steep, "proportion", "fingertips-2020").kind).toBe("falling");
  });

  it("takes no trend from one year alone, and none below the bar", () => {
    expect(recentTrend(years([20, 20, 20, 20, 24]), "weighted")).toMatchObject({
      kind: "no-change",
      reason: "One year alone makes the trend, so it is not counted as one.",
    });
    expect(recentTrend(years([20, 20, 20.1, 20, 20.1]), "weighted").kind).toBe("no-change");
  });

  it("uses the last five years, in whatever order they come", () => {
    expect(recentTrend(years([90, 20, 21, 22, 23, 24]).toReversed(), "weighted").chiSquare).toBeCloseTo(
      40,
      9,
    );
  });

  it.each([
    ["four years", years([20, 21, 22, 23])],
    ["a year left out", years([20, 21, 22, 23, 24, 25]).filter(({ year }) => year !== 2023)],
    [
      "a year given twice",
      [...years([20, 21, 22, 23]), ...years([20]).map((row) => ({ ...row, year: 2023 }))],
    ],
    ["a missing count", years([20, 21, 22, 23, 24]).map((row) => ({ ...row, count: NaN }))],
    ["everybody counted", years([20, 21, 22, 23, 24]).map((row) => ({ ...row, count: row.denominator }))],
    ["limits without width", years([20, 21, 22, 23, 24], 0)],
  ])("cannot tell with %s", (_, rows) => {
    expect(recentTrend(rows, "weighted")).toMatchObject({ kind: "cannot-tell", chiSquare: NaN });
  });

  it("calls limits without width no change only in Fingertips' name (invariant 10)", () => {
    expect(recentTrend(years([20, 21, 22, 23, 24], 0), "weighted", "fingertips-2020").kind).toBe("no-change");
  });
});

describe("comparison with similar places", () => {
  it("place 5 6 9 10 beside 1 1 2 2: effect (7.5 - 4.5) = 3, standard error √0.5", () => {
    // Differences 4 5 7 8; squared errors 4 × 0.25; variance 1/2 × (1/2 + 1/2).
    const found = answer(
      comparison({ values: of(5, 6, 9, 10, 1, 1, 2, 2), units: 2, treated: 0, changeAt: 2, lag: 0 }),
    );
    expect(found).toMatchObject({
      treatedBefore: 5.5,
      treatedAfter: 9.5,
      comparatorsBefore: 1,
      comparatorsAfter: 2,
    });
    expect(found.ordinary.estimate).toBeCloseTo(3, 12);
    expect(found.ordinary.standardError).toBeCloseTo(Math.SQRT1_2, 12);
    expect(found.clustered).toBeUndefined();
    expect(found.points[2]).toEqual({ index: 2, treated: 9, comparators: 2 });
  });

  it("ranks the place among placebos, and can have no p below 1 in the number of places", () => {
    const values = of(1, 2, 9, 10, 1, 1, 1, 2, 2, 1, 2, 2, 1, 2, 1, 1);
    const found = answer(comparison({ values, units: 4, treated: 0, changeAt: 2, lag: 1 }));
    expect(found.placebos[0]!.rank).toBe(1);
    expect(found.placeboP).toBe(0.25);
    expect(found.clustered!.estimate).toBe(found.effect.estimate);
    expect(found.reason).toContain("of 4 places 1 changed at least as much beside the rest");
  });

  it.each([
    ["no other place", { units: 1, values: of(1, 2, 3, 5) }, "too-few-points"],
    ["one time before", { changeAt: 1 }, "too-few-points"],
    ["a missing value", { values: of(1, 2, 3, NaN, 1, 1, 1, 1) }, "missing-values"],
    ["places that move as one", { values: of(1, 2, 3, 4, 1, 2, 3, 4) }, "no-variation"],
  ])("refuses %s (invariant 1)", (_, change, reason) => {
    const asked = {
      values: of(5, 6, 9, 10, 1, 1, 2, 2),
      units: 2,
      treated: 0,
      changeAt: 2,
      lag: 0,
      ...change,
    };
    expect(comparison(asked)).toMatchObject({ ok: false, reason });
  });

  it.each([{ units: 3 }, { treated: 2 }, { changeAt: 4 }, { lag: 4 }])(
    "refuses a question that does not fit: %o",
    (change) => {
      expect(() =>
        comparison({
          values: of(5, 6, 9, 10, 1, 1, 2, 2),
          units: 2,
          treated: 0,
          changeAt: 2,
          lag: 0,
          ...change,
        }),
      ).toThrow(RangeError);
    },
  );
});

describe("similar places", () => {
  it("finds the nearest of 1 2 4 8, never the place itself (invariant 9)", () => {
    const found = similarPlaces({ features: of(1, 2, 4, 8), featureCount: 1, place: 0, count: 2 });
    expect(found.map(({ index }) => index)).toEqual([1, 2]);
    // Standard deviation of 1 2 4 8 is √(28.75/3).
    expect(found[0]!.distance).toBeCloseTo(1 / Math.sqrt(28.75 / 3), 12);
  });

  it("weighs features, and lets one that is the same everywhere count for nothing", () => {
    const features = of(0, 0, 5, 1, 0, 5, 0, 1, 5);
    const nearest = (weights: readonly number[]): number =>
      similarPlaces({ features, featureCount: 3, place: 0, count: 1, weights })[0]!.index;
    expect(nearest([1, 9, 1])).toBe(1);
    expect(nearest([9, 1, 1])).toBe(2);
  });

  it("leaves places out that lack a feature, and has no list for one that does (invariant 9)", () => {
    const features = of(1, NaN, 3, 4);
    expect(
      similarPlaces({ features, featureCount: 1, place: 0, count: 5 }).map(({ index }) => index),
    ).toEqual([2, 3]);
    expect(similarPlaces({ features, featureCount: 1, place: 1, count: 5 })).toEqual([]);
  });

  it.each([{ place: 4 }, { count: 0 }, { weights: [1, 1] }, { weights: [0] }])(
    "refuses a question that does not fit: %o",
    (change) => {
      expect(() =>
        similarPlaces({ features: of(1, 2, 3, 4), featureCount: 1, place: 0, count: 1, ...change }),
      ).toThrow(RangeError);
    },
  );
});

describe("many tests at once", () => {
  it.each([
    ["bh", [0.03, 0.03, 0.04]],
    ["by", [0.055, 0.055, 0.22 / 3]],
    ["holm", [0.03, 0.04, 0.04]],
    ["bonferroni", [0.03, 0.06, 0.12]],
  ] as const)("%s of 0.01 0.02 0.04 by hand", (adjustment, expected) => {
    const adjusted = adjustedProbabilities(of(0.01, 0.02, 0.04), adjustment);
    for (const [i, value] of expected.entries()) expect(adjusted[i]).toBeCloseTo(value, 12);
  });

  it("leaves a missing p missing and does not count it; adjusts each list by itself (invariant 7)", () => {
    expect(Array.from(adjustedProbabilities(of(0.01, NaN, 0.04), "bonferroni"))).toEqual([0.02, NaN, 0.08]);
    expect(
      Array.from(adjustedProbabilities(of(0.01, 0.02, 0.5), "bonferroni", Uint32Array.of(0, 2, 3))),
    ).toEqual([0.02, 0.04, 0.5]);
  });

  it("lists signs with the false share it controls (invariant 8)", () => {
    expect(signList(of(0.02, 0.9, 0.01, NaN), 0.05)).toEqual({
      signs: [2, 0],
      falseShare: 0.05,
      falseExpected: 0.1,
      tests: 3,
    });
  });

  it("refuses what is no probability, list or share", () => {
    expect(() => adjustedProbabilities(of(1.1), "bh")).toThrow(/between 0 and 1/);
    expect(() => adjustedProbabilities(of(0.1), "bh", Uint32Array.of(0, 2))).toThrow(/start at 0/);
    expect(() => signList(of(0.1), 0)).toThrow(/between 0 and 1/);
  });
});
