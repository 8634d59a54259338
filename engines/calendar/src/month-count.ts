import { dayOf, firstYear, lastYear, monthOf, yearOf } from "./civil-date.ts";
import type { CivilDate } from "./civil-date.ts";
import type { CountingRule, Question } from "./counting-rule.ts";
import { addDays, addMonths } from "./date-arithmetic.ts";

/**
 * The last day of a period of months beginning with a day.
 *
 * It ends the day before the same-numbered day, or on the last day of a month that has no such day. A year is 12 months.
 *
 * @param months  whole number, 1 or more
 * @throws RangeError when the answer is outside 1800 to 2200
 * @source Dodds v Walker [1981] 1 WLR 1027 (HL), the corresponding date rule
 * @example lastDayOfMonths(civilDate("2026-01-15"), 2) // "2026-03-14"
 * @example lastDayOfMonths(civilDate("2026-12-30"), 2) // "2027-02-28"
 */
export function lastDayOfMonths(start: CivilDate, months: number): CivilDate {
  const same = addMonths(start, months);
  return dayOf(same) === dayOf(start) ? addDays(same, -1) : same;
}

/** The answer to a question about months, or nothing when it is outside the years of the calendar. */
export function monthAnswer(asked: {
  readonly question: Question;
  readonly rule: CountingRule;
  readonly event: CivilDate;
  readonly months: number;
}): CivilDate | undefined {
  const { question, rule, event, months } = asked;
  if (!staysInside(event, question === "latest" ? -months : months)) return undefined;
  if (question === "latest") {
    return addMonths(rule === "calendar-inclusive" ? addDays(event, 1) : event, -months);
  }
  if (rule === "calendar") return addMonths(event, months);
  const last = lastDayOfMonths(event, months);
  return question === "earliest" && rule !== "calendar-inclusive" ? addDays(last, 1) : last;
}

/** A month is kept free at either end, so that a step of one day never leaves the calendar. */
function staysInside(event: CivilDate, months: number): boolean {
  const month = yearOf(event) * 12 + monthOf(event) - 1;
  const end = month + months;
  const first = firstYear * 12;
  const last = lastYear * 12 + 11;
  return end > first && end < last && month < last;
}
