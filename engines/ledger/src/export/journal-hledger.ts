import { plainMoney } from "../money/money-format.ts";
import type { AccountKind } from "../book/account.ts";
import { accountOf } from "../book/balance.ts";
import type { Entry, Movement } from "../book/act.ts";
import type { Journal } from "../book/journal.ts";
import { wordsOf } from "../book/statement.ts";

/** hledger's types: A asset, L liability, R revenue, X expense. A reserve is money held for others: a liability. */
const types: Readonly<Record<AccountKind, string>> = {
  cash: "A",
  receivable: "A",
  vat: "A",
  payable: "L",
  reserve: "L",
  contribution: "R",
  spending: "X",
};

/**
 * A journal as a text that hledger reads: every posted movement, in order of dates, then each account's last balance as
 * an assertion, so that `hledger check` proves that it and we agree to the penny.
 *
 * Commitments, disputes and closings move no money that hledger counts; they stand as comments.
 *
 * @param heading  said at the top, such as whose books these are and whether they are Illustrative
 * @source the journal format of the hledger manual
 * @example journalHledger(emptyJournal, "Nothing yet") // "; Nothing yet\n\ncommodity £1000.00\n"
 */
export function journalHledger(journal: Journal, heading: string): string {
  const posted = journal.entries.flatMap((entry) =>
    days(entry).map((on) => ({ on, entry, moves: entry.movements.filter((move) => isPosted(move, on)) })),
  );
  const inOrder = posted.toSorted((a, b) =>
    a.on === b.on ? a.entry.sequence - b.entry.sequence : a.on < b.on ? -1 : 1,
  );
  const notes = journal.entries.filter((entry) => days(entry).length === 0).map(noteLine);
  const sums = new Map<string, bigint>();
  for (const { moves } of posted) {
    for (const { account, amount } of moves) sums.set(account, (sums.get(account) ?? 0n) + amount);
  }
  const accounts = [...sums.keys()].toSorted();
  const last = inOrder.at(-1)?.on;
  const assertions = accounts.map(
    (account) => `    ${account}  £0.00 = £${plainMoney(sums.get(account) ?? 0n)}`,
  );
  const parts = [
    ...commentLines(heading),
    "",
    "commodity £1000.00",
    ...accounts.map(
      (account) => `account ${account}  ; type:${types[accountOf(account as Movement["account"]).kind]}`,
    ),
    ...(notes.length === 0 ? [] : ["", ...notes]),
    ...inOrder.flatMap(({ on, entry, moves }) => ["", ...transactionLines(on, entry, moves)]),
    ...(last === undefined ? [] : ["", `${last} * Balances as these books have them`, ...assertions]),
  ];
  return `${parts.join("\n")}\n`;
}

function days({ movements }: Entry): readonly string[] {
  return [...new Set(movements.filter(({ layer }) => layer === "posted").map(({ on }) => on))];
}

function isPosted(move: Movement, on: string): boolean {
  return move.layer === "posted" && move.on === on;
}

function transactionLines(
  on: string,
  { sequence, stamp, act }: Entry,
  moves: readonly Movement[],
): readonly string[] {
  return [
    `${on} * (${act.id}) ${oneLine(wordsOf(act))}`,
    `    ; entry ${sequence}, recorded ${stamp.at} by ${oneLine(stamp.by)}`,
    ...moves.map(({ account, amount }) => `    ${account}  £${plainMoney(amount)}`),
  ];
}

function noteLine({ sequence, act }: Entry): string {
  const on = "on" in act ? `${act.on} ` : "";
  return `; entry ${sequence}: ${on}${act.kind} ${act.id}: ${oneLine(wordsOf(act))}`;
}

function commentLines(text: string): readonly string[] {
  return text.split("\n").map((line) => `; ${line}`);
}

/** A line break would end the entry, and a semicolon would begin a comment, perhaps with tags. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(";", ",").replaceAll("|", "/").trim();
}
