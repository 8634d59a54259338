import { magnitude, minus, pence } from "./pence.ts";
import type { Pence } from "./pence.ts";
import type { WrittenMoney } from "./money-text.ts";

/** A printed figure beside what its parts come to: both are kept, and neither is changed to fit. */
export interface Gap {
  readonly printed: Pence;
  readonly computed: Pence;
  /** Computed less printed. */
  readonly gap: Pence;
  /** Whether rounding alone can explain the gap. It need not be the reason. */
  readonly mayBeRounding: boolean;
}

/**
 * Compares a printed figure with what was worked out.
 *
 * Rounding can move the printed figure and every part that was printed as roundly by half a place each.
 *
 * @param printed   the figure as it was written, which knows its place
 * @param computed  what the parts add up to
 * @param parts     how many figures rounded to the same place were added up; 0 where the computed one is exact
 * @example gapOf({ pence: pence(129600000n), place: pence(100000n), unit: "thousands", decimals: 0 }, pence(129700000n), 3).mayBeRounding // true
 */
export function gapOf(printed: WrittenMoney, computed: Pence, parts: number): Gap {
  const gap = pence(computed + minus(printed.pence));
  const mayBeRounding = 2n * magnitude(gap) <= printed.place * BigInt(parts + 1);
  return { printed: printed.pence, computed, gap, mayBeRounding };
}
