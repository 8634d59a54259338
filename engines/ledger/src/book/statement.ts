import type { CivilDate } from "@concordat/calendar";
import { pence } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import { accountOf, entriesKnown, matches } from "./balance.ts";
import type { Where } from "./balance.ts";
import type { Act } from "./act.ts";
import type { AccountId } from "./account.ts";
import type { Journal } from "./journal.ts";

/** One posted movement in a statement, with the balance after it. */
export interface StatementLine {
  readonly sequence: number;
  readonly id: string;
  readonly on: CivilDate;
  readonly account: AccountId;
  readonly text: string;
  readonly amount: Pence;
  readonly balance: Pence;
}

/** The posted money of some accounts over a run of days: what they opened with, each movement, what they closed with. */
export interface Statement {
  readonly opening: Pence;
  readonly lines: readonly StatementLine[];
  readonly closing: Pence;
}

/**
 * A statement of accounts from one day to another, both included, as known then or now.
 *
 * @param where  which accounts, by dimensions; all of one kind in one fund, for instance
 * @param from   first day
 * @param to     last day
 * @param known  the last entry that counts; all, where left out
 * @example statement(emptyJournal, { where: { kind: "cash" }, from: civilDate("2025-04-01"), to: civilDate("2025-06-30") }) // { opening: 0n, lines: [], closing: 0n }
 */
export function statement(
  journal: Journal,
  asked: { readonly where: Where; readonly from: CivilDate; readonly to: CivilDate; readonly known?: number },
): Statement {
  const { where, from, to, known } = asked;
  const moved = entriesKnown(journal, known)
    .flatMap((entry) => entry.movements.map((move) => ({ ...move, entry })))
    .filter(({ layer, on, account }) => layer === "posted" && on <= to && matches(accountOf(account), where));
  const opening = moved.filter(({ on }) => on < from).reduce((sum, { amount }) => sum + amount, 0n);
  let balance = opening;
  const lines = moved
    .filter(({ on }) => on >= from)
    .toSorted((a, b) => (a.on === b.on ? a.entry.sequence - b.entry.sequence : a.on < b.on ? -1 : 1))
    .map(({ on, account, amount, entry: { sequence, act } }) => ({
      sequence,
      id: act.id,
      on,
      account,
      text: wordsOf(act),
      amount,
      balance: pence((balance += amount)),
    }));
  return { opening: pence(opening), lines, closing: pence(balance) };
}

/** What an act says it was for. */
export function wordsOf(act: Act): string {
  switch (act.kind) {
    case "transaction":
    case "commitment":
    case "fulfilment":
      return act.text;
    case "lapse":
    case "reopening":
    case "position":
      return act.reason;
    case "reversal":
      return `Reversal of ${act.reverses}: ${act.reason}`;
    case "settlement":
      return `Settlement of ${act.dispute}: ${act.reason}`;
    case "closing":
      return `${act.name} closed`;
    case "dispute":
      return act.about;
  }
}
