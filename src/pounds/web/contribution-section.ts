import { z } from "zod";
import { plainMoney } from "@concordat/ledger";
import { capital, type Cell, type Section, type TableModel } from "../../kernel/index.ts";
import { contributionMonths, type ContributionMonth } from "../contribution.ts";
import { chargesWords, partyName } from "../fund.ts";
import { monthsOf } from "../year.ts";
import { madeUp, markWords, moneyColumn, poundsOf, type FundView } from "./view.ts";

const money = z.string().meta({ description: "Pounds with two digits of pence, as text." });

/** Contributions as machines get them: by source, and by month where a plan by month is entered. */
export const contributionShape = {
  contributions: z.array(
    z.object({ party: z.string(), planned: money.nullable(), due: money, owing: money }),
  ),
  sources: z.array(
    z.object({
      place: z.number().meta({ description: "Its number in the fund's list." }),
      party: z.string(),
      label: z.string(),
      amount: money.nullable(),
      mark: z.string(),
      charges: z
        .enum(["gross", "net"])
        .nullable()
        .meta({ description: "Gross or net of charges to users; null: not known here." }),
      months: z
        .array(money)
        .nullable()
        .meta({ description: "What falls due in each month, M1 first; null: not known here." }),
    }),
  ),
  contributionMonths: z.array(
    z.object({
      party: z.string(),
      month: z.string(),
      due: money.nullable().meta({ description: "By the plan; null: not known here." }),
      received: money.nullable().meta({ description: "By the books; null: the month has not begun." }),
      gap: money.nullable().meta({ description: "Received less due; null until the month is over." }),
    }),
  ),
};

const shape = z.object(contributionShape);

/** What each party puts in from each source, what fell due and came in so far, and both by month where that is planned. */
export function contributionSections(view: FundView): readonly Section[] {
  return [...sourceSection(view), ...bookedSection(view), ...monthSection(view)];
}

function sourceSection({ file }: FundView): readonly Section[] {
  if (file.funding.length === 0) return [];
  const planned = file.funding.some(({ months }) => months !== undefined);
  const months = planned ? monthsOf(file.fund) : [];
  return [
    {
      kind: "table",
      heading: "Contributions by source",
      intro: planned
        ? "What falls due in each month is as planned, where there is a plan."
        : "What falls due in each month is not known here.",
      table: {
        name: "sources",
        caption: "Contributions by source and month",
        columns: [
          { key: "party", label: "Partner", kind: "text" },
          { key: "source", label: "Source", kind: "text" },
          moneyColumn("amount", "Year"),
          { key: "charges", label: "Gross or net of charges", kind: "text" },
          { key: "how", label: "How it is known", kind: "text" },
          ...months.map(({ key }) => moneyColumn(key, key)),
        ],
        rows: file.funding.map((one) => ({
          party: partyName(file.parties, one.party),
          source: one.label,
          amount: poundsOrNone(one.amount),
          charges: one.charges === undefined ? "Not known here" : chargesWords[one.charges],
          how: capital(markWords(one.mark)),
          ...Object.fromEntries(months.map(({ key }, place) => [key, poundsOrNone(one.months?.[place])])),
        })),
        empty: "No contribution is entered.",
      },
    },
  ];
}

/** What each party was to put in, what fell due so far by the books and what is still owed. */
function bookedSection({ file, standing, entries, partlyMadeUp }: FundView): readonly Section[] {
  if (entries.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Contributions",
      ...(partlyMadeUp && { intro: "Illustrative. Only the sums that were planned are real." }),
      table: {
        name: "contributions",
        caption: "Contributions due and received",
        columns: [
          { key: "party", label: "Partner", kind: "text" },
          moneyColumn("planned", "Planned for the year"),
          moneyColumn("due", madeUp({ partlyMadeUp }, "Fallen due")),
          moneyColumn("received", madeUp({ partlyMadeUp }, "Received")),
          moneyColumn("owing", madeUp({ partlyMadeUp }, "Still owed")),
        ],
        rows: standing.parties.map(({ party, planned, due, owing }) => ({
          party: partyName(file.parties, party),
          planned: poundsOrNone(planned),
          due: poundsOf(due),
          received: poundsOf(due - owing),
          owing: poundsOf(owing),
        })),
        empty: "Nothing has fallen due.",
      },
    },
  ];
}

/** Only where the books are kept here: of others nothing says that what is not held here did not come in. */
function monthSection(view: FundView): readonly Section[] {
  const { file, partlyMadeUp } = view;
  const lines = monthLines(view);
  if (lines.length === 0) return [];
  const table: TableModel = {
    name: "contribution-months",
    caption: madeUp({ partlyMadeUp }, "Contributions by month: planned and received"),
    columns: [
      { key: "party", label: "Partner", kind: "text" },
      { key: "month", label: "Month", kind: "text" },
      moneyColumn("due", "Due by the plan"),
      moneyColumn("received", madeUp({ partlyMadeUp }, "Received")),
      moneyColumn("gap", "Received less due"),
    ],
    rows: lines.map(({ party, month, due, received, gap }) => ({
      party: partyName(file.parties, party),
      month: month.name,
      due: poundsOrNone(due),
      received: received === undefined ? { kind: "not-applicable" } : poundsOf(received),
      gap: gap === undefined ? { kind: "not-applicable" } : poundsOf(gap),
    })),
    empty: "No contribution is planned by month.",
  };
  return [
    {
      kind: "table",
      heading: "Contributions by month",
      intro: "What the plan says beside what the books say came in. A month is compared once it is over.",
      table,
    },
  ];
}

function monthLines({ file, journal, standing, entries }: FundView): readonly ContributionMonth[] {
  if (!file.agreement.keptHere && entries.length === 0) return [];
  return contributionMonths(file, journal, standing.on);
}

function poundsOrNone(amount: Parameters<typeof poundsOf>[0] | undefined): Cell {
  return amount === undefined ? { kind: "no-data" } : poundsOf(amount);
}

/** The same for machines. */
export function contributionJson(view: FundView): z.output<typeof shape> {
  const text = (amount: bigint | undefined): string | null =>
    amount === undefined ? null : plainMoney(amount);
  return {
    contributions: view.standing.parties.map(({ party, planned, due, owing }) => ({
      party,
      planned: text(planned),
      due: plainMoney(due),
      owing: plainMoney(owing),
    })),
    sources: view.file.funding.map((one) => ({
      place: one.place,
      party: one.party,
      label: one.label,
      amount: text(one.amount),
      mark: one.mark,
      charges: one.charges ?? null,
      months: one.months?.map((part) => plainMoney(part)) ?? null,
    })),
    contributionMonths: monthLines(view).map(({ party, month, due, received, gap }) => ({
      party,
      month: month.key,
      due: text(due),
      received: text(received),
      gap: text(gap),
    })),
  };
}
