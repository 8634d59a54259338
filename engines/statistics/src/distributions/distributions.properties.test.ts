import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  betaInverse,
  betaLower,
  betaUpper,
  binomialCdf,
  binomialProbability,
  gammaInverse,
  gammaLower,
  gammaUpper,
  normalCdf,
  normalQuantile,
  poissonCdf,
  poissonProbability,
  studentQuantile,
  studentUpper,
} from "./index.ts";

const probability = fc.double({ min: 1e-8, max: 0.5, noNaN: true });
const shape = fc.double({ min: 0.2, max: 3000, noNaN: true });

function expectNear(found: number, wanted: number, relative: number): void {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(relative * Math.abs(wanted));
}

describe("distributions and their inverses", () => {
  it("undo one another: normal", () => {
    fc.assert(fc.property(probability, (p) => expectNear(normalCdf(normalQuantile(p)), p, 1e-13)));
  });

  it("undo one another: gamma, from either side", () => {
    fc.assert(
      fc.property(probability, shape, (p, a) => {
        const low = gammaInverse(p, a);
        if (low > 1e-280) expectNear(gammaLower(a, low), p, 1e-10);
        expectNear(gammaUpper(a, gammaInverse(p, a, "upper")), p, 1e-10);
      }),
    );
  });

  it("undo one another: beta", () => {
    fc.assert(
      fc.property(
        probability,
        fc.double({ min: 0.5, max: 300, noNaN: true }),
        fc.double({ min: 0.5, max: 300, noNaN: true }),
        (p, a, b) => {
          expectNear(betaLower(betaInverse(p, a, b), a, b), p, 1e-9);
        },
      ),
    );
  });

  it("undo one another: Student's t", () => {
    fc.assert(
      fc.property(probability, fc.double({ min: 0.5, max: 3000, noNaN: true }), (p, degrees) => {
        expectNear(studentUpper(-studentQuantile(p, degrees), degrees), p, 1e-9);
      }),
    );
  });

  it("leave nothing between below and above", () => {
    fc.assert(
      fc.property(shape, shape, (a, x) => {
        expect(Math.abs(gammaLower(a, x) + gammaUpper(a, x) - 1)).toBeLessThan(1e-12);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), shape, shape, (x, a, b) => {
        const portion = { x, y: 1 - x };
        expect(Math.abs(betaLower(portion, a, b) + betaUpper(portion, a, b) - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it("add up: the chances of each count make the chance of all up to it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.double({ min: 0.01, max: 40, noNaN: true }),
        (count, mean) => {
          const counts = Array.from({ length: count + 1 }, (_, index) => index);
          const poisson = counts.reduce((sum, one) => sum + poissonProbability(one, mean), 0);
          expect(Math.abs(poisson - poissonCdf(count, mean))).toBeLessThan(1e-13);
          const of = { trials: 50, probability: mean / 50 };
          const binomial = counts.reduce((sum, one) => sum + binomialProbability(one, of), 0);
          expect(Math.abs(binomial - binomialCdf(count, of))).toBeLessThan(1e-12);
        },
      ),
    );
  });
});
