import { oneGroup, rowsByGroup } from "../column/group.ts";
import type { Groups } from "../column/group.ts";

/** Which end of the values is quantile 1. */
export type QuantileOrder = "highest-first" | "lowest-first";

/**
 * The quantile (decile when left out) that each row's value falls in, within its group.
 *
 * As evenly filled as can be; equal values share a quantile, so one may stay empty. With `highest-first` quantile 1
 * holds the highest values, which for a deprivation score is the most deprived. Not for joining
 * national deciles with local ones: say which was meant with `DeprivationCut`.
 *
 * @param of.order  for all groups, or one for each
 * @returns 1 to `quantiles`; 0 where the value is missing or its group has fewer values than quantiles
 * @throws RangeError unless `quantiles` is a whole number from 2 to 100
 * @source OHID, Public health technical guidance: k + 1 - ceil((N + 1 - rank)/(N/k)), the lowest rank for ties
 * @example quantileGroups({ values: Float64Array.of(10, 40, 30, 20), quantiles: 2, order: "lowest-first" }) // [1, 2, 2, 1]
 */
export function quantileGroups(of: {
  readonly values: Float64Array;
  readonly groups?: Groups;
  readonly quantiles?: number;
  readonly order: QuantileOrder | readonly QuantileOrder[];
}): Uint8Array {
  const quantiles = of.quantiles ?? 10;
  if (!(Number.isInteger(quantiles) && quantiles >= 2 && quantiles <= 100)) {
    throw new RangeError(`${quantiles} quantiles were asked for. Give a whole number from 2 to 100.`);
  }
  const groups = of.groups ?? oneGroup(of.values.length);
  const { rows, start } = rowsByGroup(groups);
  const found = new Uint8Array(of.values.length);
  const signed = new Float64Array(of.values.length);
  for (let group = 0; group < groups.count; group += 1) {
    const order = typeof of.order === "string" ? of.order : of.order[group];
    const sign = order === "highest-first" ? -1 : 1;
    let known = 0;
    for (let at = start[group] ?? 0; at < (start[group + 1] ?? 0); at += 1) {
      const value = of.values[rows[at] ?? 0] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      signed[known] = sign * value;
      known += 1;
    }
    if (known < quantiles) continue;
    const sorted = signed.subarray(0, known).toSorted();
    for (let at = start[group] ?? 0; at < (start[group + 1] ?? 0); at += 1) {
      const row = rows[at] ?? 0;
      const value = of.values[row] ?? Number.NaN;
      if (!Number.isNaN(value))
        found[row] = quantileOfRank(lowestRank(sorted, sign * value), known, quantiles);
    }
  }
  return found;
}

/** How many values are smaller, plus one. */
function lowestRank(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

function quantileOfRank(rank: number, count: number, quantiles: number): number {
  return Math.max(1, Math.floor(quantiles + 1 - Math.ceil((count + 1 - rank) / (count / quantiles))));
}
