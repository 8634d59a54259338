import { civilDateOfDayNumber, dayNumber, yearOf } from "./civil-date.ts";
import type { CivilDate } from "./civil-date.ts";
import { countingRules } from "./counting-rule.ts";
import type { CountingRule, Question, RuleDefinition, Unit } from "./counting-rule.ts";
import { formatCivilDate } from "./date-text.ts";
import { daySetOf } from "./day-set.ts";
import type { DaySet } from "./day-set.ts";
import { leastSureMark, nationNames } from "./holiday-table.ts";
import type { HolidayMark, HolidayTable } from "./holiday-table.ts";
import { monthAnswer } from "./month-count.ts";

/** What every question says: the rule, how many, and the holidays to count with. */
export type Counting = {
  readonly rule: CountingRule;
  /** Whole number, 1 to 10,000; left out or 0 for `fixed-date` and `before-date`. */
  readonly quantity?: number | undefined;
  /** The rule's own unit when left out: days, or months for `months-beginning-with`. */
  readonly unit?: Unit | undefined;
  readonly holidays: HolidayTable;
};

/** The answer to a question, with all that was asked, so that `explain` can show how it was counted. */
export type Answer = {
  readonly question: Question;
  readonly rule: CountingRule;
  readonly quantity: number;
  readonly unit: Unit;
  /** The day that was given. */
  readonly event: CivilDate;
  /** The day that was asked for. Where two readings are arguable, the safe one. */
  readonly date: CivilDate;
  /** The least sure of the years from the event to the answer; absent when no holiday could change the answer. */
  readonly mark?: HolidayMark;
};

/** Why a count has no answer: the question makes no sense, or the days needed are not known. */
export type RefusalReason = "quantity" | "unit" | "outside-known-years";

/** An answer, or a refusal with one sentence for the reader. */
export type Counted<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: RefusalReason; readonly problem: string };

const quantityMax = 10_000;

/** How many months a month or a year has, for counting. */
export const monthsPer = { month: 1, year: 12 };
/** How many days a day or a week has, for counting. */
export const daysPer = { day: 1, week: 7 };

/**
 * The last lawful day of the earlier event: when must notice be given at the latest, for an event on `before`?
 *
 * Never a day that the rule leaves out: arithmetic that ends on a closed day goes back to the previous working day.
 *
 * @returns a refusal when the quantity or unit does not fit the rule, or days outside the known years would be counted
 * @source the rule's own source, see `countingRules`
 * @example latest({ rule: "clear-days-working", quantity: 5, before: civilDate("2026-12-30"), holidays }).value.date // "2026-12-18"
 */
export function latest(asked: Counting & { readonly before: CivilDate }): Counted<Answer> {
  return answer("latest", asked, asked.before);
}

/**
 * The first lawful day of the later event: when may the decision be made, after notice given on `after`?
 *
 * Never a day that the rule leaves out: arithmetic that ends on a closed day goes on to the next working day.
 *
 * @returns a refusal when the quantity or unit does not fit the rule, or days outside the known years would be counted
 * @source the rule's own source, see `countingRules`
 * @example earliest({ rule: "working-days-ew", quantity: 5, after: civilDate("2026-12-23"), holidays }).value.date // "2027-01-05"
 */
export function earliest(asked: Counting & { readonly after: CivilDate }): Counted<Answer> {
  return answer("earliest", asked, asked.after);
}

/**
 * The last day of a period that starts with an event on `from`: by when must the answer be given?
 *
 * A period of calendar days can end on a closed day; `explain` then names the working day before it.
 *
 * @returns a refusal when the quantity or unit does not fit the rule, or days outside the known years would be counted
 * @source the rule's own source, see `countingRules`
 * @example deadline({ rule: "working-days-ew", quantity: 5, from: civilDate("2026-12-23"), holidays }).value.date // "2027-01-04"
 */
export function deadline(asked: Counting & { readonly from: CivilDate }): Counted<Answer> {
  return answer("deadline", asked, asked.from);
}

/**
 * How many clear days lie between a notice and an event, for judging what was done: neither day is counted.
 *
 * Under `clear-days-working` a notice given on a closed day counts as given on the next working day. Zero when the
 * event is not later than the notice.
 *
 * @example clearDaysBetween({ rule: "clear-days-working", notice: civilDate("2026-11-18"), event: civilDate("2026-11-26"), holidays }).value // 5
 */
export function clearDaysBetween(asked: {
  readonly rule: "clear-days-working" | "clear-days-calendar";
  readonly notice: CivilDate;
  readonly event: CivilDate;
  readonly holidays: HolidayTable;
}): Counted<number> {
  const days = daySetOf(countingRules[asked.rule].days, asked.holidays);
  const end = dayNumber(asked.event);
  let first = dayNumber(asked.notice);
  if (first < days.firstDay || end - 1 > days.lastDay) return outsideKnownYears(days, asked.notice);
  while (first < end && days.reasonSkipped(first) !== undefined) first += 1;
  let counted = 0;
  for (let day = first + 1; day < end; day += 1) if (days.reasonSkipped(day) === undefined) counted += 1;
  return { ok: true, value: counted };
}

function answer(question: Question, asked: Counting, event: CivilDate): Counted<Answer> {
  const definition: RuleDefinition = countingRules[asked.rule];
  const quantity = asked.quantity ?? 0;
  const [ownUnit] = definition.units;
  const unit = ownUnit === undefined ? "day" : (asked.unit ?? ownUnit);
  const problem = problemOfQuantity(asked.rule, definition, quantity) ?? problemOfUnit(asked, definition);
  if (problem !== undefined) return problem;
  const days = daySetOf(definition.days, asked.holidays);
  const date = answerDate({ question, rule: asked.rule, quantity, unit, event }, days);
  if (date === undefined) return outsideKnownYears(days, event);
  const mark = markOf(days, event, date);
  const given = { question, rule: asked.rule, quantity, unit, event, date };
  return { ok: true, value: mark === undefined ? given : { ...given, mark } };
}

function answerDate(asked: Omit<Answer, "date" | "mark">, days: DaySet): CivilDate | undefined {
  const { question, rule, quantity, unit, event } = asked;
  if (unit === "month" || unit === "year") {
    return monthAnswer({ question, rule, event, months: quantity * monthsPer[unit] });
  }
  const start = startOfCount(question, rule, days, dayNumber(event));
  if (start === undefined) return undefined;
  const day = walk(days, start, signedOffset(question, countingRules[rule], quantity * daysPer[unit]));
  return day === undefined ? undefined : civilDateOfDayNumber(day);
}

function problemOfQuantity(
  rule: CountingRule,
  definition: RuleDefinition,
  quantity: number,
): Counted<never> | undefined {
  const [least, most] = definition.units.length === 0 ? [0, 0] : [1, quantityMax];
  if (Number.isInteger(quantity) && quantity >= least && quantity <= most) return undefined;
  const wanted = most === 0 ? "takes no quantity" : `needs a whole number from 1 to ${most}`;
  return { ok: false, reason: "quantity", problem: `The rule ${rule} ${wanted}; ${quantity} was given.` };
}

function problemOfUnit(asked: Counting, definition: RuleDefinition): Counted<never> | undefined {
  if (asked.unit === undefined || definition.units.length === 0 || definition.units.includes(asked.unit)) {
    return undefined;
  }
  const units = definition.units.map((unit) => `${unit}s`).join(", ");
  return {
    ok: false,
    reason: "unit",
    problem: `The rule ${asked.rule} counts in ${units}, not in ${asked.unit}s.`,
  };
}

/**
 * The day number counting starts from. A notice put up at closed offices is open to inspection only when they open, so
 * under clear working days the count goes on from that next working day.
 *
 * @returns nothing when that day is not known
 */
export function startOfCount(
  question: Question,
  rule: CountingRule,
  days: DaySet,
  event: number,
): number | undefined {
  if (rule !== "clear-days-working" || question !== "earliest") return event;
  return walk(days, event - 1, 1);
}

/** How far the answer lies from the event in counted days; negative is earlier. */
export function signedOffset(question: Question, definition: RuleDefinition, quantity: number): number {
  const offset = quantity + definition.offsets[question];
  return question === "latest" ? -offset : offset;
}

/** The day so many counted days away, or nothing when a day on the way is not known. */
export function walk(days: DaySet, start: number, offset: number): number | undefined {
  const step = Math.sign(offset);
  let day = start;
  for (let left = Math.abs(offset); left > 0;) {
    day += step;
    if (day < days.firstDay || day > days.lastDay) return undefined;
    if (days.reasonSkipped(day) === undefined) left -= 1;
  }
  return day;
}

function outsideKnownYears(days: DaySet, event: CivilDate): Counted<never> {
  const years = `${yearOf(civilDateOfDayNumber(days.firstDay))} to ${yearOf(civilDateOfDayNumber(days.lastDay))}`;
  const names = days.nations.map((nation) => nationNames[nation]).join(", ");
  const what = names === "" ? "Dates" : `The bank holidays of ${names}`;
  const remedy =
    names === "" ? "Use another date." : "Use another date, or add the holidays of the missing years.";
  return {
    ok: false,
    reason: "outside-known-years",
    problem: `${what} are known for ${years} only, and this count from ${formatCivilDate(event)} leaves those years. ${remedy}`,
  };
}

function markOf(days: DaySet, event: CivilDate, date: CivilDate): HolidayMark | undefined {
  if (days.marks.size === 0) return undefined;
  const ends = [yearOf(event), yearOf(date)] as const;
  const last = Math.max(...ends);
  let year = Math.min(...ends);
  let mark = days.marks.get(year);
  while (year < last) {
    year += 1;
    mark = leastSureMark([mark, days.marks.get(year)]);
  }
  return mark;
}
