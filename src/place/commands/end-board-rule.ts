import { formatCivilDate } from "@concordat/calendar";
import {
  Invalid,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { boardRuleKindLabel, ruleInWords, type BoardRule } from "../board-rule.ts";
import { endBoardRuleSchema, type EndBoardRule } from "../board-schema.ts";
import { findBoard } from "../store-boards.ts";
import { endRule, listRules } from "../store-boards-rules.ts";
import { boardDone, boardToChange, refuseNotKept } from "./change-board.ts";
import { boardTrail } from "./publish-board.ts";
import { boardResource } from "./resources.ts";

/** Ends a rule of a board without a new one in its place. */
export const endBoardRuleCommand: Command = defineCommand<EndBoardRule>({
  name: "place.end-board-rule",
  title: "End a rule of a board",
  about: "Says from which day a rule of a board no longer holds, and why; no other takes its place.",
  schema: endBoardRuleSchema,
  path: "/boards/:slug/rules/end",
  resource: boardResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const board = await findBoard(db, params["slug"] ?? "");
    if (!board) return undefined;
    refuseNotKept(board);
    const rules = (await listRules(db, board.id)).filter((rule) => rule.endsOn === undefined);
    return {
      title: `End a rule of ${board.name}`,
      intro:
        rules.length === 0
          ? "No rule that goes on is held of this board, so none can be ended."
          : "Is another rule to take its place? Then set that one, and this rule ends by itself.",
      submit: "End the rule",
      illustrative: board.basis === "illustrative",
      trail: boardTrail(board),
      values: { version: String(board.version) },
      fields: [
        { name: "version", widget: { kind: "hidden" } },
        {
          name: "rule",
          widget: {
            kind: "select",
            options: rules.map((rule) => ({
              value: rule.id,
              text: `${boardRuleKindLabel(rule.kind)}: ${rule.rule}`,
            })),
          },
        },
        { name: "ends", widget: { kind: "date" } },
        { name: "reason", widget: { kind: "textarea", rows: 2 } },
      ],
    };
  },
  run: runEnd,
});

async function runEnd(acting: Acting, input: EndBoardRule): Promise<Done> {
  const board = await boardToChange(acting, input);
  const rule = (await listRules(acting.tx, board.id)).find((one) => one.id === input.rule);
  const problem = rule ? endProblem(rule, input) : "It is no rule of this board. Open the form again.";
  if (!rule || problem !== undefined)
    throw new Invalid([
      { code: "place.rule-not-ended", field: rule ? "ends" : "rule", message: problem ?? "" },
    ]);
  await endRule(acting.tx, rule.id, input.ends);
  return boardDone(board, {
    kind: "place.board-rule-ended",
    summary: `A rule of ${board.name} no longer holds from ${formatCivilDate(input.ends)}: ${boardRuleKindLabel(rule.kind).toLowerCase()}. ${ruleInWords(rule, [])}`,
    body: {
      board: board.slug,
      kind: rule.kind,
      rule: rule.rule,
      begins: rule.beginsOn ?? null,
      ends: input.ends,
      reason: input.reason,
    },
  });
}

function endProblem(rule: BoardRule, { ends }: EndBoardRule): string | undefined {
  if (rule.endsOn !== undefined && rule.endsOn <= ends)
    return `The rule ends on ${formatCivilDate(rule.endsOn)} already. Give an earlier day, or leave it as it is.`;
  if (rule.beginsOn !== undefined && ends <= rule.beginsOn)
    return `The rule begins on ${formatCivilDate(rule.beginsOn)}, so it cannot end on ${formatCivilDate(ends)}. Give a later day.`;
  return undefined;
}
