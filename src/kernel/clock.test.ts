import { describe, expect, test } from "vitest";
import {
  civilDateAt,
  dateOf,
  fixedClock,
  instant,
  isInstant,
  millisecondsBetween,
  millisOf,
  secondsAfter,
  systemClock,
  timeOfDayAt,
} from "./clock.ts";

describe("a moment", () => {
  test("is kept in UTC with milliseconds, so that moments compare as text", () => {
    expect(instant("2026-11-21T09:00:00Z")).toBe("2026-11-21T09:00:00.000Z");
    expect(instant("2026-07-01T10:00:00+01:00")).toBe("2026-07-01T09:00:00.000Z");
    expect(instant("2026-11-21T09:00:00Z") < instant("2026-11-21T09:00:00.001Z")).toBe(true);
  });

  test.each(["", "yesterday", "2026-13-01T00:00:00Z", "2026-11-21T25:00:00Z"])(
    "is not read from %j",
    (text) => {
      expect(() => instant(text)).toThrow(RangeError);
    },
  );

  test.each([
    "2026-11-21T09:00:00Z",
    "2026-11-21T09:00Z",
    "2026-07-01T10:00:00.5+01:00",
    "2028-02-29T23:59:59.999-05:30",
  ])("is named by %s, which can then be read", (text) => {
    expect(isInstant(text)).toBe(true);
    expect(() => instant(text)).not.toThrow();
  });

  test.each([
    ["2026", "a year is no moment"],
    ["2026-11-21", "nor is a day"],
    ["Tuesday 5", "the machine would make a day of 2001 of it"],
    ["2026-11-21T09:00:00", "without a zone it depends on the machine"],
    ["2026-02-30T09:00:00Z", "there is no such day, though the machine would take it for 2 March"],
    ["2026-11-21T24:00:00Z", "the day ends before"],
    ["2026-11-21T23:59:60Z", "there is no such second"],
    ["2026-11-21T09:00:00+25:00", "there is no such zone"],
    ["2026-11-21 09:00:00Z", "date and time are joined by a T"],
    [" 2026-11-21T09:00:00Z", "nothing may stand around it"],
    ["", "nothing is no moment"],
  ])("is not named by %j: %s", (text) => {
    expect(isInstant(text)).toBe(false);
  });

  test("can be moved by seconds, back as well, over midnight and month ends", () => {
    expect(secondsAfter(instant("2026-02-28T23:59:59Z"), 2)).toBe("2026-03-01T00:00:01.000Z");
    expect(secondsAfter(instant("2026-03-01T00:00:00Z"), -1)).toBe("2026-02-28T23:59:59.000Z");
  });

  test("can be measured against another", () => {
    const from = instant("2026-11-21T09:00:00Z");
    expect(millisecondsBetween(from, instant("2026-11-21T09:00:01.5Z"))).toBe(1500);
    expect(millisecondsBetween(instant("2026-11-21T09:00:01Z"), from)).toBe(-1000);
    expect(millisOf(instant("1970-01-01T00:00:01Z"))).toBe(1000);
    expect(dateOf(from).getTime()).toBe(millisOf(from));
  });
});

describe("the civil date in England", () => {
  test.each([
    { at: "2026-01-15T23:59:59Z", date: "2026-01-15", time: "23:59", because: "in winter England keeps UTC" },
    {
      at: "2026-07-01T22:59:59Z",
      date: "2026-07-01",
      time: "23:59",
      because: "in summer England is an hour ahead",
    },
    {
      at: "2026-07-01T23:00:00Z",
      date: "2026-07-02",
      time: "00:00",
      because: "so its day begins an hour earlier",
    },
    {
      at: "2026-03-29T00:59:59Z",
      date: "2026-03-29",
      time: "00:59",
      because: "the last second before the clocks go forward",
    },
    {
      at: "2026-03-29T01:00:00Z",
      date: "2026-03-29",
      time: "02:00",
      because: "the hour that does not exist is passed over",
    },
    {
      at: "2026-10-25T00:59:59Z",
      date: "2026-10-25",
      time: "01:59",
      because: "the first of the two hours after one",
    },
    { at: "2026-10-25T01:00:00Z", date: "2026-10-25", time: "01:00", because: "the second of them" },
  ])("at $at is $date, $time: $because", ({ at, date, time }) => {
    expect(civilDateAt(instant(at))).toBe(date);
    expect(timeOfDayAt(instant(at))).toBe(time);
  });
});

describe("clocks", () => {
  test("one that stands still says the same until it is set", () => {
    const clock = fixedClock(instant("2026-07-01T23:30:00Z"));
    expect(clock.now()).toBe(clock.now());
    expect(clock.today()).toBe("2026-07-02");
    clock.set(instant("2026-07-01T22:30:00Z"));
    expect(clock.now()).toBe("2026-07-01T22:30:00.000Z");
    expect(clock.today()).toBe("2026-07-01");
  });

  test("the machine's clock gives the moment and England's date of that moment", () => {
    const before = Date.now();
    const now = millisOf(systemClock.now());
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
    const around = [civilDateAt(instant(new Date(before).toISOString())), civilDateAt(systemClock.now())];
    expect(around).toContain(systemClock.today());
  });
});
