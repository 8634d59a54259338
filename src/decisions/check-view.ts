import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Law, ProposalCheck, Statute } from "@concordat/statute";
import { countOf, type Sentence, type Span } from "../kernel/index.ts";
import { addressOf, type Asked } from "./asked.ts";
import type { Checked } from "./checked.ts";
import type { KnownAnswer } from "./composed.ts";
import { answerText, notKnown } from "./fact-answer.ts";
import { waitsFor } from "./step-view.ts";
import { proposalVerdictText } from "./words.ts";

/** A date of the answer with what sets it and what it is without rules that are still to be checked. */
export interface DateView {
  readonly label: string;
  readonly day: string;
  readonly setBy: { readonly text: string; readonly href: string } | undefined;
  readonly without: string;
}

/** The answer in one sentence: of the day asked about first, then the wiser day. */
export function answerOf(law: Law, check: ProposalCheck): Sentence {
  const { verdict, decision, earliestLawful, earliestAdvisable } = check;
  if (verdict === "barred" || decision.isPast)
    return [{ strong: `${verdictLead(check)}.` }, ` ${check.sentence}`];
  const asked = decision.basis === "earliest" || decision.basis === "none" ? undefined : decision.date;
  const wise = earliestAdvisable.date;
  const isUnwise = wise !== undefined && (asked ?? earliestLawful.date ?? wise) < wise;
  const better = isUnwise ? ` It is wiser from ${formatCivilDate(wise)}.` : "";
  if (earliestLawful.date === undefined) return "No lawful day can be named yet: too much is open.";
  if (asked !== undefined && asked < earliestLawful.date)
    return [
      { strong: `${formatCivilDate(asked)} is too early.` },
      ` The earliest lawful day is ${formatCivilDate(earliestLawful.date)}.${better}`,
    ];
  const first = stepsFirst(law, check);
  const open = check.steps.filter((step) => waitsFor(law, step) && step.status === "cannot tell").length;
  const ifDone = first === 0 ? "" : ` if ${countOf(first, "step")} ${first === 1 ? "is" : "are"} done first`;
  const mayApply =
    open === 0
      ? ""
      : ` Whether ${countOf(open, "more rule")} ${open === 1 ? "applies" : "apply"} cannot be told yet.`;
  const lead =
    asked === undefined
      ? `Lawful from ${formatCivilDate(earliestLawful.date)} at the earliest${ifDone}.`
      : `No law known here stops a decision on ${formatCivilDate(asked)}${ifDone}.`;
  return [{ strong: lead }, `${better}${mayApply}`];
}

/** How many steps the decision still waits for. */
export function stepsFirst(law: Law, check: ProposalCheck): number {
  const open = ["due", "not yet", "late", "missing"];
  return check.steps.filter((step) => waitsFor(law, step) && open.includes(step.status)).length;
}

function verdictLead({ verdict, decision }: ProposalCheck): string {
  if (verdict === "lawful" && decision.isPast) return "Nothing recorded stands against it";
  return proposalVerdictText[verdict];
}

/** The two dates. */
export function datesOf({ law }: Statute, check: ProposalCheck): readonly DateView[] {
  const { earliestLawful, earliestAdvisable, confirmedOnly } = check;
  return [
    dateView("Earliest lawful day", earliestLawful, confirmedOnly.earliestLawful, law),
    dateView("Earliest advisable day", earliestAdvisable, confirmedOnly.earliestAdvisable, law),
  ];
}

type Day = ProposalCheck["earliestLawful"];

function dateView(label: string, all: Day, confirmed: Day, law: Law): DateView {
  const duty = all.setBy === undefined ? undefined : law.duties.get(all.setBy);
  const missing = "Cannot be named yet";
  const day = all.date === undefined ? missing : formatCivilDate(all.date);
  return {
    label,
    day,
    setBy: duty && { text: duty.title, href: `/law/${duty.id}` },
    without:
      all.date === confirmed.date
        ? "The same without rules that are still to be checked."
        : `Without rules that are still to be checked: ${confirmed.date === undefined ? "cannot be named" : formatCivilDate(confirmed.date)}.`,
  };
}

/** What else is known of the decision: its day, who decides, the meetings. */
export function circumstancesOf(
  check: ProposalCheck,
  checked: Checked,
): readonly { readonly label: string; readonly value: Sentence }[] {
  const { decision, firstLawfulMeeting, firstAdvisableMeeting } = check;
  const { setting, result } = checked;
  const meetings = result?.proposal.meetings ?? [];
  const basis = {
    fact: "the day asked about",
    event: "the day it was taken",
    meeting: "the first meeting that is still to come",
    earliest: "no day was given: planned for the earliest lawful day",
    none: "",
  }[decision.basis];
  const meeting = (found: typeof firstLawfulMeeting): string =>
    found === undefined ? "none of those given" : formatCivilDate(found.date);
  return [
    ...(check.today === undefined ? [] : [{ label: "Planned from", value: formatCivilDate(check.today) }]),
    {
      label: "Day of the decision",
      value: decision.date === undefined ? "Not given" : `${formatCivilDate(decision.date)} (${basis})`,
    },
    { label: "Who decides then", value: bodyText(checked, check) },
    ...(meetings.length === 0 || decision.isPast
      ? []
      : [
          {
            label: "First meeting that meets the dates",
            value: `Lawful: ${meeting(firstLawfulMeeting)}. Advisable: ${meeting(firstAdvisableMeeting)}.`,
          },
        ]),
    ...(setting.areas.length === 0
      ? []
      : [
          {
            label: "Council areas touched",
            value: `${setting.areas.map(({ name }) => name).join(", ")}${setting.areasFrom === undefined ? "" : ` (${setting.areasFrom})`}`,
          },
        ]),
  ];
}

function bodyText({ setting }: Checked, check: ProposalCheck): Sentence {
  const name = check.body?.name;
  if (name === undefined) return "Not named: any body of the usual kind";
  const known = setting.organisation;
  const spans: Span[] = [
    known?.name === name ? { text: name, href: `/organisations/${known.slug}` } : name,
    ...(check.body?.from === undefined ? [] : [`, from ${formatCivilDate(check.body.from)}`]),
    ...(check.body?.to === undefined ? [] : [`, up to ${formatCivilDate(check.body.to)}`]),
  ];
  return spans;
}

/** An answer as it stands in the list of answers, with the ways to change it. */
export interface AnswerView {
  readonly question: string;
  readonly answer: string;
  readonly origin: string;
  readonly changeHref: string;
  readonly whatIfHref: string;
}

const origins: Readonly<Record<KnownAnswer["origin"], string>> = {
  you: "your answer",
  usual: "usual for this kind",
  register: "from our register",
};

/** Every answer the result rests on: the visitor's first. */
export function answersOf(
  law: Law,
  asked: Asked,
  known: readonly KnownAnswer[],
  at: CivilDate | undefined,
): readonly AnswerView[] {
  const order = { you: 0, register: 1, usual: 2 };
  return known
    .toSorted((a, b) => order[a.origin] - order[b.origin])
    .flatMap(({ fact, text, origin }) => {
      const definition = law.facts.get(fact);
      if (definition === undefined) return [];
      return [
        {
          question: definition.question,
          answer: text === notKnown ? "Not known" : answerText(definition, text),
          origin: origins[origin],
          changeHref: `${addressOf(asked, { ask: fact }, { at })}#questions`,
          whatIfHref: `${addressOf(asked, { if: fact }, { at })}#what-if`,
        },
      ];
    });
}
