import {
  civilDateOf,
  daysInMonth,
  firstYear,
  lastYear,
  monthOf,
  parseCivilDate,
  yearOf,
} from "./civil-date.ts";
import type { CivilDate, Parsed } from "./civil-date.ts";
import { formatCivilDate, monthName } from "./date-text.ts";

/** How exactly a date is known. */
export type DatePrecision = "day" | "month" | "year";

/**
 * A date known to the day, the month or the year, as the earliest and the latest day it can be (both inclusive).
 *
 * A comparison that the vagueness leaves open is answered “cannot tell” (see `orderOfVagueDates`), never guessed.
 */
export type VagueDate = {
  readonly precision: DatePrecision;
  readonly earliest: CivilDate;
  readonly latest: CivilDate;
};

const yearText = /^\d{4}$/;
const monthText = /^\d{4}-\d{2}$/;

/**
 * Reads 2026-11-21, 2026-11 or 2026: a date as exactly as its source gives it.
 *
 * @example parseVagueDate("2024-02") // { ok: true, value: { precision: "month", earliest: "2024-02-01", latest: "2024-02-29" } }
 * @example parseVagueDate("spring 2024").ok // false
 */
export function parseVagueDate(text: string): Parsed<VagueDate> {
  if (yearText.test(text)) return vagueYear(text);
  if (monthText.test(text)) return vagueMonth(text);
  const parsed = parseCivilDate(text);
  if (parsed.ok) return { ok: true, value: vagueDateOf(parsed.value) };
  return { ok: false, problem: `${parsed.problem} A month alone is 2026-11, a year alone 2026.` };
}

function vagueYear(text: string): Parsed<VagueDate> {
  const year = Number(text);
  const problem = yearProblem(text, year);
  if (problem !== undefined) return { ok: false, problem };
  return {
    ok: true,
    value: { precision: "year", earliest: civilDateOf(year, 1, 1), latest: civilDateOf(year, 12, 31) },
  };
}

function vagueMonth(text: string): Parsed<VagueDate> {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5));
  const problem = yearProblem(text, year);
  if (problem !== undefined) return { ok: false, problem };
  if (month < 1 || month > 12) {
    return { ok: false, problem: `“${text}” has month ${month}. Give a month from 1 to 12.` };
  }
  const earliest = civilDateOf(year, month, 1);
  return {
    ok: true,
    value: { precision: "month", earliest, latest: civilDateOf(year, month, daysInMonth(year, month)) },
  };
}

function yearProblem(text: string, year: number): string | undefined {
  if (year >= firstYear && year <= lastYear) return undefined;
  return `“${text}” is in the year ${year}. Give a year from ${firstYear} to ${lastYear}.`;
}

/**
 * A day that is known exactly, as a vague date.
 *
 * @example vagueDateOf(civilDate("2026-11-21")) // { precision: "day", earliest: "2026-11-21", latest: "2026-11-21" }
 */
export function vagueDateOf(date: CivilDate): VagueDate {
  return { precision: "day", earliest: date, latest: date };
}

/**
 * Which of two vague dates comes first: `cannot-tell` when their days overlap and either could.
 *
 * @returns `same` only when both are known to the day
 * @example orderOfVagueDates({ precision: "year", earliest: "2024-01-01", latest: "2024-12-31" }, vagueDateOf(civilDate("2024-05-02"))) // "cannot-tell"
 * @example orderOfVagueDates(vagueDateOf(civilDate("2024-05-01")), vagueDateOf(civilDate("2024-05-02"))) // "before"
 */
export function orderOfVagueDates(a: VagueDate, b: VagueDate): "before" | "same" | "after" | "cannot-tell" {
  if (a.latest < b.earliest) return "before";
  if (a.earliest > b.latest) return "after";
  return a.earliest === a.latest && b.earliest === b.latest ? "same" : "cannot-tell";
}

/**
 * A vague date written back as `parseVagueDate` reads it.
 *
 * @example vagueDateText({ precision: "month", earliest: "2024-02-01", latest: "2024-02-29" }) // "2024-02"
 */
export function vagueDateText(date: VagueDate): string {
  return date.earliest.slice(0, { year: 4, month: 7, day: 10 }[date.precision]);
}

/**
 * A vague date as it is written in a letter.
 *
 * @example formatVagueDate({ precision: "month", earliest: "2024-02-01", latest: "2024-02-29" }) // "February 2024"
 */
export function formatVagueDate(date: VagueDate): string {
  switch (date.precision) {
    case "day":
      return formatCivilDate(date.earliest);
    case "month":
      return `${monthName(monthOf(date.earliest))} ${yearOf(date.earliest)}`;
    case "year":
      return String(yearOf(date.earliest));
  }
}
