import {
  civilDateOf,
  civilDateOfDayNumber,
  dayNumber,
  dayOf,
  daysInMonth,
  monthOf,
  yearOf,
} from "./civil-date.ts";
import type { CivilDate } from "./civil-date.ts";

/**
 * The day a number of days later, or earlier when negative.
 *
 * @param days  whole number of calendar days
 * @throws RangeError when days is not whole or the answer is outside 1800 to 2200
 * @example addDays(civilDate("2024-02-28"), 2) // "2024-03-01"
 * @example addDays(civilDate("2026-01-01"), -1) // "2025-12-31"
 */
export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDateOfDayNumber(dayNumber(date) + days);
}

/**
 * The same-numbered day a number of months later, or earlier when negative; **clamped** to the last day of a month that
 * has no such day (31 January and one month is 28 or 29 February).
 *
 * So two steps of one month are not always one step of two months: 31 January, 28 February, 28 March.
 * Not the end of a statutory period of months: see the rule `months-beginning-with`.
 *
 * @param months  whole number
 * @throws RangeError when months is not whole or the answer is outside 1800 to 2200
 * @source Dodds v Walker [1981] 1 WLR 1027 (HL), the corresponding date rule
 * @example addMonths(civilDate("2026-01-31"), 1) // "2026-02-28"
 * @example addMonths(civilDate("2026-03-15"), -3) // "2025-12-15"
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  if (!Number.isInteger(index)) throw new RangeError(`${months} is not a whole number of months.`);
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return civilDateOf(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

/**
 * The same day a number of years later, or earlier when negative; 29 February becomes 28 February in a common year.
 *
 * @param years  whole number
 * @throws RangeError when years is not whole or the answer is outside 1800 to 2200
 * @example addYears(civilDate("2024-02-29"), 1) // "2025-02-28"
 */
export function addYears(date: CivilDate, years: number): CivilDate {
  return addMonths(date, years * 12);
}

/**
 * How many days lie from one day to another: 0 for the same day, 1 for the next, negative when `to` is earlier.
 *
 * @example daysBetween(civilDate("2026-11-21"), civilDate("2026-11-26")) // 5
 */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** A day of the week as ISO 8601 numbers it: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * The day of the week, 1 for Monday to 7 for Sunday.
 *
 * @source ISO 8601
 * @example weekday(civilDate("2026-11-21")) // 6
 */
export function weekday(date: CivilDate): Weekday {
  return weekdayOfDayNumber(dayNumber(date));
}

/**
 * The day of the week of a `dayNumber`, for loops over many days.
 *
 * @example weekdayOfDayNumber(0) // 4
 */
export function weekdayOfDayNumber(number: number): Weekday {
  const sinceMonday = (number + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 8 : sinceMonday + 1) as Weekday;
}

/**
 * Orders days, earliest first, for `sort`.
 *
 * @example [civilDate("2026-03-01"), civilDate("2025-03-01")].sort(compareCivilDates) // ["2025-03-01", "2026-03-01"]
 */
export function compareCivilDates(a: CivilDate, b: CivilDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
