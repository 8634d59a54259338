import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase } from "../../test/vectors.ts";
import { interruptedSeries } from "./interrupted-series.ts";
import type { ErrorModel, InterruptedSeries } from "./interrupted-series.ts";
import type { Estimate, Estimated } from "./estimate.ts";

describeVectors("interrupted series agree with R", "data/vectors-change", (folder) => {
  const calls = folder.names.filter((name) => folder.open(name).record.call.startsWith("its_"));
  const refusals = ["edge_constant_its"];
  const unitRoots = calls.filter((name) => name.startsWith("edge_unit_root"));
  const least = calls.filter((name) => name.endsWith("_ols") || name === "edge_short_its");
  const likelihood = calls.filter((name) => /_gls_/.test(name) && !unitRoots.includes(name));

  it("has a test here for every case", () => {
    expect([...refusals, ...unitRoots, ...least, ...likelihood].toSorted()).toEqual(calls.toSorted());
    expect(calls.length).toBeGreaterThan(30);
  });

  it.each(least)("least squares, Newey-West and fit of %s", (name) => {
    const vector = folder.open(name);
    const ordinary = fitted(asked(vector, "ordinary"));
    compareTerms(vector, ordinary, { suffix: "", words: undefined });
    compareTerms(vector, fitted(asked(vector, "newey-west")), { suffix: "_nw", words: undefined });
    vector.compare({ column: "fitted", part: "fit", actual: ordinary.points.map((point) => point.fitted) });
    vector.compare({
      column: "without_change",
      part: "fit",
      actual: ordinary.points.map((point) => point.withoutChange),
    });
    const { sigma, degrees, fit } = ordinary;
    compareScalars(vector, {
      sigma,
      df: degrees,
      r_squared: fit!.rSquared,
      durbin_watson: fit!.durbinWatson,
      acf1: fit!.neighbours,
    });
  });

  it.each(likelihood)("AR(1) errors of %s", (name) => {
    const vector = folder.open(name);
    const found = fitted(asked(vector, vector.record.args["method"] === "ML" ? "ar1-ml" : "ar1-reml"));
    compareTerms(vector, found, {
      suffix: "",
      words: "coefficients and SE 1e-6 relative",
      p: "p 1e-5 absolute",
    });
    const { phi, logLikelihood, aic, bic } = found.dependence!;
    compareScalars(vector, { phi }, "phi 1e-5 absolute");
    compareScalars(vector, { phi_by_own_profile: phi }, "phi 1e-5 absolute");
    compareScalars(vector, { loglik: logLikelihood, aic, bic }, "loglik 1e-8 relative");
    compareScalars(vector, { sigma: found.sigma }, "coefficients and SE 1e-6 relative");
  });

  it.each(unitRoots)("refuses the unit root of %s, as its record asks", (name) => {
    const vector = folder.open(name);
    expect(vector.record.tolerance).toBe("not to be reproduced: refuse");
    expect(asked(vector, "ar1-reml")).toMatchObject({ ok: false, reason: "dependence-too-strong" });
    vector.compareText({ column: "refused", expected: [], actual: [] });
  });

  it.each(refusals)("answers %s without a test, as its record asks", (name) => {
    const vector = folder.open(name);
    expect(vector.record.tolerance).toBe("not to be reproduced");
    for (const errors of ["ordinary", "newey-west", "ar1-reml", "ar1-ml"] as const) {
      expect(asked(vector, errors)).toMatchObject({ ok: false, reason: "no-variation" });
    }
    vector.compareText({ column: "refused", expected: [], actual: [] });
  });

  it("refuses the short series unless fewer than 8 points a side are asked for", () => {
    const vector = folder.open("edge_short_its");
    const [values, changeAt] = [vector.input.numbers("y"), Number(vector.record.args["t0"]) - 1];
    expect(interruptedSeries({ values, changeAt, errors: "ordinary" })).toMatchObject({
      ok: false,
      reason: "too-few-points",
    });
  });
});

function asked(vector: VectorCase, errors: ErrorModel): Estimated<InterruptedSeries> {
  const { args } = vector.record;
  return interruptedSeries({
    values: vector.input.numbers("y"),
    changeAt: Number(args["t0"]) - 1,
    errors,
    lag: Number(args["lag"] ?? 0),
    seasonLength: args["season"] === true ? 12 : undefined,
    pointsEachSide: 2,
  });
}

function fitted(answer: Estimated<InterruptedSeries>): InterruptedSeries {
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

type Words = { readonly suffix: "" | "_nw"; readonly words: string | undefined; readonly p?: string };

function compareTerms(vector: VectorCase, found: InterruptedSeries, { suffix, words, p }: Words): void {
  const terms: readonly Estimate[] = [
    found.intercept,
    found.time,
    found.level,
    found.slope,
    ...found.season,
    found.effectAtLast,
  ];
  const compare = (column: string, of: (term: Estimate) => number, own = words): void => {
    vector.compare({
      column,
      part: "coef",
      actual: terms.map(of),
      ...(own === undefined ? {} : { words: own }),
    });
  };
  compare("estimate", (term) => term.estimate);
  compare(`se${suffix}`, (term) => term.standardError);
  compare(`t${suffix}`, (term) => term.t);
  compare(`p${suffix}`, (term) => term.p, p ?? words);
  compare(`lower95${suffix}`, (term) => term.lower);
  compare(`upper95${suffix}`, (term) => term.upper);
}

function compareScalars(vector: VectorCase, scalars: Readonly<Record<string, number>>, words?: string): void {
  for (const [name, actual] of Object.entries(scalars)) {
    const expected = [Number(vector.record[`expected_${name}`])];
    vector.compare({ column: name, expected, actual: [actual], ...(words === undefined ? {} : { words }) });
  }
}
