import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  defineCommand,
  Invalid,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { addActionSchema, settleActionSchema, type AddAction, type SettleAction } from "../action-schema.ts";
import { sides, type Action } from "../priority.ts";
import { insertAction, settleAction } from "../store-actions.ts";
import { findPriority } from "../store-priorities.ts";
import { getPriority, priorityDone, priorityForm, priorityResource } from "./found.ts";

/** The two sides as a form offers them. */
export const sideOptions = [
  { value: "nhs", text: "The NHS owner" },
  { value: "council", text: "The council" },
] as const;

/** One of the two owners promises to do something by a day. */
export const addActionCommand: Command = defineCommand({
  name: "priorities.add-action",
  title: "Add an action",
  about:
    "Says what one of the two owners of a priority will do for it, and by when. It stays as it was promised.",
  schema: addActionSchema,
  path: "/priorities/:priority/actions/add",
  resource: priorityResource,
  form: async ({ db, params }) => {
    const file = await findPriority(db, params["priority"] ?? "");
    return (
      file &&
      priorityForm(file, {
        title: "Add an action",
        intro:
          "One thing that one owner does, with the day by which it is done. An office answers for it, never a person.",
        submit: "Add the action",
        fields: [
          { name: "what", widget: { kind: "textarea", rows: 2 } },
          { name: "side", widget: { kind: "radios", options: sideOptions } },
          { name: "office", widget: { kind: "text" } },
          { name: "dueOn", widget: { kind: "date" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: AddAction): Promise<Done> => {
    const { tx, today, clock } = acting;
    const file = await getPriority(tx, input.priority);
    if (input.dueOn < today)
      throw new Invalid([
        problem("dueOn", `${formatCivilDate(input.dueOn)} is past. An action is promised for a day to come.`),
      ]);
    const action: Action = {
      id: newUuid(millisOf(clock.now())),
      what: input.what,
      side: input.side,
      office: input.office ?? file.priority[input.side].office,
      dueOn: input.dueOn,
      enteredOn: today,
    };
    await insertAction(tx, file.priority, action);
    const by = formatCivilDate(action.dueOn);
    return priorityDone(file, {
      message: `The action is added: ${action.office} answers for it by ${by}.`,
      kind: "priorities.action-added",
      summary: `${file.priority.title}: ${action.office} (${sides[action.side]}) will do this by ${by}: ${action.what}`,
      body: {
        priority: file.priority.slug,
        action: action.id,
        what: action.what,
        side: action.side,
        office: action.office,
        dueOn: action.dueOn,
      },
    });
  },
});

/** What became of an action. */
export const settleActionCommand: Command = defineCommand({
  name: "priorities.settle-action",
  title: "Settle an action",
  about: "Says that an action of a priority was done or dropped, when, and what came of it.",
  schema: settleActionSchema,
  path: "/priorities/:priority/actions/settle",
  resource: priorityResource,
  form: async ({ db, params, today }) => {
    const file = await findPriority(db, params["priority"] ?? "");
    const open = file?.actions.filter(({ settled }) => !settled) ?? [];
    if (!file || open.length === 0) return undefined;
    return priorityForm(file, {
      title: "Settle an action",
      intro: "Done or dropped: either way it stays listed with the day it was promised for.",
      submit: "Settle it",
      values: { settledOn: today, ...(open.length === 1 && { action: open[0]!.id }) },
      fields: [
        {
          name: "action",
          widget: {
            kind: "radios",
            options: open.map(({ id, what, dueOn }) => ({
              value: id,
              text: what,
              hint: `By ${formatCivilDate(dueOn)}`,
            })),
          },
        },
        {
          name: "outcome",
          widget: {
            kind: "radios",
            options: [
              { value: "done", text: "Done" },
              { value: "dropped", text: "Dropped" },
            ],
          },
        },
        { name: "settledOn", widget: { kind: "date" } },
        { name: "words", widget: { kind: "textarea", rows: 2 } },
      ],
    });
  },
  run: async (acting: Acting, input: SettleAction): Promise<Done> => {
    const { tx, today } = acting;
    const file = await getPriority(tx, input.priority);
    const action = file.actions.find(({ id, settled }) => id === input.action && !settled);
    const problems = [
      ...(action
        ? []
        : [problem("action", "This action is settled already, or belongs to another priority.")]),
      ...(input.settledOn > today
        ? [problem("settledOn", `${formatCivilDate(input.settledOn)} is still to come.`)]
        : []),
      ...(action && input.settledOn < action.enteredOn
        ? [
            problem(
              "settledOn",
              `The action was promised on ${formatCivilDate(action.enteredOn)}, after that day.`,
            ),
          ]
        : []),
    ];
    if (problems.length > 0 || !action) throw new Invalid(problems);
    const { outcome, settledOn: on, words } = input;
    if (!(await settleAction(tx, action.id, { outcome, on, words })))
      throw new Conflict("priorities.action-settled", {
        message: `Somebody has just settled the action “${action.what}”. Look at the priority again.`,
      });
    return priorityDone(file, {
      message: `The action is ${outcome}, and stays listed.`,
      kind: "priorities.action-settled",
      summary: `${file.priority.title}: the action “${action.what}”, promised for ${formatCivilDate(action.dueOn)}, was ${outcome} on ${formatCivilDate(on)}: ${words}`,
      body: { priority: file.priority.slug, action: action.id, outcome, on, words, dueOn: action.dueOn },
    });
  },
});

function problem(field: string, message: string) {
  return { code: "priorities.action", field, message };
}
