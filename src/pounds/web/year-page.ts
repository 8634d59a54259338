import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { accountOf, formatMoney, pence, plainMoney, type Journal, type Pence } from "@concordat/ledger";
import {
  capital,
  countOf,
  definePage,
  type PageModel,
  type Picture,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { drawLines } from "../../web/index.ts";
import { isAccrual } from "../accrual.ts";
import { balanceLines } from "../balance-agreement.ts";
import { fundRef, type FundFile } from "../fund.ts";
import { listBalances } from "../store-proposals.ts";
import { movedOn } from "../virement.ts";
import { monthsOf, monthsPassed, type Span } from "../year.ts";
import {
  checkOf,
  loadFund,
  moneyColumn,
  poundsOf,
  sourcesOf,
  titleOf,
  trailOf,
  type FundView,
  madeUp,
} from "./view.ts";
import { yearActions } from "./year-actions.ts";
import {
  balanceSection,
  exitSections,
  proposalSections,
  ruleSection,
  transferSection,
} from "./year-sections.ts";

const money = z.string().meta({ description: "Pounds with two digits of pence, as text." });

const shape = z.object({
  year: z.string(),
  monthsPassed: z.number(),
  items: z.array(
    z.object({
      scheme: z.string(),
      budgetFirstSet: money,
      budget: money,
      months: z.array(z.object({ month: z.string(), spent: money.nullable(), accrued: money.nullable() })),
    }),
  ),
  proposals: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      words: z.string(),
      party: z.string(),
      needs: z.string(),
      state: z.string(),
      on: z.iso.date(),
      decidedOn: z.iso.date().nullable(),
      resolution: z.string().nullable(),
      answers: z.array(
        z.object({ party: z.string(), agrees: z.boolean(), reason: z.string().nullable(), on: z.iso.date() }),
      ),
    }),
  ),
  balances: z.array(
    z.object({ party: z.string(), on: z.iso.date(), books: money, stated: money, gap: money }),
  ),
});

/** A fund's year: what each scheme spent month by month, transfers, rules of the year end, balances, and what waits for answers. */
export const yearPage = definePage({
  name: "pounds.year",
  path: "/money/:fund/year",
  about:
    "A fund's year: what each scheme spent in each month, transfers between schemes and who approves them, what becomes of an underspend, balances as each partner sees them, and leaving.",
  params: z.object({ fund: z.string().max(100) }),
  json: shape,
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const view = await loadFund(asking, params.fund);
    if (!view || monthsOf(view.file.fund).length === 0) return undefined;
    const { file, journal } = view;
    const lines = monthLines(view, asking.at);
    const balances = balanceLines(journal, await listBalances(asking.db, file.fund.id));
    const picture = runningPicture(view, lines, asking.at);
    return {
      title: `The year: ${titleOf(view)}`,
      kicker: view.partlyMadeUp ? "Illustrative year" : "The year",
      illustrative: file.fund.basis === "illustrative",
      answer: answerOf(view, asking.at),
      ...(picture && { picture }),
      table: monthTable(view, lines),
      sections: [
        ...proposalSections(view),
        ...transferSection(view, asking),
        ...ruleSection(view, asking.at),
        ...balanceSection(file, balances),
        ...exitSections(view, asking.at),
      ],
      actions: yearActions(view, asking.today),
      sources: sourcesOf(view),
      check: checkOf(file.fund.id),
      subjects: [fundRef(file.fund.id)],
      trail: trailOf(file),
      json: {
        year: file.fund.year,
        monthsPassed: view.standing.months.passed,
        items: lines.map(jsonOfLine),
        proposals: view.proposals.map((one) => ({
          id: one.id,
          kind: one.body.kind,
          words: one.words,
          party: one.party,
          needs: one.needs,
          state: one.state,
          on: one.on,
          decidedOn: one.decidedOn ?? null,
          resolution: one.resolution ?? null,
          answers: one.consents.map(({ party, agrees, reason, on }) => ({
            party,
            agrees,
            reason: reason ?? null,
            on,
          })),
        })),
        balances: balances.map(({ party, on, books, stated, gap }) => ({
          party,
          on,
          books: plainMoney(books),
          stated: plainMoney(stated),
          gap: plainMoney(gap),
        })),
      },
    };
  },
});

/** What a scheme spent in each month, accruals apart; a month that has not begun has nothing. */
interface MonthLine {
  readonly scheme: FundFile["schemes"][number];
  readonly firstSet: Pence;
  readonly months: readonly { readonly month: Span; readonly spent: Pence; readonly accrued: Pence }[];
}

function monthLines({ file, journal, proposals }: FundView, on: CivilDate): readonly MonthLine[] {
  const begun = monthsOf(file.fund).filter(({ from }) => from <= on);
  const sums = monthSums(journal, begun, on);
  return file.schemes.map((scheme) => {
    return {
      scheme,
      firstSet: pence(scheme.budget - movedOn(proposals, scheme.key, on)),
      months: begun.map((month) => ({
        month,
        spent: sums.get(`${scheme.key} ${month.key} paid`) ?? pence(0n),
        accrued: sums.get(`${scheme.key} ${month.key} accrued`) ?? pence(0n),
      })),
    };
  });
}

/** One pass over the books: by scheme and month, what was paid and what was accrued or taken back. */
function monthSums(journal: Journal, months: readonly Span[], on: CivilDate): ReadonlyMap<string, Pence> {
  const sums = new Map<string, Pence>();
  for (const { act, movements } of journal.entries) {
    const how = isAccrual(act) ? "accrued" : "paid";
    for (const move of movements) {
      const { kind, scheme } = accountOf(move.account);
      const month = months.find(({ from, to }) => move.on >= from && move.on < to);
      if (kind !== "spending" || scheme === undefined || !month || move.layer !== "posted" || move.on > on)
        continue;
      const key = `${scheme} ${month.key} ${how}`;
      sums.set(key, pence((sums.get(key) ?? 0n) + move.amount));
    }
  }
  return sums;
}

function jsonOfLine({ scheme, firstSet, months }: MonthLine): z.output<typeof shape>["items"][number] {
  return {
    scheme: scheme.key,
    budgetFirstSet: plainMoney(firstSet),
    budget: plainMoney(scheme.budget),
    months: months.map(({ month, spent, accrued }) => ({
      month: month.key,
      spent: plainMoney(spent),
      accrued: plainMoney(accrued),
    })),
  };
}

function answerOf({ standing, file, proposals, partlyMadeUp }: FundView, on: CivilDate): Sentence {
  const { passed, all } = standing.months;
  const open = proposals.filter(({ state }) => state === "open").length;
  const spent = standing.schemes.reduce((sum, one) => sum + one.spent, 0n);
  const where =
    passed >= all
      ? `In ${file.fund.year}`
      : `By ${formatCivilDate(on)}, ${countOf(passed, "month")} of ${all} being over,`;
  return [
    `${partlyMadeUp ? "Illustrative. " : ""}${where} the schemes spent `,
    { strong: formatMoney(spent) },
    ` of budgets of ${formatMoney(standing.budget)}. `,
    open === 0
      ? "Nothing waits for a partner's answer."
      : `${capital(countOf(open, "proposal waits", "proposals wait"))} for an answer.`,
  ];
}

function monthTable(view: FundView, lines: readonly MonthLine[]): TableModel {
  return {
    caption: madeUp(view, "Spent by scheme and month"),
    columns: [
      { key: "scheme", label: madeUp(view, "Scheme"), kind: "text" },
      moneyColumn("budget", "Budget"),
      ...monthsOf(view.file.fund).map(({ key }) => moneyColumn(key, key, 0)),
      moneyColumn("total", "Spent so far", 0),
    ],
    rows: lines.map(({ scheme, months: begun }) => ({
      scheme: scheme.name,
      budget: poundsOf(scheme.budget),
      ...Object.fromEntries(begun.map(({ month, spent, accrued }) => [month.key, poundsOf(spent + accrued)])),
      total: poundsOf(begun.reduce((sum, { spent, accrued }) => sum + spent + accrued, 0n)),
    })),
    empty: "No scheme is entered.",
  };
}

/** What was spent up to the end of each month that is over, beside an even twelfth of the budgets. */
function runningPicture(view: FundView, lines: readonly MonthLine[], on: CivilDate): Picture | undefined {
  const months = monthsOf(view.file.fund);
  const over = monthsPassed(months, on);
  const budget = poundsOf(view.standing.budget) / 1000;
  if (over === 0 || lines.length === 0) return undefined;
  const upTo = (place: number): number =>
    poundsOf(
      lines.reduce(
        (sum, line) =>
          sum +
          line.months.slice(0, place + 1).reduce((part, { spent, accrued }) => part + spent + accrued, 0n),
        0n,
      ),
    ) / 1000;
  const thousands = (amount: number): string =>
    `£${amount.toLocaleString("en-GB", { maximumFractionDigits: 0 })}k`;
  return drawLines(
    {
      step: "Month",
      steps: months.map(({ key }) => key),
      series: [
        {
          key: "spent",
          label: "Spent",
          figures: months.map((_, place) =>
            place < over ? { kind: "value", value: upTo(place) } : { kind: "not-applicable" },
          ),
          named: [months[over - 1]!.key],
        },
        {
          key: "budget",
          label: "Budget, evenly",
          figures: months.map((_, place) => ({
            kind: "value",
            value: (budget * (place + 1)) / months.length,
          })),
        },
      ],
    },
    {
      summary: `${view.partlyMadeUp ? "Illustrative: by" : "By"} the end of ${months[over - 1]!.name}, ${thousands(upTo(over - 1))} was spent; an even part of the budgets is ${thousands((budget * over) / months.length)}.`,
      caption: "Spent so far, in thousands of pounds",
      unit: "£k",
      zero: true,
      decimals: 0,
    },
  );
}
