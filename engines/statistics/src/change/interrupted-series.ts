import { autoregression } from "./autoregression.ts";
import type { Autoregression } from "./autoregression.ts";
import { estimateOf, refused } from "./estimate.ts";
import type { Estimate, Estimated } from "./estimate.ts";
import { fittedAt, leastSquares, quadratic } from "./least-squares.ts";
import type { LeastSquares } from "./least-squares.ts";
import { neweyWest } from "./newey-west.ts";

/**
 * How errors are taken to hang together. `ar1-reml` is usual; `ar1-ml` compares models; `newey-west` assumes less but needs long series;
 * `ordinary` pretends that they do not, and is too sure of itself on nearly every real series.
 */
export type ErrorModel = "ar1-reml" | "ar1-ml" | "newey-west" | "ordinary";

/** One time of the series as drawn: what was seen, the model's line, and that line carried on as if nothing had changed. */
export type InterruptedPoint = {
  readonly index: number;
  readonly value?: number;
  readonly fitted: number;
  readonly withoutChange: number;
};

/** What changed at a given time. */
export type InterruptedSeries = {
  readonly errors: ErrorModel;
  /** Index of the first point after the change. */
  readonly changeAt: number;
  readonly intercept: Estimate;
  /** Change a step before the interruption. */
  readonly time: Estimate;
  /** The jump at the change. */
  readonly level: Estimate;
  /** How much the change a step differs afterwards. */
  readonly slope: Estimate;
  /** With and without the change at the last point: level + steps since × slope. */
  readonly effectAtLast: Estimate;
  readonly season: readonly Estimate[];
  readonly points: readonly InterruptedPoint[];
  readonly degrees: number;
  readonly sigma: number;
  /** For `ordinary` and `newey-west`: share of variation explained, Durbin-Watson, correlation of neighbouring errors. */
  readonly fit?: { readonly rSquared: number; readonly durbinWatson: number; readonly neighbours: number };
  /** For AR(1): how strongly an error carries over to the next, and the likelihood. */
  readonly dependence?: Pick<Autoregression, "phi" | "logLikelihood" | "aic" | "bic">;
  readonly reason: string;
};

/** The question: did the level or the slope change at a time chosen beforehand? */
export type InterruptedAsked = {
  /** In order of time, one a step; NaN where missing. */
  readonly values: Float64Array;
  /** Index of the first point after the change. */
  readonly changeAt: number;
  readonly errors?: ErrorModel | undefined;
  /** Steps errors may reach, for `newey-west`; 4 (n/100)^(2/9), cut to a whole number, when left out. */
  readonly lag?: number | undefined;
  /** Steps in a year: adds one wave a year. */
  readonly seasonLength?: number | undefined;
  /** Values needed before and after; 8 unless a reference's shorter series is to be repeated. */
  readonly pointsEachSide?: number | undefined;
};

const usualPointsEachSide = 8;
/** Squared errors below this share of the squared values are rounding, not variation. */
const noError = 1e-24;

/**
 * Interrupted time series: how far level and slope changed at a time fixed beforehand, with intervals that allow for autocorrelation.
 *
 * value = intercept + time × t + level × [t ≥ t0] + slope × max(0, t - t0), t = 1, 2, ...; so `level` is the jump at t0 itself. Intervals on
 * Student's t with n - k degrees of freedom. It shows that something changed then, not why: look at similar places and at other
 * events. A time picked because the series changed there makes p far too small.
 *
 * @returns refused with fewer than 8 values on a side, no variation, a unit root, or missing values under Newey-West
 * @throws RangeError for a change outside the series, a lag or season that makes no sense, or infinite values
 * @source Wagner AK et al (2002) J Clin Pharm Ther 27:299; Bernal JL et al (2017) Int J Epidemiol 46:348; lag: Newey WK, West KD (1994) Rev Econ Stud 61:631; R stats, sandwich, nlme
 * @example values 1 2 3 4 5 6 7 8 18 19 20 ..., changeAt 8: level 9, slope 0
 */
export function interruptedSeries(asked: InterruptedAsked): Estimated<InterruptedSeries> {
  const { values, changeAt, errors = "ar1-reml", pointsEachSide = usualPointsEachSide } = asked;
  check(asked);
  const rows = [...values.keys()].filter((row) => !Number.isNaN(values[row]!));
  const before = rows.filter((row) => row < changeAt).length;
  const after = rows.length - before;
  if (before < pointsEachSide || after < pointsEachSide) {
    return refused(
      "too-few-points",
      `There are ${String(before)} values before the change and ${String(after)} after it; ${String(pointsEachSide)} on each side are needed.`,
    );
  }
  if (rows.every((row) => values[row] === values[rows[0]!])) {
    return refused(
      "no-variation",
      `All ${String(rows.length)} values are ${String(values[rows[0]!])}: nothing changed, and there is no variation to test against.`,
    );
  }
  if (errors === "newey-west" && rows.length < values.length) {
    return refused(
      "missing-values",
      `${String(values.length - rows.length)} values are missing; Newey-West errors need every step. Use AR(1) errors.`,
    );
  }
  const data = {
    columns: design(asked, rows),
    y: Float64Array.from(rows, (row) => values[row]!),
    times: Float64Array.from(rows, (row) => row + 1),
  };
  const fit = leastSquares(data.columns, data.y);
  if (fit === undefined || rows.length <= data.columns.length) return cannotSeparate();
  if (fit.rss <= noError * data.y.reduce((sum, value) => sum + value * value, 0)) {
    return refused(
      "no-variation",
      "The values follow the model without any error, so there is no variation to test against.",
    );
  }
  if (errors === "ar1-reml" || errors === "ar1-ml") return withDependence(asked, errors, data);
  const sigma2 = fit.rss / (rows.length - data.columns.length);
  const covariance =
    errors === "ordinary"
      ? fit.inverse.map((value) => value * sigma2)
      : neweyWest(data.columns, fit, asked.lag ?? usualLag(rows.length));
  const value = answered(asked, {
    errors,
    coefficients: fit.coefficients,
    covariance,
    sigma: Math.sqrt(sigma2),
    rows: rows.length,
  });
  return { ok: true, value: { ...value, fit: fitOf(fit, data.y) } };
}

/** Newey and West's own rule of thumb for how far errors reach. */
function usualLag(n: number): number {
  return Math.floor(4 * (n / 100) ** (2 / 9));
}

function cannotSeparate(): Estimated<never> {
  return refused(
    "cannot-separate",
    "Level, slope and season cannot be told apart in this series: it is too short, or too much is missing.",
  );
}

function withDependence(
  asked: InterruptedAsked,
  errors: "ar1-reml" | "ar1-ml",
  data: Parameters<typeof autoregression>[0],
): Estimated<InterruptedSeries> {
  const found = autoregression(data, errors === "ar1-reml" ? "reml" : "ml");
  if (found === undefined) return cannotSeparate();
  if (found === "dependence-too-strong") {
    return refused(
      "dependence-too-strong",
      "Each value follows so closely from the one before that a change of level cannot be told from ordinary wandering.",
    );
  }
  const { phi, logLikelihood, aic, bic } = found;
  return {
    ok: true,
    value: {
      ...answered(asked, { ...found, errors, rows: data.y.length }),
      dependence: { phi, logLikelihood, aic, bic },
    },
  };
}

function design(
  asked: Pick<InterruptedAsked, "changeAt" | "seasonLength">,
  rows: readonly number[],
): Float64Array[] {
  const column = (of: (row: number) => number): Float64Array => Float64Array.from(rows, of);
  const { changeAt, seasonLength } = asked;
  const trend = [
    column(() => 1),
    column((row) => row + 1),
    column((row) => (row >= changeAt ? 1 : 0)),
    column((row) => Math.max(0, row - changeAt)),
  ];
  if (seasonLength === undefined) return trend;
  const angle = (row: number): number => (2 * Math.PI * (row + 1)) / seasonLength;
  return [...trend, column((row) => Math.sin(angle(row))), column((row) => Math.cos(angle(row)))];
}

const levelColumn = 2;
const slopeColumn = 3;

function answered(
  asked: InterruptedAsked,
  found: {
    readonly errors: ErrorModel;
    readonly coefficients: Float64Array;
    readonly covariance: Float64Array;
    readonly sigma: number;
    readonly rows: number;
  },
): InterruptedSeries {
  const { values, changeAt } = asked;
  const { coefficients, covariance, errors, sigma } = found;
  const width = coefficients.length;
  const degrees = found.rows - width;
  const combined = (weights: Float64Array): Estimate =>
    estimateOf({
      estimate: weights.reduce((sum, weight, k) => sum + weight * coefficients[k]!, 0),
      standardError: Math.sqrt(quadratic(covariance, weights)),
      degrees,
    });
  const single = (k: number): Estimate => combined(new Float64Array(width).fill(1, k, k + 1));
  const atLast = new Float64Array(width);
  atLast[levelColumn] = 1;
  atLast[slopeColumn] = values.length - 1 - changeAt;
  const effectAtLast = combined(atLast);
  return {
    errors,
    changeAt,
    intercept: single(0),
    time: single(1),
    level: single(levelColumn),
    slope: single(slopeColumn),
    effectAtLast,
    season: Array.from({ length: width - 4 }, (_, k) => single(k + 4)),
    points: pointsOf(asked, coefficients),
    degrees,
    sigma,
    reason: reasonOf(effectAtLast),
  };
}

function pointsOf(asked: InterruptedAsked, coefficients: Float64Array): InterruptedPoint[] {
  const columns = design(asked, [...asked.values.keys()]);
  const without = coefficients.map((value, k) => (k === levelColumn || k === slopeColumn ? 0 : value));
  return Array.from(asked.values, (value, index) => ({
    index,
    ...(Number.isNaN(value) ? {} : { value }),
    fitted: fittedAt(columns, coefficients, index),
    withoutChange: fittedAt(columns, without, index),
  }));
}

function reasonOf({ estimate, lower, upper, p }: Estimate): string {
  const amount = (value: number): string => String(Number(value.toPrecision(3)));
  const where = `At the last point the values are ${amount(Math.abs(estimate))} ${estimate < 0 ? "lower" : "higher"} than the earlier course would have brought`;
  const range = `95 per cent interval ${amount(lower)} to ${amount(upper)}`;
  return p <= 0.05 ? `${where} (${range}).` : `${where}, but that may be chance (${range}).`;
}

function fitOf(fit: LeastSquares, y: Float64Array): NonNullable<InterruptedSeries["fit"]> {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  let [steps, products] = [0, 0];
  for (let row = 1; row < y.length; row += 1) {
    steps += (fit.residuals[row]! - fit.residuals[row - 1]!) ** 2;
    products += fit.residuals[row]! * fit.residuals[row - 1]!;
  }
  return { rSquared: 1 - fit.rss / total, durbinWatson: steps / fit.rss, neighbours: products / fit.rss };
}

function check({
  values,
  changeAt,
  lag = 0,
  seasonLength = 12,
  pointsEachSide = usualPointsEachSide,
}: InterruptedAsked): void {
  if (!Number.isInteger(changeAt) || changeAt < 1 || changeAt >= values.length) {
    throw new RangeError(
      `The change must lie inside the series of ${String(values.length)} values, not at ${String(changeAt)}.`,
    );
  }
  if (!Number.isInteger(lag) || lag < 0 || lag >= values.length)
    throw new RangeError(
      `Errors reach 0 or more whole steps, fewer than the series has, not ${String(lag)}.`,
    );
  if (!(seasonLength > 2)) throw new RangeError(`A year has more than 2 steps, not ${String(seasonLength)}.`);
  if (!Number.isInteger(pointsEachSide) || pointsEachSide < 2)
    throw new RangeError(`At least 2 points on each side are needed, not ${String(pointsEachSide)}.`);
  if (values.some((value) => Math.abs(value) === Infinity))
    throw new RangeError("A series has finite values, and NaN where one is missing.");
}
