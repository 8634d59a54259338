import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  millisOf,
  newUuid,
  slugOf,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import type { Organisation } from "../../place/index.ts";
import { sectorOf } from "../account.ts";
import { isOfOneWorld } from "../committee.ts";
import { startAccountSchema, type StartAccount } from "../schema-accounts.ts";
import { findAccount } from "../store-accounts.ts";
import { insertAccount } from "../store-accounts-change.ts";
import { accountDone } from "./account-act.ts";
import { enteredHere, formOn } from "./act.ts";
import { bodyChoices, findBodyKeptHere, keptBodyResource, listBodiesKeptHere } from "./bodies.ts";

/** Statements that fit most events in which one side acted and the other heard of it. */
const usualStatements = [
  "We were told of this change before it happened.",
  "We knew who took the decision, and under which power.",
  "It was right that one body could decide alone.",
  "What it meant for people outside hospital was thought of.",
  "We knew whom to ask when we did not agree.",
  "What was temporary ended when it should.",
].join("\n");

/** A body asks its partners for their accounts of one event. */
export const startAccountCommand: Command = defineCommand<StartAccount>({
  name: "scrutiny.start-account",
  title: "Ask both sides for their account",
  about:
    "Asks partners to tell and rate one event. Each writes before it can see what the others wrote; then all are opened together.",
  schema: startAccountSchema,
  path: "/accounts/start/:body",
  resource: keptBodyResource,
  form,
  run,
});

async function form({ db, params, today }: FormAsking): Promise<FormModel | undefined> {
  const body = await findBodyKeptHere(db, params["body"] ?? "");
  if (!body) return undefined;
  const partners = (await listBodiesKeptHere(db, today)).filter((one) => isOfOneWorld(body, one));
  return formOn(body, [{ text: "Accounts", href: "/accounts" }], {
    title: "Ask both sides for their account",
    intro:
      "Every partner rates the same statements and tells the event in its own words. What one wrote is sealed until all are opened together.",
    submit: "Ask the partners",
    values: { statements: usualStatements },
    fields: [
      { name: "title", widget: { kind: "text" } },
      { name: "happened", widget: { kind: "textarea", rows: 4 } },
      { name: "whenWords", widget: { kind: "text" } },
      { name: "partners", widget: { kind: "checkboxes", options: bodyChoices(partners) } },
      { name: "statements", widget: { kind: "textarea", rows: 8 } },
      { name: "closesOn", widget: { kind: "date" } },
    ],
  });
}

async function run(acting: Acting, input: StartAccount): Promise<Done> {
  const { tx, today, clock } = acting;
  const body = (await findBodyKeptHere(tx, input.body))!;
  const partners = await partnersOf(tx, body, input, today);
  if (input.closesOn <= today)
    throw new Invalid([
      {
        code: "scrutiny.closing-past",
        field: "closesOn",
        message: `${formatCivilDate(input.closesOn)} is not after today. Give the partners time to write.`,
      },
    ]);
  const slug = slugOf(input.title).slice(0, 90);
  if (slug === "" || (await findAccount(tx, slug)))
    throw new Conflict("scrutiny.account-name", {
      message: `There is an event of this name already: “${input.title}”. Give this one another title.`,
    });
  const id = newUuid(millisOf(clock.now()));
  await insertAccount(tx, {
    id,
    slug,
    title: input.title,
    happened: input.happened,
    whenWords: input.whenWords,
    convenerId: body.id,
    startedOn: today,
    closesOn: input.closesOn,
    ...enteredHere(acting, body),
    audience: body.audience,
    statements: input.statements,
    partners: partners.map((one) => ({ id: one.id, sector: sectorOf(one.kind) })),
  });
  return accountDone(
    { id, slug, audience: body.audience },
    {
      kind: "scrutiny.account-started",
      message: "The partners are asked. What each writes is sealed until all are opened together.",
      summary: `${body.name} asked ${partners.length} partners for their accounts of one event: ${input.title}`,
      bodies: [...new Set([body.id, ...partners.map((one) => one.id)])],
      body: {
        title: input.title,
        happened: input.happened,
        when: input.whenWords,
        partners: partners.map((one) => one.slug),
        statements: input.statements,
        closes: input.closesOn,
      },
    },
  );
}

/** The partners that are asked; every problem at once. */
async function partnersOf(
  tx: Db,
  body: Organisation,
  input: StartAccount,
  today: Acting["today"],
): Promise<readonly Organisation[]> {
  const held = await listBodiesKeptHere(tx, today);
  const wanted = [...new Set(input.partners)];
  const found = wanted.flatMap((slug) => held.find((one) => one.slug === slug) ?? []);
  const missing = wanted.filter((slug) => !found.some((one) => one.slug === slug));
  const problems = missing.map((slug) => `“${slug}” is no body kept here, so nobody there could write.`);
  const mixed = found.filter((one) => !isOfOneWorld(body, one));
  problems.push(
    ...mixed.map(({ name }) => `${name} cannot be asked: made-up bodies and real ones are never mixed.`),
  );
  if (missing.length === 0 && new Set(found.map(({ kind }) => sectorOf(kind))).size < 2)
    problems.push("All of them stand on one side. Ask at least one body from each of two sides.");
  if (problems.length > 0)
    throw new Invalid(problems.map((message) => ({ code: "scrutiny.partners", field: "partners", message })));
  return found;
}
