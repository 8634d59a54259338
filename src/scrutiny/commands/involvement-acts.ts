import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  anyOfKind,
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
  type PolicyResource,
} from "../../kernel/index.ts";
import { findLatestOrganisation, type Organisation } from "../../place/index.ts";
import { sectorOf } from "../account.ts";
import { isOfOneWorld } from "../committee.ts";
import { degrees, involvementHref, involvementRef, type Involvement } from "../involvement.ts";
import {
  askInvolvementSchema,
  noteToldSchema,
  sayInvolvementSchema,
  type AskInvolvement,
  type NoteTold,
  type SayInvolvement,
} from "../schema-involvement.ts";
import {
  insertInvolvement,
  insertInvolvementAnswer,
  insertInvolvementTelling,
} from "../store-involvement-change.ts";
import { findInvolvement } from "../store-involvement.ts";
import { lockThing } from "../store-lock.ts";
import { bodyRef, choicesOf, doneOn, enteredHere, formOn, textIn, type Input, type Said } from "./act.ts";
import { bodyChoices, findBodyKeptHere, keptBodyResource, listBodiesKeptHere } from "./bodies.ts";
import { refusePersonalData } from "./personal-data.ts";

/** What the policies are told of a plan: the body whose plan it is keeps it. */
export function resourceOfInvolvement(plan: Involvement): PolicyResource {
  return resourceKeptBy(plan, plan.body ? [plan.body.id] : []);
}

/** What the policies are told of a partner's word on a plan: that partner keeps it. */
export function resourceOfWord(plan: Involvement, partnerId: string): PolicyResource {
  return resourceKeptBy(plan, [partnerId]);
}

function resourceKeptBy(plan: Involvement, keepers: readonly string[]): PolicyResource {
  return {
    ref: involvementRef(plan),
    keepers,
    keptHere: plan.body !== undefined,
    illustrative: plan.basis === "illustrative",
  };
}

async function wordResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const plan = await findInvolvement(db, textIn(input, "plan"));
  const partner = await findBodyKeptHere(db, textIn(input, "body"));
  return plan && partner && resourceOfWord(plan, partner.id);
}

async function planToChange({ tx }: Acting, slug: string): Promise<Involvement> {
  await lockThing(tx, "plan", slug);
  const plan = await findInvolvement(tx, slug);
  if (plan) return plan;
  throw new NotFound("scrutiny.no-such-plan", { message: `There is no plan “${slug}” here.` });
}

function planForm(plan: Involvement, form: Omit<FormModel, "illustrative" | "trail">): FormModel {
  return formOn(
    plan,
    [
      { text: "Involvement", href: "/involvement" },
      { text: plan.title, href: involvementHref(plan.slug) },
    ],
    form,
  );
}

function planDone(
  plan: Pick<Involvement, "id" | "slug" | "audience">,
  { bodies, ...said }: Said & { readonly bodies: readonly string[] },
): Done {
  return doneOn(
    {
      subject: involvementRef(plan),
      href: involvementHref(plan.slug),
      audience: plan.audience,
      named: { plan: plan.slug },
      about: bodies.map(bodyRef),
      changed: [anyOfKind("scrutiny", "involvement")],
    },
    said,
  );
}

/** A body asks its partners how far they were involved in a plan or decision of its own. */
export const askInvolvementCommand: Command = defineCommand<AskInvolvement>({
  name: "scrutiny.ask-involvement",
  title: "Ask who was involved",
  about:
    "Asks every partner kept here how far it was involved in a plan or decision; each answers in its own name.",
  schema: askInvolvementSchema,
  path: "/involvement/ask/:body",
  resource: keptBodyResource,
  form: async ({ db, params }) => {
    const body = await findBodyKeptHere(db, params["body"] ?? "");
    return (
      body &&
      formOn(body, [{ text: "Involvement", href: "/involvement" }], {
        title: "Ask who was involved",
        intro: `Your partners say how far they were involved in a plan or decision of ${body.name}: fully, partly, told, or not. What they say stands in their name.`,
        submit: "Ask them",
        fields: [
          { name: "title", widget: { kind: "text" } },
          { name: "about", widget: { kind: "textarea", rows: 3 } },
        ],
      })
    );
  },
  run: async (acting, input): Promise<Done> => {
    const { tx, today, clock } = acting;
    const body = (await findBodyKeptHere(tx, input.body))!;
    const slug = slugOf(`${body.slug} ${input.title}`).slice(0, 100).replace(/-$/, "");
    if (await findInvolvement(tx, slug))
      throw new Conflict("scrutiny.plan-name", {
        message: `${body.name} has asked about “${input.title}” already. Give this one another title.`,
      });
    refusePersonalData({ title: input.title, about: input.about });
    const id = newUuid(millisOf(clock.now()));
    await insertInvolvement(tx, {
      id,
      slug,
      title: input.title,
      about: input.about,
      bodyId: body.id,
      askedOn: today,
      ...enteredHere(acting, body),
      audience: body.audience,
    });
    return planDone(
      { id, slug, audience: body.audience },
      {
        kind: "scrutiny.involvement-asked",
        message: "Your partners can now say how far they were involved.",
        summary: `${body.name} asked its partners how far they were involved: ${input.title}`,
        bodies: [body.id],
        body: { title: input.title, about: input.about },
      },
    );
  },
});

/** A partner says how far it was involved, in its own name. */
export const sayInvolvementCommand: Command = defineCommand<SayInvolvement>({
  name: "scrutiny.say-involvement",
  title: "Say how far your body was involved",
  about:
    "A partner says how far it was involved: fully, partly, told, or not. A later word stands beside the first.",
  schema: sayInvolvementSchema,
  path: "/involvement/:plan/say/:body",
  resource: wordResource,
  form: async ({ db, params }) => {
    const plan = await findInvolvement(db, params["plan"] ?? "");
    const partner = await findBodyKeptHere(db, params["body"] ?? "");
    if (!plan?.body || !partner) return undefined;
    return planForm(plan, {
      title: `How far was ${partner.name} involved?`,
      intro: plan.about,
      submit: "Say so",
      fields: [
        {
          name: "degree",
          widget: { kind: "radios", options: choicesOf(degrees) },
        },
        { name: "words", widget: { kind: "textarea", rows: 3 } },
        { name: "office", widget: { kind: "text" } },
      ],
    });
  },
  run: async (acting, input): Promise<Done> => {
    const plan = await planToChange(acting, input.plan);
    const partner = (await findBodyKeptHere(acting.tx, input.body))!;
    if (!plan.body || partner.id === plan.body.id)
      throw new Conflict("scrutiny.own-plan", {
        message: plan.body
          ? `It is the plan of ${partner.name} itself. Its partners say how far they were involved.`
          : "What is held of this plan is what its source says. Nobody is asked about it here.",
      });
    refusePersonalData({ words: input.words });
    const { degree, office, words } = input;
    const number = plan.answers.filter((one) => one.partner.id === partner.id).length + 1;
    const sector = sectorOf(partner.kind);
    await insertInvolvementAnswer(acting.tx, plan, {
      partnerId: partner.id,
      number,
      sector,
      degree,
      office,
      words,
      on: acting.today,
    });
    return planDone(plan, {
      kind: "scrutiny.involvement-said",
      message: "What you said stands beside what the record shows.",
      summary: `${partner.name} said of “${plan.title}”: ${degrees[degree].toLowerCase()}.`,
      bodies: [partner.id],
      body: { partner: partner.slug, degree, office, words: words ?? null, number },
    });
  },
});

/** The body whose plan it is notes whom it told, when and how. */
export const noteToldCommand: Command = defineCommand<NoteTold>({
  name: "scrutiny.note-told",
  title: "Note who was told when",
  about:
    "The body whose plan it is notes which partner it told on which day and how; it stands beside the partner's own word.",
  schema: noteToldSchema,
  path: "/involvement/:plan/told",
  resource: async (db, input) => {
    const plan = await findInvolvement(db, textIn(input, "plan"));
    return plan && resourceOfInvolvement(plan);
  },
  form: toldForm,
  run: async (acting, input): Promise<Done> => {
    const plan = await planToChange(acting, input.plan);
    const partner = await findLatestOrganisation(acting.tx, input.partner);
    if (!partner || partner.id === plan.body?.id)
      throw new Invalid([
        {
          code: "scrutiny.no-such-partner",
          field: "partner",
          message: `“${input.partner}” is no partner that can be told. Choose another body.`,
        },
      ]);
    if (input.on > acting.today)
      throw new Invalid([
        {
          code: "scrutiny.told-later",
          field: "on",
          message: `${formatCivilDate(input.on)} is still to come. Note it when it has happened.`,
        },
      ]);
    refusePersonalData({ how: input.how });
    await insertInvolvementTelling(acting.tx, plan, {
      number: plan.tellings.length + 1,
      partnerId: partner.id,
      on: input.on,
      how: input.how,
      enteredOn: acting.today,
    });
    return planDone(plan, {
      kind: "scrutiny.partner-told",
      message: "It is noted, with the day on which you noted it.",
      summary: `${plan.body?.name ?? "The body"} noted that ${partner.name} was told of “${plan.title}” on ${formatCivilDate(input.on)}: ${input.how}`,
      bodies: [partner.id],
      body: { partner: partner.slug, on: input.on, how: input.how },
    });
  },
});

async function toldForm({ db, params, today }: FormAsking): Promise<FormModel | undefined> {
  const plan = await findInvolvement(db, params["plan"] ?? "");
  if (!plan?.body) return undefined;
  const partners = await partnersOf(db, plan, today);
  return planForm(plan, {
    title: "Note who was told when",
    intro: "The day on which you note it shows too.",
    submit: "Note it",
    fields: [
      {
        name: "partner",
        widget: { kind: "select", options: bodyChoices(partners) },
      },
      { name: "on", widget: { kind: "date" } },
      { name: "how", widget: { kind: "text" } },
    ],
  });
}

/** Bodies that may be a plan's partners: kept here and, like the plan, real or made up. */
export async function partnersOf(
  db: Db,
  plan: Involvement,
  today: FormAsking["today"],
): Promise<readonly Organisation[]> {
  return (await listBodiesKeptHere(db, today)).filter(
    (one) => one.id !== plan.body?.id && isOfOneWorld(plan, one),
  );
}
