import { similarPlaces } from "@concordat/statistics";

/** What places are held to be alike by. */
export interface PlaceFeatures {
  readonly areaId: string;
  /** Average score of the index of multiple deprivation, 2025. */
  readonly deprivation: number;
  /** Fractions of 1 of the residents. */
  readonly under20: number;
  readonly over65: number;
  readonly residents: number;
}

/** A place with how unlike it is to the one asked about: 0 is alike, 1 a standard deviation apart on average. */
export interface Similar extends PlaceFeatures {
  readonly distance: number;
}

export const similarCount = 10;

/**
 * The places most like one by deprivation, age and size, the nearest first; empty where the place lacks one of them.
 *
 * Four features count alike, each in standard deviations over all places given; size by its logarithm, or the largest would be like nobody. Give
 * places of one kind only: a district is not like the county it lies in.
 */
export function similarTo(areaId: string, places: readonly PlaceFeatures[]): readonly Similar[] {
  const place = places.findIndex((one) => one.areaId === areaId);
  if (place < 0 || places.length < 3) return [];
  const features = Float64Array.from(
    places.flatMap((one) => [one.deprivation, one.under20, one.over65, Math.log(one.residents)]),
  );
  const count = Math.min(similarCount, places.length - 1);
  return similarPlaces({ features, featureCount: 4, place, count }).map(({ index, distance }) => ({
    ...places[index]!,
    distance,
  }));
}

/**
 * What a county's districts have together: residents added up, shares and the deprivation score as averages by residents.
 *
 * The average of published scores by residents is close to what a published score of the county would be, and is no published figure.
 *
 * @param parts all districts of the county, at least one
 */
export function featuresTogether(areaId: string, parts: readonly PlaceFeatures[]): PlaceFeatures {
  const residents = parts.reduce((sum, one) => sum + one.residents, 0);
  const average = (of: (one: PlaceFeatures) => number): number =>
    parts.reduce((sum, one) => sum + of(one) * one.residents, 0) / residents;
  return {
    areaId,
    residents,
    deprivation: average((one) => one.deprivation),
    under20: average((one) => one.under20),
    over65: average((one) => one.over65),
  };
}
