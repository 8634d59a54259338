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
          events: Float64Array.from(of, (row) => row.people * row.share),
          standard: Float64Array.from(of, (row) => row.standard * scale),
          per: 1,
        });
        const [one, other] = [directRates(columns(rows, 1)), directRates(columns(rows.toReversed(), factor))];
        expect(one.value[0]).toBeCloseTo(other.value[0] ?? 0, 12);
        expect(one.upper[0]).toBeCloseTo(other.upper[0] ?? 0, 12);
        expect((one.lower[0] ?? 0) <= (one.value[0] ?? 0) && (one.value[0] ?? 0) <= (one.upper[0] ?? 0)).toBe(
          one.note[0] === 0,
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
