import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { formatMoney, plainMoney } from "@concordat/ledger";
import {
  countInWords,
  countOf,
  definePage,
  type PageModel,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { drawFlow, voiceColour } from "../../web/index.ts";
import { fundRef, totalOf, type FundFile } from "../fund.ts";
import {
  jointWays,
  pooledStanding,
  shareWords,
  thousandths,
  type JointLine,
  type PlaceSpend,
  type PooledStanding,
} from "../pooled.ts";
import { findFund } from "../store-funds.ts";
import { findPlaceSpend, listJointLines } from "../store-pooled.ts";
import { pooledActions } from "./pooled-actions.ts";
import { checkOf, moneyColumn, poundsOf, shortMoney, sourcesOf, trailOf } from "./view.ts";

const shape = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      how: z.enum(["pooled", "aligned", "separate"]),
      amount: z.string().nullable(),
      reason: z.string().nullable(),
      reviewOn: z.iso.date().nullable(),
    }),
  ),
  poolShare: z.string().nullable().meta({ description: "Of the joint lines, in per cent." }),
  placeSpend: z.object({ amount: z.string(), counts: z.string(), source: z.string() }).nullable(),
  placeShare: z
    .string()
    .nullable()
    .meta({ description: "Of what the place spends on health and care, in per cent." }),
  inequality: z.string().nullable(),
});

/** Which joint budget lines of a fund are pooled, which are not and why, and how much of the place's spending that is. */
export const pooledPage = definePage({
  name: "pounds.pooled",
  path: "/money/:fund/pooled",
  about:
    "Joint budget lines of a fund: pooled, aligned or separate, with the reason and day of review of what is not pooled; the pooled share of the place's spending.",
  params: z.object({ fund: z.string().max(100) }),
  json: shape,
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const file = await findFund(asking.db, params.fund);
    if (!file) return undefined;
    const { fund } = file;
    const lines = await listJointLines(asking.db, fund.id);
    const spend = await findPlaceSpend(asking.db, fund.id);
    const standing = pooledStanding(lines, asking.at);
    const share = placeShare(file, spend);
    return {
      title: `Pooled by default: ${fund.name} ${fund.year}`,
      kicker: "Joint budget lines",
      illustrative: fund.basis === "illustrative",
      answer: answerOf(file, standing, share),
      ...(lines.length > 0 && pictureOf(lines)),
      table: tableOf(lines, asking.at),
      sections: [shareSection(file, spend, share), inequalitySection(file), ...reviewSection(standing)],
      actions: pooledActions(file),
      sources: [
        ...sourcesOf({ file, partlyMadeUp: false }),
        ...(spend ? [{ text: `What the place spends: ${spend.source}`, seen: spend.seen }] : []),
      ],
      check: checkOf(fund.id),
      subjects: [fundRef(fund.id)],
      trail: trailOf(file),
      json: {
        items: lines.map((line) => ({
          name: line.name,
          how: line.how,
          amount: line.amount === undefined ? null : plainMoney(line.amount),
          reason: line.how === "pooled" ? null : line.reason,
          reviewOn: line.how === "pooled" ? null : line.reviewOn,
        })),
        poolShare: percent(standing.share),
        placeSpend: spend
          ? { amount: plainMoney(spend.amount), counts: spend.counts, source: spend.source }
          : null,
        placeShare: percent(share),
        inequality: fund.inequality ?? null,
      },
    };
  },
});

function percent(share: bigint | undefined): string | null {
  return share === undefined ? null : `${share / 10n}.${share % 10n}`;
}

function placeShare(file: FundFile, spend: PlaceSpend | undefined): bigint | undefined {
  const total = totalOf(file);
  return spend && total !== undefined ? thousandths(total, spend.amount) : undefined;
}

function answerOf(
  file: FundFile,
  { lines, share, overdue }: PooledStanding,
  ofPlace: bigint | undefined,
): Sentence {
  const all = lines.pooled + lines.aligned + lines.separate;
  const place = `The pooled share of what the place spends on health and care is ${ofPlace === undefined ? "not known here" : shareWords(ofPlace)}.`;
  if (all === 0) {
    const none = file.agreement.keptHere
      ? "No joint budget line of this fund is entered yet. "
      : "Which budget lines of both sides are pooled and which are not is not known here. ";
    return [none, place];
  }
  return [
    `Of ${countOf(all, "joint budget line")}, `,
    {
      strong: `${lines.pooled === 0 ? "none" : countInWords(lines.pooled)} ${lines.pooled < 2 ? "is" : "are"} pooled`,
    },
    `${share === undefined ? "" : ` (${shareWords(share)} of their money)`}, ${countInWords(lines.aligned)} aligned and ${countInWords(lines.separate)} separate. `,
    ...(overdue.length > 0 ? [`The day of review of ${countOf(overdue.length, "line")} has passed. `] : []),
    place,
  ];
}

function pictureOf(lines: readonly JointLine[]): Pick<PageModel, "picture"> {
  const known = lines.filter(({ amount }) => amount !== undefined && amount > 0n);
  if (known.length === 0 || known.length < lines.length) return {};
  const tints = { pooled: "nhs-commissioner", aligned: "council-officer", separate: "not-known" } as const;
  const stream = (label: string, amount: bigint, how: keyof typeof tints) => ({
    label,
    amount: poundsOf(amount),
    text: shortMoney(amount),
    tint: voiceColour(tints[how]),
  });
  const ways = (["pooled", "aligned", "separate"] as const).flatMap((how) => {
    const sum = known.filter((one) => one.how === how).reduce((all, { amount }) => all + (amount ?? 0n), 0n);
    return sum === 0n ? [] : [stream(jointWays[how].split(":")[0]!, sum, how)];
  });
  return {
    picture: drawFlow(
      {
        from: known.map(({ name, amount = 0n, how }) => stream(name, amount, how)),
        middle: "Joint lines",
        to: ways,
      },
      {
        summary: "The joint budget lines, and how much of their money is pooled, aligned and separate.",
        caption: "Joint budget lines",
        table: tableOf(lines, undefined),
      },
    ),
  };
}

function tableOf(lines: readonly JointLine[], at: CivilDate | undefined): NonNullable<PageModel["table"]> {
  return {
    caption: "Joint budget lines",
    columns: [
      { key: "name", label: "Budget line", kind: "text" },
      { key: "how", label: "How its money is held", kind: "text", filter: "choice" },
      moneyColumn("amount", "Year"),
      { key: "reason", label: "Why it is not pooled", kind: "text" },
      { key: "review", label: "Looked at again on", kind: "date" },
      { key: "state", label: "Review", kind: "text" },
    ],
    rows: lines.map((line) => ({
      name: line.name,
      how: jointWays[line.how].split(":")[0]!,
      amount: line.amount === undefined ? { kind: "no-data" } : poundsOf(line.amount),
      reason: line.how === "pooled" ? "pooled" : line.reason,
      review: line.how === "pooled" ? undefined : line.reviewOn,
      state:
        line.how === "pooled"
          ? "not needed"
          : at !== undefined && line.reviewOn < at
            ? "day has passed"
            : "to come",
    })),
    empty: "No joint budget line is entered.",
  };
}

function shareSection(file: FundFile, spend: PlaceSpend | undefined, share: bigint | undefined): Section {
  const total = totalOf(file);
  const fund = total === undefined ? "not known here" : formatMoney(total);
  return {
    kind: "words",
    heading: "Pooled share of the place's spending",
    paragraphs: [
      spend
        ? `The fund is ${fund}. The place spends ${formatMoney(spend.amount)} (${spend.counts}), read in: ${spend.source}. ${share === undefined ? "The share cannot be told." : `The share is ${shareWords(share)}.`}`
        : `The fund is ${fund}. What the place spends on health and care in ${file.fund.year} is not known here, so neither is the share: no source that we hold adds up both sides.`,
    ],
  };
}

function inequalitySection({ fund, agreement }: FundFile): Section {
  return {
    kind: "words",
    heading: "Intended effect on inequality",
    paragraphs: [
      fund.inequality ??
        (agreement.keptHere
          ? "The fund has not stated it yet."
          : "It is not known here: no source that we hold says."),
    ],
  };
}

function reviewSection({ overdue }: PooledStanding): readonly Section[] {
  if (overdue.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Days of review that have passed",
      items: overdue.map(
        ({ line, days }) =>
          `${line.name}: to be looked at again on ${line.how === "pooled" ? "" : formatCivilDate(line.reviewOn)}, ${countOf(days, "day")} ago.`,
      ),
    },
  ];
}
