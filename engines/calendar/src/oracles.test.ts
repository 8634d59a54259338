import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { civilDate, clearDaysBetween, deadline, earliest, explain, isCountingRule, latest } from "./index.ts";
import type { Counted, Answer, CountingRule, HolidayTable, Question, Reading, Unit } from "./index.ts";
import { sharedFile } from "../../../test/support/shared.ts";
import { sharedHolidays } from "../test/shared-holidays.ts";

type Given = { question: Question; rule: CountingRule; quantity?: number; unit?: Unit; event: string };
type Case = { name: string; given: Given; expect: string; because: string };

const poll = (name: string, event: string, expected: string, because: string, quantity = 25): Case => ({
  name,
  given: { question: "latest", rule: "election-working-days", quantity, event },
  expect: expected,
  because,
});
const national = (event: string, expected: string): Case => ({
  name: `national convention before the poll of ${event}`,
  given: { question: "latest", rule: "calendar", quantity: 3, unit: "week", event },
  expect: expected,
  because: "three weeks before the poll; the published date",
});
const dissolution = (event: string, expected: string): Case => ({
  name: `dissolution before the poll of ${event}`,
  given: { question: "latest", rule: "working-days-uk-any", quantity: 25, event },
  expect: expected,
  because: "the date on which Parliament was dissolved",
});

const cases: readonly Case[] = [
  poll("local polls 2018", "2018-05-03", "2018-03-27", "the published date"),
  poll("local polls 2019", "2019-05-02", "2019-03-26", "25 election days, Easter between"),
  poll("local polls 2021", "2021-05-06", "2021-03-29", "25 election days, Easter between"),
  poll("local polls 2022", "2022-05-05", "2022-03-28", "25 election days, Easter between"),
  poll("local polls 2023", "2023-05-04", "2023-03-27", "the published date"),
  poll("local polls 2024", "2024-05-02", "2024-03-26", "25 election days, Easter between"),
  poll("local polls 2025", "2025-05-01", "2025-03-25", "25 election days, Easter between"),
  poll("local polls 2026", "2026-05-07", "2026-03-30", "25 election days, Easter between"),
  poll("local polls 2027", "2027-05-06", "2027-03-31", "Easter falls before the count"),
  poll("local polls 2028", "2028-05-04", "2028-03-27", "if no holiday is added"),
  poll("London boroughs 2030", "2030-05-02", "2030-03-26", "if no holiday is added"),
  poll("London Assembly 2024", "2024-05-02", "2024-03-19", "30 election days for constituencies", 30),
  national("2018-05-03", "2018-04-12"),
  national("2023-05-04", "2023-04-13"),
  dissolution("2015-05-07", "2015-03-30"),
  dissolution("2017-06-08", "2017-05-03"),
  dissolution("2019-12-12", "2019-11-06"),
  dissolution("2024-07-04", "2024-05-30"),
  {
    name: "council meeting on a Thursday",
    given: { question: "latest", rule: "clear-days-working", quantity: 5, event: "2026-11-26" },
    expect: "2026-11-18",
    because: "19, 20, 23, 24 and 25 November are clear",
  },
  {
    name: "the same meeting, were every day to count",
    given: { question: "latest", rule: "clear-days-calendar", quantity: 5, event: "2026-11-26" },
    expect: "2026-11-20",
    because: "21 to 25 November are clear",
  },
  {
    name: "council meeting in the week after Easter",
    given: { question: "latest", rule: "clear-days-working", quantity: 5, event: "2026-04-09" },
    expect: "2026-03-30",
    because: "Good Friday, the weekend and Easter Monday do not count",
  },
  {
    name: "the same meeting, were every day to count",
    given: { question: "latest", rule: "clear-days-calendar", quantity: 5, event: "2026-04-09" },
    expect: "2026-04-03",
    because: "4 to 8 April are clear",
  },
  {
    name: "meeting between Christmas and New Year",
    given: { question: "latest", rule: "clear-days-working", quantity: 5, event: "2026-12-30" },
    expect: "2026-12-18",
    because: "the count ends on Sunday 20 December, and offices are closed until Monday",
  },
  {
    name: "Cabinet before Christmas",
    given: { question: "latest", rule: "clear-days-working", quantity: 5, event: "2026-12-22" },
    expect: "2026-12-14",
    because: "15, 16, 17, 18 and 21 December are clear",
  },
  {
    name: "key decision document published",
    given: { question: "earliest", rule: "clear-days-calendar", quantity: 28, event: "2026-11-23" },
    expect: "2026-12-22",
    because: "28 clear days: publication and 29 days",
  },
  {
    name: "general exception notice",
    given: { question: "earliest", rule: "clear-days-working", quantity: 5, event: "2026-11-23" },
    expect: "2026-12-01",
    because: "24, 25, 26, 27 and 30 November are clear",
  },
  {
    name: "call-in over Christmas, last day",
    given: { question: "deadline", rule: "working-days-ew", quantity: 5, event: "2026-12-23" },
    expect: "2027-01-04",
    because: "it runs on 24, 29, 30 and 31 December and 4 January",
  },
  {
    name: "call-in over Christmas, decision carried out",
    given: { question: "earliest", rule: "working-days-ew", quantity: 5, event: "2026-12-23" },
    expect: "2027-01-05",
    because: "the working day after the period",
  },
  {
    name: "decision to be carried out after call-in, published at the latest",
    given: { question: "latest", rule: "working-days-ew", quantity: 5, event: "2027-01-05" },
    expect: "2026-12-23",
    because: "the same five days, counted back",
  },
  {
    name: "executive answers a scrutiny report",
    given: { question: "deadline", rule: "months-beginning-with", quantity: 2, event: "2026-01-15" },
    expect: "2026-03-14",
    because: "two months beginning with 15 January",
  },
  {
    name: "Secretary of State decides after a call-in direction",
    given: { question: "deadline", rule: "months-beginning-with", quantity: 6, event: "2026-03-10" },
    expect: "2026-09-09",
    because: "six months beginning with 10 March",
  },
  {
    name: "NHS body answers scrutiny",
    given: { question: "deadline", rule: "calendar-days-after", quantity: 28, event: "2026-03-02" },
    expect: "2026-03-30",
    because: "the day of the request is day 0",
  },
  {
    name: "freedom of information request in summer",
    given: { question: "deadline", rule: "working-days-uk-any", quantity: 20, event: "2026-07-06" },
    expect: "2026-08-05",
    because: "13 July (Northern Ireland) and 3 August (Scotland) do not count",
  },
  {
    name: "the same days by the holidays of England and Wales alone",
    given: { question: "deadline", rule: "working-days-ew", quantity: 20, event: "2026-07-06" },
    expect: "2026-08-03",
    because: "13 July and 3 August count",
  },
  {
    name: "freedom of information request before Christmas",
    given: { question: "deadline", rule: "working-days-uk-any", quantity: 20, event: "2025-12-19" },
    expect: "2026-01-22",
    because: "2 January is a holiday in Scotland",
  },
  {
    name: "no publication before a referendum",
    given: { question: "latest", rule: "calendar-inclusive", quantity: 28, event: "2016-06-23" },
    expect: "2016-05-27",
    because: "28 days ending with the poll",
  },
  {
    name: "consultation of twelve weeks, last day",
    given: {
      question: "deadline",
      rule: "calendar-inclusive",
      quantity: 12,
      unit: "week",
      event: "2026-01-05",
    },
    expect: "2026-03-29",
    because: "84 days, the first and the last counted",
  },
  {
    name: "member registers interests",
    given: { question: "deadline", rule: "calendar-beginning-with", quantity: 28, event: "2026-05-11" },
    expect: "2026-06-07",
    because: "28 days beginning with 11 May",
  },
  {
    name: "draft Quality Account",
    given: { question: "deadline", rule: "calendar-beginning-with", quantity: 30, event: "2026-04-01" },
    expect: "2026-04-30",
    because: "30 days beginning with 1 April",
  },
  {
    name: "minutes kept open",
    given: { question: "deadline", rule: "calendar", quantity: 6, unit: "year", event: "2026-11-26" },
    expect: "2032-11-26",
    because: "six years from the meeting",
  },
  {
    name: "Quality Account published",
    given: { question: "latest", rule: "fixed-date", event: "2026-06-30" },
    expect: "2026-06-30",
    because: "by 30 June",
  },
  {
    name: "joint forward plan",
    given: { question: "latest", rule: "before-date", event: "2026-04-01" },
    expect: "2026-03-31",
    because: "before the start of the financial year",
  },
];

const shared = sharedHolidays();

if (shared === undefined) {
  it("vectors: not run, because data/law/holidays.json of the shared folder is absent", () => {
    process.stderr.write("vectors: not run (engines/calendar: data/law/holidays.json is absent)\n");
    expect(sharedFile("data/law/holidays.json")).toBeUndefined();
  });
} else {
  describe("oracles", () => oracles(shared));
  describe("the shared law data", () => lawData(shared));
}

function oracles(holidays: HolidayTable): void {
  it.each(cases)("$name: $given.question of $given.event is $expect ($because)", (row) => {
    expect(ask(row.given, holidays)).toMatchObject({ ok: true, value: { date: row.expect } });
  });

  it("invariant 5: the looser readings of the Easter meeting are shown and do not decide", () => {
    expect(
      readings(
        { question: "latest", rule: "clear-days-working", quantity: 5, event: "2026-04-09" },
        holidays,
      ),
    ).toEqual({
      "monday-to-saturday": "2026-03-31",
      "every-day": "2026-04-03",
    });
  });

  it("invariant 5: Sunday 20 December is shown as what counting alone gives", () => {
    expect(
      readings(
        { question: "latest", rule: "clear-days-working", quantity: 5, event: "2026-12-30" },
        holidays,
      ),
    ).toMatchObject({ arithmetic: "2026-12-20" });
  });

  it("an agenda of Thursday 23 January 2020 gives seven clear days and five clear working days before 31 January", () => {
    const days = { notice: civilDate("2020-01-23"), event: civilDate("2020-01-31"), holidays: holidays };
    expect(clearDaysBetween({ rule: "clear-days-calendar", ...days })).toEqual({ ok: true, value: 7 });
    expect(clearDaysBetween({ rule: "clear-days-working", ...days })).toEqual({ ok: true, value: 5 });
  });

  it("the one-off bank holiday of 19 September 2022 does not count", () => {
    expect(
      ask({ question: "latest", rule: "clear-days-working", quantity: 5, event: "2022-09-22" }, holidays),
    ).toMatchObject({ value: { date: "2022-09-13" } });
  });

  it.each([
    { rule: "clear-days-working", event: "2000-12-20" },
    { rule: "clear-days-working", event: "2031-01-20" },
    { rule: "working-days-uk-any", event: "2004-11-20" },
    { rule: "election-working-days", event: "2031-05-01" },
  ] as const)("invariant 3: $rule on $event is outside the known years and refused", ({ rule, event }) => {
    expect(ask({ question: "latest", rule, quantity: 25, event }, holidays)).toMatchObject({
      ok: false,
      reason: "outside-known-years",
    });
  });

  it("invariant 4: the poll of 2030 rests on projected holidays, and the answer and its days say so", () => {
    const answer = ask(
      {
        question: "latest",
        rule: "election-working-days",
        quantity: 25,
        event: "2030-05-02",
      },
      holidays,
    );
    expect(answer).toMatchObject({ value: { mark: "projected" } });
    const explained = explain(valueOf(answer), holidays);
    expect(explained.days.every((line) => line.mark === "projected")).toBe(true);
    expect(explained.cautions.map((caution) => caution.kind)).toEqual(["projected"]);
  });
}

function lawData(holidays: HolidayTable): void {
  it("every counting key of the rules is a rule of this package", () => {
    const rules = JSON.parse(read("data/law/rules.json")) as { timing?: { counting?: string } }[];
    const keys = new Set(rules.flatMap((rule) => rule.timing?.counting ?? []));
    expect(keys.size).toBe(12);
    expect([...keys].filter((key) => !isCountingRule(key))).toEqual([]);
  });

  it("every notice day of the polls from 2014 to 2030 is what counting gives", () => {
    const rows = read("data/law/windows.csv")
      .split("\n")
      .map((line) => /^([\d-]+),\w+,([^,]*),[^,]*,\w+,(25|30),.*?,(20[\d-]+),/.exec(line))
      .filter((row) => row !== null);
    expect(rows.length).toBeGreaterThan(25);
    for (const [, poll, , days, notice] of rows) {
      const given = { question: "latest", rule: "election-working-days", event: poll as string } as const;
      expect(ask({ ...given, quantity: Number(days) }, holidays), poll).toMatchObject({
        value: { date: notice },
      });
    }
  });
}

function read(path: string): string {
  return readFileSync(sharedFile(path) as string, "utf8");
}

function ask({ question, event, ...rest }: Given, holidays: HolidayTable): Counted<Answer> {
  const date = civilDate(event);
  const counting = { ...rest, holidays };
  if (question === "latest") return latest({ ...counting, before: date });
  if (question === "earliest") return earliest({ ...counting, after: date });
  return deadline({ ...counting, from: date });
}

function readings(given: Given, holidays: HolidayTable): Partial<Record<Reading["key"], string>> {
  const found = explain(valueOf(ask(given, holidays)), holidays).readings;
  return Object.fromEntries(found.map((reading) => [reading.key, reading.date]));
}

function valueOf(counted: Counted<Answer>): Answer {
  if (!counted.ok) throw new Error(counted.problem);
  return counted.value;
}
