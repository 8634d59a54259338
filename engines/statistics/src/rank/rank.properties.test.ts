import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantileGroups } from "./index.ts";

describe("quantiles of areas", () => {
  it("are as evenly filled as can be, and rise with the value", () => {
    const sets = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 10, maxLength: 200 });
    fc.assert(
      fc.property(sets, (values) => {
        const found = quantileGroups({ values: Float64Array.from(values), order: "lowest-first" });
        const sizes = Array.from(
          { length: 10 },
          (_, at) => found.filter((quantile) => quantile === at + 1).length,
        );
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        const sorted = values
          .map((value, row) => [value, found[row] ?? 0] as const)
          .toSorted((a, b) => a[0] - b[0]);
        expect(sorted.every(([, quantile], at) => at === 0 || quantile >= (sorted[at - 1]?.[1] ?? 0))).toBe(
          true,
        );
      }),
    );
  });

  it("keep equal values together", () => {
    const sets = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 10, maxLength: 80 });
    fc.assert(
      fc.property(sets, (values) => {
        const found = quantileGroups({ values: Float64Array.from(values), order: "highest-first" });
        for (const [row, value] of values.entries()) expect(found[values.indexOf(value)]).toBe(found[row]);
      }),
    );
  });
});
