import {
  civilDateOfDayNumber,
  dayNumber,
  formatCivilDate,
  formatCivilDateWithWeekday,
  weekday,
} from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { canBlock } from "./duty.ts";
import { pathwayOf } from "./pathway.ts";
import type { DecisionDay, Pathway, Step } from "./pathway.ts";
import type { Checked, Problem } from "./problem.ts";
import type { DecidingBody, PlannedMeeting, Proposal } from "./proposal.ts";
import type { Scene } from "./schedule.ts";
import { factsKnown } from "./sheet.ts";
import type { DerivedFact, Known } from "./sheet.ts";
import type { Statute } from "./statute.ts";
import { dutyAnswers, judge } from "./verdict.ts";
import type { DutyAnswer, Judgement } from "./verdict.ts";

/** The answer for a proposal as a whole. */
export type ProposalVerdict = "lawful" | "not-yet" | "barred" | "cannot-tell";

/** Everything the law says of a proposal. */
export type ProposalCheck = {
  readonly verdict: ProposalVerdict;
  /** The answer in one sentence. */
  readonly sentence: string;
  readonly today?: CivilDate | undefined;
  readonly decision: {
    readonly date?: CivilDate | undefined;
    readonly basis: "fact" | "event" | "meeting" | "earliest" | "none";
    readonly isPast: boolean;
  };
  readonly body?: DecidingBody | undefined;
  readonly duties: readonly DutyAnswer[];
  readonly steps: readonly Step[];
  readonly earliestLawful: DecisionDay;
  readonly earliestAdvisable: DecisionDay;
  /** The same dates when rules still to be checked are left out. */
  readonly confirmedOnly: {
    readonly earliestLawful: DecisionDay;
    readonly earliestAdvisable: DecisionDay;
    readonly verdict: ProposalVerdict;
  };
  readonly firstLawfulMeeting?: PlannedMeeting | undefined;
  readonly firstAdvisableMeeting?: PlannedMeeting | undefined;
  readonly criticalPath: readonly string[];
  readonly derived: readonly DerivedFact[];
  /** What the steps rest on, for the questions that are still open. */
  readonly working: Judgement;
  readonly cautions: readonly string[];
  readonly disclaimer: string;
};

/**
 * Checks a proposal against the law: may it be decided, when at the earliest, and what is to be done first.
 *
 * @param today  the day that separates done from still to do; the proposal's own when left out. Of a decision in the past
 *               only what was recorded counts
 * @returns problems where the body did not exist on the day of the decision
 * @example checkProposal(statute, proposalOf({ facts: { "body.kind": "icb" } }), "2026-11-22").value.verdict // "not-yet"
 * @example checkProposal(statute, proposalOf({ facts: { "body.kind": "icb", "decision.date": "2021-01-01" } })).ok // false
 */
export function checkProposal(
  statute: Statute,
  proposal: Proposal,
  today?: CivilDate,
): Checked<ProposalCheck> {
  const now = today ?? proposal.today;
  const clock = now === undefined ? undefined : dayNumber(now);
  const given = factsKnown(statute, proposal);
  const problems = bodyProblems(statute, proposal, given);
  if (problems.length > 0) return { ok: false, problems };
  const lawOn = given.decision?.day ?? (proposal.today === undefined ? undefined : dayNumber(proposal.today));
  const past = judge(statute, given.recorded, lawOn);
  const isPast =
    given.decision !== undefined &&
    clock !== undefined &&
    given.decision.day <= clock &&
    given.decision.basis !== "meeting";
  const plan = planFor(statute, proposal, given, clock, isPast ? past : undefined);
  const { pathway } = plan;
  const day = plan.day === undefined ? undefined : civilDateOfDayNumber(plan.day);
  const { lawful, lawfulConfirmed } = pathway;
  const verdict = verdictOf(pathway, past, statute, { isPast, day, lawful, confirmedOnly: false });
  const meetings = isPast ? [] : proposal.meetings;
  const check: Omit<ProposalCheck, "sentence"> = {
    verdict,
    today: now,
    decision: {
      date: day,
      basis: given.decision?.basis ?? (day === undefined ? "none" : "earliest"),
      isPast,
    },
    body: plan.known.body,
    duties: dutyAnswers(statute, past),
    steps: pathway.steps,
    earliestLawful: pathway.lawful,
    earliestAdvisable: pathway.advisable,
    confirmedOnly: {
      earliestLawful: pathway.lawfulConfirmed,
      earliestAdvisable: pathway.advisableConfirmed,
      verdict: verdictOf(pathway, past, statute, {
        isPast,
        day,
        lawful: lawfulConfirmed,
        confirmedOnly: true,
      }),
    },
    firstLawfulMeeting: firstFrom(meetings, pathway.lawful),
    firstAdvisableMeeting: firstFrom(meetings, pathway.advisable),
    criticalPath: pathway.criticalPath,
    derived: plan.known.derived,
    working: plan.judgement,
    cautions: cautionsOf(statute, proposal, plan, now),
    disclaimer: disclaimerOf(statute),
  };
  return { ok: true, value: { ...check, sentence: sentenceOf(check) } };
}

function firstFrom(meetings: readonly PlannedMeeting[], { date }: DecisionDay): PlannedMeeting | undefined {
  return date === undefined ? undefined : meetings.find((meeting) => meeting.date >= date);
}

type PlanFor = {
  readonly known: Known;
  readonly judgement: Judgement;
  readonly pathway: Pathway;
  readonly day: number | undefined;
};

/**
 * Without a day for the decision the plan is made twice: for today, to find the earliest day, and then for that day.
 *
 * @param past  the judgement of a decision that was made; it is the plan's too, for nothing is planned any more
 */
function planFor(
  statute: Statute,
  proposal: Proposal,
  given: Known,
  clock: number | undefined,
  past: Judgement | undefined,
): PlanFor {
  const { events } = proposal;
  const make = (day: number | undefined): PlanFor => {
    const known = past === undefined ? factsKnown(statute, proposal, day) : given;
    const judgement = past ?? judge(statute, known.planned, day);
    const scene: Scene = { statute, judgement, events, day, today: clock, isPast: past !== undefined };
    return { known, judgement, pathway: pathwayOf(scene), day };
  };
  if (given.decision !== undefined) return make(given.decision.day);
  if (clock === undefined) return make(undefined);
  const first = make(clock);
  const { date } = first.pathway.lawful;
  return date === undefined || dayNumber(date) === clock ? first : make(dayNumber(date));
}

type Asked = {
  readonly isPast: boolean;
  readonly day: CivilDate | undefined;
  readonly lawful: DecisionDay;
  readonly confirmedOnly: boolean;
};

function verdictOf(pathway: Pathway, past: Judgement, statute: Statute, asked: Asked): ProposalVerdict {
  const binding = pathway.steps.filter((step) => {
    const bears = statute.duties[statute.dutyNumbers.get(step.duty) ?? -1]?.duty.bearsOn;
    const waits = bears === "decision" || bears === "meeting" || bears === "agreement";
    return step.blocks && waits && (!asked.confirmedOnly || step.mark === "confirmed");
  });
  const isFailed = (step: Step): boolean =>
    past.verdicts[statute.dutyNumbers.get(step.duty) ?? -1] === "failed";
  if (asked.isPast ? binding.some(isFailed) : pathway.barring.length > 0) return "barred";
  const has = (...statuses: readonly Step["status"][]): boolean =>
    binding.some((step) => statuses.includes(step.status));
  if (asked.isPast) return has("cannot tell", "late", "missing", "due", "not yet") ? "cannot-tell" : "lawful";
  const isTooEarly =
    asked.day !== undefined && asked.lawful.date !== undefined && asked.day < asked.lawful.date;
  if (has("due", "late", "missing", "not yet") || isTooEarly) return "not-yet";
  return has("cannot tell") ? "cannot-tell" : "lawful";
}

function bodyProblems(statute: Statute, proposal: Proposal, known: Known): readonly Problem[] {
  const day = known.decision?.day;
  if (day === undefined) return [];
  const on = civilDateOfDayNumber(day);
  const written = formatCivilDate(on);
  const found: Problem[] = [];
  if (proposal.bodies.length > 0 && known.body === undefined) {
    const names = proposal.bodies.map(({ name, kind }) => name ?? kind ?? "a body").join(", ");
    found.push({
      field: "body",
      message: `No body given decides on ${written}: ${names}. Add the body of that day, or correct from and to.`,
    });
  }
  const kind = known.recorded[statute.factNumbers.get("body.kind") ?? -1]?.text;
  const option = statute.law.facts.get("body.kind")?.options.find(({ value }) => value === kind);
  if (option?.from !== undefined && on < option.from) {
    found.push({
      field: "body",
      message: `There was no body of the kind ${option.value} on ${written}: the first were made on ${formatCivilDate(option.from)}.`,
    });
  }
  if (option?.to !== undefined && on > option.to) {
    found.push({
      field: "body",
      message: `There was no body of the kind ${option.value} on ${written}: the last ended on ${formatCivilDate(option.to)}.`,
    });
  }
  return found;
}

function cautionsOf(
  statute: Statute,
  proposal: Proposal,
  plan: PlanFor,
  today: CivilDate | undefined,
): readonly string[] {
  const cautions: string[] = [];
  const { sheet } = plan.judgement;
  const poll = sheet[statute.factNumbers.get("poll.date") ?? -1];
  const polls = new Set([
    ...proposal.polls.map(({ date }) => date),
    ...(poll?.first !== undefined && poll.first === poll.last ? [civilDateOfDayNumber(poll.first)] : []),
  ]);
  for (const date of polls) {
    if (weekday(date) !== 4)
      cautions.push(
        `${formatCivilDateWithWeekday(date)} is an unusual day for a poll: nearly all are on a Thursday. Check the date.`,
      );
  }
  for (const step of plan.pathway.steps) {
    if (step.window === undefined || plan.day === undefined) continue;
    const day = civilDateOfDayNumber(plan.day);
    if (day >= step.window.from && day <= step.window.to) {
      cautions.push(
        `${formatCivilDate(day)} lies in the time before a poll (${formatCivilDate(step.window.from)} to ${formatCivilDate(step.window.to)}): ${step.title}. It advises; it does not bar a decision.`,
      );
    }
  }
  for (const body of proposal.bodies) {
    if (body.from === undefined || (today !== undefined && body.from <= today)) continue;
    cautions.push(
      `From ${formatCivilDate(body.from)} ${body.name ?? "another body"} decides: it must take the decision itself, and delegations by the body before it lapse unless they were passed on.`,
    );
  }
  return cautions;
}

function disclaimerOf(statute: Statute): string {
  return `This informs and is not legal advice. It knows the law as it was read on ${formatCivilDate(statute.law.readOn)}; rules marked “to be checked” count towards dates and never show a failure.`;
}

function sentenceOf(check: Omit<ProposalCheck, "sentence">): string {
  const { verdict, decision, earliestLawful, earliestAdvisable } = check;
  const on = decision.date === undefined ? "" : ` on ${formatCivilDate(decision.date)}`;
  if (verdict === "barred") {
    const failed = check.duties
      .filter((duty) => duty.verdict === "failed" && canBlock(duty))
      .map(({ title }) => title);
    const what = failed.length === 0 ? "" : `: ${failed.slice(0, 3).join("; ")}`;
    return decision.isPast
      ? `By what is recorded, the decision${on} was barred${what}.`
      : `By what is recorded, a decision${on} is barred${what}.`;
  }
  if (verdict === "cannot-tell")
    return `Whether a decision${on} ${decision.isPast ? "was" : "would be"} lawful cannot be told from what is recorded.`;
  if (verdict === "lawful") return `Nothing recorded stands against a decision${on}.`;
  const lawful =
    earliestLawful.date === undefined
      ? "No lawful date can be named yet"
      : `It can lawfully be decided from ${formatCivilDate(earliestLawful.date)}`;
  const wise =
    earliestAdvisable.date === undefined || earliestAdvisable.date === earliestLawful.date
      ? ""
      : `, and is better decided from ${formatCivilDate(earliestAdvisable.date)}`;
  return `${lawful}${wise}, if the steps due are done.`;
}
