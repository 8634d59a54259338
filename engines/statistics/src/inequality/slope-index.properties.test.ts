import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneGroup } from "../column/group.ts";
import { simulatedSlopeIndexes, slopeIndexes } from "./index.ts";
import type { SlopeColumns } from "./index.ts";

const tenth = fc.record({
  people: fc.integer({ min: 800, max: 1200 }),
  value: fc.double({ min: 0.3, max: 0.6, noNaN: true }),
  error: fc.double({ min: 0.001, max: 0.02, noNaN: true }),
});
const tenths = fc.array(tenth, { minLength: 10, maxLength: 10 });

function columnsOf(rows: readonly { people: number; value: number; error: number }[]): SlopeColumns {
  return {
    groups: oneGroup(rows.length),
    quantile: Float64Array.from(rows, (_, at) => at + 1),
    people: Float64Array.from(rows, (row) => row.people),
    value: Float64Array.from(rows, (row) => row.value),
    kind: "measure",
    spread: { errors: Float64Array.from(rows, (row) => row.error) },
  };
}

describe("the slope index", () => {
  it("is the rise of a line that the values lie on, whatever the sizes of the quantiles", () => {
    fc.assert(
      fc.property(tenths, fc.double({ min: -5, max: 5, noNaN: true }), (rows, rise) => {
        const total = rows.reduce((sum, row) => sum + row.people, 0);
        let before = 0;
        const onLine = rows.map((row) => {
          const middle = (before + row.people / 2) / total;
          before += row.people;
          return { ...row, value: 7 + rise * middle };
        });
        const found = slopeIndexes(columnsOf(onLine));
        expect(found.slope.value[0]).toBeCloseTo(rise, 9);
        expect(found.intercept[0]).toBeCloseTo(7, 9);
      }),
    );
  });

  it("moves with the values, and turns round with the quantiles", () => {
    fc.assert(
      fc.property(tenths, fc.double({ min: -3, max: 3, noNaN: true }), (rows, shift) => {
        const columns = columnsOf(rows);
        const found = slopeIndexes(columns);
        const moved = slopeIndexes({ ...columns, value: columns.value.map((value) => value + shift) });
        expect(moved.slope.value[0]).toBeCloseTo(found.slope.value[0] ?? 0, 9);
        const turned = slopeIndexes({
          ...columns,
          quantile: columns.quantile.map((quantile) => 11 - quantile),
        });
        expect(turned.slope.value[0]).toBeCloseTo(-(found.slope.value[0] ?? 0), 9);
        expect(turned.slope.lower[0]).toBeCloseTo(-(found.slope.upper[0] ?? 0), 9);
        expect((turned.relative.lower[0] ?? 0) * (found.relative.upper[0] ?? 0)).toBeCloseTo(1, 6);
      }),
    );
  });

  it("invariant 4: does not mind the order of its rows", () => {
    fc.assert(
      fc.property(tenths, (rows) => {
        const columns = columnsOf(rows);
        const back = (column: Float64Array) => column.toReversed();
        const errors = "errors" in columns.spread ? back(columns.spread.errors) : new Float64Array();
        const turned = {
          ...columns,
          quantile: back(columns.quantile),
          people: back(columns.people),
          value: back(columns.value),
          spread: { errors },
        };
        expect(slopeIndexes(turned)).toEqual(slopeIndexes(columns));
      }),
    );
  });

  it("has limits that the simulation tends to: exactly for a measure, to a twentieth of their width for rates and proportions", () => {
    const kinds = fc.constantFrom(
      "measure",
      "rate",
      "proportion",
      "rate-transformed",
      "proportion-transformed",
    );
    fc.assert(
      fc.property(tenths, kinds, fc.integer(), (rows, name, seed) => {
        const [kind, transformed] = name.split("-") as ["measure" | "rate" | "proportion", string?];
        const columns: SlopeColumns = { ...columnsOf(rows), kind, transform: transformed !== undefined };
        const closed = slopeIndexes(columns);
        const drawn = simulatedSlopeIndexes({ ...columns, seed, repetitions: 20_000 });
        for (const index of ["slope", "relative"] as const) {
          const width = (drawn[index].upper[0] ?? 0) - (drawn[index].lower[0] ?? 0);
          for (const end of ["lower", "upper"] as const) {
            const apart = Math.abs((closed[index][end][0] ?? NaN) - (drawn[index][end][0] ?? NaN));
            expect(apart / width).toBeLessThan(0.05);
          }
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
