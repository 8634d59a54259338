import { civilDateOf, dayNumber, firstYear, lastYear } from "./civil-date.ts";
import { weekdayOfDayNumber } from "./date-arithmetic.ts";
import { closesOffices, leastSureMark, nationNames, nations } from "./holiday-table.ts";
import type { CivilDate } from "./civil-date.ts";
import type { HolidayMark, HolidayTable, Nation } from "./holiday-table.ts";

/**
 * Which days count: every day; working days by the holidays of England and Wales or of any part of the United Kingdom;
 * election days; or Monday to Saturday, the looser reading of clear days.
 */
export type DaySetName = "every" | "working-ew" | "working-uk" | "election" | "monday-to-saturday";

/** The days that count, within the days that are known. Days are `dayNumber`s. */
export type DaySet = {
  readonly firstDay: number;
  readonly lastDay: number;
  /** Whose holidays decide; none for `every`. */
  readonly nations: readonly Nation[];
  /** The least sure mark of the holidays of each known year; empty for `every`. */
  readonly marks: ReadonlyMap<number, HolidayMark>;
  /** Why a day does not count, in a few words; nothing when it counts. */
  readonly reasonSkipped: (day: number) => string | undefined;
};

const daySetsByTable = new WeakMap<HolidayTable, Map<DaySetName, DaySet>>();

/** The days of one name, by the holidays given. Kept per table, because a pathway asks for the same few very often. */
export function daySetOf(name: DaySetName, holidays: HolidayTable): DaySet {
  const kept = daySetsByTable.get(holidays) ?? new Map<DaySetName, DaySet>();
  daySetsByTable.set(holidays, kept);
  const days = kept.get(name) ?? makeDaySet(name, holidays);
  kept.set(name, days);
  return days;
}

function makeDaySet(name: DaySetName, holidays: HolidayTable): DaySet {
  if (name === "every") return withinYears(firstYear, lastYear, [], () => undefined);
  const of = name === "working-uk" ? nations : (["englandAndWales"] as const);
  const first = Math.max(...of.map((nation) => holidays[nation].firstYear));
  const last = Math.min(...of.map((nation) => holidays[nation].lastYear));
  const closed = closedDays(name, of, holidays);
  if (name === "election") {
    for (let year = first; year <= last; year += 1) {
      closed.set(dayNumber(civilDateOf(year, 12, 24)), "Christmas Eve");
    }
  }
  const weekend = name === "monday-to-saturday" ? sundayReason : weekendReason;
  const days = withinYears(first, last, of, (day) => weekend(day) ?? closed.get(day));
  for (let year = first; year <= last; year += 1) {
    // A table has a holiday in every known year of every nation, so there is a mark.
    const mark = leastSureMark(of.map((nation) => holidays[nation].marks.get(year))) as HolidayMark;
    days.marks.set(year, mark);
  }
  return days;
}

function closedDays(name: DaySetName, of: readonly Nation[], holidays: HolidayTable): Map<number, string> {
  const everyKind = name === "election" || name === "monday-to-saturday";
  const closed = new Map<number, string>();
  for (const nation of of) {
    const { byDay, atWeekend } = holidays[nation];
    for (const [day, holiday] of [...byDay, ...atWeekend]) {
      if (closed.has(day) || !(everyKind || closesOffices(holiday))) continue;
      closed.set(
        day,
        nation === "englandAndWales" ? holiday.title : `${holiday.title} in ${nationNames[nation]}`,
      );
    }
  }
  return closed;
}

function withinYears(
  first: number,
  last: number,
  of: readonly Nation[],
  reasonSkipped: DaySet["reasonSkipped"],
): DaySet & { readonly marks: Map<number, HolidayMark> } {
  const firstDay = dayNumber(civilDateOf(first, 1, 1));
  const lastDay = dayNumber(civilDateOf(last, 12, 31));
  return { firstDay, lastDay, nations: of, marks: new Map(), reasonSkipped };
}

function weekendReason(day: number): string | undefined {
  const number = weekdayOfDayNumber(day);
  return number === 6 ? "Saturday" : number === 7 ? "Sunday" : undefined;
}

function sundayReason(day: number): string | undefined {
  return weekdayOfDayNumber(day) === 7 ? "Sunday" : undefined;
}

/**
 * Whether offices in England are open: Monday to Friday and not a holiday of England and Wales.
 *
 * @returns nothing when the holidays of that year are not known and the day is not at a weekend
 * @example isWorkingDay(holidays, civilDate("2026-12-28")) // false
 * @example isWorkingDay(holidays, civilDate("2026-12-29")) // true
 * @example isWorkingDay(holidays, civilDate("2199-12-27")) // undefined
 */
export function isWorkingDay(holidays: HolidayTable, date: CivilDate): boolean | undefined {
  const day = dayNumber(date);
  if (weekendReason(day) !== undefined) return false;
  const days = daySetOf("working-ew", holidays);
  if (day < days.firstDay || day > days.lastDay) return undefined;
  return days.reasonSkipped(day) === undefined;
}
