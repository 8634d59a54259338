declare const civilDateBrand: unique symbol;

/**
 * A day of the civil (Gregorian) calendar written YYYY-MM-DD, without time or time zone.
 *
 * It is a string so that `<`, `>` and `===` compare days, and so that it is stored and sent as it is.
 * Made only by `parseCivilDate`, `civilDate`, `civilDateOf` and the arithmetic of this package.
 * Not for moments: a deadline that ends at noon needs a time of its own.
 * Domain: 1 January 1800 to 31 December 2200.
 */
export type CivilDate = string & { readonly [civilDateBrand]: true };

/** What a parse gives back: the value, or one sentence saying what is wrong with the text and what to write instead. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/**
 * The first year this calendar works in: older statutes are out of scope, and a year such as 0204 is a slip of the pen.
 *
 * @example firstYear // 1800
 */
export const firstYear = 1800;

/**
 * The last year this calendar works in: a later year is a slip of the pen.
 *
 * @example lastYear // 2200
 */
export const lastYear = 2200;

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const dayNumberMin = daysFromCivil(firstYear, 1, 1);
const dayNumberMax = daysFromCivil(lastYear, 12, 31);

/**
 * Whether a year has 29 February.
 *
 * @param year  whole number
 * @source Calendar (New Style) Act 1750 s2
 * @example isLeapYear(2000) // true
 * @example isLeapYear(2100) // false
 */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * How many days a month has.
 *
 * @param year   whole number
 * @param month  1 to 12
 * @throws RangeError when month is not 1 to 12
 * @example daysInMonth(2024, 2) // 29
 * @example daysInMonth(2026, 13) // throws RangeError
 */
export function daysInMonth(year: number, month: number): number {
  const length = monthLengths[month - 1];
  if (length === undefined) throw new RangeError(`There is no month ${month}: months run from 1 to 12.`);
  return month === 2 && isLeapYear(year) ? 29 : length;
}

/**
 * Reads a day written YYYY-MM-DD, for text that a person or another system wrote.
 *
 * Not for days written in words, or for a month or year alone: see `parseVagueDate`.
 *
 * @example parseCivilDate("2026-11-21") // { ok: true, value: "2026-11-21" }
 * @example parseCivilDate("2026-02-30").ok // false
 */
export function parseCivilDate(text: string): Parsed<CivilDate> {
  const parts = isoDate.exec(text);
  if (parts === null) {
    return {
      ok: false,
      problem: `“${text}” is not a date written year-month-day. Write it like 2026-11-21.`,
    };
  }
  return checkedDate(text, Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

function checkedDate(text: string, year: number, month: number, day: number): Parsed<CivilDate> {
  if (year < firstYear || year > lastYear) {
    return {
      ok: false,
      problem: `“${text}” is in the year ${year}. Give a year from ${firstYear} to ${lastYear}.`,
    };
  }
  if (month < 1 || month > 12) {
    return { ok: false, problem: `“${text}” has month ${month}. Give a month from 1 to 12.` };
  }
  const length = daysInMonth(year, month);
  if (day < 1 || day > length) {
    return { ok: false, problem: `“${text}” has day ${day}, but that month has days 1 to ${length}.` };
  }
  return { ok: true, value: text as CivilDate };
}

/**
 * Whether a text is a real day written YYYY-MM-DD.
 *
 * @example isCivilDate("2024-02-29") // true
 * @example isCivilDate("2026-02-29") // false
 */
export function isCivilDate(text: string): text is CivilDate {
  return parseCivilDate(text).ok;
}

/**
 * The day a text names, for text that is known to be right: constants, rows, tests. Use `parseCivilDate` for input.
 *
 * @throws RangeError when the text is not a real day written YYYY-MM-DD
 * @example civilDate("2026-11-21") // "2026-11-21"
 * @example civilDate("21/11/2026") // throws RangeError
 */
export function civilDate(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (!parsed.ok) throw new RangeError(parsed.problem);
  return parsed.value;
}

/**
 * The day of a year, month and day of the month.
 *
 * @param year   whole number, 1800 to 2200
 * @param month  1 to 12
 * @param day    1 to the length of the month
 * @throws RangeError when there is no such day
 * @example civilDateOf(2026, 11, 21) // "2026-11-21"
 * @example civilDateOf(2026, 2, 29) // throws RangeError
 */
export function civilDateOf(year: number, month: number, day: number): CivilDate {
  return civilDate(isoText(year, month, day));
}

function isoText(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * The year of a day.
 *
 * @example yearOf(civilDate("2026-11-21")) // 2026
 */
export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

/**
 * The month of a day, 1 to 12.
 *
 * @example monthOf(civilDate("2026-11-21")) // 11
 */
export function monthOf(date: CivilDate): number {
  return Number(date.slice(5, 7));
}

/**
 * The day of the month, 1 to 31.
 *
 * @example dayOf(civilDate("2026-11-21")) // 21
 */
export function dayOf(date: CivilDate): number {
  return Number(date.slice(8, 10));
}

/**
 * The number of days from 1 January 1970 to a day; negative before. For counting many days quickly.
 *
 * @source Hinnant H, "chrono-compatible low-level date algorithms", days_from_civil
 * @example dayNumber(civilDate("1970-01-02")) // 1
 */
export function dayNumber(date: CivilDate): number {
  return daysFromCivil(yearOf(date), monthOf(date), dayOf(date));
}

/** Years are taken to begin in March, so that the leap day is the last of its year and every 400 years are alike. */
function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/**
 * The day with a given `dayNumber`.
 *
 * @throws RangeError when it is not a whole number, or the day is outside 1800 to 2200
 * @source Hinnant H, "chrono-compatible low-level date algorithms", civil_from_days
 * @example civilDateOfDayNumber(0) // "1970-01-01"
 * @example civilDateOfDayNumber(1.5) // throws RangeError
 */
export function civilDateOfDayNumber(number: number): CivilDate {
  if (!Number.isInteger(number) || number < dayNumberMin || number > dayNumberMax) {
    throw new RangeError(
      `Day number ${number} is not a whole number of a day from ${firstYear} to ${lastYear}.`,
    );
  }
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return isoText(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day) as CivilDate;
}
