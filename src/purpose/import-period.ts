import { addDays, addMonths, civilDateOf, parseCivilDate, type CivilDate } from "@concordat/calendar";
import type { Span } from "./period.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] as const;
const yearsAllowed = { from: 1900, to: 2100 };

/** A year inside what a calendar can mean; two digits continue the century before. */
function yearIn(text: string, before?: number): number | undefined {
  const number = Number(text);
  const year = text.length === 2 && before !== undefined ? before - (before % 100) + number : number;
  const whole = before !== undefined && year < before ? year + 100 : year;
  return whole >= yearsAllowed.from && whole <= yearsAllowed.to ? whole : undefined;
}

function fromMonth(year: number, month: number, count: number): Span {
  const start = civilDateOf(year, month, 1);
  return { start, end: addDays(addMonths(start, count), -1) };
}

function monthIn(text: string): number | undefined {
  const found = months.indexOf(text.slice(0, 3).toLowerCase() as (typeof months)[number]);
  return found < 0 ? undefined : found + 1;
}

interface Form {
  readonly pattern: RegExp;
  read(parts: readonly string[]): Span | undefined;
}

/** The ways in which Fingertips and NHS England write a period; the financial year begins on 1 April. */
const forms: readonly Form[] = [
  { pattern: /^(\d{4})$/, read: ([year = ""]) => whole(yearIn(year), (one) => fromMonth(one, 1, 12)) },
  {
    pattern: /^(\d{4})\/(\d{2})$/,
    read: ([first = "", second = ""]) => {
      const year = yearIn(first);
      return year !== undefined && yearIn(second, year) === year + 1 ? fromMonth(year, 4, 12) : undefined;
    },
  },
  {
    pattern: /^(\d{4})\s*-\s*(\d{2}|\d{4})$/,
    read: ([first = "", second = ""]) => {
      const year = yearIn(first);
      const last = year === undefined ? undefined : yearIn(second, year);
      if (year === undefined || last === undefined || last <= year || last - year > 20) return undefined;
      return fromMonth(year, 1, 12 * (last - year + 1));
    },
  },
  {
    pattern: /^(\d{4})\/(\d{2})\s*-\s*(\d{2}|\d{4})\/(\d{2})$/,
    read: ([first = "", , second = "", last = ""]) => {
      const year = yearIn(first);
      const from = year === undefined ? undefined : yearIn(second, year);
      const to = from === undefined ? undefined : yearIn(last, from);
      if (year === undefined || from === undefined || to !== from + 1 || from < year) return undefined;
      return fromMonth(year, 4, 12 * (from - year + 1));
    },
  },
  {
    pattern: /^(\d{4})\/(\d{2})\s*Q([1-4])$/i,
    read: ([first = "", , quarter = ""]) =>
      whole(yearIn(first), (year) => {
        const start = addMonths(civilDateOf(year, 4, 1), 3 * (Number(quarter) - 1));
        return { start, end: addDays(addMonths(start, 3), -1) };
      }),
  },
  {
    pattern: /^(\d{4})\s*Q([1-4])$/i,
    read: ([first = "", quarter = ""]) =>
      whole(yearIn(first), (year) => fromMonth(year, 3 * Number(quarter) - 2, 3)),
  },
  {
    pattern: /^(\d{4})\s+([a-z]{3,9})$/i,
    read: ([year = "", month = ""]) => monthSpan(year, month),
  },
  {
    pattern: /^([a-z]{3,9})[\s-]+(\d{4})$/i,
    read: ([month = "", year = ""]) => monthSpan(year, month),
  },
  {
    pattern: /^([a-z]{3,9})[\s-]*(\d{4})\s*(?:-|–|to)\s*([a-z]{3,9})[\s-]*(\d{4})$/i,
    read: ([month = "", year = "", lastMonth = "", lastYear = ""]) => {
      const [from, to] = [monthSpan(year, month), monthSpan(lastYear, lastMonth)];
      return from && to && from.start <= to.start ? { start: from.start, end: to.end } : undefined;
    },
  },
];

function monthSpan(year: string, month: string): Span | undefined {
  const [found, number] = [yearIn(year), monthIn(month)];
  return found === undefined || number === undefined ? undefined : fromMonth(found, number, 1);
}

function whole<T>(value: number | undefined, make: (value: number) => T): T | undefined {
  return value === undefined ? undefined : make(value);
}

/**
 * A period as publishers write it: 2019 · 2019/20 · 2017 - 19 · 2017/18 - 19/20 · 2019/20 Q1 · 2019 Q1 · 2019 Jan · January 2025 - December 2025.
 *
 * Years without a stroke are calendar years, with one financial years from 1 April. Undefined where it is none of these: a period is never guessed.
 *
 * @example readPeriod("2019/20") // 1 April 2019 to 31 March 2020
 */
export function readPeriod(text: string): Span | undefined {
  for (const { pattern, read } of forms) {
    const found = pattern.exec(text.trim());
    if (found) return read(found.slice(1));
  }
  return undefined;
}

/** A day as ISO text or as British files write it, 01/08/2026; undefined where it is none. */
export function readDay(text: string): CivilDate | undefined {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  const iso = british
    ? `${british[3]}-${british[2]!.padStart(2, "0")}-${british[1]!.padStart(2, "0")}`
    : text.trim();
  const parsed = parseCivilDate(iso);
  return parsed.ok ? parsed.value : undefined;
}
