import { describe, expect, test } from "vitest";
import { addMonths, civilDate, type CivilDate } from "@concordat/calendar";
import { levelOf, monthsOf, verdictOf, verdictOfClaim, type MonthFigure, type Test } from "./verdict.ts";
import { windowFrom, windowInWords } from "./window.ts";

const first = civilDate("2010-04-01");
const wobble = [0.3, -0.2, 0.1, -0.4, 0.2, 0.4, -0.1, -0.3, 0.2, -0.3, 0.1, 0];

/** A year of months at each of these levels, in per cent, that vary a little from month to month. */
function years(...levels: readonly number[]): readonly MonthFigure[] {
  return levels.flatMap((level, year) =>
    wobble.map((off, month) => ({
      start: addMonths(first, year * 12 + month),
      top: level + off,
      bottom: 100,
    })),
  );
}

const year = (number: number): { first: CivilDate; last: CivilDate } => ({
  first: addMonths(first, number * 12),
  last: addMonths(first, number * 12 + 11),
});

const fell: Test = {
  windows: { before: year(1), after: year(2) },
  direction: "down",
  size: 7,
  decimals: 0,
  scale: 100,
};
const noSize: Test = { ...fell, size: undefined };

describe("the figures say of a claim", () => {
  const cases = [
    { is: "supported", given: years(33, 33, 26), test: fell, because: "it fell by the 7 points claimed" },
    { is: "supported", given: years(33, 33, 26.4), test: fell, because: "6.6 is 7 as the claim is rounded" },
    { is: "smaller-than-claimed", given: years(33, 33, 30), test: fell, because: "3 of 7 points" },
    {
      is: "no-change-seen",
      given: years(33, 33, 34),
      test: fell,
      because: "it rose where a fall was claimed",
    },
    {
      is: "consistent-with",
      given: years(33, 33, 26),
      test: noSize,
      because: "it fell, no size was claimed",
    },
    { is: "no-change-seen", given: years(26, 26, 33), test: noSize, because: "it surely rose" },
    { is: "cannot-tell", given: years(33, 33, 33), test: noSize, because: "it varies more than it changed" },
    {
      is: "changed-and-reversed",
      given: years(33, 33, 26, 35),
      test: { ...fell, windows: { ...fell.windows, later: year(3) } },
      because: "a year later it was above where it began",
    },
    {
      is: "supported",
      given: years(33, 33, 26, 27),
      test: { ...fell, windows: { ...fell.windows, later: year(3) } },
      because: "a point of seven was lost",
    },
    {
      is: "began-before",
      given: years(40, 33, 26),
      test: { ...fell, windows: { ...fell.windows, earlier: year(0) } },
      because: "it had fallen as much the year before",
    },
    { is: "no-data-held", given: [], test: fell, because: "nothing is held at all" },
    { is: "no-data-held", given: years(33), test: fell, because: "nothing is held of the months named" },
    { is: "cannot-tell", given: years(33, 33), test: fell, because: "the months after are not held" },
    {
      is: "cannot-tell",
      given: years(33, 33, 26).slice(0, -1),
      test: fell,
      because: "one month of the year after is missing, and counts as nothing in no way",
    },
    {
      is: "cannot-tell",
      given: years(33, 33, 26),
      test: { windows: { before: year(1) }, decimals: 0, scale: 100 },
      because: "the claim names nothing to compare with",
    },
  ] as const;

  test.each(cases)("$is: $because", ({ is, given, test: asked }) => {
    expect(verdictOf(given, asked).kind).toBe(is);
  });

  test("another series changes the verdict, the definition being the same (invariant 1)", () => {
    const kinds = [years(33, 33, 26), years(33, 33, 31), years(33, 33, 36)].map(
      (one) => verdictOf(one, fell).kind,
    );
    expect(new Set(kinds).size).toBe(3);
  });

  test("the order of the months does not matter", () => {
    const given = years(33, 33, 26);
    expect(verdictOf(given.toReversed(), fell)).toEqual(verdictOf(given, fell));
  });
});

describe("a level", () => {
  test("is everything counted over everything it is a share of, not the mean of the months", () => {
    const two: readonly MonthFigure[] = [
      { start: first, top: 1, bottom: 10 },
      { start: addMonths(first, 1), top: 90, bottom: 100 },
    ];
    expect(levelOf(two, 100)).toBeCloseTo((91 / 110) * 100, 12);
  });

  test("against something is the difference of two levels, and none where that is not held", () => {
    const base = { top: 20, bottom: 100 };
    expect(levelOf([{ start: first, top: 30, bottom: 100, base }], 100)).toBeCloseTo(10, 12);
    expect(
      levelOf(
        [
          { start: first, top: 30, bottom: 100, base },
          { start: first, top: 1, bottom: 1 },
        ],
        100,
      ),
    ).toBe(undefined);
    expect(levelOf([], 100)).toBe(undefined);
  });
});

describe("a claim read in several ways", () => {
  test("has their verdict where they agree, cannot be told where they differ (invariant 6)", () => {
    expect(verdictOfClaim(["supported", "supported"])).toBe("supported");
    expect(verdictOfClaim(["supported", "smaller-than-claimed"])).toBe("cannot-tell");
    expect(verdictOfClaim([])).toBe("no-data-held");
  });
});

describe("a window of months", () => {
  test("is read, counted and written", () => {
    expect(monthsOf(windowFrom("2010-08/2011-03"))).toHaveLength(8);
    expect(windowInWords(windowFrom("2010-08/2011-03"))).toBe("August 2010 to March 2011");
    expect(windowInWords(windowFrom("2013-04/2014-03"))).toBe("2013-14");
    expect(windowInWords(windowFrom("1999-04/2000-03"))).toBe("1999-00");
    expect(windowInWords(windowFrom("2026-03/2026-03"))).toBe("March 2026");
    expect(windowInWords(windowFrom("2016-01/2016-12"))).toBe("2016");
  });

  test.each(["2011-03/2010-08", "2010", "2010-13/2011-01", ""])("is refused as %j", (text) => {
    expect(() => windowFrom(text)).toThrow();
  });
});
