import { formatCivilDate, isCivilDate } from "@concordat/calendar";
import { whatIf, type Proposal, type ProposalCheck, type Statute } from "@concordat/statute";
import type { CivilDate } from "@concordat/calendar";
import { answerText, valueOf } from "./fact-answer.ts";
import { proposalVerdictText, statusText } from "./words.ts";

/** What would move if one answer were another. */
export interface Trial {
  readonly question: string;
  readonly was: string;
  readonly is: string;
  readonly sentence: string;
  readonly moves: readonly { readonly what: string; readonly was: string; readonly is: string }[];
  readonly problem?: string;
}

/** Tries another answer and says what moves; the proposal itself stays as it is. */
export function tryAnswer(
  statute: Statute,
  proposal: Proposal,
  asked: { readonly fact: string; readonly answer: string; readonly was: string; readonly today: CivilDate },
): Trial | undefined {
  const { law } = statute;
  const definition = law.facts.get(asked.fact);
  if (definition === undefined) return undefined;
  const found = whatIf(
    statute,
    proposal,
    { facts: { [asked.fact]: valueOf(definition, asked.answer) } },
    asked.today,
  );
  const words = {
    question: definition.question,
    was: asked.was === "" ? "Not answered" : answerText(definition, asked.was),
    is: answerText(definition, asked.answer),
  };
  if (!found.ok)
    return {
      ...words,
      sentence: "",
      moves: [],
      problem: found.problems.map(({ message }) => message).join(" "),
    };
  const { after, moves } = found.value;
  return {
    ...words,
    sentence: after.sentence,
    moves: moves.flatMap(({ duty, what, was, is }) => {
      const rule = duty === undefined ? undefined : law.duties.get(duty);
      // Whether a duty applies shows in its status; one that only moves between “cannot tell” and “does not apply” tells nobody anything.
      if (duty !== undefined && what !== "status" && what !== "latest") return [];
      const subject =
        rule === undefined ? wholes[what] : what === "latest" ? `${rule.title}: last day` : rule.title;
      return [{ what: subject ?? what, was: textOf(was), is: textOf(is) }];
    }),
  };
}

const wholes: Readonly<Record<string, string>> = {
  verdict: "The answer",
  "earliest lawful date": "Earliest lawful day",
  "earliest advisable date": "Earliest advisable day",
};

function textOf(value: string | undefined): string {
  if (value === undefined) return "–";
  if (isCivilDate(value)) return formatCivilDate(value);
  const verdict = Object.hasOwn(proposalVerdictText, value)
    ? proposalVerdictText[value as ProposalCheck["verdict"]]
    : undefined;
  const status = Object.hasOwn(statusText, value) ? statusText[value as keyof typeof statusText] : undefined;
  return verdict ?? status ?? value;
}
