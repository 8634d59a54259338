import { civilDate as day } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { boardInBeing, membershipCovers, membershipSource } from "./membership.ts";

const held = { completeness: "complete", heldFrom: day("2014-01-01") } as const;

describe("the membership of a board as its source gives it", () => {
  it.each([
    ["2016-06 to 2017-04", "By a source of June 2016 to April 2017, "],
    ["2017-06-28", "By a source of 28 June 2017, "],
    ["2022", "By a source of 2022, "],
    ["2014-2026", "By a source of 2014 to 2026, "],
    ["2022-07", "By a source of July 2022, "],
    ["2024 (page)", "By its source (2024 (page)), "],
    ["undated page, after July 2022", "By its source (undated page, after July 2022), "],
  ])("of %s is said in words", (membershipAsAt, words) => {
    expect(membershipSource({ ...held, membershipAsAt })).toBe(words);
  });

  it("that is kept here needs no source to be named", () => {
    expect(membershipSource({ ...held, completeness: "kept-here", membershipAsAt: "2022" })).toBeUndefined();
  });

  it("speaks for its first day and later days of the board, and for no other", () => {
    const board = {
      ...held,
      membershipAsAt: "2016-06 to 2017-04",
      membershipOn: day("2016-06-08"),
      endsOn: day("2018-04-01"),
    };
    const days = ["2016-06-07", "2016-06-08", "2018-03-31", "2018-04-01"];
    expect(days.map((on) => membershipCovers(board, day(on)))).toEqual([false, true, true, false]);
  });

  it("of a board that never began is that of no day", () => {
    expect(boardInBeing({ ...held, beginsOn: day("2027-01-01"), neverBegan: true }, day("2028-01-01"))).toBe(
      false,
    );
  });
});
