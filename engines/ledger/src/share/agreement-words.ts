import { formatMoney } from "../money/money-format.ts";
import type { Agreement, Rule } from "./agreement.ts";
import { capital, listed } from "./sentence.ts";
import { ruleWords } from "./words.ts";
import type { SideWords } from "./words.ts";

/**
 * The whole risk share in plain English, line by line, as it stands on the agreement and above the calculation.
 *
 * @example agreementWords(agreement)[0] // "The partners are Northshire Council and NHS Northshire ICB. An odd penny goes where rounding took most; of two equal claims the first of these partners has it."
 */
export function agreementWords(agreement: Agreement): readonly string[] {
  const known = made.get(agreement);
  if (known) return known;
  const words = wordsOf(agreement);
  made.set(agreement, words);
  return words;
}

/** The words of trees that are still in use: a year of statements asks for the same ones every month. */
const made = new WeakMap<Agreement, readonly string[]>();

function wordsOf(agreement: Agreement): readonly string[] {
  const names = listed(agreement.partners.map(({ name }) => name));
  return [
    `The partners are ${names}. An odd penny goes where rounding took most; of two equal claims the first of these partners has it.`,
    ...contributionWords(agreement),
    ...agreement.rules.flatMap((rule) => oneRule(agreement, rule)),
  ];
}

function oneRule(agreement: Agreement, rule: Rule): readonly string[] {
  const words = ruleWords(agreement, rule);
  return [
    `${words.lines}:`,
    ...(words.release === undefined ? [] : [`  ${words.release}.`]),
    ...oneSide(capital(overspendWhen(rule)), words.overspend),
    ...oneSide("If less is spent than planned", words.underspend),
  ];
}

/** What is released on a target is not spent: the fund goes short of it. */
function overspendWhen({ release }: Rule): string {
  return release === undefined ? "if more is spent than planned" : "if less is released than planned";
}

function oneSide(when: string, { tolerance, tiers }: SideWords): readonly string[] {
  const band = tolerance === undefined ? [] : [`    ${capital(tolerance)}:`];
  if (tiers.length === 0) return [];
  return [`  ${when}:`, ...band, ...tiers.map((tier, place) => `    ${place + 1}. ${capital(tier)}.`)];
}

/**
 * Who pays if it goes wrong, in one sentence for each rule: for the public page.
 *
 * @example whoPays(agreement)[0] // "For everything in the fund, taken together, if more is spent than planned, the risk pool (£100,000) is drawn on; then the partners pay in proportion to what each contributes to the whole fund."
 */
export function whoPays(agreement: Agreement): readonly string[] {
  return agreement.rules.map((rule) => {
    const { lines, overspend } = ruleWords(agreement, rule);
    const band = overspend.tolerance === undefined ? "" : `${overspend.tolerance}: `;
    return `${lines}, ${overspendWhen(rule)}, ${band}${overspend.tiers.join("; then ")}.`;
  });
}

function contributionWords({ partners }: Agreement): readonly string[] {
  return partners.flatMap(({ name, contribution }) =>
    contribution === undefined ? [] : [`${name} contributes ${formatMoney(contribution)} to the whole fund.`],
  );
}
