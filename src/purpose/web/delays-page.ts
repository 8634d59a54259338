import { z } from "zod";
import {
  capital,
  countInWords,
  definePage,
  formatNumber,
  type Asking,
  type PageModel,
  type Picture,
  type Section,
  type SourceLine,
  type TableModel,
} from "../../kernel/index.ts";
import { findArea } from "../../place/index.ts";
import { drawBars, drawLines, drawRun, type RunMark } from "../../web/index.ts";
import { groupOfReason, reasonGroups, responsibilityFrom, type Responsibility } from "../delay.ts";
import { shownInWords } from "../figure.ts";
import { isPartial } from "../funnel-of-places.ts";
import { indicatorHref, indicatorRef, seriesIn, type Observation } from "../observation.ts";
import { monthFrom, spanInWords, spanShort } from "../period.ts";
import { markOf } from "../run-of-series.ts";
import { runChart } from "@concordat/statistics";
import { listReasonCounts, listWholeReporters, type MonthSum, type ReasonCount } from "../store-delays.ts";
import { listPublications } from "../store-indicators.ts";
import { listLatestOf, listObservationsOf } from "../store-observations.ts";
import { signalWords } from "./run-picture.ts";
import { namesOf, sourceLine, subjectCell, subjectOf, withAt } from "./shared.ts";
import { limitsOf } from "../uncertainty.ts";

const readiness = "drd.delayed-share";
const bodies = { nhs: "dtoc.days.nhs", socialCare: "dtoc.days.social-care", both: "dtoc.days.both" } as const;
const files = [
  "discharge-ready-council-year",
  "delay-reasons-icb-month",
  "criteria-to-reside-icb-month",
  "dtoc-england-month",
];

interface Held {
  readonly councils: readonly Observation[];
  readonly england: Observation | undefined;
  readonly reasons: readonly ReasonCount[];
  readonly staying: readonly MonthSum[];
  readonly responsibility: readonly Responsibility[];
}

/** People kept in hospital: the discharge-ready measure, the reasons, the criteria to reside, and who was held responsible until 2020. */
export const delaysPage = definePage({
  name: "purpose.delays",
  path: "/outcomes/delays",
  about:
    "Delays in leaving hospital: the discharge-ready measure of every council, 37 reasons, people who need not be there, and who delays were laid at from 2010 to 2020.",
  json: z.object({
    items: z.array(
      z.object({
        council: z.string(),
        period: z.string(),
        share: z.number().nullable(),
        status: z.string(),
        partial: z.boolean(),
      }),
    ),
    reasons: z.array(
      z.object({
        indicator: z.string(),
        name: z.string(),
        patients: z.number(),
        systems: z.number(),
        without: z.number(),
      }),
    ),
    staying: z.array(z.object({ start: z.iso.date(), value: z.number(), systems: z.number() })),
    responsibility: z.array(
      z.object({ start: z.iso.date(), nhs: z.number(), socialCare: z.number(), both: z.number() }),
    ),
  }),
  formats: ["csv"],
  async load(asking): Promise<PageModel | undefined> {
    const held = await holding(asking);
    const names = await namesOf(asking.db, held.councils);
    const publications = await listPublications(asking.db);
    const sources = files.flatMap((key): readonly SourceLine[] => {
      const one = publications.get(key);
      return one ? [sourceLine(one)] : [];
    });
    return {
      title: "Delays in leaving hospital",
      kicker: "Outcomes",
      answer: answerOf(held),
      ...(held.responsibility.length > 1 && { picture: responsibilityPicture(held.responsibility) }),
      table: councilTable(held.councils, { names, asking }),
      sections: [
        ...(held.responsibility.length > 1 ? [responsibilityWords(held.responsibility, asking)] : []),
        ...reasonSections(held.reasons, asking),
        ...stayingSections(held.staying),
      ],
      sources,
      subjects: [readiness, ...Object.values(bodies), "ctr.not-meeting"].map(indicatorRef),
      trail: [{ text: "Outcomes", href: withAt("/outcomes", asking) }],
      json: {
        items: held.councils.map((one) => ({
          council: subjectOf(one, names).name,
          period: spanInWords(one.span),
          share: one.figure.kind === "value" ? one.figure.value : one.figure.kind === "zero" ? 0 : null,
          status: one.figure.kind,
          partial: isPartial(one),
        })),
        reasons: held.reasons.map(({ indicator, name, patients, systems, without }) => ({
          indicator,
          name,
          patients,
          systems,
          without,
        })),
        staying: held.staying.map(({ start, value, systems }) => ({ start, value, systems })),
        responsibility: held.responsibility.map(({ start, nhs, socialCare, both }) => ({
          start,
          nhs,
          socialCare,
          both,
        })),
      },
    };
  },
});

async function holding({ db, at }: Asking): Promise<Held> {
  const england = await findArea(db, "england");
  const of = england && { areaId: england.id as string };
  const newest = async (indicator: string): Promise<readonly Observation[]> =>
    of ? (seriesIn(await listObservationsOf(db, { indicator, of, at }))[0]?.observations ?? []) : [];
  const all = await listLatestOf(db, { indicator: readiness, at });
  const [nhs, socialCare, both] = [
    await newest(bodies.nhs),
    await newest(bodies.socialCare),
    await newest(bodies.both),
  ];
  return {
    councils: all.filter((one) => one.areaId !== of?.areaId),
    england: all.find((one) => one.areaId !== undefined && one.areaId === of?.areaId),
    reasons: await listReasonCounts(db, at),
    staying: await listWholeReporters(db, at),
    responsibility: responsibilityFrom({ nhs, socialCare, both }),
  };
}

function answerOf({ england, reasons, responsibility }: Held): string {
  const commonest = reasons.toSorted((a, b) => b.patients - a.patients)[0];
  const last = responsibility.at(-1);
  const parts = [
    england &&
      `England: ${shownInWords(england.figure, england.unit)} of those who left hospital in ${spanInWords(england.span)} left after the day they were ready.`,
    commonest &&
      `In ${spanInWords({ start: commonest.periodStart, end: commonest.periodEnd })} the commonest of ${reasons.length} reasons was “${reasonName(commonest)}”.`,
    last &&
      `When the older count ended in ${monthOf(last)}, ${formatNumber(last.socialCareShare * 100, 1)} per cent of delayed days were laid at councils.`,
  ].filter(Boolean);
  return parts.length > 0
    ? parts.join(" ")
    : "We hold no figures about leaving hospital for this day. Choose a later day, or today.";
}

function monthOf({ start }: Responsibility): string {
  return spanInWords(monthFrom(start));
}

function reasonName({ name }: ReasonCount): string {
  return name.replace(/^Delay: /, "");
}

function responsibilityPicture(rows: readonly Responsibility[]): Picture {
  const line = (key: string, label: string, of: (row: Responsibility) => number) => ({
    key,
    label,
    figures: rows.map((row) => ({ kind: "value" as const, value: Number(of(row).toFixed(1)) })),
  });
  const [first, last] = [rows[0]!, rows.at(-1)!];
  return drawLines(
    {
      step: "Month",
      steps: rows.map((row) => spanShort(monthFrom(row.start))),
      series: [
        line("nhs", "The NHS", (row) => row.nhs),
        line("social-care", "Councils", (row) => row.socialCare),
        line("both", "Both", (row) => row.both),
      ],
    },
    {
      summary: `Delayed days a day in England from ${monthOf(first)} to ${monthOf(last)}, by the body they were laid at.`,
      caption: `Delayed days a day by the body they were laid at, England, ${monthOf(first)} to ${monthOf(last)}`,
      zero: true,
      decimals: 0,
    },
  );
}

function responsibilityWords(rows: readonly Responsibility[], asking: Asking): Section {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const share = (row: Responsibility): string =>
    `${formatNumber(row.socialCareShare * 100, 1)} per cent in ${monthOf(row)}`;
  return {
    kind: "words",
    heading: "Who delays were laid at, 2010 to 2020",
    paragraphs: [
      `Councils' share of the delayed days was ${share(first)} and ${share(last)}. A share can fall because the others' days rose: the lines show both. The collection ended in February 2020, ` +
        "and no count since then says who was responsible.",
      [
        "The figures: ",
        { text: "NHS", href: withAt(indicatorHref(bodies.nhs), asking) },
        ", ",
        { text: "councils", href: withAt(indicatorHref(bodies.socialCare), asking) },
        ", ",
        { text: "both", href: withAt(indicatorHref(bodies.both), asking) },
        ".",
      ],
    ],
  };
}

const reasonsDrawn = 10;

function reasonSections(reasons: readonly ReasonCount[], asking: Asking): readonly Section[] {
  const [first] = reasons;
  if (!first) return [];
  const month = spanInWords({ start: first.periodStart, end: first.periodEnd });
  const most = reasons.toSorted((a, b) => b.patients - a.patients);
  return [
    {
      kind: "picture",
      heading: `Why people were delayed: ${reasons.length} reasons`,
      intro: `The ten commonest in ${month}, over all systems that answered. Reasons with “capacity” wait for a service that is full; the others for a decision or a step. Systems without an answer lower the sums.`,
      picture: drawBars(
        {
          item: "Reason",
          measure: "Patients",
          bars: most
            .slice(0, reasonsDrawn)
            .map((one) => ({ label: reasonName(one), figure: { kind: "value", value: one.patients } })),
        },
        {
          summary: `The commonest reasons in ${month}: ${reasonName(most[0]!)}, ${formatNumber(most[0]!.patients)} patients.`,
          caption: `Patients delayed by reason, England, ${month}`,
          decimals: 0,
        },
      ),
    },
    { kind: "table", table: reasonTable(reasons, month, asking) },
  ];
}

function reasonTable(reasons: readonly ReasonCount[], month: string, asking: Asking): TableModel {
  return {
    name: "reasons",
    caption: `All ${reasons.length} reasons in ${month}`,
    columns: [
      { key: "reason", label: "Reason", kind: "link", filter: "words", sortable: true },
      { key: "group", label: "Who must act", kind: "text", filter: "choice" },
      { key: "patients", label: "Patients", kind: "number", decimals: 0, sortable: true },
      { key: "systems", label: "Systems that gave a number", kind: "number", decimals: 0 },
      { key: "without", label: "Without", kind: "number", decimals: 0 },
    ],
    rows: reasons.map((one) => ({
      reason: { text: reasonName(one), href: withAt(indicatorHref(one.indicator), asking) },
      group: reasonGroups[groupOfReason(one.indicator)] ?? "Not known",
      patients: one.patients,
      systems: one.systems,
      without: one.without,
    })),
    rowsPerPage: 40,
    empty: "No reason is held.",
  };
}

function stayingSections(months: readonly MonthSum[]): readonly Section[] {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last || months.length < 12) return [];
  const chart = runChart({
    values: Float64Array.from(months, (month) => month.value),
    better: "lower",
    wording: {
      point: (index) => spanInWords(months[index]!),
      amount: (value) => `${formatNumber(value, 0)} patients a day`,
    },
  });
  return [
    {
      kind: "picture",
      heading: "People in hospital who no longer need to be there",
      intro: `Only the ${countInWords(first.systems)} systems that report every month from ${spanInWords(first)} to ${spanInWords(last)} are added up. A total with changing members would show changes that are none. ${chart.variation.reason}`,
      picture: drawRun(
        {
          step: "Month",
          steps: months.map((month) => spanShort(month)),
          label: "Patients a day",
          figures: months.map((month) => ({ kind: "value", value: Number(month.value.toFixed(1)) })),
          marks: chart.points.map((point): RunMark | undefined => {
            const signal = markOf(point.meanings);
            return signal && { signal, side: (point.value ?? 0) < point.centre ? "low" : "high" };
          }),
          phases: chart.phases.map(({ from, to, centre, lower, upper }) => ({
            from,
            to,
            centre,
            ...(lower !== undefined && { lower }),
            ...(upper !== undefined && { upper }),
          })),
        },
        {
          summary: `Patients a day who no longer meet the criteria to reside, ${first.systems} systems together: ${chart.variation.reason}`,
          caption: "Patients a day who no longer meet the criteria to reside",
          signalWords,
          decimals: 0,
        },
      ),
    },
  ];
}

function councilTable(
  councils: readonly Observation[],
  { names, asking }: { readonly names: Parameters<typeof subjectOf>[1]; readonly asking: Asking },
): TableModel {
  return {
    caption: "Left hospital after the day they were ready, by council",
    columns: [
      { key: "council", label: "Council", kind: "link", filter: "words", sortable: true },
      { key: "share", label: "Share", kind: "measured", unit: "per cent", decimals: 1 },
      { key: "limits", label: "95 per cent limits", kind: "text" },
      { key: "period", label: "Period", kind: "text" },
      { key: "note", label: "Note", kind: "text" },
      { key: "over", label: "Over time", kind: "link" },
      { key: "numerator", label: "Delayed discharges", kind: "number", machineOnly: true },
      { key: "denominator", label: "Discharges", kind: "number", machineOnly: true },
    ],
    rows: councils.map((one) => {
      const subject = subjectOf(one, names);
      const limits = limitsOf(one);
      const percent = (value: number): string => formatNumber(value * 100, 1);
      return {
        council: subjectCell(subject, asking),
        share:
          one.figure.kind === "value"
            ? { kind: "value", value: Number((one.figure.value * 100).toPrecision(12)) }
            : one.figure,
        limits: limits ? `${percent(limits.lower)} to ${percent(limits.upper)}` : "None",
        period: capital(spanInWords(one.span)),
        note: one.note,
        over: {
          text: "Over time",
          href: withAt(`${indicatorHref(readiness)}?area=${subject.slug ?? ""}`, asking),
        },
        numerator: one.numerator,
        denominator: one.denominator,
      };
    }),
    sortedBy: { key: "council", descending: false },
    rowsPerPage: 25,
    empty: "No council's figures are held for this day.",
  };
}
