import { betaLower, betaUpper } from "./beta.ts";
import { normalQuantile, normalUpper } from "./normal.ts";
import { stirlingError } from "./stirling.ts";

/**
 * Probability that Student's t is above `t`.
 *
 * @param degrees  degrees of freedom, above 0, need not be whole; Infinity is the normal distribution
 * @source DLMF 8.17: half of I(degrees/(degrees+t²)) with parameters degrees/2 and ½
 * @example studentUpper(2.2281388519862744, 10) // 0.025
 */
export function studentUpper(t: number, degrees: number): number {
  if (Number.isNaN(t) || !(degrees > 0)) return Number.NaN;
  if (degrees === Number.POSITIVE_INFINITY) return normalUpper(t);
  if (t === 0) return 0.5;
  if (t < 0) return 1 - studentUpper(-t, degrees);
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const portion = { x: degrees / (degrees + square), y: square / (degrees + square) };
  return portion.x < 0.5
    ? betaLower(portion, degrees / 2, 0.5) / 2
    : betaUpper({ x: portion.y, y: portion.x }, 0.5, degrees / 2) / 2;
}

/** Probability that Student's t is at most `t`. @example studentCdf(0, 5) // 0.5 */
export function studentCdf(t: number, degrees: number): number {
  return studentUpper(-t, degrees);
}

/**
 * Two-sided probability of a t at least as far from 0.
 *
 * @example studentTwoSided(2.2281388519862744, 10) // 0.05
 */
export function studentTwoSided(t: number, degrees: number): number {
  return 2 * studentUpper(Math.abs(t), degrees);
}

/**
 * The t with the given probability below it.
 *
 * Exact for 1 and 2 degrees of freedom; otherwise Newton's method from Hill's expansion, about 1e-14 relative.
 *
 * @param degrees  above 0; 0 or fewer gives NaN, as a mean of one value has no limits
 * @source Hill GW (1970) CACM 13:619 for the start; inverse of `studentCdf`
 * @example studentQuantile(0.975, 10) // 2.2281388519862744
 */
export function studentQuantile(probability: number, degrees: number): number {
  if (!(degrees > 0) || !(probability >= 0 && probability <= 1)) return Number.NaN;
  if (probability === 0) return Number.NEGATIVE_INFINITY;
  if (probability === 1) return Number.POSITIVE_INFINITY;
  if (probability === 0.5) return 0;
  if (degrees === Number.POSITIVE_INFINITY) return normalQuantile(probability);
  const tail = Math.min(probability, 1 - probability);
  const size = upperQuantile(tail, degrees);
  return probability < 0.5 ? -size : size;
}

function upperQuantile(tail: number, degrees: number): number {
  if (degrees === 1) return 1 / Math.tan(Math.PI * tail);
  if (degrees === 2) return (1 - 2 * tail) / Math.sqrt(2 * tail * (1 - tail));
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let t = start(tail, degrees);
  for (let step = 0; step < 200; step += 1) {
    const found = studentUpper(t, degrees);
    if (found > tail) low = t;
    else high = t;
    const density = studentDensity(t, degrees);
    // Far out the logarithm of the tail is straight in ln t; near the middle the tail itself is straight in t.
    let next =
      tail < 0.3
        ? t * Math.exp((found * Math.log(found / tail)) / (t * density))
        : t + (found - tail) / density;
    if (Math.abs(next - t) <= 1e-15 * t) return next;
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * t + 1 : (low + high) / 2;
    t = next;
  }
  return t;
}

function start(tail: number, degrees: number): number {
  const z = -normalQuantile(tail);
  const cube = z * z * z;
  const guess =
    z + (cube + z) / (4 * degrees) + (5 * cube * z * z + 16 * cube + 3 * z) / (96 * degrees * degrees);
  return degrees < 3 ? Math.pow(2 * tail, -1 / degrees) : guess;
}

/**
 * Density of Student's t.
 *
 * @source DLMF 5.12 and 8.17; the ratio of gamma functions by Loader's remainder
 * @example studentDensity(0, 1) // 0.3183098861837907 (1/π)
 */
export function studentDensity(t: number, degrees: number): number {
  const ratio = logGammaRatio(degrees);
  return Math.exp(ratio - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees)) / Math.sqrt(2 * Math.PI);
}

/** ln of Γ((n+1)/2)/Γ(n/2) · √(2/n). */
function logGammaRatio(n: number): number {
  const half = n / 2;
  const upper = half + 0.5;
  // ln Γ(x) = (x - ½) ln x - x + ½ ln 2π + remainder; the constants cancel.
  const powers = half * Math.log1p(0.5 / half);
  return powers - 0.5 + stirlingError(upper) - stirlingError(half);
}
