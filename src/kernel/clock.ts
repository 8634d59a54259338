import { civilDate, parseCivilDate, type CivilDate } from "@concordat/calendar";
import type { Brand } from "./brand.ts";

/** A moment as ISO 8601 in UTC with milliseconds: `2026-11-21T22:02:10.690Z`. Compares correctly as text. */
export type Instant = Brand<string, "Instant">;

/** The only source of time. Passed in, so that a test can set it and a page can answer for another day. */
export interface Clock {
  now(): Instant;
  /** The civil date in England at this moment. */
  today(): CivilDate;
}

/** Names an ISO moment as an Instant. */
export function instant(text: string): Instant {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new RangeError(`"${text}" is not a moment in ISO 8601.`);
  return at.toISOString() as Instant;
}

const moment =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Whether a text names one moment: an ISO 8601 date of the calendar, a time and a zone, `2026-11-21T09:00:00Z`.
 *
 * Stricter than the machine's own reading, which takes "Tuesday 5" for a day of 2001, 30 February for 2 March, and a time
 * without a zone for that of wherever the machine stands.
 */
export function isInstant(text: string): boolean {
  const day = moment.exec(text)?.[1];
  return day !== undefined && parseCivilDate(day).ok;
}

/** The moment this many seconds after another; negative goes back. */
export function secondsAfter(at: Instant, seconds: number): Instant {
  return new Date(new Date(at).getTime() + seconds * 1000).toISOString() as Instant;
}

/** The moment as a Date, for libraries that want one. */
export function dateOf(at: Instant): Date {
  return new Date(at);
}

/** Milliseconds since 1970, for identifiers. */
export function millisOf(at: Instant): number {
  return new Date(at).getTime();
}

/** Whole milliseconds from one moment to another. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return new Date(to).getTime() - new Date(from).getTime();
}

const londonDay = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});
const londonTime = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** The civil date in England at a moment. */
export function civilDateAt(at: Instant): CivilDate {
  return civilDate(londonDay.format(new Date(at)));
}

/** The time of day in England at a moment, `14:05`. */
export function timeOfDayAt(at: Instant): string {
  return londonTime.format(new Date(at));
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date().toISOString() as Instant,
  today: () => civilDate(londonDay.format(new Date())),
};

/** A clock that stands still until told otherwise; for tests and for `CONCORDAT_NOW`. */
export function fixedClock(start: Instant): Clock & { set(at: Instant): void } {
  let at = start;
  return {
    now: () => at,
    today: () => civilDateAt(at),
    set: (next) => {
      at = next;
    },
  };
}
