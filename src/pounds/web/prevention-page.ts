import { z } from "zod";
import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import { plainMoney, pence } from "@concordat/ledger";
import { definePage, type PageModel, type Picture, type Section, type Sentence } from "../../kernel/index.ts";
import { drawLines } from "../../web/index.ts";
import { fundRef } from "../fund.ts";
import { preventionOver, type PreventionShare } from "../prevention.ts";
import { seedLines, seedWords, type SeedLine } from "../seed.ts";
import { standingsOf } from "../standing.ts";
import { monthsOf } from "../year.ts";
import { resourceOf } from "./fund-actions.ts";
import { preventionSection } from "./fund-sections.ts";
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

const money = z.string().meta({ description: "Pounds with two digits of pence, as text." });

/** How much of a fund's spending went to prevention, month by month, and what seed funding released. */
export const preventionPage = definePage({
  name: "pounds.prevention",
  path: "/money/:fund/prevention",
  about:
    "The share of a fund's spending that went to prevention, month by month and by tier, and seed funding with what it was to release and has released.",
  params: z.object({ fund: z.string().max(100) }),
  json: z.object({
    items: z.array(
      z.object({
        on: z.iso.date(),
        spent: money,
        prevention: money,
        untagged: money,
        lowPercent: z.number().nullable(),
        highPercent: z.number().nullable(),
      }),
    ),
    seed: z.array(
      z.object({
        scheme: z.string(),
        amount: money,
        releases: money,
        where: z.string(),
        by: z.iso.date(),
        released: money,
      }),
    ),
  }),
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const view = await loadFund(asking, params.fund);
    if (!view || monthsOf(view.file.fund).length === 0) return undefined;
    const { file, journal } = view;
    const days = monthsOf(file.fund)
      .map(({ to }) => addDays(to, -1))
      .filter((day) => day <= asking.at);
    const shares = preventionOver(standingsOf(file, journal, days));
    const picture = sharePicture(view, shares);
    const seeds = seedLines(view.proposals, asking.at);
    return {
      title: `Prevention: ${titleOf(view)}`,
      kicker: view.partlyMadeUp ? "Illustrative share" : "Prevention",
      illustrative: file.fund.basis === "illustrative",
      answer: answerOf(shares.at(-1), view.partlyMadeUp),
      ...(picture && { picture }),
      table: {
        caption: madeUp(view, "Spent on prevention since the year began, by the end of each month"),
        columns: [
          { key: "on", label: "By", kind: "date" },
          moneyColumn("spent", madeUp(view, "Spent")),
          moneyColumn("prevention", madeUp(view, "On prevention")),
          moneyColumn("untagged", "On schemes without a tier"),
          { key: "share", label: "Share", kind: "text" },
        ],
        rows: shares.map((one) => ({
          on: one.on,
          spent: poundsOf(one.all),
          prevention: poundsOf(one.early),
          untagged: poundsOf(one.untagged),
          share: shareText(one),
        })),
        empty: "No month of this year is over.",
      },
      sections: [...preventionSection(view), ...seedSection(view, seeds, asking.at)],
      ...(file.agreement.keptHere && { actions: actionsOf(view, seeds.length > 0) }),
      sources: sourcesOf(view),
      check: checkOf(file.fund.id),
      subjects: [fundRef(file.fund.id)],
      trail: trailOf(file),
      json: jsonOf(shares, seeds),
    };
  },
});

function jsonOf(
  shares: readonly PreventionShare[],
  seeds: readonly SeedLine[],
): Readonly<Record<string, unknown>> {
  return {
    items: shares.map(({ on, all, early, untagged, low, high }) => ({
      on,
      spent: plainMoney(pence(all)),
      prevention: plainMoney(pence(early)),
      untagged: plainMoney(pence(untagged)),
      lowPercent: low ?? null,
      highPercent: high ?? null,
    })),
    seed: seeds.map(({ scheme, amount, releases, where, by, released }) => ({
      scheme,
      amount: plainMoney(amount),
      releases: plainMoney(releases),
      where,
      by,
      released: plainMoney(released),
    })),
  };
}

function actionsOf({ file }: FundView, seeded: boolean): NonNullable<PageModel["actions"]> {
  const resource = resourceOf(file, (party) => party.host);
  const act = (text: string, name: string) => ({
    text,
    href: `/money/${file.fund.slug}/${name}`,
    command: `pounds.${name}`,
    resource,
  });
  return [
    ...(file.schemes.length > 0 ? [act("Propose seed funding", "propose-seed")] : []),
    ...(seeded ? [act("Say what seed funding released", "propose-seed-release")] : []),
  ];
}

/** "12.5%", or the range while some schemes have no tier. */
function shareText({ low, high }: PreventionShare): string {
  if (low === undefined || high === undefined) return "nothing spent";
  return low === high ? `${low.toFixed(1)}%` : `between ${low.toFixed(1)}% and ${high.toFixed(1)}%`;
}

function answerOf(last: PreventionShare | undefined, madeUp: boolean): Sentence {
  const label = madeUp ? "Illustrative. " : "";
  if (last?.low === undefined) return [`${label}No month of this year is over, or nothing was spent yet.`];
  const open = last.untagged > 0n ? " Some schemes have no tier yet, so it is a range." : "";
  return [
    `${label}By ${formatCivilDate(last.on)} `,
    { strong: shareText(last) },
    ` of what the fund had spent in the year went to stopping needs from arising or growing.${open}`,
  ];
}

function sharePicture(view: FundView, shares: readonly PreventionShare[]): Picture | undefined {
  const last = shares.at(-1);
  if (last?.low === undefined || shares.length < 2) return undefined;
  const line = (key: "low" | "high", label: string) => ({
    key,
    label,
    figures: shares.map((one) => {
      const value = one[key];
      return value === undefined ? ({ kind: "no-data" } as const) : ({ kind: "value", value } as const);
    }),
  });
  const wide = shares.some(({ low, high }) => low !== high);
  return drawLines(
    {
      step: "Month",
      steps: shares.map((_, place) => `M${place + 1}`),
      series: wide ? [line("low", "At least"), line("high", "At most")] : [line("low", "On prevention")],
    },
    {
      summary: `${view.partlyMadeUp ? "Illustrative: t" : "T"}he share of spending on prevention since the year began was ${shareText(shares[0]!)} after the first month and ${shareText(last)} by ${formatCivilDate(last.on)}.`,
      caption: "Share of spending on prevention since the year began",
      unit: "%",
      decimals: 1,
      zero: true,
    },
  );
}

function seedSection({ file }: FundView, seeds: readonly SeedLine[], on: CivilDate): readonly Section[] {
  if (seeds.length === 0 && !file.agreement.keptHere) return [];
  return [
    {
      kind: "table",
      heading: "Seed funding",
      intro:
        "Money put in so that it releases more elsewhere. What it released counts once the partners agree that it did.",
      table: {
        name: "seed",
        caption: "Seed funding and what it released",
        columns: [
          { key: "scheme", label: "Scheme", kind: "text" },
          moneyColumn("amount", "Put in"),
          moneyColumn("releases", "To release"),
          { key: "where", label: "In which budget", kind: "text" },
          { key: "by", label: "By", kind: "date" },
          moneyColumn("released", "Released"),
          { key: "words", label: "So far", kind: "text" },
        ],
        rows: seeds.map((one) => ({
          scheme: file.schemes.find(({ key }) => key === one.scheme)?.name ?? one.scheme,
          amount: poundsOf(one.amount),
          releases: poundsOf(one.releases),
          where: one.where,
          by: one.by,
          released: poundsOf(one.released),
          words: seedWords(one, on),
        })),
        empty: "No seed funding is agreed.",
      },
    },
  ];
}
