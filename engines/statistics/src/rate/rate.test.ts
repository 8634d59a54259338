import { describe, expect, it } from "vitest";
import { expectClose, expectInterval } from "../../test/close.ts";
import { groupRows } from "../column/group.ts";
import {
  byarLimits,
  countLimits,
  exactCountLimits,
  means,
  proportions,
  rate,
  rates,
  wilson,
} from "./index.ts";

describe("Wilson's proportion", () => {
  it("is worked by hand for 65 of 100: z² = 3.8415, (130 + 3.8415 ± 1.96√(3.8415 + 260·0.35)) / 2 / 103.8415", () => {
    expectInterval(wilson({ events: 65, people: 100 }), [0.65, 0.5525, 0.7364]);
  });

  it("is bounded for none and for all", () => {
    const z2 = 3.841458820694124;
    expectInterval(wilson({ events: 0, people: 9 }), [0, 0, z2 / (9 + z2)], 12);
    expectInterval(wilson({ events: 9, people: 9 }), [1, 9 / (9 + z2), 1], 12);
  });

  it.each([
    { events: -1, people: 10 },
    { events: 11, people: 10 },
    { events: 0, people: 0 },
  ])("refuses $events of $people", ({ events, people }) => {
    expect(() => wilson({ events, people })).toThrow(RangeError);
  });

  it("is missing where a count is missing", () => {
    expectInterval(wilson({ events: NaN, people: 10 }), [NaN, NaN, NaN]);
  });
});

describe("limits of a count", () => {
  it("follow Byar for 65: 65(1 - 1/585 - 1.96/3√65)³", () => {
    const lower = 65 * (1 - 1 / 585 - 1.9599639845400545 / (3 * Math.sqrt(65))) ** 3;
    const upper = 66 * (1 - 1 / 594 + 1.9599639845400545 / (3 * Math.sqrt(66))) ** 3;
    expectClose([byarLimits(65).lower, byarLimits(65).upper], [lower, upper], 10);
    expectClose([lower, upper], [50.1632, 82.8491]);
  });

  it("are exact for 5: half of chi-square 3.2470 of 10 and 23.3367 of 12", () => {
    expectClose([exactCountLimits(5).lower, exactCountLimits(5).upper], [3.24697 / 2, 23.33666 / 2]);
  });

  it("leave -ln 0.025 as the most that no event allows", () => {
    expectClose([exactCountLimits(0).lower, exactCountLimits(0).upper], [0, -Math.log(0.025)], 12);
  });

  it("change from exact to Byar's at 10", () => {
    expect(countLimits(9)).toEqual(exactCountLimits(9));
    expect(countLimits(9.999)).toEqual(exactCountLimits(9.999));
    expect(countLimits(10)).toEqual(byarLimits(10));
  });

  it("have no Byar's lower limit without events, and refuse fewer than none", () => {
    expect(byarLimits(0).lower).toBeNaN();
    for (const limits of [byarLimits, exactCountLimits, countLimits])
      expect(() => limits(-1)).toThrow(/-1 events/);
  });
});

describe("rates", () => {
  it("are worked by hand: 65 events among 100", () => {
    expectInterval(rate({ events: 65, people: 100, per: 100 }), [65, 50.1632, 82.8491]);
  });

  it("are worked by hand: 5 among 1,000, per 1,000", () => {
    const found = rates({ events: Float64Array.of(5), people: Float64Array.of(1000), per: 1000 });
    expectClose([...found.value, ...found.lower, ...found.upper], [5, 1.6235, 11.6683]);
  });

  it("are per 100,000 unless said", () => {
    expect(rate({ events: 10, people: 1000 }).value).toBe(1000);
  });

  it("invariant 2: name the row that cannot be right", () => {
    const people = Float64Array.of(10, 0);
    expect(() => rates({ events: Float64Array.of(1, 1), people })).toThrow("Row 2: a rate among 0 people");
    expect(() => rates({ events: Float64Array.of(-1, 1), people })).toThrow("Row 1: -1 events");
    expect(() => rate({ events: 1, people: 0 })).toThrow("A rate among 0 people");
    expect(() => proportions({ events: Float64Array.of(3, 1), people })).toThrow(
      "Row 2: a proportion of 0 people",
    );
  });

  it("invariant 1: sum a group first, and are missing where a part is", () => {
    const { groups } = groupRows(["a", "b", "a"]);
    const events = Float64Array.of(1, NaN, 2);
    const people = Float64Array.of(10, 10, 20);
    const found = proportions({ events, people, groups, per: 100 });
    expectClose(found.value, [10, NaN]);
    expectClose(rates({ events, people, groups, per: 100 }).value, [10, NaN]);
  });
});

describe("means", () => {
  it("are worked by hand: 4, 6, 8 has mean 6, deviation 2, t(2) = 4.3027, so 6 ± 4.3027·2/√3", () => {
    const found = means({ values: Float64Array.of(4, 6, 8) });
    expectClose([...found.value, ...found.lower, ...found.upper], [6, 1.0317, 10.9683]);
    expectClose([...found.sum, ...found.count, ...found.deviation], [18, 3, 2]);
  });

  it("have no limits for one value, and no value with a missing part", () => {
    const { groups } = groupRows(["a", "b", "b"]);
    const found = means({ values: Float64Array.of(7, 1, NaN), groups });
    expectClose(found.value, [7, NaN]);
    expectClose(found.lower, [NaN, NaN]);
  });
});
