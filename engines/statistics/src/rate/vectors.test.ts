import { expect, it } from "vitest";
import { bothLevels, compareIntervals, oneLevel } from "../../test/interval-vectors.ts";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase } from "../../test/vectors.ts";
import { groupRows } from "../column/group.ts";
import { byarLimits, means, proportions, rates, wilson } from "./index.ts";

describeVectors("rates agree with the reference", "data/vectors/PHEindicatormethods", (folder) => {
  it.each(["0.95", "0.998", "95"])("gives Byar's limits at %s", (level) => {
    const vector = folder.open(`byars_c${level}`);
    const confidence = Number(level) > 1 ? Number(level) / 100 : Number(level);
    const limits = Array.from(vector.input.numbers("x"), (x) => byarLimits(x, confidence));
    vector.compare({ column: "lower", actual: limits.map((limit) => limit.lower) });
    vector.compare({ column: "upper", actual: limits.map((limit) => limit.upper) });
  });

  it.each(["0.95", "0.998", "95"])("gives Wilson's limits at %s", (level) => {
    const vector = folder.open(`wilson_c${level}`);
    const confidence = Number(level) > 1 ? Number(level) / 100 : Number(level);
    const people = vector.input.numbers("n");
    const limits = Array.from(vector.input.numbers("x"), (events, row) =>
      wilson({ events, people: people[row] ?? Number.NaN, confidence }),
    );
    vector.compare({ column: "lower", actual: limits.map((limit) => limit.lower) });
    vector.compare({ column: "upper", actual: limits.map((limit) => limit.upper) });
  });

  it("gives the sheet of Byar's and Wilson's limits that the reference ships", () => {
    const vector = folder.open("fixture_byars_wilson");
    const people = vector.input.numbers("n");
    const method = vector.input.text("method");
    const confidence = vector.input.text("confidence").map((text) => Number(text.replace("%", "")) / 100);
    const limits = Array.from(vector.input.numbers("x"), (events, row) =>
      method[row] === "Byars"
        ? byarLimits(events, confidence[row])
        : wilson({ events, people: people[row] ?? Number.NaN, confidence: confidence[row] ?? 0 }),
    );
    vector.compare({ column: "lowercl", actual: limits.map((limit) => limit.lower) });
    vector.compare({ column: "uppercl", actual: limits.map((limit) => limit.upper) });
  });

  const proportionCases = [
    { name: "gen_proportion", levels: oneLevel(0.95), per: 1 },
    { name: "gen_proportion_2ci_pct", levels: bothLevels, per: 100 },
    { name: "gen_proportion_99_per1000", levels: oneLevel(0.99), per: 1000 },
    { name: "fixture_proportion_95", levels: oneLevel(0.95), per: 1 },
    { name: "fixture_proportion_2ci", levels: bothLevels, per: 100 },
  ];
  it.each(proportionCases)("gives the proportions of $name", ({ name, levels, per }) => {
    const vector = folder.open(name);
    const [events, people] = countsOf(vector);
    compareIntervals(vector, levels, (confidence) => proportions({ events, people, confidence, per }));
  });

  it("gives proportions where no limits are asked for", () => {
    const vector = folder.open("gen_proportion_noci");
    const [events, people] = countsOf(vector);
    vector.compare({ column: "value", actual: proportions({ events, people }).value });
  });

  const rateCases = [
    { name: "gen_rate", levels: oneLevel(0.95), per: 100_000 },
    { name: "gen_rate_2ci_per1000", levels: bothLevels, per: 1000 },
    { name: "gen_rate_90", levels: oneLevel(0.9), per: 100_000 },
    { name: "fixture_rate_95", levels: oneLevel(0.95), per: 100_000 },
    { name: "fixture_rate_2ci", levels: bothLevels, per: 100_000 },
  ];
  it.each(rateCases)("gives the rates of $name", ({ name, levels, per }) => {
    const vector = folder.open(name);
    const [events, people] = countsOf(vector);
    compareIntervals(vector, levels, (confidence) => rates({ events, people, confidence, per }));
  });

  it("sums groups before it divides", () => {
    const cases = [
      { name: "gen_proportion_grouped", column: "area", give: proportions, per: 100 },
      { name: "gen_rate_grouped", column: "area", give: rates, per: 100_000 },
      { name: "fixture_rate_grouped", column: "Area", give: rates, per: 100_000 },
    ];
    for (const { name, column, give, per } of cases) {
      const vector = folder.open(name);
      const [events, people] = countsOf(vector);
      const { keys, groups } = groupRows(vector.input.text(column));
      const answer = (confidence: number) => give({ events, people, groups, confidence, per });
      compareIntervals(vector, oneLevel(0.95), answer, { column, of: keys });
    }
  });

  it("gives means with Student's t limits", () => {
    const cases = [
      { name: "gen_mean", values: "v", levels: oneLevel(0.95) },
      { name: "gen_mean_2ci", values: "v", levels: bothLevels },
      { name: "fixture_mean", values: "values", levels: oneLevel(0.95) },
    ];
    for (const { name, values: column, levels } of cases) {
      const vector = folder.open(name);
      const values = vector.input.numbers(column);
      const { keys, groups } = groupRows(vector.input.text("area"));
      compareIntervals(vector, levels, (confidence) => means({ values, groups, confidence }), {
        column: "area",
        of: keys,
      });
      const found = means({ values, groups });
      vector.compare({ column: "value_sum", actual: found.sum });
      vector.compare({ column: "value_count", actual: found.count });
      vector.compare({ column: "stdev", actual: found.deviation });
    }
  });

  it("refuses what the reference refuses", () => {
    const inputs = (name: string): Record<string, Record<string, number[]>> =>
      (JSON.parse(folder.text("errors.json")) as { case: string; inputs: never }[]).find(
        (e) => e.case === name,
      )?.inputs ?? {};
    const columns = (name: string) => {
      const [frame] = Object.values(inputs(name));
      return { x: Float64Array.from(frame?.["x"] ?? []), n: Float64Array.from(frame?.["n"] ?? []) };
    };
    for (const name of ["prop_neg", "prop_x_gt_n"]) {
      const { x, n } = columns(name);
      expect(x.length).toBe(2);
      expect(() => proportions({ events: x, people: n })).toThrow(RangeError);
    }
    const zero = columns("rate_zero_n");
    expect(() => rates({ events: zero.x, people: zero.n })).toThrow(/Row 1/);
    expect(() => means({ values: columns("mean_conf_14").x, confidence: 14 })).toThrow(/14/);
  });
});

function countsOf(vector: VectorCase): [Float64Array, Float64Array] {
  const fixture = vector.input.has("Numerator");
  return [
    vector.input.numbers(fixture ? "Numerator" : "x"),
    vector.input.numbers(fixture ? "Denominator" : "n"),
  ];
}
