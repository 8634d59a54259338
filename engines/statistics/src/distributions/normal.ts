const sqrtTwoPi = 2.5066282746310005024;
const inverseSqrtTwoPi = 0.39894228040143267794;

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

/** Two-sided probability of a standard normal value at least as far from 0 as `z`. @example normalTwoSided(1.959963984540054) // 0.05 */
export function normalTwoSided(z: number): number {
  return 2 * tail(Math.abs(z));
}

const middleTop = [
  2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249,
  0.065682337918207449113,
];
const middleBottom = [47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
const sideTop = [
  0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
  2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
  1.0765576773720192317e-8,
];
const sideBottom = [
  22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755,
  18615.571640885098091, 34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
];
const farTop = [
  0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466,
  2.9112874951168792e-5, 0.02307344176494017303,
];
const farBottom = [
  1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244,
  7.29751555083966205e-5,
];

const middleEnd = 0.67448975;
const sideEnd = 5.656854249492380195;
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
      (((((((r * 2509.0809287301226727 + 33430.575583588128105) * r + 67265.770927008700853) * r +
        45921.953931549871457) *
        r +
        13731.693765509461125) *
        r +
        1971.5909503065514427) *
        r +
        133.14166789178437745) *
        r +
        3.387132872796366608)) /
    (((((((r * 5226.495278852854561 + 28729.085735721942674) * r + 39307.89580009271061) * r +
      21213.794301586595867) *
      r +
      5394.1960214247511077) *
      r +
      687.1870074920579083) *
      r +
      42.313330701600911252) *
      r +
      1)
  );
}

function nearQuantile(r: number): number {
  return (
    (((((((r * 7.7454501427834140764e-4 + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
      1.27045825245236838258) *
      r +
      3.64784832476320460504) *
      r +
      5.7694972214606914055) *
      r +
      4.6303378461565452959) *
      r +
      1.42343711074968357734) /
    (((((((r * 1.05075007164441684324e-9 + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
      0.14810397642748007459) *
      r +
      0.68976733498510000455) *
      r +
      1.6763848301838038494) *
      r +
      2.05319162663775882187) *
      r +
      1)
  );
}

function farQuantile(r: number): number {
  return (
    (((((((r * 2.01033439929228813265e-7 + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r +
      0.026532189526576123093) *
      r +
      0.29656057182850489123) *
      r +
      1.7848265399172913358) *
      r +
      5.4637849111641143699) *
      r +
      6.6579046435011037772) /
    (((((((r * 2.04426310338993978564e-15 + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
      7.868691311456132591e-4) *
      r +
      0.0148753612908506148525) *
      r +
      0.13692988092273580531) *
      r +
      0.59983220655588793769) *
      r +
      1)
  );
}
