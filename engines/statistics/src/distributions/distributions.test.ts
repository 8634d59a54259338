import { describe, expect, it } from "vitest";
import * as distributions from "./index.ts";

const d = distributions;

describe("distributions give the values of printed tables", () => {
  const cases: readonly { readonly name: string; readonly found: number; readonly expect: number }[] = [
    { name: "normal density at 0: 1/√(2π)", found: d.normalDensity(0), expect: 1 / Math.sqrt(2 * Math.PI) },
    { name: "normal at 1.96", found: d.normalCdf(1.959963984540054), expect: 0.975 },
    { name: "normal far above 8", found: d.normalUpper(8), expect: 6.220960574271785e-16 },
    { name: "normal outside ±1.96", found: d.normalTwoSided(1.959963984540054), expect: 0.05 },
    { name: "normal quantile", found: d.normalQuantile(0.975), expect: 1.959963984540054 },
    { name: "ln Γ(5) = ln 24", found: d.logGamma(5), expect: Math.log(24) },
    { name: "ln Γ(½) = ½ ln π", found: d.logGamma(0.5), expect: Math.log(Math.PI) / 2 },
    { name: "ln Γ(20.5)", found: d.logGamma(20.5), expect: 40.831500974530798 },
    { name: "gamma of shape 1 is exponential", found: d.gammaLower(1, 2), expect: 1 - Math.exp(-2) },
    { name: "and above", found: d.gammaUpper(1, 2), expect: Math.exp(-2) },
    { name: "inverse of the same", found: d.gammaInverse(1 - Math.exp(-2), 1), expect: 2 },
    { name: "chi-square 3.84 of 1", found: d.chiSquareCdf(3.841458820694124, 1), expect: 0.95 },
    { name: "chi-square above 3.84", found: d.chiSquareUpper(3.841458820694124, 1), expect: 0.05 },
    { name: "chi-square quantile", found: d.chiSquareQuantile(0.95, 1), expect: 3.841458820694124 },
    { name: "beta(2, 3) to ½ = 11/16", found: d.betaLower({ x: 0.5, y: 0.5 }, 2, 3), expect: 11 / 16 },
    { name: "beta(2, 3) from ½ = 5/16", found: d.betaUpper({ x: 0.5, y: 0.5 }, 2, 3), expect: 5 / 16 },
    { name: "inverse of beta(2, 3)", found: d.betaInverse(11 / 16, 2, 3).x, expect: 0.5 },
    { name: "t of 10 above 2.2281", found: d.studentUpper(2.2281388519862744, 10), expect: 0.025 },
    { name: "t of 10 outside ±2.2281", found: d.studentTwoSided(2.2281388519862744, 10), expect: 0.05 },
    { name: "t of 10 below -2.2281", found: d.studentCdf(-2.2281388519862744, 10), expect: 0.025 },
    { name: "t of 1 is Cauchy: 1/π at 0", found: d.studentDensity(0, 1), expect: 1 / Math.PI },
    { name: "t quantile of 10", found: d.studentQuantile(0.975, 10), expect: 2.2281388519862744 },
    { name: "t of 1 at 0.75: tan(π/4)", found: d.studentQuantile(0.75, 1), expect: 1 },
    { name: "t of 2 at 0.9", found: d.studentQuantile(0.9, 2), expect: 0.8 / Math.sqrt(0.18) },
    { name: "t without end is normal", found: d.studentQuantile(0.975, Infinity), expect: 1.959963984540054 },
    { name: "F(1, 10) above t²", found: d.fUpper(2.2281388519862744 ** 2, f(1, 10)), expect: 0.05 },
    { name: "F(1, 10) below t²", found: d.fCdf(2.2281388519862744 ** 2, f(1, 10)), expect: 0.95 },
    { name: "F(2, 2) at ½: 1", found: d.fQuantile(0.5, f(2, 2)), expect: 1 },
    { name: "Poisson 1, exactly 2: e⁻¹/2", found: d.poissonProbability(2, 1), expect: Math.exp(-1) / 2 },
    { name: "Poisson 1, at most 2: 2.5 e⁻¹", found: d.poissonCdf(2, 1), expect: 2.5 * Math.exp(-1) },
    { name: "Poisson 1, above 2", found: d.poissonUpper(2, 1), expect: 1 - 2.5 * Math.exp(-1) },
    { name: "one of two coins", found: d.binomialProbability(1, coins(2)), expect: 0.5 },
    { name: "at most one of two coins", found: d.binomialCdf(1, coins(2)), expect: 0.75 },
    { name: "more than one of two coins", found: d.binomialUpper(1, coins(2)), expect: 0.25 },
    { name: "none of ten: 1 - 0.025^(1/10)", found: none10().upper.x, expect: 1 - 0.025 ** 0.1 },
  ];
  it.each(cases)("$name", ({ found, expect: wanted }) => {
    expect(Math.abs(found - wanted)).toBeLessThanOrEqual(2e-14 * Math.abs(wanted));
  });
});

describe("distributions know their ends", () => {
  it("gives infinities at 0 and 1 and NaN outside", () => {
    expect([d.normalQuantile(0), d.normalQuantile(1), d.normalQuantile(1.1)]).toEqual([
      -Infinity,
      Infinity,
      NaN,
    ]);
    expect([d.studentQuantile(0, 3), d.studentQuantile(1, 3), d.studentQuantile(0.5, 3)]).toEqual([
      -Infinity,
      Infinity,
      0,
    ]);
    expect([d.gammaInverse(0, 2), d.gammaInverse(1, 2), d.gammaInverse(-1, 2)]).toEqual([0, Infinity, NaN]);
    expect([d.gammaInverse(0, 2, "upper"), d.gammaInverse(1, 2, "upper")]).toEqual([Infinity, 0]);
    expect([d.betaInverse(0, 2, 2).x, d.betaInverse(1, 2, 2).x, d.betaInverse(2, 2, 2).x]).toEqual([
      0,
      1,
      NaN,
    ]);
  });

  it("has no t with no degrees of freedom, and no chi-square but 0", () => {
    expect(d.studentQuantile(0.975, 0)).toBeNaN();
    expect(d.studentUpper(1, 0)).toBeNaN();
    expect(d.chiSquareQuantile(0.975, 0)).toBe(0);
  });

  it("answers NaN for NaN", () => {
    const found = [
      d.normalCdf(NaN),
      d.gammaLower(1, NaN),
      d.gammaUpper(NaN, 1),
      d.studentUpper(NaN, 2),
      d.logGamma(0),
    ];
    expect(found).toEqual([NaN, NaN, NaN, NaN, NaN]);
    expect([d.fUpper(NaN, f(1, 1)), d.fCdf(NaN, f(1, 1)), d.betaLower({ x: NaN, y: 1 }, 1, 1)]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
  });

  it("puts everything below the top and nothing below the bottom", () => {
    expect([
      d.gammaLower(2, Infinity),
      d.gammaUpper(2, Infinity),
      d.gammaLower(2, 0),
      d.gammaUpper(2, 0),
    ]).toEqual([1, 0, 0, 1]);
    expect([d.studentUpper(Infinity, 4), d.studentUpper(0, 4), d.normalUpper(40), d.normalCdf(40)]).toEqual([
      0, 0.5, 0, 1,
    ]);
    expect([d.fUpper(-1, f(1, 2)), d.fCdf(-1, f(1, 2)), d.fUpper(Infinity, f(1, 2))]).toEqual([1, 0, 0]);
    expect([d.poissonCdf(-1, 2), d.poissonUpper(-1, 2), d.poissonProbability(-1, 2)]).toEqual([0, 1, 0]);
    expect([d.binomialCdf(-1, coins(2)), d.binomialUpper(-1, coins(2))]).toEqual([0, 1]);
    expect([
      d.binomialCdf(2, coins(2)),
      d.binomialUpper(2, coins(2)),
      d.binomialProbability(3, coins(2)),
    ]).toEqual([1, 0, 0]);
    const certain = { trials: 3, probability: 1 };
    expect([d.binomialProbability(3, certain), d.binomialProbability(2, certain)]).toEqual([1, 0]);
    expect([d.binomialProbability(0, coins(2)), d.binomialProbability(2, coins(2))]).toEqual([0.25, 0.25]);
    expect(d.exactBinomialLimits({ successes: 10, trials: 10, tail: 0.025 }).upper.x).toBe(1);
  });
});

function f(numerator: number, denominator: number): distributions.FDegrees {
  return { numerator, denominator };
}

function coins(trials: number): distributions.Trials {
  return { trials, probability: 0.5 };
}

function none10(): ReturnType<typeof d.exactBinomialLimits> {
  return d.exactBinomialLimits({ successes: 0, trials: 10, tail: 0.025 });
}
