import { civilDateOfDayNumber, dayNumber, yearOf } from "./civil-date.ts";
import type { CivilDate } from "./civil-date.ts";
import { daysPer, monthsPer, startOfCount } from "./count.ts";
import type { Answer } from "./count.ts";
import { countingRules } from "./counting-rule.ts";
import type { RuleDefinition } from "./counting-rule.ts";
import { daySetOf } from "./day-set.ts";
import type { DaySet } from "./day-set.ts";
import type { HolidayMark, HolidayTable } from "./holiday-table.ts";
import { monthAnswer } from "./month-count.ts";

/** One line of a count: a day, whether it counted and why. `number` is its place among those that counted. */
export type CountedDay = {
  readonly date: CivilDate;
  readonly status: "counted" | "skipped";
  readonly number?: number;
  readonly why: string;
  /** How the holidays of that day's year are known; absent when no holiday matters to the rule. */
  readonly mark?: HolidayMark;
};

/**
 * The count behind an answer, line by line, from the day given to the answer. Months and years have a line each.
 *
 * @param answer    as `latest`, `earliest` or `deadline` gave it
 * @param holidays  the same table the answer was counted with
 * @example countedDays(deadline({ rule: "calendar", quantity: 1, from: civilDate("2026-03-02"), holidays }).value, holidays).map((line) => line.status) // ["skipped", "counted"]
 */
export function countedDays(answer: Answer, holidays: HolidayTable): readonly CountedDay[] {
  const days = daySetOf(countingRules[answer.rule].days, holidays);
  const { unit } = answer;
  if (unit === "month" || unit === "year") return monthLines(answer, unit);
  return dayLines(answer, answer.quantity * daysPer[unit], days);
}

function dayLines(answer: Answer, quantity: number, days: DaySet): readonly CountedDay[] {
  const definition: RuleDefinition = countingRules[answer.rule];
  const event = dayNumber(answer.event);
  const end = dayNumber(answer.date);
  const step = end < event ? -1 : 1;
  // There is an answer, so the day its count starts from is known.
  const start = startOfCount(answer.question, answer.rule, days, event) as number;
  const lines: CountedDay[] = [];
  let number: number = definition.eventNumber;
  for (let day = event; day !== end + step; day += step) {
    const reason = days.reasonSkipped(day);
    if (day > start || day < event) number += reason === undefined ? 1 : 0;
    const text =
      day === event || (day > event && day <= start)
        ? whyOfEvent(definition, day < start ? reason : undefined)
        : (reason ?? whyOfDay(answer, number, quantity));
    const counted = number >= 1 && number <= quantity && (day === event || reason === undefined);
    lines.push(
      lineOf(day, counted ? number : undefined, text, days.marks.get(yearOf(civilDateOfDayNumber(day)))),
    );
  }
  return lines;
}

function lineOf(
  day: number,
  number: number | undefined,
  why: string,
  mark: HolidayMark | undefined,
): CountedDay {
  return {
    date: civilDateOfDayNumber(day),
    status: number === undefined ? "skipped" : "counted",
    ...(number === undefined ? {} : { number }),
    why,
    ...(mark === undefined ? {} : { mark }),
  };
}

function whyOfEvent(definition: RuleDefinition, closed: string | undefined): string {
  if (closed !== undefined) {
    return `${closed}: notice given on a closed day counts as given on the next working day`;
  }
  if (definition.units.length === 0) return "the day given";
  return definition.eventNumber === 1 ? "the day given is day 1" : "the day given is left out";
}

function whyOfDay(answer: Answer, number: number, quantity: number): string {
  if (number <= quantity) return `day ${number}`;
  if (answer.rule === "before-date") {
    return answer.question === "earliest" ? "the day after it" : "the day before it";
  }
  return answer.question === "latest"
    ? "left out: the last day for the earlier event"
    : "left out: the first day for the later event";
}

function monthLines(answer: Answer, unit: "month" | "year"): readonly CountedDay[] {
  const { question, rule, event, quantity } = answer;
  const first = countingRules[rule].eventNumber === 1;
  const lines: CountedDay[] = [
    { date: event, status: "skipped", why: first ? "the day given is day 1" : "the day given is left out" },
  ];
  for (let number = 1; number <= quantity; number += 1) {
    const months = number * monthsPer[unit];
    const towards = question === "latest" ? "latest" : "deadline";
    // Every month lies between the event and the answer, so it is inside the calendar.
    const date = monthAnswer({ question: towards, rule, event, months }) as CivilDate;
    const why = question === "latest" ? `${unit} ${number} counted back` : `${unit} ${number} ends`;
    lines.push({ date, status: "counted", number, why });
  }
  if (lines.at(-1)?.date !== answer.date) {
    lines.push({ date: answer.date, status: "skipped", why: "the first day for the later event" });
  }
  return lines;
}
