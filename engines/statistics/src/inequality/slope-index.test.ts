import { describe, expect, it } from "vitest";
import { expectClose } from "../../test/close.ts";
import { groupRows, oneGroup } from "../column/group.ts";
import { simulatedSlopeIndexes, slopeIndexes, slopeNotes } from "./index.ts";
import type { SlopeColumns, SlopeIndexes } from "./index.ts";

const errors = (error: number) => ({ errors: new Float64Array(5).fill(error) });
const even: SlopeColumns = {
  groups: oneGroup(5),
  quantile: Float64Array.of(1, 2, 3, 4, 5),
  people: new Float64Array(5).fill(100),
  value: Float64Array.of(10, 20, 30, 40, 50),
  kind: "measure",
  spread: errors(1),
  quantiles: 5,
};
const noteOf = (found: SlopeIndexes): string => slopeNotes[found.note[0] ?? 0] ?? "";
const all = (found: SlopeIndexes): number[] => [
  ...found.slope.value,
  ...found.slope.lower,
  ...found.slope.upper,
  ...found.relative.value,
  ...found.relative.lower,
  ...found.relative.upper,
];

describe("slope and relative index", () => {
  it("are worked by hand: 10 to 50 in even fifths lie on a line from 5 to 55", () => {
    // Middles -0.4 … 0.4 from the mean; weights b·0.2/0.08 = -1, -½, 0, ½, 1, so the slope's variance is 2.5 of the values'.
    const found = slopeIndexes(even);
    const z = 1.9599639845400545;
    const reach = z * Math.sqrt(2.5);
    expectClose(
      [...found.slope.value, ...found.slope.lower, ...found.slope.upper],
      [50, 50 - reach, 50 + reach],
      9,
    );
    expectClose([...found.intercept, ...found.relative.value], [5, 11], 9);
    // Fieller: both ends vary as 0.2 + 2.5/4 = 0.825 and together as 0.2 - 0.625 = -0.425.
    const [a, b, c] = [25 - z * z * 0.825, 275 + z * z * 0.425, 3025 - z * z * 0.825];
    const root = Math.sqrt(b * b - a * c);
    expectClose([...found.relative.lower, ...found.relative.upper], [(b - root) / a, (b + root) / a], 9);
  });

  it("weigh quantiles by their people: the middles lie at a quarter and at three quarters of two halves", () => {
    const people = Float64Array.of(10, 20, 40, 20, 10);
    const found = slopeIndexes({ ...even, people, value: Float64Array.of(0.05, 0.2, 0.5, 0.8, 0.95) });
    expectClose([...found.slope.value, ...found.intercept], [1, 0], 9);
  });

  it("are turned round by a multiplier below 0, and scaled by any", () => {
    const found = slopeIndexes({ ...even, multiplier: -10 });
    const plain = slopeIndexes(even);
    expectClose(found.slope.value, [-500], 9);
    expectClose([...found.slope.lower], [(plain.slope.upper[0] ?? 0) * -10], 9);
    expectClose([...found.relative.value, ...found.intercept], [1 / 11, 50], 9);
    expectClose(found.relative.lower, [1 / (plain.relative.upper[0] ?? 0)], 9);
  });

  it("fit the logarithms of rates where asked: 1, 2, 4, 8, 16 doubles 5 times from end to end", () => {
    const value = Float64Array.of(1, 2, 4, 8, 16);
    const found = slopeIndexes({ ...even, value, kind: "rate", transform: true, spread: errors(0.1) });
    expectClose(found.relative.value, [32], 9);
    expectClose(found.intercept, [4 / 2 ** 2.5], 9);
    const reach = 1.9599639845400545 * 0.1 * Math.sqrt(2.5);
    expectClose(
      [...found.relative.lower, ...found.relative.upper],
      [32 * Math.exp(-reach), 32 * Math.exp(reach)],
      6,
    );
  });

  it("fit the logits of proportions where asked", () => {
    const value = Float64Array.of(-2, -1, 0, 1, 2).map((logit) => 1 / (1 + Math.exp(-logit)));
    const found = slopeIndexes({ ...even, value, kind: "proportion", transform: true, spread: errors(0) });
    const end = 1 / (1 + Math.exp(-2.5));
    expectClose([...found.slope.value, ...found.relative.value], [2 * end - 1, end / (1 - end)], 9);
  });

  it("read standard errors from limits on the scale of the kind", () => {
    const value = Float64Array.of(10, 20, 30, 40, 50);
    const half = 1.9599639845400545 * 0.02;
    const spread = {
      lower: value.map((v) => v * Math.exp(-half)),
      upper: value.map((v) => v * Math.exp(half)),
    };
    const fromLimits = slopeIndexes({ ...even, value, kind: "rate", spread });
    const fromErrors = slopeIndexes({ ...even, value, kind: "rate", spread: errors(0.02) });
    expectClose(all(fromLimits), all(fromErrors), 9);
  });

  it("do not mind the order of rows, and keep groups apart", () => {
    const both = [...even.quantile.toReversed(), ...even.quantile];
    const found = slopeIndexes({
      ...even,
      groups: groupRows(Array.from({ length: 10 }, (_, row) => (row < 5 ? "a" : "b"))).groups,
      quantile: Float64Array.from(both),
      people: new Float64Array(10).fill(100),
      value: Float64Array.from(both, (quantile, row) => quantile * (row < 5 ? 10 : 20)),
      spread: { errors: new Float64Array(10).fill(1) },
    });
    expectClose(found.slope.value, [50, 100], 9);
  });
});

describe("a slope index that cannot be had says why", () => {
  const change = (column: Float64Array, at: number, value: number) => column.with(at, value);
  const cases: readonly {
    readonly name: string;
    readonly given: Partial<SlopeColumns>;
    readonly note: string;
  }[] = [
    {
      name: "a quantile twice",
      given: { quantile: change(even.quantile, 4, 4) },
      note: "not every quantile is there once",
    },
    {
      name: "a sixth quantile",
      given: { quantile: change(even.quantile, 4, 6) },
      note: "not every quantile is there once",
    },
    {
      name: "no population",
      given: { people: change(even.people, 1, NaN) },
      note: "a value, population or limit is missing",
    },
    {
      name: "no value",
      given: { value: change(even.value, 1, NaN) },
      note: "a value, population or limit is missing",
    },
    {
      name: "a limit missing",
      given: { spread: { lower: change(even.value, 1, NaN), upper: even.value } },
      note: "a value, population or limit is missing",
    },
    {
      name: "a rate of 0 on logarithms",
      given: { value: change(even.value, 0, 0), kind: "rate", transform: true },
      note: "a value of none or all has no logarithm, so this scale cannot be used",
    },
  ];
  it.each(cases)("$name", ({ given, note }) => {
    const found = slopeIndexes({ ...even, ...given });
    expect(noteOf(found)).toBe(note);
    expect(all(found).every(Number.isNaN)).toBe(true);
    expect(noteOf(simulatedSlopeIndexes({ ...even, ...given, seed: 1, repetitions: 1000 }))).toBe(note);
  });

  it("is given without limits where a proportion is 0 and its error is on the logit", () => {
    const value = Float64Array.of(0, 0.1, 0.2, 0.3, 0.4);
    const found = slopeIndexes({ ...even, value, kind: "proportion", spread: errors(0.1) });
    expect(noteOf(found)).toBe("a value of none or all has no limits on this scale");
    expectClose(found.slope.value, [0.5], 9);
    expectClose(found.slope.lower, [NaN]);
  });

  it("is given with limits where a proportion is 0 and has limits of its own; the reference stops there", () => {
    const value = Float64Array.of(0, 0.1, 0.2, 0.3, 1);
    const spread = {
      lower: value.map((v) => Math.max(0, v - 0.02)),
      upper: value.map((v) => Math.min(1, v + 0.02)),
    };
    const found = slopeIndexes({ ...even, value, kind: "proportion", spread });
    expect(noteOf(found)).toBe("computed");
    expect(Number.isFinite((found.slope.lower[0] ?? NaN) + (found.slope.upper[0] ?? NaN))).toBe(true);
    const simulated = simulatedSlopeIndexes({
      ...even,
      value,
      kind: "proportion",
      spread,
      seed: 1,
      repetitions: 1000,
    });
    expect(noteOf(simulated)).toBe("a value of none or all has no limits on this scale");
  });

  it("is given without limits of the relative index where the most deprived end may be 0", () => {
    const found = slopeIndexes({ ...even, spread: errors(5) });
    expect(noteOf(found)).toBe("the fitted value at one end is too near 0 for limits of the relative index");
    expectClose([...found.relative.value, ...found.relative.lower], [11, NaN], 9);
    expect(found.slope.lower[0]).toBeLessThan(50);
  });

  it.each([
    { given: { quantiles: 4 }, problem: "over 4 quantiles" },
    { given: { multiplier: 0 }, problem: "multiplier 0" },
    { given: { spread: errors(-1) }, problem: "Row 1 has the standard error -1" },
    {
      given: { spread: { lower: even.value, upper: even.value.map((v) => v - 1) } },
      problem: "Row 1 has limits 10 to 9",
    },
    { given: { confidence: 95 }, problem: "confidence 95" },
  ])("and refuses: $problem", ({ given, problem }) => {
    expect(() => slopeIndexes({ ...even, ...given })).toThrow(problem);
  });
});

describe("the simulation", () => {
  it("gives the index itself as limits where nothing is unsure", () => {
    const found = simulatedSlopeIndexes({ ...even, spread: errors(0), seed: 3, repetitions: 1000 });
    expectClose(all(found), [50, 50, 50, 11, 11, 11], 9);
    expect(() => simulatedSlopeIndexes({ ...even, seed: 1, repetitions: 999 })).toThrow("999 repetitions");
  });

  it("copies the reference's faults only when told to", () => {
    const rates: SlopeColumns = {
      ...even,
      kind: "rate",
      spread: errors(0.1),
      transform: true,
      multiplier: 0.5,
    };
    const simulation = { seed: 5, repetitions: 1000 };
    const compatibility = "PHEindicatormethods 2.1.0";
    const right = simulatedSlopeIndexes({ ...rates, ...simulation });
    const faulty = simulatedSlopeIndexes({ ...rates, ...simulation, compatibility });
    expect((right.slope.lower[0] ?? 0) < (right.slope.upper[0] ?? 0)).toBe(true);
    expectClose(faulty.slope.lower, [right.slope.upper[0] ?? 0], 12);
    expectClose(faulty.relative.lower, [1 / (right.relative.upper[0] ?? 0)], 12);
    const plain = { ...even, multiplier: 100, ...simulation };
    expectClose(simulatedSlopeIndexes(plain).intercept, [500], 9);
    expectClose(simulatedSlopeIndexes({ ...plain, compatibility }).intercept, [5], 9);
  });
});
