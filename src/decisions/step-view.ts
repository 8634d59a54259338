import { dayNumber, formatCivilDate, formatCivilDateWithWeekday, type CivilDate } from "@concordat/calendar";
import {
  explainDuty,
  optionText,
  type DutyExplanation,
  type Law,
  type Proposal,
  type ProposalCheck,
  type Statute,
  type Step,
} from "@concordat/statute";
import { capital, countOf } from "../kernel/index.ts";
import { exceptionText } from "./law-view.ts";
import { forceText, markText, statusText, verdictText, weightText } from "./words.ts";

/** One step with all that its line opens to. */
export interface StepView {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly tone: "todo" | "done" | "late" | "advice" | "open";
  /** The day that matters, in a few words. */
  readonly when: string;
  readonly force: string;
  readonly mark: string;
  readonly isToBeChecked: boolean;
  readonly isCritical: boolean;
  readonly href: string;
  /** Who owes it, the provision and how sure it is: on paper, where nothing opens. */
  readonly onPaper: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly rests: readonly { readonly question: string; readonly value: string; readonly restsOn: string }[];
  readonly exceptions: readonly string[];
  readonly counting:
    | {
        readonly summary: string;
        readonly days: readonly { readonly number: string; readonly day: string; readonly why: string }[];
        readonly readings: readonly string[];
      }
    | undefined;
}

/** Steps in the groups in which a reader works through them. */
export interface StepGroup {
  readonly id: string;
  readonly heading: string;
  readonly intro: string;
  readonly steps: readonly StepView[];
}

const tones: Readonly<Record<Step["status"], StepView["tone"]>> = {
  done: "done",
  due: "todo",
  "not yet": "todo",
  late: "late",
  missing: "late",
  advisory: "advice",
  "cannot tell": "open",
};

/** Whether the decision waits for a step: its duty bears on the decision, its meeting or its agreement. */
export function waitsFor(law: Law, step: Pick<Step, "duty" | "blocks">): boolean {
  const bears = law.duties.get(step.duty)?.bearsOn ?? "nothing";
  return step.blocks && ["decision", "meeting", "agreement"].includes(bears);
}

/** The steps of a check: what the decision waits for, what advises, what happens around it, what was done, what is open. */
export function stepGroups(statute: Statute, proposal: Proposal, check: ProposalCheck): readonly StepGroup[] {
  const waits = (step: Step): boolean => waitsFor(statute.law, step);
  const isOpen = (step: Step): boolean => step.status === "cannot tell";
  const isDone = (step: Step): boolean => step.status === "done";
  const rest = check.steps.filter((step) => !isOpen(step) && !isDone(step));
  const groups: readonly (readonly [string, string, string, readonly Step[]])[] = [
    [
      "first",
      check.decision.isPast ? "What the decision had to wait for" : "To do before the decision",
      "Law: without these the decision can be set aside.",
      rest.filter(waits),
    ],
    [
      "advice",
      "Advice: policy, convention and custom",
      "None of these stops a decision. Leaving them aside is noticed and asked about.",
      rest.filter((step) => !step.blocks),
    ],
    [
      "around",
      "Other duties around it",
      "The decision does not wait for these; somebody owes them all the same.",
      rest.filter((step) => step.blocks && !waits(step)),
    ],
    ["done", "Done", "Shown by the answers given.", check.steps.filter(isDone)],
    [
      "open",
      "Cannot tell yet",
      "Whether these apply, or were done, hangs on questions that are still open.",
      check.steps.filter(isOpen).toSorted((a, b) => Number(b.blocks) - Number(a.blocks)),
    ],
  ];
  const day = check.decision.date === undefined ? undefined : dayNumber(check.decision.date);
  return groups
    .filter(([, , , steps]) => steps.length > 0)
    .map(([id, heading, intro, steps]) => ({
      id,
      heading: `${heading} (${steps.length})`,
      intro,
      steps: steps.map((step) => stepView(step, explainDuty(statute, proposal, step.duty, day), check.today)),
    }));
}

function stepView(step: Step, opened: DutyExplanation | undefined, today: CivilDate | undefined): StepView {
  const bears = step.blocks ? [] : [{ label: "Weight", value: weightText(step) }];
  return {
    id: step.duty,
    title: step.title,
    status: step.status === "advisory" ? forceText[step.force] : statusText[step.status],
    tone: tones[step.status],
    when: whenText(step, today),
    force: forceText[step.force],
    mark: markText[step.mark],
    isToBeChecked: step.mark === "to-be-checked",
    isCritical: step.isCritical,
    href: `/law/${step.duty}`,
    onPaper: `${capital(step.holder)}. ${step.provision} (${forceText[step.force]}; ${markText[step.mark].toLowerCase()}).`,
    facts: [
      { label: "How it stands", value: step.because },
      { label: "Who owes it", value: capital(step.holder) },
      ...(opened === undefined
        ? []
        : [
            { label: "When it applies", value: opened.appliesTo },
            { label: "What it asks", value: opened.rule },
            { label: "By the answers so far", value: capital(verdictText(opened.verdict, step)) },
          ]),
      ...bears,
      ...slackFact(step),
      ...(step.keepUntil === undefined
        ? []
        : [{ label: "Kept open until", value: formatCivilDate(step.keepUntil) }]),
      { label: "What would prove it", value: proofText(step.evidence) },
      {
        label: "Source",
        value: `${step.provision}. ${forceText[step.force]}. ${markText[step.mark]}${opened === undefined ? "" : `, read on ${formatCivilDate(opened.read)}; ${opened.inForce}`}.`,
      },
    ],
    rests: (opened?.facts ?? []).map(({ question, value, restsOn }) => ({
      question,
      value: capital(optionText(value)),
      restsOn: restsOn ?? "",
    })),
    exceptions: (opened?.exceptions ?? []).map(exceptionText),
    counting: countingView(opened),
  };
}

function slackFact(step: Step): StepView["facts"] {
  if (step.slack === undefined) return [];
  const value =
    step.slack < 0
      ? `${capital(countOf(-step.slack, "day"))} too late for the day asked for`
      : step.slack === 0
        ? "None"
        : `${capital(countOf(step.slack, "day"))}, if it is done on the first possible day`;
  return [{ label: "Time to spare", value }];
}

/** A kind of event reads better without its hyphens and with a capital. */
function proofText(evidence: string): string {
  return capital(evidence.replaceAll(/(?<=[a-z])-(?=[a-z])/g, " "));
}

function whenText(step: Step, today: CivilDate | undefined): string {
  if (step.window !== undefined)
    return `${formatCivilDate(step.window.from)} to ${formatCivilDate(step.window.to)}`;
  if (step.on !== undefined) return formatCivilDate(step.on);
  if (
    step.latest !== undefined &&
    step.earliest !== undefined &&
    today !== undefined &&
    step.earliest > today
  )
    return `${formatCivilDate(step.earliest)} to ${formatCivilDate(step.latest)}`;
  if (step.latest !== undefined) return `by ${formatCivilDate(step.latest)}`;
  return step.earliest !== undefined && today !== undefined && step.earliest > today
    ? `from ${formatCivilDate(step.earliest)}`
    : "no day of its own";
}

function countingView(opened: DutyExplanation | undefined): StepView["counting"] {
  if (opened?.counting === undefined) return undefined;
  const { summary, how, days, readings, cautions } = opened.counting;
  return {
    summary: `${summary} ${how}`,
    days: days.map(({ date, number, why }) => ({
      number: number === undefined ? "" : String(number),
      day: formatCivilDateWithWeekday(date),
      why,
    })),
    readings: [
      ...readings.map(
        ({ date, standing, because }) => `Another reading, ${standing}: ${formatCivilDate(date)}. ${because}`,
      ),
      ...cautions.map(({ message }) => message),
    ],
  };
}
