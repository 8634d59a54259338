import { spansOf, type Panel, type PanelModel } from "../../kernel/index.ts";
import { mortalityCounts, mortalityIndicator } from "../mortality.ts";
import { indicatorRef } from "../observation.ts";
import { findIndicator, listPublications } from "../store-indicators.ts";
import { listLatestOf } from "../store-observations.ts";
import { funnelFrom, gapFrom } from "./comparison.ts";
import { funnelPicture } from "./funnel-picture.ts";
import { closingAnswer } from "./gap-picture.ts";
import { publicationOf } from "./indicator-list.ts";
import { mortalityAnswer } from "./mortality-page.ts";
import { duringInWords, namesOf, sourceLine, sourcesOf, withAt } from "./shared.ts";

const gapIndicator = "health-index.healthy-people";

/** The fifth question of the home page. */
export const outlierPanel: Panel = {
  name: "purpose.outliers-and-gap",
  on: "home",
  order: 5,
  async load(asking): Promise<PanelModel | undefined> {
    const { db, at } = asking;
    const [mortality, health] = [
      await findIndicator(db, mortalityIndicator),
      await findIndicator(db, gapIndicator),
    ];
    if (!mortality || !health) return undefined;
    const latest = await listLatestOf(db, { indicator: mortalityIndicator, at });
    const names = await namesOf(db, latest);
    const funnel = funnelFrom(latest, mortality, names);
    const gap = await gapFrom(asking, health);
    if (!funnel.ok) return undefined;
    const publications = await listPublications(db);
    const counts = mortalityCounts(funnel.value);
    const gapSource = publicationOf(health, publications);
    return {
      heading: "Is a hospital an outlier, and is the gap closing?",
      answer: [
        ...spansOf(mortalityAnswer(counts, duringInWords(funnel.value.span))),
        ...(gap.ok
          ? [
              " In ",
              { text: "how healthy people are", href: withAt(`/outcomes/${gapIndicator}/gap`, asking) },
              `, between the most and the least deprived areas: ${closingAnswer(gap.value).replace(/^From/, "from")}`,
            ]
          : []),
      ],
      picture: funnelPicture(funnel.value, { indicator: mortality, names }),
      sources: [...sourcesOf(latest, publications), ...(gap.ok && gapSource ? [sourceLine(gapSource)] : [])],
      href: withAt("/outcomes/mortality", asking),
      howWorkedOut: "/outcomes/mortality",
      subjects: [indicatorRef(mortalityIndicator), indicatorRef(gapIndicator)],
      json: { ...counts, gap: gap.ok ? gap.value.closing.kind : null },
    };
  },
};
