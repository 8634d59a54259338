import { allocate } from "../money/allocation.ts";
import { minus, pence, sumOf } from "../money/pence.ts";
import { bad, good, problem } from "../problem.ts";
import type { Checked, Problem } from "../problem.ts";
import type { Agreement, OverspendTier, UnderspendTier } from "./agreement.ts";
import type { Amounts } from "./amounts.ts";
import { needOf, offerOf } from "./need.ts";
import type { Need } from "./need.ts";
import { placeOverspends } from "./overspend.ts";
import type { Means, Source } from "./overspend.ts";
import type { Part, PartnerResult, PlaceKind, PlaceResult, ShareResult, UnitResult } from "./result.ts";
import { placeUnderspend } from "./underspend.ts";
import { plannedAndActual, unitsOf, unitText } from "./unit.ts";
import type { Unit } from "./unit.ts";
import { underspendSide } from "./words.ts";

/**
 * Works out who pays for overspends and what becomes of underspends, with every step.
 *
 * Every penny of every variance is placed once. Disputed lines count at the figure given in `lines`; for ranges over the
 * partners' figures see `shareReport`. The order of the lines changes nothing.
 *
 * @returns the result, or every reason why the amounts do not tell it
 * @example evaluate(agreement, amounts).ok // true
 */
export function evaluate(agreement: Agreement, amounts: Amounts): Checked<ShareResult> {
  const notes: Problem[] = [];
  const units = unitsOf(agreement, amounts, notes);
  const over = units.flatMap((unit) => overNeed(agreement, unit));
  const under = units.flatMap((unit) => underNeed(agreement, unit));
  const offers = under.map((need) => ({ need, source: sourceOf(need) }));
  const means: Means = {
    agreement,
    amounts,
    notes,
    underspends: offers.map(({ source }) => source),
    uncommitted: amounts.lines
      .filter(({ uncommitted }) => uncommitted > 0n)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ pool, uncommitted }) => ({ pool, reach: "any pool", left: uncommitted })),
    words: new Map(),
    pots: new Map(agreement.pots.map(({ id, amount }) => [id, amount])),
    capacity: new Map(
      agreement.partners.flatMap(({ id, maximum }) => (maximum === undefined ? [] : [[id, maximum]])),
    ),
  };
  checkPools([...over, ...under], notes);
  placeOverspends(over, means);
  for (const { need, source } of offers) placeUnderspend(need, pence(offerOf(need) - source.left), means);
  if (notes.length > 0) return bad(...distinct(notes));
  return good(resultOf(agreement, units, [...over, ...under]));
}

function overNeed(agreement: Agreement, unit: Unit): readonly Need<OverspendTier>[] {
  const rule = agreement.rules[unit.rule];
  return rule === undefined || unit.variance <= 0n ? [] : [needOf(unit, unit.variance, rule.overspend)];
}

function underNeed(agreement: Agreement, unit: Unit): readonly Need<UnderspendTier>[] {
  const rule = agreement.rules[unit.rule];
  return rule === undefined || unit.variance >= 0n
    ? []
    : [needOf(unit, minus(unit.variance), underspendSide(agreement, rule))];
}

function sourceOf(need: Need<UnderspendTier>): Source {
  const offer = need.queue.find(({ tier }) => tier.kind === "overspends")?.tier;
  const reach = offer?.kind === "overspends" ? offer.reach : "same pool";
  return { pool: need.unit.pool, reach, left: offerOf(need) };
}

/** Lines of several pools taken together have no pool of their own that "same pool" could mean. */
function checkPools(needs: readonly Need<OverspendTier | UnderspendTier>[], notes: Problem[]): void {
  for (const { unit, queue } of needs) {
    const own = queue.some(({ tier }) => "reach" in tier && tier.reach === "same pool");
    if (unit.pool !== undefined || !own) continue;
    const names = unit.lines.map(({ id }) => `“${id}”`).join(", ");
    const message = `The rule for ${names} takes lines of several pools together, so “same pool” names none. Let it take each pool by itself, or say any pool.`;
    notes.push(problem("pool-several", message, "pool"));
  }
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((one) => [one.message, one])).values()];
}

function resultOf(
  agreement: Agreement,
  units: readonly Unit[],
  needs: readonly Need<OverspendTier | UnderspendTier>[],
): ShareResult {
  const steps = new Map(needs.map((need) => [need.unit, need.steps]));
  const results = units.map((unit): UnitResult => {
    const { rule, label, spending, income, variance, withheld } = unit;
    return {
      rule,
      label,
      text: unitText(unit),
      spending,
      income,
      variance,
      withheld,
      steps: steps.get(unit) ?? [],
    };
  });
  const lines = units.flatMap((unit) => unit.lines);
  const totals = totalsOf(results);
  return {
    spending: plannedAndActual(lines, "spending"),
    income: plannedAndActual(lines, "income"),
    variance: sumOf(units.map(({ variance }) => variance)),
    units: results,
    partners: agreement.partners.map((partner) => partnerResult(partner, totals)),
    places: totals.filter(({ kind }) => kind !== "partner"),
    drawn: drawnOf(agreement, totals),
  };
}

/** What overspends took from each place, and underspends put there. Few, and partners are places too. */
type Totals = readonly PlaceResult[];

function totalsOf(units: readonly UnitResult[]): Totals {
  const totals: { -readonly [Name in keyof PlaceResult]: PlaceResult[Name] }[] = [];
  for (const { steps, variance } of units) {
    const side = variance > 0n ? "from" : "to";
    for (const { parts } of steps) {
      for (const part of parts) {
        let total = totals.find((one) => isPlace(one, part.kind, part.id));
        if (total === undefined) totals.push((total = { ...placeOf(part), from: pence(0n), to: pence(0n) }));
        total[side] = pence(total[side] + part.amount);
      }
    }
  }
  return totals;
}

/** What is set against each other, and what is not yet committed, is one place for the whole fund. */
function isPlace(place: PlaceResult, kind: PlaceKind, id: string): boolean {
  return place.kind === kind && (place.id === id || kind === "elsewhere" || kind === "uncommitted");
}

function placeOf({ kind, id, name }: Part): Omit<PlaceResult, "from" | "to"> {
  return { kind, id, name: kind === "elsewhere" ? "set against each other inside the fund" : name };
}

function partnerResult({ id, name }: { id: string; name: string }, totals: Totals): PartnerResult {
  const total = totals.find((one) => isPlace(one, "partner", id));
  const [pays, getsBack] = [total?.from ?? pence(0n), total?.to ?? pence(0n)];
  return { id, name, pays, getsBack, net: pence(pays - getsBack) };
}

/** Total contributions are those the agreement states: a pot was filled before the year's lines were known. */
function drawnOf(agreement: Agreement, totals: Totals): ShareResult["drawn"] {
  return agreement.pots.flatMap(({ id, providedBy }) => {
    const drawn = totals.find((one) => isPlace(one, "pot", id))?.from;
    if (providedBy === undefined || drawn === undefined || drawn === 0n) return [];
    const weights = agreement.partners.map((partner) => {
      if (providedBy.kind === "equally") return 1n;
      if (providedBy.kind === "partner") return providedBy.partner === partner.id ? 1n : 0n;
      if (providedBy.kind === "fixed")
        return providedBy.parts.find((part) => part.partner === partner.id)?.weight ?? 0n;
      return partner.contribution ?? 0n;
    });
    if (weights.every((weight) => weight === 0n)) return [];
    const amounts = allocate(drawn, weights);
    return agreement.partners.map((partner, place) => ({
      pot: id,
      partner: partner.id,
      amount: amounts[place] ?? pence(0n),
    }));
  });
}
