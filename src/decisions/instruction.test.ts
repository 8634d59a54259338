import { readFileSync } from "node:fs";
import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { powerInWords, reviewDays, standingOn, type Instruction } from "./instruction.ts";

const from = { source: "a letter", seen: civilDate("2026-01-10"), basis: "illustrative" } as const;
const letter: Instruction = {
  ...from,
  id: "one",
  slug: "one",
  title: "Hold beds",
  kind: "letter",
  words: "Hold beds.",
  powerSort: "none",
  giver: "The national office",
  givenOn: civilDate("2026-01-10"),
  fromOn: civilDate("2026-01-15"),
  concerned: [],
  events: [],
  audience: "public",
  version: 1,
};
const event = (number: number, kind: Instruction["events"][number]["kind"], on: string, more = {}) => ({
  ...from,
  number,
  kind,
  on: civilDate(on),
  by: "Somebody",
  words: "Words.",
  ...more,
});

describe("an instruction given on 10 January 2026, in force from 15 January", () => {
  test.each([
    ["without an end, before it was given", {}, "2026-01-09", "not-given", undefined],
    ["without an end, before it begins", {}, "2026-01-14", "to-come", undefined],
    ["without an end: reviewed after 90 days", {}, "2026-01-15", "in-force", "2026-04-10"],
    ["on its last day", { untilOn: civilDate("2026-03-31") }, "2026-03-31", "in-force", undefined],
    ["the day after it", { untilOn: civilDate("2026-03-31") }, "2026-04-01", "lapsed", undefined],
    [
      "reviewed to a later day",
      {
        untilOn: civilDate("2026-03-31"),
        events: [event(1, "review", "2026-03-20", { until: civilDate("2026-06-30") })],
      },
      "2026-04-01",
      "in-force",
      undefined,
    ],
    [
      "as it was known before that review",
      { untilOn: civilDate("2026-03-31"), events: [event(1, "review", "2026-04-20")] },
      "2026-04-02",
      "lapsed",
      undefined,
    ],
    [
      "reviewed without an end: 90 days from the review",
      { events: [event(1, "review", "2026-04-01")] },
      "2026-04-02",
      "in-force",
      "2026-06-30",
    ],
    [
      "withdrawn that day",
      { events: [event(1, "withdrawal", "2026-02-01")] },
      "2026-02-01",
      "withdrawn",
      undefined,
    ],
    [
      "withdrawn the day after",
      { events: [event(1, "withdrawal", "2026-02-02")] },
      "2026-02-01",
      "in-force",
      "2026-04-10",
    ],
  ] as const)("%s (invariant 22)", (_name, more, day, state, reviewOn) => {
    const standing = standingOn({ ...letter, ...more }, civilDate(day));
    expect([standing.state, standing.reviewOn]).toEqual([state, reviewOn]);
  });

  test("counts challenges without an answer, as known on the day (invariant 23)", () => {
    const events = [
      event(1, "challenge", "2026-02-01"),
      event(2, "challenge", "2026-02-02"),
      event(3, "answer", "2026-02-10", { answers: 1 }),
    ];
    const on = (day: string) => {
      const { challenges, unanswered } = standingOn({ ...letter, events }, civilDate(day));
      return [challenges, unanswered];
    };
    expect([on("2026-02-09"), on("2026-02-10")]).toEqual([
      [2, 2],
      [2, 1],
    ]);
  });

  test("says that it is overdue for review only after the ninetieth day, and that the rule is ours (invariant 22)", () => {
    expect(standingOn(letter, civilDate("2026-04-10")).reviewOverdue).toBe(false);
    expect(standingOn(letter, civilDate("2026-04-11")).reviewOverdue).toBe(true);
    const law = readFileSync(
      new URL("../../law/duties/instructions/house.instruction.90.yaml", import.meta.url),
      "utf8",
    );
    expect(law).toContain(`quantity: ${reviewDays}`);
    expect(law).toContain("rule: calendar-days-after");
  });
});

test.each([
  ["law", "NHS Act 2006 s253", "binds: NHS Act 2006 s253"],
  ["terms", "Clause 8", "binds those who accepted its terms: Clause 8"],
  ["none", undefined, "No power is stated"],
] as const)("an instruction on %s says what that means (invariant 21)", (powerSort, power, words) => {
  expect(powerInWords({ powerSort, ...(power && { power }) })).toContain(words);
});
