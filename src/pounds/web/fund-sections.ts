import { formatCivilDate } from "@concordat/calendar";
import { figureText, formatMoney, parseMoney, type Pence } from "@concordat/ledger";
import {
  capital,
  countOf,
  type Asking,
  type Row,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { methodWords } from "../forecast.ts";
import { partyName, preventionTiers, type PreventionTier } from "../fund.ts";
import type { WhatIf } from "../risk-share.ts";
import { actKindWords, actLine } from "./books-words.ts";
import { rangeText, shareSentence } from "./share-words.ts";
import { labelled, madeUp, moneyColumn, poundsOf, withAt, type FundView } from "./view.ts";

/** What the reader tried out, and what was wrong with it. */
export interface Tried {
  readonly whatIf?: WhatIf;
  readonly problem?: string;
}

/** Reads the question "what if this scheme spends so much more?" from an address. */
export function triedFrom(query: { readonly scheme?: string; readonly more?: string }): Tried {
  if (!query.scheme || !query.more) return {};
  const read = parseMoney(query.more);
  if (!read.ok) return { problem: read.problems[0]?.message ?? "Write an amount such as £2m." };
  return { whatIf: { scheme: query.scheme, more: read.value.pence } };
}

/** The question with its answer; nothing where there are no schemes or rules to ask of. */
export function whatIfSections(
  view: FundView,
  tried: Tried & { readonly query: { readonly scheme?: string; readonly more?: string } },
): readonly Section[] {
  const { file, tree } = view;
  if (!tree || file.schemes.length === 0) return [];
  const scheme = file.schemes.find(({ key }) => key === tried.whatIf?.scheme);
  const intro: Sentence =
    scheme && tried.whatIf && view.share
      ? shareSentence(
          view.share,
          view,
          `If ${scheme.name} spends ${moreText(tried.whatIf.more)} than now expected`,
        )
      : "Try a scheme and an amount. The rules above work out the answer. You can send its address to anybody.";
  return [
    {
      kind: "ask",
      heading: "What if?",
      intro,
      ask: {
        path: `/money/${file.fund.slug}`,
        button: "Work it out",
        fields: [
          {
            name: "scheme",
            label: "Scheme",
            kind: "choice",
            value: tried.query.scheme ?? "",
            options: [
              { value: "", text: "Choose a scheme" },
              ...file.schemes.map(({ key, name }) => ({ value: key, text: name })),
            ],
          },
          {
            name: "more",
            label: "Spends this much more",
            hint: "Such as £2m or 150,000; with a minus for less",
            kind: "words",
            value: tried.query.more ?? "",
            ...(tried.problem !== undefined && { problem: tried.problem }),
          },
        ],
      },
    },
  ];
}

function moreText(more: Pence): string {
  return more < 0n ? `${formatMoney(0n - more)} less` : `${formatMoney(more)} more`;
}

/** What each scheme was to spend, has spent, has promised and is forecast to spend, with the range of the methods. */
export function schemeSection({ file, standing, partlyMadeUp }: FundView): readonly Section[] {
  if (file.schemes.length === 0) return [];
  const over = standing.months.passed >= standing.months.all;
  const { used, low, high } = standing.forecast;
  const range = low === high ? "" : ` (${rangeText({ low, high })}, by the method chosen)`;
  const intro = over
    ? `The schemes spent ${formatMoney(used)} against budgets of ${formatMoney(standing.budget)}.`
    : `After ${countOf(standing.months.passed, "month")} of ${standing.months.all} the schemes are forecast to spend ${formatMoney(used)}${range} against budgets of ${formatMoney(standing.budget)}.`;
  return [
    {
      kind: "table",
      heading: madeUp({ partlyMadeUp }, over ? "What was spent" : "Forecast"),
      intro: partlyMadeUp ? `Illustrative. ${intro}` : intro,
      table: schemeTable({ standing, partlyMadeUp }, over),
    },
  ];
}

function schemeTable(
  { standing, partlyMadeUp }: Pick<FundView, "standing" | "partlyMadeUp">,
  over: boolean,
): TableModel {
  return {
    name: "schemes",
    caption: madeUp(
      { partlyMadeUp },
      over ? "Schemes: budget and spending" : "Schemes: budget, spending and forecast",
    ),
    columns: [
      { key: "scheme", label: "Scheme", kind: "text" },
      moneyColumn("budget", "Budget"),
      moneyColumn("spent", "Spent"),
      ...(over
        ? []
        : [
            moneyColumn("committed", "Promised"),
            moneyColumn("forecast", "Forecast"),
            { key: "range", label: "Range", kind: "text" as const },
            { key: "method", label: "How", kind: "text" as const },
          ]),
      moneyColumn("variance", "Over or under budget"),
    ],
    rows: standing.schemes.map(({ scheme, spent, committed, forecast, figure }) => {
      const row: Row = {
        scheme:
          figure.kind === "range"
            ? `${scheme.name} (disputed: ${figureText({ ...figure, until: [] }).replace(/, until settled: $/, "")})`
            : scheme.name,
        budget: poundsOf(scheme.budget),
        spent: poundsOf(spent),
        variance: poundsOf(forecast.used - scheme.budget),
      };
      const more = {
        committed: poundsOf(committed),
        forecast: poundsOf(forecast.used),
        range: rangeText(forecast),
        method: capital(methodWords[forecast.method]) + (forecast.judged ? `: ${forecast.judged.why}` : ""),
      };
      return over ? row : { ...row, ...more };
    }),
    empty: "No scheme is entered.",
  };
}

/** Amounts on which the partners differ, and those that were settled. */
export function positionSection(view: FundView, asking: Pick<Asking, "at" | "atGiven">): readonly Section[] {
  const { standing, file, entries } = view;
  const settled = entries.filter(({ act }) => act.kind === "settlement" && act.on <= asking.at);
  if (standing.disputes.length === 0 && settled.length === 0) return [];
  const open = standing.disputes.map(({ id, about, since, positions }): Sentence => {
    const said = positions.map(
      ({ partner, amount, reason }) =>
        `${partyName(file.parties, partner)} ${amount === undefined ? "has given no figure" : `says ${formatMoney(amount)}`}: ${reason}`,
    );
    return [
      { text: about, href: withAt(`/money/${file.fund.slug}/books/${id}`, asking) },
      `, open since ${formatCivilDate(since)}. ${said.join(" ")}`,
    ];
  });
  const closed = settled.flatMap(({ act }): readonly Sentence[] => {
    if (act.kind !== "settlement") return [];
    const dispute = entries.find((entry) => entry.act.id === act.dispute)?.act;
    const about = dispute?.kind === "dispute" ? dispute.about : act.dispute;
    return [
      [
        { text: about, href: withAt(`/money/${file.fund.slug}/books/${act.dispute}`, asking) },
        `, settled on ${formatCivilDate(act.on)} at ${formatMoney(act.amount)}. ${act.reason}`,
      ],
    ];
  });
  return [
    {
      kind: "list",
      heading: madeUp(view, "Amounts on which the partners differ"),
      intro:
        open.length > 0
          ? "While an amount is disputed each partner's figure stands, and every total it touches is a range."
          : "None is open.",
      items: [...open, ...closed],
    },
  ];
}

/** The share of spending on prevention, by tier, where schemes are tagged. */
export function preventionSection({ standing, partlyMadeUp }: FundView): readonly Section[] {
  const tagged = standing.schemes.filter(({ scheme }) => scheme.prevention !== undefined);
  const all = standing.schemes.reduce((sum, { spent }) => sum + spent, 0n);
  if (tagged.length === 0 || all <= 0n) return [];
  const tiers = Object.keys(preventionTiers) as readonly PreventionTier[];
  const of = (tier: PreventionTier): bigint =>
    tagged.filter(({ scheme }) => scheme.prevention === tier).reduce((sum, { spent }) => sum + spent, 0n);
  const early = of("foundational") + of("primary") + of("secondary");
  const share = (amount: bigint): number => Number((amount * 1000n + all / 2n) / all) / 10;
  return [
    {
      kind: "table",
      heading: madeUp({ partlyMadeUp }, "Spent on prevention"),
      intro: `${partlyMadeUp ? "Illustrative. " : ""}${share(early).toFixed(1)}% of what was spent went to stopping needs from arising or growing. Which tier a scheme belongs to is the fund's own judgement.`,
      table: {
        name: "prevention",
        caption: madeUp({ partlyMadeUp }, "Spending by tier of prevention"),
        columns: [
          { key: "tier", label: "Tier", kind: "text" },
          moneyColumn("spent", "Spent"),
          { key: "share", label: "Share (%)", kind: "number", decimals: 1 },
        ],
        rows: tiers
          .filter((tier) => of(tier) !== 0n)
          .map((tier) => ({
            tier: preventionTiers[tier],
            spent: poundsOf(of(tier)),
            share: share(of(tier)),
          })),
        empty: "No scheme is tagged.",
      },
    },
  ];
}

/** The latest lines of the books, newest first, with the way to all of them. */
export function changesSection(
  { entries, file, partlyMadeUp }: FundView,
  asking: Pick<Asking, "at" | "atGiven">,
): readonly Section[] {
  if (entries.length === 0) return [];
  const latest = entries.slice(-8).toReversed();
  return [
    {
      kind: "table",
      heading: madeUp({ partlyMadeUp }, "What changed"),
      intro: [
        partlyMadeUp ? "Illustrative. " : "",
        `The books hold ${countOf(entries.length, "entry", "entries")}; the latest are these. `,
        { text: "All of them", href: withAt(`/money/${file.fund.slug}/books`, asking) },
      ],
      table: {
        name: "changes",
        caption: "Latest entries",
        columns: [
          { key: "recorded", label: "Recorded", kind: "date" },
          { key: "kind", label: "Kind", kind: "text" },
          { key: "what", label: "What", kind: "link" },
        ],
        rows: latest.map((entry) => ({
          recorded: entry.stamp.at.slice(0, 10),
          kind: actKindWords[entry.act.kind],
          what: labelled(
            actLine(entry.act),
            `/money/${file.fund.slug}/books/${entry.act.id}`,
            entry.illustrative,
          ),
        })),
        empty: "Nothing is entered.",
      },
    },
  ];
}
