import { dayOf, monthOf, yearOf } from "./civil-date.ts";
import type { CivilDate } from "./civil-date.ts";
import { weekday } from "./date-arithmetic.ts";

const monthNames =
  "January February March April May June July August September October November December".split(" ");
const weekdayNames = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/**
 * The English name of a month.
 *
 * @param month  1 to 12
 * @throws RangeError when month is not 1 to 12
 * @example monthName(11) // "November"
 * @example monthName(0) // throws RangeError
 */
export function monthName(month: number): string {
  const name = monthNames[month - 1];
  if (name === undefined) throw new RangeError(`There is no month ${month}: months run from 1 to 12.`);
  return name;
}

/**
 * The English name of a day's weekday.
 *
 * @example weekdayName(civilDate("2026-11-21")) // "Saturday"
 */
export function weekdayName(date: CivilDate): string {
  return weekdayNames[weekday(date) - 1] as string;
}

/**
 * A day as it is written in a letter.
 *
 * @example formatCivilDate(civilDate("2026-11-21")) // "21 November 2026"
 */
export function formatCivilDate(date: CivilDate): string {
  return `${dayOf(date)} ${monthName(monthOf(date))} ${yearOf(date)}`;
}

/**
 * A day as it is written in a table: the month has three letters.
 *
 * @example formatCivilDateShort(civilDate("2026-09-01")) // "1 Sep 2026"
 */
export function formatCivilDateShort(date: CivilDate): string {
  return `${dayOf(date)} ${monthName(monthOf(date)).slice(0, 3)} ${yearOf(date)}`;
}

/**
 * A day with its weekday, where the weekday matters: notices, meetings, counted days.
 *
 * @example formatCivilDateWithWeekday(civilDate("2026-11-21")) // "Saturday 21 November 2026"
 */
export function formatCivilDateWithWeekday(date: CivilDate): string {
  return `${weekdayName(date)} ${formatCivilDate(date)}`;
}
