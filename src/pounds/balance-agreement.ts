import type { CivilDate } from "@concordat/calendar";
import { balances, formatMoney, pence, totals, type Journal, type Pence } from "@concordat/ledger";
import { partyName, type Party } from "./fund.ts";

/** What a partner's own books say it owes the fund at the end of a day; below nought where the fund owes it. */
export interface StatedBalance {
  readonly party: string;
  readonly on: CivilDate;
  readonly owes: Pence;
  readonly note?: string;
  readonly capacity: string;
  readonly statedOn: CivilDate;
}

/** The balance between a fund and one partner: by the fund's books, by the partner's own, and the gap between the two. */
export interface BalanceLine {
  readonly party: string;
  readonly on: CivilDate;
  /** What the partner owes, less what the fund owes it and keeps for it. */
  readonly books: Pence;
  readonly stated: Pence;
  /** Stated less books; nought is agreed. */
  readonly gap: Pence;
  readonly note?: string;
  readonly capacity: string;
}

/** The accounts that make up the balance between a fund and a partner. */
export const partnerKinds = ["receivable", "payable", "reserve"] as const;

/** What a partner owes a fund by the fund's books at the end of a day: owed to it less owed by it, reserves kept for it included. */
export function owesByBooks(journal: Journal, party: string, on: CivilDate): Pence {
  const sums = balances(journal, { on });
  return pence(
    partnerKinds.reduce(
      (sum, kind) => sum + (totals(sums, { by: [], where: { kind, partner: party } })[0]?.posted ?? 0n),
      0n,
    ),
  );
}

/** Each partner's statement beside the fund's books of the same day, those of the latest day first. */
export function balanceLines(journal: Journal, stated: readonly StatedBalance[]): readonly BalanceLine[] {
  return stated
    .map(({ party, on, owes, note, capacity }) => {
      const books = owesByBooks(journal, party, on);
      return {
        party,
        on,
        books,
        stated: owes,
        gap: pence(owes - books),
        capacity,
        ...(note !== undefined && { note }),
      };
    })
    .toSorted((a, b) => (a.on === b.on ? (a.party < b.party ? -1 : 1) : a.on < b.on ? 1 : -1));
}

/** "The balance is agreed." or how far apart the two are, and what to do. */
export function gapWords(
  { party, gap }: Pick<BalanceLine, "party" | "gap">,
  parties: readonly Party[],
): string {
  if (gap === 0n) return "Agreed";
  const name = partyName(parties, party);
  return gap > 0n
    ? `${name} says it owes ${formatMoney(gap)} more than the fund's books say`
    : `${name} says it owes ${formatMoney(0n - gap)} less than the fund's books say`;
}
