import { formatCivilDate } from "@concordat/calendar";
import {
  Invalid,
  anyOfKind,
  defineCommand,
  millisOf,
  type Acting,
  type Choice,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
  type Json,
} from "../../kernel/index.ts";
import { functionRef, type PublicFunction } from "../function.ts";
import { organisationRef } from "../refs.ts";
import { delegationProblems, type ProposedDelegation } from "../power-delegation-check.ts";
import { delegationRef, partyName, type DelegationId } from "../power-delegation.ts";
import { formatPounds, plainPounds } from "../power-limit.ts";
import { resolveLine } from "../power-line.ts";
import { enterDelegationSchema, type LineInput } from "../power-schema.ts";
import type { PowerWorld } from "../power-world.ts";
import { listFunctions } from "../store-functions.ts";
import { findLatestOrganisation } from "../store-organisations.ts";
import { addDelegation, lockDelegations } from "../store-powers-change.ts";
import { loadPowerWorld } from "../store-powers.ts";
import { trailOf } from "./edit-organisation.ts";
import { enteredNow } from "./entered.ts";
import { organisationResource } from "./resources.ts";

/** Enters one line of a local scheme of delegation. */
export const enterDelegationCommand: Command = defineCommand<LineInput>({
  name: "place.enter-delegation",
  title: "Enter a delegation",
  about:
    "Enters one line of a body's scheme of delegation: which function, to whom, up to how much, under which law, for which days.",
  schema: enterDelegationSchema,
  path: "/organisations/:slug/delegations/add",
  resource: organisationResource,
  form: enterForm,
  run: runEnter,
});

async function enterForm({ db, params, today }: FormAsking): Promise<FormModel | undefined> {
  const organisation = await findLatestOrganisation(db, params["slug"] ?? "");
  if (!organisation) return undefined;
  return {
    title: `Enter a delegation by ${organisation.name}`,
    intro:
      "One line of its scheme: whoever holds a function passes it to a board, a post or another body. What the law as held here does not allow is refused with the reason.",
    submit: "Enter the delegation",
    illustrative: organisation.basis === "illustrative",
    trail: trailOf(organisation),
    values: { begins: today },
    fields: [
      { name: "function", widget: { kind: "select", options: functionChoices(await listFunctions(db)) } },
      { name: "fromBoard", widget: { kind: "text" } },
      { name: "fromPost", widget: { kind: "text" } },
      { name: "to", widget: { kind: "text" } },
      { name: "toBoard", widget: { kind: "text" } },
      { name: "toPost", widget: { kind: "text" } },
      { name: "area", widget: { kind: "text" } },
      { name: "limit", widget: { kind: "text", width: 10 } },
      { name: "conditions", widget: { kind: "textarea", rows: 3 } },
      { name: "legalBasis", widget: { kind: "text" } },
      { name: "passesOn", widget: { kind: "yes-no" } },
      { name: "begins", widget: { kind: "date" } },
      { name: "ends", widget: { kind: "date" } },
      { name: "source", widget: { kind: "text" } },
      { name: "seen", widget: { kind: "date" } },
    ],
  };
}

/** Functions to choose from, by name. */
export function functionChoices(functions: readonly PublicFunction[]): readonly Choice[] {
  return functions.map((one) => ({ value: one.slug, text: one.name }));
}

async function runEnter(acting: Acting, input: LineInput): Promise<Done> {
  await lockDelegations(acting.tx);
  const world = await loadPowerWorld(acting.tx, { at: input.begins });
  const resolved = resolveLine(world, input);
  if (!resolved.ok) throw new Invalid(resolved.problems);
  const problems = delegationProblems(world, resolved.value);
  // Who delegates stands in the form's address; its function is the field that a person can change.
  if (problems.length > 0)
    throw new Invalid(problems.map((one) => (one.field === "from" ? { ...one, field: "function" } : one)));
  return await keepLine(acting, { world, line: resolved.value, source: input.source, seen: input.seen });
}

/** Keeps a checked line and says so in the record; for entering one and for taking one over. */
export async function keepLine(
  acting: Acting,
  given: {
    readonly world: PowerWorld;
    readonly line: ProposedDelegation;
    readonly source?: string | undefined;
    readonly seen?: LineInput["seen"];
    readonly continues?: DelegationId;
    readonly reason?: string;
  },
): Promise<Done> {
  const { world, line, continues } = given;
  const maker = world.bodies.get(line.from.organisationId!);
  const known = enteredNow(acting, { ...given, illustrative: maker?.illustrative ?? false });
  const id = await addDelegation(
    acting.tx,
    { ...line, known, ...(continues && { continues }) },
    millisOf(acting.clock.now()),
  );
  const ref = delegationRef({ id });
  const happened = `${sentenceOf(world, line)}${given.reason === undefined ? "" : ` ${given.reason}`}`;
  const bodies = [line.from.organisationId, line.to.organisationId].filter((one) => one !== undefined);
  const boards = [line.from.boardId, line.to.boardId].filter((one) => one !== undefined);
  return {
    message: happened,
    href: `/powers/delegations/${id}`,
    subject: ref,
    entry: {
      kind: continues ? "place.delegation-transferred" : "place.delegation-entered",
      summary: happened,
      subjects: [
        ref,
        functionRef(line.function),
        ...[...new Set(bodies)].map((one) => organisationRef({ id: one })),
        ...boards.map((one) => ({ module: "place", kind: "board", id: one }) as const),
      ],
      body: { ...bodyOf(world, line), continues: continues ?? null, source: known.source, seen: known.seen },
    },
    changed: [anyOfKind("place", "delegation")],
    json: { delegation: id },
  };
}

/** "Mere Council delegates “Arrange general practice services” to its Director, up to £5,000, from 1 April 2026." */
export function sentenceOf(world: PowerWorld, line: ProposedDelegation): string {
  const most = line.limit === undefined ? "" : `, up to ${formatPounds(line.limit)}`;
  const area =
    line.areaId === undefined ? "" : ` for ${world.areas.get(line.areaId)?.name ?? "a part of its area"}`;
  const until = line.endsOn === undefined ? "" : ` until ${formatCivilDate(line.endsOn)}`;
  return `${partyName(line.from, world)} delegates “${line.function.name}”${area} to ${partyName(line.to, world)}${most}, from ${formatCivilDate(line.beginsOn)}${until}.`;
}

function bodyOf(world: PowerWorld, line: ProposedDelegation): Readonly<Record<string, Json>> {
  return {
    function: line.function.slug,
    from: partyName(line.from, world),
    to: partyName(line.to, world),
    area: line.areaId === undefined ? null : (world.areas.get(line.areaId)?.slug ?? null),
    limitPounds: line.limit === undefined ? null : plainPounds(line.limit),
    conditions: line.conditions ?? null,
    legalBasis: line.legalBasis,
    passesOn: line.passesOn,
    begins: line.beginsOn,
    ends: line.endsOn ?? null,
  };
}
