import { allocate } from "../money/allocation.ts";
import { minus, pence, sumOf } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import { bad, good, problem } from "../problem.ts";
import type { Checked, Problem } from "../problem.ts";
import type { Agreement, OverspendTier, UnderspendTier } from "./agreement.ts";
import type { Amounts } from "./amounts.ts";
import { needOf, offerOf } from "./need.ts";
import type { Need } from "./need.ts";
import { placeOverspends } from "./overspend.ts";
import type { Means, Source } from "./overspend.ts";
import type { Part, PartnerResult, PlaceResult, ShareResult, UnitResult } from "./result.ts";
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
  const parts = results.flatMap((unit) =>
    unit.steps.flatMap((step) => step.parts.map((part) => ({ part, over: unit.variance > 0n }))),
  );
  return {
    spending: plannedAndActual(lines, "spending"),
    income: plannedAndActual(lines, "income"),
    variance: sumOf(units.map(({ variance }) => variance)),
    units: results,
    partners: agreement.partners.map((partner) => partnerResult(partner, parts)),
    places: placesOf(parts),
    drawn: drawnOf(agreement, parts),
  };
}

interface Placing {
  readonly part: Part;
  readonly over: boolean;
}

function partnerResult(
  { id, name }: { id: string; name: string },
  placings: readonly Placing[],
): PartnerResult {
  const own = placings.filter(({ part }) => part.kind === "partner" && part.id === id);
  const pays = totalOf(own.filter(({ over }) => over));
  const getsBack = totalOf(own.filter(({ over }) => !over));
  return { id, name, pays, getsBack, net: pence(pays - getsBack) };
}

function totalOf(placings: readonly Placing[]): Pence {
  return sumOf(placings.map(({ part }) => part.amount));
}

function placesOf(placings: readonly Placing[]): readonly PlaceResult[] {
  const groups = new Map<string, Placing[]>();
  for (const placing of placings) {
    const { kind, id } = placing.part;
    if (kind === "partner") continue;
    const key = kind === "elsewhere" || kind === "uncommitted" ? kind : `${kind} ${id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [placing]);
    else group.push(placing);
  }
  return [...groups.values()].map((group) => {
    const [{ part }] = group as [Placing];
    const { kind, id, name } = part;
    const from = totalOf(group.filter(({ over }) => over));
    const to = totalOf(group.filter(({ over }) => !over));
    return {
      kind,
      id,
      name: kind === "elsewhere" ? "set against each other inside the fund" : name,
      from,
      to,
    };
  });
}

/** Total contributions are those the agreement states: a pot was filled before the year's lines were known. */
function drawnOf(agreement: Agreement, placings: readonly Placing[]): ShareResult["drawn"] {
  return agreement.pots.flatMap(({ id, providedBy }) => {
    const drawn = totalOf(placings.filter(({ part, over }) => over && part.kind === "pot" && part.id === id));
    if (providedBy === undefined || drawn === 0n) return [];
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
