import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { delegationProblems, type ProposedDelegation } from "../power-delegation-check.ts";
import type { Delegation } from "../power-delegation.ts";
import { transferDelegationSchema, type TransferDelegation } from "../power-schema.ts";
import type { Party, PowerBody } from "../power-party.ts";
import type { PowerWorld } from "../power-world.ts";
import { listSuccessorsOn } from "../store-ending.ts";
import { lockDelegations } from "../store-powers-change.ts";
import { findDelegation, loadPowerWorld } from "../store-powers.ts";
import { getDelegation, lineInWords } from "./end-delegation.ts";
import { keepLine } from "./enter-delegation.ts";
import { successorResource } from "./power-resources.ts";

/** A successor takes over a line that lapsed with the body that made it. */
export const transferDelegationCommand: Command = defineCommand<TransferDelegation>({
  name: "place.transfer-delegation",
  title: "Take over a lapsed delegation",
  about:
    "A body takes over a delegation that lapsed when the body before it ended; without this a delegation ends with whoever made it.",
  schema: transferDelegationSchema,
  path: "/powers/delegations/:delegation/take-over",
  resource: successorResource,
  form: transferForm,
  run: runTransfer,
});

async function transferForm({ db, params, today }: FormAsking): Promise<FormModel | undefined> {
  const line = await findDelegation(db, params["delegation"] ?? "");
  if (!line?.lapsed) return undefined;
  const world = await loadPowerWorld(db, { at: today });
  const successors = await listSuccessorsOn(db, line.from.organisationId ?? "", line.endsOn ?? today);
  const [only] = successors;
  const slug =
    only && successors.length === 1 ? world.bodies.get(only.id as PowerBody["id"])?.slug : undefined;
  return {
    title: "Take over a lapsed delegation",
    intro: `${lineInWords(world, line)}. A delegation ends with the body that made it, unless its successor takes it over.`,
    submit: "Take it over",
    illustrative: line.basis === "illustrative",
    trail: [{ text: "Powers", href: "/powers" }],
    values: { ...(slug && { successor: slug }), ...(line.endsOn && { from: line.endsOn }) },
    fields: [
      { name: "successor", widget: { kind: "text" } },
      { name: "from", widget: { kind: "date" } },
      { name: "reason", widget: { kind: "textarea", rows: 3 } },
    ],
  };
}

async function runTransfer(acting: Acting, input: TransferDelegation): Promise<Done> {
  const { tx } = acting;
  await lockDelegations(tx);
  const line = await getDelegation(tx, input.delegation);
  if (!line.lapsed || line.endsOn === undefined)
    throw new Conflict("place.delegation-not-lapsed", {
      message:
        "Only a delegation that lapsed with the body that made it can be taken over. This one did not.",
    });
  const beginsOn = input.from ?? line.endsOn;
  if (beginsOn < line.endsOn)
    throw new Invalid([
      {
        code: "place.delegation-taken-early",
        field: "from",
        message: `It was in force until it lapsed on ${formatCivilDate(line.endsOn)}. Give that day or a later one.`,
      },
    ]);
  const world = await loadPowerWorld(tx, { at: beginsOn });
  const successor = await successorOf(acting, { world, line, slug: input.successor });
  const proposed = continued(world, { line, successor, beginsOn });
  const problems = delegationProblems(world, proposed);
  if (problems.length > 0)
    throw new Invalid(
      problems.map((one) => ({ ...one, field: one.field === "begins" ? "from" : "successor" })),
    );
  return await keepLine(acting, {
    world,
    line: proposed,
    continues: line.id,
    reason: input.reason,
    source: line.source,
  });
}

async function successorOf(
  { tx }: Acting,
  asked: { readonly world: PowerWorld; readonly line: Delegation; readonly slug: string },
): Promise<PowerBody> {
  const { world, line, slug } = asked;
  const body = world.bodiesBySlug.get(slug);
  const successors = await listSuccessorsOn(tx, line.from.organisationId ?? "", line.endsOn!);
  if (body && successors.some((one) => one.id === body.id)) return body;
  const made = world.bodies.get(line.from.organisationId!)?.name ?? "the body that made it";
  const names = successors.map((one) => one.name).join(", ");
  const whom = names === "" ? "No successor of it is held here" : `Its successors held here: ${names}`;
  throw new Invalid([
    {
      code: "place.delegation-no-successor",
      field: "successor",
      message: `“${slug}” is not held here as a successor of ${made} on ${formatCivilDate(line.endsOn!)}. ${whom}.`,
    },
  ]);
}

/** The same line from the successor; to its own post where it went to a post of the body that ended. */
function continued(
  world: PowerWorld,
  {
    line,
    successor,
    beginsOn,
  }: { readonly line: Delegation; readonly successor: PowerBody; readonly beginsOn: Delegation["beginsOn"] },
): ProposedDelegation {
  const asked = [...world.functions.values()].find((one) => one.id === line.functionId);
  if (!asked)
    throw new Conflict("place.delegation-function-gone", {
      message: "The function of this line is no longer held here.",
    });
  const own = line.to.organisationId === line.from.organisationId && line.to.boardId === undefined;
  const to: Party =
    own && line.to.post !== undefined ? { organisationId: successor.id, post: line.to.post } : line.to;
  return {
    function: asked,
    from: { organisationId: successor.id, ...(line.from.post && { post: line.from.post }) },
    to,
    legalBasis: line.legalBasis,
    passesOn: line.passesOn,
    beginsOn,
    ...(line.areaId && { areaId: line.areaId }),
    ...(line.limit !== undefined && { limit: line.limit }),
    ...(line.conditions && { conditions: line.conditions }),
  };
}
