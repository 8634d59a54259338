import { z } from "zod";
import {
  capital,
  countInWords,
  countOf,
  definePage,
  numberOf,
  type Asking,
  type PageModel,
  type Section,
  type SubjectRef,
  type TableModel,
} from "../../kernel/index.ts";
import { areaRef, findArea, findOrganisation, organisationRef, type Area } from "../../place/index.ts";
import { drawMultiples, type RunMark, type SmallChart } from "../../web/index.ts";
import { shownInWords } from "../figure.ts";
import { indicatorHref } from "../observation.ts";
import { spanInWords, spanShort } from "../period.ts";
import { profileOf, type Course, type Single } from "../profile.ts";
import { markOf } from "../run-of-series.ts";
import { listIndicators, listPublications } from "../store-indicators.ts";
import { type SubjectKey } from "../store-observations.ts";
import { listProfile } from "../store-profile.ts";
import { sourcesOf, withAt } from "./shared.ts";
import { limitsText, similarOf, type SimilarFound } from "./similar-section.ts";

const chartsAtMost = 40;

interface Subject {
  readonly name: string;
  readonly of: SubjectKey;
  readonly ref: SubjectRef;
  readonly parameter: string;
  readonly href: string;
  readonly illustrative: boolean;
  readonly area?: Area;
}

const shape = z.object({
  subject: z.string(),
  items: z.array(
    z.object({
      indicator: z.string(),
      name: z.string(),
      latest: z.number().nullable(),
      status: z.string(),
      unit: z.string(),
      period: z.string(),
      distance: z
        .number()
        .nullable()
        .meta({ description: "Ordinary steps from its own average before; null where too short." }),
      says: z.string().nullable(),
    }),
  ),
  similar: z.array(z.object({ name: z.string(), slug: z.string(), distance: z.number() })),
});

/** The profile of an area: what changed most first, and the places most like it. */
export const areaProfilePage = definePage({
  name: "purpose.area-profile",
  path: "/outcomes/areas/:area",
  about:
    "Everything held about one area in small charts, what changed most first, with the places most like it by deprivation, age and size.",
  params: z.object({ area: z.string().max(150) }),
  json: shape,
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const area = await findArea(asking.db, params.area);
    if (!area) return undefined;
    return await modelOf(asking, {
      name: area.name,
      of: { areaId: area.id },
      ref: areaRef(area),
      parameter: `area=${area.slug}`,
      href: `/areas/${area.slug}`,
      illustrative: area.basis === "illustrative",
      area,
    });
  },
});

/** The profile of an organisation. */
export const organisationProfilePage = definePage({
  name: "purpose.organisation-profile",
  path: "/outcomes/organisations/:organisation",
  about: "Everything held about one organisation in small charts, what changed most first.",
  params: z.object({ organisation: z.string().max(150) }),
  json: shape,
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const one = await findOrganisation(asking.db, params.organisation, asking.at);
    if (!one) return undefined;
    return await modelOf(asking, {
      name: one.name,
      of: { organisationId: one.id },
      ref: organisationRef(one),
      parameter: `organisation=${one.slug}`,
      href: `/organisations/${one.slug}`,
      illustrative: one.basis === "illustrative",
    });
  },
});

async function modelOf(asking: Asking, subject: Subject): Promise<PageModel> {
  const { db, at } = asking;
  const observations = await listProfile(db, { of: subject.of, at });
  const profile = profileOf(
    await listIndicators(db, { ids: [...new Set(observations.map((one) => one.indicator))] }),
    observations,
  );
  const similar = subject.area ? await similarOf(asking, subject.area) : { places: [], sections: [] };
  const drawn = profile.courses.slice(0, chartsAtMost);
  const table = courseTable(profile.courses, subject, asking);
  return {
    title: `${subject.name}: what the figures show`,
    kicker: "Profile",
    ...(subject.illustrative && { illustrative: true }),
    answer: answerOf(subject, profile.courses, profile.singles),
    ...(drawn.length > 0 && {
      picture: drawMultiples(
        { charts: drawn.map(smallChart) },
        {
          summary: `${capital(countOf(drawn.length, "small chart"))} of ${subject.name}, what changed most first.`,
          caption: table.caption,
          table,
        },
      ),
    }),
    table,
    sections: [
      ...(profile.singles.length > 0 ? [singleSection(profile.singles, subject, asking)] : []),
      ...similar.sections,
      {
        kind: "words",
        heading: "How to read this",
        paragraphs: [
          "Every chart has a scale of its own and is held against its own past. First come those whose latest figure lies furthest from their average before, counted in their own ordinary steps from one figure to the next; at the end those too short to tell. Dashed lines are the limits of ordinary variation where twelve figures or more are held.",
          "Many charts are looked at together here, so a few will stand out by chance. The list of signs allows for that; this page does not.",
        ],
      },
    ],
    actions: [
      { text: `${subject.name}: its own page`, href: withAt(subject.href, asking) },
      { text: "Signs", href: withAt("/signs", asking) },
    ],
    sources: sourcesOf(observations, await listPublications(db)),
    subjects: [subject.ref],
    trail: [{ text: "Outcomes", href: withAt("/outcomes", asking) }],
    json: jsonOf(subject, profile.courses, similar.places),
  };
}

function jsonOf(
  subject: Subject,
  courses: readonly Course[],
  similar: SimilarFound["places"],
): z.output<typeof shape> {
  return {
    subject: subject.name,
    items: courses.map(({ indicator, series, distance, run }) => {
      const last = series.observations.at(-1)!;
      return {
        indicator: indicator.id,
        name: indicator.name,
        latest: numberOf(last.figure) ?? null,
        status: last.figure.kind,
        unit: last.unit,
        period: spanInWords(last.span),
        distance: distance ?? null,
        says: run?.chart.variation.reason ?? null,
      };
    }),
    similar: [...similar],
  };
}

function answerOf(
  subject: Subject,
  courses: readonly Course[],
  singles: readonly Single[],
): PageModel["answer"] {
  const [first] = courses;
  if (!first) {
    return singles.length > 0
      ? `We hold ${countOf(singles.length, "single figure")} of ${subject.name} and none over time.`
      : `We hold no published figure of ${subject.name} for this day. Choose a later day, or look at the area it lies in.`;
  }
  const unusual = courses.filter((one) => one.run?.chart.variation.kind === "special-cause").length;
  const last = first.series.observations.at(-1)!;
  return [
    `Of ${countOf(courses.length, "measure")} of ${subject.name} held over time, `,
    {
      strong: `${unusual === 0 ? "none" : countInWords(unusual)} ${unusual < 2 ? "shows" : "show"} something unusual in the latest figure`,
    },
    first.distance === undefined
      ? "."
      : `. This one lies furthest from its own past. ${first.indicator.name}: ${shownInWords(last.figure, last.unit)}, ${spanInWords(last.span)}.`,
  ];
}

function smallChart({ indicator, series, steps, run }: Course): SmallChart {
  const last = series.observations.at(-1)!;
  const phase = run?.chart.phases.at(-1);
  const point = run?.chart.points.at(-1);
  const signal = point && markOf(point.meanings);
  const mark: RunMark | undefined = signal && {
    signal,
    side: (point.value ?? 0) < point.centre ? "low" : "high",
  };
  const [lower, upper] = [phase?.lower, phase?.upper];
  return {
    title: indicator.name.replace(/^Delay: /u, ""),
    figures: steps.map((step) => step.figure),
    latest: shownInWords(last.figure, last.unit).replace(/ \(.*\)$/u, ""),
    when: spanShort(last.span),
    ...(lower !== undefined && upper !== undefined && { limits: { lower, upper } }),
    ...(mark && { mark }),
  };
}

function courseTable(courses: readonly Course[], subject: Subject, asking: Asking): TableModel {
  return {
    caption: "What changed most first",
    columns: [
      { key: "indicator", label: "Indicator", kind: "link", filter: "words" },
      { key: "latest", label: "Latest figure", kind: "text" },
      { key: "limits", label: "Its 95 per cent limits", kind: "text" },
      { key: "period", label: "Period", kind: "text" },
      { key: "says", label: "What its chart says", kind: "text" },
      { key: "distance", label: "Ordinary steps from before", kind: "number", decimals: 1 },
      { key: "value", label: "Figure as published", kind: "measured", machineOnly: true },
      { key: "unit", label: "Unit as published", kind: "text", machineOnly: true },
    ],
    rows: courses.map(({ indicator, series, run, distance }) => {
      const last = series.observations.at(-1)!;
      return {
        indicator: {
          text: indicator.name,
          href: withAt(`${indicatorHref(indicator.id)}?${subject.parameter}`, asking),
        },
        latest: shownInWords(last.figure, last.unit),
        limits: capital(limitsText(last)),
        period: capital(spanInWords(last.span)),
        says: run?.chart.variation.reason ?? "Too short for limits.",
        distance,
        value: last.figure,
        unit: last.unit,
      };
    }),
    rowsPerPage: chartsAtMost,
    empty: "No figure is held over time.",
  };
}

function singleSection(singles: readonly Single[], subject: Subject, asking: Asking): Section {
  return {
    kind: "table",
    heading: "Held for one or two periods",
    table: {
      name: "singles",
      caption: "Single figures",
      columns: [
        { key: "indicator", label: "Indicator", kind: "link", filter: "words" },
        { key: "figure", label: "Figure", kind: "text" },
        { key: "period", label: "Period", kind: "text" },
      ],
      rows: singles.map(({ indicator, observation }) => ({
        indicator: {
          text: indicator.name,
          href: withAt(`${indicatorHref(indicator.id)}?${subject.parameter}`, asking),
        },
        figure: shownInWords(observation.figure, observation.unit),
        period: capital(spanInWords(observation.span)),
      })),
      rowsPerPage: 20,
      empty: "None.",
    },
  };
}
