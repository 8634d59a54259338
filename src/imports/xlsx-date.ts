import { addDays, civilDate } from "@concordat/calendar";
import type { CellFault } from "./row.ts";

/** What a number format makes of a number: amounts of time such as [h]:mm stay numbers. */
export type NumberKind = "number" | "date" | "time" | "datetime";

/** From which day a workbook counts: 1900 on Windows, 1904 in old workbooks from a Mac. */
export type DateSystem = 1900 | 1904;

const secondsPerDay = 86_400;

/** The built-in formats that show a date or a time. @source ECMA-376 part 1, 18.8.30 */
function builtInKind(formatId: number): NumberKind | undefined {
  if (formatId === 22) return "datetime";
  if ((formatId >= 14 && formatId <= 17) || (formatId >= 27 && formatId <= 36)) return "date";
  if (formatId >= 50 && formatId <= 58) return "date";
  if ((formatId >= 18 && formatId <= 21) || formatId === 45 || formatId === 47) return "time";
  return undefined;
}

/**
 * What a number format shows.
 *
 * @param formatId  its number; those under 164 are built in and have no code
 * @param code  its text, such as `dd/mm/yyyy;@`; only its first section counts
 * @example kindOfFormat(164, 'dd/mm/yyyy "h"') // "date"
 */
export function kindOfFormat(formatId: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtInKind(formatId) ?? "number";
  const bare = code.toLowerCase().replaceAll(/"[^"]*"|\\.|_.|\*./g, "");
  const [section = ""] = bare.split(";");
  if (/\[(h+|m+|s+)\]/.test(section)) return "number";
  const letters = section.replaceAll(/\[[^\]]*\]/g, "").replaceAll(/am\/pm|a\/p/g, "h");
  const time = /[hs]/.test(letters);
  const date = /[dy]/.test(letters) || (letters.includes("m") && !time);
  if (date) return time ? "datetime" : "date";
  return time ? "time" : "number";
}

/** The text a dated cell stands for, or why it stands for none. */
export type DatedText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: CellFault };

/**
 * The ISO date, time or both that a cell shows for its serial number, to the second.
 *
 * A format that shows no time gives the date alone, also where the number has a fraction; midnight is left out.
 *
 * @param serial  days since the system's start
 * @example textFromSerial(45000, "date", 1900) // { ok: true, text: "2023-03-15" }
 */
export function textFromSerial(
  serial: number,
  kind: Exclude<NumberKind, "number">,
  system: DateSystem,
): DatedText {
  const wholeSeconds = Math.round(serial * secondsPerDay);
  const day = kind === "date" ? Math.floor(serial) : Math.floor(wholeSeconds / secondsPerDay);
  const seconds = wholeSeconds - day * secondsPerDay;
  if (kind === "time" && day === 0) return { ok: true, text: timeText(seconds) };
  const date = dateOfDay(day, system);
  if (date === undefined) return { ok: false, fault: noDateFault(serial) };
  return { ok: true, text: kind === "date" || seconds === 0 ? date : `${date}T${timeText(seconds)}` };
}

/**
 * Day 60 of the 1900 system is 29 February 1900, which there never was: Lotus 1-2-3 counted it and Excel followed. So
 * days before it count from a day later than days after it.
 */
function dateOfDay(day: number, system: DateSystem): string | undefined {
  // 109,939 is 31 December 2200, the last day of the calendar, counted from 1900; 1904 begins 1,462 days later.
  if (!Number.isSafeInteger(day) || day < (system === 1900 ? 1 : 0)) return undefined;
  if (day > (system === 1900 ? 109_939 : 109_939 - 1462)) return undefined;
  if (system === 1904) return addDays(civilDate("1904-01-01"), day);
  if (day === 60) return undefined;
  return addDays(civilDate(day < 60 ? "1899-12-31" : "1899-12-30"), day);
}

function noDateFault(serial: number): CellFault {
  return {
    code: "imports.row.not-a-date",
    reason: `The cell is formatted as a date, and its number ${serial} stands for no day between 1900 and 2200. Type the date again.`,
  };
}

function timeText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
