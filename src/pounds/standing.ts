import { addDays, type CivilDate } from "@concordat/calendar";
import {
  accountOf,
  balances,
  balancesOn,
  figureIn,
  openDisputes,
  pence,
  standingAt,
  type Balances,
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
  const disputes = openDisputes(journal, at);
  return standingFrom(file, { on: at.on, disputes, balancesAt: (on) => balances(journal, { ...at, on }) });
}

/** The same at many days, as known now: the books are gone through once, whatever the number of days. */
export function standingsOf(
  file: Pick<FundFile, "fund" | "parties" | "schemes" | "funding">,
  journal: Journal,
  days: readonly CivilDate[],
): readonly Standing[] {
  const index = standingAt(journal);
  return days.map((on) =>
    standingFrom(file, {
      on,
      disputes: openDisputes(journal, { on }),
      balancesAt: (day) => balancesOn(index, day),
    }),
  );
}

function standingFrom(
  file: Pick<FundFile, "fund" | "parties" | "schemes" | "funding">,
  at: {
    readonly on: CivilDate;
    readonly disputes: readonly OpenDispute[];
    readonly balancesAt: (on: CivilDate) => Balances;
  },
): Standing {
  const { fund } = file;
  const held = at.balancesAt(at.on);
  const sums = sumsOf(held);
  const months = monthsOf(fund);
  const counted = { passed: monthsPassed(months, at.on), all: months.length };
  // A forecast is made from whole months: what the month under way holds so far would be taken for all of it.
  const lastWhole = months[counted.passed - 1]?.to;
  const wholeDay = lastWhole === undefined ? undefined : addDays(lastWhole, -1);
  const whole = wholeDay === undefined || wholeDay === at.on ? sums : sumsOf(at.balancesAt(wholeDay));
  const figure = (where: Parameters<typeof figureIn>[2], amount: Pence): Figure =>
    at.disputes.length === 0 ? { kind: "amount", amount } : figureIn(held, at.disputes, where);
  const spentByThen = (scheme: string): Pence =>
    wholeDay === undefined ? pence(0n) : whole({ kind: "spending", scheme }).posted;
  const schemes = file.schemes.map((scheme): SchemeStanding => {
    const { posted, pending } = sums({ kind: "spending", scheme: scheme.key });
    const over = counted.passed >= counted.all;
    return {
      scheme,
      spent: posted,
      committed: pending,
      figure: figure({ kind: "spending", scheme: scheme.key }, posted),
      forecast: forecastOf(scheme, over ? posted : spentByThen(scheme.key), counted),
    };
  });
  return {
    on: at.on,
    months: counted,
    schemes,
    parties: file.parties.map(({ key }) => partyStanding(file, sums, key)),
    cash: sums({ kind: "cash" }).posted,
    spent: figure({ kind: "spending" }, sums({ kind: "spending" }).posted),
    budget: pence(file.schemes.reduce((sum, { budget }) => sum + budget, 0n)),
    forecast: {
      used: pence(schemes.reduce((sum, { forecast }) => sum + forecast.used, 0n)),
      low: pence(schemes.reduce((sum, { forecast }) => sum + forecast.low, 0n)),
      high: pence(schemes.reduce((sum, { forecast }) => sum + forecast.high, 0n)),
    },
    disputes: at.disputes,
  };
}

function partyStanding({ funding }: Pick<FundFile, "funding">, sums: Sums, party: string): PartyStanding {
  const own = funding.filter((one) => one.party === party);
  const known = own.every(({ amount }) => amount !== undefined) && own.length > 0;
  return {
    party,
    due: pence(0n - sums({ kind: "contribution", partner: party }).posted),
    owing: sums({ kind: "receivable", partner: party }).posted,
    ...(known && { planned: pence(own.reduce((sum, { amount = pence(0n) }) => sum + amount, 0n)) }),
  };
}

interface Sum {
  readonly posted: Pence;
  readonly pending: Pence;
}

/** What stands on all accounts of a kind, or on those of it that are a scheme's or a partner's. */
type Sums = (of: { readonly kind: string; readonly scheme?: string; readonly partner?: string }) => Sum;

interface KindSums {
  readonly all: MutableSum;
  readonly schemes: Map<string, MutableSum>;
  readonly partners: Map<string, MutableSum>;
}

type MutableSum = { -readonly [Layer in keyof Sum]: Sum[Layer] };

const nothing: Sum = { posted: pence(0n), pending: pence(0n) };

/** Adds balances up once, for many questions. */
function sumsOf(held: Balances): Sums {
  const kinds = new Map<string, KindSums>();
  for (const [id, balance] of held) {
    const { kind, scheme, partner } = accountOf(id);
    const sums = kinds.get(kind) ?? { all: { ...nothing }, schemes: new Map(), partners: new Map() };
    kinds.set(kind, sums);
    addTo(sums.all, balance);
    if (scheme !== undefined) addTo(sumIn(sums.schemes, scheme), balance);
    if (partner !== undefined) addTo(sumIn(sums.partners, partner), balance);
  }
  return ({ kind, scheme, partner }) => {
    const sums = kinds.get(kind);
    if (scheme !== undefined) return sums?.schemes.get(scheme) ?? nothing;
    if (partner !== undefined) return sums?.partners.get(partner) ?? nothing;
    return sums?.all ?? nothing;
  };
}

function sumIn(sums: Map<string, MutableSum>, key: string): MutableSum {
  const sum = sums.get(key) ?? { ...nothing };
  sums.set(key, sum);
  return sum;
}

function addTo(sum: MutableSum, { posted, pending }: Sum): void {
  sum.posted = pence(sum.posted + posted);
  sum.pending = pence(sum.pending + pending);
}
