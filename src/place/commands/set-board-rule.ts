import { formatCivilDate } from "@concordat/calendar";
import {
  Invalid,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import {
  boardRuleKindKeys,
  boardRuleKindLabel,
  checkRule,
  ruleHeldAlready,
  ruleInWords,
  type BoardRule,
} from "../board-rule.ts";
import { setBoardRuleSchema, type SetBoardRule } from "../board-schema.ts";
import { daysOverlap } from "../in-being.ts";
import { findBoard } from "../store-boards.ts";
import { listRules, setRule } from "../store-boards-rules.ts";
import { boardDone, boardToChange, refuseNotKept } from "./change-board.ts";
import { enteredNow } from "./entered.ts";
import { boardTrail } from "./publish-board.ts";
import { boardResource } from "./resources.ts";

/** Sets a rule of a board from a day. */
export const setBoardRuleCommand: Command = defineCommand<SetBoardRule>({
  name: "place.set-board-rule",
  title: "Set a rule of a board",
  about:
    "Sets quorum, notice, call-in, how it decides or another rule from a day; the rule until then ends the day before.",
  schema: setBoardRuleSchema,
  path: "/boards/:slug/rules/add",
  resource: boardResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const board = await findBoard(db, params["slug"] ?? "");
    if (!board) return undefined;
    refuseNotKept(board);
    return {
      title: `Set a rule of ${board.name}`,
      submit: "Set the rule",
      illustrative: board.basis === "illustrative",
      trail: boardTrail(board),
      values: { version: String(board.version) },
      fields: [
        { name: "version", widget: { kind: "hidden" } },
        {
          name: "kind",
          widget: {
            kind: "select",
            options: boardRuleKindKeys.map((value) => ({ value, text: boardRuleKindLabel(value) })),
          },
        },
        { name: "rule", widget: { kind: "textarea", rows: 2 } },
        { name: "begins", widget: { kind: "date" } },
        { name: "ends", widget: { kind: "date" } },
        { name: "reason", widget: { kind: "textarea", rows: 2 } },
      ],
    };
  },
  run: runSet,
});

async function runSet(acting: Acting, input: SetBoardRule): Promise<Done> {
  const board = await boardToChange(acting, input);
  const checked = checkRule(input.kind, input.rule);
  const days = { ...(input.begins && { beginsOn: input.begins }), ...(input.ends && { endsOn: input.ends }) };
  const rival = (await listRules(acting.tx, board.id)).find(
    (one) => input.kind !== "other" && one.kind === input.kind && daysOverlap(one, days),
  );
  const until = rival && canGiveWay(rival, input) ? rival : undefined;
  const problems: readonly Problem[] = [
    ...(checked.ok ? [] : checked.problems.map((one) => ({ ...one, field: "rule" }))),
    ...(rival && !until
      ? [{ code: "place.rule-held", field: "begins", message: ruleHeldAlready(rival) }]
      : []),
    ...dayProblems(input),
  ];
  if (problems.length > 0 || !checked.ok) throw new Invalid(problems);
  await setRule(
    acting.tx,
    board,
    {
      kind: input.kind,
      rule: checked.value,
      from: enteredNow(acting, { illustrative: board.basis === "illustrative" }),
      ...days,
    },
    { millis: millisOf(acting.clock.now()), ...(until && { until }) },
  );
  return boardDone(board, {
    kind: "place.board-rule-set",
    summary: `A rule of ${board.name} was set${input.begins ? ` from ${formatCivilDate(input.begins)}` : ""}. ${ruleInWords({ kind: input.kind, rule: checked.value }, [])}`,
    body: {
      board: board.slug,
      kind: input.kind,
      rule: checked.value,
      begins: input.begins ?? null,
      ends: input.ends ?? null,
      before: until ? { rule: until.rule, begins: until.beginsOn ?? null } : null,
      reason: input.reason,
    },
  });
}

/** The rule that holds without an end gives way from the day of the new one. */
function canGiveWay(held: BoardRule, input: SetBoardRule): boolean {
  return (
    input.begins !== undefined &&
    held.endsOn === undefined &&
    (held.beginsOn === undefined || held.beginsOn < input.begins)
  );
}

function dayProblems(input: SetBoardRule): readonly Problem[] {
  if (input.begins === undefined || input.ends === undefined || input.ends > input.begins) return [];
  const message = `It ends on ${formatCivilDate(input.ends)}, which is not after its first day, ${formatCivilDate(input.begins)}.`;
  return [{ code: "place.ends-before-it-begins", field: "ends", message }];
}
