import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedProbabilities, signList } from "./adjusted-probability.ts";
import { breakpoints } from "./breakpoint.ts";
import { changePoints } from "./change-point.ts";
import { interruptedSeries } from "./interrupted-series.ts";
import type { ErrorModel } from "./interrupted-series.ts";
import { leastSquares } from "./least-squares.ts";
import { monotoneTrend } from "./monotone-trend.ts";

const value = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 8);
const series = (least: number): fc.Arbitrary<Float64Array> =>
  fc.array(value, { minLength: least, maxLength: 40 }).map((list) => Float64Array.from(list));
const few = { numRuns: 60 };

describe("estimates", () => {
  it("leaves residuals at right angles to every column", () => {
    fc.assert(
      fc.property(series(6), (y) => {
        const columns = [y.map(() => 1), y.map((_, i) => i), y.map((_, i) => Number(i > 3))];
        const fit = leastSquares(columns, y)!;
        for (const column of columns)
          expect(column.reduce((sum, v, i) => sum + v * fit.residuals[i]!, 0)).toBeCloseTo(0, 7);
      }),
    );
  });

  it("adds to the level what is added after the change, and scales with the values (invariants 2 and 3)", () => {
    const errors = fc.constantFrom<ErrorModel>("ordinary", "newey-west", "ar1-reml", "ar1-ml");
    fc.assert(
      fc.property(series(24), errors, fc.integer({ min: -50, max: 50 }), (values, model, added) => {
        const ask = (of: Float64Array): ReturnType<typeof interruptedSeries> =>
          interruptedSeries({ values: of, changeAt: 12, errors: model, lag: 2 });
        const [plain, raised, doubled] = [
          ask(values),
          ask(values.map((v, i) => (i < 12 ? v : v + added))),
          ask(values.map((v) => 2 * v)),
        ];
        fc.pre(plain.ok && raised.ok && doubled.ok);
        expect(raised.value.level.estimate - plain.value.level.estimate).toBeCloseTo(added, 4);
        expect(raised.value.time.estimate).toBeCloseTo(plain.value.time.estimate, 4);
        expect(raised.value.slope.standardError / plain.value.slope.standardError).toBeCloseTo(1, 4);
        expect(doubled.value.level.upper / 2 - plain.value.level.upper).toBeCloseTo(0, 3);
        expect(doubled.value.level.p).toBeCloseTo(plain.value.level.p, 5);
      }),
      few,
    );
  });
});

describe("divisions", () => {
  it("part the series and cost no more than any other (invariants 4 and 5)", () => {
    fc.assert(
      fc.property(
        series(6),
        fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
        fc.constantFrom("bic", "mbic"),
        (values, cuts, penalty) => {
          const found = changePoints({ values, search: "several", penalty });
          fc.pre(found.ok);
          const { segments, noise, changes } = found.value;
          expect([0, ...changes]).toEqual(segments.map(({ from }) => from));
          expect([...changes, values.length]).toEqual(segments.map(({ to }) => to));
          const cost = (ends: readonly number[]): number =>
            ends.reduce((sum, to, k) => {
              const part = values.slice(ends[k - 1] ?? 0, to);
              const mean = part.reduce((total, v) => total + v, 0) / part.length;
              const squares = part.reduce((total, v) => total + ((v - mean) / noise) ** 2, 0);
              return sum + squares + (penalty === "mbic" ? Math.log(part.length) : 0) + found.value.penalty;
            }, 0);
          const other = cuts.toSorted((a, b) => a - b);
          const [mine, theirs] = [cost([...changes, values.length]), cost([...other, values.length])];
          expect(mine).toBeLessThanOrEqual(theirs + 1e-7 * Math.abs(theirs));
        },
      ),
    );
  });

  it("fit as a plain sum of squares says, no other single break better, and mirror (invariants 5 and 6)", () => {
    fc.assert(
      fc.property(series(20), fc.constantFrom("level", "trend"), (values, model) => {
        const [there, back] = [
          breakpoints({ values, model }),
          breakpoints({ values: values.toReversed(), model }),
        ];
        fc.pre(there.ok && back.ok);
        for (const [m, division] of there.value.divisions.entries()) {
          expect(division.breaks).toHaveLength(m);
          const ends = [0, ...division.breaks, values.length];
          const direct = ends
            .slice(1)
            .reduce((sum, to, k) => sum + plainErrors(values.slice(ends[k], to), model), 0);
          expect(division.rss).toBeCloseTo(direct, 4);
          expect(back.value.divisions[m]!.rss).toBeCloseTo(division.rss, 4);
        }
        const least = Math.floor(values.length * 0.15);
        for (let cut = least; cut <= values.length - least; cut += 1) {
          const both = plainErrors(values.slice(0, cut), model) + plainErrors(values.slice(cut), model);
          expect(there.value.divisions[1]!.rss).toBeLessThanOrEqual(both + 1e-6);
        }
      }),
      few,
    );
  });

  it("has the opposite trend upside down and backwards (invariant 6)", () => {
    fc.assert(
      fc.property(series(4), (values) => {
        const plain = monotoneTrend(values);
        fc.pre(plain.ok);
        for (const turned of [values.map((v) => -v), values.toReversed()]) {
          const other = monotoneTrend(turned);
          if (!other.ok) throw new Error(other.problem);
          expect(other.value.score + 0).toBe(0 - plain.value.score);
          expect(other.value.slope).toBeCloseTo(-plain.value.slope, 9);
          expect(other.value.lower).toBeCloseTo(-plain.value.upper, 9);
          expect(other.value.p).toBeCloseTo(plain.value.p, 12);
        }
      }),
    );
  });
});

describe("many tests", () => {
  const probabilities = fc.array(
    fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000),
    { minLength: 1, maxLength: 60 },
  );

  it("keep order, never fall, and each method is at least as strict as theory says (invariant 7)", () => {
    fc.assert(
      fc.property(probabilities, (list) => {
        const p = Float64Array.from(list);
        const [bh, by, holm, bonferroni] = (["bh", "by", "holm", "bonferroni"] as const).map((each) =>
          adjustedProbabilities(p, each),
        ) as [Float64Array, Float64Array, Float64Array, Float64Array];
        for (const i of list.keys()) {
          expect(bh[i]).toBeGreaterThanOrEqual(p[i]!);
          expect(by[i]).toBeGreaterThanOrEqual(bh[i]!);
          expect(holm[i]).toBeGreaterThanOrEqual(bh[i]! - 1e-12);
          expect(bonferroni[i]).toBeGreaterThanOrEqual(holm[i]!);
          for (const j of list.keys()) if (p[i]! <= p[j]!) expect(bh[i]).toBeLessThanOrEqual(bh[j]!);
        }
      }),
      few,
    );
  });

  it("lists as many signs as Benjamini and Hochberg's own rule (invariant 8)", () => {
    fc.assert(
      fc.property(probabilities, fc.constantFrom(0.05, 0.1, 0.2), (list, share) => {
        const sorted = list.toSorted((a, b) => a - b);
        // Compared as the adjusted value is, so that a tie on the line falls alike.
        const largest = sorted.findLastIndex((p, k) => (sorted.length / (k + 1)) * p <= share);
        const { signs, falseExpected } = signList(Float64Array.from(list), share);
        expect(signs).toHaveLength(largest + 1);
        expect(falseExpected).toBe(share * signs.length);
      }),
    );
  });
});

function plainErrors(part: Float64Array, model: "level" | "trend"): number {
  const ones = part.map(() => 1);
  return leastSquares(model === "level" ? [ones] : [ones, part.map((_, i) => i)], part)!.rss;
}
