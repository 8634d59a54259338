import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { asThingsAre, vagueOf, type Partner, type ProposalEvent } from "./proposal.ts";
import { personalIn } from "./personal.ts";
import { isHigher } from "./subsidiarity.ts";
import { storyDrawn } from "./story-picture.ts";
import { temporaryOf } from "./temporary.ts";
import { whoKnewWhen } from "./who-knew-when.ts";

const from = { source: "a page", seen: civilDate("2026-11-21"), basis: "registry" } as const;

function event(on: string, kind: string, state: ProposalEvent["state"] = "happened"): ProposalEvent {
  return { position: 1, on: vagueOf(on), kind, what: kind, state, ...from };
}

describe("how long is temporary (invariant 14)", () => {
  const closed = event("2020-03", "temporary-closure");
  const at = civilDate("2026-11-22");

  test.each([
    ["a month to a day is a range", [closed, event("2025-04-08", "decision")], 1834, 1864],
    [
      "a day to a day is one number",
      [event("2020-03-24", "temporary-closure"), event("2025-04-08", "decision")],
      1841,
      1841,
    ],
    ["a planned decision ends nothing", [closed, event("2025-01-22", "decision", "planned")], 2427, 2457],
    ["a decision before the closure ends nothing", [event("2019-01", "decision"), closed], 2427, 2457],
  ])("%s", (_name, events, min, max) => {
    expect(temporaryOf(events, at)).toMatchObject({ daysMin: min, daysMax: max });
  });

  test("on the day asked about: before the closure nothing is temporary, before the decision it still lasts", () => {
    expect(temporaryOf([closed], civilDate("2020-02-29"))).toBeUndefined();
    expect(temporaryOf([event("2013", "decision")], at)).toBeUndefined();
    const before = temporaryOf([closed, event("2025-04-08", "decision")], civilDate("2025-04-07"));
    expect(before?.decided).toBeUndefined();
    expect(before?.sentence).toContain("has lasted between 1,833 and 1,863 days");
    expect(temporaryOf([closed], civilDate("2020-03-10"))?.sentence).toContain("between 0 and 9 days");
  });
});

describe("the picture of a story", () => {
  const closed = event("2020-03", "temporary-closure");
  const decided = event("2025-04-08", "decision");

  test("shows what was temporary for as long as it lasted, then each event over the days that are known of it", () => {
    const drawn = storyDrawn(
      [closed, event("2025-01-22", "decision", "planned"), decided],
      civilDate("2026-11-22"),
    );
    expect(drawn?.bars).toEqual([
      { label: "Temporary: between 1,834 and 1,864 days", from: "2020-03-01", to: "2025-04-08", named: true },
      { label: "March 2020: temporary-closure", from: "2020-03-01", to: "2020-03-31" },
      {
        label: "22 January 2025: decision (all we hold is that it was planned)",
        from: "2025-01-22",
        to: "2025-01-22",
      },
      { label: "8 April 2025: decision", from: "2025-04-08", to: "2025-04-08", named: true },
    ]);
    expect(drawn?.summary).toContain("Three events in the order of their days; where only a month");
  });

  test("of what still lasts goes on, and of a single event is none", () => {
    const [lasting] = storyDrawn([closed, event("2021", "scrutiny")], civilDate("2022-01-01"))?.bars ?? [];
    expect(lasting?.label).toMatch(/so far$/);
    expect(lasting).not.toHaveProperty("to");
    expect(storyDrawn([closed], civilDate("2022-01-01"))).toBeUndefined();
  });
});

describe("who knew when (invariant 16)", () => {
  const partner = (key: string, toldOn?: string): Partner => ({
    key,
    name: key,
    ...from,
    ...(toldOn !== undefined && { toldOn: vagueOf(toldOn) }),
  });
  const fixed = vagueOf("2026-10-15");

  test("counts only those certainly told before; the same day, a vague day and no day are counted apart", () => {
    const all = [
      partner("a", "2026-09"),
      partner("b", "2026-10-15"),
      partner("c", "2026-10"),
      partner("d"),
      partner("e", "2026-11-01"),
    ];
    const knew = whoKnewWhen(all, fixed, { keptHere: true });
    expect(knew.told.map(({ told }) => told)).toEqual([
      "before",
      "same-day",
      "cannot-tell",
      "not-known",
      "after",
    ]);
    expect(knew.sentence).toBe(
      "Told before options were fixed on 15 October 2026: 1 of 5 (one after, one on the same day, of one it cannot be told, one with no day entered).",
    );
  });

  test.each([
    [[], undefined, true, "No partner is listed yet."],
    [[], undefined, false, "Who was told when is not known here."],
    [
      [partner("a")],
      undefined,
      false,
      "On which day options were fixed is not known here, and neither is when the one body named was told.",
    ],
    [
      [partner("a", "2026-09-01")],
      undefined,
      true,
      "Options are not fixed yet; a day of telling is entered for 1 of 1.",
    ],
    [[partner("a", "2026-09-01")], fixed, true, "Told before options were fixed on 15 October 2026: 1 of 1."],
  ])("%#: says what it can", (partners, on, keptHere, sentence) => {
    expect(whoKnewWhen(partners, on, { keptHere }).sentence).toBe(sentence);
  });
});

test.each([
  ["system", "place", true],
  [undefined, "system", true],
  ["nhs-region", "system", true],
  ["place", "place", false],
  ["neighbourhood", "place", false],
  ["system", "strategic-authority", false],
])("a decider for a %s is higher than a proposal for a %s: %s (invariant 13)", (decider, area, higher) => {
  expect(isHigher(decider, area)).toBe(higher);
});

describe("what looks like personal data (invariant 20)", () => {
  test.each([
    ["Write to jo@example.org about it", "an e-mail address"],
    ["Ring 020 7946 0018 for more", "a telephone number"],
    ["Patient 943 476 5919 was moved", "a number like an NHS number"],
    ["She lives at SE1 7PB", "a full postcode"],
    ["Dr Okonedo told us", "a person’s name"],
    ["My mother was moved", "something about one person’s family or health"],
  ])("%s", (text, what) => {
    expect(personalIn(text)).toContain(what);
  });

  test.each([
    "The birth centre is to close at weekends from 1 April 2027; 18 beds, £2,100,000 a year.",
    "The council’s cabinet meets on 12 January. Ward B2 and clinic 4A move to the main site.",
    asThingsAre,
  ])("nothing in: %s", (text) => {
    expect(personalIn(text)).toEqual([]);
  });
});
