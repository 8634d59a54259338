import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Picture,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { listAreasById, type Area } from "../../place/index.ts";
import {
  indicatorHref,
  indicatorRef,
  listLatestOf,
  listPublications,
  type Observation,
  type Publication,
} from "../../purpose/index.ts";
import { drawBars } from "../../web/index.ts";
import { delaysFrom, type DelayMeasure } from "../bcf-delay.ts";
import { withAt } from "./view.ts";

const rowShape = z.object({
  code: z.string(),
  area: z.string(),
  discharges: z.number(),
  onTheDay: z.number().meta({ description: "Share discharged on the day they were ready, a fraction of 1." }),
  daysIfDelayed: z.number(),
  computed: z.number(),
  published: z.number().nullable(),
  gap: z.number().nullable(),
});

/** The published figure has three decimals, so half of the last one is what rounding may make. */
const roundingMost = 0.0005 + 1e-9;

/** The Better Care Fund's delay measure for every council: its two parts, their product, and the published average beside it. */
export const bcfDelayPage = definePage({
  name: "pounds.better-care-delay",
  path: "/money/better-care/delay",
  about:
    "Average length of discharge delay by council: share not discharged on the day they were ready, times the days of those delayed, beside the published average.",
  json: z.object({ items: z.array(rowShape) }),
  formats: ["csv"],
  async load(asking): Promise<PageModel> {
    const { delays, areas, publications, span } = await readDelays(asking);
    const all = delays.filter((one) => kindOf(one, areas) === "place");
    const england = delays.find((one) => kindOf(one, areas) === "nation");
    const whole = all.filter(({ partial }) => !partial);
    return {
      title: "Average length of discharge delay, by council",
      kicker: "Better Care Fund",
      answer: answerOf(
        all,
        england,
        span && `${formatCivilDate(span.start)} to ${formatCivilDate(span.end)}`,
      ),
      ...(whole.length > 0 && { picture: longestDelays(whole, areas) }),
      table: delayTable(all, areas, asking),
      sections: [workings(asking)],
      sources: publications.map(({ title, publisher, seen, basis, licence }) => ({
        text: `${publisher}: ${title}`,
        seen,
        basis,
        licence,
      })),
      subjects: [
        indicatorRef("drd.same-day"),
        indicatorRef("drd.mean-delay-all"),
        anyOfKind("place", "area"),
      ],
      trail: [
        { text: "Money", href: "/money" },
        { text: "Better Care Fund", href: "/money/better-care" },
      ],
      json: { items: all.map((one) => delayItem(one, areas)) },
    };
  },
});

type AreasById = ReadonlyMap<string, Area>;

/** The measure of every council and of England, longest first, with their areas and where the figures come from. */
async function readDelays({ db, at }: Pick<Asking, "db" | "at">): Promise<{
  readonly delays: readonly DelayMeasure[];
  readonly areas: AreasById;
  readonly publications: readonly Publication[];
  readonly span: Observation["span"] | undefined;
}> {
  const latest = async (indicator: string): Promise<readonly Observation[]> =>
    await listLatestOf(db, { indicator, at });
  const sameDay = await latest("drd.same-day");
  const delays = delaysFrom({
    sameDay,
    ifDelayed: await latest("drd.mean-delay-delayed"),
    published: await latest("drd.mean-delay-all"),
  }).toSorted((a, b) => b.computed - a.computed);
  const areas = await listAreasById(
    db,
    delays.flatMap(({ areaId }) => areaId ?? []),
  );
  const known = await listPublications(db);
  const publications = [...new Set(sameDay.map(({ dataset }) => dataset))].flatMap(
    (key) => (key === undefined ? undefined : known.get(key)) ?? [],
  );
  return {
    delays,
    areas: new Map(areas.map((one) => [String(one.id), one])),
    publications,
    span: sameDay[0]?.span,
  };
}

function nameOf({ areaId, code }: DelayMeasure, areas: AreasById): string {
  return areas.get(areaId ?? "")?.name ?? code;
}

function kindOf({ areaId }: DelayMeasure, areas: AreasById): string {
  return areas.get(areaId ?? "")?.kind ?? "";
}

function longestDelays(whole: readonly DelayMeasure[], areas: AreasById): Picture {
  return drawBars(
    {
      item: "Council",
      measure: "Days of delay for each discharge",
      bars: whole.slice(0, 12).map((one) => ({
        label: nameOf(one, areas),
        figure: { kind: "value", value: Math.round(one.computed * 100) / 100 },
      })),
    },
    {
      caption: "The longest average delays",
      unit: "days",
      summary: `The ${countOf(Math.min(12, whole.length), "council")} with the longest average delay, in days for each discharge, of ${whole.length} with figures for every month.`,
    },
  );
}

function delayTable(
  all: readonly DelayMeasure[],
  areas: AreasById,
  asking: Pick<Asking, "at" | "atGiven">,
): TableModel {
  return {
    caption: "The measure and its parts",
    columns: [
      { key: "council", label: "Council", kind: "link", filter: "words", sortable: true },
      { key: "discharges", label: "Discharges", kind: "number", sortable: true },
      { key: "onTheDay", label: "On the day (%)", kind: "number", decimals: 2, sortable: true },
      { key: "daysIfDelayed", label: "Days if delayed", kind: "number", decimals: 2, sortable: true },
      { key: "computed", label: "Measure (days)", kind: "number", decimals: 3, sortable: true },
      { key: "published", label: "Published (days)", kind: "number", decimals: 3, sortable: true },
      { key: "partial", label: "Months", kind: "text" },
    ],
    rows: all.map((one) => {
      const area = areas.get(one.areaId ?? "");
      return {
        council: area ? { text: area.name, href: withAt(`/areas/${area.slug}`, asking) } : one.code,
        discharges: one.discharges,
        onTheDay: one.onTheDay * 100,
        daysIfDelayed: one.daysIfDelayed,
        computed: one.computed,
        published: one.published ?? { kind: "no-data" },
        partial: one.partial ? "Some not whole: do not rank" : "Whole",
      };
    }),
    rowsPerPage: 40,
    empty: "We hold no discharge-ready figures for this day.",
  };
}

function workings(asking: Pick<Asking, "at" | "atGiven">): Section {
  return {
    kind: "words",
    heading: "How it is worked out",
    paragraphs: [
      "One less the share discharged on the day they were ready, times the average days of those who were not. That is the same as bed days after readiness for each discharge. It is worked out from counts and not from the rounded parts, whose product can be off in the second decimal.",
      [
        "A long average may come from a few people who wait long: see ",
        {
          text: "the days of those delayed",
          href: withAt(indicatorHref("drd.mean-delay-delayed"), asking),
        },
        ".",
      ],
    ],
  };
}

function delayItem(one: DelayMeasure, areas: AreasById): z.output<typeof rowShape> {
  return {
    code: one.code,
    area: areas.get(one.areaId ?? "")?.slug ?? "",
    discharges: one.discharges,
    onTheDay: one.onTheDay,
    daysIfDelayed: one.daysIfDelayed,
    computed: one.computed,
    published: one.published ?? null,
    gap: one.published === undefined ? null : Number((one.computed - one.published).toFixed(6)),
  };
}

function answerOf(
  all: readonly DelayMeasure[],
  england: DelayMeasure | undefined,
  span: string | undefined,
): Sentence {
  if (all.length === 0 || span === undefined)
    return "We hold no discharge-ready figures for this day. Choose a later day, or today.";
  const beside = all.filter(({ published }) => published !== undefined);
  const same = beside.filter(({ computed, published = 0 }) => Math.abs(computed - published) <= roundingMost);
  return [
    `From ${span} the measure can be worked out for `,
    { strong: countOf(all.length, "council") },
    same.length === beside.length
      ? ", and equals the published average for all of them."
      : `; for ${same.length} of ${beside.length} it equals the published average.`,
    ...(england ? [` For England it is ${england.computed.toFixed(2)} days.`] : []),
  ];
}
