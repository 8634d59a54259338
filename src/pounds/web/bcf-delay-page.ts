import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import { anyOfKind, countOf, definePage, type PageModel, type Sentence } from "../../kernel/index.ts";
import { listAreasById } from "../../place/index.ts";
import {
  indicatorHref,
  indicatorRef,
  listLatestOf,
  listPublications,
  type Observation,
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
    const latest = async (indicator: string): Promise<readonly Observation[]> =>
      await listLatestOf(asking.db, { indicator, at: asking.at });
    const sameDay = await latest("drd.same-day");
    const delays = delaysFrom({
      sameDay,
      ifDelayed: await latest("drd.mean-delay-delayed"),
      published: await latest("drd.mean-delay-all"),
    }).toSorted((a, b) => b.computed - a.computed);
    const areas = new Map(
      (
        await listAreasById(
          asking.db,
          delays.flatMap(({ areaId }) => areaId ?? []),
        )
      ).map((one) => [String(one.id), one]),
    );
    const name = ({ areaId, code }: DelayMeasure): string => areas.get(areaId ?? "")?.name ?? code;
    const kindOf = ({ areaId }: DelayMeasure): string => areas.get(areaId ?? "")?.kind ?? "";
    const all = delays.filter((one) => kindOf(one) === "place");
    const england = delays.find((one) => kindOf(one) === "nation");
    const whole = all.filter(({ partial }) => !partial);
    const known = await listPublications(asking.db);
    const publications = [...new Set(sameDay.map(({ dataset }) => dataset))].flatMap(
      (key) => (key === undefined ? undefined : known.get(key)) ?? [],
    );
    const span = sameDay[0]?.span;
    return {
      title: "Average length of discharge delay, by council",
      kicker: "Better Care Fund",
      answer: answerOf(
        all,
        england,
        span && `${formatCivilDate(span.start)} to ${formatCivilDate(span.end)}`,
      ),
      ...(whole.length > 0 && {
        picture: drawBars(
          {
            item: "Council",
            measure: "Days of delay for each discharge",
            bars: whole.slice(0, 12).map((one) => ({
              label: name(one),
              figure: { kind: "value", value: Math.round(one.computed * 100) / 100 },
            })),
          },
          {
            caption: "The longest average delays",
            summary: `The ${countOf(Math.min(12, whole.length), "council")} with the longest average delay, of ${whole.length} with figures for every month.`,
          },
        ),
      }),
      table: {
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
            partial: one.partial ? "some partial: do not rank" : "whole",
          };
        }),
        rowsPerPage: 40,
        empty: "We hold no discharge-ready figures for this day.",
      },
      sections: [
        {
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
        },
      ],
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
      json: {
        items: all.map((one) => ({
          code: one.code,
          area: areas.get(one.areaId ?? "")?.slug ?? "",
          discharges: one.discharges,
          onTheDay: one.onTheDay,
          daysIfDelayed: one.daysIfDelayed,
          computed: one.computed,
          published: one.published ?? null,
          gap: one.published === undefined ? null : Number((one.computed - one.published).toFixed(6)),
        })),
      },
    };
  },
});

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
