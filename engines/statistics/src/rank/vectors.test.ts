import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import { groupRows } from "../column/group.ts";
import { quantileOfSorted, sortedKnown } from "./quantile.ts";
import { roundedQuantile } from "./category.ts";
import { categoryBounds, quantile, quantileGroups, valueCategories } from "./index.ts";
import type { QuantileOrder } from "./index.ts";

const missingWhereZero = (quantiles: Uint8Array): number[] =>
  Array.from(quantiles, (q) => (q === 0 ? NaN : q));

describeVectors("quantiles agree with the reference", "data/vectors/PHEindicatormethods", (folder) => {
  it("gives the quantiles of a set of values", () => {
    const vector = folder.open("quantile_type7");
    const values = vector.input.numbers("x");
    vector.compare({
      column: "q",
      actual: vector
        .expected()
        .numbers("prob")
        .map((share) => quantile(values, share)),
    });
  });

  const cases = [
    { name: "gen_quantile_ties_na", quantiles: 10, order: "highest-first" },
    { name: "gen_quantile5_notinverted", quantiles: 5, order: "lowest-first" },
  ] as const;
  it.each(cases)("puts values into the quantiles of $name", ({ name, quantiles, order }) => {
    const vector = folder.open(name);
    const { groups } = groupRows(vector.input.text("la"));
    const found = quantileGroups({ values: vector.input.numbers("v"), groups, quantiles, order });
    vector.compare({ column: "quantile", actual: missingWhereZero(found) });
  });

  it("follows each indicator's own direction", () => {
    const vector = folder.open("fixture_quantile_decile_field");
    const { keys, groups } = groupRows(vector.input.text("IndSexRef"));
    const polarity = vector.input.text("Polarity");
    const order = keys.map((key): QuantileOrder =>
      polarity[vector.input.text("IndSexRef").indexOf(key)] === "TRUE" ? "highest-first" : "lowest-first",
    );
    const found = quantileGroups({ values: vector.input.numbers("Value"), groups, order });
    vector.compare({ column: "quantile", actual: missingWhereZero(found) });
  });
});

describeVectors("categories agree with Fingertips", "data/vectors/fingertips", (folder) => {
  it("puts areas into quartiles and quintiles", () => {
    const vector = folder.open("categories");
    const { keys, groups } = groupRows(vector.input.text("set"));
    const values = vector.input.numbers("value");
    const bySet = (categories: number, order: QuantileOrder) =>
      keys.flatMap((_, group) =>
        Array.from(
          valueCategories(
            values.filter((_, row) => groups.of[row] === group),
            { categories, order },
          ),
        ),
      );
    vector.compare({ column: "quintile_low_or_none", actual: bySet(5, "lowest-first") });
    vector.compare({ column: "quintile_high_is_good", actual: bySet(5, "highest-first") });
    vector.compare({ column: "quartile", actual: bySet(4, "lowest-first") });
  });

  it("gives the bounds between the categories", () => {
    const vector = folder.open("categories");
    const sets = vector.input.text("set");
    const bounds = folder.table("categories_bounds.expected.csv");
    const shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];
    for (let row = 0; row < bounds.rowCount; row += 1) {
      const values = vector.input.numbers("value").filter((_, at) => sets[at] === bounds.text("set")[row]);
      const kind = bounds.text("kind")[row];
      const sorted = sortedKnown(values);
      const actual =
        kind === "quintile" || kind === "quartile"
          ? categoryBounds(values, kind === "quintile" ? 5 : 4)
          : shares.map((share) => roundedQuantile(sorted, share));
      const text = bounds.text("bounds")[row] ?? "";
      const expected = text === "" ? [] : text.split(" ").map(Number);
      vector.compare({ column: `${kind} bounds`, actual, expected });
    }
    expect(bounds.rowCount).toBeGreaterThan(10);
    expect(quantileOfSorted(Float64Array.of(1, 2), 0.5)).toBe(1.5);
  });
});
