import { normalUpper } from "../distributions/index.ts";
import { leastSquares, quadratic } from "./least-squares.ts";

/** Where the true break may lie: the first index of the new course, at the earliest and the latest. */
export type BreakInterval = { readonly earliest: number; readonly latest: number };

/** One side of a break: its coefficients, error variance and second moments of its columns. */
type Regime = {
  readonly coefficients: Float64Array;
  readonly variance: number;
  readonly moments: Float64Array;
};

/** Coefficients, variance and moments of the rows `from` to `to`. */
export function regimeOf(
  columns: readonly Float64Array[],
  y: Float64Array,
  from: number,
  to: number,
): Regime | undefined {
  const part = columns.map((column) => column.slice(from, to));
  const fit = leastSquares(part, y.slice(from, to));
  if (fit === undefined) return undefined;
  const rows = to - from;
  const moments = Float64Array.from({ length: columns.length ** 2 }, (_, k) => {
    const [a, b] = [part[Math.floor(k / columns.length)]!, part[k % columns.length]!];
    return a.reduce((sum, value, row) => sum + value * b[row]!, 0) / rows;
  });
  return { coefficients: fit.coefficients, variance: fit.rss / rows, moments };
}

/**
 * A 95 per cent interval for the place of a break, with moments and variances of each side.
 *
 * The estimated break less the true one, times δ'Q₁δ/σ₁², is distributed as the argument at which a two-sided random walk with drift is
 * highest. Its quantiles at 2.5 and 97.5 per cent, brought back to steps and rounded outwards. Undefined where one side bends so
 * little that no interval exists.
 *
 * @source Bai J (1997) Rev Econ Stat 79:551; Bai J, Perron P (2003) J Appl Econometrics 18:1; R strucchange 1.5-4
 * @example two sides alike, δ² n/σ² = 1 a step: half width about 11 steps
 */
export function breakInterval(at: number, before: Regime, after: Regime): BreakInterval | undefined {
  const delta = after.coefficients.map((value, k) => value - before.coefficients[k]!);
  const size = quadratic(before.moments, delta);
  // Without any error there is no doubt about the place.
  if (Math.max(before.variance, after.variance) <= noError * size) return { earliest: at, latest: at };
  const shape: Shape = {
    xi: quadratic(after.moments, delta) / size,
    variances: after.variance / before.variance,
  };
  const atZero = highestBefore(0, shape);
  if (!(atZero >= tail && atZero <= 1 - tail)) return undefined;
  const step = before.variance / size;
  const latest = quantileOf(1 - tail, shape) * step;
  const earliest = quantileOf(tail, shape) * step;
  return { earliest: at - Math.ceil(latest), latest: at - Math.floor(earliest) };
}

const tail = 0.025;
/** Variances below this share of the squared change are rounding. */
const noError = 1e-24;

/** How the side after the break compares with the side before: the size of the change there, and the variance of errors. */
type Shape = { readonly xi: number; readonly variances: number };

/** The x below which the argument of the maximum lies with this probability; monotone, so by halving. */
function quantileOf(probability: number, shape: Shape): number {
  let far = probability < 0.5 ? -1 : 1;
  while ((highestBefore(far, shape) - probability) * far < 0 && Math.abs(far) < 1e12) far *= 2;
  let [low, high] = [Math.min(0, far), Math.max(0, far)];
  for (let round = 0; round < 200 && high - low > 1e-12 * Math.abs(far); round += 1) {
    const middle = (low + high) / 2;
    if (highestBefore(middle, shape) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Probability that the argument of the maximum is at most x. */
function highestBefore(x: number, { xi, variances }: Shape): number {
  const phi = xi * variances;
  return x < 0 ? leftTail(-x, xi, phi) : 1 - rightTail(x, xi, phi);
}

/** Bai's distribution left of 0, at distance x. */
function leftTail(x: number, xi: number, phi: number): number {
  const ratio = xi / phi;
  const root = Math.sqrt(x);
  const weight = ((phi + 2 * xi) * phi) / (xi * (phi + xi));
  const whole = x / 2 - 2 + (phi + 2 * xi) ** 2 / ((phi + xi) * xi);
  return (
    -root * Math.exp(-x / 8) * inverseRootTwoPi -
    weight * Math.exp((ratio * (1 + ratio) * x) / 2 + logNormalUpper((0.5 + ratio) * root)) +
    whole * normalUpper(root / 2)
  );
}

/** Probability beyond distance x on the right of 0. */
function rightTail(x: number, xi: number, phi: number): number {
  const ratio = xi ** 2 / phi;
  const root = Math.sqrt(x);
  const weight = ((2 * phi + xi) * xi) / (phi * (phi + xi));
  const whole = (2 * phi + xi) ** 2 / ((phi + xi) * phi) - 2 + (ratio * x) / 2;
  return (
    -Math.sqrt(ratio) * root * Math.exp((-ratio * x) / 8) * inverseRootTwoPi -
    weight * Math.exp(((phi + xi) * x) / 2 + logNormalUpper(((phi + xi / 2) / Math.sqrt(phi)) * root)) +
    whole * normalUpper((Math.sqrt(ratio) * root) / 2)
  );
}

const inverseRootTwoPi = 1 / Math.sqrt(2 * Math.PI);

/** The logarithm of a normal tail, also where the tail itself is too small for a number. */
function logNormalUpper(z: number): number {
  if (z < 30) return Math.log(normalUpper(z));
  const square = 1 / (z * z);
  return (
    (-z * z) / 2 -
    Math.log(z * Math.sqrt(2 * Math.PI)) +
    Math.log1p(-square + 3 * square ** 2 - 15 * square ** 3)
  );
}
