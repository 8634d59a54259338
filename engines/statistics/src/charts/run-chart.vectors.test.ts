import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase, VectorFolder } from "../../test/vectors.ts";
import type { Better } from "./chart.ts";
import { mark, markPhase, zone } from "./mark.ts";
import { runCharts } from "./process-limit.ts";
import type { RunCharts } from "./process-limit.ts";
import { runChart } from "./run-chart.ts";
import { ruleSets } from "./rule-set.ts";
import type { RuleSetName } from "./rule-set.ts";
import { meaningOf, patternsOf } from "./signal.ts";

type Case = {
  readonly name: string;
  readonly series?: string;
  readonly date: string;
  readonly value: string;
  readonly better: Better;
  readonly ruleSet?: RuleSetName;
  readonly baseline?: number;
  readonly rebase?: readonly string[];
  readonly target?: number;
};

const targets = ["peak", "spike"].flatMap((shape) =>
  [5, -60, 100].map((target): Case => ({
    name: `edge_target_${shape}_${String(target)}`,
    date: "date",
    value: "y",
    better: "higher",
    target,
  })),
);

const cases: readonly Case[] = [
  { name: "real_ae_breaches", series: "series", date: "period", value: "breaches", better: "lower" },
  {
    name: "real_ae_breach_rate_target",
    series: "series",
    date: "period",
    value: "pct",
    better: "lower",
    target: 0.05,
  },
  {
    name: "real_ae_attendances_rebase",
    series: "series",
    date: "period",
    value: "attendances",
    better: "higher",
    rebase: ["2017-04-01", "2018-10-01"],
  },
  {
    name: "real_ae_attendances_fix12_excel",
    series: "series",
    date: "period",
    value: "attendances",
    better: "neither",
    ruleSet: "making-data-count-excel",
    baseline: 12,
  },
  { name: "real_dtoc_la_total", series: "la_code", date: "month", value: "total", better: "lower" },
  { name: "edge_increase", series: "series", date: "date", value: "y", better: "higher" },
  { name: "edge_decrease", series: "series", date: "date", value: "y", better: "lower" },
  { name: "edge_neutral", series: "series", date: "date", value: "y", better: "neither" },
  {
    name: "edge_excel_unscreened",
    series: "series",
    date: "date",
    value: "y",
    better: "higher",
    ruleSet: "making-data-count-excel",
  },
  { name: "edge_na_values", date: "date", value: "y", better: "higher" },
  { name: "fixture_snapshot_rnorm20", date: "x", value: "y", better: "higher" },
  ...targets,
];

describeVectors("run charts agree with NHSRplotthedots", "data/vectors/NHSRplotthedots", (folder) => {
  it("has a test here for every case", () => {
    expect(folder.names.filter((name) => name !== "rule_functions").toSorted()).toEqual(
      cases.map(({ name }) => name).toSorted(),
    );
  });

  it.each(cases)("limits, flags, labels and summary of $name", (one) => {
    compare(folder, one);
  });

  it("rule functions", () => {
    compareRules(folder.open("rule_functions"));
  });
});

/** The rows of a case in the order of the expected answer: by series, then date. */
type Rows = { readonly values: Float64Array; readonly starts: Uint32Array; readonly keys: readonly string[] };

function rowsOf(vector: VectorCase, one: Case): Rows {
  const series = one.series === undefined ? [] : vector.input.text(one.series);
  const dates = vector.input.text(one.date);
  const values = vector.input.numbers(one.value);
  const byKey = new Map(dates.map((date, i) => [`${series[i] ?? "no facet"}|${date}`, values[i]!]));
  const points = vector.expected("points");
  const facets = points.text("f");
  const keys = points.text("x").map((date, i) => `${facets[i]!}|${date}`);
  const part = (i: number): string =>
    `${facets[i]!}|${String((one.rebase ?? []).filter((date) => date <= points.text("x")[i]!).length)}`;
  const starts = keys.flatMap((_, i) => (i === 0 || part(i) !== part(i - 1) ? [i] : []));
  return {
    values: Float64Array.from(keys, (key) => byKey.get(key)!),
    starts: Uint32Array.from([...starts, keys.length]),
    keys,
  };
}

function compare(folder: VectorFolder, one: Case): void {
  const vector = folder.open(one.name);
  const rows = rowsOf(vector, one);
  const ruleSet = ruleSets[one.ruleSet ?? "plot-the-dots-r-0.2.2"];
  const charts = runCharts({ ...rows, ruleSet, baselinePoints: one.baseline });
  const perPoint = (of: (phase: number) => number): Float64Array => spread(rows.starts, of);
  const limits = "limits 1e-12 relative";
  vector.compare({
    column: "mean_col",
    part: "points",
    words: limits,
    actual: perPoint((phase) => charts.mean[phase]!),
  });
  vector.compare({
    column: "lpl",
    part: "points",
    words: limits,
    actual: perPoint((phase) => charts.lower[phase]!),
  });
  vector.compare({
    column: "upl",
    part: "points",
    words: limits,
    actual: perPoint((phase) => charts.upper[phase]!),
  });
  const labels = rows.keys.map((_, i) => labelOf(charts.marks[i]!, rows.values, i));
  vector.compareText({ column: "special_cause_type", part: "points", actual: labels });
  const types = rows.keys.map((_, i) => typeOf(charts, rows, i, one.better));
  vector.compareText({ column: "point_type", part: "points", actual: types });
  const short = perPoint((phase) =>
    Number(rows.starts[phase + 1]! - rows.starts[phase]! < ruleSet.provisionalBelow),
  );
  if (one.baseline === undefined)
    vector.compareText({ column: "short_group_warning", part: "points", actual: Array.from(short, flag) });
  if (vector.record["expected_files"] !== "points") compareSummary(vector, one, rows, types);
}

function compareSummary(vector: VectorCase, one: Case, rows: Rows, types: readonly string[]): void {
  const phases = Array.from({ length: rows.starts.length - 1 }, (_, phase) =>
    types.slice(rows.starts[phase], rows.starts[phase + 1]),
  );
  const count = (type: string): number[] =>
    phases.map((phase) => phase.filter((each) => each === type).length);
  vector.compare({
    column: "n",
    part: "summary",
    words: "exact",
    actual: phases.map((phase) => phase.length),
  });
  vector.compare({ column: "common_cause", part: "summary", words: "exact", actual: count("common_cause") });
  vector.compare({
    column: "special_cause_improvement",
    part: "summary",
    words: "exact",
    actual: count("special_cause_improvement"),
  });
  vector.compare({
    column: "special_cause_concern",
    part: "summary",
    words: "exact",
    actual: count("special_cause_concern"),
  });
  vector.compareText({
    column: "variation_type",
    part: "summary",
    actual: phases.map((phase) => phase.at(-1)!),
  });
  if (one.target === undefined) return;
  const words = {
    "consistently-met": "consistent_pass",
    "consistently-missed": "consistent_fail",
    "hit-and-miss": "inconsistent",
    "cannot-tell": "inconsistent",
  };
  const assured = phases.map((_, phase) => {
    const values = rows.values.slice(rows.starts[phase], rows.starts[phase + 1]);
    const chart = runChart({
      values,
      better: one.better,
      target: one.target,
      ruleSet: ruleSets["plot-the-dots-r-0.2.2"],
    });
    return words[chart.assurance!.kind];
  });
  vector.compareText({ column: "assurance_type", part: "summary", actual: assured });
}

/** The reference's name for a point: the first rule that applies; of two trends the one that goes on. */
function labelOf(marks: number, values: Float64Array, i: number): string {
  const [pattern] = patternsOf(marks);
  if (pattern === undefined) return "Common Cause";
  const above = pattern.side === "high";
  switch (pattern.rule) {
    case "outside-limits":
      return above ? "Above UCL" : "Below LCL";
    case "trend":
      return `7 Point Trend (${rises(marks, values, i) ? "Increasing" : "Decreasing"})`;
    case "two-in-three":
      return `2 in 3 ${above ? "Above" : "Below"} CL`;
    case "shift":
      return `7 Points ${above ? "Above" : "Below"} CL`;
  }
}

function rises(marks: number, values: Float64Array, i: number): boolean {
  const both = mark.trendUp | mark.trendDown;
  return (marks & both) === both ? values[i + 1]! > values[i]! : (marks & mark.trendUp) !== 0;
}

function typeOf(charts: RunCharts, rows: Rows, i: number, better: Better): string {
  const [pattern] = patternsOf(charts.marks[i]!);
  if (pattern === undefined) return "common_cause";
  const side =
    pattern.rule === "trend" ? (rises(charts.marks[i]!, rows.values, i) ? "high" : "low") : pattern.side;
  return better === "neither" ? `special_cause_neutral_${side}` : `special_cause_${meaningOf(side, better)}`;
}

function compareRules(vector: VectorCase): void {
  const ruleSet = ruleSets["plot-the-dots-r-0.2.2"];
  const input = vector.input;
  const [sequence, values] = [input.numbers("seq"), input.numbers("y")];
  const sides = Int8Array.from(input.numbers("rtm"));
  const zones = Uint8Array.from(input.numbers("close"), (close) => (close === 1 ? zone.near : zone.inside));
  const marks = new Uint8Array(values.length);
  for (let from = 0; from < values.length;) {
    let to = from;
    while (sequence[to] === sequence[from]) to += 1;
    markPhase(marks, { values, sides, zones }, { from, to }, ruleSet);
    from = to;
  }
  const has = (bits: number): Float64Array => Float64Array.from(marks, (bit) => Number((bit & bits) !== 0));
  vector.compare({ column: "part_seven_one_side", actual: has(mark.shiftHigh | mark.shiftLow) });
  vector.compare({ column: "part_two_in_three", actual: has(mark.nearHigh | mark.nearLow) });
  const trend = Float64Array.from(marks, (bit, i) =>
    (bit & (mark.trendUp | mark.trendDown)) === 0 ? 0 : rises(bit, values, i) ? 1 : -1,
  );
  vector.compare({ column: "part_seven_trend", actual: trend });
}

function spread(starts: Uint32Array, of: (phase: number) => number): Float64Array {
  const all = new Float64Array(starts.at(-1)!);
  for (let phase = 0; phase + 1 < starts.length; phase += 1)
    all.fill(of(phase), starts[phase], starts[phase + 1]);
  return all;
}

function flag(value: number): string {
  return value === 1 ? "TRUE" : "FALSE";
}
