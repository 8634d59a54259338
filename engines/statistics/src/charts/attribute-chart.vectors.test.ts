import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import { attributeChart } from "./attribute-chart.ts";
import type { AttributeKind } from "./attribute-chart.ts";

const cases: readonly { readonly name: string; readonly kind: AttributeKind }[] = [
  { name: "chart_p", kind: "p" },
  { name: "chart_u", kind: "u" },
  { name: "chart_c", kind: "c" },
  { name: "chart_p_real_four_hour", kind: "p" },
  { name: "chart_p_laney_real_four_hour", kind: "p-prime" },
];

describeVectors("charts of counts agree with qcc and Laney's p′", "data/vectors-change", (folder) => {
  it("has a test here for every case", () => {
    const names = folder.names.filter((name) => name.startsWith("chart_") && name !== "chart_p_laney");
    expect(names.toSorted()).toEqual(cases.map(({ name }) => name).toSorted());
  });

  it.each(cases)("values, limits and points outside in $name", ({ name, kind }) => {
    const vector = folder.open(name);
    const counts = vector.input.numbers("x");
    const sizes = kind === "c" ? undefined : vector.input.numbers("n");
    const chart = attributeChart({ kind, counts, sizes, better: "lower" });
    const { points } = chart;
    vector.compare({ column: "value", part: "points", actual: points.map(({ value }) => value!) });
    vector.compare({ column: "lcl", part: "points", actual: points.map(({ lower }) => lower!) });
    vector.compare({ column: "ucl", part: "points", actual: points.map(({ upper }) => upper!) });
    const beyond = points.map(({ rules }) => (rules.includes("outside-limits") ? "TRUE" : "FALSE"));
    vector.compareText({ column: "beyond", part: "points", actual: beyond });
    const scalar = (field: string): number[] => [Number(vector.record[field])];
    vector.compare({
      column: "center",
      expected: scalar("expected_center"),
      actual: [chart.phases[0]!.centre],
    });
    if (kind === "p-prime")
      vector.compare({ column: "sigma_z", expected: scalar("expected_sigma_z"), actual: chart.spread });
  });

  it("refuses a p′ chart without numbers of people, where the reference answers Inf and no points", () => {
    const vector = folder.open("chart_p_laney");
    expect(vector.record["expected_center"]).toBe("Inf");
    const counts = vector.input.numbers("x");
    expect(() => attributeChart({ kind: "p-prime", counts, better: "lower" })).toThrow(RangeError);
    vector.compareText({ column: "beyond", part: "points", actual: [] });
  });
});
