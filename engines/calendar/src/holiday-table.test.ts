import { describe, expect, it } from "vitest";
import { civilDate, dayNumber, isWorkingDay, parseHolidayTable } from "./index.ts";
import { sampleHolidayJson, sampleHolidays } from "../test/sample-holidays.ts";

const row = {
  date: "2026-12-25",
  weekday: "Fri",
  title: "Christmas Day",
  kind: "common-law",
  substitute: false,
  movedFrom: null,
  oneOff: false,
  mark: "confirmed",
};

function problemsOf(englandAndWales: unknown): readonly string[] {
  const parsed = parseHolidayTable({ ...sampleHolidayJson, englandAndWales });
  return parsed.ok ? [] : parsed.problems;
}

describe("reading the holidays", () => {
  it("keeps the known years, the holidays by day and the least sure mark of a year", () => {
    const { englandAndWales, scotland } = sampleHolidays();
    expect([englandAndWales.firstYear, englandAndWales.lastYear]).toEqual([2026, 2027]);
    expect(englandAndWales.byDay.get(dayNumber(civilDate("2026-12-28")))).toMatchObject({
      title: "Boxing Day (substitute day)",
      movedFrom: "2026-12-26",
    });
    expect([...scotland.marks]).toEqual([
      [2026, "from-memory"],
      [2027, "projected"],
    ]);
  });

  it.each([
    {
      name: "a date that does not exist",
      rows: [{ ...row, date: "2026-02-30" }],
      problem: "englandAndWales[0].date: “2026-02-30” has day 30",
    },
    {
      name: "another weekday than written",
      rows: [{ ...row, weekday: "Thu" }],
      problem: 'englandAndWales[0].weekday: 25 December 2026 is a Friday, not "Thu".',
    },
    {
      name: "a day at the weekend",
      rows: [{ ...row, date: "2026-12-26" }],
      problem: "englandAndWales[0].date: 26 December 2026 is a Saturday; list the day that is taken instead.",
    },
    {
      name: "a day listed twice",
      rows: [row, row],
      problem: "englandAndWales[1]: 25 December 2026 is listed twice.",
    },
    {
      name: "a move from no day",
      rows: [{ ...row, movedFrom: "yesterday" }],
      problem: "englandAndWales[0].movedFrom: “yesterday” is not a date",
    },
    { name: "no title", rows: [{ ...row, title: " " }], problem: "englandAndWales[0].title: is missing." },
    {
      name: "a title that is no text",
      rows: [{ ...row, title: 7 }],
      problem: "englandAndWales[0].title: is missing.",
    },
    {
      name: "an unknown kind",
      rows: [{ ...row, kind: "feast" }],
      problem: "englandAndWales[0].kind: is not one of common-law, statutory",
    },
    {
      name: "an unknown mark",
      rows: [{ ...row, mark: "sure" }],
      problem: "englandAndWales[0].mark: is not one of confirmed, from-memory, projected.",
    },
    {
      name: "a row that is no object",
      rows: ["Christmas"],
      problem: "englandAndWales[0]: is not an object.",
    },
    { name: "no list", rows: undefined, problem: "englandAndWales: there is no list of holidays." },
    {
      name: "a year left out",
      rows: [row, { ...row, date: "2024-12-25", weekday: "Wed" }],
      problem: "englandAndWales: 2025 has no holiday, but years before and after it have.",
    },
  ])("refuses $name and says where", ({ rows, problem }) => {
    expect(problemsOf(rows)).toHaveLength(1);
    expect(problemsOf(rows)[0]).toContain(problem);
  });

  it("gives all faults of a row at once", () => {
    expect(problemsOf([{ ...row, title: "", kind: "", mark: "" }])).toHaveLength(3);
  });

  it.each([[null], [[]], ["text"]])("refuses %j, which is no object", (json) => {
    expect(parseHolidayTable(json)).toMatchObject({ ok: false });
  });
});

describe("working days in England", () => {
  it.each([
    { day: "2026-12-24", expected: true, because: "Christmas Eve is left out of election counts only" },
    { day: "2026-12-25", expected: false, because: "Christmas Day" },
    { day: "2026-12-27", expected: false, because: "Sunday" },
    { day: "2026-06-10", expected: true, because: "a day of mourning alone closes no office" },
    { day: "2026-08-03", expected: true, because: "a holiday in Scotland only" },
    { day: "2025-12-24", expected: undefined, because: "the year is not known" },
    { day: "2028-01-04", expected: undefined, because: "the year is not known" },
    { day: "2028-01-01", expected: false, because: "a Saturday in any year" },
  ])("$day: $expected ($because)", ({ day, expected }) => {
    expect(isWorkingDay(sampleHolidays(), civilDate(day))).toBe(expected);
  });
});
