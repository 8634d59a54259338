import {
  parseAgreement,
  pence,
  plainMoney,
  readAmounts,
  shareReport,
  type Account,
  type Agreement,
  type AmountLine,
  type Amounts,
  type Checked,
  type Pence,
  type ShareReport,
} from "@concordat/ledger";
import type { Version } from "./fund.ts";
import type { SchemeStanding, Standing } from "./standing.ts";

/** Trees already read, by their text: every page of a fund asks for the same few. */
const trees = new Map<string, Agreement>();
const treesMost = 200;

/** The parsed risk share of a version; the same tree gives the words of the agreement and the calculation. */
export function treeOf({ number, riskShare }: Pick<Version, "number" | "riskShare">): Checked<Agreement> {
  const known = trees.get(riskShare);
  if (known) return { ok: true, value: known };
  const tree = parseAgreement(riskShare, `version ${number}`);
  if (trees.size >= treesMost) trees.clear();
  if (tree.ok) trees.set(riskShare, tree.value);
  return tree;
}

/** A change tried out: a scheme spends this much more, or less, than its forecast. */
export interface WhatIf {
  readonly scheme: string;
  readonly more: Pence;
}

/** Risk share of a fund on what each scheme is forecast to spend, or has spent once the year is over. */
export function shareOf(tree: Agreement, standing: Standing, whatIf?: WhatIf): Checked<ShareReport> {
  const plain = plainAmounts(tree, standing, whatIf);
  if (plain) return shareReport(tree, plain);
  const rows = standing.schemes.flatMap((one) => rowsOf(one, standing, whatIf));
  const text = [["line", "scheme", "commissioner", "budget", "actual", "according to"], ...rows]
    .map((cells) => cells.map(cell).join(","))
    .join("\n");
  const amounts = readAmounts(text, "the schemes", tree);
  return amounts.ok ? shareReport(tree, amounts.value) : amounts;
}

/**
 * The amounts of an ordinary month without a text between: nothing disputed, one pool, every scheme led by a partner, no name
 * twice. Undefined for any other, which is read as a file is, with its words for what is wrong.
 */
function plainAmounts(
  tree: Agreement,
  { schemes, disputes }: Standing,
  whatIf: WhatIf | undefined,
): Amounts | undefined {
  const [pool, ...pools] = tree.pools;
  const partners = new Set(tree.partners.map(({ id }) => id));
  const names = new Set(schemes.map(({ scheme }) => scheme.name.trim()));
  const ordinary =
    disputes.length === 0 &&
    pools.length === 0 &&
    schemes.length > 0 &&
    names.size === schemes.length &&
    schemes.every(
      ({ scheme, forecast }) =>
        partners.has(scheme.lead) && scheme.budget >= 0n && forecast.used >= 0n && scheme.name.trim() !== "",
    );
  if (!pool || !ordinary || whatIf !== undefined) return undefined;
  const lines = schemes.map(({ scheme, forecast }): AmountLine => {
    const name = scheme.name.trim();
    return {
      id: name,
      pool: pool.id,
      scheme: name,
      commissioner: scheme.lead,
      kind: "spending",
      budget: scheme.budget,
      actual: forecast.used,
      uncommitted: pence(0n),
      earned: pence(0n),
      contributions: new Map(),
    };
  });
  return { lines, byLine: false, disputed: [] };
}

/** One row for a scheme, and one more for each figure of each dispute that touches it: a line of its own in the same scheme. */
function rowsOf(
  { scheme, forecast }: SchemeStanding,
  { disputes }: Standing,
  whatIf: WhatIf | undefined,
): readonly (readonly string[])[] {
  const more = whatIf?.scheme === scheme.key ? whatIf.more : 0n;
  const row = (line: string, amounts: readonly [bigint, bigint], partner: string): readonly string[] => [
    line,
    scheme.name,
    scheme.lead,
    ...amounts.map(plainMoney),
    partner,
  ];
  const disputed = disputes.flatMap(({ id, debit, credit, positions }) => {
    const sign = signOf(scheme.key, debit, credit);
    const figures = positions.flatMap(({ partner, amount }) =>
      amount === undefined || sign === 0n ? [] : [{ partner, amount: sign * amount }],
    );
    const agreed = new Set(figures.map(({ amount }) => amount)).size < 2;
    return (agreed ? figures.slice(0, 1) : figures).map(({ partner, amount }) =>
      row(`${scheme.name}: disputed (${id})`, [0n, amount], agreed ? "" : partner),
    );
  });
  return [row(scheme.name, [scheme.budget, forecast.used + more], ""), ...disputed];
}

/** Whether settling a dispute adds to what a scheme spent, takes from it, or neither. */
function signOf(scheme: string, debit: Account, credit: Account): bigint {
  const isOwn = (account: Account): boolean => account.kind === "spending" && account.scheme === scheme;
  if (isOwn(debit) === isOwn(credit)) return 0n;
  return isOwn(debit) ? 1n : -1n;
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What one version asks of each partner beside another: what signing an agreement changed of months posted against a draft. */
export function restated(
  before: ShareReport,
  after: ShareReport,
): readonly { readonly partner: string; readonly name: string; readonly change: Pence }[] {
  return after.partners.map(({ id, name, net }) => {
    const earlier = before.partners.find((one) => one.id === id)?.net.high ?? 0n;
    return { partner: id, name, change: pence(net.high - earlier) };
  });
}
