import { addMonths, civilDate, monthName, monthOf, yearOf } from "@concordat/calendar";
import { readPeriod } from "../purpose/index.ts";
import type { Window } from "./verdict.ts";

const shape = /^(\d{4}-\d{2})\/(\d{4}-\d{2})$/;

/**
 * Reads a window of whole months, "2010-08/2011-03".
 *
 * @throws RangeError when it is no window, or ends before it begins
 */
export function windowFrom(text: string): Window {
  const [, first, last] = shape.exec(text) ?? [];
  if (first === undefined || last === undefined || last < first)
    throw new RangeError(`“${text}” is no window of months. Write it as 2010-08/2011-03.`);
  return { first: civilDate(`${first}-01`), last: civilDate(`${last}-01`) };
}

/** The window as it is kept, "2010-08/2011-03". */
export function windowText({ first, last }: Window): string {
  return `${first.slice(0, 7)}/${last.slice(0, 7)}`;
}

/**
 * A window as people write it: 2010-08 to 2011-03 · August 2010 to March 2011 · 2013/14 · March 2026.
 *
 * Undefined where it is none of these or does not end with a whole month: months are never guessed.
 */
export function parseWindow(text: string): Window | undefined {
  const given = text.replace(/\s+/gu, " ").trim();
  const iso = /^(\d{4}-(?:0[1-9]|1[0-2])) ?(?:to|\/|–|-) ?(\d{4}-(?:0[1-9]|1[0-2]))$/u.exec(given);
  if (iso) return iso[2]! < iso[1]! ? undefined : windowFrom(`${iso[1]!}/${iso[2]!}`);
  const span = readPeriod(given);
  return span && windowFrom(`${span.start.slice(0, 7)}/${span.end.slice(0, 7)}`);
}

/** "2013-14" for a financial year, "March 2026" for one month, else "August 2010 to March 2011". */
export function windowInWords({ first, last }: Window): string {
  if (first === last) return monthInWords(first);
  const year = yearOf(first);
  if (monthOf(first) === 4 && last === addMonths(first, 11))
    return `${String(year)}-${String((year + 1) % 100).padStart(2, "0")}`;
  if (monthOf(first) === 1 && last === addMonths(first, 11)) return String(year);
  return `${monthInWords(first)} to ${monthInWords(last)}`;
}

/** "August 2010". */
export function monthInWords(start: Window["first"]): string {
  return `${monthName(monthOf(start))} ${String(yearOf(start))}`;
}

/** "Aug 2010", for an axis. */
export function monthShort(start: Window["first"]): string {
  return `${monthName(monthOf(start)).slice(0, 3)} ${String(yearOf(start))}`;
}
