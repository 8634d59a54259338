import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRates, difference, fisherExact, ratio } from "./index.ts";

describe("differences and ratios", () => {
  const figure = fc
    .tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 1, max: 9999 }),
    )
    .map((three) => {
      const [lower = 1, value = 1, upper = 1] = three.toSorted((one, other) => one - other);
      return { lower, value, upper };
    });

  it("turn round with their figures", () => {
    fc.assert(
      fc.property(figure, figure, (one, other) => {
        const [forth, back] = [difference(one, other), difference(other, one)];
        expect(forth.lower).toBeCloseTo(-back.upper, 8);
        expect(forth.lower <= forth.value && forth.value <= forth.upper).toBe(true);
        const [over, under] = [ratio(one, other), ratio(other, one)];
        expect(over.lower * under.upper).toBeCloseTo(1, 6);
        expect(over.lower <= over.value * (1 + 1e-12) && over.value <= over.upper * (1 + 1e-12)).toBe(true);
      }),
    );
  });

  it("say the same of no difference and of a ratio of 1", () => {
    fc.assert(
      fc.property(figure, figure, (one, other) => {
        const gap = difference(one, other);
        // But for rounding at the very edge.
        if (Math.abs(gap.lower) > 1e-6) expect(ratio(one, other).lower > 1).toBe(gap.lower > 0);
      }),
    );
  });

  it("give the same chance whichever comes first", () => {
    const share = fc.tuple(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(share, share, ([a, m], [b, n]) => {
        const [one, other] = [
          { events: Math.min(a, m), people: m },
          { events: Math.min(b, n), people: n },
        ];
        expect(fisherExact(one, other).chance).toBeCloseTo(fisherExact(other, one).chance, 10);
        const rates = [
          { events: a, time: m },
          { events: b, time: n },
        ] as const;
        expect(compareRates(rates[0], rates[1]).chance).toBeCloseTo(
          compareRates(rates[1], rates[0]).chance,
          8,
        );
      }),
    );
  });
});
