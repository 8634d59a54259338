import { pence, smaller, sumOf } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import type { OverspendTier, Side, UnderspendTier } from "./agreement.ts";
import type { Part, Step } from "./result.ts";
import { limited } from "./unit.ts";
import type { Unit } from "./unit.ts";

/** One step that waits for a unit's money, with its number on the agreement. */
export interface Queued<Tier> {
  readonly tier: Tier;
  readonly number: number;
  /** The most that stays inside a tolerance band. */
  readonly band?: Pence;
}

/** A unit whose variance is being placed: what is left of it, and the steps so far. It changes while a share is worked out. */
export interface Need<Tier> {
  readonly unit: Unit;
  readonly queue: readonly Queued<Tier>[];
  left: Pence;
  readonly steps: Step[];
}

/** A unit with all its variance still to be placed. Inside a tolerance band another step comes first. */
export function needOf<Tier extends OverspendTier | UnderspendTier>(
  unit: Unit,
  size: bigint,
  side: Side<Tier>,
): Need<Tier> {
  const numbered = side.tiers.map((tier, place) => ({ tier, number: place + 1 }));
  const first = bandStep(unit, size, side);
  const queue = first === undefined ? numbered : [first, ...numbered];
  return { unit, queue, left: pence(size), steps: [] };
}

/** The step inside the band; undefined where there is no band, or where all of a larger variance is shared. */
function bandStep<Tier extends OverspendTier | UnderspendTier>(
  unit: Unit,
  size: bigint,
  { tolerance }: Side<Tier>,
): Queued<Tier> | undefined {
  if (tolerance === undefined) return undefined;
  const band = limited(tolerance.band, unit, size);
  if (size > band && tolerance.beyond === "whole") return undefined;
  return { tier: tolerance.within, number: 0, band };
}

/** What a unit would have from a step. */
export function askOf<Tier extends OverspendTier | UnderspendTier>(
  { unit, left }: Need<Tier>,
  { tier, band }: Queued<Tier>,
): Pence {
  return band === undefined ? limited(tier.limit, unit, left) : smaller(band, left);
}

/** Writes down a step that took something, and lowers what is left. */
export function take<Tier>(
  need: Need<Tier>,
  step: {
    readonly number: number;
    readonly words: string;
    readonly working: string;
    readonly parts: readonly Part[];
  },
): void {
  const parts = step.parts.filter(({ amount }) => amount > 0n);
  const takes = sumOf(parts.map(({ amount }) => amount));
  need.left = pence(need.left - takes);
  need.steps.push({
    tier: step.number,
    words: step.words,
    takes,
    left: need.left,
    working: step.working,
    parts,
  });
}

/** What an underspent unit offers to overspends elsewhere: nothing from inside its band, and no more than its limit. */
export function offerOf(need: Need<UnderspendTier>): Pence {
  const place = need.queue.findIndex(({ tier }) => tier.kind === "overspends");
  const step = need.queue[place];
  if (step === undefined) return pence(0n);
  const before = need.queue[0]?.band ?? pence(0n);
  return smaller(limited(step.tier.limit, need.unit, need.left), need.left - before);
}
