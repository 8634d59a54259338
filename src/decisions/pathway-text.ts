import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { ProposalCheck, Question, Step } from "@concordat/statute";
import { dayText, datesCaveat, forceText, markText, statusText, verdictText } from "./words.ts";

/** A checked proposal as lines of text, for the command line. */
export function pathwayLines(
  name: string | undefined,
  check: ProposalCheck,
  questions: readonly Question[],
): readonly string[] {
  const { earliestLawful, earliestAdvisable, confirmedOnly } = check;
  return [
    ...(name === undefined ? [] : [name, ""]),
    check.sentence,
    "",
    `Earliest lawful day:    ${withAndWithout(earliestLawful.date, confirmedOnly.earliestLawful.date)}`,
    `Earliest advisable day: ${withAndWithout(earliestAdvisable.date, confirmedOnly.earliestAdvisable.date)}`,
    ...meetingLines(check),
    datesCaveat,
    "",
    "Steps, in order:",
    ...check.steps.filter(({ status }) => status !== "cannot tell").flatMap(stepLines),
    ...openLines(check.steps.filter(({ status }) => status === "cannot tell")),
    ...verdictLines(check),
    ...listLines("Take care:", check.cautions),
    ...listLines(
      "Questions that can still change the answer, the most important first:",
      questions.map(({ fact }) => `${fact.key}: ${fact.question}`),
    ),
    "",
    check.disclaimer,
  ];
}

function withAndWithout(all: CivilDate | undefined, confirmed: CivilDate | undefined): string {
  const text = dayText(all, "cannot be named yet");
  return all === confirmed
    ? text
    : `${text} (${dayText(confirmed, "cannot be named")} without rules to be checked)`;
}

function meetingLines(check: ProposalCheck): readonly string[] {
  const first = check.firstLawfulMeeting;
  const wise = check.firstAdvisableMeeting;
  return [
    ...(first === undefined ? [] : [`First meeting that is lawful:   ${formatCivilDate(first.date)}`]),
    ...(wise === undefined ? [] : [`First meeting that is advisable: ${formatCivilDate(wise.date)}`]),
  ];
}

function stepLines(step: Step): readonly string[] {
  const days = [
    step.on === undefined ? undefined : `done ${formatCivilDate(step.on)}`,
    step.latest === undefined || step.on !== undefined
      ? undefined
      : `last day ${formatCivilDate(step.latest)}`,
    step.window === undefined
      ? undefined
      : `restraint ${formatCivilDate(step.window.from)} to ${formatCivilDate(step.window.to)}`,
    step.isCritical ? "sets the earliest lawful day" : undefined,
  ].filter((text) => text !== undefined);
  return [
    `  [${statusText[step.status]}] ${step.title}${days.length === 0 ? "" : `: ${days.join("; ")}`}`,
    `      ${step.holder}. ${step.provision} (${forceText[step.force]}; ${markText[step.mark].toLowerCase()}). ${step.duty}`,
  ];
}

function openLines(steps: readonly Step[]): readonly string[] {
  if (steps.length === 0) return [];
  return [
    "",
    "Cannot tell yet whether these apply, or were done:",
    ...steps.map((step) => `  ${step.title} (${step.duty}). ${step.provision}`),
  ];
}

function verdictLines(check: ProposalCheck): readonly string[] {
  const failed = check.duties.filter(({ verdict }) => verdict === "failed");
  return listLines(
    "By what is recorded:",
    failed.map(
      (duty) =>
        `${duty.title}: ${verdictText("failed", duty)}. ${duty.because} ${duty.provision} (${forceText[duty.force]}).`,
    ),
  );
}

function listLines(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", heading, ...lines.map((line) => `  ${line}`)];
}
