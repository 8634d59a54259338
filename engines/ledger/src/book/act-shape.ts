import { formatMoney } from "../money/money-format.ts";
import { magnitude, moneyMax, sumOf } from "../money/pence.ts";
import { problem } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { accountId, accountProblems } from "./account.ts";
import type { Act, Closing, Dispute, Position, Posting } from "./act.ts";
import { isKey } from "./key.ts";

const postingsMax = 1000;
const textLengthMax = 2000;
const wordFields = ["text", "reason", "about", "name"] as const;

/** What is wrong with an act by itself, whatever the books hold. */
export function shapeProblems(act: Act): readonly Problem[] {
  return [...idProblems(act.id), ...wordProblems(act), ...ownProblems(act)];
}

function ownProblems(act: Act): readonly Problem[] {
  switch (act.kind) {
    case "transaction":
    case "commitment":
      return [...postingProblems(act.postings), ...lapseDayProblems(act)];
    case "fulfilment":
      return act.postings === undefined ? [] : postingProblems(act.postings);
    case "closing":
      return closingProblems(act);
    case "dispute":
      return disputeProblems(act);
    case "position":
      return positionProblems(act, "");
    case "settlement":
      return sizeProblems(act.amount, "amount");
    case "lapse":
    case "reversal":
    case "reopening":
      return [];
  }
}

function idProblems(id: string): readonly Problem[] {
  if (/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/.test(id)) return [];
  const message = `“${id}” cannot be an id. Use up to 100 letters, digits, hyphens, dots, colons or underscores.`;
  return [problem("id", message, "id")];
}

/** Every act says what it is for: a line of the books without words cannot be answered for. */
function wordProblems(act: Act): readonly Problem[] {
  const words: Partial<Record<(typeof wordFields)[number], string>> = act;
  return wordFields.flatMap((field) => {
    const said = words[field];
    return said === undefined ? [] : textProblems(said, field);
  });
}

function textProblems(words: string, field: string): readonly Problem[] {
  if (words.trim() === "") return [problem("text-missing", "Say in a few words what this is for.", field)];
  if (words.length <= textLengthMax) return [];
  const message = `The text has ${words.length} characters. Keep to ${textLengthMax}.`;
  return [problem("text-long", message, field)];
}

function sizeProblems(amount: bigint, field: string): readonly Problem[] {
  if (magnitude(amount) <= moneyMax) return [];
  return [problem("amount-large", `${formatMoney(amount)} is more than £1,000bn. Check the figure.`, field)];
}

function postingProblems(postings: readonly Posting[]): readonly Problem[] {
  if (postings.length < 2 || postings.length > postingsMax) {
    const message = `There are ${postings.length} postings. Give at least 2 and at most ${postingsMax}.`;
    return [problem("postings-count", message, "postings")];
  }
  const problems = postings.flatMap((posting, place) => onePosting(posting, `postings.${place}`));
  return problems.length > 0 ? problems : balanceProblems(postings);
}

function onePosting({ account, amount }: Posting, field: string): readonly Problem[] {
  const accounts = accountProblems(account, `${field}.account`);
  if (amount !== 0n) return [...accounts, ...sizeProblems(amount, `${field}.amount`)];
  const message = "A posting of £0 moves nothing. Leave it out, or give its amount.";
  return [...accounts, problem("amount-nought", message, `${field}.amount`)];
}

/** Each fund is a set of books of its own: what moves between funds needs an account of each in both. */
function balanceProblems(postings: readonly Posting[]): readonly Problem[] {
  const funds = [...new Set(postings.map(({ account }) => account.fund))];
  return funds.flatMap((fund) => {
    const gap = sumOf(postings.filter(({ account }) => account.fund === fund).map(({ amount }) => amount));
    if (gap === 0n) return [];
    const more = gap > 0n ? "debits are more than its credits" : "credits are more than its debits";
    const message = `In the fund ${fund} the ${more} by ${formatMoney(magnitude(gap))}. They must be equal.`;
    return [problem("unbalanced", message, "postings")];
  });
}

function lapseDayProblems(act: Act): readonly Problem[] {
  if (act.kind !== "commitment" || act.lapsesOn === undefined || act.lapsesOn > act.on) return [];
  const message = `The commitment of ${act.on} is to lapse on ${act.lapsesOn}. Give a later day.`;
  return [problem("lapse-early", message, "lapsesOn")];
}

function closingProblems(act: Closing): readonly Problem[] {
  const problems: Problem[] = [];
  if (!isKey(act.fund)) problems.push(problem("fund", `“${act.fund}” cannot name a fund.`, "fund"));
  if (act.to <= act.from) {
    const message = `The period from ${act.from} ends before ${act.to}: it would hold no day.`;
    problems.push(problem("period-empty", message, "to"));
  }
  return problems;
}

function disputeProblems(act: Dispute): readonly Problem[] {
  const accounts = [...accountProblems(act.debit, "debit"), ...accountProblems(act.credit, "credit")];
  if (accounts.length > 0) return accounts;
  const problems = act.positions.flatMap((position, place) =>
    positionProblems(position, `positions.${place}.`),
  );
  if (act.debit.fund !== act.credit.fund) {
    const message = `The accounts are in two funds, ${act.debit.fund} and ${act.credit.fund}. Record a dispute in each.`;
    problems.push(problem("dispute-funds", message, "credit"));
  }
  if (accountId(act.debit) === accountId(act.credit)) {
    problems.push(problem("dispute-accounts", "The amount would move from an account to itself.", "credit"));
  }
  if (!partnersDiffer(act.positions)) {
    const message =
      "A dispute needs two partners with different figures. A partner that has given no figure counts as one that differs.";
    problems.push(problem("dispute-agreed", message, "positions"));
  }
  return problems;
}

function partnersDiffer(positions: readonly Position[]): boolean {
  const partners = new Set(positions.map(({ partner }) => partner));
  const figures = new Set(positions.map(({ amount }) => amount));
  const given = positions.some(({ amount }) => amount !== undefined);
  return partners.size === positions.length && partners.size >= 2 && figures.size >= 2 && given;
}

function positionProblems(position: Position, field: string): readonly Problem[] {
  const partner = isKey(position.partner)
    ? []
    : [problem("partner", `“${position.partner}” cannot name a partner.`, `${field}partner`)];
  const reason = field === "" ? [] : textProblems(position.reason, `${field}reason`);
  const size = position.amount === undefined ? [] : sizeProblems(position.amount, `${field}amount`);
  return [...partner, ...reason, ...size];
}
