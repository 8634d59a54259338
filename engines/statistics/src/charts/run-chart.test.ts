import { describe, expect, it } from "vitest";
import { ruleNames, ruleSets, usualRuleSet } from "./rule-set.ts";
import { runChart } from "./run-chart.ts";
import type { RunChart } from "./run-chart.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const repeated = (pair: readonly number[], times: number): number[] =>
  Array.from({ length: times }, () => pair).flat();
const rulesAt = (chart: RunChart, index: number): readonly string[] => chart.points[index]!.rules;

describe("run charts: limits", () => {
  it("puts limits 2.66 average moving ranges from the mean: 3 5 4 6 5 by hand", () => {
    // Mean 23/5 = 4.6; ranges 2 1 2 1 average 1.5; 2.66 × 1.5 = 3.99, two thirds of it 2.66.
    const [phase] = runChart({ values: of(3, 5, 4, 6, 5), better: "higher" }).phases;
    expect(phase!.centre).toBeCloseTo(4.6, 12);
    expect([phase!.lower, phase!.upper].map((limit) => limit!.toFixed(10))).toEqual([
      "0.6100000000",
      "8.5900000000",
    ]);
    expect([phase!.nearLower, phase!.nearUpper].map((limit) => limit!.toFixed(10))).toEqual([
      "1.9400000000",
      "7.2600000000",
    ]);
  });

  it("marks limits of 5 values provisional and says how many are needed (invariant 5)", () => {
    const [phase] = runChart({ values: of(3, 5, 4, 6, 5), better: "higher" }).phases;
    expect(phase).toMatchObject({ provisional: true, count: 5 });
    expect(phase!.notes).toEqual(["Limits are provisional: they rest on 5 values, and 12 are needed."]);
  });

  it("no longer calls limits of 12 values provisional", () => {
    expect(runChart({ values: of(...repeated([1, 3], 6)), better: "higher" }).phases[0]!.provisional).toBe(
      false,
    );
  });

  it("has no limits and no signals for a series that never varies (invariant 2)", () => {
    const chart = runChart({ values: new Float64Array(20).fill(0.1), better: "lower", target: 0.05 });
    expect(chart.phases[0]!.notes).toEqual([
      "The values do not vary from one to the next, so no limits can be set.",
    ]);
    expect(chart.phases[0]).not.toHaveProperty("lower");
    expect(chart.signals).toEqual([]);
    expect(chart.variation.kind).toBe("cannot-tell");
    expect(chart.assurance).toMatchObject({
      kind: "cannot-tell",
      reason: "There are no limits to judge the target of 0.05 by.",
    });
  });

  it("says of equal values that they do not vary, also where the rule set screens ranges and keeps none", () => {
    const values = new Float64Array(20).fill(3);
    const chart = runChart({ values, better: "higher", ruleSet: { ...usualRuleSet, screenAtRanges: 3.267 } });
    expect(chart.phases[0]!.notes).toEqual([
      "The values do not vary from one to the next, so no limits can be set.",
    ]);
  });

  it.each([
    [
      "equal",
      [...repeated([5], 12), 7, 9],
      "Among the first 12 points, from which limits are set, the values do not vary from one to the next, so no limits can be set.",
    ],
    [
      "missing",
      [...repeated([NaN], 12), 7, 9],
      "Among the first 12 points, from which limits are set, there are no values, so there are no limits.",
    ],
  ])(
    "speaks of the points that limits are set from, where those are %s and later ones are not",
    (_, values, note) => {
      const chart = runChart({ values: of(...values), better: "higher", baselinePoints: 12 });
      expect(chart.phases[0]!.notes).toEqual([note]);
    },
  );

  it.each([
    ["one value", of(7), "No two values follow each other, so no limits can be set."],
    ["no value", of(NaN, NaN), "There are no values, so there are no limits."],
  ])("says why %s has no limits", (_, values, note) => {
    const chart = runChart({ values, better: "higher" });
    expect(chart.phases[0]!.notes).toEqual([note]);
    expect(chart.variation.kind).toBe("cannot-tell");
  });

  it("leaves a missing value and both its moving ranges out (invariant 3)", () => {
    // 2 4 _ 9 6: mean 21/4; ranges 2 and 3 average 2.5; reach 6.65.
    const chart = runChart({ values: of(2, 4, NaN, 9, 6), better: "higher" });
    expect(chart.phases[0]!.upper).toBeCloseTo(5.25 + 6.65, 12);
    expect(chart.points[2]).not.toHaveProperty("value");
    expect(chart.points[2]!.rules).toEqual([]);
  });

  it("leaves out one large range where the R package does, and keeps it otherwise", () => {
    // 5 6 5 6 5 6 5 20: ranges six 1 and one 15, average 3; 3.267 × 3 < 15, so R averages the ones. Mean 58/8.
    const values = of(5, 6, 5, 6, 5, 6, 5, 20);
    const upper = (name: keyof typeof ruleSets): number =>
      runChart({ values, better: "lower", ruleSet: ruleSets[name] }).phases[0]!.upper!;
    expect(upper("plot-the-dots-r-0.2.2")).toBeCloseTo(7.25 + 2.66, 12);
    expect(upper("making-data-count-2023")).toBeCloseTo(7.25 + 7.98, 12);
  });

  it("copies limits without width only in the R package's name (invariant 13)", () => {
    const values = of(0, 0, 0, 0, 0, 0, 3);
    const flagged = (name: keyof typeof ruleSets): number =>
      runChart({ values, better: "lower", ruleSet: ruleSets[name] }).points.filter(({ rules }) =>
        rules.includes("outside-limits"),
      ).length;
    expect(flagged("plot-the-dots-r-0.2.2")).toBe(7);
    expect(flagged("making-data-count-2023")).toBe(1);
  });

  it("fixes limits from the first 12 points where asked, and judges later ones by them", () => {
    // 10 12 six times: mean 11, average range 2, limits 5.68 and 16.32.
    const chart = runChart({ values: of(...repeated([10, 12], 6), 17), better: "lower", baselinePoints: 12 });
    expect(chart.phases[0]).toMatchObject({ count: 12, provisional: false });
    expect(chart.phases[0]!.upper).toBeCloseTo(16.32, 12);
    expect(chart.signals).toEqual([
      {
        rule: "outside-limits",
        side: "high",
        meaning: "concern",
        points: [12],
        reason: "The value 17 lies above the upper limit of 16.32 (point 13).",
      },
    ]);
    expect(chart.variation).toMatchObject({ kind: "special-cause", meanings: ["concern"], side: "high" });
  });
});

describe("run charts: rules", () => {
  it("flags seven in a row above the mean, and not six", () => {
    const six = runChart({ values: of(0, 4, 5, 4, 5, 4, 5, 0, 0), better: "higher" });
    const seven = runChart({ values: of(0, 4, 5, 4, 5, 4, 5, 4, 0, 0), better: "higher" });
    expect(six.signals).toEqual([]);
    expect(seven.signals.map(({ rule, points, meaning }) => ({ rule, points, meaning }))).toEqual([
      { rule: "shift", points: [1, 2, 3, 4, 5, 6, 7], meaning: "improvement" },
    ]);
    expect(seven.signals[0]!.reason).toBe("7 values in a row above the average of 3.1 (point 2 to point 8).");
  });

  it("ends a run at a missing value and at a value on the mean (invariant 3)", () => {
    const gap = runChart({ values: of(0, 4, 5, 4, NaN, 4, 5, 4, 5, 0, 0), better: "higher" });
    expect(gap.signals).toEqual([]);
    const onMean = runChart({
      values: of(4, 4, 4, 4, 4, 4, 2, 4, 4, 4, 4, 4, 4, -22),
      better: "neither",
      baselinePoints: 14,
    });
    expect(onMean.phases[0]!.centre).toBe(2);
    expect(onMean.signals.filter(({ rule }) => rule === "shift")).toEqual([]);
  });

  it("calls the top of a hill both improvement and concern (invariant 7)", () => {
    const chart = runChart({ values: of(1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1), better: "higher" });
    const trends = chart.signals.filter(({ rule }) => rule === "trend");
    expect(trends.map(({ points }) => [points[0], points.at(-1)])).toEqual([
      [0, 6],
      [6, 12],
    ]);
    expect(chart.points[6]!.meanings).toEqual(expect.arrayContaining(["improvement", "concern"]));
    expect(trends[0]!.reason).toBe(
      "7 values in a row, each higher than the one before, from 1 to 7 (point 1 to point 7).",
    );
  });

  it("breaks a trend at two equal values", () => {
    const chart = runChart({ values: of(1, 2, 3, 4, 4, 5, 6, 7), better: "higher" });
    expect(chart.signals.filter(({ rule }) => rule === "trend")).toEqual([]);
  });

  it("keeps two trends apart that touch", () => {
    const chart = runChart({
      values: of(1, 2, 3, 4, 5, 6, 7, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5),
      better: "higher",
    });
    expect(chart.signals.filter(({ rule }) => rule === "trend").map(({ points }) => points.length)).toEqual([
      7, 7,
    ]);
  });

  it("counts a point beyond the limit among two of three since 2023, and not before", () => {
    // Limits 5.68 and 16.32, near line 11 + 2/3 × 5.32 = 14.547: 15 is near, 17 outside, 12 inside.
    const values = of(...repeated([10, 12], 6), 15, 17, 12);
    const chart = (name: keyof typeof ruleSets): RunChart =>
      runChart({ values, better: "lower", baselinePoints: 12, ruleSet: ruleSets[name] });
    expect(rulesAt(chart("making-data-count-2023"), 12)).toEqual(["two-in-three"]);
    expect(rulesAt(chart("making-data-count-2023"), 13)).toEqual(["outside-limits", "two-in-three"]);
    expect(rulesAt(chart("making-data-count-2023"), 14)).toEqual([]);
    expect(rulesAt(chart("making-data-count-excel"), 12)).toEqual([]);
    const reason = chart("making-data-count-2023").signals.find(
      ({ rule }) => rule === "two-in-three",
    )!.reason;
    expect(reason).toBe(
      "At least two of three values in a row lie far above the average of 11, near or beyond the limit (point 13, point 14).",
    );
  });

  it("names every rule once in the list of rules", () => {
    expect(new Set(ruleNames).size).toBe(4);
  });

  it("speaks in the caller's words", () => {
    const wording = {
      point: (index: number): string => `month ${String(index)}`,
      amount: (value: number): string => `${value.toFixed(1)}%`,
    };
    const chart = runChart({
      values: of(...repeated([10, 12], 6), 17, 18),
      better: "neither",
      baselinePoints: 12,
      wording,
    });
    expect(chart.signals[0]).toMatchObject({
      meaning: "change",
      reason: "2 values in a row lie above the upper limit (month 12 to month 13).",
    });
  });
});

describe("run charts: rebasing and assurance", () => {
  it("starts limits and rules afresh where rebased, and only there (invariants 4 and 6)", () => {
    const values = of(...repeated([1, 2], 6), ...repeated([8, 9], 6));
    const rebased = runChart({ values, better: "higher", rebaseAt: [12] });
    expect(rebased.phases.map(({ from, to, centre }) => [from, to, centre])).toEqual([
      [0, 12, 1.5],
      [12, 24, 8.5],
    ]);
    expect(rebased.signals).toEqual([]);
    const whole = runChart({ values, better: "higher" });
    expect(whole.phases.length).toBe(1);
    expect(whole.signals.length).toBeGreaterThan(0);
  });

  it.each([
    { target: 9, better: "higher", kind: "consistently-missed", because: "above the upper limit" },
    { target: 9, better: "lower", kind: "consistently-met", because: "all values lie below" },
    { target: 0.5, better: "higher", kind: "consistently-met", because: "below the lower limit" },
    { target: 0.5, better: "lower", kind: "consistently-missed", because: "all values lie above" },
    { target: 5, better: "higher", kind: "hit-and-miss", because: "between the limits" },
    { target: 5, better: "neither", kind: "cannot-tell", because: "neither way is better" },
  ] as const)(
    "judges a target of $target, $better being better, as $kind: $because (invariant 8)",
    ({ target, better, kind }) => {
      expect(runChart({ values: of(3, 5, 4, 6, 5), better, target }).assurance!.kind).toBe(kind);
    },
  );

  it("gives the reason with the values to be expected", () => {
    expect(runChart({ values: of(3, 5, 4, 6, 5), better: "higher", target: 9 }).assurance!.reason).toBe(
      "If nothing changes, values from 0.61 to 8.59 are to be expected: all of them miss the target of 9.",
    );
  });

  it("judges by the last phase", () => {
    const values = of(...repeated([1, 2], 6), ...repeated([8, 9], 6));
    expect(runChart({ values, better: "higher", rebaseAt: [12], target: 5 }).assurance!.kind).toBe(
      "consistently-met",
    );
  });

  it.each([
    ["an infinite value", { values: of(1, Infinity) }, /finite/],
    ["rebasing outside the series", { values: of(1, 2, 3), rebaseAt: [3] }, /3 does not fit/],
    ["rebasing out of order", { values: of(1, 2, 3), rebaseAt: [2, 1] }, /1 does not fit/],
    ["a baseline of 11 points", { values: of(1, 2, 3), baselinePoints: 11 }, /not from 11/],
  ])("refuses %s", (_, asked, message) => {
    expect(() => runChart({ ...asked, better: "higher" })).toThrow(message);
  });
});
