import { confidenceDefault, deviateOf, emptyColumns } from "../column/interval.ts";
import type { IntervalColumns } from "../column/interval.ts";
import type { Groups } from "../column/group.ts";
import { byarAt } from "../rate/count-limits.ts";
import { checkCount } from "../rate/count-limits.ts";
import { ratePerDefault } from "../rate/rate.ts";

/** Why a standardised rate has no value: `notes[answer.note[group]]`. */
export const directNotes = ["computed", "fewer than 10 events", "a count is missing"] as const;

/** Directly standardised rates by group. */
export type DirectRates = IntervalColumns & {
  readonly events: Float64Array;
  readonly people: Float64Array;
  /** Index into `directNotes`. */
  readonly note: Uint8Array;
};

/** Rows of age bands: one row for each area and band (and, for repeat events, for each number of events). */
export type DirectColumns = {
  readonly groups: Groups;
  /** Events in the band; with `repeats`, people who had that many. */
  readonly events: Float64Array;
  readonly people: Float64Array;
  /** Standard population of the row's band. */
  readonly standard: Float64Array;
  /**
   * Where one person can have several events: how many each counted person had, and the row's band, so that people
   * are counted once.
   */
  readonly repeats?: { readonly eventsEach: Float64Array; readonly band: Uint32Array };
  readonly confidence?: number;
  readonly per?: number;
  /** What an empty cell means. "unknown" when left out; "zero" where the source leaves cells of no events empty. */
  readonly missingCounts?: "unknown" | "zero";
};

const fewest = 10;

/**
 * Directly standardised rates: what the rate would be with the standard's mix of ages.
 *
 * value Σ(w x/n)/Σw; variance Σ(w²x/n²)/(Σw)²; limits value + √(variance/X)·(Byar(X) - X) with X all events. No rate
 * from fewer than 10 events, where the weights of single events rule the result. Not for comparing areas
 * by their worst ages: the standard decides what counts.
 *
 * With `repeats` one person's events are not taken as independent: the variance is Σ f²·variance of those with f
 * events.
 *
 * @throws RangeError naming the row, for events below 0, no people, or a missing population or standard
 * @source Dobson AJ et al (1991) Stat Med 10:457; OHID technical guidance (2018)
 * @example two bands, 10 of 1,000 and 20 of 1,000, weights 3 and 1, per 1,000: (3·10 + 1·20)/4 = 12.5
 */
export function directRates(of: DirectColumns): DirectRates {
  const sums = directSums(of);
  const { groups } = of;
  const per = of.per ?? ratePerDefault;
  const z = deviateOf(of.confidence ?? confidenceDefault);
  const note = new Uint8Array(groups.count);
  const found = emptyColumns(groups.count);
  for (let group = 0; group < groups.count; group += 1) {
    const events = sums.events[group] ?? Number.NaN;
    if (!(events >= fewest)) {
      note[group] = Number.isNaN(events) ? 2 : 1;
      continue;
    }
    const weight = sums.weight[group] ?? Number.NaN;
    const value = (sums.rate[group] ?? Number.NaN) / weight;
    const stretch = Math.sqrt((sums.variance[group] ?? Number.NaN) / (weight * weight) / events);
    const limits = byarAt(events, z);
    found.value[group] = value * per;
    found.lower[group] = (value + stretch * (limits.lower - events)) * per;
    found.upper[group] = (value + stretch * (limits.upper - events)) * per;
  }
  return { ...found, events: sums.events, people: sums.people, note };
}

type DirectSums = {
  events: Float64Array;
  people: Float64Array;
  weight: Float64Array;
  rate: Float64Array;
  variance: Float64Array;
};

function directSums(of: DirectColumns): DirectSums {
  const { groups, repeats } = of;
  const room = (): Float64Array => new Float64Array(groups.count);
  const sums = { events: room(), people: room(), weight: room(), rate: room(), variance: room() };
  const zero = of.missingCounts === "zero";
  const seen = new Set<string>();
  for (let row = 0; row < of.events.length; row += 1) {
    const group = groups.of[row] ?? 0;
    const n = of.people[row] ?? Number.NaN;
    const w = of.standard[row] ?? Number.NaN;
    let x = of.events[row] ?? Number.NaN;
    if (!(x >= 0 && n > 0 && w >= 0)) checkBand({ x, n, w }, row);
    if (zero && Number.isNaN(x)) x = 0;
    const each = repeats?.eventsEach[row] ?? 1;
    const share = w / n;
    sums.events[group] = (sums.events[group] ?? 0) + each * x;
    sums.rate[group] = (sums.rate[group] ?? 0) + share * each * x;
    sums.variance[group] = (sums.variance[group] ?? 0) + share * share * each * each * x;
    if (repeats !== undefined) {
      const key = `${group} ${repeats.band[row]}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    sums.people[group] = (sums.people[group] ?? 0) + n;
    sums.weight[group] = (sums.weight[group] ?? 0) + w;
  }
  return sums;
}

function checkBand(band: { x: number; n: number; w: number }, row: number): void {
  checkCount(band.x, row);
  if (!(band.n > 0)) {
    const what = Number.isNaN(band.n) ? "has no population" : `has a population of ${band.n}`;
    throw new RangeError(`Row ${row + 1} ${what}. Every age band needs more than no people.`);
  }
  if (!(band.w >= 0)) {
    throw new RangeError(
      `Row ${row + 1} has the standard population ${band.w}. Give one that is not below 0.`,
    );
  }
}
