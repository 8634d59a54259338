import type { CivilDate } from "@concordat/calendar";
import {
  checkProposal,
  openQuestions,
  type Proposal,
  type ProposalCheck,
  type Question,
  type Statute,
} from "@concordat/statute";
import type { Db, Problem } from "../kernel/index.ts";
import type { Asked } from "./asked.ts";
import { composeProposal, type Composed } from "./composed.ts";
import { usualOf } from "./kinds.ts";
import { settingOf, type Setting } from "./setting.ts";
import { heldStatute } from "./store-law.ts";

/** A proposal checked, or what stands in the way of checking it. */
export interface Checked {
  readonly statute: Statute;
  readonly setting: Setting;
  readonly composed: Composed;
  readonly result:
    | {
        readonly proposal: Proposal;
        readonly check: ProposalCheck;
        /** Only those that can still change the answer, the most important first; none that was put aside. */
        readonly questions: readonly Question[];
      }
    | undefined;
  readonly problems: readonly (Problem & { readonly field: string })[];
}

/** Checks what a visitor asked, with what the register knows. Nothing is kept. */
export async function checkAsked(db: Db, asked: Asked, today: CivilDate): Promise<Checked> {
  const statute = await heldStatute();
  const { law } = statute;
  const decided = asked.answers.get("decision.date");
  const setting = await settingOf(db, law, {
    body: asked.body,
    bodyKind: asked.kind === undefined ? undefined : usualOf(asked.kind, law).bodyKind,
    areas: asked.areas,
    today,
    decision: decided !== undefined && /^\d{4}-\d\d-\d\d$/.test(decided) ? (decided as CivilDate) : undefined,
  });
  const composed = composeProposal(law, asked, setting, today);
  const problems = [...asked.problems, ...setting.problems, ...composed.problems];
  if (composed.proposal === undefined || problems.length > 0)
    return { statute, setting, composed, result: undefined, problems };
  const checked = checkProposal(statute, composed.proposal, today);
  if (!checked.ok)
    return {
      statute,
      setting,
      composed,
      result: undefined,
      problems: checked.problems.map(({ field, message }) => ({
        code: "decisions.proposal",
        field,
        message,
      })),
    };
  const settled = new Set(composed.known.map(({ fact }) => fact));
  const { proposal } = composed;
  let found: readonly Question[] | undefined;
  const result = {
    proposal,
    check: checked.value,
    // Finding them takes as long as the check itself, and not every reader asks.
    get questions(): readonly Question[] {
      found ??= openQuestions(statute, checked.value).filter(({ fact }) => !settled.has(fact.key));
      return found;
    },
  };
  return { statute, setting, composed, result, problems: [] };
}
