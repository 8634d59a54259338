import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase, VectorFolder } from "../../test/vectors.ts";
import { expectedOnLimitAsFingertips } from "./count-limit.ts";
import { funnelSizes, proportionEdges, rateEdges, ratioEdges } from "./funnel-edge.ts";
import type { FunnelEdge } from "./funnel-edge.ts";
import { funnelPosition, proportionPositions, ratePositions, ratioPositions } from "./funnel-position.ts";

const mode = "phe-indicator-methods-2.1.0";
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const least = (values: Float64Array): number => Math.min(...values);
const most = (values: Float64Array): number => Math.max(...values);

const tried = new Set<string>();

describeVectors(
  "funnel edges and positions agree with PHEindicatormethods",
  "data/vectors/PHEindicatormethods",
  (folder) => {
    const open = (name: string): VectorCase => {
      tried.add(name);
      return folder.open(name);
    };

    it.each([
      ["gen_funnel_prop_limits", "num", "den", 100],
      ["gen_funnel_prop_limits_per1000_cap100", "num", "den", 1000],
      ["fixture_funnel_proportion_limits", "numerator", "denominator", 100],
    ] as const)("edges of shares in %s", (name, numerator, denominator, multiplier) => {
      const vector = open(name);
      const counts = vector.input.numbers(numerator);
      const people = vector.input.numbers(denominator);
      const sizes = funnelSizes("proportion", { least: least(people), most: most(people) });
      const proportion = sum(counts) / sum(people);
      vector.compare({ column: "Population", actual: sizes });
      vector.compare({ column: "baseline", actual: sizes.map(() => proportion * multiplier) });
      compareEdges(vector, proportionEdges({ proportion, sizes, multiplier, mode }));
    });

    it.each([
      ["gen_funnel_ratio_limits_isr", "ratio", 100],
      ["fixture_funnel_ratio_count_limits", "excess", 1],
    ] as const)("edges of ratios in %s", (name, as, multiplier) => {
      const vector = open(name);
      const expected = vector.input.numbers("expected");
      const counts = funnelSizes("ratio", { least: least(expected), most: most(expected) });
      vector.compare({ column: "Observed_events", actual: counts });
      const edges = ratioEdges({ counts, as, mode });
      compareX(vector, edges, "exp_events");
      compareEdges(
        vector,
        edges.map((edge) => ({ ...edge, y: edge.y.map((value) => value * multiplier) })),
      );
    });

    it.each(["gen_funnel_rate_crude_limits", "fixture_funnel_rate_dsr_limits"])(
      "edges of rates in %s",
      (name) => {
        const vector = open(name);
        const [years, multiplier] = [3, 100_000];
        const events = vector.input.numbers("ev");
        const people = vector.input.has("pop")
          ? vector.input.numbers("pop")
          : events.map((count, i) => (count / vector.input.numbers("rate")[i]!) * multiplier);
        const baseline = (sum(events) / sum(people)) * multiplier;
        const perYear = people.map((person) => person / years);
        const counts = funnelSizes(
          "rate",
          { least: least(perYear), most: most(perYear) },
          (years * baseline) / multiplier,
        );
        vector.compare({ column: "Events", actual: counts });
        vector.compare({ column: "baseline", actual: counts.map(() => baseline) });
        const edges = rateEdges({ counts, baseline, multiplier, years, mode });
        compareX(vector, edges, "population_1_year");
        compareEdges(vector, edges);
      },
    );

    it.each([
      ["gen_funnel_prop_sig", "num", "den"],
      ["fixture_funnel_proportion_significance", "numerator", "denominator"],
    ])("positions of shares in %s", (name, counts, sizes) => {
      const vector = open(name);
      comparePositions(
        vector,
        proportionPositions({ counts: vector.input.numbers(counts), sizes: vector.input.numbers(sizes) }),
      );
    });

    it("positions of ratios", () => {
      const vector = open("gen_funnel_ratio_sig");
      comparePositions(
        vector,
        ratioPositions({ observed: vector.input.numbers("obs"), expected: vector.input.numbers("expected") }),
      );
    });

    it.each([
      ["gen_funnel_rate_dsr_sig", "ev", "rate"],
      ["fixture_funnel_rate_dsr_significance", "count", "rate_dsr"],
    ])("positions of rates in %s", (name, count, rate) => {
      const vector = open(name);
      const counts = vector.input.numbers(count);
      const rates = vector.input.numbers(rate);
      comparePositions(vector, ratePositions({ counts, rates, standardised: true }));
    });

    it("halves to the package's own root of the Poisson tail", () => {
      const vector = open("poisson_funnel_bisection");
      compareRoots(vector, vector.input.numbers("obs"), ["low025", "high025", "low001", "high001"]);
    });

    it("has a test here for every case of funnels", () => {
      expect(funnelNames(folder).toSorted()).toEqual([...tried].toSorted());
    });
  },
);

describeVectors("Poisson limits agree with Fingertips", "data/vectors/fingertips", (folder) => {
  it("halves to its root of the Poisson tail", () => {
    const vector = folder.open("poisson_limits");
    compareRoots(vector, vector.input.numbers("e"), [
      "pois_low_025",
      "pois_high_025",
      "pois_low_001",
      "pois_high_001",
    ]);
  });
});

function funnelNames(folder: VectorFolder): string[] {
  return folder.names.filter((name) => name.includes("funnel"));
}

const prefix = ({ level, side }: FunnelEdge): string =>
  `${side === "low" ? "lower" : "upper"}_${level === "95" ? "2s" : "3s"}`;

function compareEdges(vector: VectorCase, edges: readonly FunnelEdge[]): void {
  for (const edge of edges) vector.compare({ column: `${prefix(edge)}_limit`, actual: edge.y });
}

function compareX(vector: VectorCase, edges: readonly FunnelEdge[], name: string): void {
  for (const edge of edges) vector.compare({ column: `${prefix(edge)}_${name}`, actual: edge.x });
}

function comparePositions(vector: VectorCase, positions: Int8Array): void {
  const words = new Map<number, string>([
    [funnelPosition.low998, "Low (0.001)"],
    [funnelPosition.low95, "Low (0.025)"],
    [funnelPosition.within, "Not significant"],
    [funnelPosition.high95, "High (0.025)"],
    [funnelPosition.high998, "High (0.001)"],
    [funnelPosition.notJudged, "Not applicable for events less than 10 for dsrs"],
  ]);
  vector.compareText({
    column: "significance",
    actual: Array.from(positions, (position) => words.get(position)!),
  });
}

function compareRoots(vector: VectorCase, counts: Float64Array, columns: readonly string[]): void {
  const roots = [0.025, 0.001].flatMap((tail) => {
    const all = Array.from(counts, (count) => expectedOnLimitAsFingertips(count, tail));
    return [all.map(({ low }) => low), all.map(({ high }) => high)];
  });
  for (const [i, column] of columns.entries())
    vector.compare({ column, words: "1e-9 relative", actual: roots[i]! });
}
