import { parseVagueDate, monthName } from "@concordat/calendar";

const months = Array.from({ length: 12 }, (_, index) => monthName(index + 1).toLowerCase());

/**
 * A date as people write it, as the engine takes it: 2026-04-21, 2026-04 or 2026.
 *
 * Takes 21 April 2026, 21/4/2026, 21.4.2026, April 2026, 4/2026, 2026 and the engine's own forms. Days come before months,
 * as in England.
 *
 * @returns what was typed, where it is none of these: the engine then says what is wrong with it
 * @example dateAnswer("21 Apr 2026") // "2026-04-21"
 */
export function dateAnswer(typed: string): string {
  const text = typed.trim().replaceAll(/\s+/g, " ").toLowerCase();
  const numbers = /^(?:(\d{1,2})[/. -])?(\d{1,2})[/. -](\d{4})$/.exec(text);
  if (numbers) return isoOf(numbers[3], numbers[2], numbers[1]);
  const words = /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9}),? (\d{4})$/.exec(text);
  const month = words === null ? -1 : months.findIndex((name) => name.startsWith(words[2] ?? "?"));
  return words === null || month < 0 ? typed.trim() : isoOf(words[3], String(month + 1), words[1]);
}

function isoOf(year = "", month = "", day?: string): string {
  const start = `${year}-${month.padStart(2, "0")}`;
  return day === undefined ? start : `${start}-${day.padStart(2, "0")}`;
}

/** What is wrong with a date that a person typed, in their own words; nothing when it can be read. */
export function dateProblem(typed: string): string | undefined {
  const read = parseVagueDate(dateAnswer(typed));
  return read.ok
    ? undefined
    : `“${typed.trim()}” is not a date that we can read. Write a day such as 21 April 2026; where only the month or the year is known, April 2026 or 2026.`;
}
