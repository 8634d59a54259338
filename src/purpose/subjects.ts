import type { SubjectKind } from "../kernel/index.ts";
import { indicatorHref, indicatorRef } from "./observation.ts";
import { listIndicators } from "./store-indicators.ts";
import { listIndicatorIds } from "./store-load.ts";

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
