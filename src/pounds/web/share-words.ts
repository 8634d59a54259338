import { formatMoney, whoPays, type Range, type ShareReport } from "@concordat/ledger";
import { countOf, listInWords, type Section, type Sentence } from "../../kernel/index.ts";
import { madeUp, type FundView } from "./view.ts";

/** An amount, or a range while something in it is disputed. */
export function rangeText({ low, high }: Range): string {
  return low === high ? formatMoney(low) : `between ${formatMoney(low)} and ${formatMoney(high)}`;
}

/** Who pays if it goes wrong: one sentence for each rule, from the same tree as the calculation; else what is known. */
export function whoPaysSentences({
  file,
  tree,
  version,
}: Pick<FundView, "file" | "tree" | "version">): readonly string[] {
  if (tree)
    return whoPays(tree).map((sentence) =>
      version?.illustrative === true ? `Illustrative: ${lowerFirst(sentence)}` : sentence,
    );
  return [
    file.fund.riskShare ?? "How an overspend would be shared is not known here: no source that we hold says.",
  ];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What the share comes to, in one sentence: the variance and who bears or gets what. */
export function shareSentence(
  share: ShareReport,
  view: Pick<FundView, "standing" | "partlyMadeUp">,
  what?: string,
): Sentence {
  const { standing, partlyMadeUp } = view;
  const over = standing.months.passed >= standing.months.all;
  const basis =
    what ??
    (over
      ? "On what was spent in the year"
      : standing.months.passed === 0
        ? "As budgeted"
        : `On the forecast after ${countOf(standing.months.passed, "month")}`);
  const { variance } = share;
  const gone =
    variance.low === 0n && variance.high === 0n
      ? "spends exactly its budgets"
      : variance.high <= 0n
        ? `spends ${rangeText({ low: negative(variance.high), high: negative(variance.low) })} less than its budgets`
        : `spends ${rangeText(variance)} more than its budgets`;
  const start = partlyMadeUp ? `Illustrative. ${basis}` : basis;
  return [`${start}, the fund ${gone}`, ...bearers(share), "."];
}

function negative(amount: bigint): Range["low"] {
  return -amount as Range["low"];
}

function bearers({ partners, places }: ShareReport): readonly string[] {
  const from = places
    .filter(({ from: drawn }) => drawn.high > 0n)
    .map(({ name, from: drawn, kind }) =>
      kind === "elsewhere" ? `${rangeText(drawn)} is ${name}` : `${rangeText(drawn)} comes from ${name}`,
    );
  const pays = partners
    .filter(({ pays: asked }) => asked.high > 0n)
    .map(({ name, pays: asked }) => `${name} pays ${rangeText(asked)}`);
  const gets = partners
    .filter(({ getsBack }) => getsBack.high > 0n)
    .map(({ name, getsBack }) => `${name} gets back ${rangeText(getsBack)}`);
  const kept = places
    .filter(({ kind, to }) => kind !== "elsewhere" && to.high > 0n)
    .map(({ name, to }) => `${rangeText(to)} goes to ${name}`);
  const all = [...from, ...pays, ...gets, ...kept];
  return all.length === 0 ? [] : [`. In all ${listInWords(all)}`];
}

/** The section of the fund page that answers the question, in words of the agreement and in figures. */
export function whoPaysSection(view: FundView, links: readonly Sentence[]): Section {
  const { share, noShare } = view;
  return {
    kind: "words",
    heading: madeUp(view, "Who pays if it goes wrong"),
    paragraphs: [
      ...whoPaysSentences(view),
      ...(share ? [shareSentence(share, view)] : []),
      ...noShare,
      ...links,
    ],
  };
}
