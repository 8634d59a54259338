import { addDays, type CivilDate } from "@concordat/calendar";
import { allocate, balances, pence, totals, type Journal, type Pence } from "@concordat/ledger";
import type { FundFile, Party } from "./fund.ts";
import type { Standing } from "./standing.ts";
import type { Span } from "./year.ts";

/** A figure that a source prints, beside what its printed parts add up to. */
export interface PrintedFigure {
  readonly label: string;
  readonly printed: Pence;
  readonly computed: Pence;
  /** What it is computed from. */
  readonly from: string;
  readonly note?: string;
}

/**
 * Figures of a fund that are printed and can be computed: its total against its contributions, where both are whole.
 *
 * A total that was itself worked out here is not held against what it was worked out from.
 */
function printedTotals({ fund, funding }: Pick<FundFile, "fund" | "funding">): readonly PrintedFigure[] {
  const whole = funding.length > 0 && funding.every(({ amount }) => amount !== undefined);
  const printed = fund.totalMark === "printed" ? fund.total : fund.reported;
  const derived = funding.some(({ mark }) => mark !== "printed");
  if (!whole || printed === undefined || derived) return [];
  return [
    {
      label: "Total of the fund",
      printed,
      computed: pence(funding.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)),
      from: "the contributions that are printed",
    },
  ];
}

/** Every printed figure that can be computed: the fund's total, then those held with their parts; none told twice. */
export function printedOf(
  file: Pick<FundFile, "fund" | "funding">,
  held: readonly PrintedFigure[],
): readonly PrintedFigure[] {
  const own = printedTotals(file).filter(
    ({ printed, computed }) => !held.some((one) => one.printed === printed && one.computed === computed),
  );
  return [...own, ...held];
}

/** What one scheme spent in a period and up to its end, beside its budget. */
export interface SchemePeriod {
  readonly key: string;
  readonly name: string;
  readonly lead: string;
  readonly budget: Pence;
  readonly inPeriod: Pence;
  readonly toDate: Pence;
  readonly forecast: Pence;
}

/** What one party was asked for and paid in a period and up to its end. */
export interface PartyPeriod {
  readonly party: Party;
  readonly planned?: Pence;
  readonly dueInPeriod: Pence;
  readonly paidInPeriod: Pence;
  readonly due: Pence;
  readonly owing: Pence;
}

/** The figures of a quarterly or annual report. */
export interface PeriodReport {
  readonly span: Span;
  /** The day up to which it counts: the period's last, or an earlier one while it goes on. */
  readonly on: CivilDate;
  readonly over: boolean;
  readonly schemes: readonly SchemePeriod[];
  readonly parties: readonly PartyPeriod[];
  readonly cash: Pence;
}

/** Adds up a period from a fund's books, and its standing on the last day that counts. */
export function reportOf(
  file: Pick<FundFile, "parties" | "schemes">,
  journal: Journal,
  given: { readonly span: Span; readonly standing: Standing; readonly over: boolean },
): PeriodReport {
  const { span, standing, over } = given;
  const before = balances(journal, { on: addDays(span.from, -1) });
  const now = balances(journal, { on: standing.on });
  type Where = NonNullable<Parameters<typeof totals>[1]["where"]>;
  const moved = (where: Where): bigint => sum(now, where) - sum(before, where);
  return {
    span,
    on: standing.on,
    over,
    schemes: standing.schemes.map(({ scheme, spent, forecast }) => ({
      key: scheme.key,
      name: scheme.name,
      lead: scheme.lead,
      budget: scheme.budget,
      inPeriod: pence(moved({ kind: "spending", scheme: scheme.key })),
      toDate: spent,
      forecast: forecast.used,
    })),
    parties: file.parties.flatMap((party): readonly PartyPeriod[] => {
      const own = standing.parties.find((one) => one.party === party.key);
      if (!own) return [];
      const dueInPeriod = pence(-moved({ kind: "contribution", partner: party.key }));
      return [
        {
          party,
          dueInPeriod,
          paidInPeriod: pence(dueInPeriod - moved({ kind: "receivable", partner: party.key })),
          due: own.due,
          owing: own.owing,
          ...(own.planned !== undefined && { planned: own.planned }),
        },
      ];
    }),
    cash: standing.cash,
  };
}

function sum(
  of: ReturnType<typeof balances>,
  where: NonNullable<Parameters<typeof totals>[1]["where"]>,
): bigint {
  return totals(of, { by: [], where })[0]?.posted ?? 0n;
}

/**
 * Each party's part of what was spent, in proportion to what each was to put in; undefined where a contribution is not known.
 *
 * For a partner's own view of the pool. How each shows it in its accounts follows from who controls what, which this does not say.
 */
export function spendingByParty({ schemes, parties }: PeriodReport): ReadonlyMap<string, Pence> | undefined {
  if (parties.length === 0 || parties.some(({ planned }) => planned === undefined)) return undefined;
  const weights = parties.map(({ planned }) => planned ?? 0n);
  if (weights.every((weight) => weight === 0n) || weights.some((weight) => weight < 0n)) return undefined;
  const spent = pence(schemes.reduce((all, { toDate }) => all + toDate, 0n));
  const parts = allocate(spent, weights);
  return new Map(parties.map(({ party }, at) => [party.key, parts[at] ?? pence(0n)]));
}
