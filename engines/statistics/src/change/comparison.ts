import { estimateOf, refused } from "./estimate.ts";
import type { Estimate, Estimated } from "./estimate.ts";
import { leastSquares } from "./least-squares.ts";
import { neweyWest } from "./newey-west.ts";

/** What became of a place beside what became of similar places. */
export type Comparison = {
  readonly treatedBefore: number;
  readonly treatedAfter: number;
  readonly comparatorsBefore: number;
  readonly comparatorsAfter: number;
  /** Change of the place less change of the comparators, errors allowed to hang together over `lag` steps. The one to report. */
  readonly effect: Estimate;
  /** The same with errors taken as independent. */
  readonly ordinary: Estimate;
  /** The same clustered by place; too sure of itself with one treated place, kept for comparison with published work. Absent under two comparators. */
  readonly clustered?: Estimate;
  /** The same difference for every place in turn, beside all the others. */
  readonly placebos: readonly { readonly unit: number; readonly effect: number; readonly rank: number }[];
  /** Share of places, this one among them, that changed at least as much beside the rest: a p that assumes little. */
  readonly placeboP: number;
  /** To draw: the place and the plain average of the others. */
  readonly points: readonly {
    readonly index: number;
    readonly treated: number;
    readonly comparators: number;
  }[];
  readonly reason: string;
};

/** The question: did this place change more than similar places at a time fixed beforehand? */
export type ComparisonAsked = {
  /** Values of each place, one place after the other, all over the same times. */
  readonly values: Float64Array;
  readonly units: number;
  /** Which place is asked about. */
  readonly treated: number;
  /** Index of the first time after the change. */
  readonly changeAt: number;
  /** Steps errors may reach. */
  readonly lag: number;
};

/**
 * Comparison with similar places (difference in differences): the place's change less theirs.
 *
 * difference(t) = place - average of the others; effect = average difference after - before. Trust it where the two moved together before:
 * look at the drawing. With few similar places `placeboP` cannot be small: with m places at least 1/m.
 *
 * @returns refused with no comparator, fewer than 2 times on a side, missing values, or differences that never vary
 * @throws RangeError where values, units, treated, changeAt or lag do not fit together
 * @source Angrist JD, Pischke JS, Mostly Harmless Econometrics, chapter 5; Abadie A et al (2010) J Am Stat Assoc 105:493 for placebos
 * @example place 5 5 9 9, the other 1 1 2 2: effect 4 - 1 = 3
 */
export function comparison(asked: ComparisonAsked): Estimated<Comparison> {
  const { values, units, treated, changeAt } = asked;
  const times = values.length / units;
  check(asked, times);
  if (units < 2) return refused("too-few-points", "There is no other place to compare with.");
  if (changeAt < 2 || times - changeAt < 2)
    return refused(
      "too-few-points",
      `${String(changeAt)} times before and ${String(times - changeAt)} after are too few; 2 on each side are needed.`,
    );
  if (values.some((value) => !Number.isFinite(value)))
    return refused("missing-values", "Values are missing; leave that place out, or those times.");
  const rows = Array.from({ length: units }, (_, unit) => values.subarray(unit * times, (unit + 1) * times));
  const others = averageOfOthers(rows, treated);
  const tested = differenceTested(
    rows[treated]!.map((value, t) => value - others[t]!),
    asked,
  );
  if (tested === undefined) {
    return refused(
      "no-variation",
      "The difference between the places never varies, so nothing can be tested.",
    );
  }
  const placebos = ranked(
    rows.map((row, unit) => {
      const rest = averageOfOthers(rows, unit);
      return {
        unit,
        effect: changeOf(
          row.map((value, t) => value - rest[t]!),
          changeAt,
        ),
      };
    }),
  );
  const [treatedBefore, treatedAfter] = sides(rows[treated]!, changeAt);
  const [comparatorsBefore, comparatorsAfter] = sides(others, changeAt);
  return {
    ok: true,
    value: {
      treatedBefore,
      treatedAfter,
      comparatorsBefore,
      comparatorsAfter,
      ...tested,
      ...(units > 2 ? { clustered: clusteredEffect(rows, asked, tested.effect.estimate) } : {}),
      placebos,
      placeboP: placebos[treated]!.rank / units,
      points: Array.from(rows[treated]!, (value, index) => ({
        index,
        treated: value,
        comparators: others[index]!,
      })),
      reason: reasonOf(tested.effect, placebos[treated]!.rank, units),
    },
  };
}

/** Squared errors below this share of the squared differences are rounding, not variation. */
const noError = 1e-24;

/** The change of the difference, with errors that hang together and without; undefined where it never varies around its two levels. */
function differenceTested(
  difference: Float64Array,
  { changeAt, lag }: ComparisonAsked,
): Pick<Comparison, "effect" | "ordinary"> | undefined {
  const columns = [difference.map(() => 1), difference.map((_, t) => Number(t >= changeAt))];
  const fit = leastSquares(columns, difference)!;
  if (fit.rss <= noError * difference.reduce((sum, value) => sum + value * value, 0)) return undefined;
  const estimate = fit.coefficients[1]!;
  const degrees = difference.length - 2;
  const variance = (fit.inverse[3]! * fit.rss) / degrees;
  return {
    effect: estimateOf({ estimate, standardError: Math.sqrt(neweyWest(columns, fit, lag)[3]!), degrees }),
    ordinary: estimateOf({ estimate, standardError: Math.sqrt(variance), degrees }),
  };
}

function averageOfOthers(rows: readonly Float64Array[], unit: number): Float64Array {
  const average = new Float64Array(rows[0]!.length);
  for (const [k, row] of rows.entries())
    if (k !== unit) for (const [t, value] of row.entries()) average[t]! += value;
  return average.map((sum) => sum / (rows.length - 1));
}

function sides(row: Float64Array, changeAt: number): [number, number] {
  return [mean(row.subarray(0, changeAt)), mean(row.subarray(changeAt))];
}

function changeOf(row: Float64Array, changeAt: number): number {
  const [before, after] = sides(row, changeAt);
  return after - before;
}

function ranked(
  effects: readonly { readonly unit: number; readonly effect: number }[],
): Comparison["placebos"] {
  return effects.map((one) => ({
    ...one,
    rank: effects.filter(({ effect }) => Math.abs(effect) >= Math.abs(one.effect)).length,
  }));
}

/** Two-way fixed effects, clustered by place (HC1, with the small-sample factor of clusters), t on places - 1 degrees. */
function clusteredEffect(
  rows: readonly Float64Array[],
  { treated, changeAt }: ComparisonAsked,
  estimate: number,
): Estimate {
  const [units, times] = [rows.length, rows[0]!.length];
  const x = rows.map((row, unit) => row.map((_, t) => Number(unit === treated && t >= changeAt)));
  const [flatX, flatY] = [withoutMeans(x), withoutMeans(rows)];
  let [squares, scores] = [0, 0];
  for (const [unit, row] of flatX.entries()) {
    let score = 0;
    for (const [t, value] of row.entries()) {
      squares += value * value;
      score += value * (flatY[unit]![t]! - estimate * value);
    }
    scores += score * score;
  }
  const cells = units * times;
  const correction = ((units / (units - 1)) * (cells - 1)) / (cells - units - times);
  return estimateOf({
    estimate,
    standardError: Math.sqrt(correction * scores) / squares,
    degrees: units - 1,
  });
}

/** Takes the average of each place and each time out. */
function withoutMeans(rows: readonly Float64Array[]): Float64Array[] {
  const places = rows.map(mean);
  const times = rows[0]!.map((_, t) => rows.reduce((sum, row) => sum + row[t]!, 0) / rows.length);
  const all = mean(times);
  return rows.map((row, unit) => row.map((value, t) => value - places[unit]! - times[t]! + all));
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function reasonOf({ estimate, lower, upper }: Estimate, rank: number, units: number): string {
  const amount = (value: number): string => String(Number(value.toPrecision(3)));
  const more = `The place changed by ${amount(Math.abs(estimate))} ${estimate < 0 ? "less" : "more"} than similar places (95 per cent interval ${amount(lower)} to ${amount(upper)})`;
  return `${more}; of ${String(units)} places ${String(rank)} changed at least as much beside the rest.`;
}

function check({ values, units, treated, changeAt, lag }: ComparisonAsked, times: number): void {
  const whole = [units, treated, changeAt, lag, times].every(Number.isInteger);
  if (!whole || units < 1 || times < 1)
    throw new RangeError(
      `${String(values.length)} values cannot be shared evenly by ${String(units)} places.`,
    );
  if (treated < 0 || treated >= units)
    throw new RangeError(`There is no place ${String(treated)} among ${String(units)}.`);
  if (changeAt < 1 || changeAt >= times)
    throw new RangeError(
      `The change must lie inside the ${String(times)} times, not at ${String(changeAt)}.`,
    );
  if (lag < 0 || lag >= times)
    throw new RangeError(`Errors reach 0 or more steps, fewer than the times, not ${String(lag)}.`);
}
