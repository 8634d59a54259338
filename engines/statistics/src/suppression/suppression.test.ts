import { describe, expect, it } from "vitest";
import { groupRows, oneGroup } from "../column/group.ts";
import { suppress, suppressionMarks, suppressionRules } from "./index.ts";
import type { SuppressionRule } from "./index.ts";

const { belowFive, hospitalEpisodes } = suppressionRules;

/** The table as a reader sees it: numbers, or why there is none. */
function shownAs(
  counts: readonly number[],
  rule: SuppressionRule,
  totals = true,
): (number | string | undefined)[] {
  const found = suppress({
    counts: Float64Array.from(counts),
    rule,
    ...(totals ? { totals: oneGroup(counts.length) } : {}),
  });
  return [...found.mark].map((mark, row) => (mark === 0 ? found.shown[row] : suppressionMarks[mark]));
}

describe("suppression", () => {
  const cases: readonly {
    name: string;
    given: readonly number[];
    expect: readonly (number | string)[];
    because: string;
  }[] = [
    {
      name: "one small count",
      given: [3, 12, 40],
      expect: ["hidden: small", "hidden: would reveal another", 40],
      because: "55 - 52 would tell it",
    },
    {
      name: "two small counts",
      given: [3, 2, 40],
      expect: ["hidden: small", "hidden: small", 40],
      because: "5 may be 1 and 4, 2 and 3, …",
    },
    {
      name: "two counts of 1",
      given: [1, 1, 9, 40],
      expect: ["hidden: small", "hidden: small", "hidden: would reveal another", 40],
      because: "2 can only be 1 and 1",
    },
    {
      name: "two counts of 4",
      given: [4, 4, 9, 40],
      expect: ["hidden: small", "hidden: small", "hidden: would reveal another", 40],
      because: "8 can only be 4 and 4",
    },
    {
      name: "a 1 beside a 5",
      given: [1, 5, 40],
      expect: ["hidden: small", "hidden: would reveal another", "hidden: would reveal another"],
      because: "6 can only be 1 and 5",
    },
    { name: "no small count", given: [0, 12, 40], expect: [0, 12, 40], because: "none is shown" },
  ];
  it.each(cases)("of $name: $because", ({ given, expect: wanted }) => {
    expect(shownAs(given, belowFive)).toEqual(wanted);
  });

  it("hides small counts only, where no total is shown", () => {
    expect(shownAs([3, 12, 40], belowFive, false)).toEqual(["hidden: small", 12, 40]);
  });

  it("hides 1 to 7 and rounds the others to 5 under the rule for hospital episodes", () => {
    expect(shownAs([0, 7, 8, 12, 13], hospitalEpisodes)).toEqual([0, "hidden: small", 10, 10, 15]);
  });

  it("asks for the total to be hidden where nothing else would help, or a part is missing", () => {
    const { groups } = groupRows(["a", "a", "b", "b", "c", "c"]);
    const found = suppress({
      counts: Float64Array.of(3, 0, 20, NaN, 3, 30),
      rule: belowFive,
      totals: groups,
    });
    expect([...found.hideTotal]).toEqual([1, 1, 0]);
    expect([...found.mark].map((mark) => suppressionMarks[mark])).toEqual([
      "hidden: small",
      "shown",
      "shown",
      "missing",
      "hidden: small",
      "hidden: would reveal another",
    ]);
  });

  it("refuses what is no count", () => {
    expect(() => suppress({ counts: Float64Array.of(1, 2.5), rule: belowFive })).toThrow(
      "Row 2 has the count 2.5",
    );
    expect(() => suppress({ counts: Float64Array.of(-1), rule: belowFive })).toThrow("Row 1");
  });
});
