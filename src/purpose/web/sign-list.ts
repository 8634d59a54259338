import { z } from "zod";
import {
  anyOfKind,
  capital,
  countOf,
  definePage,
  type Asking,
  type Db,
  type PageModel,
  type Row,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { listAreasById, listOrganisationsById } from "../../place/index.ts";
import { indicatorHref, type Indicator } from "../observation.ts";
import { spanInWords } from "../period.ts";
import { signHref, signId, type Sign, type Signs, type SignTest } from "../sign.ts";
import { listIndicators, listPublications } from "../store-indicators.ts";
import { signsOn } from "../store-signs.ts";
import { sourceLine, withAt } from "./shared.ts";
import { meaningInWords, promiseInWords, signFigures, signInWords, signMethod } from "./sign-words.ts";

export const signShape = z.object({
  id: z.string(),
  kind: z.enum(["outlier", "change"]),
  indicator: z.string(),
  subject: z
    .object({ kind: z.enum(["area", "organisation"]), slug: z.string(), name: z.string() })
    .nullable(),
  code: z.string(),
  periodStart: z.iso.date(),
  periodEnd: z.iso.date(),
  side: z.enum(["high", "low"]),
  value: z.number(),
  against: z.number(),
  unit: z.string(),
  p: z.number(),
  adjusted: z.number(),
});

/** What a sign is about. */
export interface SignSubject {
  readonly kind: "area" | "organisation";
  readonly name: string;
  readonly slug: string;
  readonly href: string;
}

/** Names of what signs are about, by id. */
export async function signSubjects(
  db: Db,
  signs: readonly SignTest[],
): Promise<ReadonlyMap<string, SignSubject>> {
  const areas = await listAreasById(db, [...new Set(signs.flatMap((one) => one.areaId ?? []))]);
  const organisations = await listOrganisationsById(db, [
    ...new Set(signs.flatMap((one) => one.organisationId ?? [])),
  ]);
  return new Map<string, SignSubject>([
    ...areas.map(({ id, name, slug }): [string, SignSubject] => [
      id,
      { kind: "area", name, slug, href: `/areas/${slug}` },
    ]),
    ...organisations.map(({ id, name, slug }): [string, SignSubject] => [
      id,
      { kind: "organisation", name, slug, href: `/organisations/${slug}` },
    ]),
  ]);
}

/** Every sign, in the order of names: the list is no ranking. */
export const signListPage = definePage({
  name: "purpose.signs",
  path: "/signs",
  about:
    "Outliers and changes among trusts and places, with the share of false signs that the list controls.",
  json: z.object({
    tests: z.number(),
    falseShare: z.number(),
    falseExpected: z.number(),
    items: z.array(signShape),
  }),
  formats: ["csv"],
  async load(asking): Promise<PageModel> {
    const list = await signsOn(asking.db, asking.at);
    const subjects = await signSubjects(asking.db, list.signs);
    const indicators = new Map((await listIndicators(asking.db)).map((one) => [one.id, one]));
    const publications = await listPublications(asking.db);
    const files = [...new Set(list.signs.flatMap((one) => one.dataset ?? []))].toSorted();
    return {
      title: "Signs",
      kicker: "Outcomes",
      answer: answerOf(list),
      table: signTable(list.signs, { subjects, indicators, asking }),
      sections: [
        englandSection(list, subjects),
        { kind: "words", heading: "How signs are found, and what they are worth", paragraphs: signMethod },
      ],
      actions: [
        {
          text: "Hospital mortality: method, limits and warnings",
          href: withAt("/outcomes/mortality", asking),
        },
        { text: "All outcomes", href: withAt("/outcomes", asking) },
      ],
      sources: files.flatMap((key) => {
        const one = publications.get(key);
        return one ? [sourceLine(one)] : [];
      }),
      subjects: [anyOfKind("purpose", "indicator")],
      trail: [{ text: "Outcomes", href: withAt("/outcomes", asking) }],
      json: {
        tests: list.tests,
        falseShare: list.falseShare,
        falseExpected: list.falseExpected,
        items: list.signs.map((one) => signJson(one, subjects)),
      },
    };
  },
});

function answerOf(list: Signs): Sentence {
  const { signs, outlierTests, changeTests } = list;
  if (list.tests === 0) return "No figure held for this day is fresh enough to look for signs in.";
  const outliers = signs.filter((one) => one.kind === "outlier").length;
  return [
    { strong: `${capital(countOf(outliers, "outlier"))} and ${countOf(signs.length - outliers, "change")}` },
    ` stand out among ${countOf(outlierTests, "place")} compared and ${countOf(changeTests, "series", "series")} tested for a change. ${promiseInWords(list)}`,
  ];
}

function englandSection(list: Signs, subjects: ReadonlyMap<string, SignSubject>): Section {
  const england = list.signs.filter((one) => subjects.get(one.areaId ?? "")?.slug === "england");
  const words =
    england.length > 0
      ? england.map((one) => `England: ${signInWords(one)}, ${signFigures(one)}.`)
      : [
          "No sign for England as a whole: either nothing stands out, or no monthly series of England of two years is held that reaches into the last 18 months.",
        ];
  return { kind: "words", heading: "England", paragraphs: words };
}

/** Signs as a table: each leads to its page. */
export function signTable(
  signs: readonly Sign[],
  of: {
    readonly subjects: ReadonlyMap<string, SignSubject>;
    readonly indicators: ReadonlyMap<string, Indicator>;
    readonly asking: Pick<Asking, "at" | "atGiven">;
    readonly name?: string;
  },
): TableModel {
  const { subjects, indicators, asking } = of;
  const rows = signs.map((sign): Row & { readonly order: string } => {
    const subject = subjects.get(sign.areaId ?? sign.organisationId ?? "");
    const indicator = indicators.get(sign.indicator);
    return {
      order: `${subject?.name ?? sign.code} ${indicator?.name ?? sign.indicator}`,
      subject: { text: subject?.name ?? sign.code, href: withAt(signHref(sign), asking) },
      sort: subject?.kind === "organisation" ? "Organisation" : "Area",
      kind: sign.kind === "outlier" ? "Outlier" : "Change",
      indicator: {
        text: indicator?.name ?? sign.indicator,
        href: withAt(indicatorHref(sign.indicator), asking),
      },
      seen: capital(signInWords(sign)),
      meaning: indicator ? capital(meaningInWords(sign, indicator)) : "Not known",
      figures: signFigures(sign),
      id: signId(sign),
      period: spanInWords(sign.span),
      p: sign.p,
      adjusted: sign.adjusted,
    };
  });
  return {
    ...(of.name && { name: of.name }),
    caption: "Signs, in the order of names",
    columns: [
      { key: "subject", label: "Whose", kind: "link", filter: "words", sortable: true },
      { key: "sort", label: "Area or organisation", kind: "text", filter: "choice", machineOnly: true },
      { key: "kind", label: "Sign", kind: "text", filter: "choice" },
      { key: "indicator", label: "Indicator", kind: "link" },
      { key: "seen", label: "What was seen", kind: "text" },
      { key: "meaning", label: "Which side", kind: "text", filter: "choice" },
      { key: "figures", label: "Figures", kind: "text" },
      { key: "id", label: "Id", kind: "text", machineOnly: true },
      { key: "period", label: "Period", kind: "text", machineOnly: true },
      { key: "p", label: "Probability", kind: "number", machineOnly: true },
      { key: "adjusted", label: "Adjusted probability", kind: "number", machineOnly: true },
    ],
    rows: rows.toSorted((a, b) => a.order.localeCompare(b.order, "en-GB")).map(({ order: _, ...row }) => row),
    rowsPerPage: 40,
    empty: "Nothing stands out among the tests that were made.",
  };
}

/** A sign for machines. */
export function signJson(sign: Sign, subjects: ReadonlyMap<string, SignSubject>): z.output<typeof signShape> {
  const subject = subjects.get(sign.areaId ?? sign.organisationId ?? "");
  return {
    id: signId(sign),
    kind: sign.kind,
    indicator: sign.indicator,
    subject: subject ? { kind: subject.kind, slug: subject.slug, name: subject.name } : null,
    code: sign.code,
    periodStart: sign.span.start,
    periodEnd: sign.span.end,
    side: sign.side,
    value: sign.value,
    against: sign.against,
    unit: sign.unit,
    p: sign.p,
    adjusted: sign.adjusted,
  };
}
