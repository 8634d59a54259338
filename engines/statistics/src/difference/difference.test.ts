import { describe, expect, it } from "vitest";
import { expectClose, expectInterval } from "../../test/close.ts";
import { compareProportions, compareRates, difference, fisherExact, judgement, ratio } from "./index.ts";
import { standing, standingByOverlap, standingOfProportion, standingOfRate } from "./index.ts";

const interval = (value: number, lower: number, upper: number) => ({ value, lower, upper });

describe("the difference of two figures", () => {
  it("is worked by hand: 5 (2, 9) less 1 (0, 5): 4 - √(3² + 4²), 4 + √(4² + 1²)", () => {
    expectInterval(difference(interval(5, 2, 9), interval(1, 0, 5)), [4, -1, 4 + Math.sqrt(17)], 12);
  });

  it("is missing where a part is", () => {
    expectInterval(difference(interval(5, 2, 9), interval(NaN, NaN, NaN)), [NaN, NaN, NaN]);
  });
});

describe("the ratio of two figures", () => {
  it("is worked by hand where one is certain: 4 over 2 (1, 3) lies from 4/3 to 4/1", () => {
    expectInterval(ratio(interval(4, 4, 4), interval(2, 1, 3)), [2, 4 / 3, 4], 12);
    expectInterval(ratio(interval(2, 1, 3), interval(4, 4, 4)), [0.5, 0.25, 0.75], 12);
  });

  it("has no upper limit where the second may be 0, and no lower where the first may be", () => {
    expectInterval(ratio(interval(2, 0, 3), interval(1, 0, 2)), [2, 0, Infinity]);
  });

  it("is missing for figures below 0, or over 0", () => {
    expectInterval(ratio(interval(1, -1, 3), interval(1, 0.5, 2)), [NaN, NaN, NaN]);
    expectInterval(ratio(interval(1, 0.5, 3), interval(0, 0, 2)), [NaN, NaN, NaN]);
  });
});

describe("two proportions", () => {
  it("are worked by hand: 55 of 200 and 84 of 350, pooled 139/550, z = 0.035/√(p(1-p)(1/200 + 1/350))", () => {
    const p = 139 / 550;
    const found = compareProportions({ events: 55, people: 200 }, { events: 84, people: 350 });
    expectInterval(found.difference, [0.035, -0.0393, 0.1128]);
    expect(found.z).toBeCloseTo(0.035 / Math.sqrt(p * (1 - p) * (1 / 200 + 1 / 350)), 12);
    expectClose(
      [found.chance, found.simpleLimits.lower, found.simpleLimits.upper],
      [0.3636, -0.0414, 0.1114],
    );
    expectClose([found.corrected.chiSquare, found.corrected.chance], [0.6506, 0.4199]);
  });

  it("are compared exactly by hand: all of 5 and none of 5 are 2 of the 252 ways to choose 5 of 10", () => {
    const found = fisherExact({ events: 5, people: 5 }, { events: 0, people: 5 });
    expect(found.chance).toBeCloseTo(2 / 252, 12);
    expect(found.oddsRatio).toBe(Infinity);
    expect(fisherExact({ events: 0, people: 5 }, { events: 5, people: 5 }).oddsRatio).toBe(0);
    expect(fisherExact({ events: 5, people: 5 }, { events: 5, people: 5 }).oddsRatio).toBeNaN();
  });

  it("are refused to the exact comparison when not whole", () => {
    expect(() => fisherExact({ events: 1.5, people: 5 }, { events: 0, people: 5 })).toThrow("1.5 of 5");
  });
});

describe("two rates", () => {
  it("are worked by hand: 3 and 3 over equal times are as likely either way", () => {
    const found = compareRates({ events: 3, time: 12 }, { events: 3, time: 12 });
    // Clopper-Pearson for 3 of 6: 0.1181 to 0.8819, as odds.
    expectInterval(found.ratio, [1, 0.1181 / 0.8819, 0.8819 / 0.1181], 2);
    expectInterval(found.ratio, [1, 0.1339, 7.4662]);
    expect(found.chance).toBe(1);
  });

  it("are worked by hand: 5 and none over equal times happen in 2 of 32 ways", () => {
    expect(compareRates({ events: 5, time: 1 }, { events: 0, time: 1 }).chance).toBeCloseTo(2 / 32, 12);
    expect(compareRates({ events: 0, time: 1 }, { events: 5, time: 1 }).chance).toBeCloseTo(2 / 32, 12);
    expect(compareRates({ events: 5, time: 1 }, { events: 0, time: 1 }).ratio.upper).toBe(Infinity);
  });

  it("are refused where events are not whole or there is no time", () => {
    expect(() => compareRates({ events: 1.5, time: 1 }, { events: 1, time: 1 })).toThrow("1.5 events over 1");
    expect(() => compareRates({ events: 1, time: 1 }, { events: 1, time: 0 })).toThrow("1 events over 0");
  });
});

describe("a figure beside a benchmark", () => {
  it("is above where the benchmark lies below its limits, and far above where below the wide ones", () => {
    const wide = { lower: 10.5, upper: 13.5 };
    expect(standing(interval(12, 11, 13), 10)).toBe("above");
    expect(standing({ ...interval(12, 11, 13), wide }, 10)).toBe("far-above");
    expect(standing({ ...interval(12, 11, 13), wide }, 10.7)).toBe("above");
    expect(standing(interval(12, 11, 13), 11)).toBe("similar");
    expect(standing(interval(12, 11, 13), 14)).toBe("below");
    expect(standing({ ...interval(12, 11, 13), wide }, 14)).toBe("far-below");
    expect(standing({ ...interval(12, 11, 13), wide }, 13.2)).toBe("below");
    expect(standing(interval(12, NaN, 13), 14)).toBe("unknown");
  });

  it("is similar while two intervals touch", () => {
    expect(standingByOverlap(interval(12, 11, 13), interval(10, 9, 11))).toBe("similar");
    expect(standingByOverlap(interval(12, 11, 13), interval(10, 9, 10.9))).toBe("above");
    expect(standingByOverlap(interval(10, 9, 10.9), interval(12, 11, 13))).toBe("below");
    expect(standingByOverlap(interval(NaN, 9, NaN), interval(12, 11, 13))).toBe("unknown");
  });

  it("is worked by hand for a proportion: 100 people around 0.2 lie from 0.1334 to 0.2888", () => {
    const of = { people: 100, benchmark: 0.2, z: 1.96 };
    expect(standingOfProportion({ ...of, proportion: 0.3 })).toBe("above");
    expect(standingOfProportion({ ...of, proportion: 0.288 })).toBe("similar");
    expect(standingOfProportion({ ...of, proportion: 0.133 })).toBe("below");
    expect(standingOfProportion({ ...of, proportion: NaN })).toBe("unknown");
  });

  it("is worked by hand for a rate: 5 expected events lie from 1.6235 to 11.6683", () => {
    const of = { people: 1000, benchmark: 5, per: 1000, confidence: 0.95 };
    const rates = [1.6, 1.7, 11.6, 11.7, NaN];
    expect(rates.map((rate) => standingOfRate({ ...of, rate }))).toEqual([
      "below",
      "similar",
      "similar",
      "above",
      "unknown",
    ]);
  });

  it("is good or bad only where the indicator has a good direction", () => {
    const standings = ["far-below", "below", "similar", "above", "far-above", "unknown"] as const;
    const words = (polarity: Parameters<typeof judgement>[1]) =>
      standings.map((one) => judgement(one, polarity));
    expect(words("high-is-good")).toEqual(["worst", "worse", "similar", "better", "best", "unknown"]);
    expect(words("low-is-good")).toEqual(["best", "better", "similar", "worse", "worst", "unknown"]);
    expect(words("no-judgement")).toEqual(["lowest", "lower", "similar", "higher", "highest", "unknown"]);
  });
});
