import { sectorKeys, type AccountEvent, type Sector } from "./account.ts";

/** How the partners of one side rate a statement. */
export interface SideRating {
  readonly sector: Sector;
  /** Partners that gave a rating. */
  readonly count: number;
  /** Partners that cannot say. */
  readonly cannotSay: number;
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
  /** Standard deviation of a sample; absent: fewer than two ratings. */
  readonly deviation?: number;
}

/** One statement as the sides rate it. */
export interface StatementGap {
  readonly number: number;
  readonly words: string;
  readonly sides: readonly SideRating[];
  /** Highest mean of a side less the lowest; absent: fewer than two sides gave a rating. */
  readonly gap?: number;
  readonly cannotSay: number;
}

/**
 * The gap between the sides on each statement, in the order of the statements.
 *
 * Each organisation counts once, whatever its size: it answers in its own name. Who cannot say counts in no mean. With so few
 * partners nothing here speaks of chance.
 */
export function gapsOf(
  event: Pick<AccountEvent, "statements" | "partners" | "ratings">,
): readonly StatementGap[] {
  const sectorOfPartner = new Map(event.partners.map(({ id, sector }) => [id, sector]));
  return event.statements.map(({ number, words }) => {
    const given = event.ratings.filter((one) => one.number === number);
    const sides = sectorKeys.flatMap((sector): readonly SideRating[] => {
      const own = given.filter(({ partnerId }) => sectorOfPartner.get(partnerId) === sector);
      return sideOf(sector, own);
    });
    const means = sides.map(({ mean }) => mean);
    return {
      number,
      words,
      sides,
      cannotSay: given.filter(({ rating }) => rating === undefined).length,
      ...(means.length > 1 && { gap: Math.max(...means) - Math.min(...means) }),
    };
  });
}

function sideOf(sector: Sector, given: readonly { readonly rating?: number }[]): readonly SideRating[] {
  const values = given.flatMap(({ rating }) => (rating === undefined ? [] : [rating]));
  if (values.length === 0) return [];
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return [
    {
      sector,
      count: values.length,
      cannotSay: given.length - values.length,
      mean,
      lowest: Math.min(...values),
      highest: Math.max(...values),
      ...(values.length > 1 && { deviation: Math.sqrt(squares / (values.length - 1)) }),
    },
  ];
}

/** The statement on which the sides are furthest apart; of equals the first. Undefined where no gap can be told. */
export function widestGap(
  gaps: readonly StatementGap[],
): (StatementGap & { readonly gap: number }) | undefined {
  return gaps.reduce<(StatementGap & { readonly gap: number }) | undefined>((widest, one) => {
    const { gap } = one;
    if (gap === undefined || (widest && gap <= widest.gap)) return widest;
    return { ...one, gap };
  }, undefined);
}
