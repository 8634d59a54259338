import { z } from "zod";
import {
  anyOfKind,
  capital,
  countOf,
  definePage,
  formatNumber,
  type Asking,
  type PageModel,
  type TableModel,
} from "../../kernel/index.ts";
import { shownFigure } from "../figure.ts";
import { mapFileAction } from "../import-tidy.ts";
import { directionInWords, indicatorHref, type Publication } from "../observation.ts";
import { listIndicators, listPublications, type CoveredIndicator } from "../store-indicators.ts";
import { sourceLine, withAt } from "./shared.ts";

export const indicatorShape = z.object({
  id: z.string(),
  name: z.string(),
  about: z.string(),
  unit: z.string(),
  direction: z.enum(["lower-better", "higher-better", "neither"]),
  collection: z.string(),
  breaks: z.string().nullable(),
  keptHere: z.boolean(),
  observations: z.number(),
  areas: z.number(),
  organisations: z.number(),
  firstDay: z.iso.date().nullable(),
  lastDay: z.iso.date().nullable(),
  publisher: z.string().nullable(),
  source: z.string().nullable(),
  licence: z.string().nullable(),
});

/** Every indicator held here, by collection. */
export const indicatorListPage = definePage({
  name: "purpose.indicators",
  path: "/outcomes",
  about:
    "Every indicator held here: what it counts, for how many areas and organisations, which periods, and whose figures they are.",
  json: z.object({ items: z.array(indicatorShape) }),
  formats: ["csv"],
  async load(asking): Promise<PageModel> {
    const publications = await listPublications(asking.db);
    // On a past day an indicator whose first period began later was not yet there to be looked at.
    const indicators = (await listIndicators(asking.db)).filter(
      (one) => !one.cover || one.cover.firstDay <= asking.at,
    );
    return {
      title: "Outcomes",
      kicker: "Published figures",
      answer: answerOf(indicators),
      table: tableOf(indicators, { publications, asking }),
      sections: [
        {
          kind: "words",
          heading: "How to read these figures",
          paragraphs: [
            "A figure that is missing says why: no data, suppressed and not applicable are not the same, and none of them is 0.",
            "Figures of different editions of a publication are never joined to one line. Where what is counted has changed, the " +
              "page of the indicator says so.",
          ],
        },
      ],
      actions: [mapFileAction],
      sources: [...publications.values()].map(sourceLine),
      subjects: [anyOfKind("purpose", "indicator")],
      json: { items: indicators.map((one) => indicatorJson(one, publications)) },
    };
  },
});

function answerOf(indicators: readonly CoveredIndicator[]): PageModel["answer"] {
  const held = indicators.filter((one) => one.cover);
  if (held.length === 0) return "We hold no figures for this day. Choose a later day, or today.";
  const figures = held.reduce((sum, one) => sum + (one.cover?.observations ?? 0), 0);
  const collections = new Set(held.map((one) => one.collection)).size;
  return [
    "We hold ",
    { strong: `${formatNumber(figures)} figures` },
    ` of ${countOf(held.length, "indicator")} from ${countOf(collections, "collection")}. Each has its source and the day it was seen.`,
    withoutFigures(indicators.length - held.length),
  ];
}

/** What is in the table beside the indicators counted before it. */
function withoutFigures(count: number): string {
  if (count === 0) return "";
  const more = countOf(count, "more indicator");
  const [is, them] = count === 1 ? ["is", "it"] : ["are", "them"];
  return ` ${capital(more)} ${is} listed, and nobody has entered a figure of ${them} yet.`;
}

function tableOf(
  indicators: readonly CoveredIndicator[],
  {
    publications,
    asking,
  }: { readonly publications: ReadonlyMap<string, Publication>; readonly asking: Asking },
): TableModel {
  return {
    caption: "Indicators by collection",
    columns: [
      { key: "collection", label: "Collection", kind: "text", filter: "choice", sortable: true },
      { key: "name", label: "Indicator", kind: "link", filter: "words", sortable: true },
      { key: "unit", label: "Unit", kind: "text" },
      { key: "areas", label: "Areas", kind: "number", decimals: 0, sortable: true },
      { key: "organisations", label: "Organisations", kind: "number", decimals: 0, sortable: true },
      { key: "firstDay", label: "From", kind: "date", sortable: true },
      { key: "lastDay", label: "To", kind: "date", sortable: true },
      { key: "publisher", label: "Publisher", kind: "text" },
      { key: "id", label: "Id", kind: "text", machineOnly: true },
      { key: "publishedUnit", label: "Unit as published", kind: "text", machineOnly: true },
      { key: "direction", label: "Direction", kind: "text", machineOnly: true },
      { key: "source", label: "Source", kind: "text", machineOnly: true },
      { key: "licence", label: "Licence", kind: "text", machineOnly: true },
    ],
    rows: indicators.map((one) => {
      const publication = publicationOf(one, publications);
      return {
        collection: one.collection,
        name: { text: one.name, href: withAt(indicatorHref(one.id), asking) },
        unit: shownFigure({ kind: "no-data" }, one.unit).unit,
        areas: one.cover?.areas ?? 0,
        organisations: one.cover?.organisations ?? 0,
        firstDay: one.cover?.firstDay,
        lastDay: one.cover?.lastDay,
        publisher: publication?.publisher ?? "Bodies kept here",
        id: one.id,
        publishedUnit: one.unit,
        direction: directionInWords(one.direction),
        source: publication?.source ?? "Entered on this site",
        licence: publication?.licence ?? "Open Government Licence v3.0",
      };
    }),
    rowsPerPage: 50,
    empty: "No indicator is held for this day.",
  };
}

/** The publication an indicator is chiefly taken from. */
export function publicationOf(
  indicator: CoveredIndicator,
  publications: ReadonlyMap<string, Publication>,
): Publication | undefined {
  return indicator.mainFile === undefined ? undefined : publications.get(indicator.mainFile);
}

/** An indicator for machines. */
export function indicatorJson(
  one: CoveredIndicator,
  publications: ReadonlyMap<string, Publication>,
): z.output<typeof indicatorShape> {
  const publication = publicationOf(one, publications);
  return {
    id: one.id,
    name: one.name,
    about: one.about,
    unit: one.unit,
    direction: one.direction,
    collection: one.collection,
    breaks: one.breaks ?? null,
    keptHere: one.keptHere,
    observations: one.cover?.observations ?? 0,
    areas: one.cover?.areas ?? 0,
    organisations: one.cover?.organisations ?? 0,
    firstDay: one.cover?.firstDay ?? null,
    lastDay: one.cover?.lastDay ?? null,
    publisher: publication?.publisher ?? null,
    source: publication?.source ?? null,
    licence: publication?.licence ?? null,
  };
}
