import { describe, expect, it } from "vitest";
import { mersenneTwister } from "../random/index.ts";
import { levelShift } from "./level-shift.ts";

/** A series of `n` values whose errors hang together by `phi`, a jump later on. */
function wandering(
  random: ReturnType<typeof mersenneTwister>,
  of: { n: number; phi: number; jump?: number; from?: number },
): Float64Array {
  const values = new Float64Array(of.n);
  let error = random.normal() / Math.sqrt(1 - of.phi ** 2);
  for (let t = 0; t < of.n; t += 1) {
    if (t > 0) error = of.phi * error + random.normal();
    values[t] = 100 + error + (t >= (of.from ?? of.n) ? (of.jump ?? 0) : 0);
  }
  return values;
}

describe("a shift of level", () => {
  it("is the difference of the two averages where the values swing evenly around each", () => {
    const values = Float64Array.from({ length: 24 }, (_, t) => (t < 12 ? 10 : 20) + (t % 2) * 2);
    const found = levelShift({ values, changeAt: 12 });
    expect(found).toMatchObject({ ok: true, value: { degrees: 22 } });
    if (found.ok) expect(found.value.shift.estimate).toBeCloseTo(10, 1);
  });

  it("invariant 2: adding an amount after the change adds it to the shift and to nothing else", () => {
    const values = wandering(mersenneTwister(3), { n: 60, phi: 0.4 });
    const [one, other] = [values, values.map((value, t) => (t < 48 ? value : value + 7))].map((each) =>
      levelShift({ values: each, changeAt: 48, seasonLength: 12 }),
    );
    if (!one?.ok || !other?.ok) throw new Error("both have an answer");
    expect(other.value.shift.estimate - one.value.shift.estimate).toBeCloseTo(7, 6);
    expect(other.value.phi).toBeCloseTo(one.value.phi, 3);
  });

  it("invariant 3: rescaling rescales the shift and leaves t, p and φ alone", () => {
    const values = wandering(mersenneTwister(4), { n: 48, phi: 0.5 });
    const [one, other] = [values, values.map((value) => 3 * value - 50)].map((each) =>
      levelShift({ values: each, changeAt: 36 }),
    );
    if (!one?.ok || !other?.ok) throw new Error("both have an answer");
    expect(other.value.shift.estimate).toBeCloseTo(3 * one.value.shift.estimate, 8);
    expect(other.value.shift.p).toBeCloseTo(one.value.shift.p, 8);
    expect(other.value.phi).toBeCloseTo(one.value.phi, 3);
  });

  // 1,000 series each: the share wrongly called changed at 5 per cent, within what a sample of 1,000 and short series allow.
  const cases = [
    { phi: 0, most: 0.075 },
    { phi: 0.4, most: 0.085 },
    { phi: 0.7, most: 0.1 },
  ];
  it.each(cases)("calls few steady series changed when errors carry over by $phi", ({ phi, most }) => {
    const random = mersenneTwister(11);
    let [wrong, asked] = [0, 0];
    for (let i = 0; i < 1000; i += 1) {
      const found = levelShift({ values: wandering(random, { n: 60, phi }), changeAt: 48 });
      if (!found.ok) continue;
      asked += 1;
      if (found.value.shift.p < 0.05) wrong += 1;
    }
    expect(asked).toBeGreaterThan(900);
    expect(wrong / asked).toBeLessThan(most);
    expect(wrong / asked).toBeGreaterThan(0.02);
  });

  it("finds a large shift, also over gaps and beside a yearly wave", () => {
    const random = mersenneTwister(5);
    const values = wandering(random, { n: 60, phi: 0.3, jump: 6, from: 48 }).map((value, t) =>
      t % 17 === 4 ? Number.NaN : value + 4 * Math.cos((2 * Math.PI * t) / 12),
    );
    const found = levelShift({ values, changeAt: 48, seasonLength: 12 });
    if (!found.ok) throw new Error(found.problem);
    expect(found.value.shift.p).toBeLessThan(0.001);
    expect(found.value.shift.lower).toBeLessThan(6);
    expect(found.value.shift.upper).toBeGreaterThan(6);
  });

  it("says the same of a whole series as of one whose gap lies before it begins", () => {
    const values = wandering(mersenneTwister(9), { n: 48, phi: 0.5 });
    const late = Float64Array.of(values[0]!, Number.NaN, ...values.slice(1));
    const whole = levelShift({ values, changeAt: 36 });
    const gap = levelShift({ values: late, changeAt: 37 });
    if (!whole.ok || !gap.ok) throw new Error("both have an answer");
    // One step further from the first value: nearly the same, by the slower way for series with gaps.
    expect(gap.value.shift.estimate).toBeCloseTo(whole.value.shift.estimate, 1);
    expect(Math.abs(gap.value.phi - whole.value.phi)).toBeLessThan(0.05);
  });

  const refused = [
    { because: "too-few-points", values: Float64Array.from({ length: 14 }, (_, t) => t % 3) },
    { because: "no-variation", values: new Float64Array(24).fill(5) },
    { because: "no-variation", values: Float64Array.from({ length: 24 }, (_, t) => (t < 12 ? 1 : 2)) },
    {
      because: "dependence-too-strong",
      values: Float64Array.from({ length: 60 }, (_, t) => 100 + t * 3 + (t % 2) * 0.001),
    },
  ];
  it.each(refused)("invariant 1: is refused in words: $because", ({ because, values }) => {
    const found = levelShift({ values, changeAt: values.length - 12 });
    expect(found).toMatchObject({ ok: false, reason: because });
  });

  it("refuses a change outside the series and values without end", () => {
    expect(() => levelShift({ values: new Float64Array(20), changeAt: 20 })).toThrow(RangeError);
    expect(() => levelShift({ values: new Float64Array(20).fill(Infinity), changeAt: 10 })).toThrow("finite");
  });
});
