import type { Groups } from "../column/group.ts";
import { quantileGroups } from "../rank/quantile-group.ts";

/** How many small areas (lower-layer super output areas) each edition of the English index ranks. */
export const rankedAreas: Readonly<Record<string, number>> = {
  "2015": 32_844,
  "2019": 32_844,
  "2025": 33_755,
};

/**
 * The national decile of small areas from their rank in England: 1 is the most deprived tenth.
 *
 * The published deciles of the editions 2019 and 2025 for every area. Any areas may be given, since the rank
 * already looks at all of England. For comparing places; within a place see `localQuintiles`.
 *
 * @param ranks  1 (most deprived) to the number of areas ranked; NaN where not known
 * @param vintage  edition, a key of `rankedAreas`
 * @returns 1 to 10; 0 where the rank is not known
 * @throws RangeError for an edition that is not known, or a rank outside it, which is of another edition
 * @source English Indices of Deprivation: ceil(10 × rank / areas)
 * @example nationalDeciles(Float64Array.of(3284, 3285), "2019") // [1, 2]: 3,284.4 areas are a tenth
 */
export function nationalDeciles(ranks: Float64Array, vintage: string): Uint8Array {
  const areas = rankedAreas[vintage];
  if (areas === undefined) {
    const known = Object.keys(rankedAreas).join(", ");
    throw new RangeError(`The edition ${vintage} is not known. Known are ${known}.`);
  }
  return Uint8Array.from(ranks, (rank, row) => {
    if (Number.isNaN(rank)) return 0;
    if (rank >= 1 && rank <= areas) return Math.ceil((10 * rank) / areas);
    throw new RangeError(
      `Row ${row + 1} has the rank ${rank}, but the edition ${vintage} ranks ${areas} areas. Check the edition.`,
    );
  });
}

/**
 * The local quintile of small areas within their place: 1 is the most deprived fifth of that place's areas.
 *
 * For looking within a place. Never for comparing places: the first quintile of a wealthy place may hold no area
 * of England's most deprived half.
 *
 * @param of.ranks  national ranks, 1 the most deprived; all areas of each place must be given
 * @param of.places  the place of each area
 * @returns 1 to 5; 0 where the rank is not known or the place has fewer than five areas
 * @source `quantileGroups`
 * @example localQuintiles({ ranks: Float64Array.of(900, 100, 500, 300, 700), places: oneGroup(5) }) // [5, 1, 3, 2, 4]
 */
export function localQuintiles(of: { readonly ranks: Float64Array; readonly places: Groups }): Uint8Array {
  return quantileGroups({ values: of.ranks, groups: of.places, quantiles: 5, order: "lowest-first" });
}
