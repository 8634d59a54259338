import type { CivilDate } from "@concordat/calendar";
import { formatMoney } from "../money/money-format.ts";
import { pence } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import type { Account } from "./account.ts";
import type { Dispute, Entry, Position, PositionChange, Settlement } from "./act.ts";
import { accountOf, balances, entriesKnown, matches } from "./balance.ts";
import type { AsAt, Balances, Where } from "./balance.ts";
import type { Journal } from "./journal.ts";

/** A dispute that stands on a day: each partner's latest figure and reason. */
export interface OpenDispute {
  readonly id: string;
  readonly about: string;
  readonly since: CivilDate;
  readonly debit: Account;
  readonly credit: Account;
  readonly positions: readonly Position[];
}

/** A total: one amount, or while something in it is disputed the lowest and the highest that the figures held allow. */
export type Figure =
  | { readonly kind: "amount"; readonly amount: Pence }
  | {
      readonly kind: "range";
      readonly low: Pence;
      readonly high: Pence;
      /** What the range waits for. */
      readonly until: readonly OpenDispute[];
    };

/**
 * The disputes that stand on a day, as known then or now.
 *
 * @example openDisputes(emptyJournal, { on: civilDate("2026-03-31") }) // []
 */
export function openDisputes(journal: Journal, { on, known }: AsAt): readonly OpenDispute[] {
  const open = new Map<string, OpenDispute>();
  for (const act of actsByDay(entriesKnown(journal, known))) {
    if (act.on > on) break;
    if (act.kind === "dispute") {
      open.set(act.id, { ...act, since: act.on });
    } else if (act.kind === "position") {
      const dispute = open.get(act.dispute);
      if (dispute !== undefined)
        open.set(act.dispute, { ...dispute, positions: changed(dispute.positions, act) });
    } else if (act.kind === "settlement") open.delete(act.dispute);
  }
  return [...open.values()].map(({ id, about, since, debit, credit, positions }) => ({
    id,
    about,
    since,
    debit,
    credit,
    positions,
  }));
}

type DatedAct = Dispute | PositionChange | Settlement;

/** By the day they speak of, not the day they were recorded: a figure entered late does not replace a newer one. */
function actsByDay(entries: readonly Entry[]): readonly DatedAct[] {
  const acts: DatedAct[] = [];
  for (const { act } of entries)
    if (act.kind === "dispute" || act.kind === "position" || act.kind === "settlement") acts.push(act);
  return acts.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

function changed(
  positions: readonly Position[],
  { partner, amount, reason }: PositionChange,
): readonly Position[] {
  const others = positions.filter((position) => position.partner !== partner);
  return [...others, { partner, amount, reason }];
}

/**
 * The posted total of some accounts at a day: one amount, or a range while a dispute touches it.
 *
 * A dispute between two accounts that are both in the total leaves it as it is: whatever is settled moves inside it.
 *
 * @example figureAt(emptyJournal, { kind: "spending" }, { on: civilDate("2026-03-31") }) // { kind: "amount", amount: 0n }
 */
export function figureAt(journal: Journal, where: Where, at: AsAt): Figure {
  return figureIn(balances(journal, at), openDisputes(journal, at), where);
}

/**
 * The same from balances and open disputes of one day that are at hand already: for many totals of one day.
 *
 * @example figureIn(new Map(), [], { kind: "spending" }) // { kind: "amount", amount: 0n }
 */
export function figureIn(sums: Balances, disputes: readonly OpenDispute[], where: Where): Figure {
  let booked = 0n;
  for (const [account, { posted }] of sums) {
    if (matches(accountOf(account), where)) booked += posted;
  }
  const touching = disputes.filter(({ debit, credit }) => matches(debit, where) !== matches(credit, where));
  if (touching.length === 0) return { kind: "amount", amount: pence(booked) };
  let [low, high] = [booked, booked];
  for (const { debit, positions } of touching) {
    const figures = figuresOf(positions).map((amount) => (matches(debit, where) ? amount : -amount));
    low += least(figures);
    high += -least(figures.map((amount) => -amount));
  }
  return { kind: "range", low: pence(low), high: pence(high), until: touching };
}

/** The figures that partners have given. */
export function figuresOf(positions: readonly Position[]): readonly bigint[] {
  return positions.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));
}

export function least(amounts: readonly bigint[]): bigint {
  return amounts.reduce((low, amount) => (amount < low ? amount : low));
}

/**
 * A figure in words: the amount, or the range with whose figures make it.
 *
 * @param name  how a partner's key is written out; the key itself where left out
 * @example figureText({ kind: "amount", amount: pence(150n) }) // "£1.50"
 */
export function figureText(figure: Figure, name: (partner: string) => string = (partner) => partner): string {
  if (figure.kind === "amount") return formatMoney(figure.amount);
  const range =
    figure.low === figure.high
      ? formatMoney(figure.low)
      : `between ${formatMoney(figure.low)} and ${formatMoney(figure.high)}`;
  const disputes = figure.until.map(({ about, positions }) => `${about} (${positionsText(positions, name)})`);
  return `${range}, until settled: ${disputes.join("; ")}`;
}

function positionsText(positions: readonly Position[], name: (partner: string) => string): string {
  return positions
    .map(({ partner, amount, reason }) =>
      amount === undefined
        ? `${name(partner)} has given no figure: ${reason}`
        : `${name(partner)} says ${formatMoney(amount)}: ${reason}`,
    )
    .join("; ");
}
