import {
  civilDateOf,
  civilDateOfDayNumber,
  dayNumber,
  isCivilDate,
  monthOf,
  yearOf,
} from "@concordat/calendar";
import type { CountingRule } from "@concordat/calendar";
import type { Condition, FactTest, Moment, Timed } from "./condition.ts";
import type { Count, DayCount } from "./day-count.ts";
import type { PollWindow, Timing } from "./duty.ts";
import type { FactValue } from "./fact.ts";
import { cannotTell, no, opposite, truthOf, yes } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** The known facts, by the number the law gives each key. */
export type Sheet = readonly (FactValue | undefined)[];

/** What a condition may ask of the duty it stands beside. */
export type Bench = { readonly verdictOf: (duty: number) => "held" | "failed" | "open" };

/** A condition made ready: three-valued, over a sheet. */
export type Test = (sheet: Sheet, bench: Bench) => Truth;

/** What conditions are made ready with. */
export type Workshop = {
  readonly factNumber: (key: string) => number;
  readonly dutyNumber: (id: string) => number;
  readonly count: DayCount;
};

/** A moment in a sheet: the days it can be; nothing when not known. The act is needed for a day of each year. */
export type MomentOf = (sheet: Sheet, act: FactValue | undefined) => FactValue | undefined;

/** Makes a condition ready. `timing` is that of its duty. */
export function makeTest(condition: Condition, timing: Timing, shop: Workshop): Test {
  switch (condition.kind) {
    case "all":
    case "any":
      return makeList(
        condition.kind,
        condition.of.map((entry) => makeTest(entry, timing, shop)),
      );
    case "not": {
      const inner = makeTest(condition.of, timing, shop);
      return (sheet, bench) => opposite(inner(sheet, bench));
    }
    case "fact":
      return makeFactTest(condition.test, shop);
    case "timely":
      return timing.timed === undefined ? () => cannotTell : makeTimedTest(timing.timed, shop);
    case "counted":
      return makeTimedTest(condition.timed, shop);
    case "window":
      return makeWindowTest(condition.fact, condition.inside, timing.window, shop);
    case "duty": {
      const duty = shop.dutyNumber(condition.duty);
      return (_sheet, bench) => {
        const verdict = bench.verdictOf(duty);
        return verdict === "open" ? cannotTell : truthOf(verdict === condition.verdict);
      };
    }
  }
}

function makeList(kind: "all" | "any", tests: readonly Test[]): Test {
  const stop = kind === "all" ? no : yes;
  return (sheet, bench) => {
    let found: Truth = kind === "all" ? yes : no;
    for (const test of tests) {
      const truth = test(sheet, bench);
      if (truth === stop) return stop;
      if (truth === cannotTell) found = cannotTell;
    }
    return found;
  };
}

function makeFactTest(test: FactTest, shop: Workshop): Test {
  const place = shop.factNumber(test.fact);
  switch (test.test) {
    case "equals":
      return (sheet) => ofValue(sheet[place], ({ text }) => text === test.value);
    case "in":
      return (sheet) => ofValue(sheet[place], ({ text }) => text !== undefined && test.values.includes(text));
    case "exists":
      return (sheet) => ofValue(sheet[place], ({ never }) => (never !== true) === test.wanted);
    case "atLeast":
      return (sheet) => ofValue(sheet[place], ({ number }) => number !== undefined && number >= test.number);
    case "includes":
      return (sheet) =>
        ofValue(sheet[place], ({ codes }) => test.values.every((code) => codes?.includes(code) === true));
    case "timesAtLeast": {
      const whole = shop.factNumber(test.of);
      return (sheet) => {
        const part = sheet[place]?.number;
        const of = sheet[whole]?.number;
        return part === undefined || of === undefined ? cannotTell : truthOf(part * test.times >= of);
      };
    }
    case "dateBefore":
    case "before":
    case "by": {
      const moment = makeMoment(test.moment, shop);
      const relation = test.test === "by" ? "by" : "before";
      return (sheet) =>
        plainOrder(sheet[place], moment(sheet, sheet[place]), relation, test.test === "dateBefore");
    }
  }
}

function ofValue(value: FactValue | undefined, ask: (value: FactValue) => boolean): Truth {
  return value === undefined ? cannotTell : truthOf(ask(value));
}

/** Makes a moment ready to be read from a sheet. */
export function makeMoment(moment: Moment, shop: Workshop): MomentOf {
  if (typeof moment === "string") {
    if (isCivilDate(moment)) {
      const fixed = dayValue(dayNumber(moment), dayNumber(moment));
      return () => fixed;
    }
    const place = shop.factNumber(moment);
    return (sheet) => sheet[place];
  }
  if ("yearly" in moment) return (_sheet, act) => yearlyOf(moment.yearly, act);
  if ("month-start" in moment) {
    const place = shop.factNumber(moment["month-start"]);
    return (sheet) => {
      const value = sheet[place];
      if (value?.first === undefined || value.last === undefined) return undefined;
      return dayValue(firstOfMonth(value.first), firstOfMonth(value.last));
    };
  }
  const places = moment["later-of"].map((key) => shop.factNumber(key));
  return (sheet) => laterOf(places.map((place) => sheet[place]));
}

function dayValue(first: number, last: number): FactValue {
  return { first, last, sure: true };
}

/** The day of the year in which the act falls: a draft of 10 April is measured from 1 April of that year. */
function yearlyOf(monthDay: string, act: FactValue | undefined): FactValue | undefined {
  if (act?.first === undefined || act.last === undefined) return undefined;
  const [month, day] = monthDay.split("-").map(Number) as [number, number];
  const of = (number: number): number =>
    dayNumber(civilDateOf(yearOf(civilDateOfDayNumber(number)), month, day));
  return dayValue(of(act.first), of(act.last));
}

function firstOfMonth(number: number): number {
  const day = civilDateOfDayNumber(number);
  return dayNumber(civilDateOf(yearOf(day), monthOf(day), 1));
}

function laterOf(values: readonly (FactValue | undefined)[]): FactValue | undefined {
  const firsts = values.map((value) => value?.first);
  const lasts = values.map((value) => value?.last);
  if (firsts.includes(undefined) || lasts.includes(undefined)) return undefined;
  return dayValue(Math.max(...(firsts as number[])), Math.max(...(lasts as number[])));
}

/** On the same day the order of two things is not known, so strictly before is then left open. */
function plainOrder(
  act: FactValue | undefined,
  moment: FactValue | undefined,
  relation: "before" | "by",
  isFixedDay = false,
): Truth {
  if (act === undefined) return cannotTell;
  if (act.never === true) return no;
  if (moment?.first === undefined || moment.last === undefined) return cannotTell;
  const { first, last } = act as { readonly first: number; readonly last: number };
  if (relation === "by" ? last <= moment.first : last < moment.first) return yes;
  if (relation === "before" && isFixedDay) return first >= moment.last ? no : cannotTell;
  return first > moment.last ? no : cannotTell;
}

/** Whether an act was in time, as its timing says. */
export function makeTimedTest(timed: Timed, shop: Workshop): Test {
  const { act, quantityFrom } = timed;
  if (act === undefined) return () => cannotTell;
  const place = shop.factNumber(act);
  const moment = makeMoment(timed.moment, shop);
  const quantityPlace = quantityFrom === undefined ? undefined : shop.factNumber(quantityFrom);
  return (sheet) => {
    const done = sheet[place];
    const of = moment(sheet, done);
    const quantity = quantityPlace === undefined ? timed.quantity : sheet[quantityPlace]?.number;
    if (quantityPlace !== undefined && quantity === undefined) return done?.never === true ? no : cannotTell;
    return inTime(done, of, timed, quantity, shop.count);
  };
}

/** Whether an act on known or vague days is in time for a moment. */
export function inTime(
  act: FactValue | undefined,
  moment: FactValue | undefined,
  timed: Timed,
  quantity: number | undefined,
  count: DayCount,
): Truth {
  if (act === undefined) return cannotTell;
  if (act.never === true) return no;
  if (
    act.first === undefined ||
    act.last === undefined ||
    moment?.first === undefined ||
    moment.last === undefined
  ) {
    return cannotTell;
  }
  const rule = countOf(timed, quantity);
  switch (timed.relation) {
    case "before":
    case "by": {
      if (rule === undefined) return plainOrder(act, moment, timed.relation);
      return between(act, count("latest", rule, moment.first), count("latest", rule, moment.last));
    }
    case "within": {
      if (act.first < moment.last || rule === undefined) return cannotTell;
      return between(act, count("deadline", rule, moment.first), count("deadline", rule, moment.last));
    }
    case "after":
      return act.first >= moment.last ? yes : act.last < moment.first ? no : cannotTell;
    case "length": {
      if (rule === undefined) return cannotTell;
      const [least, most] = [count("deadline", rule, moment.first), count("deadline", rule, moment.last)];
      if (least === undefined || most === undefined) return cannotTell;
      return act.first >= most ? yes : act.last < least ? no : cannotTell;
    }
  }
}

const usualCounts = new WeakMap<Timed, Count>();

/** The count of a timing; nothing when it only orders. */
export function countOf(timed: Timed, quantity: number | undefined): Count | undefined {
  if (timed.rule === undefined) return undefined;
  if (quantity !== timed.quantity) return countWith(timed, timed.rule, quantity);
  const kept = usualCounts.get(timed) ?? countWith(timed, timed.rule, quantity);
  usualCounts.set(timed, kept);
  return kept;
}

function countWith(timed: Timed, rule: CountingRule, quantity: number | undefined): Count {
  const unit = timed.unit ?? (rule === "months-beginning-with" ? "month" : "day");
  return { rule, quantity: quantity === undefined ? 0 : Math.trunc(quantity), unit };
}

function between(act: FactValue, least: number | undefined, most: number | undefined): Truth {
  if (least === undefined || most === undefined) return cannotTell;
  const { first, last } = act as { readonly first: number; readonly last: number };
  return last <= Math.min(least, most) ? yes : first > Math.max(least, most) ? no : cannotTell;
}

/** A notice of election cannot be thought of earlier than this many days before its poll. */
const noticeDaysMax = 84;

/** The days of a window before a poll: from the start, if it is known, or between two days it can lie; to the end. */
export type PollDays = { readonly startFirst: number; readonly startLast: number; readonly end: number };

/** Makes a window ready: the days of restraint before and after a poll. */
export function makeWindow(window: PollWindow, shop: Workshop): (sheet: Sheet) => PollDays | undefined {
  const poll = shop.factNumber(window.poll);
  const kind = shop.factNumber("poll.kind");
  const notice = window.notice === undefined ? undefined : shop.factNumber(window.notice);
  const isAnnounced = window.notice === undefined && window.daysAfter > 0;
  const countsBefore = new Map(
    [window.quantity, ...Object.values(window.quantities)].map((quantity) => [
      quantity,
      { rule: window.rule, quantity, unit: "day" as const },
    ]),
  );
  return (sheet) => {
    const date = sheet[poll];
    if (date?.first === undefined || date.first !== date.last) return undefined;
    const quantity = window.quantities[sheet[kind]?.text ?? ""] ?? window.quantity;
    const cap = shop.count("latest", countsBefore.get(quantity) as Count, date.first);
    if (cap === undefined) return undefined;
    const end = date.first + window.daysAfter;
    const floor = Math.min(cap, date.first - noticeDaysMax);
    if (notice === undefined) return { startFirst: isAnnounced ? floor : cap, startLast: cap, end };
    const given = sheet[notice];
    if (given?.first === undefined || given.last === undefined)
      return { startFirst: floor, startLast: cap, end };
    const startFirst = Math.min(cap, Math.max(floor, given.first));
    return { startFirst, startLast: Math.min(cap, Math.max(floor, given.last)), end };
  };
}

function makeWindowTest(fact: string, inside: boolean, window: PollWindow | undefined, shop: Workshop): Test {
  if (window === undefined) return () => cannotTell;
  const place = shop.factNumber(fact);
  const daysOf = makeWindow(window, shop);
  return (sheet) => {
    const date = sheet[place];
    if (date === undefined) return cannotTell;
    if (date.never === true) return no;
    const days = daysOf(sheet);
    if (days === undefined || date.first === undefined || date.last === undefined) return cannotTell;
    const isIn = date.first >= days.startLast && date.last <= days.end;
    const isOut = date.last < days.startFirst || date.first > days.end;
    if (!isIn && !isOut) return cannotTell;
    return truthOf(isIn === inside);
  };
}
