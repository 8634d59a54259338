import {
  addDays,
  addMonths,
  civilDateOf,
  dayOf,
  formatCivilDate,
  monthName,
  monthOf,
  yearOf,
  type CivilDate,
} from "@concordat/calendar";

/** First and last day of what a figure is about, both included. */
export interface Span {
  readonly start: CivilDate;
  readonly end: CivilDate;
}

/** How long a period is; figures of different lengths are never one series. */
export type SpanLength = "day" | "month" | "calendar-year" | "year" | "other";

/** What sort of period it is: a day, a whole month, a calendar year, another twelve months, or none of these. */
export function lengthOf({ start, end }: Span): SpanLength {
  if (start === end) return "day";
  if (dayOf(start) !== 1) return addDays(addMonths(start, 12), -1) === end ? "year" : "other";
  if (addDays(addMonths(start, 1), -1) === end) return "month";
  if (addDays(addMonths(start, 12), -1) !== end) return "other";
  return monthOf(start) === 1 ? "calendar-year" : "year";
}

/** "February 2020", "the year to 31 March 2025", "1 March 2026 to 29 March 2026". */
export function spanInWords(span: Span): string {
  switch (lengthOf(span)) {
    case "day":
      return formatCivilDate(span.start);
    case "month":
      return `${monthName(monthOf(span.start))} ${yearOf(span.start)}`;
    case "calendar-year":
      return String(yearOf(span.start));
    case "year":
      return `the year to ${formatCivilDate(span.end)}`;
    case "other":
      return `${formatCivilDate(span.start)} to ${formatCivilDate(span.end)}`;
  }
}

/** The whole month that begins on a day. */
export function monthFrom(start: CivilDate): Span {
  return { start, end: addDays(addMonths(start, 1), -1) };
}

/** The same with short months, for an axis: "Feb 2020". */
export function spanShort(span: Span): string {
  if (lengthOf(span) !== "month") return spanInWords(span);
  return `${monthName(monthOf(span.start)).slice(0, 3)} ${yearOf(span.start)}`;
}

/** "Month", "Year": what one step of a series is called. */
export function stepLabel(length: SpanLength): string {
  return { day: "Day", month: "Month", "calendar-year": "Year", year: "Year to", other: "Period" }[length];
}

/** "monthly", "yearly": how a series goes on. */
export function rhythmInWords(length: SpanLength): string {
  return {
    day: "single days",
    month: "monthly",
    "calendar-year": "yearly",
    year: "yearly",
    other: "single periods",
  }[length];
}

/** The period that follows, where months or years follow each other; of single days and other stretches none. */
export function nextSpan(span: Span): Span | undefined {
  const start = addDays(span.end, 1);
  switch (lengthOf(span)) {
    case "month":
      return { start, end: addDays(addMonths(start, 1), -1) };
    case "calendar-year":
      return { start, end: civilDateOf(yearOf(start), 12, 31) };
    case "year":
      return { start, end: addDays(addMonths(start, 12), -1) };
    case "day":
    case "other":
      return undefined;
  }
}
