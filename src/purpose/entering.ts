import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { numberOf, type Problem } from "../kernel/index.ts";
import { figureInWords } from "./figure.ts";
import type { Indicator, Observation } from "./observation.ts";
import type { EnterObservation } from "./schema.ts";

/** What a figure to be entered is held against. */
export interface Against {
  readonly today: CivilDate;
  /** Undefined: there is none of that name that can be entered here. */
  readonly indicator: Indicator | undefined;
  /** What the same organisation entered for the same area and period. */
  readonly earlier: Observation | undefined;
}

/** Every problem of a figure to be entered, at once (invariants 7 and 8). */
export function problemsOf(input: EnterObservation, against: Against): readonly Problem[] {
  return [
    ...indicatorProblems(input, against),
    ...periodProblems(input, against),
    ...figureProblems(input, against),
    ...earlierProblems(input, against),
  ];
}

function indicatorProblems(input: EnterObservation, { indicator }: Against): readonly Problem[] {
  if (indicator) return [];
  const message = `“${input.indicator}” is nothing that can be entered here. Choose one from the list.`;
  return [{ code: "purpose.indicator-not-entered-here", field: "indicator", message }];
}

function periodProblems(
  { periodStart, periodEnd }: EnterObservation,
  { today }: Against,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (periodEnd < periodStart) {
    problems.push({
      code: "purpose.period-ends-before-start",
      field: "periodEnd",
      message: `The period ends on ${formatCivilDate(periodEnd)}, before it begins on ${formatCivilDate(periodStart)}. Change one of the two.`,
    });
  }
  const day = formatCivilDate(today);
  if (periodStart > today) {
    problems.push({
      code: "purpose.period-in-future",
      field: "periodStart",
      message: `The period begins on ${formatCivilDate(periodStart)}, after today (${day}). Enter a figure when its period has ended.`,
    });
  }
  if (periodEnd > today) {
    problems.push({
      code: "purpose.period-in-future",
      field: "periodEnd",
      message: `The period ends on ${formatCivilDate(periodEnd)}, after today (${day}). Enter the figure when it has ended.`,
    });
  }
  return problems;
}

function figureProblems({ figure }: EnterObservation, { indicator }: Against): readonly Problem[] {
  const number = numberOf(figure);
  if (!indicator || number === undefined) return [];
  const problem = (message: string): readonly Problem[] => [
    { code: "purpose.figure-impossible", field: "figure", message },
  ];
  if (number < 0)
    return problem(`${number} is below 0, which “${indicator.name}” cannot be. Check the figure.`);
  if (indicator.unit === "per cent") {
    return number > 100 ? problem(`${number} is more than 100 per cent. Check the figure.`) : [];
  }
  return Number.isInteger(number)
    ? []
    : problem(`${number} is not a whole number of ${indicator.unit}. Check the figure.`);
}

function earlierProblems({ corrects }: EnterObservation, { earlier }: Against): readonly Problem[] {
  if (earlier && !corrects) {
    const held = figureInWords(earlier.figure, earlier.unit);
    const on = earlier.enteredOn ? ` on ${formatCivilDate(earlier.enteredOn)}` : "";
    const message = `You entered ${held} for this period${on}. Say yes if the new figure corrects it, or change the period.`;
    return [{ code: "purpose.figure-entered-before", field: "corrects", message }];
  }
  if (!earlier && corrects) {
    const message =
      "Nothing was entered for exactly this period, so there is nothing to correct. Check the days, or say no.";
    return [{ code: "purpose.nothing-to-correct", field: "corrects", message }];
  }
  return [];
}
