export * from "./civil-date.ts";
export * from "./date-arithmetic.ts";
export * from "./date-text.ts";
export * from "./vague-date.ts";
export * from "./period.ts";
export { nationNames, nations, leastSureMark, parseHolidayTable } from "./holiday-table.ts";
export type {
  Holiday,
  HolidayKind,
  HolidayMark,
  HolidayTable,
  Nation,
  NationHolidays,
  ParsedHolidayTable,
} from "./holiday-table.ts";
export { isWorkingDay } from "./day-set.ts";
export { countingRules, isCountingRule, parseCountingRule } from "./counting-rule.ts";
export type { CountingRule, Question, RuleDefinition, Unit } from "./counting-rule.ts";
export type { DaySetName } from "./day-set.ts";
export { lastDayOfMonths } from "./month-count.ts";
export { clearDaysBetween, deadline, earliest, latest } from "./count.ts";
export type { Answer, Counted, Counting, RefusalReason } from "./count.ts";
export { countedDays } from "./counted-day.ts";
export type { CountedDay } from "./counted-day.ts";
export { explain } from "./explanation.ts";
export type { Caution, Explanation, Reading } from "./explanation.ts";
