/** A least squares fit. */
export type LeastSquares = {
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  /** Sum of squared residuals. */
  readonly rss: number;
  /** (X'X)⁻¹, row after row. */
  readonly inverse: Float64Array;
  /** Σ log |r| over the diagonal of R: half the logarithm of |X'X|. */
  readonly logRoot: number;
};

/**
 * Least squares by Householder reflections, which do not square the condition of the columns as the normal equations do.
 *
 * For a handful of columns.
 *
 * @param columns  one array a column, all as long as `y`
 * @returns undefined where a column is a combination of the others, or there are fewer rows than columns
 * @source Golub GH, Van Loan CF, Matrix Computations, chapter 5
 * @example columns 1 1 1 and 1 2 3, y 1 2 4: coefficients -0.6667 and 1.5, rss 0.1667
 */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array): LeastSquares | undefined {
  const [rows, width] = [y.length, columns.length];
  if (rows < width) return undefined;
  const q = columns.map((column) => column.slice());
  const rhs = y.slice();
  const diagonal = new Float64Array(width);
  for (let k = 0; k < width; k += 1) {
    diagonal[k] = reflect(q, rhs, k);
    if (Math.abs(diagonal[k]!) <= 1e-11 * norm(columns[k]!)) return undefined;
  }
  const inverseR = invertedTriangle(q, diagonal);
  const coefficients = new Float64Array(width);
  for (let i = 0; i < width; i += 1)
    for (let j = i; j < width; j += 1) coefficients[i]! += inverseR[i * width + j]! * rhs[j]!;
  const residuals = y.map((value, row) => value - fittedAt(columns, coefficients, row));
  let rss = 0;
  for (const residual of residuals) rss += residual * residual;
  let logRoot = 0;
  for (const value of diagonal) logRoot += Math.log(Math.abs(value));
  return { coefficients, residuals, rss, inverse: outer(inverseR, width), logRoot };
}

/** The fitted value of one row. */
export function fittedAt(columns: readonly Float64Array[], coefficients: Float64Array, row: number): number {
  let sum = 0;
  for (const [k, column] of columns.entries()) sum += column[row]! * coefficients[k]!;
  return sum;
}

/** k' M k for a square matrix kept row after row: the variance of a combination of coefficients. */
export function quadratic(matrix: Float64Array, weights: Float64Array): number {
  const width = weights.length;
  let sum = 0;
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < width; j += 1) sum += weights[i]! * matrix[i * width + j]! * weights[j]!;
  return sum;
}

/** Reflects column k to zero below its diagonal, and the later columns and the right side with it; the diagonal of R. */
function reflect(q: readonly Float64Array[], rhs: Float64Array, k: number): number {
  const v = q[k]!;
  let length = 0;
  for (let row = k; row < v.length; row += 1) length += v[row]! ** 2;
  length = Math.sqrt(length);
  if (length === 0) return 0;
  const alpha = v[k]! > 0 ? -length : length;
  v[k]! -= alpha;
  let scale = 0;
  for (let row = k; row < v.length; row += 1) scale += v[row]! ** 2;
  for (const target of [...q.slice(k + 1), rhs]) {
    let dot = 0;
    for (let row = k; row < v.length; row += 1) dot += v[row]! * target[row]!;
    const factor = (2 * dot) / scale;
    for (let row = k; row < v.length; row += 1) target[row]! -= factor * v[row]!;
  }
  return alpha;
}

function invertedTriangle(q: readonly Float64Array[], diagonal: Float64Array): Float64Array {
  const width = diagonal.length;
  const inverse = new Float64Array(width * width);
  for (let j = 0; j < width; j += 1) {
    inverse[j * width + j] = 1 / diagonal[j]!;
    for (let i = j - 1; i >= 0; i -= 1) {
      let sum = 0;
      for (let k = i + 1; k <= j; k += 1) sum += q[k]![i]! * inverse[k * width + j]!;
      inverse[i * width + j] = -sum / diagonal[i]!;
    }
  }
  return inverse;
}

function outer(inverseR: Float64Array, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j < width; j += 1) {
      let sum = 0;
      for (let k = Math.max(i, j); k < width; k += 1)
        sum += inverseR[i * width + k]! * inverseR[j * width + k]!;
      product[i * width + j] = sum;
    }
  }
  return product;
}

function norm(column: Float64Array): number {
  let sum = 0;
  for (const value of column) sum += value * value;
  return Math.sqrt(sum);
}
