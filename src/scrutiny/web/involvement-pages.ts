import { z } from "zod";
import { formatCivilDate, yearOf } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countInWords,
  countOf,
  definePage,
  formatNumber,
  type Asking,
  type Measured,
  type PageAction,
  type PageModel,
  type Picture,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { resourceOfOrganisation } from "../../place/index.ts";
import { drawStack } from "../../web/index.ts";
import { sectors } from "../account.ts";
import { partnersOf, resourceOfInvolvement, resourceOfWord } from "../commands/involvement-acts.ts";
import { bodyRef } from "../commands/act.ts";
import {
  answersOn,
  bothWords,
  countsBySector,
  degreeKeys,
  degrees,
  involvementHref,
  involvementRef,
  type Degree,
  type Involvement,
} from "../involvement.ts";
import { findInvolvement, listInvolvement } from "../store-involvement.ts";
import { bodiesOfReader, countFigure, drawnLabel, recordOf, thingCell, withAt } from "./shared.ts";

const countShape = z.object({
  who: z.string(),
  basis: z.string(),
  partners: z.number().nullable(),
  fully: z.number().nullable(),
  partly: z.number().nullable(),
  told: z.number().nullable(),
  not: z.number().nullable(),
});

const planShape = z.object({
  slug: z.string(),
  title: z.string(),
  about: z.string(),
  body: z.string().nullable(),
  askedOn: z.iso.date(),
  percent: z.array(countShape).meta({ description: "Per cent of partners by how far they were involved." }),
  partners: z.array(
    z.object({
      body: z.string(),
      degree: z.string().nullable(),
      saidOn: z.iso.date().nullable(),
      firstToldOn: z.iso.date().nullable(),
    }),
  ),
  source: z.string(),
  seen: z.iso.date(),
  basis: z.string(),
});

/** One row of shares, from a survey or counted here. */
interface ShareRow {
  readonly who: string;
  /** How many partners answered; absent: a survey does not say. */
  readonly partners?: number;
  readonly percent: Readonly<Partial<Record<Degree, number>>>;
}

function rowsOf(plan: Involvement, { at }: Pick<Asking, "at">): readonly ShareRow[] {
  const surveyed = [...new Set(plan.shares.map(({ who }) => who))].map((who) => ({
    who,
    percent: Object.fromEntries(
      plan.shares.flatMap((one) =>
        one.who === who && one.percent !== undefined ? [[one.degree, one.percent]] : [],
      ),
    ),
  }));
  const counted = countsBySector(answersOn(plan, at)).map(({ sector, counts, all }) => ({
    who: sectors[sector],
    partners: all,
    percent: Object.fromEntries(degreeKeys.map((degree) => [degree, (100 * counts[degree]) / all])),
  }));
  return [...surveyed, ...counted];
}

function figureOf(percent: number | undefined): Measured {
  if (percent === undefined) return { kind: "no-data" };
  return percent === 0 ? { kind: "zero" } : { kind: "value", value: percent };
}

function planJson(plan: Involvement, asking: Asking): z.output<typeof planShape> {
  return {
    slug: plan.slug,
    title: plan.title,
    about: plan.about,
    body: plan.body?.slug ?? null,
    askedOn: plan.askedOn,
    percent: rowsOf(plan, asking).map(({ who, partners, percent }) => ({
      who,
      basis: plan.basis,
      partners: partners ?? null,
      fully: percent.fully ?? null,
      partly: percent.partly ?? null,
      told: percent.told ?? null,
      not: percent.not ?? null,
    })),
    partners: bothWords(plan, asking.at).map(({ partner, answer, firstTold }) => ({
      body: partner.slug,
      degree: answer?.degree ?? null,
      saidOn: answer?.on ?? null,
      firstToldOn: firstTold?.on ?? null,
    })),
    source: plan.source,
    seen: plan.seen,
    basis: plan.basis,
  };
}

/** What is left of a hundred where a source printed some shares only: without it two shares would fill the whole bar. */
function notPrinted({ percent }: ShareRow): number {
  const printed = degreeKeys.flatMap((degree) => percent[degree] ?? []);
  return printed.length === degreeKeys.length ? 0 : 100 - printed.reduce((sum, share) => sum + share, 0);
}

function pictureOf(plans: readonly Involvement[], asking: Asking): Picture | undefined {
  const rows = plans.flatMap((plan) => rowsOf(plan, asking).map((row) => ({ plan, row })));
  if (rows.length === 0) return undefined;
  const partial = rows.some(({ row }) => notPrinted(row) > 0);
  return drawStack(
    {
      item: "Year and side",
      parts: [
        ...degreeKeys.map((key) => ({ key, label: degrees[key] })),
        ...(partial ? [{ key: "rest", label: "Other answers, whose shares were not printed" }] : []),
      ],
      rows: rows.map(({ plan, row }) => ({
        label: drawnLabel(
          `${yearOf(plan.askedOn)}: ${row.who}${row.partners === undefined ? "" : ` (${row.partners})`}`,
          plan,
        ),
        figures: [
          ...degreeKeys.map((degree) => figureOf(row.percent[degree])),
          ...(partial ? [countFigure(notPrinted(row))] : []),
        ],
      })),
    },
    {
      summary:
        "How far partners say they were involved, in per cent. How many answered stands in brackets, where that is known.",
      caption: "Partners by how far they were involved, in per cent",
      decimals: 0,
      unit: "%",
    },
  );
}

/** Who was involved in plans and decisions, through time. */
export const involvementListPage = definePage({
  name: "scrutiny.involvement-list",
  path: "/involvement",
  about: "How far partners were involved in plans and decisions: by side, through time.",
  json: z.object({ items: z.array(planShape) }),
  formats: ["csv", "atom"],
  async load(asking): Promise<PageModel> {
    const plans = await listInvolvement(asking.db, { until: asking.at });
    const picture = pictureOf(plans, asking);
    const first = plans.find(({ shares }) => shares.length > 0);
    return {
      title: "Who was involved",
      answer:
        first === undefined
          ? "Nobody has said yet how far they were involved in a plan."
          : answerOfSurvey(first),
      ...(picture && { picture }),
      table: planTable(plans, asking),
      sections: [
        {
          kind: "words",
          heading: "How to read it",
          paragraphs: [
            "Each partner says it of itself: fully, partly, told, or not. The page of a plan sets this beside the days on which the partner was told.",
            "Surveys and words given here are not the same: look at how many answered. What was not printed is no data, not nought.",
          ],
        },
      ],
      actions: [
        ...(await bodiesOfReader(asking)).map((body) => ({
          text: `Ask who was involved, for ${body.name}`,
          href: `/involvement/ask/${body.slug}`,
          command: "scrutiny.ask-involvement",
          resource: resourceOfOrganisation(body),
        })),
        { text: "Events told by each side", href: "/accounts" },
      ],
      sources: [
        ...plans
          .filter(({ body }) => body === undefined)
          .map(({ source, seen, basis }) => ({ text: source, seen, basis })),
        { text: "Said on this site by each partner in its own name", basis: "kept-here" as const },
      ],
      check: "/record?kind=scrutiny.involvement-said",
      subjects: [anyOfKind("scrutiny", "involvement")],
      json: { items: plans.map((plan) => planJson(plan, asking)) },
    };
  },
});

function planTable(plans: readonly Involvement[], asking: Asking): TableModel {
  return {
    caption: "Plans and decisions",
    columns: [
      { key: "plan", label: "Plan or decision", kind: "link", filter: "words", sortable: true },
      { key: "when", label: "Asked in", kind: "text", sortable: true },
      { key: "who", label: "Who answered", kind: "text" },
      ...degreeKeys.map((key) => ({
        key,
        label: degrees[key],
        kind: "measured" as const,
        decimals: 0,
        unit: "%",
      })),
      { key: "source", label: "Source", kind: "text", machineOnly: true },
    ],
    rows: plans.flatMap((plan) =>
      rowsOf(plan, asking).map(({ who, partners, percent }) => ({
        plan: thingCell({ text: plan.title, href: involvementHref(plan.slug), basis: plan.basis }, asking),
        when: String(yearOf(plan.askedOn)),
        who: partners === undefined ? who : `${who}: ${countOf(partners, "partner")}`,
        ...Object.fromEntries(degreeKeys.map((key) => [key, figureOf(percent[key])])),
        source: plan.source,
      })),
    ),
    rowsPerPage: 25,
    empty: "No plan is held. A body kept here can ask its partners.",
  };
}

/** What a survey printed, in a sentence. */
function answerOfSurvey(plan: Involvement): PageModel["answer"] {
  const [row] = rowsOf(plan, { at: plan.askedOn });
  const said = [
    ...(row?.percent.not === undefined ? [] : [`${formatNumber(row.percent.not)}% said they had no part`]),
    ...(row?.percent.fully === undefined ? [] : [`${formatNumber(row.percent.fully)}% a full part`]),
  ].join(" and ");
  return [
    `${row?.who ?? "Partners"} were asked in ${yearOf(plan.askedOn)} what part they had in the plans. `,
    { strong: `${said}.` },
  ];
}

/** One plan: what its partners say beside the days on which they were told. */
export const involvementPage = definePage({
  name: "scrutiny.involvement",
  path: "/involvement/:slug",
  about: "One plan or decision: how far each partner says it was involved, beside when it was told.",
  params: z.object({ slug: z.string().max(150) }),
  json: planShape,
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const plan = await findInvolvement(asking.db, params.slug);
    if (!plan || plan.askedOn > asking.at) return undefined;
    const picture = pictureOf([plan], asking);
    return {
      title: plan.title,
      kicker: plan.body ? `A plan of ${plan.body.name}` : "Known from sources",
      illustrative: plan.basis === "illustrative",
      answer: plan.body ? answerOfPlan(plan, asking) : answerOfSurvey(plan),
      ...(picture && { picture }),
      ...(plan.body && { table: bothTable(plan, asking) }),
      sections: sectionsOf(plan, asking),
      actions: await actionsOf(plan, asking),
      sources: [
        {
          text: plan.source,
          seen: plan.seen,
          basis: plan.basis,
          ...(plan.sourceUrl !== undefined && { href: plan.sourceUrl }),
        },
      ],
      check: recordOf(involvementRef(plan)),
      subjects: [involvementRef(plan), ...(plan.body ? [bodyRef(plan.body.id)] : [])],
      trail: [{ text: "Involvement", href: withAt("/involvement", asking) }],
      json: planJson(plan, asking),
    };
  },
});

function answerOfPlan(plan: Involvement, { at }: Asking): PageModel["answer"] {
  const answers = answersOn(plan, at);
  if (answers.length === 0) return "No partner has said yet what part it had.";
  const of = (degree: Degree): number => answers.filter((one) => one.degree === degree).length;
  const none = (count: number): string => (count === 0 ? "none" : countInWords(count));
  const told = of("told");
  return [
    {
      strong: `Of ${countOf(answers.length, "partner")}, ${none(of("fully"))} had a full part and ${none(of("not"))} had no part.`,
    },
    ` ${capital(none(of("partly")))} had some part.${told === 0 ? "" : ` ${capital(countInWords(told))} ${told === 1 ? "was" : "were"} told and no more.`}`,
  ];
}

function bothTable(plan: Involvement, asking: Asking): NonNullable<PageModel["table"]> {
  return {
    caption: "What each partner says, and when it was told",
    columns: [
      { key: "partner", label: "Partner", kind: "link", sortable: true },
      { key: "degree", label: "It says it was", kind: "text", filter: "choice" },
      { key: "said", label: "Said on", kind: "date" },
      { key: "words", label: "In its words", kind: "text" },
      { key: "told", label: "First told on", kind: "date", sortable: true },
      { key: "how", label: "How", kind: "text" },
    ],
    rows: bothWords(plan, asking.at).map(({ partner, answer, firstTold }) => ({
      partner: { text: partner.name, href: withAt(`/organisations/${partner.slug}`, asking) },
      degree: answer ? degrees[answer.degree] : "Has not said",
      said: answer?.on ?? "Not yet",
      words: answer?.words ?? "None given",
      told: firstTold?.on ?? "No day is noted",
      how: firstTold?.how ?? "Nothing is noted",
    })),
    rowsPerPage: 25,
    empty: "No partner has said anything, and nothing is noted of whom the body told.",
  };
}

function sectionsOf(plan: Involvement, { at }: Asking): readonly Section[] {
  const tellings = plan.tellings.filter(({ enteredOn }) => enteredOn <= at);
  const earlier = plan.answers.filter(
    (one) => one.on <= at && !answersOn(plan, at).some((last) => last === one),
  );
  return [
    { kind: "words", heading: "What it is about", paragraphs: plan.about.split(/\n+/u) },
    ...(tellings.length === 0
      ? []
      : [
          {
            kind: "list",
            heading: "Who was told when",
            intro: "As the body noted it, with the day on which it did.",
            items: tellings.map(
              ({ partner, on, how, enteredOn }) =>
                `${formatCivilDate(on)}: ${partner.name}. ${how}. Noted on ${formatCivilDate(enteredOn)}.`,
            ),
          } as const,
        ]),
    ...(earlier.length === 0
      ? []
      : [
          {
            kind: "list",
            heading: "What they said before",
            items: earlier.map(
              ({ partner, on, degree }) => `${formatCivilDate(on)}: ${partner.name}. ${degrees[degree]}.`,
            ),
          } as const,
        ]),
  ];
}

async function actionsOf(plan: Involvement, { db, today }: Asking): Promise<readonly PageAction[]> {
  if (!plan.body) return [];
  const href = involvementHref(plan.slug);
  return [
    ...(await partnersOf(db, plan, today)).map((partner) => ({
      text: `Say how far ${partner.name} was involved`,
      href: `${href}/say/${partner.slug}`,
      command: "scrutiny.say-involvement",
      resource: resourceOfWord(plan, partner.id),
    })),
    {
      text: "Note who was told when",
      href: `${href}/told`,
      command: "scrutiny.note-told",
      resource: resourceOfInvolvement(plan),
    },
  ];
}
