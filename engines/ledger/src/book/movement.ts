import type { CivilDate } from "@concordat/calendar";
import { minus, sumOf } from "../money/pence.ts";
import { accountId } from "./account.ts";
import type { AccountId } from "./account.ts";
import type { Act, Commitment, Dispute, Entry, Layer, Movement, Posting } from "./act.ts";

/**
 * The movements an act makes. What ends a commitment takes its pending movements away from that day on, so that every
 * balance, posted or pending, on any day, is one sum.
 *
 * @param target  the entry that the act is about, for the kinds that have one
 */
export function movementsOf(act: Act, target: Entry | undefined): readonly Movement[] {
  switch (act.kind) {
    case "transaction":
      return movesOf(act.postings, act.on, "posted");
    case "commitment":
      return [
        ...movesOf(act.postings, act.on, "pending"),
        ...(act.lapsesOn === undefined ? [] : movesOf(opposite(act.postings), act.lapsesOn, "pending")),
      ];
    case "fulfilment": {
      const commitment = (target as Entry).act as Commitment;
      return [
        ...ended(commitment, act.on),
        ...movesOf(act.postings ?? commitment.postings, act.on, "posted"),
      ];
    }
    case "lapse":
      return ended((target as Entry).act as Commitment, act.on);
    case "reversal":
      return (target as Entry).movements
        .filter(({ layer }) => layer === "posted")
        .map((move) => ({ ...move, on: act.on, amount: minus(move.amount) }));
    case "settlement": {
      const { debit, credit } = (target as Entry).act as Dispute;
      const postings = [
        { account: debit, amount: act.amount },
        { account: credit, amount: minus(act.amount) },
      ];
      return act.amount === 0n ? [] : movesOf(postings, act.on, "posted");
    }
    case "closing":
    case "reopening":
    case "dispute":
    case "position":
      return [];
  }
}

/** From the day of the ending nothing is pending; a lapse that lay ahead is taken back. */
function ended(commitment: Commitment, on: CivilDate): readonly Movement[] {
  return [
    ...movesOf(opposite(commitment.postings), on, "pending"),
    ...(commitment.lapsesOn === undefined
      ? []
      : movesOf(commitment.postings, commitment.lapsesOn, "pending")),
  ];
}

/** One movement for each account and day: postings to one account are added up. */
function movesOf(postings: readonly Posting[], on: CivilDate, layer: Layer): readonly Movement[] {
  return [...byAccount(postings)].map(([account, { fund, amounts }]) => ({
    account,
    fund,
    on,
    layer,
    amount: sumOf(amounts),
  }));
}

/** The postings gathered by account, in the order in which the accounts first appear. */
export function byAccount(
  postings: readonly Posting[],
): ReadonlyMap<AccountId, { readonly fund: string; readonly amounts: readonly bigint[] }> {
  const found = new Map<AccountId, { readonly fund: string; readonly amounts: bigint[] }>();
  for (const { account, amount } of postings) {
    const id = accountId(account);
    const same = found.get(id);
    if (same === undefined) found.set(id, { fund: account.fund, amounts: [amount] });
    else same.amounts.push(amount);
  }
  return found;
}

function opposite(postings: readonly Posting[]): readonly Posting[] {
  return postings.map(({ account, amount }) => ({ account, amount: minus(amount) }));
}

/**
 * The funds whose books an act touches: a store locks them before it reads the facts.
 *
 * @param target  the entry that the act names, where there is one
 * @example fundsOf({ kind: "reopening", id: "r-1", closing: "c-1", reason: "late invoice" }, undefined) // []
 */
export function fundsOf(act: Act, target: Entry | undefined): readonly string[] {
  const funds = [...fundsIn(act), ...(target === undefined ? [] : fundsIn(target.act))];
  const moved = target?.movements.map(({ fund }) => fund) ?? [];
  return [...new Set([...funds, ...moved])];
}

function fundsIn(act: Act): readonly string[] {
  if (act.kind === "closing") return [act.fund];
  if (act.kind === "dispute") return [act.debit.fund, act.credit.fund];
  if (act.kind === "transaction" || act.kind === "commitment")
    return act.postings.map(({ account }) => account.fund);
  return [];
}
