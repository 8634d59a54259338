import type { CivilDate, HolidayTable } from "@concordat/calendar";
import { workingDaysTaken } from "./question-clock.ts";
import { standingOn, type Question } from "./question.ts";

/** How a body answered the questions put to it until a day. */
export interface ResponseRates {
  readonly asked: number;
  readonly requests: number;
  readonly unread: number;
  readonly refused: number;
  readonly answered: number;
  readonly inTime: number;
  readonly late: number;
  readonly overdue: number;
  /** Not answered and not overdue. */
  readonly open: number;
  /** Working days from the question to its first answer, the middle of all; absent: nothing answered. */
  readonly medianDays?: number;
}

/**
 * Counts questions by how they stood on a day. Every question is in exactly one of unread, refused, open, overdue and answered.
 *
 * Answers whose time cannot be counted are answered, neither in time nor late.
 */
export function responseRates(
  questions: readonly Question[],
  at: CivilDate,
  holidays: HolidayTable,
): ResponseRates {
  const asked = questions.filter(({ askedOn }) => askedOn <= at);
  const stood = asked.map((question) => standingOn(question, at));
  const count = (...wanted: readonly string[]): number =>
    stood.filter((standing) => wanted.includes(standing)).length;
  const days = asked
    .flatMap((question) => {
      const first = question.answers.find(({ on }) => on <= at);
      const taken = first && workingDaysTaken(question.askedOn, first.on, holidays);
      return taken === undefined ? [] : [taken];
    })
    .toSorted((a, b) => a - b);
  const middle = median(days);
  return {
    asked: asked.length,
    requests: asked.filter(({ foi }) => foi).length,
    unread: count("waiting"),
    refused: count("refused"),
    answered: count("answered", "in-time", "late"),
    inTime: count("in-time"),
    late: count("late"),
    overdue: count("overdue"),
    open: count("open"),
    ...(middle !== undefined && { medianDays: middle }),
  };
}

function median(sorted: readonly number[]): number | undefined {
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined || sorted.length % 2 === 1) return upper;
  return (sorted[half - 1]! + upper) / 2;
}
