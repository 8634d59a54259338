import { confidenceDefault, emptyColumns } from "../column/interval.ts";
import type { IntervalColumns } from "../column/interval.ts";
import type { Groups } from "../column/group.ts";
import { checkCount, countLimiter } from "../rate/count-limits.ts";
import type { CountLimits } from "../rate/count-limits.ts";
import { ratePerDefault } from "../rate/rate.ts";

/** Observed events beside those expected at the reference's rates, as a ratio and as a rate. */
export type IndirectRates = {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Observed over expected: above 1 is more than the reference. Times 100 it is the usual SMR. */
  readonly ratio: IntervalColumns;
  /** The ratio times the reference's crude rate. */
  readonly rate: IntervalColumns;
  /** The reference's crude rate for the group's bands. */
  readonly referenceRate: Float64Array;
};

/** Rows of age bands, and the reference's events and people, row by row or by band. */
export type IndirectColumns = {
  readonly groups: Groups;
  readonly observed: Float64Array;
  readonly people: Float64Array;
  readonly reference: {
    readonly events: Float64Array;
    readonly people: Float64Array;
    /** Which place of the two columns belongs to each row; the row's own when left out. */
    readonly of?: Uint32Array;
  };
  readonly confidence?: number;
  readonly per?: number;
  /** What an empty cell means. "unknown" when left out; "zero" where the source leaves cells of no events empty. */
  readonly missingCounts?: "unknown" | "zero";
};

/**
 * Indirectly standardised ratios and rates: events beside what the reference's rates would give.
 *
 * E = Σ(reference events/people)·people; ratio O/E; limits are those of the count O (exact below 10, else Byar's)
 * over E. For small areas, where the ages are too few for `directRates`. Not for comparing two areas with one
 * another: each is weighted by its own ages.
 *
 * @throws RangeError naming the row, for counts below 0 or a reference without people
 * @source Breslow NE, Day NE (1987) chapter 2; OHID technical guidance (2018)
 * @example 12 seen where a reference of 10 in 1,000 expects 10 of 1,000 people: ratio 1.2 (0.62, 2.10)
 */
export function indirectRates(of: IndirectColumns): IndirectRates {
  const { observed, expected, referenceRate } = indirectSums(of);
  const limits = countLimiter(of.confidence ?? confidenceDefault);
  const ratio = emptyColumns(observed.length);
  const rate = emptyColumns(observed.length);
  for (let group = 0; group < observed.length; group += 1) {
    const seen = observed[group] ?? Number.NaN;
    const due = expected[group] ?? Number.NaN;
    if (!(seen >= 0 && due > 0)) continue;
    const base = referenceRate[group] ?? Number.NaN;
    fill(ratio, group, { seen, limits: limits(seen), scale: 1 / due });
    fill(rate, group, { seen, limits: limits(seen), scale: base / due });
  }
  return { observed, expected, ratio, rate, referenceRate };
}

function fill(
  columns: IntervalColumns,
  group: number,
  what: { seen: number; limits: CountLimits; scale: number },
): void {
  columns.value[group] = what.seen * what.scale;
  columns.lower[group] = what.limits.lower * what.scale;
  columns.upper[group] = what.limits.upper * what.scale;
}

function indirectSums(of: IndirectColumns): Pick<IndirectRates, "observed" | "expected" | "referenceRate"> {
  const { groups, reference } = of;
  const room = (): Float64Array => new Float64Array(groups.count);
  const [observed, expected, events, people] = [room(), room(), room(), room()];
  const zero = of.missingCounts === "zero";
  for (let row = 0; row < of.observed.length; row += 1) {
    const group = groups.of[row] ?? 0;
    const place = reference.of === undefined ? row : (reference.of[row] ?? Number.NaN);
    const base = reference.people[place] ?? Number.NaN;
    let seen = of.observed[row] ?? Number.NaN;
    let size = of.people[row] ?? Number.NaN;
    let known = reference.events[place] ?? Number.NaN;
    if (!(seen >= 0 && size >= 0 && known >= 0 && base > 0)) checkRow([seen, size, known], base, row);
    if (zero) {
      seen = Number.isNaN(seen) ? 0 : seen;
      size = Number.isNaN(size) ? 0 : size;
      known = Number.isNaN(known) ? 0 : known;
    }
    observed[group] = (observed[group] ?? 0) + seen;
    expected[group] = (expected[group] ?? 0) + (known / base) * size;
    events[group] = (events[group] ?? 0) + known;
    people[group] = (people[group] ?? 0) + base;
  }
  const per = of.per ?? ratePerDefault;
  const referenceRate = events.map((count, group) => (count / (people[group] ?? Number.NaN)) * per);
  return { observed, expected, referenceRate };
}

function checkRow(counts: readonly number[], referencePeople: number, row: number): void {
  for (const count of counts) checkCount(count, row);
  if (referencePeople > 0) return;
  const what = Number.isNaN(referencePeople) ? "no people" : `${referencePeople} people`;
  throw new RangeError(`Row ${row + 1}: the reference has ${what} in this band. It needs more than none.`);
}
