import { magnitude, pence, sumOf } from "./pence.ts";
import type { Pence } from "./pence.ts";

/**
 * Splits an amount into whole pence by weights, by largest remainder: every penny is given once.
 *
 * Each part is its exact share rounded down; the pennies left go, one each, to the parts that lost most by rounding.
 * Where two lost the same the one listed first gets it, so the order of the weights is part of the rule and is to be stated.
 * A part of weight 0 gets nothing. A negative amount is the mirror of the positive one.
 *
 * @param amount   in pence
 * @param weights  whole numbers, none below 0; not all 0 unless the amount is 0
 * @returns as many parts as weights, in their order; their sum is the amount
 * @throws RangeError when a weight is below 0, or there is an amount and no weight above 0
 * @source Hamilton's method of largest remainders
 * @example allocate(pence(1003n), [49n, 51n]) // [491n, 512n]
 * @example allocate(pence(-5n), [100n, 101n, 100n, 100n]) // [-1n, -2n, -1n, -1n]
 * @example allocate(pence(1n), [0n]) // throws RangeError
 */
export function allocate(amount: Pence, weights: readonly bigint[]): readonly Pence[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError("A weight below 0 cannot have a share.");
  const whole = sumOf(weights);
  if (whole === 0n) {
    if (amount !== 0n) throw new RangeError("An amount cannot be shared out by weights that are all 0.");
    return weights.map(() => pence(0n));
  }
  const size = magnitude(amount);
  const parts = weights.map((weight) => (size * weight) / whole);
  let left = size - sumOf(parts);
  if (left > 0n) {
    const lost = weights.map((weight, place) => ({ place, remainder: (size * weight) % whole }));
    lost.sort((a, b) => compare(b.remainder, a.remainder) || a.place - b.place);
    for (const { place } of lost) {
      if (left === 0n) break;
      parts[place] = (parts[place] as bigint) + 1n;
      left -= 1n;
    }
  }
  return parts.map((part) => pence(amount < 0n ? -part : part));
}

/**
 * Meets several needs from what there is: all in full where it is enough, otherwise in proportion to the needs.
 *
 * No need gets more than it asked for.
 *
 * @param available  in pence, 0 or more
 * @param needs      in pence, each 0 or more
 * @example meet(pence(100n), [pence(50n), pence(150n)]) // [25n, 75n]
 * @example meet(pence(300n), [pence(50n), pence(150n)]) // [50n, 150n]
 */
export function meet(available: Pence, needs: readonly Pence[]): readonly Pence[] {
  if (available < 0n) throw new RangeError("Nothing can be taken from less than nothing.");
  return sumOf(needs) <= available ? needs : allocate(available, needs);
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
