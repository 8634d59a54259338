import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneGroup } from "../column/group.ts";
import { suppress, suppressionRules } from "./index.ts";

const { belowFive } = suppressionRules;

describe("suppression", () => {
  it("invariant 8: leaves every small count at least two values that fit all that is shown", () => {
    const tables = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(tables, (counts) => {
        const found = suppress({
          counts: Float64Array.from(counts),
          rule: belowFive,
          totals: oneGroup(counts.length),
        });
        if (found.hideTotal[0] === 1) return;
        for (const [cell, mark] of found.mark.entries()) {
          if (mark === 1) expect(possibleValues(counts, found.mark, cell).size).toBeGreaterThanOrEqual(2);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Every value a cell could have for a reader who knows the total, the shown cells, and why each other is hidden. */
function possibleValues(counts: readonly number[], mark: Uint8Array, asked: number): Set<number> {
  const hidden = counts.map((_, cell) => cell).filter((cell) => mark[cell] !== 0);
  const sum = hidden.reduce((total, cell) => total + (counts[cell] ?? 0), 0);
  const found = new Set<number>();
  const place = (at: number, left: number, value: number): void => {
    const cell = hidden[at];
    if (cell === undefined) {
      if (left === 0) found.add(value);
      return;
    }
    const [least, most] = mark[cell] === 1 ? [1, 4] : [5, left];
    for (let one = least; one <= Math.min(most, left); one += 1)
      place(at + 1, left - one, cell === asked ? one : value);
  };
  place(0, sum, Number.NaN);
  return found;
}
