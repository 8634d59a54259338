import type { CivilDate } from "@concordat/calendar";
import { pence } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import type { AccountId } from "./account.ts";
import type { Entry, Layer } from "./act.ts";
import type { Balance, Balances } from "./balance.ts";
import type { Journal } from "./journal.ts";

/** The total of an account's movements dated up to a day. */
interface DayTotal {
  readonly on: CivilDate;
  readonly total: Pence;
}

/**
 * All balances at every day, as known after one entry: the fast way to a balance at a past date.
 *
 * It is never the source of anything: `standingAt` makes it again from the entries, and entries are never changed, so it
 * stays true for ever. The README tells how a database keeps the same in rows.
 */
export interface Standing {
  /** The last entry that it knows. */
  readonly through: number;
  /** By account, in order of days; a day without movements has no line. */
  readonly lines: ReadonlyMap<AccountId, DayTotals>;
}

type DayTotals = Readonly<Record<Layer, readonly DayTotal[]>>;
type Changes = Readonly<Record<Layer, Map<CivilDate, bigint>>>;

const start: Standing = { through: 0, lines: new Map() };
const nothing: DayTotals = { posted: [], pending: [] };

/**
 * The balances at every day as known after an entry; after the last, where none is named.
 *
 * @example standingAt(emptyJournal).through // 0
 */
export function standingAt(journal: Journal, known: number = journal.entries.length): Standing {
  return advance(start, journal.entries.slice(0, known));
}

/**
 * A standing with later entries added: the same as one made anew.
 *
 * @param entries  those that follow, in order, without a gap
 * @throws RangeError when the first does not follow, or a number is left out
 * @example advance(standingAt(emptyJournal), []).through // 0
 */
export function advance(standing: Standing, entries: readonly Entry[]): Standing {
  const added = new Map<AccountId, Changes>();
  let { through } = standing;
  for (const entry of entries) {
    if (entry.sequence !== through + 1) {
      throw new RangeError(
        `Entry ${entry.sequence} does not follow entry ${through}: one is missing or twice there.`,
      );
    }
    through = entry.sequence;
    for (const { account, on, layer, amount } of entry.movements) {
      const known = added.get(account);
      const changes: Changes = known ?? { posted: new Map(), pending: new Map() };
      if (known === undefined) added.set(account, changes);
      const days = changes[layer];
      days.set(on, (days.get(on) ?? 0n) + amount);
    }
  }
  const lines = new Map(standing.lines);
  for (const [account, { posted, pending }] of added) {
    const before = lines.get(account) ?? nothing;
    lines.set(account, {
      posted: merged(before.posted, posted),
      pending: merged(before.pending, pending),
    });
  }
  return { through, lines };
}

function merged(before: readonly DayTotal[], days: ReadonlyMap<CivilDate, bigint>): readonly DayTotal[] {
  if (days.size === 0) return before;
  const changes = new Map(days);
  let total = 0n;
  for (const line of before) {
    changes.set(line.on, (changes.get(line.on) ?? 0n) + line.total - total);
    ({ total } = line);
  }
  let sum = 0n;
  return [...changes]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, change]) => ({ on, total: pence((sum += change)) }));
}

/**
 * One account's balance at a day, from a standing: a search by halves, whatever the length of the journal.
 *
 * @example balanceOf(standingAt(emptyJournal), accountId({ kind: "cash", fund: "better-care" }), civilDate("2026-03-31")) // { posted: 0n, pending: 0n }
 */
export function balanceOf(standing: Standing, account: AccountId, on: CivilDate): Balance {
  return balanceIn(standing.lines.get(account) ?? nothing, on);
}

/**
 * Every account's balance at a day, from a standing: what `balances` gives, for many days of one journal.
 *
 * An account whose movements are all later stands in it with nothing.
 *
 * @example balancesOn(standingAt(emptyJournal), civilDate("2026-03-31")).size // 0
 */
export function balancesOn(standing: Standing, on: CivilDate): Balances {
  const sums = new Map<AccountId, Balance>();
  for (const [account, totals] of standing.lines) sums.set(account, balanceIn(totals, on));
  return sums;
}

function balanceIn({ posted, pending }: DayTotals, on: CivilDate): Balance {
  return { posted: totalOn(posted, on), pending: totalOn(pending, on) };
}

function totalOn(lines: readonly DayTotal[], on: CivilDate): Pence {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as DayTotal).on <= on) low = middle + 1;
    else high = middle;
  }
  return lines[low - 1]?.total ?? pence(0n);
}
