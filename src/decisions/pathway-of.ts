import { addDays, parseVagueDate, type CivilDate } from "@concordat/calendar";
import {
  checkProposal,
  readProposal,
  type Law,
  type ProposalCheck,
  type Statute,
  type Step,
} from "@concordat/statute";
import type { Asked } from "./asked.ts";
import { notKnown, valueOf } from "./fact-answer.ts";
import { usualOf } from "./kinds.ts";
import { decisionOf, type AnswerGiven, type ProposalFile } from "./proposal.ts";

/** The answers that stand: of each question the latest. */
export function standingAnswers(answers: readonly AnswerGiven[]): readonly AnswerGiven[] {
  return answers.filter(({ replaced }) => !replaced);
}

/** A proposal kept here as the check takes it: its answers, its body, its area where that is a council's. */
export function askedOf({ proposal, answers }: ProposalFile, meetings: readonly CivilDate[]): Asked {
  const given = new Map(standingAnswers(answers).map(({ fact, answer }) => [fact, answer]));
  if (!given.has("decision.date") && proposal.decisionDueOn !== undefined)
    given.set("decision.date", proposal.decisionDueOn);
  const isCouncilArea = proposal.area.kind === "place" || proposal.area.kind === "district";
  return {
    kind: proposal.kind,
    name: proposal.title,
    body: (proposal.decider ?? proposal.proposer)?.slug ?? "",
    meetings,
    areas: isCouncilArea ? [proposal.area.slug] : [],
    answers: given,
    ask: undefined,
    whatIf: undefined,
    problems: [],
    typed: {},
  };
}

/** What the sources of a proposal show of the steps that the law of its day asks for; no verdict (invariant 15). */
export interface SourcePathway {
  readonly on: CivilDate;
  readonly check: ProposalCheck;
  /** Steps that the dates and facts of the sources show. */
  readonly shown: readonly Step[];
  /** Steps that a change of a health service usually asks for, of which the sources held here say nothing. */
  readonly notHeld: readonly Step[];
}

/**
 * Lays the facts of the sources against the law of the day of the decision; where none is held, of the last event.
 *
 * Nothing that is usual is taken for granted: a fact that no source shows is not known, and a rule that holds as long as
 * nobody shows otherwise is not said to be shown. What is usual for a change of a health service only picks the steps of
 * which it is worth saying that nothing is held.
 *
 * @returns undefined where no fact is held, or the facts cannot be laid against the law of that day
 */
export function sourcePathwayOf(statute: Statute, file: ProposalFile): SourcePathway | undefined {
  const { law } = statute;
  const facts = factsOf(law, standingAnswers(file.answers));
  const on = dayOf(file);
  if (facts.length === 0 || on === undefined) return undefined;
  const check = checkOn(statute, { facts, on });
  if (check === undefined) return undefined;
  const held = new Set(check.duties.filter(({ verdict }) => verdict === "held").map(({ id }) => id));
  const shown = stepsOf(check).filter(
    ({ duty, status }) => status === "done" && held.has(duty) && !isPresumed(law, duty),
  );
  const known = new Set([...facts.map(({ key }) => key), "decision.maker-kind"]);
  const usual = usualOf("service-change", law).facts.filter(
    ({ key }) => !known.has(key) && key !== "decision.date",
  );
  // Asked a year before, a step of which nothing is recorded is one to do, and not one that cannot be told.
  const day = known.has("decision.date") ? [] : [{ key: "decision.date", value: on }];
  const asked = checkOn(statute, { facts: [...facts, ...usual, ...day], on: addDays(on, -365) });
  const ids = new Set(shown.map(({ duty }) => duty));
  const notHeld = stepsOf(asked).filter(({ duty, status }) => status !== "cannot tell" && !ids.has(duty));
  return { on, check, shown, notHeld };
}

/** Whether a rule counts as held as long as nobody shows otherwise. */
function isPresumed(law: Law, duty: string): boolean {
  return Object.keys(law.duties.get(duty)?.presumes ?? {}).length > 0;
}

function stepsOf(check: ProposalCheck | undefined): readonly Step[] {
  return (check?.steps ?? []).filter(({ window }) => window === undefined);
}

function checkOn(
  statute: Statute,
  { facts, on }: { readonly facts: readonly object[]; readonly on: CivilDate },
): ProposalCheck | undefined {
  const read = readProposal(JSON.stringify({ today: on, areas: [], facts, events: [] }), statute.law);
  if (!read.ok) return undefined;
  const checked = checkProposal(statute, read.value, on);
  return checked.ok ? checked.value : undefined;
}

function factsOf(law: Law, answers: readonly AnswerGiven[]) {
  return answers.flatMap(({ fact, answer, restsOn, sure }) => {
    const definition = law.facts.get(fact);
    if (definition === undefined || answer === notKnown) return [];
    return [
      { key: fact, value: valueOf(definition, answer), restsOn, mark: sure ? "confirmed" : "to-be-checked" },
    ];
  });
}

/** The day of the decision as a fact, else as an event, else of the last event; of a vague one its last day. */
function dayOf({ answers, events }: ProposalFile): CivilDate | undefined {
  const fact = standingAnswers(answers).find((one) => one.fact === "decision.date");
  const read = fact && parseVagueDate(fact.answer);
  if (read?.ok === true) return read.value.latest;
  const happened = events.filter(({ state }) => state === "happened");
  return (decisionOf(happened) ?? happened.at(-1))?.on.latest;
}
