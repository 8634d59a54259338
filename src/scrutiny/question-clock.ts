import { deadline, type CivilDate, type HolidayTable } from "@concordat/calendar";

/** Working days within which an answer is due. */
export const answerDays = 20;

/** On what the time for an answer rests. */
export const answerBasis = {
  /** @source Freedom of Information Act 2000 s10(1) and (6), as held in the project's law */
  law: "Freedom of Information Act 2000 s10(1): the twentieth working day after the day it was received",
  house:
    "This site's own rule: no law sets a time for an answer to a question that is no request for information",
} as const;

/**
 * The last day on which an answer is in time: the twentieth working day after the day of receipt.
 *
 * A working day is one that is no weekend and no bank holiday in any part of the United Kingdom. Nothing pauses the clock:
 * reading a question before it is public takes none of the body's time away, and gives it none.
 *
 * @returns undefined where the bank holidays of the years counted are not held
 */
export function answerDue(receivedOn: CivilDate, holidays: HolidayTable): CivilDate | undefined {
  const counted = deadline({
    rule: "working-days-uk-any",
    quantity: answerDays,
    from: receivedOn,
    holidays,
  });
  return counted.ok ? counted.value.date : undefined;
}

/**
 * Working days from one day to a later one, the first not counted: how long an answer took.
 *
 * @returns undefined where more than a thousand passed, or the bank holidays are not held
 */
export function workingDaysTaken(
  from: CivilDate,
  until: CivilDate,
  holidays: HolidayTable,
): number | undefined {
  const dayAfter = (quantity: number): CivilDate | undefined => {
    const counted = deadline({ rule: "working-days-uk-any", quantity, from, holidays });
    return counted.ok ? counted.value.date : undefined;
  };
  let [low, high] = [0, 1001];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const reached = dayAfter(middle);
    if (reached === undefined || reached > until) high = middle;
    else low = middle;
  }
  const next = dayAfter(low + 1);
  return low === 1000 || next === undefined ? undefined : low;
}
