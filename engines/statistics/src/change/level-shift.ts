import { estimateOf, refused } from "./estimate.ts";
import type { Estimate, Estimated } from "./estimate.ts";

/** How far the last stretch of a series lies from what came before. */
export type LevelShift = {
  /** Mean of the stretch less the mean before, season allowed for. */
  readonly shift: Estimate;
  /** Level before, season averaged out. */
  readonly before: number;
  /** How much of an error carries over to the next step. */
  readonly phi: number;
  readonly degrees: number;
};

/** The question: does the level differ from a step fixed beforehand on? */
export type LevelShiftAsked = {
  /** In order of time, one a step; NaN where missing. */
  readonly values: Float64Array;
  /** Index of the first point of the last stretch. */
  readonly changeAt: number;
  /** Steps in a year: adds one wave a year. */
  readonly seasonLength?: number | undefined;
};

const pointsEachSide = 8;
const strongest = 0.98;
const weakest = -0.6;
const gridSteps = 10;
const refinements = 9;
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * Whether the level of a series changed at a step fixed beforehand, with errors that hang together: one level before, one after, AR(1) by REML.
 *
 * value = before + shift × [t ≥ changeAt] (+ one wave a year) + error, error = φ × the one before + noise. For long lists of series: no trend is
 * fitted, so that a trend counts as a change, and a series costs microseconds. `interruptedSeries` fits trends too, and belongs beside a single claim.
 *
 * φ is searched for between -0.6 and 0.98 on a grid and by golden section, to about 0.004. Gaps are allowed: φ to the power of the gap.
 *
 * @returns refused with fewer than 8 values on a side, no variation, or φ at 0.98: there a level cannot be told from a wandering one
 * @throws RangeError for a change outside the series or infinite values
 * @source Prais SJ, Winsten CB (1954) Cowles Commission 383; Harville DA (1977) J Am Stat Assoc 72:320 for REML
 * @example twelve values that go 10 12 10 12 ..., then twelve 20 22 20 22 ...: shift 10.0
 */
export function levelShift(asked: LevelShiftAsked): Estimated<LevelShift> {
  const { values, changeAt, seasonLength } = asked;
  if (!Number.isInteger(changeAt) || changeAt < 1 || changeAt >= values.length)
    throw new RangeError(
      `The change at ${String(changeAt)} does not lie within ${String(values.length)} values.`,
    );
  const rows: number[] = [];
  let [before, after] = [0, 0];
  let [low, high] = [Infinity, -Infinity];
  for (let t = 0; t < values.length; t += 1) {
    const value = values[t]!;
    if (Number.isNaN(value)) continue;
    if (Math.abs(value) === Infinity)
      throw new RangeError("A series has finite values, and NaN where one is missing.");
    rows.push(t);
    if (t < changeAt) before += 1;
    else after += 1;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (before < pointsEachSide || after < pointsEachSide)
    return refused(
      "too-few-points",
      `${String(before)} values before and ${String(after)} after are too few; 8 are needed on each side.`,
    );
  if (!(high > low))
    return refused("no-variation", "The values do not vary, so nothing can be told from them.");
  const model = modelOf(values, rows, changeAt, seasonLength);
  const phi = likeliestPhi(model);
  if (phi > strongest - 0.005)
    return refused(
      "dependence-too-strong",
      "Each value follows so closely on the one before that a new level cannot be told from ordinary wandering.",
    );
  const fit = fitAt(model, phi);
  if (!(fit.residual > 1e-12 * (high - low) ** 2))
    return refused("no-variation", "The values fit without error, so nothing can be told of chance.");
  const degrees = rows.length - model.width;
  const standardError = Math.sqrt((fit.residual / degrees) * fit.shiftVariance);
  return {
    ok: true,
    value: {
      shift: estimateOf({ estimate: fit.shift, standardError, degrees }),
      before: fit.before + model.middle,
      phi,
      degrees,
    },
  };
}

/** Rows of [1, shift, wave, wave | value], those that are missing left out, and the steps from each to the one before. */
type Model = {
  readonly design: Float64Array;
  readonly gaps: Float64Array;
  readonly width: number;
  readonly count: number;
  readonly middle: number;
  /** Where no value is missing. */
  readonly sums: Sums | undefined;
};

function modelOf(
  values: Float64Array,
  rows: readonly number[],
  changeAt: number,
  season: number | undefined,
): Model {
  const width = season === undefined ? 2 : 4;
  const stride = width + 1;
  const middle = rows.reduce((sum, t) => sum + values[t]!, 0) / rows.length;
  const design = new Float64Array(rows.length * stride);
  const gaps = new Float64Array(rows.length);
  for (const [i, t] of rows.entries()) {
    const at = i * stride;
    design[at] = 1;
    design[at + 1] = t >= changeAt ? 1 : 0;
    if (season !== undefined) {
      const angle = (2 * Math.PI * t) / season;
      design[at + 2] = Math.cos(angle);
      design[at + 3] = Math.sin(angle);
    }
    // Held from the middle, so that a high level takes no digits from small differences.
    design[at + width] = values[t]! - middle;
    gaps[i] = i === 0 ? 0 : t - rows[i - 1]!;
  }
  const whole = rows.length === rows.at(-1)! - rows[0]! + 1;
  const sums = whole ? sumsOf(design, stride, rows.length) : undefined;
  return { design, gaps, width, count: rows.length, middle, sums };
}

type Fit = {
  readonly shift: number;
  readonly before: number;
  readonly residual: number;
  /** Of the shift, for noise of variance 1. */
  readonly shiftVariance: number;
  /** Restricted log likelihood but for constants. */
  readonly likelihood: number;
};

/** Generalised least squares at one φ: rows are made independent, then the normal equations are solved by Cholesky. */
function fitAt(model: Model, phi: number): Fit {
  return model.sums === undefined ? fitOverGaps(model, phi) : fitFromSums(model, model.sums, phi);
}

/**
 * Sums of products that do not depend on φ, for a series without gaps: of all rows but the first, of all but the last, and of each with the one
 * before. The transformed products are then a quadratic in φ, so that trying another φ costs nothing to speak of.
 */
type Sums = {
  readonly first: Float64Array;
  readonly later: Float64Array;
  readonly earlier: Float64Array;
  readonly neighbours: Float64Array;
};

function sumsOf(design: Float64Array, stride: number, count: number): Sums {
  const room = (): Float64Array => new Float64Array(stride * stride);
  const sums = { first: room(), later: room(), earlier: room(), neighbours: room() };
  for (let i = 0; i < count; i += 1) {
    const at = i * stride;
    for (let k = 0; k < stride; k += 1) {
      const one = design[at + k]!;
      for (let l = 0; l <= k; l += 1) {
        const place = k * stride + l;
        const product = one * design[at + l]!;
        if (i === 0) sums.first[place] = product;
        else {
          sums.later[place]! += product;
          sums.neighbours[place]! +=
            one * design[at - stride + l]! + design[at - stride + k]! * design[at + l]!;
        }
        if (i < count - 1) sums.earlier[place]! += product;
      }
    }
  }
  return sums;
}

function fitFromSums({ width, count }: Model, sums: Sums, phi: number): Fit {
  const cross = new Float64Array(sums.first.length);
  const variance = 1 - phi * phi;
  for (let place = 0; place < cross.length; place += 1)
    cross[place] =
      sums.first[place]! +
      (sums.later[place]! - phi * sums.neighbours[place]! + phi * phi * sums.earlier[place]!) / variance;
  return solved(cross, width, count, (count - 1) * Math.log(variance));
}

function fitOverGaps({ design, gaps, width, count }: Model, phi: number): Fit {
  const stride = width + 1;
  const cross = new Float64Array(stride * stride);
  const row = new Float64Array(stride);
  let logVariance = 0;
  for (let i = 0; i < count; i += 1) {
    const gap = gaps[i]!;
    const carried = i === 0 ? 0 : gap === 1 ? phi : phi ** gap;
    const variance = i === 0 ? 1 : 1 - carried * carried;
    const scale = 1 / Math.sqrt(variance);
    logVariance += Math.log(variance);
    for (let k = 0; k < stride; k += 1) {
      const at = i * stride + k;
      row[k] = (design[at]! - (i === 0 ? 0 : carried * design[at - stride]!)) * scale;
    }
    for (let k = 0; k < stride; k += 1)
      for (let l = 0; l <= k; l += 1) cross[k * stride + l]! += row[k]! * row[l]!;
  }
  return solved(cross, width, count, logVariance);
}

function solved(cross: Float64Array, width: number, count: number, logVariance: number): Fit {
  const stride = width + 1;
  // In place: the last row of the factor holds the fitted parts, its corner the root of what is left over.
  let logDeterminant = 0;
  for (let k = 0; k < stride; k += 1) {
    for (let l = 0; l <= k; l += 1) {
      let sum = cross[k * stride + l]!;
      for (let m = 0; m < l; m += 1) sum -= cross[k * stride + m]! * cross[l * stride + m]!;
      cross[k * stride + l] = k === l ? Math.sqrt(Math.max(sum, 0)) : sum / cross[l * stride + l]!;
    }
    if (k < width) logDeterminant += 2 * Math.log(cross[k * stride + k]!);
  }
  const coefficients = new Float64Array(width);
  for (let k = width - 1; k >= 0; k -= 1) {
    let sum = cross[width * stride + k]!;
    for (let m = k + 1; m < width; m += 1) sum -= cross[m * stride + k]! * coefficients[m]!;
    coefficients[k] = sum / cross[k * stride + k]!;
  }
  const residual = cross[width * stride + width]! ** 2;
  return {
    shift: coefficients[1]!,
    before: coefficients[0]!,
    residual,
    shiftVariance: varianceOf(cross, width),
    likelihood: -0.5 * (logVariance + logDeterminant + (count - width) * Math.log(residual)),
  };
}

/** The second diagonal element of the inverse, from the factor: the squared length of one column solved forwards. */
function varianceOf(factor: Float64Array, width: number): number {
  const stride = width + 1;
  const solution = new Float64Array(width);
  let sum = 0;
  for (let k = 1; k < width; k += 1) {
    let value = k === 1 ? 1 : 0;
    for (let m = 1; m < k; m += 1) value -= factor[k * stride + m]! * solution[m]!;
    solution[k] = value / factor[k * stride + k]!;
    sum += solution[k]! ** 2;
  }
  return sum;
}

function likeliestPhi(model: Model): number {
  const step = (strongest - weakest) / gridSteps;
  let [best, at] = [-Infinity, 0];
  for (let k = 0; k <= gridSteps; k += 1) {
    const { likelihood } = fitAt(model, weakest + k * step);
    if (likelihood > best) [best, at] = [likelihood, weakest + k * step];
  }
  let [from, to] = [Math.max(weakest, at - step), Math.min(strongest, at + step)];
  let [one, other] = [to - golden * (to - from), from + golden * (to - from)];
  let [left, right] = [fitAt(model, one).likelihood, fitAt(model, other).likelihood];
  for (let k = 0; k < refinements; k += 1) {
    if (left >= right) {
      [to, other, right] = [other, one, left];
      one = to - golden * (to - from);
      left = fitAt(model, one).likelihood;
    } else {
      [from, one, left] = [one, other, right];
      other = from + golden * (to - from);
      right = fitAt(model, other).likelihood;
    }
  }
  return (from + to) / 2;
}
