import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { absencesOf, balanceOf, balanceThroughTime } from "./balance.ts";
import type { Seat } from "./board.ts";

function seat(change: Partial<Seat>): Seat {
  return {
    number: "01",
    role: "member",
    attendsAs: "member",
    substitutes: "not-known",
    onlyOne: false,
    voice: "other",
    seats: 1,
    voting: "yes",
    statutory: "not-known",
    source: "a list",
    seen: civilDate("2026-11-21"),
    basis: "registry",
    ...change,
  };
}

/** A kind of seat whose source gives no number. */
function uncounted(change: Partial<Seat>): Seat {
  const { seats: _seats, ...rest } = seat(change);
  return rest;
}

describe("the balance of a board", () => {
  it("counts seats and votes of each voice, and leaves observers, substitutes and the uncounted out", () => {
    const balance = balanceOf([
      seat({ voice: "nhs-provider", seats: 4 }),
      seat({ voice: "council-elected", seats: 2 }),
      seat({ voice: "council-elected", seats: 3, voting: "no" }),
      seat({ voice: "not-known", seats: 6, voting: "not-known" }),
      seat({ voice: "voluntary", attendsAs: "observer" }),
      seat({ voice: "voluntary", attendsAs: "substitute" }),
      uncounted({ voice: "other" }),
    ]);
    expect(balance).toEqual({
      voices: [
        { voice: "nhs-provider", seats: 4, voting: 4, votingNotKnown: 0 },
        { voice: "council-elected", seats: 5, voting: 2, votingNotKnown: 0 },
        { voice: "not-known", seats: 6, voting: 0, votingNotKnown: 6 },
      ],
      seats: 15,
      voting: 6,
      votingNotKnown: 6,
      withoutNumber: 1,
      besides: 2,
    });
  });

  it("changes on the days on which seats begin and end", () => {
    const steps = balanceThroughTime(
      [
        seat({ voice: "council-elected", seats: 2 }),
        seat({ voice: "primary-care", beginsOn: civilDate("2024-05-01"), endsOn: civilDate("2025-05-01") }),
      ],
      civilDate("2023-01-01"),
    );
    expect(steps.map(({ from, balance }) => [from, balance.seats])).toEqual([
      ["2023-01-01", 2],
      ["2024-05-01", 3],
      ["2025-05-01", 2],
    ]);
  });
});

describe("who is not there", () => {
  const elected = seat({ voice: "council-elected", role: "councillor" });
  it.each([
    { name: "a councillor is listed", seats: [elected], completeness: "partial", answer: "no" },
    { name: "every seat is listed", seats: [seat({})], completeness: "complete", answer: "yes" },
    { name: "its seats are kept here", seats: [seat({})], completeness: "kept-here", answer: "yes" },
    {
      name: "the source lists only some seats",
      seats: [seat({})],
      completeness: "partial",
      answer: "cannot-tell",
    },
    {
      name: "one voice is not known",
      seats: [seat({}), seat({ voice: "not-known" })],
      completeness: "complete",
      answer: "cannot-tell",
    },
    { name: "no seat is held", seats: [], completeness: "not-held", answer: "cannot-tell" },
    {
      name: "the only councillor is an observer",
      seats: [seat({}), seat({ voice: "council-elected", attendsAs: "observer" })],
      completeness: "complete",
      answer: "yes",
    },
  ] as const)("no elected member is $answer when $name", ({ seats, completeness, answer }) => {
    const found = absencesOf(seats, completeness).find((one) => one.absence === "no-elected-member");
    expect(found?.answer).toBe(answer);
    expect(found?.why).not.toBe("");
  });
});
