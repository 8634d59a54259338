import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  definePage,
  formatNumber,
  type Asking,
  type PageModel,
  type Picture,
  type Section,
} from "../../kernel/index.ts";
import { areaRef, listAreasById, listOrganisationsById, organisationRef } from "../../place/index.ts";
import { seriesIn, indicatorHref, indicatorRef, type Indicator, type Observation } from "../observation.ts";
import { spanInWords } from "../period.ts";
import { runOf } from "../run-of-series.ts";
import { parseSignId, signRef, type Sign, type SignKey, type Signs } from "../sign.ts";
import { findIndicator, listIndicators, listPublications } from "../store-indicators.ts";
import { listLatestOf, listObservationsOf } from "../store-observations.ts";
import { signsOn } from "../store-signs.ts";
import { findSignFigure } from "../store-sign-figure.ts";
import { funnelFrom } from "./comparison.ts";
import { funnelMethod, funnelPicture } from "./funnel-picture.ts";
import { runPicture, runWords } from "./run-picture.ts";
import { namesOf, sourcesOf, subjectOf, withAt } from "./shared.ts";
import { signJson, signShape, signSubjects, signTable } from "./sign-list.ts";
import { meaningInWords, promiseInWords, signFigures, signInWords } from "./sign-words.ts";

interface Held {
  readonly key: SignKey;
  readonly sign: Sign | undefined;
  readonly list: Signs;
  readonly indicator: Indicator;
  readonly figure: Observation;
  readonly name: string;
}

/** One sign: what was seen, its chart, how sure, and what became of it. */
export const signPage = definePage({
  name: "purpose.sign",
  path: "/signs/:sign",
  about:
    "One sign: what was seen, with method and limits, and what other modules add: whether somebody asked about it and what was answered.",
  params: z.object({ sign: z.string().max(200) }),
  json: z.object({
    id: z.string(),
    listed: z.boolean(),
    sign: signShape.nullable(),
    tests: z.number(),
    falseShare: z.number(),
  }),
  async load(asking, { params }): Promise<PageModel | undefined> {
    const key = parseSignId(params.sign);
    const indicator = key && (await findIndicator(asking.db, key.indicator));
    const figure = key && indicator && (await findSignFigure(asking.db, key));
    if (!key || !indicator || !figure || figure.span.end > asking.at) return undefined;
    const list = await signsOn(asking.db, asking.at);
    const sign = list.signs.find(
      (one) =>
        one.kind === key.kind &&
        one.indicator === key.indicator &&
        one.code === key.code &&
        one.end === key.end,
    );
    const names = await namesOf(asking.db, [figure]);
    return await modelOf(asking, { key, sign, list, indicator, figure, name: subjectOf(figure, names).name });
  },
});

async function modelOf(asking: Asking, held: Held): Promise<PageModel> {
  const { key, sign, list, indicator, figure, name } = held;
  const { drawn, sections } =
    key.kind === "outlier" ? await outlierPart(asking, held) : await changePart(asking, held);
  const subjects = await signSubjects(asking.db, list.signs);
  const about = await subjectRefs(asking, figure);
  return {
    title: `${name}: ${indicator.name}`,
    kicker: key.kind === "outlier" ? "Sign: outlier" : "Sign: change",
    answer: answerOf(held),
    ...(drawn && { picture: drawn }),
    sections: [
      ...sections,
      {
        kind: "facts",
        heading: "How sure",
        facts: [
          { label: "The list it stands on", value: promiseInWords(list) },
          ...(sign
            ? [
                { label: "Chance of so much when nothing is there", value: chance(sign.p) },
                { label: "Adjusted for all tests made", value: chance(sign.adjusted) },
                {
                  label: "Side",
                  value: `It lies on ${meaningInWords(sign, indicator)} by this indicator's own direction.`,
                },
              ]
            : []),
          {
            label: "What it does not say",
            value: "Why, and whether anybody did well or badly. It is no ranking. It says where to ask.",
          },
        ],
      },
      ...othersOf(
        asking,
        held,
        subjects,
        new Map((await listIndicators(asking.db)).map((one) => [one.id, one])),
      ),
    ],
    actions: [
      { text: "The indicator", href: withAt(indicatorHref(key.indicator), asking) },
      { text: "All signs", href: withAt("/signs", asking) },
    ],
    sources: sourcesOf([figure], await listPublications(asking.db)),
    subjects: [signRef(key), indicatorRef(key.indicator), ...about],
    panels: { on: "sign", subject: signRef(key) },
    trail: [{ text: "Signs", href: withAt("/signs", asking) }],
    json: {
      id: signRef(key).id,
      listed: sign !== undefined,
      sign: sign ? signJson(sign, subjects) : null,
      tests: list.tests,
      falseShare: list.falseShare,
    },
  };
}

async function subjectRefs({ db }: Asking, figure: Observation): Promise<PageModel["subjects"]> {
  if (figure.areaId) return (await listAreasById(db, [figure.areaId])).map(areaRef);
  return figure.organisationId
    ? (await listOrganisationsById(db, [figure.organisationId])).map(organisationRef)
    : [];
}

function chance(p: number): string {
  return p < 0.0001 ? "under 1 in 10,000" : `1 in ${formatNumber(Math.round(1 / p))}`;
}

function answerOf({ sign, name, indicator, figure, key }: Held): PageModel["answer"] {
  if (sign)
    return [
      `${indicator.name} of ${name} is `,
      { strong: signInWords(sign) },
      `: ${signFigures(sign)}. It is a sign to ask about, not a judgement.`,
    ];
  return `With the figures held now, ${name} has no ${key.kind === "outlier" ? "outlier" : "change"} here for the period to ${formatCivilDate(figure.span.end)}. Either it stood out once and the figures were revised, or it never did.`;
}

interface Part {
  readonly drawn: Picture | undefined;
  readonly sections: readonly Section[];
}

async function outlierPart({ db, at }: Asking, { indicator, figure, name }: Held): Promise<Part> {
  const latest = await listLatestOf(db, { indicator: indicator.id, at });
  const names = await namesOf(db, latest);
  const found = funnelFrom(latest, indicator, names);
  if (!found.ok)
    return { drawn: undefined, sections: [{ kind: "words", heading: "Method", paragraphs: [found.why] }] };
  const place = found.value.places.find((one) => one.observation.code === figure.code);
  const drawn = funnelPicture(found.value, { indicator, names, marked: figure.code });
  return {
    drawn,
    sections: [
      {
        kind: "words",
        heading: "Method and limits",
        paragraphs: [
          ...(place ? [`${name}, ${spanInWords(place.observation.span)}: ${place.point.reason}`] : []),
          ...funnelMethod(found.value),
        ],
      },
    ],
  };
}

async function changePart({ db, at }: Asking, { indicator, figure, name }: Held): Promise<Part> {
  const of = figure.areaId ? { areaId: figure.areaId } : { organisationId: figure.organisationId ?? "" };
  const all = await listObservationsOf(db, { indicator: indicator.id, of, at });
  const series = seriesIn(all).find(
    (one) => one.vintage === figure.vintage && one.dimension === figure.dimension,
  );
  const run = series && runOf(series, indicator);
  if (!series || !run) return { drawn: undefined, sections: [] };
  return {
    drawn: runPicture(run, { indicator, name, series }),
    sections: [{ kind: "words", heading: "What the chart says", paragraphs: runWords(run) }],
  };
}

/** Further signs of the same area or organisation. */
function othersOf(
  asking: Asking,
  { key, list, figure }: Held,
  subjects: Awaited<ReturnType<typeof signSubjects>>,
  indicators: ReadonlyMap<string, Indicator>,
): readonly Section[] {
  const of = figure.areaId ?? figure.organisationId;
  const others = list.signs.filter(
    (one) =>
      (one.areaId ?? one.organisationId) === of &&
      !(one.kind === key.kind && one.indicator === key.indicator),
  );
  if (others.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Other signs of the same body or place",
      table: signTable(others, { subjects, indicators, asking, name: "others" }),
    },
  ];
}
