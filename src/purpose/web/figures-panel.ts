import {
  capital,
  countOf,
  numberOf,
  type Asking,
  type Panel,
  type PanelModel,
  type PanelPlace,
  type Sentence,
  type SubjectRef,
  type TableModel,
} from "../../kernel/index.ts";
import { keepersOfArea, listAreasById, listOrganisationsById } from "../../place/index.ts";
import { shownInWords } from "../figure.ts";
import { headlineIds } from "../headline.ts";
import { indicatorHref, type Observation, type Publication } from "../observation.ts";
import { spanInWords } from "../period.ts";
import { listIndicators, listPublications, type CoveredIndicator } from "../store-indicators.ts";
import { listLatestFor, type SubjectKey } from "../store-observations.ts";
import {
  duringInWords,
  namesOf,
  observationJson,
  sourceOf,
  sourcesOf,
  withAt,
  type Names,
} from "./shared.ts";

interface Held {
  readonly subject: {
    readonly name: string;
    readonly slug: string;
    readonly parameter: "area" | "organisation";
  };
  readonly observations: readonly Observation[];
  readonly indicators: ReadonlyMap<string, CoveredIndicator>;
  readonly publications: ReadonlyMap<string, Publication>;
  readonly names: Names;
}

/** *Published figures*, on the pages of areas and of organisations. */
export const figuresPanels: readonly Panel[] = (["area", "organisation"] as const).map((on) => ({
  name: `purpose.figures-${on}`,
  on: on satisfies PanelPlace,
  order: 200,
  load: async (asking, subject) => (subject ? await loadPanel(asking, on, subject) : undefined),
}));

async function loadPanel(
  asking: Asking,
  on: "area" | "organisation",
  ref: SubjectRef,
): Promise<PanelModel | undefined> {
  const { db, at } = asking;
  const of: SubjectKey = on === "area" ? { areaId: ref.id } : { organisationId: ref.id };
  const latest = await listLatestFor(db, { of, indicators: headlineIds, at });
  if (latest.length === 0) return on === "area" ? await invitation(asking, ref) : undefined;
  const found = on === "area" ? await listAreasById(db, [ref.id]) : await listOrganisationsById(db, [ref.id]);
  const subject = found[0];
  if (!subject) return undefined;
  const indicators = await listIndicators(db, { ids: latest.map((one) => one.indicator) });
  const held: Held = {
    subject: { name: subject.name, slug: subject.slug, parameter: on },
    observations: latest.toSorted((a, b) => rank(a) - rank(b)),
    indicators: new Map(indicators.map((one) => [one.id, one])),
    publications: await listPublications(db),
    names: await namesOf(db, latest),
  };
  return modelOf(asking, held, ref);
}

/** Headlines in their order; what is entered here after them. */
function rank(one: Observation): number {
  const place = headlineIds.indexOf(one.indicator);
  return place === -1 ? headlineIds.length : place;
}

/** An area kept here that nobody publishes anything about: what would fill the table. */
async function invitation(asking: Asking, ref: SubjectRef): Promise<PanelModel | undefined> {
  const keepers = await keepersOfArea(asking.db, ref.id);
  const area = keepers.length > 0 ? (await listAreasById(asking.db, [ref.id]))[0] : undefined;
  if (!area) return undefined;
  return {
    heading: "Figures",
    answer: [
      `No figure of ${area.name} is held for this day. Bodies that are kept here can `,
      { text: "enter figures of their own", href: `/areas/${area.slug}/figures/add` },
      ".",
    ],
    href: "/outcomes",
    subjects: [ref],
    json: { items: [] },
  };
}

function modelOf(asking: Asking, held: Held, ref: SubjectRef): PanelModel {
  const { observations, names, publications, subject } = held;
  return {
    heading: observations.every((one) => one.enteredBy) ? "Figures kept here" : "Published figures",
    answer: answerOf(held, asking),
    table: tableOf(held, asking),
    sources: sourcesOf(observations, publications),
    href: withAt(`/outcomes/${subject.parameter}s/${subject.slug}`, asking),
    subjects: [ref],
    json: { items: observations.map((one) => observationJson(one, names)) },
  };
}

function answerOf({ observations, indicators, subject }: Held, asking: Asking): Sentence {
  const newest = observations.toSorted((a, b) =>
    a.span.end < b.span.end ? 1 : a.span.end > b.span.end ? -1 : 0,
  )[0]!;
  const name = indicators.get(newest.indicator)?.name ?? newest.indicator;
  return [
    `We hold ${countOf(observations.length, "headline figure")} of ${subject.name}. The newest is `,
    { text: name, href: indicatorLink(newest.indicator, subject, asking) },
    `: `,
    { strong: shownInWords(newest.figure, newest.unit) },
    ` ${duringInWords(newest.span)}.`,
  ];
}

function tableOf(
  { observations, indicators, publications, names, subject }: Held,
  asking: Asking,
): TableModel {
  return {
    name: "figures",
    caption: `Latest figures of ${subject.name}`,
    columns: [
      { key: "indicator", label: "Indicator", kind: "link" },
      { key: "figure", label: "Figure", kind: "text" },
      { key: "period", label: "Period", kind: "text" },
      { key: "source", label: "Source", kind: "text" },
    ],
    rows: observations.map((one) => {
      const words = shownInWords(one.figure, one.unit);
      const text = indicators.get(one.indicator)?.name ?? one.indicator;
      const tag = one.basis === "illustrative" ? "Illustrative" : one.enteredBy ? "Kept here" : undefined;
      return {
        indicator: { text, href: indicatorLink(one.indicator, subject, asking), ...(tag && { tag }) },
        // Every line has a unit of its own, so a figure stands with its words, not in a column of numbers.
        figure:
          numberOf(one.figure) === undefined ? one.figure : `${words}${one.note ? ` (${one.note})` : ""}`,
        period: capital(spanInWords(one.span)),
        source: sourceOf(one, { publications, names }),
      };
    }),
    empty: "No figure is held.",
  };
}

function indicatorLink(id: string, { parameter, slug }: Held["subject"], asking: Asking): string {
  return withAt(`${indicatorHref(id)}?${parameter}=${slug}`, asking);
}
