import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  TooOften,
  anyOfKind,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
  type PolicyResource,
  type Problem,
} from "../../kernel/index.ts";
import {
  findLatestOrganisation,
  organisationRef,
  type Organisation,
  type OrganisationId,
} from "../../place/index.ts";
import { personalIn } from "../personal.ts";
import { documents, grounds, planRef, plansPath, plansPerDay, planTitle, type Plan } from "../plan.ts";
import { proposalRef } from "../proposal.ts";
import {
  answerPlanSchema,
  registerPlanSchema,
  takeDownPlanSchema,
  type AnswerPlan,
  type RegisterPlan,
  type TakeDownPlan,
} from "../schema-plans.ts";
import { countPlansOn, findPlan, insertPlan, keepAnswer, lockPlan, takeDown } from "../store-plans.ts";
import { findProposal } from "../store-proposals.ts";
import { choicesOf } from "../words.ts";
import { bodyResource, getBody, onBody } from "./body-act.ts";
import { formOn, resourceAt } from "./act.ts";

/** Anybody who signed in may say that they have heard of a plan; nothing of it is checked, and the page says so. */
export const registerPlanCommand: Command = defineCommand<RegisterPlan>({
  name: "decisions.register-plan",
  title: "Register a plan you have heard of",
  about:
    "Says that a body is heard to plan something that it has not registered: what, whether it was asked and when, whether there is a document. Open to everybody who signed in.",
  schema: registerPlanSchema,
  // The record holds no words of strangers, and neither does what is kept of an act.
  secrets: ["title", "what"],
  path: "/organisations/:slug/plans/add",
  resource: bodyResource,
  form: onBody((organisation) => ({
    title: "Register a plan you have heard of",
    intro: `It is about ${organisation.name} and public at once, without your name. The record shows in which office you acted, if you hold one. Nobody checks it first. Administrators take down what names a person or insults somebody.`,
    submit: "Register it",
    fields: [
      { name: "title", widget: { kind: "text" } },
      { name: "what", widget: { kind: "textarea", rows: 5 } },
      { name: "askedOn", widget: { kind: "date" } },
      { name: "document", widget: { kind: "radios", options: choicesOf(documents) } },
      { name: "documentHref", widget: { kind: "text" } },
    ],
  })),
  run: register,
});

async function register(acting: Acting, input: RegisterPlan): Promise<Done> {
  const { tx, clock, today } = acting;
  const organisation = await getBody(tx, input.slug);
  refuseUnfit(input, organisation, today);
  await refuseTooMany(acting, organisation);
  const id = newUuid(millisOf(clock.now()));
  // Nothing of the words stands in the address, which stays when they are taken down.
  const slug = `${organisation.slug.slice(0, 80).replace(/-$/, "")}-${today}-${id.slice(-6)}`;
  await insertPlan(tx, {
    id,
    slug,
    title: input.title,
    what: input.what,
    body: organisation,
    document: input.document,
    registeredOn: today,
    audience: organisation.audience,
    source: "Registered on this site by somebody who had heard of it",
    seen: today,
    basis: organisation.basis === "illustrative" ? "illustrative" : "kept-here",
    ...(input.askedOn !== undefined && { askedOn: input.askedOn }),
    ...(input.documentHref !== undefined && { documentHref: input.documentHref }),
  });
  return {
    message: "It is registered. Everybody can read it now; the body can answer beside it.",
    href: `${plansPath}/${slug}`,
    subject: planRef({ id }),
    entry: {
      kind: "decisions.plan-registered",
      summary: `A plan of ${organisation.name} that somebody has heard of was registered.`,
      subjects: [planRef({ id }), organisationRef(organisation)],
      body: { plan: id, body: organisation.slug, askedOn: input.askedOn ?? null, document: input.document },
      audience: organisation.audience,
    },
    changed: [anyOfKind("decisions", "plan")],
    json: { plan: slug },
  };
}

function refuseUnfit(input: RegisterPlan, organisation: Organisation, today: Acting["today"]): void {
  const problems: Problem[] = [];
  const say = (field: string, message: string): void =>
    void problems.push({ code: "decisions.plan", field, message });
  for (const field of ["title", "what"] as const) {
    const found = personalIn(input[field]);
    if (found.length > 0)
      say(
        field,
        `This looks like ${found.join(" and ")}. Write it again without, naming offices and bodies only.`,
      );
  }
  if (input.askedOn !== undefined && input.askedOn > today)
    say("askedOn", `${formatCivilDate(input.askedOn)} is still to come.`);
  if (input.documentHref !== undefined && input.document !== "published")
    say("documentHref", "You give the address of a document. Say then that one is published.");
  if (organisation.endsOn !== undefined && organisation.endsOn <= today)
    say(
      "slug",
      `${organisation.name} ended on ${formatCivilDate(organisation.endsOn)}. Choose a body that is in being; its page says what followed it.`,
    );
  if (problems.length > 0) throw new Invalid(problems);
}

async function refuseTooMany({ tx, today }: Acting, organisation: Organisation): Promise<void> {
  const { ofOneBody, inAll } = await countPlansOn(tx, today, organisation.id);
  if (ofOneBody < plansPerDay.ofOneBody && inAll < plansPerDay.inAll) return;
  const of = ofOneBody >= plansPerDay.ofOneBody ? `about ${organisation.name} ` : "";
  throw new TooOften("decisions.plans-per-day", {
    message: `As many plans ${of}were registered today as are taken in a day. Come back tomorrow.`,
  });
}

const planResource = resourceAt(findPlan, async (plan, db) => {
  const body = await findLatestOrganisation(db, plan.body.slug);
  return body && resourceOfPlan(plan, body);
});

/** What the policies are told of a plan: those who keep the body asked may answer for it. */
export function resourceOfPlan(plan: Plan, body: Organisation): PolicyResource {
  return {
    ref: planRef(plan),
    keepers: [plan.body.id],
    keptHere: body.keptHere,
    illustrative: plan.basis === "illustrative",
  };
}

const onPlan = formOn(findPlan, (plan) => [
  { text: "Plans we have heard of", href: plansPath },
  { text: planTitle(plan), href: `${plansPath}/${plan.slug}` },
]);

async function planToChange({ tx }: Acting, slug: string): Promise<Plan> {
  await lockPlan(tx, slug);
  const plan = await findPlan(tx, slug);
  if (plan === undefined)
    throw new NotFound("decisions.no-such-plan", { message: `There is no plan “${slug}” here.` });
  if (plan.takenDown !== undefined)
    throw new Conflict("decisions.plan-taken-down", {
      message: `It was taken down on ${formatCivilDate(plan.takenDown.on)}, and nothing of its words is held.`,
    });
  return plan;
}

/** The body's own words beside a plan that somebody has heard of. */
export const answerPlanCommand: Command = defineCommand<AnswerPlan>({
  name: "decisions.answer-plan",
  title: "Answer for the body",
  about:
    "Puts the body’s own answer beside a plan that somebody has heard of, and leads to the proposal where it is registered by now.",
  schema: answerPlanSchema,
  path: "/decisions/plans/:slug/answer",
  resource: planResource,
  form: onPlan((plan) => ({
    title: "Answer for the body",
    intro: `“${planTitle(plan)}”`,
    submit: "Publish the answer",
    ...(plan.answer !== undefined && { values: { answer: plan.answer } }),
    fields: [
      { name: "answer", widget: { kind: "textarea", rows: 5 } },
      { name: "proposal", widget: { kind: "text" } },
    ],
  })),
  run: async (acting, input): Promise<Done> => {
    const { tx, today } = acting;
    const plan = await planToChange(acting, input.slug);
    const proposal = input.proposal === undefined ? undefined : await findProposal(tx, input.proposal);
    if (input.proposal !== undefined && proposal === undefined)
      throw new Invalid([
        {
          code: "decisions.no-such-proposal",
          field: "proposal",
          message: `There is no proposal “${input.proposal}” here. Write the last part of its address.`,
        },
      ]);
    await keepAnswer(tx, plan, { answer: input.answer, on: today, proposalId: proposal?.id });
    if (proposal !== undefined)
      await acting.links.add(tx, {
        from: proposalRef(proposal),
        kind: "answers",
        to: planRef(plan),
        on: today,
      });
    return planDone(plan, {
      kind: "decisions.plan-answered",
      summary: `${plan.body.name} answered beside a plan that somebody had heard of: ${input.answer}`,
      message: "The answer stands beside it.",
      body: { answer: input.answer, proposal: proposal?.slug ?? null },
    });
  },
});

/** Takes the words of a plan away on a ground from a list. */
export const takeDownPlanCommand: Command = defineCommand<TakeDownPlan>({
  name: "decisions.take-down-plan",
  title: "Take a plan down",
  about:
    "Takes away the words of a plan that somebody registered, because they name a person, insult somebody, are no plan, or stand here already. That it was taken down, when and why stays.",
  schema: takeDownPlanSchema,
  path: "/decisions/plans/:slug/take-down",
  resource: planResource,
  form: onPlan((plan) => ({
    title: "Take this plan down",
    intro: `“${planTitle(plan)}”`,
    submit: "Take it down",
    fields: [{ name: "ground", widget: { kind: "radios", options: choicesOf(grounds) } }],
  })),
  run: async (acting, input): Promise<Done> => {
    const plan = await planToChange(acting, input.slug);
    await takeDown(acting.tx, plan, { on: acting.today, ground: input.ground });
    return planDone(plan, {
      kind: "decisions.plan-taken-down",
      summary: `A plan of ${plan.body.name} that somebody had heard of was taken down because ${grounds[input.ground]}.`,
      message: "Its words are held nowhere any more.",
      body: { ground: input.ground },
    });
  },
});

function planDone(
  plan: Plan,
  act: {
    readonly kind: string;
    readonly summary: string;
    readonly message: string;
    readonly body: Readonly<Record<string, string | null>>;
  },
): Done {
  return {
    message: act.message,
    href: `${plansPath}/${plan.slug}`,
    subject: planRef(plan),
    entry: {
      kind: act.kind,
      summary: act.summary,
      subjects: [planRef(plan), organisationRef({ id: plan.body.id as OrganisationId })],
      body: { plan: plan.id, ...act.body },
      audience: plan.audience,
    },
    changed: [anyOfKind("decisions", "plan")],
    json: { plan: plan.slug },
  };
}
