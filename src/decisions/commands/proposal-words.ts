import type { CivilDate } from "@concordat/calendar";
import { Invalid, type Db, type Problem } from "../../kernel/index.ts";
import { findArea, type Area, type Organisation } from "../../place/index.ts";
import { asThingsAre } from "../proposal.ts";
import type { EditProposal, RegisterProposal } from "../schema-proposals.ts";
import { listFunctionChoices, type ProposalWords } from "../store-change.ts";

type Said = RegisterProposal | EditProposal;

/** What was said of a proposal, read against the register. */
export interface ReadWords {
  readonly words: ProposalWords;
  /** Without keeping things as they are, which stands first by itself. */
  readonly options: readonly string[];
  readonly area: Area;
}

/**
 * Reads what was said against the register.
 *
 * @throws Invalid with every fault beside its field
 */
export async function readWords(
  db: Db,
  input: Said,
  organisation: Organisation,
  today: CivilDate,
): Promise<ReadWords> {
  const area = await findArea(db, input.area);
  const problems = [
    ...areaProblems(input, area, organisation),
    ...(await functionProblems(db, input)),
    ...dayProblems(input, today),
  ];
  if (area === undefined || problems.length > 0) throw new Invalid(problems);
  const { title, what, kind, areaWords, amount, decisionDueOn } = input;
  const { inequality, money, priorities, experience } = input;
  return {
    area,
    options: distinctLines(input.options),
    words: {
      title,
      what,
      kind,
      areaId: area.id,
      areaWords,
      function: input.function,
      amount,
      decisionDueOn,
      effects: { inequality, money, priorities, experience },
    },
  };
}

/** One fault beside its field. */
export function wordProblem(field: string, message: string): Problem {
  return { code: `decisions.${field}`, field, message };
}

function areaProblems(input: Said, area: Area | undefined, organisation: Organisation): readonly Problem[] {
  if (area === undefined)
    return [
      wordProblem(
        "area",
        `We hold no area “${input.area}”. Write the last part of its address under /areas.`,
      ),
    ];
  return (area.basis === "illustrative") === (organisation.basis === "illustrative")
    ? []
    : [
        wordProblem(
          "area",
          "What is made up and what is real are never mixed. Choose an area of the same sort as the body.",
        ),
      ];
}

async function functionProblems(db: Db, input: Said): Promise<readonly Problem[]> {
  const known = await listFunctionChoices(db);
  return input.function !== undefined && !known.some(({ slug }) => slug === input.function)
    ? [wordProblem("function", `There is no function “${input.function}” here. /powers lists them.`)]
    : [];
}

/** A new proposal plans ahead; of one that is held its day may have passed. */
function dayProblems(input: Said, today: CivilDate): readonly Problem[] {
  const isNew = !("version" in input);
  return isNew && input.decisionDueOn !== undefined && input.decisionDueOn < today
    ? [
        wordProblem(
          "decisionDueOn",
          "The day planned for the decision has passed. Give a later one, or leave it empty.",
        ),
      ]
    : [];
}

function distinctLines(text: string): readonly string[] {
  return [...new Set(text.split("\n").map((one) => one.replace(/\s+/g, " ").trim()))].filter(
    (one) => one !== "" && one.toLowerCase() !== asThingsAre.toLowerCase(),
  );
}
