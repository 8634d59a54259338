import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase } from "../../test/vectors.ts";
import { funnel } from "./funnel.ts";
import type { Funnel, FunnelAsked, FunnelLimitsAt } from "./funnel.ts";

type Case = {
  readonly name: string;
  readonly method: FunnelAsked["method"];
  readonly columns: readonly [group: string, observed: string, denominator: string];
  readonly multiplier?: number;
  readonly limit?: "95";
  readonly trimShare?: number;
  readonly roundExpected?: boolean;
  readonly unadjusted?: boolean;
};

const generated = ["trust", "observed", "expected"] as const;
const spells = ["trust", "observed", "spells"] as const;
const small = ["group", "num", "denom"] as const;

const cases: readonly Case[] = [
  { name: "fixture_test_dt_shmi", method: "shmi", columns: small },
  {
    name: "fixture_test_dt_unadjusted_x100_95",
    method: "shmi",
    columns: small,
    multiplier: 100,
    limit: "95",
    unadjusted: true,
  },
  { name: "medpar_shmi", method: "shmi", columns: ["provnum", "los", "prds"] },
  { name: "medpar_rc", method: "rate", columns: ["provnum", "los", "n"] },
  { name: "gen_shmi_like", method: "shmi", columns: generated },
  {
    name: "gen_shmi_norounding_trim05_95",
    method: "shmi",
    columns: generated,
    roundExpected: false,
    trimShare: 0.05,
    limit: "95",
  },
  { name: "gen_cqc_x100", method: "square-root", columns: generated, multiplier: 100 },
  { name: "gen_pr", method: "proportion", columns: spells },
  { name: "gen_rc_per1000", method: "rate", columns: spells, multiplier: 1000 },
  { name: "gen_no_overdispersion", method: "shmi", columns: generated },
  { name: "gen_record_level_aggregated", method: "shmi", columns: generated },
];

const tolerance = "1e-12 relative";

describeVectors(
  "funnels with over-dispersion agree with FunnelPlotR",
  "data/vectors/FunnelPlotR",
  (folder) => {
    it("has a test here for every case", () => {
      expect(folder.names.toSorted()).toEqual(cases.map(({ name }) => name).toSorted());
    });

    it.each(cases)("φ, τ², limits and outliers of $name", (one) => {
      const vector = folder.open(one.name);
      const { observed, denominators } = addedUp(vector, one);
      const { method, trimShare, roundExpected } = one;
      const allowForSpread = one.unadjusted !== true;
      const drawn = funnel({
        method,
        observed,
        denominators,
        trimShare,
        roundExpected,
        allowForSpread,
        mode: "funnel-plot-r-0.6.0",
      });
      compareSpread(vector, one, drawn);
      compareLimits(vector, one, drawn);
      compareOutliers(vector, one, drawn);
    });
  },
);

/** One row a group, in the order of the expected answer; the reference adds rows up first. */
function addedUp(
  vector: VectorCase,
  { columns: [group, observed, denominator] }: Case,
): { observed: Float64Array; denominators: Float64Array } {
  const groups = vector.input.text(group);
  const add = (column: string): Float64Array => {
    const sums = new Map<string, number>();
    const values = vector.input.numbers(column);
    for (const [i, name] of groups.entries()) sums.set(name, (sums.get(name) ?? 0) + values[i]!);
    return Float64Array.from(vector.expected("data").text("group"), (name) => sums.get(name)!);
  };
  return { observed: add(observed), denominators: add(denominator) };
}

function compareSpread(vector: VectorCase, one: Case, drawn: Funnel): void {
  const scalar = (field: string): number[] => [Number(vector.record[field])];
  if (one.unadjusted !== true) {
    vector.compare({
      column: "phi",
      words: tolerance,
      expected: scalar("expected_phi"),
      actual: [drawn.overdispersion.phi],
    });
    vector.compare({
      column: "tau2",
      words: tolerance,
      expected: scalar("expected_tau2"),
      actual: [drawn.overdispersion.tau2],
    });
    expect(drawn.widened).toBe(vector.record["expected_draw_adjusted"]);
  }
  vector.compare({
    column: "denominator",
    part: "data",
    words: tolerance,
    actual: drawn.points.map(({ x }) => x),
  });
  vector.compare({ column: "rr", part: "data", words: tolerance, actual: drawn.points.map(({ y }) => y) });
}

type Columns = readonly (readonly [column: string, of: (limits: FunnelLimitsAt) => number])[];

const columns = (lower95: string, upper95: string, lower99: string, upper99: string): Columns => [
  [lower95, (limits) => limits["95"].lower],
  [upper95, (limits) => limits["95"].upper],
  [lower99, (limits) => limits["99.8"].lower],
  [upper99, (limits) => limits["99.8"].upper],
];

function compareLimits(vector: VectorCase, one: Case, drawn: Funnel): void {
  const times = one.multiplier ?? 1;
  const data = drawn.points.map(({ x }) => drawn.limitsAt(x));
  const curve = Array.from(vector.expected("limits_sample").numbers("number_seq"), (x) => drawn.limitsAt(x));
  const spread: readonly [string, typeof data, Columns][] = [
    ["data", data, columns("OD95LCL", "OD95UCL", "OD99LCL", "OD99UCL")],
    ["limits_sample", curve, columns("odll95", "odul95", "odll998", "odul998")],
  ];
  for (const [part, limits, named] of spread) {
    for (const [column, of] of named)
      vector.compare({
        column,
        part,
        words: tolerance,
        actual: limits.map(({ withSpread }) => of(withSpread) * times),
      });
  }
  const chance: typeof spread = [
    ["data", data, columns("LCL95", "UCL95", "LCL99", "UCL99")],
    ["limits_sample", curve, columns("ll95", "ul95", "ll998", "ul998")],
  ];
  for (const [part, limits, named] of chance) {
    for (const [column, of] of named)
      vector.compare({
        column,
        part,
        words: tolerance,
        actual: limits.map(({ byChance }) => of(byChance) * times),
      });
  }
}

function compareOutliers(vector: VectorCase, one: Case, drawn: Funnel): void {
  const outlier = drawn.points.map(({ place }) =>
    one.limit === "95" ? place !== "within" : place.endsWith("99.8"),
  );
  const wanted = vector.expected("data").text("outlier");
  // Told to draw no limits the reference marks no outliers; ours always judges by the limits it returns.
  const judged = one.unadjusted === true ? outlier.map(() => false) : outlier;
  vector.compareText({ column: "outlier", expected: wanted, actual: judged.map((is) => (is ? "1" : "0")) });
}
