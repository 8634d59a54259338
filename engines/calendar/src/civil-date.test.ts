import { describe, expect, it } from "vitest";
import {
  addMonths,
  civilDate,
  civilDateOfDayNumber,
  compareCivilDates,
  dayNumber,
  daysInMonth,
  formatCivilDateShort,
  isLeapYear,
  monthName,
  parseCivilDate,
  weekdayName,
} from "./index.ts";

describe("reading a day", () => {
  it.each([
    {
      text: "21/11/2026",
      problem: "“21/11/2026” is not a date written year-month-day. Write it like 2026-11-21.",
    },
    {
      text: "2026-11-21T00:00:00Z",
      problem: "“2026-11-21T00:00:00Z” is not a date written year-month-day. Write it like 2026-11-21.",
    },
    { text: "0204-01-01", problem: "“0204-01-01” is in the year 204. Give a year from 1800 to 2200." },
    { text: "2201-01-01", problem: "“2201-01-01” is in the year 2201. Give a year from 1800 to 2200." },
    { text: "2026-00-10", problem: "“2026-00-10” has month 0. Give a month from 1 to 12." },
    { text: "2026-13-10", problem: "“2026-13-10” has month 13. Give a month from 1 to 12." },
    { text: "2026-02-00", problem: "“2026-02-00” has day 0, but that month has days 1 to 28." },
    { text: "2100-02-29", problem: "“2100-02-29” has day 29, but that month has days 1 to 28." },
  ])("invariant 1: $text is refused with what to write instead", ({ text, problem }) => {
    expect(parseCivilDate(text)).toEqual({ ok: false, problem });
  });

  it("invariant 1: the first and the last day are read", () => {
    expect(parseCivilDate("1800-01-01").ok).toBe(true);
    expect(parseCivilDate("2200-12-31").ok).toBe(true);
  });
});

describe("known days", () => {
  it.each([
    { date: "1815-06-18", name: "Sunday", because: "Waterloo" },
    { date: "1969-12-31", name: "Wednesday", because: "the day before day number 0" },
    { date: "1970-01-01", name: "Thursday", because: "day number 0" },
    { date: "2000-02-29", name: "Tuesday", because: "a leap day in a year divisible by 400" },
    { date: "2026-05-07", name: "Thursday", because: "the ordinary day of election" },
    { date: "2100-03-01", name: "Monday", because: "after a February of 28 days" },
  ])("$date is a $name ($because)", ({ date, name }) => {
    expect(weekdayName(civilDate(date))).toBe(name);
  });

  it("1900 and 2100 are common years, 2000 and 2024 leap years", () => {
    expect([1900, 2000, 2024, 2100].map(isLeapYear)).toEqual([false, true, true, false]);
  });

  it("every day from 1800 to 2200 follows the one before it", () => {
    const first = dayNumber(civilDate("1800-01-01"));
    const last = dayNumber(civilDate("2200-12-31"));
    let [year, month, day] = [1800, 1, 1];
    let wrong = 0;
    for (let number = first; number <= last; number += 1) {
      const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      const date = civilDateOfDayNumber(number);
      if (date !== text || dayNumber(date) !== number) wrong += 1;
      day += 1;
      if (day > daysInMonth(year, month)) [month, day] = [month + 1, 1];
      if (month > 12) [year, month] = [year + 1, 1];
    }
    expect(wrong).toBe(0);
    expect(last - first + 1).toBe(146_462);
  });
});

describe("arithmetic refuses what is not a day", () => {
  it.each([
    {
      name: "the day after the last",
      call: () => civilDateOfDayNumber(dayNumber(civilDate("2200-12-31")) + 1),
    },
    {
      name: "the day before the first",
      call: () => civilDateOfDayNumber(dayNumber(civilDate("1800-01-01")) - 1),
    },
    { name: "half a month", call: () => addMonths(civilDate("2026-01-01"), 0.5) },
    { name: "a month outside the calendar", call: () => addMonths(civilDate("2200-12-01"), 1) },
    { name: "the thirteenth month", call: () => monthName(13) },
  ])("$name", ({ call }) => {
    expect(call).toThrow(RangeError);
  });
});

describe("writing a day", () => {
  it("May stays May in the short form", () => {
    expect(formatCivilDateShort(civilDate("2026-05-07"))).toBe("7 May 2026");
  });
});

it("days sort earliest first, and equal days are equal", () => {
  const [a, b] = [civilDate("2026-01-01"), civilDate("2026-01-02")];
  expect([compareCivilDates(a, b), compareCivilDates(b, a), compareCivilDates(a, a)]).toEqual([-1, 1, 0]);
});
