import { quantileOfSorted, sortedKnown } from "./quantile.ts";

/**
 * The values that part a set of areas into so many categories: the lowest, each bound between, the highest.
 *
 * Quantiles of the values rounded to ten places, as Fingertips has them, so that a value on a bound falls on the same
 * side here as there. For colouring a map; not for deciles of people, which `quantileGroups` gives.
 *
 * @returns `categories` + 1 values, or none for fewer than four values
 * @source Fingertips, behaviour of its quartiles and quintiles (2020)
 * @example categoryBounds(Float64Array.of(1, 2, 3, 4, 5), 4) // [1, 2, 3, 4, 5]
 */
export function categoryBounds(values: Float64Array, categories: number): Float64Array {
  const sorted = sortedKnown(values);
  if (sorted.length < fewestForBounds) return new Float64Array(0);
  return Float64Array.from({ length: categories + 1 }, (_, bound) =>
    roundedQuantile(sorted, bound / categories),
  );
}

/** The quantile rounded to ten places, halves away from 0. */
export function roundedQuantile(sorted: Float64Array, share: number): number {
  const exact = quantileOfSorted(sorted, share);
  return (Math.sign(exact) * Math.round(Math.abs(exact) * 1e10)) / 1e10;
}

/**
 * The category of each value: 1 from the lowest bound up, or from the highest down with `highest-first`.
 *
 * @returns 0 for every value where there are fewer values than categories, and for a missing value
 * @source as `categoryBounds`
 * @example valueCategories(Float64Array.of(1, 2, 3, 4, 5), { categories: 5, order: "lowest-first" }) // [1, 2, 3, 4, 5]
 */
export function valueCategories(
  values: Float64Array,
  how: { readonly categories: number; readonly order: "lowest-first" | "highest-first" },
): Uint8Array {
  const found = new Uint8Array(values.length);
  const bounds = categoryBounds(values, how.categories);
  const known = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  if (bounds.length === 0 || known < how.categories) return found;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    let category = 1;
    while (category < how.categories && value > (bounds[category] ?? Number.NaN)) category += 1;
    if (Number.isNaN(value)) continue;
    found[row] = how.order === "lowest-first" ? category : how.categories + 1 - category;
  }
  return found;
}

const fewestForBounds = 4;
