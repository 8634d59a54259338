import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import { adjustedProbabilities } from "./adjusted-probability.ts";
import { comparison } from "./comparison.ts";
import type { Estimate, Estimated } from "./estimate.ts";
import { monotoneTrend, oneShift, seasonalTrend } from "./monotone-trend.ts";

describeVectors("comparisons, trends and adjusted p values agree with R", "data/vectors-change", (folder) => {
  const named = (start: string): string[] => folder.names.filter((name) => name.startsWith(start));

  it("has all cases", () => {
    expect(["did_", "trend_", "adjust_", "edge_constant_trend"].map((start) => named(start).length)).toEqual([
      4, 8, 5, 1,
    ]);
  });

  it.each(named("adjust_"))("adjusted p values of %s", (name) => {
    const vector = folder.open(name);
    // The input is one column, where the reader takes a missing value for no row; the answer repeats it.
    const p = vector.expected().numbers("p");
    const words = "1e-12 relative";
    for (const adjustment of ["bh", "holm", "bonferroni", "by"] as const) {
      vector.compare({ column: adjustment, words, actual: adjustedProbabilities(p, adjustment) });
    }
    const signs = Array.from(adjustedProbabilities(p, "bh"), (value) =>
      Number.isNaN(value) ? "" : value <= 0.05 ? "TRUE" : "FALSE",
    );
    vector.compareText({ column: "reject_bh_05", actual: signs });
  });

  it.each(named("trend_").filter((name) => !name.includes("seasonal")))(
    "trend, slope and one shift of %s",
    (name) => {
      const vector = folder.open(name);
      const values = vector.input.numbers("y");
      const trend = answer(monotoneTrend(values));
      const shift = answer(oneShift(values));
      const columns = {
        n: values.length,
        S: trend.score,
        varS: trend.variance,
        tau: trend.tau,
        z: trend.z,
        p: trend.p,
        sen_slope: trend.slope,
        sen_lower95: trend.lower,
        sen_upper95: trend.upper,
        sen_intercept: trend.intercept,
        tau_b: trend.tau,
        pettitt_K: shift.at,
        pettitt_U: shift.statistic,
        pettitt_p: shift.p,
      };
      for (const [column, actual] of Object.entries(columns)) vector.compare({ column, actual: [actual] });
    },
  );

  it("answers no variation for a constant series, as its record asks", () => {
    const vector = folder.open("edge_constant_trend");
    expect(vector.record.note).toContain("ours answers 'no variation'");
    expect(monotoneTrend(vector.input.numbers("y"))).toMatchObject({ ok: false, reason: "no-variation" });
    expect(oneShift(vector.input.numbers("y"))).toMatchObject({ ok: false, reason: "no-variation" });
    vector.compareText({ column: "refused", expected: [], actual: [] });
  });

  it.each(named("trend_seasonal"))("trend within seasons of %s", (name) => {
    const vector = folder.open(name);
    const found = answer(seasonalTrend(vector.input.numbers("y"), 12));
    const total = { S: found.score, varS: found.variance, z: found.z, p: found.p };
    for (const [column, actual] of Object.entries(total))
      vector.compare({ column, part: "total", actual: [actual] });
    const seasons = { S: "score", varS: "variance", tau: "tau", z: "z", p: "p" } as const;
    for (const [column, field] of Object.entries(seasons)) {
      vector.compare({ column, part: "season", actual: found.seasons.map((season) => season[field]) });
    }
  });

  it.each(named("did_"))("difference in differences of %s", (name) => {
    const vector = folder.open(name);
    const units = [...new Set(vector.input.text("unit"))];
    const { args } = vector.record;
    const found = answer(
      comparison({
        values: vector.input.numbers("y"),
        units: units.length,
        treated: units.indexOf("treated"),
        changeAt: Number(args["t0"]) - 1,
        lag: Number(args["lag"]),
      }),
    );
    const means = {
      treated_before: found.treatedBefore,
      treated_after: found.treatedAfter,
      comparator_before: found.comparatorsBefore,
      comparator_after: found.comparatorsAfter,
      did: found.effect.estimate,
    };
    for (const [column, actual] of Object.entries(means))
      vector.compare({ column, part: "means", actual: [actual] });
    // With two clusters the reference's clustered error is NaN and not to be shown; ours is absent.
    const clustered = found.clustered ?? { ...nothing, estimate: found.effect.estimate };
    expect(found.clustered === undefined).toBe(units.length === 2);
    const rows = [found.ordinary, found.effect, clustered];
    const columns = {
      estimate: "estimate",
      se: "standardError",
      t: "t",
      p: "p",
      lower95: "lower",
      upper95: "upper",
    } as const;
    for (const [column, field] of Object.entries(columns))
      vector.compare({ column, part: "estimates", actual: rows.map((row) => row[field]) });
    vector.compare({ column: "effect", part: "placebo", actual: found.placebos.map(({ effect }) => effect) });
    vector.compare({ column: "rank_abs", part: "placebo", actual: found.placebos.map(({ rank }) => rank) });
    vector.compare({
      column: "placebo_p",
      expected: [Number(vector.record["expected_placebo_p"])],
      actual: [found.placeboP],
    });
  });
});

const nothing: Estimate = { estimate: NaN, standardError: NaN, t: NaN, p: NaN, lower: NaN, upper: NaN };

function answer<T>(estimated: Estimated<T>): T {
  if (!estimated.ok) throw new Error(estimated.problem);
  return estimated.value;
}
