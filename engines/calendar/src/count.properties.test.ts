import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  civilDate,
  clearDaysBetween,
  countedDays,
  countingRules,
  daysBetween,
  deadline,
  earliest,
  explain,
  latest,
  parseCivilDate,
  weekday,
} from "./index.ts";
import type {
  Answer,
  CivilDate,
  Counted,
  CountingRule,
  HolidayTable,
  RuleDefinition,
  Unit,
} from "./index.ts";
import { daySetOf } from "./day-set.ts";
import { dayNumber } from "./civil-date.ts";
import { sampleHolidays } from "../test/sample-holidays.ts";
import { sharedHolidays } from "../test/shared-holidays.ts";

const shared = sharedHolidays();
const holidays: HolidayTable = shared ?? sampleHolidays();
const start = civilDate(shared === undefined ? "2026-04-01" : "2006-01-01");
const length = shared === undefined ? 400 : 8700;

type Ask = { readonly rule: CountingRule; readonly quantity: number; readonly unit?: Unit };

const day = fc.integer({ min: 0, max: length }).map((days) => addDays(start, days));
const asked: fc.Arbitrary<Ask> = fc
  .constantFrom(...(Object.keys(countingRules) as CountingRule[]))
  .chain(askOf);
const askedInDays = asked.filter(({ unit }) => unit !== "month" && unit !== "year");

function askOf(rule: CountingRule): fc.Arbitrary<Ask> {
  const { units }: RuleDefinition = countingRules[rule];
  if (units.length === 0) return fc.constant({ rule, quantity: 0 });
  return fc.record({
    rule: fc.constant(rule),
    unit: fc.constantFrom(...units),
    quantity: fc.integer({ min: 1, max: 30 }),
  });
}

/** A count that leaves the known years has no date to compare; the generated days keep nearly all inside. */
function answerOf(counted: Counted<Answer>): Answer {
  fc.pre(counted.ok);
  return (counted as { value: Answer }).value;
}

const questions = {
  latest: (one: Ask, event: CivilDate): Answer => answerOf(latest({ ...one, before: event, holidays })),
  earliest: (one: Ask, event: CivilDate): Answer => answerOf(earliest({ ...one, after: event, holidays })),
  deadline: (one: Ask, event: CivilDate): Answer => answerOf(deadline({ ...one, from: event, holidays })),
};
const question = fc.constantFrom(...Object.values(questions));
const latestDate = (one: Ask, before: CivilDate): CivilDate => questions.latest(one, before).date;
const earliestDate = (one: Ask, after: CivilDate): CivilDate => questions.earliest(one, after).date;
const deadlineDate = (one: Ask, from: CivilDate): CivilDate => questions.deadline(one, from).date;

function counts(rule: CountingRule, date: CivilDate): boolean {
  return daySetOf(countingRules[rule].days, holidays).reasonSkipped(dayNumber(date)) === undefined;
}

describe("invariant 7: latest and earliest ask about the same lawful pairs of days", () => {
  it("an event on a day that counts may lawfully follow its latest notice", () => {
    fc.assert(
      fc.property(asked, day, (one, event) => {
        fc.pre(counts(one.rule, event));
        expect(earliestDate(one, latestDate(one, event)) <= event).toBe(true);
      }),
    );
  });

  it("notice on the next day that counts would be too late", () => {
    fc.assert(
      fc.property(askedInDays, day, (one, event) => {
        let notice = addDays(latestDate(one, event), 1);
        while (!counts(one.rule, notice)) notice = addDays(notice, 1);
        expect(earliestDate(one, notice) > event).toBe(true);
      }),
    );
  });

  it("between days that count they undo each other", () => {
    fc.assert(
      fc.property(askedInDays, day, (one, from) => {
        fc.pre(counts(one.rule, from));
        expect(latestDate(one, earliestDate(one, from))).toBe(from);
        expect(earliestDate(one, latestDate(one, from))).toBe(from);
      }),
    );
  });
});

describe("invariant 8: answers move with the date and the quantity", () => {
  it("a later day never gives an earlier answer", () => {
    fc.assert(
      fc.property(asked, question, day, fc.integer({ min: 1, max: 60 }), (one, ask, from, later) => {
        expect(ask(one, from).date <= ask(one, addDays(from, later)).date).toBe(true);
      }),
    );
  });

  it("one more gives an earlier notice, a later event and a later deadline", () => {
    fc.assert(
      fc.property(asked, day, (one, from) => {
        fc.pre(one.quantity > 0);
        const more = { ...one, quantity: one.quantity + 1 };
        expect(latestDate(more, from) < latestDate(one, from)).toBe(true);
        expect(earliestDate(more, from) > earliestDate(one, from)).toBe(true);
        expect(deadlineDate(more, from) > deadlineDate(one, from)).toBe(true);
      }),
    );
  });
});

describe("invariant 9: no answer falls on a day that the rule leaves out", () => {
  it("whatever is asked", () => {
    fc.assert(
      fc.property(asked, question, day, (one, ask, event) => {
        expect(counts(one.rule, ask(one, event).date)).toBe(true);
      }),
    );
  });
});

describe("invariant 10: the lines of a count add up to the answer", () => {
  it("as many lines count as were asked for, from the day given to the answer", () => {
    fc.assert(
      fc.property(asked, question, day, (one, ask, event) => {
        const answer = ask(one, event);
        const lines = countedDays(answer, holidays);
        expect(lines[0]?.date).toBe(event);
        expect(lines.at(-1)?.date).toBe(answer.date);
        const quantity = answer.unit === "week" ? answer.quantity * 7 : answer.quantity;
        expect(lines.flatMap((line) => line.number ?? [])).toEqual(
          Array.from({ length: quantity }, (_, index) => index + 1),
        );
      }),
    );
  });

  it("the latest notice gives exactly the clear days asked for", () => {
    const clear = fc.constantFrom("clear-days-working" as const, "clear-days-calendar" as const);
    fc.assert(
      fc.property(clear, fc.integer({ min: 1, max: 30 }), day, (rule, quantity, event) => {
        const notice = latestDate({ rule, quantity }, event);
        expect(clearDaysBetween({ rule, notice, event, holidays })).toEqual({ ok: true, value: quantity });
      }),
    );
  });
});

describe("invariant 5: the safe reading decides", () => {
  it("every other reading of a notice or of a later event is looser than the answer", () => {
    const open = fc.constantFrom(questions.latest, questions.earliest);
    fc.assert(
      fc.property(asked, open, day, (one, ask, event) => {
        const standings = explain(ask(one, event), holidays).readings.map((reading) => reading.standing);
        expect(standings).toEqual(standings.map(() => "looser"));
      }),
    );
  });
});

describe("the arithmetic of days", () => {
  const anyDay = fc.integer({ min: 0, max: 146_461 }).map((days) => addDays(civilDate("1800-01-01"), days));

  it("adding the days between two days leads from one to the other", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(a < b).toBe(daysBetween(a, b) > 0);
      }),
    );
  });

  it("the weekday moves on by one each day, and every day reads back", () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        fc.pre(date > "1800-01-01");
        expect(weekday(date)).toBe((weekday(addDays(date, -1)) % 7) + 1);
        expect(parseCivilDate(date)).toEqual({ ok: true, value: date });
      }),
    );
  });

  it("adding months and taking them off again never ends later than the day it began", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 200 }), (date, months) => {
        expect(addMonths(addMonths(date, months), -months) <= date).toBe(true);
      }),
    );
  });
});
