import { z } from "zod";
import { daysBetween, formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  capital,
  anyOfKind,
  countInWords,
  countOf,
  definePage,
  subjectText,
  type Page,
  type PageModel,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { findLatestOrganisation } from "../../place/index.ts";
import { resourceOfPlan } from "../commands/plans.ts";
import { documents, planRef, plansPath, planSentence, planTitle, type Plan } from "../plan.ts";
import { proposalHref } from "../proposal.ts";
import { listQuery } from "../schema.ts";
import { findPlan, listPlans } from "../store-plans.ts";
import { proposalsPath } from "./proposal-list-page.ts";
import { slugParams } from "./proposal-page.ts";

const planShape = z.object({
  slug: z.string(),
  title: z.string().nullable(),
  body: z.string(),
  registeredOn: z.iso.date(),
  askedOn: z.iso.date().nullable(),
  daysSinceAsked: z.number().nullable(),
  document: z.enum(["published", "not-published", "not-known"]),
  answeredOn: z.iso.date().nullable(),
  proposal: z.string().nullable(),
  takenDownOn: z.iso.date().nullable(),
  ground: z.string().nullable(),
  illustrative: z.boolean(),
});

function planJson(plan: Plan, at: CivilDate): z.output<typeof planShape> {
  return {
    slug: plan.slug,
    title: plan.title ?? null,
    body: plan.body.slug,
    registeredOn: plan.registeredOn,
    askedOn: plan.askedOn ?? null,
    daysSinceAsked: daysSince(plan, at) ?? null,
    document: plan.document,
    answeredOn: plan.answeredOn ?? null,
    proposal: plan.proposal?.slug ?? null,
    takenDownOn: plan.takenDown?.on ?? null,
    ground: plan.takenDown?.ground ?? null,
    illustrative: plan.basis === "illustrative",
  };
}

/** Days since the body was asked, up to its answer. */
function daysSince(plan: Plan, at: CivilDate): number | undefined {
  if (plan.askedOn === undefined || plan.askedOn > at) return undefined;
  const until = plan.answeredOn !== undefined && plan.answeredOn < at ? plan.answeredOn : at;
  return Math.max(0, daysBetween(plan.askedOn, until));
}

/** Plans that somebody has heard of. */
export const planListPage: Page = definePage({
  name: "decisions.plans",
  path: plansPath,
  about:
    "Plans that somebody has heard of and no body has registered: what, the body asked, when, whether a document is published, days since.",
  query: listQuery,
  json: z.object({ items: z.array(planShape) }),
  formats: ["csv", "atom"],
  async load({ db, at }, { query }): Promise<PageModel> {
    const all = await listPlans(db, { illustrative: query.illustrative !== "leave-out" });
    const plans = all.filter(({ registeredOn }) => registeredOn <= at);
    return {
      title: "Plans we have heard of",
      kicker: "Decisions",
      answer: answerOf(plans),
      table: planTable(plans, at),
      sections: [
        {
          kind: "list",
          heading: "How to register one",
          items: [
            [
              "Find the body under ",
              { text: "Organisations", href: "/organisations" },
              ", open its page and choose “Register a plan you have heard of”. Sign in first, or ",
              { text: "make a sign-in", href: "/sign-in/new?next=/organisations" },
              "; your name is shown to nobody.",
            ],
            "Say what you have heard and where, whether the body was asked and when, and whether there is a document. Name no person.",
            "Nobody checks what is written before it is shown. The body can answer beside it. Administrators take down what names a person, insults somebody, is no plan or stands here already; that they did stays.",
          ],
        },
      ],
      trail: [{ text: "Proposals", href: proposalsPath }],
      subjects: [anyOfKind("decisions", "plan")],
      json: { items: plans.map((plan) => planJson(plan, at)) },
    };
  },
});

function answerOf(plans: readonly Plan[]): Sentence {
  const shown = plans.filter(({ takenDown, basis }) => takenDown === undefined && basis !== "illustrative");
  if (shown.length === 0)
    return "Nobody has registered a plan of a real body yet. Anybody who signed in may.";
  const open = shown.filter(({ askedOn, answeredOn }) => askedOn !== undefined && answeredOn === undefined);
  return [
    { strong: capital(countOf(shown.length, "plan")) },
    ` ${shown.length === 1 ? "was" : "were"} registered by people who had heard of ${shown.length === 1 ? "it" : "them"}; of ${countInWords(open.length)} no answer of the body asked is entered here.`,
  ];
}

/** Plans as a table. */
export function planTable(plans: readonly Plan[], at: CivilDate, name?: string): TableModel {
  return {
    caption: "Plans we have heard of",
    columns: [
      { key: "plan", label: "Plan", kind: "link", filter: "words" },
      { key: "body", label: "Body", kind: "link", filter: "words", sortable: true },
      { key: "asked", label: "Asked on", kind: "date", sortable: true },
      { key: "days", label: "Days since", kind: "number", sortable: true },
      { key: "document", label: "Document, says whoever registered it", kind: "text", filter: "choice" },
      { key: "answer", label: "Answered on", kind: "date" },
    ],
    rows: plans.map((plan) => ({
      plan: {
        text: planTitle(plan),
        href: `${plansPath}/${plan.slug}`,
        ...(plan.basis === "illustrative" && { tag: "Illustrative" }),
      },
      body: { text: plan.body.name, href: `/organisations/${plan.body.slug}` },
      asked: plan.askedOn,
      days: daysSince(plan, at),
      document: capital(documents[plan.document]),
      answer: plan.answeredOn,
    })),
    rowsPerPage: 25,
    empty: "No plan is registered here.",
    ...(name !== undefined && { name }),
  };
}

/** One plan that somebody has heard of. */
export const planPage: Page = definePage({
  name: "decisions.plan",
  path: `${plansPath}/:slug`,
  about: "One plan that somebody has heard of: what was heard, who was asked, and what the body itself says.",
  params: slugParams,
  json: planShape.extend({ what: z.string().nullable(), answer: z.string().nullable() }),
  formats: ["atom"],
  async load({ db, at }, { params }): Promise<PageModel | undefined> {
    const plan = await findPlan(db, params.slug);
    const body = plan && (await findLatestOrganisation(db, plan.body.slug));
    if (plan === undefined || body === undefined) return undefined;
    const ref = planRef(plan);
    const resource = resourceOfPlan(plan, body);
    const href = `${plansPath}/${plan.slug}`;
    return {
      title: planTitle(plan),
      kicker: "A plan we have heard of",
      illustrative: plan.basis === "illustrative",
      answer: planSentence(plan, at),
      sections: sectionsOf(plan),
      actions:
        plan.takenDown === undefined
          ? [
              {
                text: "Answer for the body",
                href: `${href}/answer`,
                command: "decisions.answer-plan",
                resource,
              },
              {
                text: "Take it down",
                href: `${href}/take-down`,
                command: "decisions.take-down-plan",
                resource,
              },
            ]
          : [],
      trail: [{ text: "Plans we have heard of", href: plansPath }],
      sources: [{ text: plan.source, source: plan.source, seen: plan.seen, basis: plan.basis }],
      subjects: [ref],
      check: `/record/of/${subjectText(ref)}`,
      json: { ...planJson(plan, at), what: plan.what ?? null, answer: plan.answer ?? null },
    };
  },
});

function sectionsOf(plan: Plan): NonNullable<PageModel["sections"]> {
  const document: Sentence =
    plan.documentHref === undefined
      ? `Whoever registered it says: ${documents[plan.document]}.`
      : [
          "Whoever registered it says: a document is published, ",
          { text: "here", href: plan.documentHref },
          ".",
        ];
  return [
    ...(plan.what === undefined
      ? []
      : [
          {
            kind: "words" as const,
            heading: "What was heard",
            paragraphs: [
              "In the words of whoever registered it, which nobody has checked:",
              ...plan.what.split(/\n+/),
            ],
          },
        ]),
    {
      kind: "facts",
      heading: "Facts",
      facts: [
        { label: "Body", value: [{ text: plan.body.name, href: `/organisations/${plan.body.slug}` }] },
        {
          label: "Asked",
          value: plan.askedOn === undefined ? "Nobody says that it was" : formatCivilDate(plan.askedOn),
        },
        ...(plan.takenDown === undefined ? [{ label: "Document", value: document }] : []),
        {
          label: "Registered",
          value: formatCivilDate(plan.registeredOn),
        },
        ...(plan.proposal === undefined
          ? []
          : [
              {
                label: "Registered by the body since",
                value: [{ text: plan.proposal.title, href: proposalHref(plan.proposal.slug) }],
              },
            ]),
      ],
    },
    {
      kind: "words",
      heading: "What the body says",
      paragraphs: plan.answer === undefined ? ["No answer is entered here."] : plan.answer.split(/\n+/),
    },
  ];
}
