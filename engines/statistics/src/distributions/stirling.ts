/** Half the logarithm of 2π. */
export const logSqrtTwoPi = 0.9189385332046728;

const halves = tableOfHalves();

/**
 * What Stirling's formula leaves out: ln Γ(n+1) - (n+½) ln n + n - ½ ln 2π, for n above 0.
 *
 * @source Loader C (2000) Fast and accurate computation of binomial probabilities; DLMF 5.11.1
 * @example stirlingError(1) // 0.08106146679532726 (that is 1 - ½ ln 2π)
 */
export function stirlingError(n: number): number {
  if (n <= 15) {
    const twice = n + n;
    return (Number.isInteger(twice) ? halves[twice] : undefined) ?? fromAbove(n);
  }
  return series(n);
}

function series(n: number): number {
  const square = n * n;
  return (
    (1 / 12 -
      (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) /
        square) /
    n
  );
}

/** Climbs to where the series is exact: each step down adds (n+½) ln(1+1/n) - 1. */
function fromAbove(n: number): number {
  let sum = 0;
  let at = n;
  for (; at <= 15; at += 1) sum += (at + 0.5) * Math.log1p(1 / at) - 1;
  return sum + series(at);
}

function tableOfHalves(): Float64Array {
  const table = new Float64Array(31);
  for (let twice = 1; twice <= 30; twice += 1) table[twice] = fromAbove(twice / 2);
  return table;
}

/**
 * x ln(x/mean) + mean - x, without cancellation where x is near the mean.
 *
 * @param difference  x - mean, where the caller knows it more exactly than by subtracting
 * @source Loader C (2000), function D0
 * @example deviance(1, 1) // 0
 */
export function deviance(x: number, mean: number, difference: number = x - mean): number {
  if (x === 0) return mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) {
    const portion = difference / x;
    return (portion < 0.5 ? -x * Math.log1p(-portion) : x * Math.log(x / mean)) - difference;
  }
  const ratio = difference / (x + mean);
  let sum = difference * ratio;
  let term = 2 * x * ratio;
  const square = ratio * ratio;
  for (let odd = 3; odd < 2000; odd += 2) {
    term *= square;
    const next = sum + term / odd;
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}
