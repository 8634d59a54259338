import {
  civilDateOfDayNumber,
  countingRules,
  dayNumber,
  deadline,
  earliest,
  isCivilDate,
  latest,
} from "@concordat/calendar";
import type { CountingRule, HolidayTable, Question, RuleDefinition, Unit } from "@concordat/calendar";

/** A count between an act and a moment. */
export type Count = { readonly rule: CountingRule; readonly quantity: number; readonly unit: Unit };

/** Answers the three questions of the calendar in day numbers, remembering each answer: a pathway asks the same few often. */
export type DayCount = (question: Question, count: Count, event: number) => number | undefined;

type Answers = Map<number, number | undefined>;

/** A count over given holidays; nothing where the days needed are not known. */
export function dayCountOf(holidays: HolidayTable): DayCount {
  const kept: Record<Question, Map<string, Answers>> = {
    latest: new Map(),
    earliest: new Map(),
    deadline: new Map(),
  };
  const byCount = new WeakMap<Count, Partial<Record<Question, Answers>>>();
  return (question, count, event) => {
    const answers = byCount.get(count)?.[question] ?? answersFor(question, count);
    if (answers.has(event)) return answers.get(event);
    const found = answer(question, count, event, holidays);
    answers.set(event, found);
    return found;
  };

  function answersFor(question: Question, count: Count): Answers {
    const key = `${count.rule} ${count.quantity} ${count.unit}`;
    const answers = kept[question].get(key) ?? new Map<number, number | undefined>();
    kept[question].set(key, answers);
    byCount.set(count, { ...byCount.get(count), [question]: answers });
    return answers;
  }
}

function answer(question: Question, count: Count, event: number, holidays: HolidayTable): number | undefined {
  const counted = askCalendar(question, count, event, holidays);
  return counted?.ok === true ? dayNumber(counted.value.date) : undefined;
}

/** The calendar's own answer, for explaining; nothing outside its years. */
export function askCalendar(
  question: Question,
  count: Count,
  event: number,
  holidays: HolidayTable,
): ReturnType<typeof latest> | undefined {
  if (!isKnownDay(event)) return undefined;
  const day = civilDateOfDayNumber(event);
  const { rule, quantity, unit }: Count = count;
  const definition: RuleDefinition = countingRules[rule];
  const asked = definition.units.length === 0 ? { rule, holidays } : { rule, quantity, unit, holidays };
  if (question === "latest") return latest({ ...asked, before: day });
  return question === "earliest" ? earliest({ ...asked, after: day }) : deadline({ ...asked, from: day });
}

const firstKnown = dayNumberOf("1801-01-01");
const lastKnown = dayNumberOf("2199-12-31");

function dayNumberOf(text: string): number {
  return isCivilDate(text) ? dayNumber(text) : 0;
}

function isKnownDay(day: number): boolean {
  return day >= firstKnown && day <= lastKnown;
}
