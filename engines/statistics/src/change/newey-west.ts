import type { LeastSquares } from "./least-squares.ts";

/**
 * Covariance of least squares coefficients that allows for neighbouring errors hanging together (Newey and West).
 *
 * (X'X)⁻¹ (Γ₀ + Σ w (Γ + Γ')) (X'X)⁻¹ n/(n - k), with Bartlett weights w = 1 - l/(lag + 1). It is too small when dependence is strong
 * or the series short: prefer the AR(1) fit there.
 *
 * @param lag  how many steps errors may reach; 0 allows for unequal variance only
 * @returns row after row
 * @source Newey WK, West KD (1987) Econometrica 55:703; R sandwich 3.1-1 without prewhitening
 * @example one column of 1, residuals 1 1 -1 -1, lag 1: (4 + 0.5 × 2 × 1)/16 × 4/3 = 0.4167
 */
export function neweyWest(columns: readonly Float64Array[], fit: LeastSquares, lag: number): Float64Array {
  const width = columns.length;
  const rows = fit.residuals.length;
  const meat = new Float64Array(width * width);
  for (let l = 0; l <= lag; l += 1) {
    const weight = l === 0 ? 0.5 : 1 - l / (lag + 1);
    for (let row = l; row < rows; row += 1) {
      const product = weight * fit.residuals[row]! * fit.residuals[row - l]!;
      for (let i = 0; i < width; i += 1) {
        for (let j = 0; j < width; j += 1) {
          const both = columns[i]![row]! * columns[j]![row - l]! + columns[j]![row]! * columns[i]![row - l]!;
          meat[i * width + j]! += product * both;
        }
      }
    }
  }
  const sandwich = times(times(fit.inverse, meat, width), fit.inverse, width);
  return sandwich.map((value) => (value * rows) / (rows - width));
}

function times(a: Float64Array, b: Float64Array, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j < width; j += 1) {
      for (let k = 0; k < width; k += 1) product[i * width + j]! += a[i * width + k]! * b[k * width + j]!;
    }
  }
  return product;
}
