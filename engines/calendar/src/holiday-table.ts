import { dayNumber, parseCivilDate, yearOf } from "./civil-date.ts";
import type { CivilDate } from "./civil-date.ts";
import { weekday } from "./date-arithmetic.ts";
import { formatCivilDate, weekdayName } from "./date-text.ts";

/**
 * The parts of the United Kingdom that have their own list of holidays.
 *
 * @example nations // ["englandAndWales", "scotland", "northernIreland"]
 */
export const nations = ["englandAndWales", "scotland", "northernIreland"] as const;

/** A part of the United Kingdom with its own list of holidays. */
export type Nation = (typeof nations)[number];

/**
 * How a nation is written for a reader.
 *
 * @example nationNames.northernIreland // "Northern Ireland"
 */
export const nationNames: Readonly<Record<Nation, string>> = {
  englandAndWales: "England and Wales",
  scotland: "Scotland",
  northernIreland: "Northern Ireland",
};

const holidayKinds = ["common-law", "statutory", "proclaimed", "thanksgiving", "mourning"] as const;

/**
 * What makes a day a holiday. `thanksgiving` and `mourning` are days so appointed that are not bank holidays:
 * only election counts leave them out.
 */
export type HolidayKind = (typeof holidayKinds)[number];

const holidayMarks = ["confirmed", "from-memory", "projected"] as const;

/**
 * How a holiday is known: seen in an official list, remembered and to be checked, or worked out by rule for a year whose
 * proclamations have not been made. In this order, from the surest to the least sure.
 */
export type HolidayMark = (typeof holidayMarks)[number];

/** One holiday of one nation. `movedFrom` is the day it would have been; `substitute` says that day was at a weekend. */
export type Holiday = {
  readonly date: CivilDate;
  readonly title: string;
  readonly kind: HolidayKind;
  readonly substitute: boolean;
  readonly movedFrom?: CivilDate;
  readonly oneOff: boolean;
  readonly mark: HolidayMark;
};

/** The holidays of one nation. Whole years are known: from 1 January of `firstYear` to 31 December of `lastYear`. */
export type NationHolidays = {
  readonly firstYear: number;
  readonly lastYear: number;
  /** By `dayNumber`, for quick counting. */
  readonly byDay: ReadonlyMap<number, Holiday>;
  /** Holidays that fall on a weekend and have a substitute day, by `dayNumber` of the weekend day. */
  readonly atWeekend: ReadonlyMap<number, Holiday>;
  /** The least sure mark of each known year. */
  readonly marks: ReadonlyMap<number, HolidayMark>;
};

/** The holidays every count is given: data, passed in, so that the engine itself knows no year. */
export type HolidayTable = Readonly<Record<Nation, NationHolidays>>;

/** A holiday table, or every fault of the data at once, each with its place. */
export type ParsedHolidayTable =
  | { readonly ok: true; readonly value: HolidayTable }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the holidays from data: an object with the lists `englandAndWales`, `scotland` and `northernIreland`, each row
 * `{date, weekday?, title, kind, substitute, movedFrom, oneOff, mark}`. Other keys are left alone.
 *
 * Refuses a date that does not exist, is listed twice, falls at a weekend or on another weekday than the row says, and a
 * year without any holiday between the first and the last: a gap would silently count holidays as working days.
 *
 * @example parseHolidayTable({}).ok // false
 */
export function parseHolidayTable(json: unknown): ParsedHolidayTable {
  if (!isObject(json))
    return { ok: false, problems: ["The holidays are not an object with a list per nation."] };
  const problems: string[] = [];
  const [englandAndWales, scotland, northernIreland] = nations.map((nation) =>
    nationFromRows(nation, json[nation], problems),
  ) as [NationHolidays, NationHolidays, NationHolidays];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { englandAndWales, scotland, northernIreland } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nationFromRows(nation: Nation, rows: unknown, problems: string[]): NationHolidays {
  const byDay = new Map<number, Holiday>();
  const atWeekend = new Map<number, Holiday>();
  const marks = new Map<number, HolidayMark>();
  const list: readonly unknown[] = Array.isArray(rows) ? rows : [];
  if (list.length === 0) problems.push(`${nation}: there is no list of holidays.`);
  list.forEach((row, index) => {
    const place = `${nation}[${index}]`;
    const holiday = holidayFromRow(place, row, problems);
    if (holiday === undefined) return;
    const day = dayNumber(holiday.date);
    if (byDay.has(day)) problems.push(`${place}: ${formatCivilDate(holiday.date)} is listed twice.`);
    byDay.set(day, holiday);
    if (holiday.substitute && holiday.movedFrom !== undefined)
      atWeekend.set(dayNumber(holiday.movedFrom), holiday);
    const year = yearOf(holiday.date);
    marks.set(year, leastSureMark([holiday.mark, marks.get(year)]) as HolidayMark);
  });
  const years = [...marks.keys()];
  const firstYear = Math.min(...years);
  const lastYear = Math.max(...years);
  for (let year = firstYear + 1; year < lastYear; year += 1) {
    if (!marks.has(year))
      problems.push(`${nation}: ${year} has no holiday, but years before and after it have.`);
  }
  return { firstYear, lastYear, byDay, atWeekend, marks };
}

function holidayFromRow(place: string, row: unknown, problems: string[]): Holiday | undefined {
  if (!isObject(row)) {
    problems.push(`${place}: is not an object.`);
    return undefined;
  }
  const before = problems.length;
  const date = dateField(place, "date", row, problems);
  const movedFrom = row["movedFrom"] == null ? undefined : dateField(place, "movedFrom", row, problems);
  const title = typeof row["title"] === "string" ? row["title"].trim() : "";
  if (title === "") problems.push(`${place}.title: is missing.`);
  const kind = holidayKinds.find((known) => known === row["kind"]);
  if (kind === undefined) problems.push(`${place}.kind: is not one of ${holidayKinds.join(", ")}.`);
  const mark = holidayMarks.find((known) => known === row["mark"]);
  if (mark === undefined) problems.push(`${place}.mark: is not one of ${holidayMarks.join(", ")}.`);
  if (date !== undefined) checkWeekday(place, date, row["weekday"], problems);
  if (problems.length > before || date === undefined || kind === undefined || mark === undefined)
    return undefined;
  const substitute = row["substitute"] === true;
  const oneOff = row["oneOff"] === true;
  return { date, title, kind, substitute, ...(movedFrom === undefined ? {} : { movedFrom }), oneOff, mark };
}

function dateField(
  place: string,
  field: string,
  row: Readonly<Record<string, unknown>>,
  problems: string[],
): CivilDate | undefined {
  const parsed = parseCivilDate(String(row[field]));
  if (parsed.ok) return parsed.value;
  problems.push(`${place}.${field}: ${parsed.problem}`);
  return undefined;
}

function checkWeekday(place: string, date: CivilDate, written: unknown, problems: string[]): void {
  const name = weekdayName(date);
  if (weekday(date) > 5) {
    problems.push(
      `${place}.date: ${formatCivilDate(date)} is a ${name}; list the day that is taken instead.`,
    );
  } else if (written !== undefined && written !== name.slice(0, 3)) {
    problems.push(`${place}.weekday: ${formatCivilDate(date)} is a ${name}, not ${JSON.stringify(written)}.`);
  }
}

/**
 * The least sure of several marks; nothing when there is none.
 *
 * @example leastSureMark(["confirmed", "projected", undefined]) // "projected"
 * @example leastSureMark([]) // undefined
 */
export function leastSureMark(marks: readonly (HolidayMark | undefined)[]): HolidayMark | undefined {
  return holidayMarks.findLast((mark) => marks.includes(mark));
}

/** Whether a holiday stops work: a day of public thanksgiving or mourning alone does not. */
export function closesOffices(holiday: Holiday): boolean {
  return holiday.kind !== "thanksgiving" && holiday.kind !== "mourning";
}
