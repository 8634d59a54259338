import { addDays, type CivilDate } from "@concordat/calendar";
import {
  balances,
  figureAt,
  openDisputes,
  pence,
  totals,
  type Figure,
  type Journal,
  type OpenDispute,
  type Pence,
} from "@concordat/ledger";
import { forecastOf, type Forecast } from "./forecast.ts";
import type { FundFile, Scheme } from "./fund.ts";
import { monthsOf, monthsPassed } from "./year.ts";

/** Where one scheme stands at a day. */
export interface SchemeStanding {
  readonly scheme: Scheme;
  readonly spent: Pence;
  readonly committed: Pence;
  /** Spent, or the range over the partners' figures while something in it is disputed. */
  readonly figure: Figure;
  readonly forecast: Forecast;
}

/** Where one party stands at a day: what it was to put in, what fell due, and what came. */
export interface PartyStanding {
  readonly party: string;
  readonly planned?: Pence;
  readonly due: Pence;
  readonly owing: Pence;
}

/** A fund's books at a day, added up. */
export interface Standing {
  readonly on: CivilDate;
  readonly months: { readonly passed: number; readonly all: number };
  readonly schemes: readonly SchemeStanding[];
  readonly parties: readonly PartyStanding[];
  readonly cash: Pence;
  readonly spent: Figure;
  readonly budget: Pence;
  readonly forecast: { readonly used: Pence; readonly low: Pence; readonly high: Pence };
  readonly disputes: readonly OpenDispute[];
}

/**
 * Adds up a fund's books at a day, as known then or now.
 *
 * @param known  the last entry that counts; all where left out
 */
export function standingOf(
  file: Pick<FundFile, "fund" | "parties" | "schemes" | "funding">,
  journal: Journal,
  at: { readonly on: CivilDate; readonly known?: number },
): Standing {
  const { fund } = file;
  const sums = balances(journal, at);
  const months = monthsOf(fund);
  const counted = { passed: monthsPassed(months, at.on), all: months.length };
  // A forecast is made from whole months: what the month under way holds so far would be taken for all of it.
  const lastWhole = months[counted.passed - 1]?.to;
  const whole =
    lastWhole === undefined ? undefined : balances(journal, { ...at, on: addDays(lastWhole, -1) });
  const spentIn = (of: typeof sums | undefined, scheme: string): Pence =>
    of === undefined ? pence(0n) : sumIn(of, { kind: "spending", scheme }).posted;
  const schemes = file.schemes.map((scheme): SchemeStanding => {
    const { posted, pending } = sumIn(sums, { kind: "spending", scheme: scheme.key });
    const over = counted.passed >= counted.all;
    return {
      scheme,
      spent: posted,
      committed: pending,
      figure: figureAt(journal, { kind: "spending", scheme: scheme.key }, at),
      forecast: forecastOf(scheme, over ? posted : spentIn(whole, scheme.key), counted),
    };
  });
  return {
    on: at.on,
    months: counted,
    schemes,
    parties: file.parties.map(({ key }) => partyStanding(file, sums, key)),
    cash: sumIn(sums, { kind: "cash" }).posted,
    spent: figureAt(journal, { kind: "spending" }, at),
    budget: pence(file.schemes.reduce((sum, { budget }) => sum + budget, 0n)),
    forecast: {
      used: pence(schemes.reduce((sum, { forecast }) => sum + forecast.used, 0n)),
      low: pence(schemes.reduce((sum, { forecast }) => sum + forecast.low, 0n)),
      high: pence(schemes.reduce((sum, { forecast }) => sum + forecast.high, 0n)),
    },
    disputes: openDisputes(journal, at),
  };
}

function partyStanding(
  { funding }: Pick<FundFile, "funding">,
  sums: ReturnType<typeof balances>,
  party: string,
): PartyStanding {
  const own = funding.filter((one) => one.party === party);
  const known = own.every(({ amount }) => amount !== undefined) && own.length > 0;
  return {
    party,
    due: pence(0n - sumIn(sums, { kind: "contribution", partner: party }).posted),
    owing: sumIn(sums, { kind: "receivable", partner: party }).posted,
    ...(known && { planned: pence(own.reduce((sum, { amount = pence(0n) }) => sum + amount, 0n)) }),
  };
}

function sumIn(
  sums: ReturnType<typeof balances>,
  where: Parameters<typeof totals>[1]["where"],
): { readonly posted: Pence; readonly pending: Pence } {
  const [line] = totals(sums, { by: [], ...(where && { where }) });
  return line ?? { posted: pence(0n), pending: pence(0n) };
}
