import { describe, expect, it } from "vitest";
import { civilDate, clearDaysBetween, deadline, earliest, latest, parseCountingRule } from "./index.ts";
import type { CountingRule, Unit } from "./index.ts";
import { sampleHolidays } from "../test/sample-holidays.ts";

const holidays = sampleHolidays();

type Asked = {
  name: string;
  rule: CountingRule;
  quantity?: number;
  unit?: Unit;
  given: string;
  expect: string;
};

describe("the last lawful day of the earlier event", () => {
  const cases: readonly Asked[] = [
    {
      name: "a meeting on a Saturday",
      rule: "clear-days-working",
      quantity: 1,
      given: "2026-11-21",
      expect: "2026-11-19",
    },
    {
      name: "a poll after a day of mourning",
      rule: "election-working-days",
      quantity: 2,
      given: "2026-06-12",
      expect: "2026-06-09",
    },
    {
      name: "a poll after Christmas Eve",
      rule: "election-working-days",
      quantity: 2,
      given: "2026-12-30",
      expect: "2026-12-23",
    },
    {
      name: "28 days must have passed",
      rule: "calendar-days-after",
      quantity: 28,
      given: "2026-03-31",
      expect: "2026-03-02",
    },
    {
      name: "four weeks must have passed",
      rule: "calendar-days-after",
      quantity: 4,
      unit: "week",
      given: "2026-03-31",
      expect: "2026-03-02",
    },
    {
      name: "28 days beginning with the day must have passed",
      rule: "calendar-beginning-with",
      quantity: 28,
      given: "2026-03-30",
      expect: "2026-03-02",
    },
    {
      name: "a month before the end of March",
      rule: "calendar",
      quantity: 1,
      unit: "month",
      given: "2026-03-31",
      expect: "2026-02-28",
    },
    {
      name: "two months ending with 28 February",
      rule: "calendar-inclusive",
      quantity: 2,
      unit: "month",
      given: "2027-02-28",
      expect: "2027-01-01",
    },
    {
      name: "six months must have passed",
      rule: "months-beginning-with",
      quantity: 6,
      given: "2026-09-10",
      expect: "2026-03-10",
    },
    {
      name: "a quantity of nought where none is needed",
      rule: "fixed-date",
      quantity: 0,
      given: "2026-06-30",
      expect: "2026-06-30",
    },
  ];
  it.each(cases)("$name: $expect", ({ rule, quantity, unit, given, expect: expected }) => {
    expect(latest({ rule, quantity, unit, before: civilDate(given), holidays })).toMatchObject({
      value: { date: expected },
    });
  });
});

describe("the first lawful day of the later event", () => {
  const cases: readonly Asked[] = [
    {
      name: "notice on a Friday, never a Saturday",
      rule: "clear-days-working",
      quantity: 4,
      given: "2026-11-20",
      expect: "2026-11-27",
    },
    {
      name: "five days that end on a Friday",
      rule: "clear-days-working",
      quantity: 5,
      given: "2026-11-20",
      expect: "2026-11-30",
    },
    {
      name: "notice on a Sunday counts as given on Monday",
      rule: "clear-days-working",
      quantity: 5,
      given: "2026-11-22",
      expect: "2026-12-01",
    },
    {
      name: "28 days after a request",
      rule: "calendar-days-after",
      quantity: 28,
      given: "2026-03-02",
      expect: "2026-03-31",
    },
    {
      name: "consultation of twelve weeks may close",
      rule: "calendar-inclusive",
      quantity: 12,
      unit: "week",
      given: "2026-01-05",
      expect: "2026-03-29",
    },
    {
      name: "consultation of three months may close",
      rule: "calendar-inclusive",
      quantity: 3,
      unit: "month",
      given: "2026-01-05",
      expect: "2026-04-04",
    },
    {
      name: "after 28 days beginning with the day",
      rule: "calendar-beginning-with",
      quantity: 28,
      given: "2026-03-02",
      expect: "2026-03-30",
    },
    {
      name: "after six months beginning with the day",
      rule: "months-beginning-with",
      quantity: 6,
      given: "2026-03-10",
      expect: "2026-09-10",
    },
    {
      name: "a year later",
      rule: "calendar",
      quantity: 1,
      unit: "year",
      given: "2028-02-29",
      expect: "2029-02-28",
    },
    {
      name: "the first poll after a notice",
      rule: "election-working-days",
      quantity: 25,
      given: "2026-03-30",
      expect: "2026-05-07",
    },
    { name: "after a fixed date", rule: "fixed-date", given: "2026-06-30", expect: "2026-06-30" },
    {
      name: "the earlier event was before the date",
      rule: "before-date",
      given: "2026-03-31",
      expect: "2026-04-01",
    },
  ];
  it.each(cases)("$name: $expect", ({ rule, quantity, unit, given, expect: expected }) => {
    expect(earliest({ rule, quantity, unit, after: civilDate(given), holidays })).toMatchObject({
      value: { date: expected },
    });
  });
});

describe("the last day of a period", () => {
  const cases: readonly Asked[] = [
    {
      name: "ten clear days after a request",
      rule: "clear-days-calendar",
      quantity: 10,
      given: "2026-03-02",
      expect: "2026-03-12",
    },
    {
      name: "two clear working days over a weekend",
      rule: "clear-days-working",
      quantity: 2,
      given: "2026-11-20",
      expect: "2026-11-24",
    },
    {
      name: "a month that has no such day ends on its last",
      rule: "months-beginning-with",
      quantity: 2,
      given: "2026-12-30",
      expect: "2027-02-28",
    },
    {
      name: "one month from the end of March",
      rule: "months-beginning-with",
      quantity: 1,
      given: "2026-03-31",
      expect: "2026-04-30",
    },
    {
      name: "a year beginning with 29 February",
      rule: "months-beginning-with",
      quantity: 1,
      unit: "year",
      given: "2028-02-29",
      expect: "2029-02-28",
    },
    {
      name: "two years beginning with the day",
      rule: "calendar-beginning-with",
      quantity: 2,
      unit: "year",
      given: "2026-04-01",
      expect: "2028-03-31",
    },
    {
      name: "a fixed date is its own last day",
      rule: "fixed-date",
      given: "2026-06-30",
      expect: "2026-06-30",
    },
    {
      name: "before a date ends the day before",
      rule: "before-date",
      given: "2026-04-01",
      expect: "2026-03-31",
    },
    {
      name: "a unit where nothing is counted changes nothing",
      rule: "before-date",
      unit: "month",
      given: "2026-04-01",
      expect: "2026-03-31",
    },
  ];
  it.each(cases)("$name: $expect", ({ rule, quantity, unit, given, expect: expected }) => {
    expect(deadline({ rule, quantity, unit, from: civilDate(given), holidays })).toMatchObject({
      value: { date: expected },
    });
  });
});

describe("invariant 4: an answer carries the least sure mark of the holidays it used", () => {
  it.each([
    { rule: "clear-days-working", before: "2026-11-26", mark: "confirmed" },
    { rule: "clear-days-working", before: "2027-01-05", mark: "projected" },
    { rule: "working-days-uk-any", before: "2026-11-26", mark: "from-memory" },
    { rule: "clear-days-calendar", before: "2027-01-05", mark: undefined },
  ] as const)("$rule before $before: $mark", ({ rule, before, mark }) => {
    const answer = latest({ rule, quantity: 5, before: civilDate(before), holidays });
    expect(answer.ok && answer.value.mark).toBe(mark);
  });
});

describe("invariant 3: what cannot be counted is refused in words", () => {
  const base = { from: civilDate("2026-11-20"), holidays };
  it.each([0, -5, 2.5, 10_001, Number.NaN, undefined])("a quantity of %s", (quantity) => {
    expect(deadline({ ...base, rule: "clear-days-working", quantity })).toEqual({
      ok: false,
      reason: "quantity",
      problem: `The rule clear-days-working needs a whole number from 1 to 10000; ${quantity ?? 0} was given.`,
    });
  });

  it("a quantity for a rule that counts nothing", () => {
    expect(deadline({ ...base, rule: "fixed-date", quantity: 3 })).toEqual({
      ok: false,
      reason: "quantity",
      problem: "The rule fixed-date takes no quantity; 3 was given.",
    });
  });

  it("a unit the rule does not count in", () => {
    expect(deadline({ ...base, rule: "calendar-days-after", quantity: 3, unit: "month" })).toEqual({
      ok: false,
      reason: "unit",
      problem: "The rule calendar-days-after counts in days, weeks, not in months.",
    });
  });

  it("days whose holidays are not known, naming the years that are", () => {
    expect(
      deadline({ rule: "working-days-uk-any", quantity: 20, from: civilDate("2027-12-20"), holidays }),
    ).toEqual({
      ok: false,
      reason: "outside-known-years",
      problem:
        "The bank holidays of England and Wales, Scotland, Northern Ireland are known for 2026 to 2027 only, and this count from 20 December 2027 leaves those years. Use another date, or add the holidays of the missing years.",
    });
  });

  it.each([
    {
      name: "a notice in a year that is not known",
      asked: earliest({ rule: "clear-days-working", quantity: 1, after: civilDate("2028-03-01"), holidays }),
    },
    {
      name: "days after the calendar",
      asked: deadline({ rule: "calendar", quantity: 10_000, from: civilDate("2190-01-01"), holidays }),
    },
    {
      name: "months after the calendar",
      asked: deadline({
        rule: "months-beginning-with",
        quantity: 10_000,
        from: civilDate("2026-01-01"),
        holidays,
      }),
    },
    {
      name: "months before the calendar",
      asked: latest({
        rule: "calendar",
        unit: "month",
        quantity: 12,
        before: civilDate("1800-05-01"),
        holidays,
      }),
    },
    {
      name: "months from the last day of the calendar",
      asked: latest({
        rule: "calendar-inclusive",
        unit: "month",
        quantity: 1,
        before: civilDate("2200-12-31"),
        holidays,
      }),
    },
  ])("$name", ({ asked }) => {
    expect(asked).toMatchObject({ ok: false, reason: "outside-known-years" });
  });

  it("a rule that does not exist, naming those that do", () => {
    const parsed = parseCountingRule("clear-days");
    expect(parsed.ok ? "" : parsed.problem).toContain(
      "The rules are clear-days-working, clear-days-calendar",
    );
  });
});

describe("clear days between a notice and an event", () => {
  it.each([
    {
      name: "a notice on a Sunday counts from Monday",
      notice: "2026-11-22",
      event: "2026-11-26",
      working: 2,
      every: 3,
    },
    { name: "the event on the next day", notice: "2026-11-25", event: "2026-11-26", working: 0, every: 0 },
    { name: "the event on the same day", notice: "2026-11-26", event: "2026-11-26", working: 0, every: 0 },
    { name: "the event before the notice", notice: "2026-11-27", event: "2026-11-26", working: 0, every: 0 },
    { name: "a weekend alone", notice: "2026-11-21", event: "2026-11-23", working: 0, every: 1 },
  ])("$name: $working working, $every of every kind", ({ notice, event, working, every }) => {
    const days = { notice: civilDate(notice), event: civilDate(event), holidays };
    expect(clearDaysBetween({ rule: "clear-days-working", ...days })).toEqual({ ok: true, value: working });
    expect(clearDaysBetween({ rule: "clear-days-calendar", ...days })).toEqual({ ok: true, value: every });
  });

  it.each([
    { notice: "2025-12-31", event: "2026-01-10" },
    { notice: "2027-12-20", event: "2028-01-10" },
  ])("invariant 3: from $notice to $event leaves the known years", ({ notice, event }) => {
    expect(
      clearDaysBetween({
        rule: "clear-days-working",
        notice: civilDate(notice),
        event: civilDate(event),
        holidays,
      }),
    ).toMatchObject({ ok: false, reason: "outside-known-years" });
  });
});
