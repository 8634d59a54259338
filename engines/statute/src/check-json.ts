import type { ProposalCheck, ProposalVerdict } from "./check.ts";
import type { StepStatus } from "./pathway.ts";
import type { Question } from "./question.ts";
import type { Verdict } from "./verdict.ts";

/** A check as other programs get it. Days are YYYY-MM-DD; null where there is none. */
export type CheckJson = {
  readonly verdict: ProposalVerdict;
  readonly sentence: string;
  readonly today: string | null;
  readonly decisionDate: string | null;
  readonly earliestLawfulDate: string | null;
  readonly earliestAdvisableDate: string | null;
  readonly confirmedOnly: {
    readonly verdict: ProposalVerdict;
    readonly earliestLawfulDate: string | null;
    readonly earliestAdvisableDate: string | null;
  };
  readonly firstLawfulMeeting: string | null;
  readonly firstAdvisableMeeting: string | null;
  readonly duties: readonly {
    readonly id: string;
    readonly verdict: Verdict;
    readonly because: string;
    readonly force: string;
    readonly mark: string;
    readonly provision: string;
  }[];
  readonly steps: readonly {
    readonly duty: string;
    readonly title: string;
    readonly holder: string;
    readonly force: string;
    readonly mark: string;
    readonly status: StepStatus;
    readonly earliest: string | null;
    readonly latest: string | null;
    readonly on: string | null;
    readonly slackDays: number | null;
    readonly critical: boolean;
    readonly evidence: string;
    readonly provision: string;
  }[];
  readonly criticalPath: readonly string[];
  readonly questions: readonly {
    readonly fact: string;
    readonly question: string;
    readonly duties: readonly string[];
  }[];
  readonly cautions: readonly string[];
  readonly disclaimer: string;
};

/**
 * A check in the words other programs are promised. The names are an interface: add to them, never change them.
 *
 * @example checkJson(check, []).verdict // "not-yet"
 */
export function checkJson(check: ProposalCheck, questions: readonly Question[]): CheckJson {
  const { confirmedOnly } = check;
  return {
    verdict: check.verdict,
    sentence: check.sentence,
    today: check.today ?? null,
    decisionDate: check.decision.date ?? null,
    earliestLawfulDate: check.earliestLawful.date ?? null,
    earliestAdvisableDate: check.earliestAdvisable.date ?? null,
    confirmedOnly: {
      verdict: confirmedOnly.verdict,
      earliestLawfulDate: confirmedOnly.earliestLawful.date ?? null,
      earliestAdvisableDate: confirmedOnly.earliestAdvisable.date ?? null,
    },
    firstLawfulMeeting: check.firstLawfulMeeting?.date ?? null,
    firstAdvisableMeeting: check.firstAdvisableMeeting?.date ?? null,
    duties: check.duties.map(({ id, verdict, because, force, mark, provision }) => ({
      id,
      verdict,
      because,
      force,
      mark,
      provision,
    })),
    steps: check.steps.map((step) => ({
      duty: step.duty,
      title: step.title,
      holder: step.holder,
      force: step.force,
      mark: step.mark,
      status: step.status,
      earliest: step.earliest ?? null,
      latest: step.latest ?? null,
      on: step.on ?? null,
      slackDays: step.slack ?? null,
      critical: step.isCritical,
      evidence: step.evidence,
      provision: step.provision,
    })),
    criticalPath: check.criticalPath,
    questions: questions.map(({ fact, duties }) => ({
      fact: fact.key,
      question: fact.question,
      duties,
    })),
    cautions: check.cautions,
    disclaimer: check.disclaimer,
  };
}
