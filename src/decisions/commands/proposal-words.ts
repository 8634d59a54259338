import type { CivilDate } from "@concordat/calendar";
import { Invalid, type Db, type Problem } from "../../kernel/index.ts";
import {
  findArea,
  findBoard,
  findLatestOrganisation,
  type Area,
  type Board,
  type Organisation,
} from "../../place/index.ts";
import { asThingsAre } from "../proposal.ts";
import type { EditProposal, RegisterProposal } from "../schema-proposals.ts";
import { listFunctionChoices, type ProposalWords } from "../store-change.ts";
import { isHigher } from "../subsidiarity.ts";

type Said = RegisterProposal | EditProposal;

/** What was said of a proposal, read against the register. */
export interface ReadWords {
  readonly words: ProposalWords;
  /** Without keeping things as they are, which stands first by itself. */
  readonly options: readonly string[];
  readonly area: Area;
}

/**
 * Reads what was said against the register; refuses a wider decider without a reason (invariant 13).
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
  const board = input.deciderBoard === undefined ? undefined : await findBoard(db, input.deciderBoard);
  const problems = [
    ...areaProblems(input, area, organisation),
    ...(await nameProblems(db, input, board)),
    ...dayProblems(input, today),
  ];
  if (area === undefined || problems.length > 0) throw new Invalid(problems);
  const decider = await deciderOf(db, organisation, board);
  await refuseHigher(db, input, { area, decider, board });
  const { title, what, kind, areaWords, higherWhy, decisionDueOn } = input;
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
      deciderId: decider.id,
      deciderBoardId: board?.id,
      function: input.function,
      higherWhy,
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

async function nameProblems(db: Db, input: Said, board: Board | undefined): Promise<readonly Problem[]> {
  const known = await listFunctionChoices(db);
  return [
    ...(input.deciderBoard !== undefined && board === undefined
      ? [
          wordProblem(
            "deciderBoard",
            `There is no board “${input.deciderBoard}” here. Write the last part of its address under /boards.`,
          ),
        ]
      : []),
    ...(input.function !== undefined && !known.some(({ slug }) => slug === input.function)
      ? [wordProblem("function", `There is no function “${input.function}” here. /powers lists them.`)]
      : []),
  ];
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

/** The body of the board that decides, else the body that makes the proposal. */
async function deciderOf(
  db: Db,
  organisation: Organisation,
  board: Board | undefined,
): Promise<Organisation> {
  if (board?.organisation === undefined) return organisation;
  return (await findLatestOrganisation(db, board.organisation.slug)) ?? organisation;
}

async function refuseHigher(
  db: Db,
  { higherWhy }: Said,
  of: { readonly area: Area; readonly decider: Organisation; readonly board: Board | undefined },
): Promise<void> {
  const { area, decider, board } = of;
  const slug = board?.area?.slug ?? decider.area?.slug;
  const kind = slug === undefined ? undefined : (await findArea(db, slug))?.kind;
  if (!isHigher(kind, area.kind) || higherWhy !== undefined) return;
  throw new Invalid([
    wordProblem(
      "higherWhy",
      `${board?.name ?? decider.name} decides for more than ${area.name}. Say why it is not decided in ${area.name}, or let a board there decide.`,
    ),
  ]);
}

function distinctLines(text: string): readonly string[] {
  return [...new Set(text.split("\n").map((one) => one.replace(/\s+/g, " ").trim()))].filter(
    (one) => one !== "" && one.toLowerCase() !== asThingsAre.toLowerCase(),
  );
}
