import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import { formatMoney, plainMoney } from "@concordat/ledger";
import {
  definePage,
  type Asking,
  type Endpoint,
  type PageModel,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { fundRef, partyName } from "../fund.ts";
import { reportWorkbook } from "../statement-workbook.ts";
import { spendingByParty, type PeriodReport } from "../statement-figures.ts";
import { workbookBytes } from "../workbook.ts";
import { spanWords } from "../year.ts";
import { positionSection } from "./fund-sections.ts";
import { partnerSection } from "./partner-view.ts";
import { shareSentence, whoPaysSentences } from "./share-words.ts";
import { printedSection } from "./statement-printed.ts";
import { loadReport, type ReportView } from "./statement-view.ts";
import {
  checkOf,
  madeUp,
  moneyColumn,
  poundsOf,
  sourcesOf,
  titleOf,
  trailOf,
  type FundView,
} from "./view.ts";

const params = z.object({ fund: z.string().max(100) });
const query = z.object({
  period: z.string().max(10).optional().meta({ description: "Q1 to Q4, or year." }),
  partner: z
    .string()
    .max(80)
    .optional()
    .meta({ description: "A party's key; the whole pool where left out." }),
});

const money = z.string().meta({ description: "Pounds with two digits of pence, as text." });
const shape = z.object({
  period: z.string().nullable(),
  on: z.iso.date().nullable(),
  over: z.boolean(),
  partner: z.string().nullable(),
  illustrative: z.boolean(),
  items: z.array(
    z.object({
      scheme: z.string(),
      lead: z.string(),
      budget: money,
      inPeriod: money,
      toDate: money,
      forecast: money,
    }),
  ),
  parties: z.array(
    z.object({
      party: z.string(),
      dueInPeriod: money,
      due: money,
      owing: money,
      partOfSpending: money.nullable(),
    }),
  ),
  printed: z.array(z.object({ label: z.string(), printed: money, computed: money, gap: money })),
});

/** The pool manager's report of a quarter or year, for the whole pool or for one partner; made to be printed. */
export const reportPage = definePage({
  name: "pounds.report",
  path: "/money/:fund/report",
  about:
    "A fund's quarterly or annual report: income, spending by scheme, forecast, who bears a variance, disputed amounts, printed beside computed figures; for the whole pool or one partner.",
  params,
  query,
  json: shape,
  formats: ["csv"],
  async load(asking, { params: { fund }, query: asked }): Promise<PageModel | undefined> {
    const loaded = await loadReport(asking, {
      fund,
      ...(asked.period !== undefined && { period: asked.period }),
      ...(asked.partner !== undefined && { partner: asked.partner }),
    });
    if (!loaded) return undefined;
    const { view, report, party } = loaded;
    const { file } = view;
    const quarter = report === undefined ? "Printed figures" : "Quarterly report";
    const kind = report?.span.key === "year" ? "Annual report" : quarter;
    return {
      title: `${report ? `${report.span.name}: ` : "Report: "}${titleOf(view)}`,
      kicker: `${madeUp(view, kind)}${party ? ` for ${party.name}` : ""}`,
      illustrative: file.fund.basis === "illustrative",
      answer: answerOf(loaded),
      ...(report && { table: spendingTable(view, report) }),
      sections: [...bodyOf(loaded, asking), ...printedSection(loaded.printed), ...askSection(loaded)],
      ...(report && {
        actions: [{ text: "Take it away as a workbook (XLSX)", href: workbookHref(loaded) }],
      }),
      sources: sourcesOf(view),
      check: checkOf(file.fund.id),
      subjects: [fundRef(file.fund.id)],
      trail: trailOf(file),
      json: jsonOf(loaded),
    };
  },
});

/** The same as a workbook. */
export const reportWorkbookFile: Endpoint = {
  name: "pounds.report-workbook",
  method: "GET",
  path: "/money/:fund/report.xlsx",
  about: "A fund's quarterly or annual report as a workbook.",
  params,
  query,
  async answer(asking, { params: { fund = "" }, query: given }) {
    const { period, partner } = query.parse(given);
    const loaded = await loadReport(asking, {
      fund,
      ...(period !== undefined && { period }),
      ...(partner !== undefined && { partner }),
    });
    if (!loaded?.report) return undefined;
    const { view, report, printed } = loaded;
    const name = [view.file.fund.slug, report.span.key.toLowerCase(), loaded.party?.key]
      .filter(Boolean)
      .join("-");
    return {
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      body: workbookBytes(
        reportWorkbook({
          title: titleOf(view),
          report,
          printed,
          parties: view.file.parties,
          illustrative: view.partlyMadeUp || view.file.fund.basis === "illustrative",
          words: [...whoPaysSentences(view), ...(view.share ? [plain(shareSentence(view.share, view))] : [])],
          ...(loaded.party && { party: loaded.party }),
        }),
      ),
      fileName: `${name}.xlsx`,
    };
  },
};

function plain(sentence: Sentence): string {
  return typeof sentence === "string"
    ? sentence
    : sentence
        .map((span) => (typeof span === "string" ? span : "strong" in span ? span.strong : span.text))
        .join("");
}

function workbookHref({ view, report, party }: ReportView): string {
  const asked = new URLSearchParams({
    ...(report && { period: report.span.key }),
    ...(party && { partner: party.key }),
  });
  return `/money/${view.file.fund.slug}/report.xlsx?${asked}`;
}

function answerOf({ view, report, printed }: ReportView): Sentence {
  if (!report)
    return view.file.agreement.keptHere
      ? "Nothing is entered in the books of this fund yet, so there is nothing to report."
      : `Nobody keeps books of this fund here, so there is no report of its year; ${printed.length > 0 ? "what its source prints stands below" : "and nothing that its source prints can be held against its parts"}.`;
  const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);
  const { on, over, span, parties, schemes, cash } = report;
  return [
    view.partlyMadeUp ? "Illustrative. " : "",
    `${spanWords(span)}${over ? "" : `, so far to ${formatCivilDate(on)}`}: `,
    { strong: formatMoney(sum(schemes.map(({ inPeriod }) => inPeriod))) },
    " was spent and ",
    { strong: formatMoney(sum(parties.map(({ dueInPeriod }) => dueInPeriod))) },
    ` fell due from the partners. ${cash < 0n ? `The fund was ${formatMoney(0n - cash)} overdrawn` : `The fund held ${formatMoney(cash)}`} on ${formatCivilDate(on)}.`,
  ];
}

function spendingTable(view: FundView, { schemes, span }: PeriodReport): TableModel {
  return {
    caption: madeUp(view, `Spending by scheme, ${spanWords(span)}`),
    columns: [
      { key: "scheme", label: "Scheme", kind: "text" },
      { key: "lead", label: "Led by", kind: "text" },
      moneyColumn("budget", "Budget for the year"),
      moneyColumn("inPeriod", "In the period"),
      moneyColumn("toDate", "To the end of it"),
      moneyColumn("forecast", "Forecast for the year"),
      moneyColumn("variance", "Over or under budget"),
    ],
    rows: schemes.map((one) => ({
      scheme: one.name,
      lead: partyName(view.file.parties, one.lead),
      budget: poundsOf(one.budget),
      inPeriod: poundsOf(one.inPeriod),
      toDate: poundsOf(one.toDate),
      forecast: poundsOf(one.forecast),
      variance: poundsOf(one.forecast - one.budget),
    })),
    empty: "The fund has no scheme yet.",
  };
}

function bodyOf({ view, report, party }: ReportView, asking: Asking): readonly Section[] {
  if (!report) return [];
  return [
    ...(party ? [partnerSection(view, report, party)] : []),
    {
      kind: "table",
      heading: "Contributions",
      ...(view.partlyMadeUp && {
        intro: "What is planned for the year is real; what fell due, was paid and is owed is Illustrative.",
      }),
      table: {
        name: "contributions",
        caption: "Contributions in the period",
        columns: [
          { key: "party", label: "Partner", kind: "text" },
          moneyColumn("planned", "Planned for the year"),
          moneyColumn("dueInPeriod", madeUp(view, "Fell due")),
          moneyColumn("paidInPeriod", madeUp(view, "Paid")),
          moneyColumn("owing", madeUp(view, "Owed at the end")),
        ],
        rows: report.parties.map((one) => ({
          party: one.party.name,
          planned: one.planned === undefined ? { kind: "no-data" } : poundsOf(one.planned),
          dueInPeriod: poundsOf(one.dueInPeriod),
          paidInPeriod: poundsOf(one.paidInPeriod),
          owing: poundsOf(one.owing),
        })),
        empty: "The fund has no partner.",
      },
    },
    {
      kind: "words",
      heading: madeUp(view, "Who bears what goes over or under"),
      paragraphs: [
        ...whoPaysSentences(view),
        ...(view.share ? [shareSentence(view.share, view)] : []),
        ...view.noShare,
      ],
    },
    ...positionSection(view, asking),
  ];
}

function askSection({ view, spans, report, party }: ReportView): readonly Section[] {
  if (!report) return [];
  return [
    {
      kind: "ask",
      heading: "Another period or partner",
      ask: {
        path: `/money/${view.file.fund.slug}/report`,
        button: "Show it",
        fields: [
          {
            name: "period",
            label: "Period",
            kind: "choice",
            value: report.span.key,
            options: spans.map(({ key, name }) => ({ value: key, text: name })),
          },
          {
            name: "partner",
            label: "For",
            kind: "choice",
            value: party?.key ?? "",
            options: [
              { value: "", text: "The whole pool" },
              ...view.file.parties.map(({ key, name }) => ({ value: key, text: name })),
            ],
          },
        ],
      },
    },
  ];
}

function jsonOf({ view, report, printed, party }: ReportView): z.output<typeof shape> {
  const parts = report && spendingByParty(report);
  return {
    period: report?.span.key ?? null,
    on: report?.on ?? null,
    over: report?.over ?? false,
    partner: party?.key ?? null,
    illustrative: view.partlyMadeUp || view.file.fund.basis === "illustrative",
    items: (report?.schemes ?? []).map(({ name, lead, budget, inPeriod, toDate, forecast }) => ({
      scheme: name,
      lead,
      budget: plainMoney(budget),
      inPeriod: plainMoney(inPeriod),
      toDate: plainMoney(toDate),
      forecast: plainMoney(forecast),
    })),
    parties: (report?.parties ?? []).map(({ party: { key }, dueInPeriod, due, owing }) => {
      const part = parts?.get(key);
      return {
        party: key,
        dueInPeriod: plainMoney(dueInPeriod),
        due: plainMoney(due),
        owing: plainMoney(owing),
        partOfSpending: part === undefined ? null : plainMoney(part),
      };
    }),
    printed: printed.map(({ label, printed: amount, computed }) => ({
      label,
      printed: plainMoney(amount),
      computed: plainMoney(computed),
      gap: plainMoney((amount - computed) as typeof amount),
    })),
  };
}
