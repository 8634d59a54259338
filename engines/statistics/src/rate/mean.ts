import { confidenceDefault, emptyColumns, tailOf } from "../column/interval.ts";
import type { IntervalColumns } from "../column/interval.ts";
import { oneGroup, sumByGroup } from "../column/group.ts";
import type { Groups } from "../column/group.ts";
import { studentQuantile } from "../distributions/student-t.ts";

/** Means with limits, and what they were made of. */
export type MeanColumns = IntervalColumns & {
  readonly sum: Float64Array;
  readonly count: Float64Array;
  /** Standard deviation with n - 1; NaN for one value. */
  readonly deviation: Float64Array;
};

/**
 * The mean of each group, with Student's t limits.
 *
 * mean ± t(n - 1)·sd/√n. For measurements that spread about evenly around their mean. One value has a mean and no
 * limits. A missing value (NaN) makes its group's mean missing.
 *
 * @source Student (1908) Biometrika 6:1
 * @example means({ values: Float64Array.of(4, 6, 8) }) // 6 (1.03, 10.97), from t = 4.3027, sd = 2
 */
export function means(of: {
  readonly values: Float64Array;
  readonly groups?: Groups;
  readonly confidence?: number;
}): MeanColumns {
  const groups = of.groups ?? oneGroup(of.values.length);
  const tail = tailOf(of.confidence ?? confidenceDefault);
  const sum = sumByGroup(of.values, groups);
  const count = sumByGroup(new Float64Array(of.values.length).fill(1), groups);
  const squares = new Float64Array(groups.count);
  for (let row = 0; row < of.values.length; row += 1) {
    const group = groups.of[row] ?? 0;
    const gap = (of.values[row] ?? Number.NaN) - (sum[group] ?? Number.NaN) / (count[group] ?? 1);
    squares[group] = (squares[group] ?? 0) + gap * gap;
  }
  const deviation = squares.map((square, group) => Math.sqrt(square / ((count[group] ?? 0) - 1)));
  const found = emptyColumns(groups.count);
  for (let group = 0; group < groups.count; group += 1) {
    const n = count[group] ?? 0;
    const mean = (sum[group] ?? Number.NaN) / n;
    const reach = (-studentQuantile(tail, n - 1) * (deviation[group] ?? Number.NaN)) / Math.sqrt(n);
    found.value[group] = mean;
    found.lower[group] = mean - reach;
    found.upper[group] = mean + reach;
  }
  return { ...found, sum, count, deviation };
}
