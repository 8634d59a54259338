import { z } from "zod";
import { addDays } from "@concordat/calendar";
import { balances, formatMoney, plainMoney, totals, type Journal, type Pence } from "@concordat/ledger";
import {
  definePage,
  type Asking,
  type PageModel,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { fundRef, type FundFile } from "../fund.ts";
import { monthsPassed, spansOf, spanWords, type Span } from "../year.ts";
import { accountWords } from "./books-words.ts";
import {
  checkOf,
  loadFund,
  madeUp,
  moneyColumn,
  poundsOf,
  sourcesOf,
  titleOf,
  trailOf,
  withAt,
  type FundView,
} from "./view.ts";

const lineShape = z.object({
  account: z.string(),
  opening: z.string(),
  change: z.string(),
  closing: z.string(),
});

/** A statement of a month, quarter or year: what each line began with, what moved, what it ended with. */
export const statementPage = definePage({
  name: "pounds.statement",
  path: "/money/:fund/statement",
  about:
    "A fund's statement for a month, quarter or year: opening, movement and closing of every line, and spending beside its budget.",
  params: z.object({ fund: z.string().max(100) }),
  query: z.object({
    period: z.string().max(10).optional().meta({ description: "M1 to M12, Q1 to Q4, or year." }),
  }),
  json: z.object({
    period: z.string(),
    from: z.iso.date(),
    lastDay: z.iso.date(),
    closed: z.boolean(),
    items: z.array(lineShape),
  }),
  formats: ["csv"],
  async load(asking, { params, query }): Promise<PageModel | undefined> {
    const view = await loadFund(asking, params.fund);
    if (!view) return undefined;
    const { file, journal } = view;
    const spans = spansOf(file.fund);
    const passed = monthsPassed(
      spans.filter(({ key }) => key.startsWith("M")),
      asking.at,
    );
    const wanted = query.period ?? (passed >= 12 ? "year" : `M${Math.max(passed, 1)}`);
    const span = spans.find(({ key }) => key.toLowerCase() === wanted.toLowerCase());
    if (!span) return undefined;
    const lines = linesOf(journal, file, span);
    const closed = isClosed(journal, span);
    return {
      title: `${span.name}: ${titleOf(view)}`,
      kicker: view.partlyMadeUp ? "Illustrative statement" : "Statement",
      illustrative: file.fund.basis === "illustrative",
      answer: answerOf(lines, span, { closed, madeUp: view.partlyMadeUp }),
      table: lineTable(view, lines, span),
      sections: furtherSections(view, { span, spans }, asking),
      sources: sourcesOf(view),
      check: checkOf(file.fund.id),
      subjects: [fundRef(file.fund.id)],
      trail: trailOf(file),
      json: {
        period: span.key,
        from: span.from,
        lastDay: addDays(span.to, -1),
        closed,
        items: lines.map(({ words, opening, closing }) => ({
          account: words,
          opening: plainMoney(opening),
          change: plainMoney(closing - opening),
          closing: plainMoney(closing),
        })),
      },
    };
  },
});

function lineTable(view: FundView, lines: readonly StatementRow[], span: Span): TableModel {
  return {
    caption: madeUp(view, `Statement, ${spanWords(span)}`),
    columns: [
      { key: "line", label: "Line", kind: "text" },
      moneyColumn("opening", "Opening"),
      moneyColumn("change", "In the period"),
      moneyColumn("closing", "Closing"),
    ],
    rows: lines.map(({ words, opening, closing }) => ({
      line: words,
      opening: poundsOf(opening),
      change: poundsOf(closing - opening),
      closing: poundsOf(closing),
    })),
    empty: "Nothing is dated in this period or before it.",
  };
}

function furtherSections(
  { file }: FundView,
  { span, spans }: { readonly span: Span; readonly spans: readonly Span[] },
  asking: Pick<Asking, "at" | "atGiven">,
): readonly Section[] {
  const options = spans.map(({ key, name }) => ({ value: key, text: name }));
  return [
    {
      kind: "ask",
      heading: "Another period",
      ask: {
        path: `/money/${file.fund.slug}/statement`,
        button: "Show it",
        fields: [{ name: "period", label: "Period", kind: "choice", value: span.key, options }],
      },
    },
    {
      kind: "words",
      paragraphs: [
        "Money in and held counts up: contributions and what is owed by the fund are shown without the minus of the ledger.",
        [{ text: "The books behind it", href: withAt(`/money/${file.fund.slug}/books`, asking) }, "."],
      ],
    },
  ];
}

/** One line of a statement. */
interface StatementRow {
  readonly kind: string;
  readonly words: string;
  readonly opening: Pence;
  readonly closing: Pence;
}

const order = ["contribution", "spending", "cash", "receivable", "payable", "vat", "reserve"];

/** Opening and closing of every account that had money in it, gathered by kind, partner and scheme. */
function linesOf(journal: Journal, file: FundFile, span: Span): readonly StatementRow[] {
  const by = ["kind", "partner", "scheme", "source"] as const;
  const opened = totals(balances(journal, { on: addDays(span.from, -1) }), { by });
  const closed = totals(balances(journal, { on: addDays(span.to, -1) }), { by });
  const rows = closed.map(({ of, posted }): StatementRow => {
    const kind = of.kind ?? "";
    const before = opened.find((one) => by.every((name) => one.of[name] === of[name]))?.posted ?? 0n;
    const sign = kind === "contribution" || kind === "payable" || kind === "reserve" ? -1n : 1n;
    return {
      kind,
      words: accountWords({ ...of, fund: file.fund.slug } as Parameters<typeof accountWords>[0], file),
      opening: (sign * before) as Pence,
      closing: (sign * posted) as Pence,
    };
  });
  return rows
    .filter(({ opening, closing }) => opening !== 0n || closing !== 0n)
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.words < b.words ? -1 : 1));
}

/** Whether every day of a period lies in periods that are closed. */
function isClosed({ closed }: Journal, { from, to }: Span): boolean {
  let day = from;
  for (const one of [...closed.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    if (one.from <= day && one.to > day) day = one.to;
  return day >= to;
}

function answerOf(
  lines: readonly StatementRow[],
  span: Span,
  { closed, madeUp }: { readonly closed: boolean; readonly madeUp: boolean },
): Sentence {
  const moved = (kind: string): bigint =>
    lines
      .filter((line) => line.kind === kind)
      .reduce((sum, { opening, closing }) => sum + closing - opening, 0n);
  const cash = lines.filter(({ kind }) => kind === "cash").reduce((sum, { closing }) => sum + closing, 0n);
  return [
    `${madeUp ? "Illustrative. " : ""}${spanWords(span)}: `,
    { strong: formatMoney(moved("contribution")) },
    " fell due from the partners, ",
    { strong: formatMoney(moved("spending")) },
    ` was spent, and the fund ${cash < 0n ? `was ${formatMoney(-cash)} overdrawn` : `held ${formatMoney(cash)}`} at the end. ${closed ? "The period is closed." : "The period is open: later entries may still change it."}`,
  ];
}
