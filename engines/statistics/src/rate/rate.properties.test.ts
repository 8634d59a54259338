import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poissonCdf, poissonUpper } from "../distributions/index.ts";
import { countLimits, exactCountLimits, proportions, rates, wilson } from "./index.ts";

const counts = fc
  .tuple(fc.nat({ max: 100_000 }), fc.nat({ max: 100_000 }))
  .map(([one, other]) => ({ events: Math.min(one, other), people: Math.max(one, other) + 1 }));
const confidence = fc.constantFrom(0.9, 0.95, 0.99, 0.998);

describe("proportions", () => {
  it("invariant 3: lie between their limits, and these between 0 and 1", () => {
    fc.assert(
      fc.property(counts, confidence, ({ events, people }, level) => {
        const { value, lower, upper } = wilson({ events, people, confidence: level });
        expect(0 <= lower && lower <= value && value <= upper && upper <= 1).toBe(true);
      }),
    );
  });

  it("mirror those who lack the characteristic", () => {
    fc.assert(
      fc.property(counts, ({ events, people }) => {
        const [have, lack] = [wilson({ events, people }), wilson({ events: people - events, people })];
        expect(have.lower).toBeCloseTo(1 - lack.upper, 12);
        expect(have.upper).toBeCloseTo(1 - lack.lower, 12);
      }),
    );
  });

  it("give the same row by row as one at a time", () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 20 }), (rows) => {
        const found = proportions({
          events: Float64Array.from(rows, (row) => row.events),
          people: Float64Array.from(rows, (row) => row.people),
        });
        const alone = rows.map((row) => wilson(row));
        expect([...found.lower]).toEqual(alone.map((one) => one.lower));
        expect([...found.upper]).toEqual(alone.map((one) => one.upper));
      }),
    );
  });
});

describe("limits of a count", () => {
  it("contain it, and rise with it", () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), confidence, (count, level) => {
        const [here, next] = [countLimits(count, level), countLimits(count + 1, level)];
        expect(here.lower <= count && count <= here.upper).toBe(true);
        // Byar's limits begin at 10, a hair away from the exact ones.
        expect(next.lower > here.lower && next.upper > here.upper).toBe(true);
      }),
    );
  });

  it("are where a Poisson tail holds what is left of the confidence", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), confidence, (count, level) => {
        const { lower, upper } = exactCountLimits(count, level);
        const tail = (1 - level) / 2;
        expect(poissonUpper(count - 1, lower) / tail).toBeCloseTo(1, 9);
        expect(poissonCdf(count, upper) / tail).toBeCloseTo(1, 9);
      }),
    );
  });

  it("are a rate's limits, scaled", () => {
    fc.assert(
      fc.property(fc.nat({ max: 400 }), fc.integer({ min: 1, max: 1_000_000 }), (events, people) => {
        const found = rates({
          events: Float64Array.of(events),
          people: Float64Array.of(people),
          per: people,
        });
        const limits = countLimits(events);
        expect(found.lower[0]).toBeCloseTo(limits.lower, 8);
        expect(found.upper[0]).toBeCloseTo(limits.upper, 8);
      }),
    );
  });
});
