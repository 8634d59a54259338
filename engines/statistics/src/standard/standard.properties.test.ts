import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneGroup } from "../column/group.ts";
import { directRates, indirectRates } from "./index.ts";

const band = fc.record({
  people: fc.integer({ min: 100, max: 50_000 }),
  share: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
  standard: fc.integer({ min: 1, max: 7000 }),
});
const bands = fc.array(band, { minLength: 2, maxLength: 19 });

describe("directly standardised rates", () => {
  it("are the crude rate where every age has the same, whatever the standard", () => {
    fc.assert(
      fc.property(bands, (rows) => {
        const people = Float64Array.from(rows, (row) => row.people);
        const standard = Float64Array.from(rows, (row) => row.standard);
        const found = directRates({
          groups: oneGroup(rows.length),
          people,
          standard,
          events: people.map((n) => n / 10),
          per: 1,
        });
        expect(found.value[0]).toBeCloseTo(0.1, 12);
      }),
    );
  });

  it("invariant 4: do not depend on the order of the bands, nor on the size of the standard", () => {
    fc.assert(
      fc.property(bands, fc.double({ min: 0.01, max: 100, noNaN: true }), (rows, factor) => {
        const columns = (of: typeof rows, scale: number) => ({
          groups: oneGroup(of.length),
          people: Float64Array.from(of, (row) => row.people),
          // Whole, so that a total of 10 is 10 in every order; a total of fractions may fall to either side of it.
          events: Float64Array.from(of, (row) => Math.round(row.people * row.share)),
          standard: Float64Array.from(of, (row) => row.standard * scale),
          per: 1,
        });
        const [one, other] = [directRates(columns(rows, 1)), directRates(columns(rows.toReversed(), factor))];
        expect(one.note[0]).toBe(other.note[0]);
        if (one.note[0] !== 0) {
          expect([one, other].map((of) => [of.value[0], of.lower[0], of.upper[0]]).flat()).toEqual(
            Array.from({ length: 6 }, () => Number.NaN),
          );
          return;
        }
        expect(one.value[0]).toBeCloseTo(other.value[0] ?? 0, 12);
        expect(one.upper[0]).toBeCloseTo(other.upper[0] ?? 0, 12);
        expect((one.lower[0] ?? 1) <= (one.value[0] ?? 0) && (one.value[0] ?? 0) <= (one.upper[0] ?? 0)).toBe(
          true,
        );
      }),
    );
  });
});

describe("indirectly standardised ratios", () => {
  it("are 1 for the reference itself", () => {
    fc.assert(
      fc.property(bands, (rows) => {
        const people = Float64Array.from(rows, (row) => row.people);
        const observed = Float64Array.from(rows, (row) => row.people * row.share);
        const reference = { events: observed, people };
        const found = indirectRates({ groups: oneGroup(rows.length), observed, people, reference });
        expect(found.ratio.value[0]).toBeCloseTo(1, 12);
        expect(found.rate.value[0]).toBeCloseTo(found.referenceRate[0] ?? 0, 6);
      }),
    );
  });
});
