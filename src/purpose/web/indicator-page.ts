import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  countOf,
  definePage,
  type Asking,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
  type SubjectRef,
  type TableModel,
} from "../../kernel/index.ts";
import {
  areaRef,
  findArea,
  findOrganisation,
  keepersOfArea,
  organisationRef,
  type Area,
} from "../../place/index.ts";
import { shownDecimals, shownFigure, shownInWords } from "../figure.ts";
import {
  directionInWords,
  indicatorHref,
  indicatorRef,
  seriesIn,
  type Observation,
  type Publication,
  type Series,
} from "../observation.ts";
import { spanInWords } from "../period.ts";
import { findIndicator, listPublications, type CoveredIndicator } from "../store-indicators.ts";
import {
  listLatestEntered,
  listLatestOf,
  listObservationsOf,
  type SubjectKey,
} from "../store-observations.ts";
import { indicatorJson, indicatorShape } from "./indicator-list.ts";
import { comparisonSections } from "./comparison-sections.ts";
import { definitionSection } from "./definition.ts";
import { runPicture, runWords, tooShortForRun } from "./run-picture.ts";
import { runOf, type Run } from "../run-of-series.ts";
import { revisionSections } from "./revision-section.ts";
import { editionsSection, seriesPicture, singleSection } from "./series-picture.ts";
import {
  duringInWords,
  namesOf,
  observationJson,
  observationShape,
  sourceOf,
  sourcesOf,
  subjectCell,
  subjectOf,
  withAt,
  type Names,
} from "./shared.ts";

const query = z.object({
  area: z
    .string()
    .max(150)
    .optional()
    .meta({ description: "Slug of the area whose figures over time are drawn; England unless given." }),
  organisation: z
    .string()
    .max(150)
    .optional()
    .meta({ description: "Slug of the organisation, in place of an area." }),
  series: z
    .string()
    .regex(/^\d{0,3}$/, "series takes a number")
    .optional()
    .meta({ description: "Which edition is drawn, counted from 0." }),
});
type Query = z.output<typeof query>;

/** Whose figures over time are drawn. */
interface Chosen {
  readonly name: string;
  readonly of: SubjectKey;
  readonly ref: SubjectRef;
  readonly area?: Area;
  /** As it stands in the address. */
  readonly parameter: string;
}

interface Held {
  readonly indicator: CoveredIndicator;
  readonly publications: ReadonlyMap<string, Publication>;
  readonly latest: readonly Observation[];
  readonly names: Names;
  readonly chosen: Chosen | undefined;
  readonly all: readonly Series[];
  readonly shown: Series | undefined;
  /** The run chart of what is shown, where it is long enough. */
  readonly run: Run | undefined;
}

/** One indicator: what it counts, the latest figure of everything it is held for, and one of them over time. */
export const indicatorPage = definePage({
  name: "purpose.indicator",
  path: "/outcomes/:indicator",
  about:
    "One indicator: what it counts and when that changed, the latest figure of each area or organisation, one of them over time.",
  params: z.object({ indicator: z.string().max(100) }),
  query,
  json: z.object({
    indicator: indicatorShape,
    items: z.array(observationShape),
    series: z
      .object({
        vintage: z.string(),
        dimension: z.string(),
        length: z.string(),
        items: z.array(observationShape),
      })
      .nullable()
      .meta({ description: "The chosen area or organisation over time; null when none is." }),
    run: z
      .object({
        ruleSet: z.string(),
        variation: z.string(),
        reason: z.string(),
        phases: z.array(
          z.object({
            from: z.number(),
            to: z.number(),
            centre: z.number(),
            lower: z.number().nullable(),
            upper: z.number().nullable(),
          }),
        ),
        signals: z.array(
          z.object({
            rule: z.string(),
            meaning: z.string(),
            points: z.array(z.number()),
            reason: z.string(),
          }),
        ),
      })
      .nullable()
      .meta({
        description: "The run chart of the series, in its published unit; null where it is too short.",
      }),
  }),
  formats: ["csv", "atom"],
  async load(asking, { params, query: asked }): Promise<PageModel | undefined> {
    const indicator = await findIndicator(asking.db, params.indicator);
    if (!indicator) return undefined;
    const held = await holdingOf(asking, indicator, asked);
    return held && modelOf(asking, held);
  },
});

async function holdingOf(
  asking: Asking,
  indicator: CoveredIndicator,
  asked: Query,
): Promise<Held | undefined> {
  const { db, at } = asking;
  const chosen = await chosenBy(asking, asked);
  // An area that is not there is a wrong address; that England is not held of every indicator is not.
  if (!chosen && (asked.area || asked.organisation)) return undefined;
  const list = indicator.keptHere ? listLatestEntered : listLatestOf;
  const latest = await list(db, { indicator: indicator.id, at });
  const all = chosen
    ? seriesIn(await listObservationsOf(db, { indicator: indicator.id, of: chosen.of, at }))
    : [];
  const shown = all[Number(asked.series ?? 0)] ?? all[0];
  return {
    indicator,
    run: shown && runOf(shown, indicator),
    publications: await listPublications(db),
    latest,
    names: await namesOf(db, [...latest, ...all.flatMap((one) => one.observations.slice(0, 1))]),
    chosen,
    all,
    shown,
  };
}

async function chosenBy({ db, at }: Asking, asked: Query): Promise<Chosen | undefined> {
  if (asked.organisation) {
    const one = await findOrganisation(db, asked.organisation, at);
    return (
      one && {
        name: one.name,
        of: { organisationId: one.id },
        ref: organisationRef(one),
        parameter: `organisation=${one.slug}`,
      }
    );
  }
  const area = await findArea(db, asked.area || "england");
  return (
    area && {
      name: area.name,
      of: { areaId: area.id },
      ref: areaRef(area),
      area,
      parameter: `area=${area.slug}`,
    }
  );
}

async function modelOf(asking: Asking, held: Held): Promise<PageModel> {
  const { indicator, latest, chosen, shown } = held;
  const drawn = chosen && shown && { indicator, name: chosen.name, series: shown };
  const picture = drawn && (held.run ? runPicture(held.run, drawn) : seriesPicture(drawn));
  const illustrative = chosen?.area?.basis === "illustrative";
  return {
    title: indicator.name,
    kicker: indicator.collection,
    ...(illustrative && { illustrative }),
    answer: answerOf(held),
    ...(picture && { picture }),
    table: latestTable(asking, held),
    sections: await sectionsOf(asking, held, picture !== undefined),
    actions: await actionsOf(asking, held),
    sources: sourcesOf([...latest, ...(shown?.observations ?? [])], held.publications),
    ...(indicator.keptHere && { check: `/record/of/purpose:indicator:${indicator.id}` }),
    subjects: [indicatorRef(indicator.id), ...(chosen ? [chosen.ref] : [])],
    trail: [{ text: "Outcomes", href: withAt("/outcomes", asking) }],
    json: {
      indicator: indicatorJson(indicator, held.publications),
      items: latest.map((one) => observationJson(one, held.names)),
      series: shown
        ? {
            vintage: shown.vintage,
            dimension: shown.dimension,
            length: shown.length,
            items: shown.observations.map((one) => observationJson(one, held.names)),
          }
        : null,
      run: held.run ? runJson(held.run) : null,
    },
  };
}

function runJson({ chart }: Run): Readonly<Record<string, unknown>> {
  return {
    ruleSet: chart.ruleSet.name,
    variation: chart.variation.kind,
    reason: chart.variation.reason,
    phases: chart.phases.map(({ from, to, centre, lower = null, upper = null }) => ({
      from,
      to,
      centre,
      lower,
      upper,
    })),
    signals: chart.signals.map(({ rule, meaning, points, reason }) => ({ rule, meaning, points, reason })),
  };
}

function answerOf({ indicator, latest, chosen, shown, run }: Held): Sentence {
  const last = shown?.observations.at(-1);
  if (chosen && last) {
    return [
      `${chosen.name}: `,
      { strong: shownInWords(last.figure, last.unit) },
      ` ${duringInWords(last.span)}, the latest period held${last.note ? ` (${last.note})` : ""}. ${directionInWords(indicator.direction)}${run ? ` ${run.chart.variation.reason}` : ""}`,
    ];
  }
  const newest = latest.toSorted((a, b) => (a.span.end < b.span.end ? 1 : -1))[0];
  if (!newest) {
    return indicator.keptHere
      ? "Nobody has entered a figure yet. Bodies whose business is kept here can enter theirs."
      : "We hold no figure of this indicator for this day.";
  }
  return [
    `We hold this for `,
    { strong: countOf(latest.length, latest.some((one) => one.organisationId) ? "organisation" : "area") },
    `${chosen ? `, not for ${chosen.name}` : ""}; the latest period is ${spanInWords(newest.span)}. ${directionInWords(indicator.direction)}`,
  ];
}

function latestTable(asking: Asking, held: Held): TableModel {
  const { indicator, latest, names } = held;
  const unit = shownFigure({ kind: "no-data" }, indicator.unit).unit;
  const decimals = shownDecimals(
    latest.map((one) => one.figure),
    indicator.unit,
  );
  const rows = latest.map((one) => {
    const subject = subjectOf(one, names);
    const over =
      subject.slug && withAt(`${indicatorHref(indicator.id)}?${subject.kind}=${subject.slug}`, asking);
    return {
      subject: subjectCell(subject, asking),
      figure: shownFigure(one.figure, one.unit).figure,
      period: capital(spanInWords(one.span)),
      overTime: over ? { text: "Over time", href: over } : undefined,
      note: one.note,
      vintage: one.vintage,
      source: sourceOf(one, { publications: held.publications, names }),
      code: one.code,
      periodStart: one.span.start,
      periodEnd: one.span.end,
      published: one.figure,
    };
  });
  return {
    caption: `Latest figures${asking.atGiven ? ` on ${formatCivilDate(asking.at)}` : ""}`,
    columns: [
      {
        key: "subject",
        label: latest.some((one) => one.organisationId) ? "Organisation" : "Area",
        kind: "link",
        filter: "words",
        sortable: true,
      },
      { key: "figure", label: "Figure", kind: "measured", unit, decimals, sortable: true },
      { key: "period", label: "Period", kind: "text", filter: "choice" },
      { key: "overTime", label: "Over time", kind: "link" },
      { key: "note", label: "Note", kind: "text" },
      { key: "vintage", label: "Edition", kind: "text" },
      { key: "source", label: "Source", kind: "text", machineOnly: true },
      { key: "code", label: "Code", kind: "text", machineOnly: true },
      { key: "periodStart", label: "First day", kind: "date", machineOnly: true },
      { key: "periodEnd", label: "Last day", kind: "date", machineOnly: true },
      {
        key: "published",
        label: "Figure as published",
        kind: "measured",
        unit: indicator.unit,
        machineOnly: true,
      },
    ],
    rows,
    sortedBy: { key: "subject", descending: false },
    empty: indicator.keptHere
      ? "Nobody has entered a figure yet. It will be listed here with the organisation that entered it."
      : "We hold no figure of this indicator for this day. Choose a later day, or today.",
  };
}

async function sectionsOf(asking: Asking, held: Held, drawn: boolean): Promise<readonly Section[]> {
  const { indicator, chosen, all, shown, run, latest, names } = held;
  const href = (series: Series): string =>
    withAt(`${indicatorHref(indicator.id)}?${chosen?.parameter ?? ""}&series=${all.indexOf(series)}`, asking);
  const single = chosen && shown && !drawn ? singleSection(chosen.name, shown) : undefined;
  return [
    ...(single ? [single] : []),
    ...overTimeSections(run, drawn),
    ...(await comparisonSections(asking, { indicator, latest, names, all, chosen })),
    ...(shown && all.length > 1 ? [editionsSection(all, shown, href)] : []),
    ...revisionSections(all.flatMap((series) => series.observations)),
    ...(indicator.breaks
      ? [{ kind: "words", heading: "Breaks and cautions", paragraphs: [indicator.breaks] } as const]
      : []),
    definitionSection(indicator, latest),
  ];
}

function overTimeSections(run: Run | undefined, drawn: boolean): readonly Section[] {
  if (run) return [{ kind: "words", heading: "What the chart says", paragraphs: runWords(run) }];
  return drawn ? [{ kind: "words", paragraphs: [tooShortForRun] }] : [];
}

async function actionsOf({ db }: Asking, { indicator, chosen }: Held): Promise<readonly PageAction[]> {
  const area = chosen?.area;
  if (!indicator.keptHere || !area) return [];
  const keepers = await keepersOfArea(db, area.id);
  if (keepers.length === 0) return [];
  const resource = {
    ref: areaRef(area),
    keepers,
    keptHere: true,
    illustrative: area.basis === "illustrative",
  };
  return [
    {
      text: "Enter a figure",
      href: `/areas/${area.slug}/figures/add`,
      command: "purpose.enter-observation",
      resource,
    },
  ];
}
