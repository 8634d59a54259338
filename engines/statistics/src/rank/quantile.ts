/**
 * The value below which a share of the values lies, by straight lines between the sorted values.
 *
 * R's type 7, Excel's PERCENTILE.INC. Missing values (NaN) are left out.
 *
 * @param share  0 to 1
 * @returns NaN where there are no values
 * @throws RangeError for a share outside 0 to 1
 * @source Hyndman RJ, Fan Y (1996) Am Stat 50:361, definition 7
 * @example quantile(Float64Array.of(3, 1, 2), 0.25) // 1.5
 */
export function quantile(values: Float64Array, share: number): number {
  return quantileOfSorted(sortedKnown(values), share);
}

/** As `quantile` for values already sorted and without gaps, so that several quantiles share one sort. */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`A quantile at ${share} was asked for. Give a share from 0 to 1.`);
  }
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return place === below ? low : low + (place - below) * (high - low);
}

/** The values without the missing ones, ascending. */
export function sortedKnown(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).toSorted();
}
