import { formatCivilDate, type CivilDate } from "@concordat/calendar";

/** Days from the first to the day before `endsOn`; absent: not known, or not ended. */
export interface Days {
  readonly beginsOn?: CivilDate;
  /** Where the beginning is not known: the earliest day that the lists held here speak for. */
  readonly heldFrom?: CivilDate;
  readonly endsOn?: CivilDate;
}

/** Whether something was in being on a day. Half-open: on the day it ends it is no longer there. */
export function isInBeing(days: Days, on: CivilDate): boolean {
  const from = days.beginsOn ?? days.heldFrom;
  return (from === undefined || from <= on) && (days.endsOn === undefined || days.endsOn > on);
}

/** Whether a day is too early for what this site holds: the beginning is not known and no list held here speaks for the day. */
export function isBeforeHeld(days: Days, on: CivilDate): boolean {
  return days.beginsOn === undefined && days.heldFrom !== undefined && on < days.heldFrom;
}

/** Whether two runs of days share a day; an unknown beginning reaches back for ever. */
export function daysOverlap(a: Days, b: Days): boolean {
  const aBeforeB = a.endsOn !== undefined && b.beginsOn !== undefined && a.endsOn <= b.beginsOn;
  const bBeforeA = b.endsOn !== undefined && a.beginsOn !== undefined && b.endsOn <= a.beginsOn;
  return !aBeforeB && !bBeforeA;
}

/** Why a thing is not in being on a day, as the rest of a sentence: "begins on 1 July 2022"; undefined when it is. */
export function whyNotInBeing(days: Days, on: CivilDate): string | undefined {
  if (days.beginsOn !== undefined && days.beginsOn > on)
    return `only begins on ${formatCivilDate(days.beginsOn)}`;
  if (days.endsOn !== undefined && days.endsOn <= on) return `ends on ${formatCivilDate(days.endsOn)}`;
  return undefined;
}
