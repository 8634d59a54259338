import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase } from "../../test/vectors.ts";
import { recentTrend } from "./recent-trend.ts";
import type { RecentTrend, YearValue } from "./recent-trend.ts";

describeVectors("recent trends agree with Fingertips", "data/vectors/fingertips", (folder) => {
  it("gives its χ² and, bug included, its markers", () => {
    const vector = folder.open("trend");
    const found = trends(vector, "fingertips-2020");
    const words = {
      rising: "Increasing",
      falling: "Decreasing",
      "no-change": "NoChange",
      "cannot-tell": "CannotBeCalculated",
    };
    vector.compareText({ column: "marker", actual: found.map(({ kind }) => words[kind]) });
    const chiSquare = found.map((trend) => (trend.kind === "cannot-tell" ? 0 : trend.chiSquare));
    vector.compare({ column: "chi_square", words: "chi-square 1e-9 relative", actual: chiSquare });
  });

  it("calls a rise of proportions a rise, where Fingertips of 2020 called each trend of them decreasing", () => {
    const vector = folder.open("trend");
    const rises = trends(vector, "exact").filter(({ kind }) => kind === "rising").length;
    const markers = vector.expected().text("marker");
    expect(rises).toBeGreaterThan(markers.filter((marker) => marker === "Increasing").length);
  });
});

function trends(vector: VectorCase, mode: "exact" | "fingertips-2020"): RecentTrend[] {
  const { input } = vector;
  const column = (name: string): Float64Array => input.numbers(name);
  const [year, value, lower, upper] = [
    column("year"),
    column("value"),
    column("lower_ci95"),
    column("upper_ci95"),
  ];
  const [count, denominator, series] = [column("count"), column("denominator"), input.text("series")];
  const rows = series.map((name, i): YearValue & { readonly name: string } => ({
    name,
    year: year[i]!,
    value: value[i]!,
    lower: lower[i]!,
    upper: upper[i]!,
    count: count[i]!,
    denominator: denominator[i]!,
  }));
  const methods = vector.expected().text("method");
  return vector
    .expected()
    .text("series")
    .map((name, i) => {
      const method = methods[i] === "ci_weighted" ? "weighted" : "proportion";
      return recentTrend(
        rows.filter((row) => row.name === name),
        method,
        mode,
      );
    });
}
