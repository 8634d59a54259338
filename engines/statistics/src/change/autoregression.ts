import { leastSquares } from "./least-squares.ts";
import type { LeastSquares } from "./least-squares.ts";

/** REML is fairer for short series; ML lets models with different columns be compared. */
export type LikelihoodMethod = "reml" | "ml";

/** A regression whose errors follow on from each other: e(t) = φ e(t - 1) + new error. */
export type Autoregression = {
  readonly phi: number;
  readonly coefficients: Float64Array;
  /** Covariance of the coefficients, row after row. */
  readonly covariance: Float64Array;
  readonly sigma: number;
  readonly logLikelihood: number;
  /** Smaller is better, among fits by ML to the same values. */
  readonly aic: number;
  readonly bic: number;
};

/** From here on the likelihood cannot tell a level from a wandering one. */
const phiMax = 0.98;
const gridSteps = 40;

/**
 * Generalised least squares with first-order autoregressive errors, φ by maximum (restricted) likelihood.
 *
 * Times may have gaps: the correlation of two neighbours d apart is φ^d. The covariance is (X'V⁻¹X)⁻¹ σ² with σ² over n - k for both methods.
 * φ is searched on a grid over -0.98 to 0.98, then by golden section and Newton steps.
 *
 * @param times  rising whole numbers
 * @returns undefined where columns cannot be told apart; "dependence-too-strong" where the likelihood still rises at φ = 0.98
 * @source Pinheiro JC, Bates DM, Mixed-effects models in S and S-plus, chapter 5; nlme 3.1-168, gls with corAR1
 * @example a constant 1 2 1 2 1 2 1 2 has φ near -1
 */
export function autoregression(
  data: { readonly columns: readonly Float64Array[]; readonly y: Float64Array; readonly times: Float64Array },
  method: LikelihoodMethod,
): Autoregression | "dependence-too-strong" | undefined {
  const profile = (phi: number): number => whitenedFit(data, phi, method)?.logLikelihood ?? -Infinity;
  const step = (2 * phiMax) / gridSteps;
  let best = -phiMax;
  let bestValue = -Infinity;
  for (let k = 0; k <= gridSteps; k += 1) {
    const value = profile(-phiMax + k * step);
    if (value > bestValue) [best, bestValue] = [-phiMax + k * step, value];
  }
  if (bestValue === -Infinity) return undefined;
  const near = goldenSection(profile, {
    from: Math.max(-phiMax, best - step),
    to: Math.min(phiMax, best + step),
  });
  if (near > phiMax - 1e-4) return "dependence-too-strong";
  const phi = sharpened(profile, near);
  const whitened = whitenedFit(data, phi, method);
  return whitened === undefined ? undefined : described(whitened, phi, method, data);
}

type Whitened = { readonly fit: LeastSquares; readonly logLikelihood: number };

function whitenedFit(
  {
    columns,
    y,
    times,
  }: { readonly columns: readonly Float64Array[]; readonly y: Float64Array; readonly times: Float64Array },
  phi: number,
  method: LikelihoodMethod,
): Whitened | undefined {
  let logScale = 0;
  const carried = new Float64Array(y.length);
  const scale = new Float64Array(y.length).fill(1);
  for (let row = 1; row < y.length; row += 1) {
    carried[row] = phi ** (times[row]! - times[row - 1]!);
    scale[row] = 1 / Math.sqrt(1 - carried[row]! ** 2);
    logScale += Math.log(scale[row]!);
  }
  const whiten = (values: Float64Array): Float64Array =>
    values.map((value, row) =>
      row === 0 ? value : (value - carried[row]! * values[row - 1]!) * scale[row]!,
    );
  const fit = leastSquares(columns.map(whiten), whiten(y));
  if (fit === undefined || !(fit.rss > 0)) return undefined;
  const free = method === "reml" ? y.length - columns.length : y.length;
  const restricted = method === "reml" ? fit.logRoot : 0;
  const logLikelihood = (-free / 2) * (Math.log((2 * Math.PI * fit.rss) / free) + 1) + logScale - restricted;
  return { fit, logLikelihood };
}

function described(
  { fit, logLikelihood }: Whitened,
  phi: number,
  method: LikelihoodMethod,
  data: { readonly columns: readonly Float64Array[]; readonly y: Float64Array },
): Autoregression {
  const [rows, width] = [data.y.length, data.columns.length];
  const free = method === "reml" ? rows - width : rows;
  const variance = fit.rss / (rows - width);
  const parameters = width + 2;
  return {
    phi,
    coefficients: fit.coefficients,
    covariance: fit.inverse.map((value) => value * variance),
    sigma: Math.sqrt(fit.rss / free),
    logLikelihood,
    aic: 2 * parameters - 2 * logLikelihood,
    bic: parameters * Math.log(free) - 2 * logLikelihood,
  };
}

/**
 * The maximum to about 1e-12, by Newton steps on a five-point slope.
 *
 * A likelihood is flat at its top: comparing its values finds the place to 1e-8 only, which shows in small coefficients.
 */
function sharpened(f: (x: number) => number, start: number): number {
  let x = start;
  for (let round = 0; round < 3; round += 1) {
    const h = 0.002 * (1 - x * x);
    const [a, b, c, d, e] = [f(x - 2 * h), f(x - h), f(x), f(x + h), f(x + 2 * h)];
    const slope = (a - 8 * b + 8 * d - e) / (12 * h);
    const bend = (-a + 16 * b - 30 * c + 16 * d - e) / (12 * h * h);
    if (!(bend < 0)) return start;
    x -= slope / bend;
  }
  return Math.abs(x - start) < 1e-3 ? x : start;
}

const golden = (Math.sqrt(5) - 1) / 2;

function goldenSection(
  f: (x: number) => number,
  range: { readonly from: number; readonly to: number },
): number {
  let { from, to } = range;
  let [left, right] = [to - golden * (to - from), from + golden * (to - from)];
  let [atLeft, atRight] = [f(left), f(right)];
  while (to - from > 1e-5) {
    if (atLeft >= atRight) {
      [to, right, atRight] = [right, left, atLeft];
      left = to - golden * (to - from);
      atLeft = f(left);
    } else {
      [from, left, atLeft] = [left, right, atRight];
      right = from + golden * (to - from);
      atRight = f(right);
    }
  }
  return (from + to) / 2;
}
