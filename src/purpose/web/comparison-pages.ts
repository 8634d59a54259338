import { z } from "zod";
import { anyOfKind, definePage, type Asking, type PageModel, type TableModel } from "../../kernel/index.ts";
import type { GapOfPlaces } from "../gap-of-places.ts";
import { indicatorHref, indicatorRef } from "../observation.ts";
import { findIndicator, listPublications, type CoveredIndicator } from "../store-indicators.ts";
import { listLatestOf } from "../store-observations.ts";
import { funnelFrom, gapFrom } from "./comparison.ts";
import { funnelMethod, funnelPicture, funnelTable, levelOf, plainAnswer } from "./funnel-picture.ts";
import { gapAnswer, gapMethod, gapPicture } from "./gap-picture.ts";
import { duringInWords, namesOf, sourcesOf, subjectOf, withAt } from "./shared.ts";
import { publicationOf } from "./indicator-list.ts";
import { sourceLine } from "./shared.ts";

const params = z.object({ indicator: z.string().max(100) });
const interval = z.object({ value: z.number(), lower: z.number().nullable(), upper: z.number().nullable() });

function trailOf(indicator: CoveredIndicator, asking: Asking): NonNullable<PageModel["trail"]> {
  return [
    { text: "Outcomes", href: withAt("/outcomes", asking) },
    { text: indicator.name, href: withAt(indicatorHref(indicator.id), asking) },
  ];
}

/** Every place of an indicator beside the limits for its size. */
export const funnelPage = definePage({
  name: "purpose.funnel",
  path: "/outcomes/:indicator/funnel",
  about:
    "One indicator in its latest period, place by place, with limits that allow for size and for how far places usually lie apart.",
  params,
  json: z.object({
    method: z.string(),
    period: z.object({ start: z.iso.date(), end: z.iso.date() }),
    level: z.string(),
    phi: z.number(),
    tau2: z.number(),
    widened: z.boolean(),
    outside: z.number(),
    outsideByChance: z.number(),
    items: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        value: z.number(),
        numerator: z.number().nullable(),
        denominator: z.number().nullable(),
        z: z.number(),
        p: z.number(),
        place: z.string(),
        placeByChance: z.string(),
      }),
    ),
  }),
  formats: ["csv"],
  async load(asking, { params: asked }): Promise<PageModel | undefined> {
    const { db, at } = asking;
    const indicator = await findIndicator(db, asked.indicator);
    if (!indicator || indicator.keptHere) return undefined;
    const latest = await listLatestOf(db, { indicator: indicator.id, at });
    const names = await namesOf(db, latest);
    const found = funnelFrom(latest, indicator, names);
    if (!found.ok) return undefined;
    const { value } = found;
    const { funnel } = value;
    const level = levelOf(value);
    return {
      title: `${indicator.name}: place by place`,
      kicker: indicator.collection,
      answer: `${plainAnswer(value)} Figures ${duringInWords(value.span)}.`,
      picture: funnelPicture(value, { indicator, names }),
      table: { ...withoutName(funnelTable(value, { indicator, names, asking })) },
      sections: [{ kind: "words", heading: "How the limits are made", paragraphs: funnelMethod(value) }],
      sources: sourcesOf(
        value.places.map((place) => place.observation),
        await listPublications(db),
      ),
      subjects: [indicatorRef(indicator.id), anyOfKind("purpose", "indicator")],
      trail: trailOf(indicator, asking),
      json: {
        method: value.method,
        period: value.span,
        level,
        phi: funnel.overdispersion.phi,
        tau2: funnel.overdispersion.tau2,
        widened: funnel.widened,
        outside: funnel.beyond[level],
        outsideByChance: funnel.beyondByChance[level],
        items: value.places.map(({ observation, point }) => ({
          code: observation.code,
          name: subjectOf(observation, names).name,
          value: point.y,
          numerator: observation.numerator ?? null,
          denominator: observation.denominator ?? null,
          z: point.z,
          p: point.p,
          place: point.place,
          placeByChance: point.placeByChance,
        })),
      },
    };
  },
});

/** The gap of one indicator between areas by deprivation. */
export const gapPage = definePage({
  name: "purpose.gap",
  path: "/outcomes/:indicator/gap",
  about: "The gap of one indicator between the most and the least deprived areas, and whether it closes.",
  params,
  json: z.object({
    edition: z.string(),
    steps: z.array(z.string()),
    fifths: z.array(z.object({ label: z.string(), areas: z.number(), figures: z.array(interval) })),
    absolute: interval,
    relative: interval,
    closing: z.object({ kind: z.string(), change: interval.nullable() }),
    unit: z.string(),
  }),
  formats: ["csv"],
  async load(asking, { params: asked }): Promise<PageModel | undefined> {
    const indicator = await findIndicator(asking.db, asked.indicator);
    if (!indicator) return undefined;
    const found = await gapFrom(asking, indicator);
    if (!found.ok) return undefined;
    const gap = found.value;
    const publication = publicationOf(indicator, await listPublications(asking.db));
    const index = (await listPublications(asking.db)).get("imd-council");
    return {
      title: `${indicator.name}: the gap by deprivation`,
      kicker: indicator.collection,
      answer: gapAnswer(gap),
      picture: gapPicture(gap, indicator),
      table: gapTable(gap),
      sections: [{ kind: "words", heading: "How the gap is worked out", paragraphs: gapMethod(gap) }],
      sources: [publication, index].flatMap((one) => (one ? [sourceLine(one)] : [])),
      subjects: [indicatorRef(indicator.id), anyOfKind("purpose", "indicator")],
      trail: trailOf(indicator, asking),
      json: {
        edition: gap.edition,
        steps: gap.steps,
        fifths: gap.fifths.map(({ label, areas, figures }) => ({
          label,
          areas,
          figures: figures.map(whole),
        })),
        absolute: whole(gap.absolute),
        relative: whole(gap.relative),
        closing: {
          kind: gap.closing.kind,
          change: gap.closing.kind === "cannot-tell" ? null : whole(gap.closing.change),
        },
        unit: gap.unit,
      },
    };
  },
});

/** Every fifth at every period. */
function gapTable(gap: GapOfPlaces): TableModel {
  const decimals = 1;
  const scale = gap.unit === "fraction of 1" ? 100 : 1;
  const unit = gap.unit === "fraction of 1" ? "per cent" : gap.unit;
  return {
    caption: "Average of the areas in each fifth",
    columns: [
      { key: "period", label: "Period", kind: "text" },
      { key: "fifth", label: "Fifth of areas", kind: "text", filter: "choice" },
      { key: "areas", label: "Areas", kind: "number", decimals: 0 },
      { key: "value", label: "Average", kind: "number", decimals, unit },
      { key: "lower", label: "Lower limit", kind: "number", decimals, unit },
      { key: "upper", label: "Upper limit", kind: "number", decimals, unit },
    ],
    rows: gap.steps.flatMap((period, step) =>
      gap.fifths.map(({ label, areas, figures }) => {
        const { value, lower, upper } = figures[step]!;
        return {
          period,
          fifth: label,
          areas,
          value: value * scale,
          lower: finite(lower * scale),
          upper: finite(upper * scale),
        };
      }),
    ),
    empty: "No area is held.",
  };
}

function whole({ value, lower, upper }: GapOfPlaces["absolute"]): z.output<typeof interval> {
  return { value, lower: finite(lower) ?? null, upper: finite(upper) ?? null };
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function withoutName({ name: _, ...table }: TableModel): TableModel {
  return table;
}
