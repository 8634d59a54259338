import { describe, expect, it } from "vitest";
import { autoregression } from "./autoregression.ts";
import { estimateOf } from "./estimate.ts";
import type { Estimated } from "./estimate.ts";
import { interruptedSeries } from "./interrupted-series.ts";
import { leastSquares, quadratic } from "./least-squares.ts";
import { neweyWest } from "./newey-west.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);

function answer<T>(estimated: Estimated<T>): T {
  if (!estimated.ok) throw new Error(estimated.problem);
  return estimated.value;
}

/** Eight errors that add up to 0 and hang together with no straight line. */
const errors = [1, -1, -1, 1, 1, -1, -1, 1];
/** A line rising by 1 with a jump of 9 at the ninth point. */
const jumped = of(...errors.map((error, i) => i + 1 + error), ...errors.map((error, i) => i + 9 + 9 + error));

describe("least squares", () => {
  it("fits a line through 1 2 4: -2/3 + 1.5 t, squared errors 1/6", () => {
    const fit = leastSquares([of(1, 1, 1), of(1, 2, 3)], of(1, 2, 4))!;
    expect(Array.from(fit.coefficients, (value) => value.toFixed(10))).toEqual([
      "-0.6666666667",
      "1.5000000000",
    ]);
    expect(fit.rss).toBeCloseTo(1 / 6, 12);
    // X'X is 3 6 6 14, its determinant 6.
    for (const [k, value] of [14 / 6, -1, -1, 0.5].entries()) expect(fit.inverse[k]).toBeCloseTo(value, 12);
    expect(fit.logRoot).toBeCloseTo(Math.log(6) / 2, 12);
    expect(quadratic(fit.inverse, of(1, 2))).toBeCloseTo(14 / 6 - 4 + 2, 12);
  });

  it("has no answer where columns repeat each other or rows are too few", () => {
    expect(leastSquares([of(1, 1, 1), of(2, 2, 2)], of(1, 2, 4))).toBeUndefined();
    expect(leastSquares([of(1), of(2)], of(1))).toBeUndefined();
    expect(leastSquares([of(0, 0)], of(1, 2))).toBeUndefined();
  });

  it("allows for neighbours: residuals 1 1 -1 -1, lag 1, gives (4 + 1)/16 × 4/3", () => {
    const fit = leastSquares([of(1, 1, 1, 1)], of(1, 1, -1, -1))!;
    expect(neweyWest([of(1, 1, 1, 1)], fit, 1)[0]).toBeCloseTo((5 / 16) * (4 / 3), 12);
    expect(neweyWest([of(1, 1, 1, 1)], fit, 0)[0]).toBeCloseTo((4 / 16) * (4 / 3), 12);
  });

  it("estimates 2 with standard error 1 on 10 degrees: -0.228 to 4.228, p 0.073", () => {
    const { t, p, lower, upper } = estimateOf({ estimate: 2, standardError: 1, degrees: 10 });
    expect([t, p, lower, upper].map((value) => value.toFixed(3))).toEqual([
      "2.000",
      "0.073",
      "-0.228",
      "4.228",
    ]);
  });
});

describe("autoregression", () => {
  const data = (
    y: Float64Array,
    times: Float64Array = y.map((_, i) => i),
  ): Parameters<typeof autoregression>[0] => ({
    columns: [new Float64Array(y.length).fill(1)],
    y,
    times,
  });

  it("finds the φ of a mean alone where a plain search finds it", () => {
    const y = of(3, 4, 6, 5, 4, 2, 1, 2, 4, 5, 7, 6);
    const found = autoregression(data(y), "ml");
    if (found === undefined || found === "dependence-too-strong") throw new Error("no answer");
    // Profile likelihood written out: whitened values and constants, without matrices.
    const likelihood = (phi: number): number => {
      const root = Math.sqrt(1 - phi * phi);
      const [a, b] = [
        [...y].map((v, i) => (i === 0 ? root * v : v - phi * y[i - 1]!)),
        [...y].map((_, i) => (i === 0 ? root : 1 - phi)),
      ];
      const mean = a.reduce((sum, v, i) => sum + v * b[i]!, 0) / b.reduce((sum, v) => sum + v * v, 0);
      const rss = a.reduce((sum, v, i) => sum + (v - mean * b[i]!) ** 2, 0);
      return 0.5 * Math.log(1 - phi * phi) - (y.length / 2) * (Math.log((2 * Math.PI * rss) / y.length) + 1);
    };
    for (let phi = -0.97; phi < 0.98; phi += 0.01)
      expect(likelihood(phi)).toBeLessThanOrEqual(found.logLikelihood + 1e-9);
    expect(likelihood(found.phi)).toBeCloseTo(found.logLikelihood, 9);
  });

  it("is near -1 where values alternate", () => {
    const found = autoregression(data(of(1, 2, 1, 2, 1, 2.1, 1, 2)), "reml");
    expect(found).toMatchObject({ phi: expect.any(Number) });
    expect((found as { phi: number }).phi).toBeLessThan(-0.8);
  });

  it("takes a step of 2 as φ²: a series with a gap", () => {
    const y = of(3, 4, 6, 5, 2, 1, 2, 4);
    const found = autoregression(data(y, of(0, 1, 2, 3, 5, 6, 7, 8)), "ml");
    const closed = autoregression(data(y), "ml");
    expect((found as { phi: number }).phi).not.toBeCloseTo((closed as { phi: number }).phi, 3);
  });

  it("has no answer where columns repeat each other", () => {
    const y = of(1, 2, 3, 1);
    expect(autoregression({ columns: [y, y], y, times: y.map((_, i) => i) }, "reml")).toBeUndefined();
  });
});

describe("interrupted series", () => {
  it("finds the jump of 9 in a line of slope 1, with its standard error by hand", () => {
    // Each half is a line of its own: variance (1/8 + 4.5²/42) + (1/8 + 3.5²/42) = 1.0238 times 16/12.
    const found = answer(interruptedSeries({ values: jumped, changeAt: 8, errors: "ordinary" }));
    expect(found.level.estimate).toBeCloseTo(9, 9);
    expect(found.slope.estimate).toBeCloseTo(0, 9);
    expect(found.time.estimate).toBeCloseTo(1, 9);
    expect(found.level.standardError).toBeCloseTo(Math.sqrt((1.0238095238 * 16) / 12), 9);
    expect(found.degrees).toBe(12);
    expect(found.points[15]!.withoutChange).toBeCloseTo(16, 9);
    expect(found.reason).toMatch(
      /^At the last point the values are 9 higher than the earlier course would have brought \(95 per cent interval/,
    );
  });

  it("lets errors reach 4 (16/100)^(2/9) = 2.66, so 2, steps under Newey-West unless told otherwise", () => {
    const asked = { values: jumped, changeAt: 8, errors: "newey-west" } as const;
    const usual = answer(interruptedSeries(asked)).level.standardError;
    expect(usual).toBe(answer(interruptedSeries({ ...asked, lag: 2 })).level.standardError);
    expect(usual).not.toBe(answer(interruptedSeries({ ...asked, lag: 1 })).level.standardError);
  });

  it("says that a small effect may be chance", () => {
    const flat = jumped.map((value, i) => (i < 8 ? value : value - 8.9));
    expect(answer(interruptedSeries({ values: flat, changeAt: 8 })).reason).toContain(
      "but that may be chance",
    );
  });

  it("has AR(1) errors by REML unless told otherwise, also over a gap", () => {
    const values = Float64Array.from(
      { length: 30 },
      (_, i) => i + (i >= 15 ? 5 : 0) + [0, 1, 3, 2, -1, -2, -3, 0, 1][i % 9]!,
    );
    const whole = answer(interruptedSeries({ values, changeAt: 15 }));
    expect(whole.errors).toBe("ar1-reml");
    expect(whole.dependence!.phi).toBeGreaterThan(0);
    const gap = answer(
      interruptedSeries({ values: values.map((value, i) => (i === 4 ? NaN : value)), changeAt: 15 }),
    );
    expect(gap.points[4]).not.toHaveProperty("value");
    expect(gap.points[4]!.fitted).toBeCloseTo(whole.points[4]!.fitted, 0);
    expect(gap.degrees).toBe(25);
  });

  it.each([
    [
      "7 values before the change",
      { changeAt: 7 },
      "too-few-points",
      "There are 7 values before the change and 9 after it; 8 on each side are needed.",
    ],
    [
      "values that are all equal",
      { values: new Float64Array(16).fill(3) },
      "no-variation",
      "All 16 values are 3: nothing changed, and there is no variation to test against.",
    ],
    [
      "values without error",
      { values: Float64Array.from({ length: 16 }, (_, i) => i) },
      "no-variation",
      "The values follow the model without any error, so there is no variation to test against.",
    ],
    [
      "gaps under Newey-West",
      { values: of(...jumped, NaN), errors: "newey-west" },
      "missing-values",
      "1 values are missing; Newey-West errors need every step. Use AR(1) errors.",
    ],
    [
      "a season too long to tell apart",
      { values: jumped, seasonLength: 1e9 },
      "cannot-separate",
      "Level, slope and season cannot be told apart in this series: it is too short, or too much is missing.",
    ],
  ] as const)("refuses %s (invariant 1)", (_, change, reason, problem) => {
    expect(interruptedSeries({ values: jumped, changeAt: 8, ...change })).toEqual({
      ok: false,
      reason,
      problem,
    });
  });

  it.each([
    { changeAt: 0 },
    { changeAt: 16 },
    { lag: -1 },
    { lag: 16 },
    { seasonLength: 2 },
    { pointsEachSide: 1 },
    { values: of(1, Infinity) },
  ])("refuses a question that does not fit: %o", (change) => {
    expect(() => interruptedSeries({ values: jumped, changeAt: 1, ...change })).toThrow(RangeError);
  });
});
