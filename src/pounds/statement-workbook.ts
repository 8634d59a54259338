import { formatCivilDate } from "@concordat/calendar";
import { pence } from "@concordat/ledger";
import { partyName, type Party } from "./fund.ts";
import { spendingByParty, type PeriodReport, type PrintedFigure } from "./statement-figures.ts";
import type { WorkbookSheet } from "./workbook.ts";
import { spanWords } from "./year.ts";

/** A quarterly or annual report as sheets: spending, contributions, who bears a variance, printed beside computed. */
export function reportWorkbook(given: {
  readonly title: string;
  readonly report: PeriodReport;
  readonly printed: readonly PrintedFigure[];
  readonly parties: readonly Party[];
  /** Whether any of it is made up. */
  readonly illustrative: boolean;
  /** Who bears what goes over, as the page says it. */
  readonly words: readonly string[];
  /** Whose view it is: their schemes and contribution stand first. */
  readonly party?: Party;
}): readonly WorkbookSheet[] {
  const { title, report, printed, parties, illustrative, words, party } = given;
  const intro = [
    `${report.span.name}: ${title}${party ? `, for ${party.name}` : ""}`,
    `${spanWords(report.span)}${report.over ? "" : `, so far to ${formatCivilDate(report.on)}`}.`,
    ...(illustrative
      ? ["Illustrative: schemes, books and risk share are made up to show how this works."]
      : []),
  ];
  const ownFirst: PartyOrder = (a, b) => Number(a !== party?.key) - Number(b !== party?.key);
  return [
    spendingSheet(intro, { report, parties, ownFirst }),
    contributionSheet(intro, { report, ownFirst }),
    {
      name: "Who bears it",
      intro,
      columns: [{ heading: "Who bears what goes over or under", width: 110 }],
      rows: words.map((sentence) => [sentence]),
    },
    printedSheet(intro, printed),
  ];
}

type PartyOrder = (a: string, b: string) => number;

function spendingSheet(
  intro: readonly string[],
  given: {
    readonly report: PeriodReport;
    readonly parties: readonly Party[];
    readonly ownFirst: PartyOrder;
  },
): WorkbookSheet {
  const { report, parties, ownFirst } = given;
  return {
    name: "Spending",
    intro,
    columns: [
      { heading: "Scheme", width: 44 },
      { heading: "Led by", width: 36 },
      { heading: "Budget for the year (£)" },
      { heading: "In the period (£)" },
      { heading: "To the end of it (£)" },
      { heading: "Forecast for the year (£)" },
      { heading: "Over or under budget (£)" },
    ],
    rows: report.schemes
      .toSorted((a, b) => ownFirst(a.lead, b.lead))
      .map((one) => [
        one.name,
        partyName(parties, one.lead),
        { money: one.budget },
        { money: one.inPeriod },
        { money: one.toDate },
        { money: one.forecast },
        { money: pence(one.forecast - one.budget) },
      ]),
  };
}

function contributionSheet(
  intro: readonly string[],
  { report, ownFirst }: { readonly report: PeriodReport; readonly ownFirst: PartyOrder },
): WorkbookSheet {
  const parts = spendingByParty(report);
  return {
    name: "Contributions",
    intro,
    columns: [
      { heading: "Partner", width: 36 },
      { heading: "Planned for the year (£)" },
      { heading: "Fell due in the period (£)" },
      { heading: "Paid in the period (£)" },
      { heading: "Owed at the end (£)" },
      { heading: "Part of spending, by contribution (£)" },
    ],
    rows: report.parties
      .toSorted((a, b) => ownFirst(a.party.key, b.party.key))
      .map((one) => {
        const part = parts?.get(one.party.key);
        return [
          one.party.name,
          one.planned === undefined ? "not known here" : { money: one.planned },
          { money: one.dueInPeriod },
          { money: one.paidInPeriod },
          { money: one.owing },
          part === undefined ? "cannot be told" : { money: part },
        ];
      }),
  };
}

function printedSheet(intro: readonly string[], printed: readonly PrintedFigure[]): WorkbookSheet {
  return {
    name: "Printed and computed",
    intro,
    columns: [
      { heading: "Figure", width: 30 },
      { heading: "Printed (£)" },
      { heading: "Computed (£)" },
      { heading: "Gap (£)" },
      { heading: "Computed from", width: 60 },
    ],
    rows: printed.map(({ label, printed: amount, computed, from, note }) => [
      label,
      { money: amount },
      { money: computed },
      { money: pence(amount - computed) },
      note === undefined ? from : `${from}. ${note}`,
    ]),
  };
}
