import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  anyOfKind,
  defineCommand,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { functionRef } from "../function.ts";
import { organisationRef } from "../refs.ts";
import { delegationRef, partyName, type Delegation } from "../power-delegation.ts";
import { endDelegationSchema, type EndDelegation } from "../power-schema.ts";
import type { PowerWorld } from "../power-world.ts";
import { staleVersion } from "../store-changes.ts";
import { endDelegation, lockDelegations } from "../store-powers-change.ts";
import { findDelegation, loadPowerWorld } from "../store-powers.ts";
import { delegationResource } from "./power-resources.ts";

/** Ends a line of a scheme of delegation. */
export const endDelegationCommand: Command = defineCommand<EndDelegation>({
  name: "place.end-delegation",
  title: "End a delegation",
  about: "Says from which day a line of a scheme of delegation no longer holds, and why.",
  schema: endDelegationSchema,
  path: "/powers/delegations/:delegation/end",
  resource: delegationResource,
  form: endForm,
  run: runEnd,
});

async function endForm({ db, params, today }: FormAsking): Promise<FormModel | undefined> {
  const line = await findDelegation(db, params["delegation"] ?? "");
  if (!line) return undefined;
  const world = await loadPowerWorld(db, { at: today });
  return {
    title: "End a delegation",
    intro: `${lineInWords(world, line)}. Lines that rest on it lead nowhere from that day.`,
    submit: "End it",
    illustrative: line.basis === "illustrative",
    trail: [{ text: "Powers", href: "/powers" }],
    values: { version: String(line.version), endsOn: today },
    fields: [
      { name: "version", widget: { kind: "hidden" } },
      { name: "endsOn", widget: { kind: "date" } },
      { name: "reason", widget: { kind: "textarea", rows: 3 } },
    ],
  };
}

async function runEnd({ tx, today }: Acting, input: EndDelegation): Promise<Done> {
  await lockDelegations(tx);
  const line = await getDelegation(tx, input.delegation);
  const world = await loadPowerWorld(tx, { at: today });
  refuseEnded(world, line);
  if (input.version !== undefined && input.version !== line.version) throw staleVersion("this delegation");
  if (input.endsOn <= line.beginsOn)
    throw new Invalid([
      {
        code: "place.delegation-ends-before",
        field: "endsOn",
        message: `It begins on ${formatCivilDate(line.beginsOn)}, so it cannot end on ${formatCivilDate(input.endsOn)}. Give a later day.`,
      },
    ]);
  if (line.endsOn !== undefined && input.endsOn > line.endsOn)
    throw new Invalid([
      {
        code: "place.delegation-ends-later",
        field: "endsOn",
        message: `It ends on ${formatCivilDate(line.endsOn)} already. Give an earlier day; to make it longer, enter a new delegation.`,
      },
    ]);
  if (!(await endDelegation(tx, line, { on: input.endsOn, reason: input.reason })))
    throw staleVersion("this delegation");
  const asked = [...world.functions.values()].find((one) => one.id === line.functionId);
  const happened = `${lineInWords(world, line)}; it no longer holds from ${formatCivilDate(input.endsOn)}. ${input.reason}`;
  return {
    message: happened,
    href: `/powers/delegations/${line.id}`,
    subject: delegationRef(line),
    entry: {
      kind: "place.delegation-ended",
      summary: happened,
      subjects: [
        delegationRef(line),
        ...(asked ? [functionRef(asked)] : []),
        ...(line.from.organisationId ? [organisationRef({ id: line.from.organisationId })] : []),
      ],
      body: { delegation: line.id, endsOn: input.endsOn, reason: input.reason },
    },
    changed: [anyOfKind("place", "delegation")],
  };
}

/** The line with an id; refuses when there is none. */
export async function getDelegation(tx: Db, id: string): Promise<Delegation> {
  const line = await findDelegation(tx, id);
  if (line) return line;
  throw new NotFound("place.delegation-not-found", { message: "There is no delegation with this id here." });
}

function refuseEnded(world: PowerWorld, line: Delegation): void {
  if (!line.lapsed) return;
  throw new Conflict("place.delegation-lapsed", {
    message: `${lineInWords(world, line)}; it lapsed on ${formatCivilDate(line.endsOn!)} with the body that made or held it. Nothing ends twice.`,
  });
}

/** "Mere Council delegates “Arrange general practice services” to its Director". */
export function lineInWords(world: PowerWorld, line: Delegation): string {
  const asked = [...world.functions.values()].find((one) => one.id === line.functionId);
  return `${partyName(line.from, world)} delegates “${asked?.name ?? "a function"}” to ${partyName(line.to, world)}`;
}
