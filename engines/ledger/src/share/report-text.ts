import { formatMoney } from "../money/money-format.ts";
import type { Agreement } from "./agreement.ts";
import type { PartnerRange, Range, ShareReport, View } from "./report.ts";
import type { PlaceKind, ShareResult, Step, UnitResult } from "./result.ts";
import { capital, listed } from "./sentence.ts";
import { amountsText, varianceText } from "./unit.ts";
import { nameOf, ruleWords } from "./words.ts";

/** More views than this are not written out; their ranges are. */
const viewsWritten = 4;

/**
 * A report as plain text: the agreement's words, the working under the same words, and who pays.
 *
 * @example shareText(report).split("\n")[0] // "Northshire integrated care fund, 2026-27"
 */
export function shareText(report: ShareReport): string {
  const { agreement, words, views } = report;
  const head = [
    `${agreement.name}, ${agreement.year}`,
    ...(agreement.illustrative
      ? ["Illustrative: made to show how it works; not the account of a real fund."]
      : []),
    `Source: ${agreement.source}`,
  ];
  const written = views.length > viewsWritten ? [] : views.flatMap((view) => ["", ...viewText(report, view)]);
  return [
    ...head,
    "",
    "What the agreement says",
    ...words.map((line) => `  ${line}`),
    ...disputeText(report),
    ...written,
    "",
    "Who pays",
    ...whoText(report).map((line) => `  ${line}`),
    "",
  ].join("\n");
}

function disputeText({ agreement, disputed, views }: ShareReport): readonly string[] {
  if (disputed.length === 0) return [];
  const lines = disputed.map(({ line, figures }) => {
    const said = figures.map(
      ({ partner, amount }) => `${nameOf(agreement, partner)} says ${formatMoney(amount)}`,
    );
    return `  ${capital(line)} is disputed: ${listed(said)}.`;
  });
  const many =
    views.length > viewsWritten
      ? [`  ${views.length} combinations of these figures were worked out; only the ranges are written out.`]
      : [];
  return ["", "What is disputed", ...lines, ...many];
}

function viewText({ agreement }: ShareReport, { according, result }: View): readonly string[] {
  const whose = according.map(({ line, partner }) => `${nameOf(agreement, partner)}'s figure for ${line}`);
  const title = whose.length === 0 ? "The calculation" : `The calculation with ${listed(whose)}`;
  const kinds = new Set(
    result.income.budget > 0n ? (["spending", "income"] as const) : (["spending"] as const),
  );
  const total = `  ${capital(amountsText(kinds, result.spending, result.income))}: ${varianceText(result.variance, false)}.`;
  const rules = agreement.rules.flatMap((rule, place) => {
    const units = result.units.filter((unit) => unit.rule === place);
    const lines = `  ${ruleWords(agreement, rule).lines}:`;
    return units.length === 0 ? [] : [lines, ...units.flatMap((unit) => unitLines(agreement, unit))];
  });
  return [title, total, ...rules, ...placeLines(result), `  ${checkText(result)}`];
}

function unitLines(agreement: Agreement, unit: UnitResult): readonly string[] {
  const head = `    ${unit.text}.`;
  const keptBy = agreement.rules[unit.rule]?.release?.keptBy ?? "";
  const kept =
    unit.withheld > 0n
      ? [`      ${nameOf(agreement, keptBy)} keeps ${formatMoney(unit.withheld)} that was not released.`]
      : [];
  return [head, ...kept, ...unit.steps.flatMap((step) => stepLines(step))];
}

function stepLines({ tier, words, takes, left, working, parts }: Step): readonly string[] {
  const number = tier === 0 ? "Inside the band:" : `${tier}.`;
  const shares = parts.map(
    ({ name, amount }) => `           ${name}: ${formatMoney(amount)}${percentText(amount, takes)}`,
  );
  return [
    `      ${number} ${capital(words)}.`,
    `         ${working}.`,
    ...shares,
    `         Left: ${formatMoney(left)}`,
  ];
}

/** To a hundredth of a per cent, for reading only; nothing is worked out from it. */
function percentText(amount: bigint, whole: bigint): string {
  if (amount === whole || whole === 0n) return "";
  const hundredths = (amount * 20_000n + whole) / (2n * whole);
  return ` (${hundredths / 100n}.${String(hundredths % 100n).padStart(2, "0")}%)`;
}

function placeLines({ places }: ShareResult): readonly string[] {
  return places.flatMap(({ kind, name, from, to }) => {
    const met = from > 0n ? [`  ${capital(metWords(kind, name))}: ${formatMoney(from)}.`] : [];
    const kept =
      to > 0n && kind !== "elsewhere" ? [`  ${capital(keptWords(kind, name))}: ${formatMoney(to)}.`] : [];
    return [...met, ...kept];
  });
}

function metWords(kind: PlaceKind, name: string): string {
  if (kind === "elsewhere") return name;
  if (kind === "outside") return `from outside the pool, as decided by ${name}`;
  return kind === "board" ? `for ${name} to decide who pays` : `from ${name}`;
}

function keptWords(kind: PlaceKind, name: string): string {
  if (kind === "carried-forward") return "carried forward in the fund";
  if (kind === "rebid") return `opened to bids, decided by ${name}`;
  if (kind === "agreed-use") return `used for ${name}`;
  return kind === "board" ? `for ${name} to decide what it is used for` : `kept in ${name}`;
}

/** The sum that proves that no penny is missing: what partners and places gave, less what they got, is the variance. */
function checkText({ partners, places, variance }: ShareResult): string {
  const given = [...partners.map(({ pays }) => pays), ...places.map(({ from }) => from)];
  const got = [...partners.map(({ getsBack }) => getsBack), ...places.map(({ to }) => to)];
  const [plus, minus] = [given, got].map((amounts) =>
    amounts.reduce((sum: bigint, amount) => sum + amount, 0n),
  );
  return `Check: ${formatMoney(plus ?? 0n)} met less ${formatMoney(minus ?? 0n)} kept or given back is ${formatMoney((plus ?? 0n) - (minus ?? 0n))}; the whole variance is ${formatMoney(variance)}.`;
}

function whoText({ partners, places, disputed }: ShareReport): readonly string[] {
  const undecided = places.filter(
    ({ kind, from }) => (kind === "board" || kind === "outside") && from.high > 0n,
  );
  const lines = [
    ...partners.map((partner) => `${partner.name} ${shareWords(partner)}.`),
    ...undecided.map(({ kind, name, from }) => `${capital(metWords(kind, name))}: ${rangeText(from)}.`),
  ];
  return disputed.length === 0
    ? lines
    : [
        ...lines,
        `These are ranges until ${listed(disputed.map(({ line }) => line))} ${disputed.length === 1 ? "is" : "are"} settled.`,
      ];
}

function shareWords({ pays, getsBack }: PartnerRange): string {
  const said = [
    ...(pays.high > 0n ? [`pays ${rangeText(pays)}`] : []),
    ...(getsBack.high > 0n ? [`gets back ${rangeText(getsBack)}`] : []),
  ];
  return said.length === 0 ? "pays nothing and gets nothing back" : said.join(" and ");
}

/** One amount, or between two. */
export function rangeText({ low, high }: Range): string {
  return low === high ? formatMoney(low) : `between ${formatMoney(low)} and ${formatMoney(high)}`;
}
