/**
 * How p values are adjusted for there being many.
 *
 * `bh`: the expected share of false signs among those shown is at most the level (Benjamini and Hochberg); for lists of signs. `by`: the same under
 * any dependence, stricter. `holm`, `bonferroni`: the chance of even one false sign is at most the level; for a few claims.
 */
export type Adjustment = "bh" | "by" | "holm" | "bonferroni";

/**
 * P values adjusted for many tests: an adjusted value at most q belongs on a list that controls its errors at q.
 *
 * bh: from the largest down, the lowest so far of m/rank × p, at most 1; by: that × Σ 1/i; holm: from the smallest up, the highest so far of
 * (m + 1 - rank) × p; bonferroni: m × p. A missing p (NaN) stays missing and does not count in m.
 *
 * @param groups  where each list starts, and last the number of values; one list when left out
 * @throws RangeError for a p outside 0 to 1, or starts that do not fit
 * @source Benjamini Y, Hochberg Y (1995) J R Stat Soc B 57:289; Benjamini Y, Yekutieli D (2001) Ann Stat 29:1165; Holm S (1979) Scand J Stat 6:65
 * @example p 0.01 0.02 0.04, bh: 0.03 0.03 0.04
 */
export function adjustedProbabilities(
  p: Float64Array,
  adjustment: Adjustment,
  groups: Uint32Array = Uint32Array.of(0, p.length),
): Float64Array {
  if (groups[0] !== 0 || groups.at(-1) !== p.length)
    throw new RangeError(`Lists start at 0 and end with the number of values, ${String(p.length)}.`);
  for (const value of p) {
    if (value < 0 || value > 1)
      throw new RangeError(`A probability lies between 0 and 1, not at ${String(value)}.`);
  }
  const adjusted = new Float64Array(p.length).fill(NaN);
  for (let g = 0; g + 1 < groups.length; g += 1)
    adjustList(p, adjusted, adjustment, { from: groups[g]!, to: groups[g + 1]! });
  return adjusted;
}

function adjustList(
  p: Float64Array,
  adjusted: Float64Array,
  adjustment: Adjustment,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const known: number[] = [];
  for (let i = from; i < to; i += 1) if (!Number.isNaN(p[i]!)) known.push(i);
  const order = Uint32Array.from(known).toSorted((a, b) => p[a]! - p[b]!);
  const m = order.length;
  let harmonic = 0;
  for (let i = 1; i <= m; i += 1) harmonic += 1 / i;
  const stepUp = (scale: number): void => {
    let lowest = 1;
    for (let rank = m; rank >= 1; rank -= 1) {
      lowest = Math.min(lowest, (m / rank) * scale * p[order[rank - 1]!]!);
      adjusted[order[rank - 1]!] = lowest;
    }
  };
  switch (adjustment) {
    case "bh":
      return stepUp(1);
    case "by":
      return stepUp(harmonic);
    case "bonferroni":
      for (const i of order) adjusted[i] = Math.min(1, m * p[i]!);
      return;
    case "holm": {
      let highest = 0;
      for (const [k, i] of order.entries()) {
        highest = Math.max(highest, Math.min(1, (m - k) * p[i]!));
        adjusted[i] = highest;
      }
    }
  }
}

/** A list of signs that controls its expected share of false ones. */
export type SignList = {
  /** Indices of the signs, surest first. */
  readonly signs: readonly number[];
  /** The expected share of false signs is at most this. */
  readonly falseShare: number;
  /** False signs to be expected at most: share × signs. */
  readonly falseExpected: number;
  /** Tests made, missing ones left out. */
  readonly tests: number;
};

/**
 * The signs among many tests, at most `falseShare` of them false on average.
 *
 * @param falseShare  0 to 1; 0.05 is usual
 * @source as `adjustedProbabilities` with `bh`
 * @example p 0.01 0.02 0.9, share 0.05: signs 0 and 1, at most 0.1 false ones expected
 */
export function signList(p: Float64Array, falseShare: number): SignList {
  if (!(falseShare > 0 && falseShare < 1))
    throw new RangeError(`The share of false signs lies between 0 and 1, not at ${String(falseShare)}.`);
  const adjusted = adjustedProbabilities(p, "bh");
  const signs = [...adjusted.keys()]
    .filter((i) => adjusted[i]! <= falseShare)
    .toSorted((a, b) => p[a]! - p[b]!);
  const tests = p.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  return { signs, falseShare, falseExpected: falseShare * signs.length, tests };
}
