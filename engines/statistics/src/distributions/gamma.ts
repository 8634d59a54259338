import { normalQuantile } from "./normal.ts";
import { deviance, logSqrtTwoPi, stirlingError } from "./stirling.ts";

const lanczos = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125,
  -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5,
  -2.6190838401581408e-5, 3.6899182659531625e-6,
];

/**
 * Natural logarithm of the gamma function for `x` above 0.
 *
 * @returns NaN for x at or below 0, which no caller here needs
 * @source Stirling's series with Loader's remainder above 15; Lanczos C (1964) below
 * @example logGamma(5) // 3.178053830347946 (the logarithm of 24)
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x > 15) return (x - 0.5) * Math.log(x) - x + logSqrtTwoPi + stirlingError(x);
  return Math.log(gammaSmall(x));
}

/** The gamma function for 0 < x <= 30: the product for whole numbers, Lanczos' sum for others. */
function gammaSmall(x: number): number {
  if (Number.isInteger(x)) {
    let product = 1;
    for (let factor = 2; factor < x; factor += 1) product *= factor;
    return product;
  }
  let sum = lanczos[0] ?? 0;
  for (let index = 1; index < lanczos.length; index += 1) sum += (lanczos[index] ?? 0) / (x + index);
  const base = x + 5.2421875;
  // Split in two so that the power keeps its digits: one power of base to x + 0.5 would magnify the rounding of base.
  return (
    (Math.pow(base, x / 2) * Math.exp(-base) * Math.pow(base, x / 2 + 0.5) * 2.5066282746310007 * sum) / x
  );
}

/** x^a e^-x / Γ(a+1): the probability of `a` when `x` is expected, for real `a` of 0 or more. */
export function poissonTerm(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a === 0) return Math.exp(-x);
  if (a < 15) return (Math.pow(x, a) * Math.exp(-x)) / gammaSmall(a + 1);
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/**
 * Lower regularised incomplete gamma function P(shape, x): chance that a gamma value of this shape is at most `x`.
 *
 * @param shape  above 0
 * @param x  0 or more
 * @source DLMF 8.2; series 8.11.4 below shape + 1, continued fraction 8.9.2 above
 * @example gammaLower(1, 2) // 1 - e^-2 = 0.8646647167633873
 */
export function gammaLower(shape: number, x: number): number {
  if (!(shape > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < shape + 1 ? seriesLower(shape, x) : 1 - fractionUpper(shape, x);
}

/**
 * Upper regularised incomplete gamma function Q(shape, x) = 1 - P(shape, x), exact where it is small.
 *
 * @source as `gammaLower`
 * @example gammaUpper(1, 2) // e^-2 = 0.1353352832366127
 */
export function gammaUpper(shape: number, x: number): number {
  if (!(shape > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < shape + 1 ? 1 - seriesLower(shape, x) : fractionUpper(shape, x);
}

function seriesLower(shape: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let denominator = shape + 1; term > sum * 1e-17; denominator += 1) {
    term *= x / denominator;
    sum += term;
  }
  return poissonTerm(shape, x) * sum;
}

/** Lentz' evaluation of the continued fraction; the prefactor is shape times the Poisson term. */
function fractionUpper(shape: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / (Math.abs(b) < tiny ? tiny : b);
  let h = d;
  for (let step = 1; step < 1_000_000; step += 1) {
    const a = -step * (step - shape);
    b += 2;
    d = a * d + b;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = b + a / c;
    if (Math.abs(c) < tiny) c = tiny;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return shape * poissonTerm(shape, x) * h;
}

/**
 * The value `x` with P(shape, x) = probability; with `tail: "upper"`, with Q(shape, x) = probability.
 *
 * Newton's method on the smaller tail with Halley's correction, guarded by a bracket; about 1e-14 relative.
 *
 * @param probability  0 to 1; outside gives NaN
 * @source DLMF 8.2 inverted; start from Wilson EB, Hilferty MM (1931) PNAS 17:684
 * @example gammaInverse(0.8646647167633873, 1) // 2
 */
export function gammaInverse(probability: number, shape: number, tail: "lower" | "upper" = "lower"): number {
  if (!(shape > 0) || !(probability >= 0 && probability <= 1)) return Number.NaN;
  if (probability === 0) return tail === "lower" ? 0 : Number.POSITIVE_INFINITY;
  if (probability === 1) return tail === "lower" ? Number.POSITIVE_INFINITY : 0;
  // The smaller of the two tails keeps its digits.
  if (probability > 0.5) return polish(1 - probability, shape, tail === "lower" ? "upper" : "lower");
  return polish(probability, shape, tail);
}

function polish(probability: number, shape: number, tail: "lower" | "upper"): number {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let x = start(probability, shape, tail);
  for (let step = 0; step < 100; step += 1) {
    const found = tail === "lower" ? gammaLower(shape, x) : gammaUpper(shape, x);
    const excess = tail === "lower" ? found - probability : probability - found;
    if (excess > 0) high = x;
    else low = x;
    const density = (poissonTerm(shape, x) * shape) / x;
    const newton = excess / density;
    // Halley: the logarithmic derivative of the density is (shape - 1)/x - 1.
    const halley = newton / (1 - 0.5 * Math.min(1, newton * ((shape - 1) / x - 1)));
    let next = x - halley;
    if (Math.abs(halley) <= 1e-15 * x) return next;
    if (Math.abs(halley) <= 1e-9 * x) return lastStep(next, probability, shape, tail);
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * x + 1 : (low + high) / 2;
    x = next;
  }
  return x;
}

/** One more plain Newton step from a value already good to nine digits or more. */
function lastStep(x: number, probability: number, shape: number, tail: "lower" | "upper"): number {
  const found = tail === "lower" ? gammaLower(shape, x) : gammaUpper(shape, x);
  const density = (poissonTerm(shape, x) * shape) / x;
  const step = (tail === "lower" ? found - probability : probability - found) / density;
  return Number.isFinite(step) ? x - step : x;
}

function start(probability: number, shape: number, tail: "lower" | "upper"): number {
  const z = tail === "lower" ? normalQuantile(probability) : -normalQuantile(probability);
  const ninth = 1 / (9 * shape);
  const guess = shape * Math.pow(1 - ninth + z * Math.sqrt(ninth), 3);
  if (guess > 0.05 * shape && shape > 0.3) return guess;
  if (tail === "lower")
    return Math.max(1e-300, Math.exp((Math.log(probability) + logGamma(shape + 1)) / shape));
  return Math.max(shape, -Math.log(probability));
}
