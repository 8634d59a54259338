import type { CivilDate } from "@concordat/calendar";
import type { PreventionTier } from "./fund.ts";
import type { Standing } from "./standing.ts";

/** Tiers that stop a need from arising or growing; limiting the harm of a need is told apart. */
const earlyTiers: readonly PreventionTier[] = ["foundational", "primary", "secondary"];

/** The share of spending that went to prevention by a day: a range while schemes without a tier were spent on. */
export interface PreventionShare {
  readonly on: CivilDate;
  readonly all: bigint;
  readonly early: bigint;
  readonly untagged: bigint;
  /** Per cent with one decimal: as if nothing untagged were prevention, and as if all of it were; absent where nothing was spent. */
  readonly low?: number;
  readonly high?: number;
}

/** The share of prevention in what was spent from the year's beginning to each of some days. */
export function preventionOver(standings: readonly Standing[]): readonly PreventionShare[] {
  return standings.map(({ on, schemes }) => {
    const sum = (counts: (tier: PreventionTier | undefined) => boolean): bigint =>
      schemes
        .filter(({ scheme }) => counts(scheme.prevention))
        .reduce((total, { spent }) => total + spent, 0n);
    const all = sum(() => true);
    const early = sum((tier) => tier !== undefined && earlyTiers.includes(tier));
    const untagged = sum((tier) => tier === undefined);
    const percent = (part: bigint): number => Number((part * 1000n + all / 2n) / all) / 10;
    return {
      on,
      all,
      early,
      untagged,
      ...(all > 0n && { low: percent(early), high: percent(early + untagged) }),
    };
  });
}
