import type { FunnelOfPlaces } from "./funnel-of-places.ts";

/** The indicator of the mortality story. */
export const mortalityIndicator = "shmi.ratio";

/** The trusts of the mortality indicator by the side of the limits they lie on. */
export interface MortalityCounts {
  readonly trusts: number;
  readonly higher: number;
  readonly lower: number;
  /** By the same 95 per cent limits of chance alone. */
  readonly naiveHigher: number;
  readonly naiveLower: number;
  /** How many of so many would lie outside 95 per cent limits if every trust were alike. */
  readonly byChance: number;
}

const outsideShare = 0.05;

/** Counts of the funnel at its 95 per cent limits: those of NHS England's bands. */
export function mortalityCounts({ places }: Pick<FunnelOfPlaces, "places">): MortalityCounts {
  const count = (of: "place" | "placeByChance", side: string): number =>
    places.filter(({ point }) => point[of].startsWith(side)).length;
  return {
    trusts: places.length,
    higher: count("place", "high"),
    lower: count("place", "low"),
    naiveHigher: count("placeByChance", "high"),
    naiveLower: count("placeByChance", "low"),
    byChance: Math.round(places.length * outsideShare),
  };
}

/** What publishers of the indicator say of it, in our words, each with where they say it. */
export const mortalityWarnings = [
  {
    text: "NHS England calls the indicator a smoke alarm: a trust outside its limits is one to look into, and being outside is by itself no finding about its care.",
    source: "NHS England, Summary Hospital-level Mortality Indicator, notes of the publication",
  },
  {
    text: "Its publisher says that trusts must not be held directly against each other by it, and that ranking them by it is inappropriate; it is to be read beside other evidence.",
    source: "Health and Social Care Information Centre, 27 January 2015, content.digital.nhs.uk/article/5987",
  },
  {
    text: "Expected deaths are an estimate from England's averages and the patients' age, sex, conditions and way of admission. How ill somebody is with a condition is not in it, nor how well deaths and conditions are coded.",
    source: "NHS Digital, 14 December 2016, digital.nhs.uk/article/1154",
  },
] as const;

/** What this site cannot do about it. */
export const mortalityLimits = [
  "Observed and expected deaths are published rounded to 5, so the ratio of a small trust is known to about one per cent.",
  "The official band of each trust is not held here: whether it lies outside is worked out by this site with the published method, and near the limit the two may differ.",
  "The older ratios of 2012 to 2019 are a copy without counts; they are held, but not joined to these.",
  "Trusts without acute hospitals have no such figure. No person's death can be told from it.",
] as const;
