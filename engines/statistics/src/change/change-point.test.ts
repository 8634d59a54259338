import { describe, expect, it } from "vitest";
import { breakInterval, regimeOf } from "./breakpoint-interval.ts";
import { breakpoints } from "./breakpoint.ts";
import { changePoints } from "./change-point.ts";
import type { Estimated } from "./estimate.ts";
import { stability } from "./stability.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const wave = [0.3, -0.2, 0.1, -0.4, 0.2, 0.4, -0.3, -0.1, 0.1, -0.1];
const stepped = of(...wave.map((error) => 1 + error), ...wave.map((error) => 9 + error));

function answer<T>(estimated: Estimated<T>): T {
  if (!estimated.ok) throw new Error(estimated.problem);
  return estimated.value;
}

describe("change points", () => {
  it("finds one change in 1 2 1 2 1 9 8 9 8 9, noise 1.4826 × 2/√2 by hand", () => {
    // Steps 1 -1 1 -1 8 -1 1 -1 1 have median 1, their distances from it median 2.
    const found = answer(
      changePoints({ values: of(1, 2, 1, 2, 1, 9, 8, 9, 8, 9), search: "several", penalty: "bic" }),
    );
    expect(found.noise).toBeCloseTo((1.4826 * 2) / Math.SQRT2, 12);
    expect(found.penalty).toBeCloseTo(2 * Math.log(10), 12);
    expect(found.changes).toEqual([5]);
    expect(found.segments.map(({ from, to, mean }) => [from, to, mean])).toEqual([
      [0, 5, 1.4],
      [5, 10, 8.6],
    ]);
    expect(found.notes).toEqual([]);
  });

  it("finds at most one change where asked for one, and none in noise", () => {
    const values = of(...stepped, ...wave.map((error) => 20 + error));
    expect(answer(changePoints({ values, search: "one", penalty: "mbic" })).changes).toHaveLength(1);
    expect(answer(changePoints({ values, search: "several", penalty: "mbic" })).changes).toEqual([10, 20]);
    expect(
      answer(changePoints({ values: of(...wave, ...wave), search: "several", penalty: "mbic" })).changes,
    ).toEqual([]);
  });

  it("keeps to the least length of a segment", () => {
    const values = of(...wave, 9, ...wave);
    expect(answer(changePoints({ values, search: "several", penalty: "bic" })).changes).toEqual([10, 11]);
    for (const { from, to } of answer(changePoints({ values, search: "several", penalty: "bic", least: 5 }))
      .segments)
      expect(to - from).toBeGreaterThanOrEqual(5);
  });

  it("warns where values follow on from each other", () => {
    const drifting = Float64Array.from({ length: 60 }, (_, i) => Math.sin(i / 9) * 5 + wave[i % 10]!);
    expect(answer(changePoints({ values: drifting, search: "one", penalty: "bic" })).notes[0]).toContain(
      "ordinary wandering",
    );
  });

  it("refuses what cannot be divided (invariant 1)", () => {
    expect(changePoints({ values: of(1, 2, 3), search: "one", penalty: "bic" })).toMatchObject({
      ok: false,
      reason: "too-few-points",
    });
    expect(changePoints({ values: of(1, NaN, 2, 3), search: "one", penalty: "bic" })).toMatchObject({
      ok: false,
      reason: "missing-values",
    });
    expect(changePoints({ values: of(1, 1, 1, 1, 5), search: "one", penalty: "bic" })).toMatchObject({
      ok: false,
      reason: "no-variation",
    });
    expect(() => changePoints({ values: stepped, search: "one", penalty: "bic", least: 0 })).toThrow(
      RangeError,
    );
  });
});

describe("breakpoints", () => {
  it("finds the step at index 10, and BIC by hand for no break", () => {
    const found = answer(breakpoints({ values: stepped, model: "level" }));
    expect(found.chosen).toEqual([{ at: 10, earliest: 9, latest: 11 }]);
    // Squared deviations from 5: 20 × 16 + 2 × 0.62 around the two levels.
    const rss = 320 + 1.24;
    expect(found.divisions[0]!.rss).toBeCloseTo(rss, 9);
    expect(found.divisions[0]!.bic).toBeCloseTo(
      20 * (Math.log(rss) + 1 - Math.log(20) + Math.log(2 * Math.PI)) + 2 * Math.log(20),
      9,
    );
    expect(found.divisions[1]!.rss).toBeCloseTo(1.24, 9);
  });

  it("leaves no doubt about a step without noise", () => {
    const values = Float64Array.from({ length: 20 }, (_, i) => (i < 10 ? 1 : 9));
    expect(answer(breakpoints({ values, model: "level" })).chosen).toEqual([
      { at: 10, earliest: 10, latest: 10 },
    ]);
  });

  it("tells a bend from a step when parts may have slopes", () => {
    const bent = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? i : 40 - i) + wave[i % 10]!);
    const found = answer(breakpoints({ values: bent, model: "trend" }));
    expect(found.chosen).toHaveLength(1);
    expect(Math.abs(found.chosen[0]!.at - 20)).toBeLessThanOrEqual(1);
  });

  it("has a wider interval for a smaller step", () => {
    const width = (step: number): number => {
      const values = Float64Array.from(
        { length: 60 },
        (_, i) => (i < 30 ? 0 : step) + 3 * wave[(i * 7) % 10]!,
      );
      const { chosen } = answer(breakpoints({ values, model: "level" }));
      return chosen[0]!.latest - chosen[0]!.earliest;
    };
    expect(width(1.2)).toBeGreaterThan(width(4));
  });

  it("has an interval of ± 11 steps where δ²/σ² is 1 and both sides are alike", () => {
    const regime = (
      level: number,
    ): { coefficients: Float64Array; variance: number; moments: Float64Array } => ({
      coefficients: of(level),
      variance: 1,
      moments: of(1),
    });
    // The 97.5 per cent point of the distribution is 11.03 (Bai 1997), rounded outwards.
    expect(breakInterval(50, regime(0), regime(1))).toEqual({ earliest: 38, latest: 62 });
  });

  it("has no interval where the sides are too unlike, and no regime where columns repeat", () => {
    const regime = (
      level: number,
      variance: number,
    ): { coefficients: Float64Array; variance: number; moments: Float64Array } => ({
      coefficients: of(level),
      variance,
      moments: of(1),
    });
    expect(breakInterval(50, regime(0, 1e-9), regime(1, 1))).toBeUndefined();
    expect(regimeOf([of(1, 1), of(2, 2)], of(1, 2), 0, 2)).toBeUndefined();
  });

  it("refuses what cannot be divided (invariant 1)", () => {
    expect(breakpoints({ values: of(1, 2, 3), model: "level" })).toMatchObject({
      ok: false,
      reason: "too-few-points",
    });
    expect(
      breakpoints({ values: stepped.map((value, i) => (i === 3 ? NaN : value)), model: "level" }),
    ).toMatchObject({ ok: false, reason: "missing-values" });
    expect(breakpoints({ values: new Float64Array(20).fill(4), model: "level" })).toMatchObject({
      ok: false,
      reason: "no-variation",
    });
    const straight = Float64Array.from({ length: 20 }, (_, i) => 0.1 * i);
    expect(breakpoints({ values: straight, model: "trend" })).toMatchObject({
      ok: false,
      reason: "no-variation",
    });
    expect(() => breakpoints({ values: stepped, model: "level", share: 0.5 })).toThrow(RangeError);
    expect(() => breakpoints({ values: new Float64Array(2001), model: "level" })).toThrow(RangeError);
  });
});

describe("stability", () => {
  it("sees the step: the largest drift 10 × 4 over σ√n, and the largest F at index 10", () => {
    const found = answer(stability(stepped));
    // Σ squared deviations 321.24; drift after ten is 40; F = (1600 × 20/100)/(1.24/18).
    expect(found.cusum.statistic).toBeCloseTo(40 / (Math.sqrt(321.24 / 19) * Math.sqrt(20)), 9);
    expect(found.supF.at).toBe(10);
    expect(found.supF.statistic).toBeCloseTo(320 / (1.24 / 18), 6);
    expect(found.supF.p).toBeLessThan(0.001);
  });

  it("sees nothing in noise", () => {
    const found = answer(stability(of(...wave, ...wave)));
    expect(found.cusum.p).toBeGreaterThan(0.2);
    expect(found.supF.p).toBeGreaterThan(0.2);
  });

  it("refuses what cannot be tested (invariant 1)", () => {
    expect(stability(of(1, 2, 3))).toMatchObject({ ok: false, reason: "too-few-points" });
    expect(stability(new Float64Array(20).fill(2))).toMatchObject({
      ok: false,
      reason: "no-variation",
      problem: "All 20 values are 2: the level stayed the same.",
    });
    expect(stability(stepped.map((value, i) => (i === 3 ? NaN : value)))).toMatchObject({
      ok: false,
      reason: "missing-values",
    });
  });
});
