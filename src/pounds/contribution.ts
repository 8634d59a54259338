import { addDays, type CivilDate } from "@concordat/calendar";
import {
  accountOf,
  allocate,
  formatMoney,
  parseMoney,
  pence,
  type Journal,
  type Pence,
} from "@concordat/ledger";
import { checked, countOf, failed, type Checked, type Problem } from "../kernel/index.ts";
import type { FundFile, Funding } from "./fund.ts";
import { monthsOf, type Span } from "./year.ts";

/**
 * An amount in equal months, to the penny: the pennies that do not divide go to the first months, one each.
 *
 * @param months  how many; 1 or more
 */
export function equalMonths(amount: Pence, months: number): readonly Pence[] {
  return allocate(
    amount,
    Array.from({ length: months }, () => 1n),
  );
}

/**
 * The months of a contribution from what was typed, one amount for each month of the year; they add up to the contribution.
 *
 * @returns what is wrong, in the field `months`
 */
export function monthsFrom(
  typed: readonly string[],
  { amount, months }: { readonly amount: Pence; readonly months: readonly Span[] },
): Checked<readonly Pence[]> {
  const problem = (message: string): Problem => ({
    code: "pounds.contribution-months",
    field: "months",
    message,
  });
  if (typed.length !== months.length)
    return failed(
      problem(
        `The year has ${countOf(months.length, "month")}, and ${countOf(typed.length, "amount is", "amounts are")} listed. List one for each month, with £0 where nothing falls due.`,
      ),
    );
  const read = typed.map((text) => parseMoney(text));
  const faults = read.flatMap((one, place) => {
    const said = one.ok
      ? one.value.pence < 0n
        ? [`${typed[place]!} is less than nothing. Enter £0 or more.`]
        : []
      : one.problems.map(({ message }) => message);
    return said.map((message) => problem(`${months[place]!.key}: ${message}`));
  });
  const [fault, ...more] = faults;
  if (fault) return failed(fault, ...more);
  const parts = read.map((one) => (one.ok ? one.value.pence : pence(0n)));
  const sum = sumOf(parts);
  if (sum === amount) return checked(parts);
  const gap = sum > amount ? `${formatMoney(sum - amount)} more` : `${formatMoney(amount - sum)} less`;
  return failed(
    problem(
      `The months add up to ${formatMoney(sum)}, ${gap} than the contribution of ${formatMoney(amount)}. Correct the months.`,
    ),
  );
}

/** What a party was to put in and what came in, in a month of the year. */
export interface ContributionMonth {
  readonly party: string;
  readonly month: Span;
  /** By the plan; absent: not known for all that the party puts in. */
  readonly due?: Pence;
  /** By the books, up to the day asked about; absent: the month has not begun. */
  readonly received?: Pence;
  /** Received less due; absent where either is, or while the month is not over. */
  readonly gap?: Pence;
}

/**
 * Month by month, what the plan of each party's contributions says and what the books say came in.
 *
 * Only of parties that have a plan by month. What came in outside the year is in no month.
 */
export function contributionMonths(
  { fund, parties, funding }: Pick<FundFile, "fund" | "parties" | "funding">,
  journal: Journal,
  on: CivilDate,
): readonly ContributionMonth[] {
  const months = monthsOf(fund);
  const received = receivedByMonth(journal, months, on);
  return parties.flatMap(({ key }) => {
    const own = funding.filter(({ party }) => party === key);
    if (!own.some((one) => one.months)) return [];
    return months.map((month, place): ContributionMonth => {
      const due = dueIn(own, place);
      const came = month.from <= on ? (received.get(`${key} ${month.key}`) ?? pence(0n)) : undefined;
      const over = month.to <= addDays(on, 1);
      return {
        party: key,
        month,
        ...(due !== undefined && { due }),
        ...(came !== undefined && { received: came }),
        ...(due !== undefined && came !== undefined && over && { gap: pence(came - due) }),
      };
    });
  });
}

/** What falls due in a month of a party's contributions; undefined where one of them has no plan. */
function dueIn(own: readonly Funding[], place: number): Pence | undefined {
  const parts = own.map(({ amount, months }) => (amount === 0n ? amount : months?.[place]));
  return parts.some((part) => part === undefined) ? undefined : sumOf(parts.map((part) => part ?? pence(0n)));
}

/** What came in of each party by month: what fell due by the books, less what it owes more than before. */
function receivedByMonth(
  journal: Journal,
  months: readonly Span[],
  on: CivilDate,
): ReadonlyMap<string, Pence> {
  const sums = new Map<string, Pence>();
  for (const { movements } of journal.entries)
    for (const move of movements) {
      const { kind, partner } = accountOf(move.account);
      if (partner === undefined || (kind !== "contribution" && kind !== "receivable")) continue;
      const month = months.find(({ from, to }) => move.on >= from && move.on < to);
      if (!month || move.layer !== "posted" || move.on > on) continue;
      const key = `${partner} ${month.key}`;
      sums.set(key, pence((sums.get(key) ?? 0n) - move.amount));
    }
  return sums;
}

function sumOf(parts: readonly Pence[]): Pence {
  return pence(parts.reduce((sum, part) => sum + part, 0n));
}
