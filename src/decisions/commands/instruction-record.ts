import type { CivilDate } from "@concordat/calendar";
import {
  Invalid,
  NotFound,
  defineCommand,
  millisOf,
  slugOf,
  type Acting,
  type Command,
  type Db,
  type Done,
  type Problem,
} from "../../kernel/index.ts";
import { findArea, findLatestOrganisation, organisationRef, type Organisation } from "../../place/index.ts";
import { instructionKinds, powerInWords, powerSorts, type Concerned } from "../instruction.ts";
import { recordInstructionSchema, type RecordInstruction } from "../instruction-schema.ts";
import { addInstruction, findInstruction } from "../store-instructions.ts";
import { choicesOf } from "../words.ts";
import { bodyResource, getBody, onBody } from "./body-act.ts";
import { instructionDone } from "./instruction-act.ts";
import { enteredHere } from "./proposal-act.ts";

/** Records what a body above requires, for a body that it is addressed to. */
export const recordInstructionCommand: Command = defineCommand<RecordInstruction>({
  name: "decisions.record-instruction",
  title: "Record an instruction from above",
  about:
    "Records what a body above requires: the power it cites or that it states none, to whom, from when, until when.",
  schema: recordInstructionSchema,
  path: "/organisations/:slug/instructions/add",
  resource: bodyResource,
  form: onBody((organisation, { today }) => ({
    title: "Record an instruction from above",
    intro: `Addressed to ${organisation.name}. Everybody can read it at once; name bodies and offices, not people.`,
    submit: "Record it",
    values: { kind: "letter", powerSort: "none", givenOn: today },
    fields: [
      { name: "title", widget: { kind: "text" } },
      { name: "kind", widget: { kind: "select", options: choicesOf(instructionKinds) } },
      { name: "giver", widget: { kind: "text" } },
      { name: "giverBody", widget: { kind: "text" } },
      { name: "words", widget: { kind: "textarea", rows: 6 } },
      { name: "powerSort", widget: { kind: "radios", options: choicesOf(powerSorts) } },
      { name: "power", widget: { kind: "text" } },
      { name: "givenOn", widget: { kind: "date" } },
      { name: "fromOn", widget: { kind: "date" } },
      { name: "untilOn", widget: { kind: "date" } },
      { name: "href", widget: { kind: "text" } },
      { name: "addressed", widget: { kind: "textarea", rows: 3 } },
      { name: "touched", widget: { kind: "textarea", rows: 3 } },
    ],
  })),
  run: runRecord,
});

async function runRecord(acting: Acting, input: RecordInstruction): Promise<Done> {
  const { tx, today, clock } = acting;
  const organisation = await getBody(tx, input.slug);
  const { problems, giver, concerned } = await readInstruction(tx, input, { organisation, today });
  if (problems.length > 0) throw new Invalid(problems);
  const { title, kind, words, powerSort, power, givenOn, untilOn, href } = input;
  const { slug } = await addInstruction(
    tx,
    {
      slugBase: `${slugOf(title).slice(0, 80).replace(/-$/u, "")}-${givenOn}`,
      title,
      kind,
      words,
      powerSort,
      giver: input.giver,
      giverId: giver?.id,
      givenOn,
      fromOn: input.fromOn ?? givenOn,
      keeperId: organisation.id,
      concerned,
      audience: organisation.audience,
      from: enteredHere(acting, organisation),
      ...(power && { power }),
      ...(untilOn && { untilOn }),
      ...(href && { href }),
    },
    millisOf(clock.now()),
  );
  const instruction = await findInstruction(tx, slug);
  if (!instruction)
    throw new NotFound("decisions.no-such-instruction", { message: `There is no instruction “${slug}”.` });
  return instructionDone(instruction, {
    kind: "instruction-recorded",
    summary: `${input.giver} gave ${organisation.name} an instruction: ${title}. ${powerInWords(instruction)}`,
    message: `The instruction is public. ${powerInWords(instruction)}${untilOn ? "" : " It names no end: our house rule asks for a review after 90 days."}`,
    body: {
      kind,
      title,
      words,
      giver: input.giver,
      powerSort,
      power: power ?? null,
      givenOn,
      fromOn: instruction.fromOn,
      untilOn: untilOn ?? null,
      concerned: instruction.concerned.map((one) => ({ part: one.part, kind: one.kind, slug: one.slug })),
    },
    subjects: [organisationRef(organisation)],
  });
}

/** Whom an instruction names, and every name that is none here. */
async function readInstruction(
  tx: Db,
  input: RecordInstruction,
  of: { readonly organisation: Organisation; readonly today: CivilDate },
): Promise<{
  readonly problems: readonly Problem[];
  readonly giver: Organisation | undefined;
  readonly concerned: readonly Concerned[];
}> {
  const { organisation, today } = of;
  const problems: Problem[] = [];
  const problem = (field: string, message: string): void =>
    void problems.push({ code: "decisions.instruction", field, message });
  if (input.givenOn > today) problem("givenOn", "It is recorded once it is given. Give a day until today.");
  const giver = input.giverBody === undefined ? undefined : await findLatestOrganisation(tx, input.giverBody);
  if (input.giverBody !== undefined && !giver)
    problem(
      "giverBody",
      `There is no body “${input.giverBody}” here. Leave it out: the words above are enough.`,
    );
  const own: Concerned = {
    part: "addressed",
    kind: "organisation",
    id: organisation.id,
    slug: organisation.slug,
    name: organisation.name,
  };
  const concerned = [own];
  for (const part of ["addressed", "touched"] as const) {
    for (const typed of (input[part] ?? "").split("\n").filter((one) => one.trim() !== "")) {
      const found = await findConcerned(tx, part, typed.trim());
      if (!found)
        problem(part, `“${typed.trim()}” is no body or area here. Write the last part of its address.`);
      else if (!concerned.some(({ id }) => id === found.id)) concerned.push(found);
    }
  }
  return { problems, giver, concerned };
}

/** A body by the last part of its address, or an area as `areas/…`. */
async function findConcerned(tx: Db, part: Concerned["part"], typed: string): Promise<Concerned | undefined> {
  const [, folder, slug = ""] = /^(?:.*\/)?(areas|organisations)\/([a-z0-9-]+)$/u.exec(typed) ?? [
    "",
    "organisations",
    typed,
  ];
  if (folder === "areas") {
    const area = await findArea(tx, slug);
    return area && { part, kind: "area", id: area.id, slug: area.slug, name: area.name };
  }
  const body = await findLatestOrganisation(tx, slug);
  return body && { part, kind: "organisation", id: body.id, slug: body.slug, name: body.name };
}
