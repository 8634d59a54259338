import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { funnel } from "./funnel.ts";
import { mark } from "./mark.ts";
import { runCharts } from "./process-limit.ts";
import { runChart } from "./run-chart.ts";
import { ruleSets } from "./rule-set.ts";
import type { RuleSetName } from "./rule-set.ts";

// Halves and whole numbers, so that shifting and doubling lose nothing.
const value = fc.integer({ min: -40, max: 40 }).map((n) => n / 2);
const series = fc.array(
  fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant(NaN) }),
  { minLength: 1, maxLength: 40 },
);
const ruleSet = fc.constantFrom(...(Object.keys(ruleSets) as RuleSetName[])).map((name) => ruleSets[name]);

const swapped = (bits: number): number => ((bits & 0b01010101) << 1) | ((bits & 0b10101010) >> 1);
const single = (values: Float64Array): Uint32Array => Uint32Array.of(0, values.length);

describe("run charts, whatever the series", () => {
  it("marks the same points when shifted and doubled, and swaps sides upside down (invariant 1)", () => {
    fc.assert(
      fc.property(series, ruleSet, value, (list, set, shift) => {
        // Thirds of ranges can fall on a near line; a power of two keeps every comparison as it was.
        const values = Float64Array.from(list);
        const chart = (of: Float64Array): ReturnType<typeof runCharts> =>
          runCharts({ values: of, starts: single(of), ruleSet: set });
        const [plain, flipped, doubled] = [
          chart(values),
          chart(values.map((v) => -v)),
          chart(values.map((v) => 2 * v)),
        ];
        expect(Array.from(flipped.marks)).toEqual(Array.from(plain.marks, swapped));
        expect(Array.from(doubled.marks)).toEqual(Array.from(plain.marks));
        expect(doubled.upper[0]).toBe(2 * plain.upper[0]!);
        const moved = chart(values.map((v) => v + shift));
        if (!Number.isNaN(plain.upper[0]!)) expect(moved.upper[0]).toBeCloseTo(plain.upper[0]! + shift, 9);
      }),
    );
  });

  it("never flags a gap, nor a value of a series that never varies (invariants 2 and 3)", () => {
    fc.assert(
      fc.property(series, value, (list, constant) => {
        const gaps = list.map((v, i) => (i % 5 === 4 ? NaN : v));
        const { marks } = runCharts({
          values: Float64Array.from(gaps),
          starts: single(Float64Array.from(gaps)),
          ruleSet: ruleSets["making-data-count-2023"],
        });
        for (const [i, v] of gaps.entries()) if (Number.isNaN(v)) expect(marks[i]).toBe(0);
        const chart = runChart({
          values: new Float64Array(list.length).fill(constant / 7),
          better: "higher",
        });
        expect(chart.signals).toEqual([]);
      }),
    );
  });

  it("draws many series as it draws each (invariants 4 and 9)", () => {
    fc.assert(
      fc.property(fc.array(series, { minLength: 1, maxLength: 6 }), ruleSet, (lists, set) => {
        const starts = Uint32Array.from([0, ...lists.map((_, k) => lists.slice(0, k + 1).flat().length)]);
        const many = runCharts({ values: Float64Array.from(lists.flat()), starts, ruleSet: set });
        for (const [k, list] of lists.entries()) {
          const chart = runChart({ values: Float64Array.from(list), better: "higher", ruleSet: set });
          expect(many.mean[k]).toBe(chart.phases[0]!.centre);
          expect(many.upper[k]).toBe(chart.phases[0]!.upper ?? NaN);
          const marks = many.marks.slice(starts[k], starts[k + 1]);
          expect(Array.from(marks, (bits) => bits !== 0)).toEqual(
            chart.points.map(({ rules }) => rules.length > 0),
          );
        }
      }),
    );
  });

  it("has for every flagged point a signal of its rule, and for every signal flagged points (invariant 7)", () => {
    fc.assert(
      fc.property(series, ruleSet, (list, set) => {
        const chart = runChart({ values: Float64Array.from(list), better: "lower", ruleSet: set });
        const told = new Set(
          chart.signals.flatMap(({ rule, points }) => points.map((i) => `${rule} ${String(i)}`)),
        );
        const flagged = new Set(
          chart.points.flatMap(({ index, rules }) => rules.map((rule) => `${rule} ${String(index)}`)),
        );
        expect(told).toEqual(flagged);
        for (const { reason } of chart.signals) expect(reason).not.toMatch(/NaN|undefined/);
      }),
    );
  });

  it("flags a shift exactly where a plain search finds seven on a side", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 60 }), (list) => {
        const { marks, mean } = runCharts({
          values: Float64Array.from(list),
          starts: Uint32Array.of(0, list.length),
          ruleSet: ruleSets["making-data-count-2023"],
        });
        const sides = list.map((v) => Math.sign(v - mean[0]!));
        for (const i of list.keys()) {
          const found = Array.from({ length: 7 }, (_, k) => i - k).some((from) => {
            const run = from < 0 ? [] : sides.slice(from, from + 7);
            return run.length === 7 && Math.abs(run.reduce((sum, side) => sum + side, 0)) === 7;
          });
          expect((marks[i]! & (mark.shiftHigh | mark.shiftLow)) !== 0).toBe(found);
        }
      }),
    );
  });
});

describe("funnels, whatever the places", () => {
  const place = fc.record({
    expected: fc.integer({ min: 5, max: 3000 }),
    ratio: fc.integer({ min: 50, max: 180 }),
  });
  const places = fc.array(place, { minLength: 3, maxLength: 40 });

  it("nests inner limits in outer ones and chance in widened ones (invariant 11)", () => {
    fc.assert(
      fc.property(places, fc.constantFrom("shmi", "square-root", "rate", "proportion"), (list, method) => {
        const denominators = Float64Array.from(list, ({ expected }) =>
          method === "proportion" ? expected * 2 : expected,
        );
        const observed = Float64Array.from(list, ({ expected, ratio }) =>
          Math.round((expected * ratio) / 100),
        );
        const drawn = funnel({ method, observed, denominators });
        for (const x of [5, 100, 3000]) {
          const { withSpread, byChance } = drawn.limitsAt(x);
          for (const limits of [withSpread, byChance]) {
            expect(limits["99.8"].lower).toBeLessThanOrEqual(limits["95"].lower);
            expect(limits["95"].lower).toBeLessThanOrEqual(limits["95"].upper);
            expect(limits["95"].upper).toBeLessThanOrEqual(limits["99.8"].upper);
          }
          if (method === "proportion")
            expect(withSpread["95"].upper).toBeGreaterThanOrEqual(byChance["95"].upper);
        }
        expect(drawn.beyond["95"]).toBeGreaterThanOrEqual(drawn.beyond["99.8"]);
        expect(drawn.widened).toBe(drawn.overdispersion.phi > 1);
      }),
    );
  });

  it("does not depend on the order of the places", () => {
    fc.assert(
      fc.property(places, (list) => {
        const ask = (of: typeof list): ReturnType<typeof funnel> =>
          funnel({
            method: "shmi",
            observed: Float64Array.from(of, ({ expected, ratio }) => Math.round((expected * ratio) / 100)),
            denominators: Float64Array.from(of, ({ expected }) => expected),
          });
        const [there, back] = [ask(list), ask(list.toReversed())];
        expect(back.overdispersion.tau2).toBeCloseTo(there.overdispersion.tau2, 9);
        expect(back.overdispersion.kept).toBe(there.overdispersion.kept);
      }),
    );
  });
});
