import type { Parsed } from "./civil-date.ts";
import type { DaySetName } from "./day-set.ts";

/** The units a quantity can be given in. */
export type Unit = "day" | "week" | "month" | "year";

/** The three questions: last lawful day of the earlier event, first lawful day of the later event, last day of a period. */
export type Question = "latest" | "earliest" | "deadline";

/**
 * How a counting rule works.
 *
 * The day of the event that is given has number `eventNumber`; the days that count are numbered on from there. The answer
 * to a question is the counted day that lies `quantity + offsets[question]` counted days away.
 */
export type RuleDefinition = {
  readonly title: string;
  /** How to count, for a reader. */
  readonly how: string;
  /** Where the rule comes from; `[M]` marks what was not seen in a public copy. */
  readonly source: string;
  /** Which days count. */
  readonly days: DaySetName;
  readonly eventNumber: 0 | 1;
  readonly offsets: Readonly<Record<Question, number>>;
  /** The first is the unit when none is given. None: the rule takes no quantity. */
  readonly units: readonly Unit[];
};

/** Whole days lie between the two events, and neither event may fall on one of them. */
const between = { latest: 1, earliest: 1, deadline: 0 };
/** The answer is the day with that number. */
const thatDay = { latest: 0, earliest: 0, deadline: 0 };

/**
 * Every counting rule, by its key in the law data.
 *
 * @example countingRules["election-working-days"].title // "election days"
 */
export const countingRules = {
  "clear-days-working": {
    title: "clear working days",
    how: "Leave out the day notice is given and the day of the event; count Monday to Friday, without bank holidays. Notice given on a closed day counts as given on the next working day.",
    source: "Local Government Act 1972 s100A to s100K, as read in the courts (Harwood KC 2022)",
    days: "working-ew",
    eventNumber: 0,
    offsets: between,
    units: ["day"],
  },
  "clear-days-calendar": {
    title: "clear days",
    how: "Leave out the day notice is given and the day of the event; every other day counts.",
    source: "SI 2012/2089 regs 5 and 9, as councils count them [M]",
    days: "every",
    eventNumber: 0,
    offsets: between,
    units: ["day"],
  },
  "election-working-days": {
    title: "election days",
    how: "Count from the poll, which is day 0; leave out Saturdays, Sundays, Christmas Eve, Christmas Day, Good Friday, bank holidays and days of public thanksgiving or mourning.",
    source: "SI 2006/3304 Sch 2 rules 1 and 2",
    days: "election",
    eventNumber: 0,
    offsets: thatDay,
    units: ["day"],
  },
  "working-days-uk-any": {
    title: "working days (bank holidays of any part of the United Kingdom left out)",
    how: "The day of the event is day 0; leave out Saturdays, Sundays, Christmas Day, Good Friday and any day that is a bank holiday in any part of the United Kingdom.",
    source: "Freedom of Information Act 2000 s10(1) and (6) [M]",
    days: "working-uk",
    eventNumber: 0,
    offsets: thatDay,
    units: ["day"],
  },
  "working-days-ew": {
    title: "working days (England and Wales)",
    how: "The day of the event is day 0; leave out Saturdays, Sundays and the holidays of England and Wales. What waits for the period may happen on the next working day after it.",
    source: "SI 2012/3094 Part 6 [M]; call-in: council constitutions",
    days: "working-ew",
    eventNumber: 0,
    offsets: between,
    units: ["day"],
  },
  "months-beginning-with": {
    title: "months beginning with the day",
    how: "The day of the event is day 1; the period ends the day before the same-numbered day, or on the last day of a month that has no such day.",
    source: "Local Government Act 2000 s9FE [M]; NHS Act 2006 Sch 10A para 3",
    days: "every",
    eventNumber: 1,
    offsets: { latest: 0, earliest: 0, deadline: -1 },
    units: ["month", "year"],
  },
  "calendar-days-after": {
    title: "days after the day",
    how: "The day of the event is day 0; every day counts. What waits for the period may happen on the day after it.",
    source: "SI 2013/218 reg 22(7) [M]",
    days: "every",
    eventNumber: 0,
    offsets: between,
    units: ["day", "week"],
  },
  calendar: {
    title: "calendar days",
    how: "The day of the event is day 0; every day counts, and the answer is the day with that number. Months and years go to the same-numbered day, or the last day of a shorter month.",
    source: "NHS England pre-election guidance: three weeks before the poll",
    days: "every",
    eventNumber: 0,
    offsets: thatDay,
    units: ["day", "week", "month", "year"],
  },
  "calendar-inclusive": {
    title: "calendar days, first and last day counted",
    how: "The day of the event is day 1 and the answer is the last day: both are counted.",
    source: "Political Parties, Elections and Referendums Act 2000 s125: 28 days ending with the poll [M]",
    days: "every",
    eventNumber: 1,
    offsets: { latest: -1, earliest: -1, deadline: -1 },
    units: ["day", "week", "month", "year"],
  },
  "calendar-beginning-with": {
    title: "calendar days beginning with the day",
    how: "The day of the event is day 1; every day counts. What waits for the period may happen on the day after it.",
    source: "Localism Act 2011 s30(1): 28 days beginning with the day",
    days: "every",
    eventNumber: 1,
    offsets: { latest: 0, earliest: 0, deadline: -1 },
    units: ["day", "week", "month", "year"],
  },
  "fixed-date": {
    title: "a date fixed by the rule",
    how: "Nothing is counted: the day given is the day, and an act on it is in time.",
    source: "The date stands in the rule, such as 30 June for Quality Accounts",
    days: "every",
    eventNumber: 0,
    offsets: thatDay,
    units: [],
  },
  "before-date": {
    title: "before a date",
    how: "Nothing is counted: the earlier event must be over by the day before the day given.",
    source: "NHS Act 2006 s14Z52: before the start of each financial year",
    days: "every",
    eventNumber: 0,
    offsets: { latest: 1, earliest: 1, deadline: -1 },
    units: [],
  },
} as const satisfies Readonly<Record<string, RuleDefinition>>;

/** The key of a counting rule. */
export type CountingRule = keyof typeof countingRules;

/**
 * Whether a text is the key of a counting rule.
 *
 * @example isCountingRule("clear-days-working") // true
 * @example isCountingRule("toString") // false
 */
export function isCountingRule(text: string): text is CountingRule {
  return Object.hasOwn(countingRules, text);
}

/**
 * Reads the key of a counting rule.
 *
 * @example parseCountingRule("calendar") // { ok: true, value: "calendar" }
 * @example parseCountingRule("clear-days").ok // false
 */
export function parseCountingRule(text: string): Parsed<CountingRule> {
  if (isCountingRule(text)) return { ok: true, value: text };
  const known = Object.keys(countingRules).join(", ");
  return { ok: false, problem: `“${text}” is not a counting rule. The rules are ${known}.` };
}
