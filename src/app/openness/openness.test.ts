import { civilDate as day } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { dormantSince, figuresOf, lastPublicOn, spansAt, waitingOn, type PublicActs } from "./openness.ts";
import { agendasInWords, itemDateInWords, waitingInWords } from "./words.ts";

const nothing: PublicActs = {
  agendas: [],
  held: [],
  business: [],
  decisions: [],
  questions: [],
  replies: [],
  publicOn: [],
};
const at = day("2026-11-22");
const kept = { keptSince: day("2026-01-10") };

describe("the notice (invariant 2)", () => {
  it("appears on the 184th day after the last publication, and goes with the next one", () => {
    const acts = { ...nothing, publicOn: [day("2026-05-22")] };
    expect(dormantSince(kept, acts, day("2026-11-21"))).toBeUndefined();
    expect(dormantSince(kept, acts, day("2026-11-22"))).toBe("2026-05-22");
    const published = { ...acts, publicOn: [...acts.publicOn, day("2026-11-22")] };
    expect(dormantSince(kept, published, day("2026-11-22"))).toBeUndefined();
  });

  it("counts from the day a body is kept here where nothing ever became public, and hears of nothing to come", () => {
    expect(dormantSince(kept, nothing, at)).toBe("2026-01-10");
    const later = { ...nothing, publicOn: [day("2027-01-05")] };
    expect(lastPublicOn(later, at)).toBeUndefined();
    expect(dormantSince(kept, later, at)).toBe("2026-01-10");
  });
});

describe("figures (invariants 1 and 5)", () => {
  const { now, before } = spansAt(at);

  it("are of twelve months and of the twelve before, without a day between or in both", () => {
    expect({ now, before }).toEqual({
      now: { from: "2025-11-23", to: "2026-11-22" },
      before: { from: "2024-11-23", to: "2025-11-22" },
    });
  });

  it("count agendas in time, late and without a verdict, and give the clear days of the latest", () => {
    const agenda = (on: string, verdict: "in-time" | "late" | "no-verdict", clearDays?: number) => ({
      on: day(on),
      meetingOn: day("2026-11-30"),
      verdict,
      requiredDays: 5,
      ...(clearDays !== undefined && { clearDays }),
    });
    const acts = {
      ...nothing,
      agendas: [
        agenda("2026-11-20", "late", 2),
        agenda("2026-03-02", "in-time", 9),
        agenda("2025-12-01", "no-verdict"),
        agenda("2025-11-22", "in-time", 7),
      ],
    };
    expect(figuresOf(acts, now)).toMatchObject({
      agendas: { of: 3, count: 1, late: 1, noVerdict: 1 },
      clearDays: 2,
      requiredDays: 5,
    });
    expect(figuresOf(acts, before).agendas).toEqual({ of: 1, count: 1, late: 0, noVerdict: 0 });
  });

  it("take the middle of the days to minutes, and say of how many meetings", () => {
    const held = (on: string, minutesOn?: string) => ({
      on: day(on),
      ...(minutesOn && { minutesOn: day(minutesOn) }),
    });
    const acts = {
      ...nothing,
      held: [
        held("2026-09-01", "2026-09-11"),
        held("2026-06-01", "2026-06-30"),
        held("2026-03-02", "2026-03-05"),
        held("2026-11-01"),
        held("2026-10-01", "2026-12-01"),
      ],
    };
    expect(figuresOf(acts, now)).toMatchObject({ minuted: { of: 5, count: 3 }, daysToMinutes: 10 });
  });

  it("count minutes of strategic items among those that somebody sorted and timed only", () => {
    const on = day("2026-09-17");
    const acts = {
      ...nothing,
      business: [
        { on, private: false, sort: "strategic", minutes: 40 },
        { on, private: true, sort: "assurance", minutes: 20 },
        { on, private: false, sort: "not-sorted", minutes: 60 },
        { on, private: false, sort: "strategic" },
      ] as const,
    };
    expect(figuresOf(acts, now)).toMatchObject({
      strategic: { of: 60, count: 40 },
      private: { of: 4, count: 1 },
    });
  });
});

it("questions wait until they are answered, and are overdue only where a last day is known", () => {
  const asked = [
    { on: day("2026-10-01"), dueOn: day("2026-10-29") },
    { on: day("2026-09-01") },
    { on: day("2026-08-01"), answeredOn: day("2026-11-23") },
    { on: day("2026-07-01"), answeredOn: day("2026-07-20") },
    { on: day("2026-12-01") },
  ];
  expect(waitingOn(asked, at)).toEqual({ waiting: 3, overdue: 1, dueOn: "2026-10-29", oldest: "2026-08-01" });
});

it("what waits past its last day is called overdue, with that day, and what is not yet due with the day it is due", () => {
  const words = (asked: PublicActs["replies"], on: string): string =>
    waitingInWords(waitingOn(asked, day(on)), "reply", "replies");
  const one = { on: day("2026-11-05"), dueOn: day("2026-12-03") };
  const later = { on: day("2026-11-12"), dueOn: day("2026-12-10") };
  expect(words([one], "2026-12-03")).toBe("one reply (due by 3 December 2026)");
  expect(words([one], "2026-12-04")).toBe("one reply, overdue (was due by 3 December 2026)");
  expect(words([one, later], "2026-12-04")).toBe("two replies, one overdue (was due by 3 December 2026)");
  expect(words([one, later], "2026-12-11")).toBe(
    "two replies, overdue (the first was due by 3 December 2026)",
  );
  expect(words([{ ...one, toBeChecked: true }, later], "2026-12-04")).toBe(
    "two replies, one overdue (was due by 3 December 2026, by a rule that is to be checked)",
  );
  expect(words([{ on: day("2026-11-05") }], "2027-12-04")).toBe("one reply");
});

it("agendas of which none can be judged are not said to be late (invariant 5)", () => {
  const agenda = { on: day("2026-11-20"), meetingOn: day("2026-11-30"), verdict: "no-verdict" } as const;
  const { now } = spansAt(at);
  expect(agendasInWords(figuresOf({ ...nothing, agendas: [agenda] }, now))).toBe("1 published, no verdict");
});

it("the latest item of a site is dated no more exactly than it was seen (invariant 6)", () => {
  expect(["2021-04-01", "2021-02", "2022"].map(itemDateInWords)).toEqual([
    "1 April 2021",
    "February 2021",
    "2022",
  ]);
});
