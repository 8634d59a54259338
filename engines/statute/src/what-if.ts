import type { CivilDate } from "@concordat/calendar";
import { checkProposal } from "./check.ts";
import type { ProposalCheck } from "./check.ts";
import type { Step } from "./pathway.ts";
import type { Checked } from "./problem.ts";
import { readFact } from "./fact.ts";
import type { PlannedMeeting, Proposal } from "./proposal.ts";
import type { Statute } from "./statute.ts";

/** What to change: facts by key (not-known takes one away), today, the meetings. */
export type Change = {
  readonly facts?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly today?: CivilDate;
  readonly meetings?: readonly PlannedMeeting[];
};

/** One thing that moved: a date, a status, a verdict. Absent: there was none. */
export type Move = {
  /** The duty, or nothing for the proposal as a whole. */
  readonly duty?: string | undefined;
  readonly what:
    "verdict" | "status" | "earliest" | "latest" | "earliest lawful date" | "earliest advisable date";
  readonly was?: string | undefined;
  readonly is?: string | undefined;
};

/** The answer before, the answer after, and what moved. */
export type Comparison = {
  readonly before: ProposalCheck;
  readonly after: ProposalCheck;
  readonly moves: readonly Move[];
};

/**
 * Changes facts or dates of a proposal and says what moves.
 *
 * @param today  as for `checkProposal`
 * @example whatIf(statute, proposalOf({ facts: { "decision.date": "2026-03-02" } }), { facts: { "decision.appointed-body-differs-from-affected": "yes" } }, "2026-01-12").value.after.verdict // "barred"
 */
export function whatIf(
  statute: Statute,
  proposal: Proposal,
  change: Change,
  today?: CivilDate,
): Checked<Comparison> {
  const changed = changedProposal(statute, proposal, change);
  if (!changed.ok) return changed;
  const before = checkProposal(statute, proposal, today);
  const after = checkProposal(statute, changed.value, change.today ?? today);
  if (!before.ok) return before;
  if (!after.ok) return after;
  return {
    ok: true,
    value: { before: before.value, after: after.value, moves: movesBetween(before.value, after.value) },
  };
}

/** A proposal with some facts changed, added or taken away. */
function changedProposal(statute: Statute, proposal: Proposal, change: Change): Checked<Proposal> {
  const facts = new Map(proposal.facts.map((fact) => [fact.key, fact]));
  for (const [key, value] of Object.entries(change.facts ?? {})) {
    const definition = statute.law.facts.get(key);
    if (definition === undefined)
      return { ok: false, problems: [{ field: key, message: `There is no fact “${key}”.` }] };
    const read = readFact(definition, value, true);
    if ("problem" in read) return { ok: false, problems: [{ field: key, message: read.problem }] };
    facts.set(key, { key, value, sure: true });
  }
  const { today = proposal.today, meetings = proposal.meetings } = change;
  return { ok: true, value: { ...proposal, today, meetings, facts: [...facts.values()] } };
}

function movesBetween(before: ProposalCheck, after: ProposalCheck): readonly Move[] {
  const moves: Move[] = [];
  const say = (what: Move["what"], was: string | undefined, is: string | undefined, duty?: string): void => {
    if (was !== is) moves.push({ ...(duty === undefined ? {} : { duty }), what, was, is });
  };
  say("verdict", before.verdict, after.verdict);
  say("earliest lawful date", before.earliestLawful.date, after.earliestLawful.date);
  say("earliest advisable date", before.earliestAdvisable.date, after.earliestAdvisable.date);
  const verdicts = new Map(before.duties.map(({ id, verdict }) => [id, verdict]));
  for (const { id, verdict } of after.duties) say("verdict", verdicts.get(id), verdict, id);
  const old = new Map(before.steps.map((step) => [step.duty, step]));
  const now = new Map(after.steps.map((step) => [step.duty, step]));
  for (const duty of new Set([...old.keys(), ...now.keys()])) {
    const [a, b]: readonly (Step | undefined)[] = [old.get(duty), now.get(duty)];
    say("status", a?.status, b?.status, duty);
    say("earliest", a?.earliest, b?.earliest, duty);
    say("latest", a?.latest, b?.latest, duty);
  }
  return moves;
}
