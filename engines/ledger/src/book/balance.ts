import type { CivilDate } from "@concordat/calendar";
import { pence } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import { dimensions, parseAccountId } from "./account.ts";
import type { Account, AccountId, Dimension } from "./account.ts";
import type { Entry } from "./act.ts";
import type { Journal } from "./journal.ts";

/** A day, and how much of the journal counts: the balance *at* the day, *as known* after that entry (now, if left out). */
export interface AsAt {
  readonly on: CivilDate;
  readonly known?: number | undefined;
}

/** An account's posted and pending money. */
export interface Balance {
  readonly posted: Pence;
  readonly pending: Pence;
}

/** Balances by account; an account nobody has posted to is absent. */
export type Balances = ReadonlyMap<AccountId, Balance>;

const nothing: Balance = { posted: pence(0n), pending: pence(0n) };

/**
 * Every account's balance at a day, as known then or as known now.
 *
 * The definition of a balance: the sum of the movements dated by the day, in entries recorded by the entry `known`.
 *
 * @example balances(emptyJournal, { on: civilDate("2026-03-31") }).size // 0
 */
export function balances(journal: Journal, { on, known }: AsAt): Balances {
  const sums = new Map<AccountId, { posted: Pence; pending: Pence }>();
  for (const entry of entriesKnown(journal, known)) {
    for (const move of entry.movements) {
      if (move.on > on) continue;
      const sum = sums.get(move.account);
      if (sum) sum[move.layer] = pence(sum[move.layer] + move.amount);
      else sums.set(move.account, { ...nothing, [move.layer]: move.amount });
    }
  }
  return sums;
}

/** The entries that count: a beginning of the list. */
export function entriesKnown(journal: Journal, known: number | undefined): readonly Entry[] {
  return known === undefined ? journal.entries : journal.entries.slice(0, known);
}

/** Which accounts: every dimension named must be the same. */
export type Where = Partial<Account>;

/**
 * Whether an account is one of those asked for.
 *
 * @example matches({ kind: "cash", fund: "better-care" }, { fund: "better-care" }) // true
 */
export function matches(account: Account, where: Where): boolean {
  const names = ["kind", ...dimensions] as const;
  return names.every((name) => where[name] === undefined || where[name] === account[name]);
}

/** A line of totals: the values it is for, with blanks where an account has none, and the money. */
export interface TotalLine extends Balance {
  readonly of: Readonly<Partial<Record<Dimension | "kind", string>>>;
}

/**
 * Totals of balances by any dimensions, of all accounts or of some.
 *
 * @example totals(new Map(), { by: ["scheme"] }) // []
 */
export function totals(
  of: Balances,
  { by, where = {} }: { readonly by: readonly (Dimension | "kind")[]; readonly where?: Where },
): readonly TotalLine[] {
  const lines = new Map<string, TotalLine>();
  for (const [id, balance] of of) {
    const account = accountOf(id);
    if (!matches(account, where)) continue;
    const values = by.flatMap((name) =>
      account[name] === undefined ? [] : [[name, account[name]] as const],
    );
    const key = JSON.stringify(values);
    const line = lines.get(key) ?? { of: Object.fromEntries(values), ...nothing };
    lines.set(key, {
      ...line,
      posted: pence(line.posted + balance.posted),
      pending: pence(line.pending + balance.pending),
    });
  }
  return [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

/** Accounts already read, by id: books name each of theirs in thousands of movements. */
const read = new Map<AccountId, Account>();
const readAtMost = 10_000;

/**
 * The account of an id that these books made; for text that somebody gave see `parseAccountId`.
 *
 * @throws RangeError when it is no account's id: the books were altered by other hands
 * @example accountOf(accountId({ kind: "cash", fund: "better-care" })) // { kind: "cash", fund: "better-care" }
 */
export function accountOf(id: AccountId): Account {
  const known = read.get(id);
  if (known) return known;
  const parsed = parseAccountId(id);
  if (!parsed.ok)
    throw new RangeError(`The books hold an account that is none: ${parsed.problems[0]?.message ?? ""}`);
  if (read.size >= readAtMost) read.clear();
  read.set(id, parsed.value);
  return parsed.value;
}

/**
 * Proves the books: each fund's accounts, posted and pending, sum to nothing at every day, and the entries are numbered
 * without a gap. Gives the sentences that are untrue; none when the books are sound.
 *
 * It always runs, whether or not another ledger program is there to compare with.
 *
 * @example disprove(emptyJournal) // []
 */
export function disprove(journal: Journal): readonly string[] {
  const sums = new Map<string, bigint>();
  const wrong: string[] = [];
  for (const [place, entry] of journal.entries.entries()) {
    if (entry.sequence !== place + 1) wrong.push(`Entry ${place + 1} has the number ${entry.sequence}.`);
    for (const { fund, layer, on, amount } of entry.movements) {
      const key = `The ${layer} money of the fund ${fund} on ${on}, entry ${entry.sequence}`;
      sums.set(key, (sums.get(key) ?? 0n) + amount);
    }
  }
  return [
    ...wrong,
    ...[...sums].flatMap(([key, sum]) => (sum === 0n ? [] : [`${key}, sums to ${sum} pence.`])),
  ];
}
