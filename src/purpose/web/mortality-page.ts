import { z } from "zod";
import { countInWords, definePage, formatNumber, type PageModel, type Sentence } from "../../kernel/index.ts";
import {
  mortalityCounts,
  mortalityIndicator,
  mortalityLimits,
  mortalityWarnings,
  type MortalityCounts,
} from "../mortality.ts";
import { indicatorHref, indicatorRef } from "../observation.ts";
import { findIndicator, listPublications } from "../store-indicators.ts";
import { listLatestOf } from "../store-observations.ts";
import { funnelFrom } from "./comparison.ts";
import { funnelMethod, funnelPicture, funnelTable } from "./funnel-picture.ts";
import { duringInWords, namesOf, sourcesOf, withAt } from "./shared.ts";

/** The mortality story: method, limits, what a naive chart would say, and the publisher's own warning. */
export const mortalityPage = definePage({
  name: "purpose.mortality",
  path: "/outcomes/mortality",
  about:
    "Hospital mortality by trust with limits that allow for over-dispersion: how many lie outside, how many a naive chart would accuse, and what the publisher warns of.",
  json: z.object({
    trusts: z.number(),
    higher: z.number(),
    lower: z.number(),
    naiveHigher: z.number(),
    naiveLower: z.number(),
    phi: z.number(),
    tau2: z.number(),
    warnings: z.array(z.object({ text: z.string(), source: z.string() })),
  }),
  formats: ["csv"],
  async load(asking): Promise<PageModel | undefined> {
    const { db, at } = asking;
    const indicator = await findIndicator(db, mortalityIndicator);
    if (!indicator) return undefined;
    const latest = await listLatestOf(db, { indicator: mortalityIndicator, at });
    const names = await namesOf(db, latest);
    const found = funnelFrom(latest, indicator, names);
    if (!found.ok) return undefined;
    const counts = mortalityCounts(found.value);
    const { phi, tau2 } = found.value.funnel.overdispersion;
    const { name: _, ...table } = funnelTable(found.value, { indicator, names, asking });
    return {
      title: "Hospital mortality: signs, and what they are worth",
      kicker: "Outcomes",
      answer: mortalityAnswer(counts, duringInWords(found.value.span)),
      picture: funnelPicture(found.value, { indicator, names }),
      table,
      sections: [
        {
          kind: "list",
          heading: "What its publishers warn of",
          items: mortalityWarnings.map(({ text, source }): Sentence => [text, ` (${source})`]),
        },
        { kind: "words", heading: "What a naive chart would say", paragraphs: naiveWords(counts) },
        { kind: "words", heading: "Method", paragraphs: funnelMethod(found.value) },
        { kind: "list", heading: "Limits of this page", items: mortalityLimits },
      ],
      actions: [
        { text: "Signs for trusts and places", href: withAt("/signs", asking) },
        { text: "The indicator and every figure", href: withAt(indicatorHref(mortalityIndicator), asking) },
      ],
      sources: sourcesOf(latest, await listPublications(db)),
      subjects: [indicatorRef(mortalityIndicator)],
      trail: [{ text: "Outcomes", href: withAt("/outcomes", asking) }],
      json: { ...counts, phi, tau2, warnings: mortalityWarnings.map((one) => ({ ...one })) },
    };
  },
});

/** Both sides, with what chance alone would bring. */
export function mortalityAnswer(counts: MortalityCounts, during: string): Sentence {
  const { trusts, higher, lower, naiveHigher, naiveLower } = counts;
  return [
    `Of ${formatNumber(trusts)} acute trusts, `,
    { strong: `${countInWords(higher)} had more deaths than expected and ${countInWords(lower)} fewer` },
    ` ${during}, outside 95 per cent limits that allow for how far trusts usually lie apart. A naive chart would have named `,
    { strong: formatNumber(naiveHigher + naiveLower) },
    ". Each is a sign to ask about, not a judgement.",
  ];
}

function naiveWords(counts: MortalityCounts): readonly Sentence[] {
  const { trusts, higher, lower, naiveHigher, naiveLower, byChance } = counts;
  return [
    `A chart that takes deaths to differ by chance alone would put ${formatNumber(naiveHigher)} of ${formatNumber(trusts)} trusts above its limits and ${formatNumber(naiveLower)} ` +
      `below: most of England's acute trusts would stand accused or praised for what the indicator does not know about their patients.`,
    `The limits used here leave ${countInWords(higher)} above and ${countInWords(lower)} below. If all trusts were alike, about ${countInWords(byChance)} of ${formatNumber(trusts)} would still lie outside ` +
      `95 per cent limits, about half of them above: some of those named are named by chance, and nobody can say which.`,
  ];
}
