import { formatMoney, type Agreement, type Journal, type ShareReport } from "@concordat/ledger";
import type { CivilDate } from "@concordat/calendar";
import { capital, type Asking, type Cell, type Db, type SourceLine } from "../../kernel/index.ts";
import { listAreasById, type Area } from "../../place/index.ts";
import { journalOf } from "../act-json.ts";
import { fundRef, versionOn, type FundFile, type Mark, type Version } from "../fund.ts";
import { shareOf, treeOf, type WhatIf } from "../risk-share.ts";
import { standingOf, type Standing } from "../standing.ts";
import { listEntries, type HeldEntry } from "../store-books.ts";
import type { Proposal } from "../proposal.ts";
import { findFund } from "../store-funds.ts";
import { listProposals } from "../store-proposals.ts";
import { withBudgetsOn } from "../virement.ts";

/** A fund with its books and risk share, as at a day. */
export interface FundView {
  readonly file: FundFile;
  readonly area: Area | undefined;
  /** What was proposed between the partners; budgets are those of the day, with the transfers agreed by then. */
  readonly proposals: readonly Proposal[];
  readonly entries: readonly HeldEntry[];
  readonly journal: Journal;
  readonly standing: Standing;
  readonly version?: Version;
  readonly tree?: Agreement;
  readonly share?: ShareReport;
  /** Why the risk share could not be worked out, in sentences; empty where it was or where there is none. */
  readonly noShare: readonly string[];
  /** Whether any of the books, schemes or risk share is made up, in a fund whose own facts are not. */
  readonly partlyMadeUp: boolean;
}

/** Loads a fund by its address; undefined where this viewer may see none of that name. */
export async function loadFund(
  asking: Pick<Asking, "db" | "at">,
  slug: string,
  whatIf?: WhatIf,
): Promise<FundView | undefined> {
  const file = await findFund(asking.db, slug);
  return file && (await viewOf(asking.db, file, { on: asking.at, ...(whatIf && { whatIf }) }));
}

/** A fund with its books as at a day, as known now. */
export async function viewOf(
  db: Db,
  given: FundFile,
  asked: { readonly on: CivilDate; readonly whatIf?: WhatIf },
): Promise<FundView> {
  const proposals = await listProposals(db, { fundId: given.fund.id });
  const file = withBudgetsOn(given, proposals, asked.on);
  const entries = await listEntries(db, file.fund.id);
  const journal = journalOf(entries);
  const standing = standingOf(file, journal, { on: asked.on });
  const version = versionOn(file.versions, asked.on);
  const tree = version && treeOf(version);
  const share = tree?.ok && file.schemes.length > 0 ? shareOf(tree.value, standing, asked.whatIf) : undefined;
  const problems = [tree, share].flatMap((one) =>
    one && !one.ok ? one.problems.map(({ message }) => message) : [],
  );
  const [area] = await listAreasById(db, [file.agreement.areaId]);
  return {
    file,
    area,
    proposals,
    entries,
    journal,
    standing,
    ...(version && { version }),
    ...(tree?.ok && { tree: tree.value }),
    ...(share?.ok && { share: share.value }),
    noShare: problems,
    partlyMadeUp:
      file.fund.basis !== "illustrative" &&
      (file.schemes.some(({ illustrative }) => illustrative) ||
        entries.some(({ illustrative }) => illustrative) ||
        version?.illustrative === true),
  };
}

/** A heading or caption over what is made up in a fund whose own facts are not: says so on the thing itself. */
export function madeUp({ partlyMadeUp }: Pick<FundView, "partlyMadeUp">, words: string): string {
  return partlyMadeUp ? `${words} (Illustrative)` : words;
}

/** Pounds for a column of figures: drawn with two digits of pence, exact up to 90 million million pounds. */
export function poundsOf(amount: bigint): number {
  return Number(amount) / 100;
}

/** A money column. */
export function moneyColumn(
  key: string,
  label: string,
  decimals = 2,
): {
  readonly key: string;
  readonly label: string;
  readonly kind: "number";
  readonly decimals: number;
  readonly sortable: true;
} {
  return { key, label: `${label} (£)`, kind: "number", decimals, sortable: true };
}

/** "£1.2m" beside a chart; the exact amount stands in its table. */
export function shortMoney(amount: bigint): string {
  const size = amount < 0n ? -amount : amount;
  if (size >= 100_000_000n) return formatMoney(amount, { unit: "millions", decimals: 1 });
  if (size >= 1_000_000n) return formatMoney(amount, { unit: "thousands", decimals: 0 });
  return formatMoney(amount);
}

const marks: Readonly<Record<Mark | "kept-here", string>> = {
  printed: "as printed",
  derived: "derived here from printed figures",
  "not-known": "not known here",
  "agreed-here": "agreed on this site",
  illustrative: "Illustrative",
  "kept-here": "kept here",
};

/** How a figure came to stand here. */
export function markWords(mark: Mark | "kept-here"): string {
  return marks[mark];
}

/** An amount from a source: the figure, or that it is not known here. */
export function amountText(amount: bigint | undefined): string {
  return amount === undefined ? "not known here" : formatMoney(amount);
}

/** A link cell with its label where the thing is made up. */
export function labelled(text: string, href: string, illustrative: boolean): Cell {
  return {
    text: illustrative ? withoutLabel(text) : text,
    href,
    ...(illustrative && { tag: "Illustrative" }),
  };
}

/** Books carry the word in each text, so that an export does; beside the label it would stand twice. */
export function withoutLabel(text: string): string {
  return capital(text.replace(/^Illustrative: /, ""));
}

/** Where a fund's facts come from, and what in it is made up. */
export function sourcesOf({
  file,
  partlyMadeUp,
}: Pick<FundView, "file" | "partlyMadeUp">): readonly SourceLine[] {
  const { fund } = file;
  const isLink = fund.sourceUrl?.startsWith("http") === true;
  return [
    {
      text: isLink ? `${fund.name} ${fund.year}: ${new URL(fund.sourceUrl).hostname}` : fund.source,
      seen: fund.seen,
      basis: fund.basis,
      ...(isLink && { href: fund.sourceUrl }),
    },
    ...(partlyMadeUp
      ? [
          {
            text: "Schemes, risk share and books shown here: made up to show how a year works",
            seen: fund.seen,
            basis: "illustrative" as const,
          },
        ]
      : []),
  ];
}

/** Address of the record's list about a fund. */
export function checkOf(fundId: string): string {
  const ref = fundRef(fundId);
  return `/record/of/${ref.module}:${ref.kind}:${ref.id}`;
}

/** A link that keeps the date asked about. */
export function withAt(href: string, asking: Pick<Asking, "at" | "atGiven">): string {
  return asking.atGiven ? `${href}?at=${asking.at}` : href;
}

/** The way up from a page of a fund. */
export function trailOf(file: FundFile): readonly { readonly text: string; readonly href: string }[] {
  return [
    { text: "Money", href: "/money" },
    { text: `${file.fund.name}, ${file.fund.year}`, href: `/money/${file.fund.slug}` },
  ];
}

/** What a fund is called where its area must be told: "Lewisham: Better Care Fund 2025-26". */
export function titleOf({ file, area }: Pick<FundView, "file" | "area">): string {
  return `${area?.name ?? file.agreement.name}: ${file.fund.name} ${file.fund.year}`;
}
