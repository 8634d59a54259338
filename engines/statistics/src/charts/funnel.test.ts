import { describe, expect, it } from "vitest";
import { expectedOnLimit, expectedOnLimitAsFingertips } from "./count-limit.ts";
import { funnelSizes, proportionEdges, rateEdges, ratioEdges } from "./funnel-edge.ts";
import { funnelPosition, proportionPositions, ratePositions, ratioPositions } from "./funnel-position.ts";
import { funnel } from "./funnel.ts";
import { overdispersion } from "./overdispersion.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const list = (values: Iterable<number>): number[] => [...values];

describe("edges of funnels", () => {
  it("finds the expectations at which one event lies on a 95 per cent limit", () => {
    const { low, high } = expectedOnLimit(1, 0.025);
    expect(low).toBeCloseTo(-Math.log(0.975), 12);
    expect(Math.exp(-high) * (1 + high)).toBeCloseTo(0.025, 12);
    expect(expectedOnLimit(0, 0.025)).toEqual({ low: 0, high: -Math.log(0.025) });
  });

  it("repeats Fingertips' halving only where asked (invariant 13)", () => {
    expect(expectedOnLimitAsFingertips(1, 0.025)).toEqual({
      low: 0.025317898204127373,
      high: 5.5716445854321845,
    });
    expect(expectedOnLimitAsFingertips(0, 0.025).low).toBe(0);
    expect(expectedOnLimit(1, 0.025).high).not.toBe(5.5716445854321845);
  });

  it("draws shares at p ± z √(p(1 - p)/n), cut at 0 and at everybody (invariant 10)", () => {
    const edges = proportionEdges({ proportion: 0.5, sizes: of(1, 100), multiplier: 100 });
    expect(edges.map(({ level, side }) => `${level} ${side}`)).toEqual([
      "95 low",
      "95 high",
      "99.8 low",
      "99.8 high",
    ]);
    expect(edges[0]!.y[0]).toBe(0);
    expect(edges[1]!.y[0]).toBe(100);
    expect(edges[0]!.y[1]).toBeCloseTo(50 - 1.959963985 * 5, 7);
    expect(edges[3]!.y[1]).toBeCloseTo(50 + 3.090232306 * 5, 7);
  });

  it("cuts at 1,000 for a multiplier of 1,000, where the reference cuts at 100 (invariant 13)", () => {
    const asked = { proportion: 0.5, sizes: of(100), multiplier: 1000 };
    expect(proportionEdges(asked)[1]!.y[0]).toBeCloseTo(597.998, 3);
    expect(proportionEdges({ ...asked, mode: "phe-indicator-methods-2.1.0" })[1]!.y[0]).toBe(100);
  });

  it("draws ratios and rates through the expectation of each count", () => {
    const [low] = ratioEdges({ counts: of(1), as: "ratio" });
    expect([low!.x[0], low!.y[0]].map((value) => value!.toFixed(4))).toEqual(["5.5716", "0.1795"]);
    expect(ratioEdges({ counts: of(1), as: "excess" })[0]!.y[0]).toBeCloseTo(0.1795 - 1, 4);
    const [rate] = rateEdges({ counts: of(1), baseline: 100, multiplier: 100_000, years: 1 });
    expect([rate!.x[0], rate!.y[0]].map((value) => value!.toFixed(3))).toEqual(["5571.643", "17.948"]);
  });

  it("spaces sizes from 1, or from 95 per cent of the smallest where all are alike", () => {
    const wide = funnelSizes("proportion", { least: 458, most: 20_032 });
    expect([wide[0], wide[98], wide[99]]).toEqual([1, 20_186, 22_000]);
    const narrow = funnelSizes("proportion", { least: 458, most: 700 });
    expect([narrow[0], narrow[99]]).toEqual([400, 740]);
  });
});

describe("positions in funnels", () => {
  it("judges 75, 61 and 50 of 100 around a half by hand", () => {
    // Inner limit 0.598, outer 0.6545.
    const positions = proportionPositions({
      counts: of(75, 61, 50, 39, 25),
      sizes: of(100, 100, 100, 100, 100),
      proportion: 0.5,
    });
    const { high998, high95, within, low95, low998 } = funnelPosition;
    expect(list(positions)).toEqual([high998, high95, within, low95, low998]);
  });

  it("takes the share of all together where none is given, and does not judge what is missing", () => {
    expect(list(proportionPositions({ counts: of(0, 100), sizes: of(100, 100) }))).toEqual([-2, 2]);
    expect(list(proportionPositions({ counts: of(NaN), sizes: of(100), proportion: 0.5 }))).toEqual([
      funnelPosition.notJudged,
    ]);
  });

  it("judges ratios by Byar's limits from 10 events, exact ones below", () => {
    // 30 against 15: outer lower limit 30 (1 - 1/270 - 3.0902/(3√30))³ = 15.84 lies above 15.
    const observed = of(30, 30, 30, 3, 0, NaN);
    const expected = of(15, 20, 25, 12, 5, 5);
    const { high998, high95, within, low95, notJudged } = funnelPosition;
    expect(list(ratioPositions({ observed, expected }))).toEqual([
      high998,
      high95,
      within,
      low95,
      low95,
      notJudged,
    ]);
    expect(list(ratioPositions({ observed: of(0), expected: of(10) }))).toEqual([funnelPosition.low998]);
  });

  it("judges rates as their expected counts, and no standardised rate under 10 events", () => {
    const asked = { counts: of(30, 9, 0), rates: of(200, 900, 0), baseline: 100 };
    expect(list(ratePositions({ ...asked, standardised: true }))).toEqual([2, 3, 3]);
    expect(list(ratePositions({ ...asked, standardised: false }))).toEqual([2, 2, 3]);
    expect(list(ratePositions({ counts: of(30, 30), rates: of(100, 100), standardised: true }))).toEqual([
      0, 0,
    ]);
  });

  it("refuses figures that cannot be", () => {
    expect(() => proportionPositions({ counts: of(6), sizes: of(5) })).toThrow(/Share 0 counts 6 of 5/);
    expect(() => ratioPositions({ observed: of(1), expected: of(0) })).toThrow(/above 0/);
    expect(() => ratePositions({ counts: of(-1), rates: of(1), baseline: 1, standardised: true })).toThrow(
      /0 or more/,
    );
  });
});

describe("over-dispersion", () => {
  it("z -2 0 2 with errors 0.1 has φ 8/3 and τ² (8 - 2)/(300 - 100)", () => {
    const spread = overdispersion(of(-2, 0, 2), of(0.1, 0.1, 0.1), { kind: "winsorise", share: 0 });
    expect(spread.phi).toBeCloseTo(8 / 3, 12);
    expect(spread.tau2).toBeCloseTo(0.03, 12);
    expect(spread.kept).toBe(3);
  });

  it("drops the lowest and the highest tenth of ten by rank", () => {
    // Ranks 1 to 10 fall into floor(10 r/11): only 1 into the first group and 10 into the last. 4 + 9 + ... + 81 = 284.
    const z = of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    const spread = overdispersion(z, new Float64Array(10).fill(1), { kind: "truncate", share: 0.1 });
    expect(spread).toMatchObject({ phi: 284 / 8, kept: 8 });
  });

  it("draws values beyond the quantiles in to them, and never counts an infinite one", () => {
    // Quartiles of 0 1 2 3 4 are 1 and 3: 1 1 2 3 3, squares 24.
    const spread = overdispersion(of(0, 1, 2, 3, 4, -Infinity), new Float64Array(6).fill(1), {
      kind: "winsorise",
      share: 0.25,
    });
    expect(spread).toMatchObject({ phi: 24 / 5, kept: 5 });
  });

  it("has τ² 0 where chance explains the spread", () => {
    expect(overdispersion(of(0.5, -0.5, 0), of(1, 1, 1), { kind: "winsorise", share: 0.1 }).tau2).toBe(0);
  });
});

describe("funnels with over-dispersion", () => {
  const three = { method: "shmi", observed: of(80, 100, 125), denominators: of(100, 100, 100) } as const;

  it("widens SHMI limits by τ²: 80, 100 and 125 deaths of 100 expected by hand", () => {
    // Y = ∓0.223144, s 0.1, z ∓2.23144: φ 3.3195, τ² (9.95861 - 2)/200 = 0.039793; limits exp(±1.95996 √0.049793).
    const drawn = funnel(three);
    expect(drawn.overdispersion.phi).toBeCloseTo(9.958609 / 3, 5);
    expect(drawn.overdispersion.tau2).toBeCloseTo(0.039793, 6);
    const limits = drawn.limitsAt(100).withSpread["95"];
    expect([limits.lower, limits.upper].map((limit) => limit.toFixed(4))).toEqual(["0.6457", "1.5486"]);
    expect(drawn.points.map(({ place }) => place)).toEqual(["within", "within", "within"]);
  });

  it("tells how many a naive chart would accuse (invariant 12)", () => {
    const drawn = funnel(three);
    expect(drawn.points.map(({ placeByChance }) => placeByChance)).toEqual(["low-95", "within", "high-95"]);
    expect(drawn.beyondByChance).toEqual({ "95": 2, "99.8": 0 });
    expect(drawn.beyond).toEqual({ "95": 0, "99.8": 0 });
    expect(drawn.notes).toEqual([
      "Squared differences are 3.32 times what chance alone makes, measured on 3 of 3 places; the limits are widened to allow for it.",
    ]);
  });

  it("keeps the limits of chance where asked, and where φ is 1 or less", () => {
    const asked = funnel({ ...three, allowForSpread: false });
    expect(asked.widened).toBe(false);
    expect(asked.points[2]!.reason).toBe(
      "1.25 lies above the 95 per cent limits of 0.8136 to 1.216 for a place of this size.",
    );
    const even = funnel({ ...three, observed: of(99, 100, 101) });
    expect(even).toMatchObject({ widened: false, overdispersion: { tau2: 0 } });
    expect(even.notes[0]).toContain("the limits are those of chance alone");
  });

  it("agrees on the place by chance with the limits it draws", () => {
    const observed = Float64Array.from({ length: 200 }, (_, i) => i);
    const drawn = funnel({ method: "shmi", observed, denominators: new Float64Array(200).fill(80.5) });
    const { "95": inner, "99.8": outer } = drawn.limitsAt(80.5).byChance;
    for (const { y, placeByChance } of drawn.points) {
      const place =
        y > outer.upper
          ? "high-99.8"
          : y < outer.lower
            ? "low-99.8"
            : y > inner.upper
              ? "high-95"
              : y < inner.lower
                ? "low-95"
                : "within";
      expect(placeByChance).toBe(place);
    }
  });

  it("rounds expected deaths to 2 decimals for SHMI unless told not to", () => {
    const asked = { ...three, denominators: of(100.004, 100.006, 100.005) };
    expect(funnel(asked).points.map(({ x }) => x)).toEqual([100, 100.01, 100]);
    expect(funnel({ ...asked, roundExpected: false }).points[0]!.x).toBe(100.004);
  });

  it("squares limits of the square-root method back, where the reference leaves them on its scale (invariant 13)", () => {
    const asked = { ...three, method: "square-root" } as const;
    const exact = funnel(asked);
    const reach = 1.959963985 * Math.sqrt(1 / 400 + exact.overdispersion.tau2);
    expect(exact.limitsAt(100).withSpread["95"].upper).toBeCloseTo((1 + reach) ** 2, 8);
    const reference = funnel({ ...asked, mode: "funnel-plot-r-0.6.0" });
    expect(reference.limitsAt(100).withSpread["95"].upper).toBeCloseTo(1 + reach, 6);
  });

  it("draws rates with the error of a count at the target, and shares on the arcsine scale", () => {
    const rate = funnel({ method: "rate", observed: of(50, 100, 200), denominators: of(1000, 1000, 1000) });
    const events = 1000 * rate.target;
    const error2 = events / (events + 0.5) ** 2 + 1000 / 1000.5 ** 2;
    const upper = rate.target * Math.exp(1.959963985 * Math.sqrt(error2 + rate.overdispersion.tau2));
    expect(rate.limitsAt(1000).withSpread["95"].upper).toBeCloseTo(upper, 8);
    const share = funnel({ method: "proportion", observed: of(5, 10, 30), denominators: of(100, 100, 100) });
    expect(share.target).toBeCloseTo(0.15, 12);
    expect(share.limitsAt(1).withSpread["99.8"]).toEqual({ lower: 0, upper: 1 });
  });

  it("judges a place without events and keeps it out of the spread", () => {
    const drawn = funnel({ ...three, observed: of(0, 100, 100), allowForSpread: true });
    expect(drawn.points[0]).toMatchObject({ place: "low-99.8", z: -Infinity, p: 0 });
    expect(drawn.overdispersion.kept).toBe(2);
  });

  it("says so where too few places are left to measure the spread", () => {
    expect(funnel({ ...three, observed: of(80), denominators: of(100) }).notes[0]).toContain(
      "Fewer than two places",
    );
  });

  it.each([
    ["lists of different length", { observed: of(1) }, /needs both/],
    ["a negative count", { observed: of(-1, 1, 1) }, /Place 0 has -1/],
    ["an expectation of 0", { denominators: of(0, 1, 1) }, /above 0/],
    ["a trim share of a half", { trimShare: 0.5 }, /under 0.5/],
    ["more counted than people", { method: "proportion", observed: of(101, 1, 1) }, /counts 101 of 100/],
  ] as const)("refuses %s", (_, change, message) => {
    expect(() => funnel({ ...three, ...change })).toThrow(message);
  });
});
