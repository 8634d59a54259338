const sqrtTwoPi = 2.5066282746310007;
const inverseSqrtTwoPi = 0.3989422804014327;

/**
 * Standard normal density at `x`.
 *
 * @source DLMF 7.1; density = exp(-x²/2)/√(2π)
 * @example normalDensity(0) // 0.3989422804014327
 */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / sqrtTwoPi;
}

/**
 * Probability that a standard normal value is at most `x`, to about 1e-15 relative in both tails.
 *
 * For a small probability above `x` ask `normalUpper`, which does not lose digits by subtracting from 1.
 *
 * @source Cody WJ (1969) Math Comp 23:631; Cody (1993) ACM TOMS algorithm 715
 * @example normalCdf(1.959963984540054) // 0.975
 */
export function normalCdf(x: number): number {
  return tail(-x);
}

/**
 * Probability that a standard normal value is above `x`.
 *
 * @source as `normalCdf`
 * @example normalUpper(8) // 6.220960574271785e-16
 */
export function normalUpper(x: number): number {
  return tail(x);
}

/**
 * Two-sided probability of a standard normal value at least as far from 0 as `z`.
 *
 * @example normalTwoSided(1.959963984540054) // 0.05
 */
export function normalTwoSided(z: number): number {
  return 2 * tail(Math.abs(z));
}

const middleTop = [
  2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745,
];
const middleBottom = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const sideTop = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726,
  6848.190450536283, 11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
];
const sideBottom = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
];
const farTop = [
  0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 2.9112874951168793e-5,
  0.023073441764940174,
];
const farBottom = [
  1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5,
];

const middleEnd = 0.67448975;
const sideEnd = 5.656854249492381;
const farEnd = 38.4674056172733;

function tail(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return Number.NaN;
  if (size <= middleEnd) return 0.5 - middle(x);
  const beyond = size > farEnd ? 0 : splitExponential(size) * (size <= sideEnd ? side(size) : far(size));
  return x > 0 ? beyond : 1 - beyond;
}

/** Probability between 0 and x near the centre. */
function middle(x: number): number {
  const square = Math.abs(x) > 1.11e-16 ? x * x : 0;
  let top = at(middleTop, 4) * square;
  let bottom = square;
  for (let index = 0; index < 3; index += 1) {
    top = (top + at(middleTop, index)) * square;
    bottom = (bottom + at(middleBottom, index)) * square;
  }
  return (x * (top + at(middleTop, 3))) / (bottom + at(middleBottom, 3));
}

function side(size: number): number {
  let top = at(sideTop, 8) * size;
  let bottom = size;
  for (let index = 0; index < 7; index += 1) {
    top = (top + at(sideTop, index)) * size;
    bottom = (bottom + at(sideBottom, index)) * size;
  }
  return (top + at(sideTop, 7)) / (bottom + at(sideBottom, 7));
}

function far(size: number): number {
  const square = 1 / (size * size);
  let top = at(farTop, 5) * square;
  let bottom = square;
  for (let index = 0; index < 4; index += 1) {
    top = (top + at(farTop, index)) * square;
    bottom = (bottom + at(farBottom, index)) * square;
  }
  const correction = (square * (top + at(farTop, 4))) / (bottom + at(farBottom, 4));
  return (inverseSqrtTwoPi - correction) / size;
}

/** exp(-x²/2) without the rounding of x², which alone would cost three digits far out. */
function splitExponential(size: number): number {
  const coarse = Math.trunc(size * 16) / 16;
  const rest = (size - coarse) * (size + coarse);
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-rest * 0.5);
}

function at(coefficients: readonly number[], index: number): number {
  return coefficients[index] ?? 0;
}

/**
 * The value below which a standard normal value falls with the given probability.
 *
 * The same rational functions as R's `qnorm`, so that a seeded simulation gives R's very numbers.
 *
 * @param probability  0 to 1; 0 and 1 give the infinities, anything else outside gives NaN
 * @source Wichura MJ (1988) Applied Statistics 37:477, algorithm AS 241 (PPND16)
 * @example normalQuantile(0.975) // 1.9599639845400536
 */
export function normalQuantile(probability: number): number {
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) return centralQuantile(q);
  if (!(probability > 0 && probability < 1)) {
    if (probability === 0) return Number.NEGATIVE_INFINITY;
    return probability === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  }
  const depth = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability));
  const size = depth <= 5 ? nearQuantile(depth - 1.6) : farQuantile(depth - 5);
  return q < 0 ? -size : size;
}

function centralQuantile(q: number): number {
  const r = 0.180625 - q * q;
  return (
    (q *
      (((((((r * 2509.0809287301227 + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) *
        r +
        13731.69376550946) *
        r +
        1971.5909503065513) *
        r +
        133.14166789178438) *
        r +
        3.3871328727963665)) /
    (((((((r * 5226.495278852854 + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) *
      r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
      1)
  );
}

function nearQuantile(r: number): number {
  return (
    (((((((r * 0.0007745450142783414 + 0.022723844989269184) * r + 0.2417807251774506) * r +
      1.2704582524523684) *
      r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
      1.4234371107496835) /
    (((((((r * 1.0507500716444169e-9 + 0.0005475938084995345) * r + 0.015198666563616457) * r +
      0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
      1)
  );
}

function farQuantile(r: number): number {
  return (
    (((((((r * 2.0103343992922881e-7 + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
      6.657904643501103) /
    (((((((r * 2.0442631033899397e-15 + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
      1)
  );
}
