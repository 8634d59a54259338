import type { Db, SubjectDescription, SubjectKind } from "../kernel/index.ts";
import { listAreasById, listOrganisationsById } from "../place/index.ts";
import { indicatorHref, indicatorRef } from "./observation.ts";
import { spanInWords } from "./period.ts";
import { parseSignId, signHref, signId, signRef } from "./sign.ts";
import { findSignFigure } from "./store-sign-figure.ts";
import { listIndicators } from "./store-indicators.ts";
import { listIndicatorIds, newestPeriodEnd } from "./store-load.ts";
import { signsOn } from "./store-signs.ts";

/** Indicators, as search, links and feeds show them. */
export const indicatorKind: SubjectKind = {
  kind: "indicator",
  label: "Indicator",
  plural: "Indicators",
  describe: async (db, ids) =>
    (await listIndicators(db, { ids })).map((one) => ({
      ref: indicatorRef(one.id),
      title: one.name,
      kindLabel: one.keptHere ? "Indicator kept here" : "Published indicator",
      summary: one.about,
      href: indicatorHref(one.id),
      audience: "public",
      illustrative: false,
      words: `${one.collection} ${one.id}`,
    })),
  listIds: listIndicatorIds,
};

/** Signs, as search, links and the pages of higher modules show them. */
export const signKind: SubjectKind = {
  kind: "sign",
  label: "Sign",
  plural: "Signs",
  describe: async (db, ids) => (await Promise.all(ids.map(async (id) => await describeSign(db, id)))).flat(),
  listIds: async (db) => {
    const newest = await newestPeriodEnd(db);
    return newest === undefined ? [] : (await signsOn(db, newest)).signs.map(signId);
  },
};

/** A sign that is no longer on the list keeps its name: somebody may have asked about it. */
async function describeSign(db: Db, id: string): Promise<readonly SubjectDescription[]> {
  const key = parseSignId(id);
  const figure = key && (await findSignFigure(db, key));
  const indicator = key && (await listIndicators(db, { ids: [key.indicator] }))[0];
  if (!key || !figure || !indicator) return [];
  const [subject] = figure.areaId
    ? await listAreasById(db, [figure.areaId])
    : await listOrganisationsById(db, figure.organisationId ? [figure.organisationId] : []);
  return [
    {
      ref: signRef(key),
      title: `${subject?.name ?? key.code}: ${indicator.name}`,
      kindLabel: key.kind === "outlier" ? "Sign: outlier" : "Sign: change",
      summary: `A sign to ask about, ${spanInWords(figure.span)}.`,
      href: signHref(key),
      audience: "public",
      illustrative: subject?.basis === "illustrative",
      words: `${indicator.collection} ${key.code}`,
    },
  ];
}
