/** Another place and how unlike it is. */
export type SimilarPlace = { readonly index: number; readonly distance: number };

/** What places are compared by. */
export type SimilarityAsked = {
  /** Features of each place, one place after the other; NaN where not known. */
  readonly features: Float64Array;
  readonly featureCount: number;
  /** The place asked about. */
  readonly place: number;
  readonly count: number;
  /** How much each feature counts; all alike when left out. */
  readonly weights?: readonly number[] | undefined;
};

/**
 * The places most like a given one by published features such as deprivation, age and size; the list is to be shown with every comparison.
 *
 * Each feature is taken in standard deviations over all places that have it; distance = √(Σ weight × difference² / Σ weight). A place with a feature
 * missing is never chosen, nor can such a place be asked about: its distance would rest on less. A feature that is the same everywhere
 * counts for nothing. Take logarithms of sizes first, or the largest places are like nobody.
 *
 * @returns nearest first, ties in order of index; empty where the place lacks a feature
 * @throws RangeError where features, place, count or weights do not fit together
 * @source nearest neighbours by squared standardised differences, as CIPFA and NHS England's similar-ICB lists work
 * @example one feature 1 2 4 8, place 0, count 2: places 1 and 2
 */
export function similarPlaces(asked: SimilarityAsked): SimilarPlace[] {
  const { features, featureCount, place, count } = asked;
  const places = features.length / featureCount;
  const weights = asked.weights ?? Array.from({ length: featureCount }, () => 1);
  check(asked, places, weights);
  const scales = Array.from({ length: featureCount }, (_, k) => deviationOf(features, k, featureCount));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const found: SimilarPlace[] = [];
  for (let other = 0; other < places; other += 1) {
    let sum = 0;
    for (let k = 0; k < featureCount; k += 1) {
      const difference = features[other * featureCount + k]! - features[place * featureCount + k]!;
      sum += scales[k] === 0 ? difference : weights[k]! * (difference / scales[k]!) ** 2;
    }
    if (other !== place && !Number.isNaN(sum)) found.push({ index: other, distance: Math.sqrt(sum / whole) });
  }
  return found.toSorted((a, b) => a.distance - b.distance || a.index - b.index).slice(0, count);
}

function deviationOf(features: Float64Array, k: number, featureCount: number): number {
  const known = features.filter((value, i) => i % featureCount === k && !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1));
}

function check(
  { featureCount, place, count }: SimilarityAsked,
  places: number,
  weights: readonly number[],
): void {
  if (!Number.isInteger(places) || !Number.isInteger(place) || place < 0 || place >= places) {
    throw new RangeError(`There is no place ${String(place)} among ${String(places)}.`);
  }
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`A list has 1 place or more, not ${String(count)}.`);
  if (
    weights.length !== featureCount ||
    !weights.every((weight) => weight >= 0) ||
    !weights.some((weight) => weight > 0)
  ) {
    throw new RangeError(
      `Each of ${String(featureCount)} features needs a weight of 0 or more, and one above 0.`,
    );
  }
}
