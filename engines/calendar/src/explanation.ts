import { civilDateOfDayNumber, dayNumber, yearOf } from "./civil-date.ts";
import type { CivilDate } from "./civil-date.ts";
import { daysPer, walk } from "./count.ts";
import type { Answer } from "./count.ts";
import { countedDays } from "./counted-day.ts";
import type { CountedDay } from "./counted-day.ts";
import { countingRules } from "./counting-rule.ts";
import type { Question, RuleDefinition } from "./counting-rule.ts";
import { formatCivilDateWithWeekday } from "./date-text.ts";
import { daySetOf, isWorkingDay } from "./day-set.ts";
import type { DaySetName } from "./day-set.ts";
import { nationNames } from "./holiday-table.ts";
import type { HolidayMark, HolidayTable } from "./holiday-table.ts";

/** Another way to read the rule, which somebody could argue. It is shown and does not decide. */
export type Reading = {
  readonly key: "arithmetic" | "monday-to-saturday" | "every-day" | "days-must-pass";
  readonly date: CivilDate;
  /** Looser leaves more time than the answer does; stricter leaves less. */
  readonly standing: "looser" | "stricter";
  readonly because: string;
};

/** Something the reader should know before relying on the answer. `date` is the day that avoids it, where there is one. */
export type Caution = {
  readonly kind: "projected" | "from-memory" | "closed-day" | "holidays-unknown";
  readonly message: string;
  readonly date?: CivilDate;
};

/** How an answer came about, for a person to check. */
export type Explanation = {
  readonly summary: string;
  readonly how: string;
  readonly source: string;
  readonly days: readonly CountedDay[];
  readonly readings: readonly Reading[];
  readonly cautions: readonly Caution[];
};

/**
 * Explains an answer: one sentence, the rule and its source, the days counted, the other arguable readings, and cautions.
 *
 * @param answer    as `latest`, `earliest` or `deadline` gave it
 * @param holidays  the same table the answer was counted with
 * @example explain(latest({ rule: "clear-days-working", quantity: 5, before: civilDate("2026-12-30"), holidays }).value, holidays).summary // "Friday 18 December 2026 is the last lawful day of the earlier event: 5 days before Wednesday 30 December 2026 (clear working days)."
 */
export function explain(answer: Answer, holidays: HolidayTable): Explanation {
  const { how, source } = countingRules[answer.rule];
  return {
    summary: summaryOf(answer),
    how,
    source,
    days: countedDays(answer, holidays),
    readings: readingsOf(answer, holidays),
    cautions: [...markCautions(answer, holidays), ...closedDayCautions(answer, holidays)],
  };
}

const summaryWords: Readonly<Record<Question, readonly [what: string, where: string]>> = {
  latest: ["the last lawful day of the earlier event", "before"],
  earliest: ["the first lawful day of the later event", "after"],
  deadline: ["the last day of the period", "from"],
};

function summaryOf(answer: Answer): string {
  const [what, where] = summaryWords[answer.question];
  const date = formatCivilDateWithWeekday(answer.date);
  const event = formatCivilDateWithWeekday(answer.event);
  const { title, units }: RuleDefinition = countingRules[answer.rule];
  if (units.length === 0) return `${date} is ${what}: ${title}, ${event}.`;
  const quantity = `${answer.quantity} ${answer.unit}${answer.quantity === 1 ? "" : "s"}`;
  return `${date} is ${what}: ${quantity} ${where} ${event} (${title}).`;
}

function readingsOf(answer: Answer, holidays: HolidayTable): readonly Reading[] {
  const { days, offsets, units }: RuleDefinition = countingRules[answer.rule];
  const leavesBothOut = offsets.latest === 1 && units.length > 0;
  if (!leavesBothOut) return [];
  const isClear = answer.rule === "clear-days-working" || answer.rule === "clear-days-calendar";
  return [
    reading(answer, "arithmetic", plainDate(answer, days, holidays)),
    ...(answer.rule === "clear-days-working"
      ? [
          reading(answer, "monday-to-saturday", plainDate(answer, "monday-to-saturday", holidays)),
          reading(answer, "every-day", plainDate(answer, "every", holidays)),
        ]
      : []),
    ...(isClear && answer.question === "deadline"
      ? [reading(answer, "days-must-pass", dateFrom(days, holidays, dayNumber(answer.date), 1))]
      : []),
  ].filter((found) => found !== undefined);
}

/** The day that counting alone gives, whether or not offices are open on it. */
function plainDate(answer: Answer, days: DaySetName, holidays: HolidayTable): CivilDate | undefined {
  const step = answer.question === "latest" ? -1 : 1;
  const quantity = answer.quantity * (answer.unit === "week" ? daysPer.week : daysPer.day);
  // No other reading goes further than the answer did, so its days are known.
  const last = walk(daySetOf(days, holidays), dayNumber(answer.event), step * quantity) as number;
  return dateFrom("every", holidays, last, answer.question === "deadline" ? 0 : step);
}

function dateFrom(
  days: DaySetName,
  holidays: HolidayTable,
  start: number,
  offset: number,
): CivilDate | undefined {
  const day = walk(daySetOf(days, holidays), start, offset);
  return day === undefined ? undefined : civilDateOfDayNumber(day);
}

const readingReasons: Readonly<Record<Reading["key"], string>> = {
  arithmetic:
    "Counting alone gives this day. Closed offices give no notice and do no act until they open, so the working day decides.",
  "monday-to-saturday":
    "Saturdays counted, and only Sundays and holidays left out, after the list of Local Government Act 1972 s243. That section moves acts forward and does not define clear days.",
  "every-day": "Every day counted. The courts have read clear days in council law as working weekdays.",
  "days-must-pass": "If all the clear days must be over first, the act may still be done on the next day.",
};

function reading(answer: Answer, key: Reading["key"], date: CivilDate | undefined): Reading | undefined {
  if (date === undefined || date === answer.date) return undefined;
  const isLooser = answer.question === "earliest" ? date < answer.date : date > answer.date;
  return { key, date, standing: isLooser ? "looser" : "stricter", because: readingReasons[key] };
}

function markCautions(answer: Answer, holidays: HolidayTable): readonly Caution[] {
  const days = daySetOf(countingRules[answer.rule].days, holidays);
  const years = [yearOf(answer.event), yearOf(answer.date)].toSorted((a, b) => a - b);
  const [first, last] = years as [number, number];
  const names = days.nations.map((nation) => nationNames[nation]).join(", ");
  const found: Caution[] = [];
  for (const kind of ["from-memory", "projected"] as const) {
    const marked: number[] = [];
    for (let year = first; year <= last; year += 1) {
      if (days.marks.get(year) === kind) marked.push(year);
    }
    if (marked.length > 0) found.push({ kind, message: markMessage(kind, names, marked.join(", ")) });
  }
  return found;
}

function markMessage(kind: Exclude<HolidayMark, "confirmed">, names: string, years: string): string {
  return kind === "projected"
    ? `The holidays of ${names} in ${years} are projected by rule. A new or moved holiday would move this date: count again when they are proclaimed.`
    : `Some holidays of ${names} in ${years} are from memory. Check them against an official list before relying on this date.`;
}

function closedDayCautions(answer: Answer, holidays: HolidayTable): readonly Caution[] {
  if (countingRules[answer.rule].days !== "every") return [];
  const step = answer.question === "earliest" ? 1 : -1;
  const advice = step === 1 ? "The next working day is" : "Where the act needs open offices, do it by";
  const cautions = [closedDayCaution(answer.date, step, advice, holidays)];
  if (answer.rule === "clear-days-calendar" && answer.question === "earliest") {
    const start = "Notice given then can be inspected only when they open: to be safe, count from";
    cautions.push(closedDayCaution(answer.event, 1, start, holidays));
  }
  return cautions.filter((caution) => caution !== undefined);
}

function closedDayCaution(
  day: CivilDate,
  step: 1 | -1,
  advice: string,
  holidays: HolidayTable,
): Caution | undefined {
  const isOpen = isWorkingDay(holidays, day);
  if (isOpen === true) return undefined;
  const written = formatCivilDateWithWeekday(day);
  if (isOpen === undefined) {
    const message = `Whether ${written} is a bank holiday is not known: the holidays of ${yearOf(day)} are missing.`;
    return { kind: "holidays-unknown", message };
  }
  const date = dateFrom("working-ew", holidays, dayNumber(day), step);
  const closed = `Offices are closed on ${written}.`;
  if (date === undefined) return { kind: "closed-day", message: `${closed} Choose a working day.` };
  return { kind: "closed-day", message: `${closed} ${advice} ${formatCivilDateWithWeekday(date)}.`, date };
}
