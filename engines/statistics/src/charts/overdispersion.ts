import { quantile } from "../rank/quantile.ts";

/** How much wider than chance the values of a funnel spread, and the extra variance put into its limits. */
export type Overdispersion = {
  /** Average squared z of the values kept: 1 when only chance is at work. */
  readonly phi: number;
  /** Variance between places, on the transformed scale; 0 when chance explains the spread. */
  readonly tau2: number;
  /** Values that phi and tau² rest on. */
  readonly kept: number;
};

/** How extreme values are kept from widening the limits they are judged by. */
export type Taming =
  /** The lowest and highest share are left out (SHMI). */
  | { readonly kind: "truncate"; readonly share: number }
  /** Values beyond the quantiles are drawn in to them (Spiegelhalter). */
  | { readonly kind: "winsorise"; readonly share: number };

/**
 * Dispersion φ and between-place variance τ² of z-scores.
 *
 * φ = Σz²/n; τ² = max(0, (nφ - (n - 1)) / (Σw - Σw²/Σw)), w = 1/s². Infinite z (no events) are never kept.
 *
 * @param z  distance of each value from the target in its own standard errors
 * @param errors  those standard errors
 * @param taming  truncate: ranks r (ties share the average) fall into floor(r k/(n + 1)) of k = 1/share groups, the first and the
 *   last are dropped
 * @source Spiegelhalter DJ (2005) Qual Saf Health Care 14:347, DerSimonian and Laird's moment estimator; NHS Digital, SHMI methodology
 * @example z -2 0 2, all s 0.1, nothing tamed: φ 8/3, τ² (8 - 2)/(300 - 100) = 0.03
 */
export function overdispersion(z: Float64Array, errors: Float64Array, taming: Taming): Overdispersion {
  const tamed = taming.kind === "truncate" ? truncated(z, taming.share) : winsorised(z, taming.share);
  let squares = 0;
  let weights = 0;
  let weights2 = 0;
  let kept = 0;
  for (const [i, value] of tamed.entries()) {
    if (!Number.isFinite(value)) continue;
    const weight = 1 / errors[i]! ** 2;
    squares += value * value;
    weights += weight;
    weights2 += weight * weight;
    kept += 1;
  }
  const excess = squares - (kept - 1);
  const tau2 = excess > 0 && kept > 1 ? excess / (weights - weights2 / weights) : 0;
  return { phi: squares / kept, tau2, kept };
}

/** The z-scores with NaN for those dropped. */
function truncated(z: Float64Array, share: number): Float64Array {
  const groups = 1 / share;
  const ranks = averageRanks(z);
  return z.map((value, i) => {
    const group = Math.floor((ranks[i]! * groups) / (z.length + 1));
    return group === 0 || group >= groups - 1 ? NaN : value;
  });
}

function winsorised(z: Float64Array, share: number): Float64Array {
  const finite = z.filter((value) => Number.isFinite(value));
  const [low, high] = [quantile(finite, share), quantile(finite, 1 - share)];
  return z.map((value) => (Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : NaN));
}

/** Ranks from 1; equal values share the average of theirs. */
function averageRanks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).toSorted((a, b) =>
    values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b,
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1;
    for (let k = from; k < to; k += 1) ranks[order[k]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
