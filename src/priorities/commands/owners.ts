import { formatCivilDate } from "@concordat/calendar";
import {
  defineCommand,
  Invalid,
  type Acting,
  type Command,
  type Done,
  type Problem,
} from "../../kernel/index.ts";
import {
  findLatestOrganisation,
  listOrganisationChoices,
  listOrganisationsById,
  type Organisation,
} from "../../place/index.ts";
import { nameOwnerSchema, type NameOwner } from "../action-schema.ts";
import { sides, type PriorityFile, type Side } from "../priority.ts";
import { passOn } from "../store-actions.ts";
import { findPriority } from "../store-priorities.ts";
import { ownerKinds } from "./adopt.ts";
import { sideOptions } from "./actions.ts";
import { getPriority, priorityDone, priorityForm, priorityResource } from "./found.ts";

/** Another body or office answers for a priority on one side: because its owner ended, or because it was agreed. */
export const nameOwnerCommand: Command = defineCommand({
  name: "priorities.name-owner",
  title: "Name another owner",
  about: "Says who answers for a priority on one side from a day on; who did before stays listed.",
  schema: nameOwnerSchema,
  path: "/priorities/:priority/owners/add",
  resource: priorityResource,
  form: async ({ db, params, today }) => {
    const file = await findPriority(db, params["priority"] ?? "");
    if (!file) return undefined;
    const illustrative = file.priority.basis === "illustrative";
    const choices = (await listOrganisationChoices(db, today)).filter(
      (one) => one.illustrative === illustrative,
    );
    const bodies = await listOrganisationsById(
      db,
      choices.map(({ id }) => id),
    );
    const fit = bodies.filter(({ kind }) => [...ownerKinds.nhs, ...ownerKinds.council].includes(kind));
    return priorityForm(file, {
      title: "Name another owner",
      intro:
        "One owner is of the NHS and one is a council, always. Who owned it before stays listed, until the day you give.",
      submit: "Name the owner",
      values: { fromOn: today },
      fields: [
        { name: "side", widget: { kind: "radios", options: sideOptions } },
        {
          name: "body",
          widget: { kind: "select", options: fit.map(({ slug, name }) => ({ value: slug, text: name })) },
        },
        { name: "office", widget: { kind: "text" } },
        { name: "fromOn", widget: { kind: "date" } },
        { name: "why", widget: { kind: "textarea", rows: 2 } },
      ],
    });
  },
  run: async (acting: Acting, input: NameOwner): Promise<Done> => {
    const { tx } = acting;
    const file = await getPriority(tx, input.priority);
    const body = await findLatestOrganisation(tx, input.body);
    const problems = problemsOf(file, input, body);
    if (problems.length > 0 || !body) throw new Invalid(problems);
    const { side, fromOn: on, office, why } = input;
    const from = file.priority[side];
    await passOn(tx, file.priority, { side, from, to: { body: body.id, office }, on, why });
    return priorityDone(file, {
      message: `${body.name} answers for it on the side of the ${sides[side]} from ${formatCivilDate(on)}.`,
      kind: "priorities.owner-named",
      summary: `${file.priority.title}: ${office}, ${body.name}, owns it for the ${sides[side]} from ${formatCivilDate(on)}. ${why}`,
      body: { priority: file.priority.slug, side, body: body.slug, office, fromOn: on, why },
    });
  },
});

function problemsOf(
  { priority, earlierOwners }: PriorityFile,
  { side, body: named, office, fromOn }: NameOwner,
  body: Organisation | undefined,
): readonly Problem[] {
  const other: Side = side === "nhs" ? "council" : "nhs";
  const last = earlierOwners.findLast((one) => one.side === side);
  const fits =
    body !== undefined &&
    ownerKinds[side].includes(body.kind) &&
    (body.basis === "illustrative") === (priority.basis === "illustrative") &&
    (body.endsOn === undefined || body.endsOn > fromOn);
  return [
    ...(fits && body.id !== priority[other].body
      ? []
      : [
          problem(
            "body",
            `“${named}” cannot own it for the ${sides[side]} from ${formatCivilDate(fromOn)}: it is no body of that side in being then, or owns the other side.`,
          ),
        ]),
    ...(body?.id === priority[side].body && office === priority[side].office
      ? [problem("office", `${body.name}, ${office}, owns it already.`)]
      : []),
    ...(last && fromOn <= last.until
      ? [problem("fromOn", `Its owner changed on ${formatCivilDate(last.until)}. Choose a later day.`)]
      : []),
  ];
}

function problem(field: string, message: string): Problem {
  return { code: "priorities.owner", field, message };
}
