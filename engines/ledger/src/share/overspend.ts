import { allocate, meet } from "../money/allocation.ts";
import { formatMoney } from "../money/money-format.ts";
import { pence, sumOf } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import type { Problem } from "../problem.ts";
import type { Agreement, OverspendTier, Reach, Rule, UnderspendTier } from "./agreement.ts";
import type { Amounts } from "./amounts.ts";
import { askOf, take } from "./need.ts";
import type { Need, Queued } from "./need.ts";
import type { Part } from "./result.ts";
import { weightsOf } from "./weights.ts";
import { overspendWords, unitName } from "./words.ts";

/** Money of one pool that overspends may draw on: an underspent unit's offer, or a line's uncommitted money. */
export interface Source {
  readonly pool: string | undefined;
  readonly reach: Reach;
  left: Pence;
}

/** Everything that overspends draw on, and what is left of it. It changes while a share is worked out. */
export interface Means {
  readonly agreement: Agreement;
  readonly amounts: Amounts;
  readonly notes: Problem[];
  readonly underspends: readonly Source[];
  readonly uncommitted: readonly Source[];
  /** The words of each step, by rule and step, so that they are made once. */
  readonly words: Map<Rule, Map<OverspendTier | UnderspendTier, string>>;
  readonly pots: Map<string, Pence>;
  /** What each partner with a maximum may still be asked for. */
  readonly capacity: Map<string, Pence>;
}

interface Asking {
  readonly need: Need<OverspendTier>;
  readonly step: Queued<OverspendTier>;
  readonly ask: Pence;
}

/**
 * Places all overspends: what lies inside every unit's band, then every unit's first step, then every second step.
 *
 * Units that want the same money at the same step share it in proportion to what each asks for, so that it does not
 * matter which stands first in the file.
 */
export function placeOverspends(needs: readonly Need<OverspendTier>[], means: Means): void {
  const last = Math.max(0, ...needs.flatMap(({ queue }) => queue.map(({ number }) => number)));
  for (let round = 0; round <= last; round += 1) {
    const asking = needs.flatMap((need): readonly Asking[] => {
      const step = need.queue.find(({ number }) => number === round);
      return step === undefined || need.left === 0n ? [] : [{ need, step, ask: askOf(need, step) }];
    });
    drawPooled(asking, "underspends", means);
    drawPots(asking, means);
    drawPooled(asking, "uncommitted", means);
    drawPartners(asking, means);
    for (const one of asking) {
      const { tier } = one.step;
      if (tier.kind !== "board" && tier.kind !== "outside") continue;
      const part: Part = { kind: tier.kind, id: tier.board, name: tier.board, amount: one.ask };
      note(one, means, `${formatMoney(one.ask)} is left`, [part]);
    }
  }
}

function note({ need, step }: Asking, means: Means, working: string, parts: readonly Part[]): void {
  const words = wordsOnce(means, need.unit.rule, step.tier, overspendWords);
  take(need, { number: step.number, words, working, parts });
}

/** The words of a step of a rule. */
export function wordsOnce<Tier extends OverspendTier | UnderspendTier>(
  { agreement, words }: Means,
  place: number,
  tier: Tier,
  make: (agreement: Agreement, tier: Tier, unit: string) => string,
): string {
  const rule = agreement.rules[place] as Rule;
  const known = words.get(rule) ?? new Map<OverspendTier | UnderspendTier, string>();
  words.set(rule, known);
  const text = known.get(tier) ?? make(agreement, tier, unitName(rule));
  known.set(tier, text);
  return text;
}

/** Own pool first, for everyone; then, for steps that may, what is left in any pool. */
function drawPooled(all: readonly Asking[], kind: "underspends" | "uncommitted", means: Means): void {
  const asking = all.filter(({ step }) => step.tier.kind === kind);
  const sources = means[kind];
  const got = new Map(asking.map((one) => [one, 0n]));
  const draw = (some: readonly Asking[], from: readonly Source[]): void => {
    const wanted = some.map((one) => pence(one.ask - (got.get(one) ?? 0n)));
    const given = meet(sumOf(from.map(({ left }) => left)), wanted);
    for (const [place, one] of some.entries()) got.set(one, (got.get(one) ?? 0n) + (given[place] ?? 0n));
    const used = allocate(
      sumOf(given),
      from.map(({ left }) => left),
    );
    for (const [place, source] of from.entries()) source.left = pence(source.left - (used[place] ?? 0n));
  };
  const before = sumOf(sources.map(({ left }) => left));
  const pools = [...new Set(asking.flatMap(({ need }) => need.unit.pool ?? []))].toSorted();
  for (const pool of pools) {
    draw(
      asking.filter(({ need }) => need.unit.pool === pool),
      sources.filter((source) => source.pool === pool),
    );
  }
  draw(
    asking.filter(({ step }) => "reach" in step.tier && step.tier.reach === "any pool"),
    sources.filter(({ reach }) => reach === "any pool"),
  );
  for (const one of asking) {
    const amount = pence(got.get(one) ?? 0n);
    const id = one.need.unit.pool ?? "fund";
    const place = kind === "underspends" ? "elsewhere" : "uncommitted";
    const name = kind === "underspends" ? "underspends elsewhere" : "money not yet committed";
    const working = `${formatMoney(amount)} of ${formatMoney(one.ask)} asked for; the fund had ${formatMoney(before)} of this${others(asking)}`;
    note(one, means, working, [{ kind: place, id, name, amount }]);
  }
}

function others(asking: readonly Asking[]): string {
  return asking.length < 2 ? "" : `, for ${asking.length} that asked for it`;
}

function drawPots(all: readonly Asking[], means: Means): void {
  for (const pot of means.agreement.pots) {
    const asking = all.filter(({ step }) => step.tier.kind === "contingency" && step.tier.pot === pot.id);
    const held = means.pots.get(pot.id) ?? pence(0n);
    const given = meet(
      held,
      asking.map(({ ask }) => ask),
    );
    means.pots.set(pot.id, pence(held - sumOf(given)));
    for (const [place, one] of asking.entries()) {
      const amount = given[place] ?? pence(0n);
      const working = `${formatMoney(amount)} of ${formatMoney(one.ask)} asked for; ${pot.name} had ${formatMoney(held)} left${others(asking)}`;
      note(one, means, working, [{ kind: "pot", id: pot.id, name: pot.name, amount }]);
    }
  }
}

/** Each unit's ask is split first; then a partner that reaches its maximum gives to each in proportion. */
function drawPartners(all: readonly Asking[], means: Means): void {
  const { partners } = means.agreement;
  const asking = all.flatMap((one) => {
    const { tier } = one.step;
    const weights = tier.kind === "partners" ? weightsOf(tier.split, one.need.unit, means) : undefined;
    return weights === undefined ? [] : [{ one, weights, asked: allocate(one.ask, weights.weights) }];
  });
  const given = partners.map(({ id }, place) => {
    const wanted = asking.map(({ asked }) => asked[place] ?? pence(0n));
    const capacity = means.capacity.get(id);
    if (capacity === undefined) return wanted;
    const parts = meet(capacity, wanted);
    means.capacity.set(id, pence(capacity - sumOf(parts)));
    return parts;
  });
  for (const [place, { one, weights, asked }] of asking.entries()) {
    const parts = partners.map(({ id, name }, index): Part => {
      return { kind: "partner", id, name, amount: given[index]?.[place] ?? pence(0n) };
    });
    const short = partners.flatMap(({ name }, index) => {
      const [wanted, gave] = [asked[index] ?? 0n, parts[index]?.amount ?? 0n];
      return wanted === gave
        ? []
        : [`; ${name} would pay ${formatMoney(wanted)} but reaches its maximum with ${formatMoney(gave)}`];
    });
    note(one, means, `${formatMoney(one.ask)}, ${ratioText(weights.ratio)}${short.join("")}`, parts);
  }
}

/** `51% : 49%` is a ratio; `all of it` and `in 2 equal parts` are words already. */
export function ratioText(ratio: string): string {
  return ratio.includes(" : ") ? `in the ratio ${ratio}` : ratio;
}
