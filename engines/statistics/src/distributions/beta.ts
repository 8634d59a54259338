import { deviance, stirlingError } from "./stirling.ts";

/** A value between 0 and 1 with its complement, so that neither loses digits by subtraction. */
export type Portion = { readonly x: number; readonly y: number };

/**
 * Regularised incomplete beta function I_x(a, b): chance that a beta value is at most `x`.
 *
 * @param portion  x and y = 1 - x; both are asked for because one of them may be tiny
 * @source DLMF 8.17; continued fraction 8.17.22 by Lentz' method, prefactor after Loader C (2000)
 * @example betaLower({ x: 0.5, y: 0.5 }, 2, 3) // 0.6875
 */
export function betaLower(portion: Portion, a: number, b: number): number {
  const { x, y } = portion;
  if (!(a > 0 && b > 0) || !(x >= 0 && y >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (y === 0) return 1;
  if (x * (a + b + 2) < a + 1) return scaled(x, y, a, b);
  return 1 - scaled(y, x, b, a);
}

/** 1 - I_x(a, b), exact where it is small. @example betaUpper({ x: 0.5, y: 0.5 }, 2, 3) // 0.3125 */
export function betaUpper(portion: Portion, a: number, b: number): number {
  return betaLower({ x: portion.y, y: portion.x }, b, a);
}

/** x^a y^b / B(a, b): the beta density times xy. */
function betaTerm(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  // a - nx, taken from the smaller portion: x near 1 has already lost the digits that y holds.
  const difference = y < x ? n * y - b : a - n * x;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * x, difference) -
    deviance(b, n * y, -difference);
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n));
}

function scaled(x: number, y: number, a: number, b: number): number {
  return (betaTerm(x, y, a, b) * fraction(x, a, b)) / a;
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = away(1 - ((a + b) * x) / (a + 1), tiny);
  d = 1 / d;
  let h = d;
  for (let m = 1; m < 100_000; m += 1) {
    const twice = 2 * m;
    const even = (m * (b - m) * x) / ((a + twice - 1) * (a + twice));
    d = 1 / away(1 + even * d, tiny);
    c = away(1 + even / c, tiny);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + twice) * (a + twice + 1));
    d = 1 / away(1 + odd * d, tiny);
    c = away(1 + odd / c, tiny);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 3e-16) break;
  }
  return h;
}

function away(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/**
 * The portion x with I_x(a, b) = probability, as `{ x, y }`.
 *
 * Newton's method inside a bracket; about 1e-14 relative in whichever of x and y is smaller.
 *
 * @source DLMF 8.17 inverted
 * @example betaInverse(0.6875, 2, 3).x // 0.5
 */
export function betaInverse(probability: number, a: number, b: number): Portion {
  if (!(a > 0 && b > 0) || !(probability >= 0 && probability <= 1)) return { x: Number.NaN, y: Number.NaN };
  if (probability === 0) return { x: 0, y: 1 };
  if (probability === 1) return { x: 1, y: 0 };
  // Solved for the smaller of x and y, so that it keeps its digits.
  if (betaLower({ x: 0.5, y: 0.5 }, a, b) >= probability) {
    const x = solve(probability, a, b, "lower");
    return { x, y: 1 - x };
  }
  const y = solve(probability, b, a, "upper");
  return { x: 1 - y, y };
}

/**
 * x in (0, ½] with I_x(a, b) = p for "lower"; with 1 - I_x(a, b) = p for "upper". Works on ln x, where the tail is
 * straight.
 */
function solve(probability: number, a: number, b: number, tail: "lower" | "upper"): number {
  let low = -745;
  let high = Math.log(0.5);
  let u = Math.log(Math.min(0.49, Math.max(1e-320, a / (a + b))));
  for (let step = 0; step < 200; step += 1) {
    const x = Math.exp(u);
    const portion = { x, y: 1 - x };
    const found = tail === "lower" ? betaLower(portion, a, b) : betaUpper(portion, a, b);
    const excess = tail === "lower" ? found - probability : probability - found;
    if (excess > 0) high = u;
    else low = u;
    // Density in u: x^a y^(b-1) / B.
    const slope = betaTerm(x, portion.y, a, b) / portion.y;
    const logStep =
      tail === "lower" && found > 0 ? (found * Math.log(found / probability)) / slope : excess / slope;
    let next = u - logStep;
    if (Math.abs(logStep) <= 1e-15 || high - low < 1e-16) return Math.exp(next);
    if (!(next > low && next < high)) next = (low + high) / 2;
    u = next;
  }
  return Math.exp(u);
}
