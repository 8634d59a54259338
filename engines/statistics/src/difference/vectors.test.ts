import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase } from "../../test/vectors.ts";
import { compareProportions, compareRates, fisherExact, judgement, standing } from "./index.ts";
import { standingByOverlap, standingOfProportion, standingOfRate } from "./index.ts";
import type { Polarity, Proportion, Standing } from "./index.ts";

describeVectors("differences agree with R", "data/vectors-change", (folder) => {
  it("compares two proportions", () => {
    const vector = folder.open("two_proportions");
    const pairs = pairsOf(vector);
    const found = pairs.map(([first, second]) => compareProportions(first, second));
    const compare = (column: string, actual: readonly number[], words?: string) =>
      vector.compare({ column, actual, ...(words === undefined ? {} : { words }) });
    compare(
      "difference",
      found.map((pair) => pair.difference.value),
    );
    compare(
      "pooled_z",
      found.map((pair) => pair.z),
    );
    compare(
      "chisq",
      found.map((pair) => pair.z ** 2),
    );
    compare(
      "p",
      found.map((pair) => pair.chance),
    );
    compare(
      "wald_lower",
      found.map((pair) => pair.simpleLimits.lower),
    );
    compare(
      "wald_upper",
      found.map((pair) => pair.simpleLimits.upper),
    );
    compare(
      "chisq_yates",
      found.map((pair) => pair.corrected.chiSquare),
    );
    compare(
      "p_yates",
      found.map((pair) => pair.corrected.chance),
    );
    compare(
      "newcombe_lower",
      found.map((pair) => pair.difference.lower),
    );
    compare(
      "newcombe_upper",
      found.map((pair) => pair.difference.upper),
    );
    const exact = pairs.map(([first, second]) => fisherExact(first, second));
    compare(
      "fisher_p",
      exact.map((pair) => pair.chance),
      "fisher p 1e-7 relative",
    );
    compare(
      "odds_ratio_mle",
      exact.map((pair) => pair.oddsRatio),
      "odds ratio (conditional MLE) 1e-4",
    );
    expect(pairs.length).toBeGreaterThan(10);
  });

  it("compares two rates", () => {
    const vector = folder.open("two_rates");
    const [x1, t1, x2, t2] = ["x1", "t1", "x2", "t2"].map((column) => vector.input.numbers(column));
    const found = Array.from(x1 ?? [], (events, row) =>
      compareRates({ events, time: t1?.[row] ?? 0 }, { events: x2?.[row] ?? 0, time: t2?.[row] ?? 0 }),
    );
    vector.compare({ column: "rate_ratio", actual: found.map((pair) => pair.ratio.value) });
    vector.compare({ column: "p", actual: found.map((pair) => pair.chance) });
    vector.compare({ column: "lower95", actual: found.map((pair) => pair.ratio.lower) });
    vector.compare({ column: "upper95", actual: found.map((pair) => pair.ratio.upper) });
  });
});

describeVectors("standings agree with Fingertips", "data/vectors/fingertips", (folder) => {
  it("places a figure beside its benchmark by each method", () => {
    const vector = folder.open("compare");
    const expected = vector.expected();
    const ids = vector.input.text("id");
    const rows = expected.text("id").map((id) => ids.indexOf(id));
    const read = (column: string) => {
      const numbers = vector.input.numbers(column);
      return (row: number): number => numbers[row] ?? Number.NaN;
    };
    const [value, lower95, upper95] = [read("value"), read("lower95"), read("upper95")];
    const [lower998, upper998, unit] = [read("lower998"), read("upper998"), read("unit")];
    const [people, benchmark] = [read("denominator"), read("benchmark_value")];
    const [benchmarkLower, benchmarkUpper] = [read("benchmark_lower95"), read("benchmark_upper95")];
    const figure = (row: number) => ({ value: value(row), lower: lower95(row), upper: upper95(row) });
    const wide = (row: number) => ({ lower: lower998(row), upper: upper998(row) });
    const other = (row: number) => ({
      value: benchmark(row),
      lower: benchmarkLower(row),
      upper: benchmarkUpper(row),
    });
    const share = (row: number, z: number) =>
      standingOfProportion({
        proportion: value(row) / unit(row),
        benchmark: benchmark(row) / unit(row),
        people: people(row),
        z,
      });
    const events = (row: number, confidence: number) =>
      standingOfRate({
        rate: value(row),
        benchmark: benchmark(row),
        per: unit(row),
        people: people(row),
        confidence,
      });
    const methods: Record<string, (row: number) => Standing> = {
      single_ci95: (row) => standing(figure(row), benchmark(row)),
      two_ci: (row) => standing({ ...figure(row), wide: wide(row) }, benchmark(row)),
      double_ci: (row) => standingByOverlap(figure(row), other(row)),
      spc_prop_95: (row) => share(row, 1.96),
      spc_prop_998: (row) => share(row, 3.0902),
      spc_dsr_95: (row) => events(row, 0.95),
      spc_dsr_998: (row) => events(row, 0.998),
    };
    const polarity = expected.text("polarity");
    for (const [column, method] of Object.entries(methods)) {
      const actual = rows.map((row, at) => fingertipsWord(method(row), polarity[at] ?? ""));
      vector.compareText({ column, actual });
    }
  });
});

/** Fingertips says better for higher where there is no judgement. */
function fingertipsWord(standing: Standing, polarity: string): string {
  if (standing === "unknown") return "";
  const kind: Polarity = polarity === "low_is_good" ? "low-is-good" : "high-is-good";
  const word = judgement(standing, kind);
  return word === "similar" ? "Same" : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function pairsOf(vector: VectorCase): [Proportion, Proportion][] {
  const [x1, n1, x2, n2] = ["x1", "n1", "x2", "n2"].map((column) => vector.input.numbers(column));
  return Array.from(x1 ?? [], (events, row) => [
    { events, people: n1?.[row] ?? 0 },
    { events: x2?.[row] ?? 0, people: n2?.[row] ?? 0 },
  ]);
}
