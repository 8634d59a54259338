import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/support/shared.ts";
import { errorShare, toleranceFrom } from "./vector-tolerance.ts";
import { numberOf, parseVectorTable } from "./vector-table.ts";

describe("a vector's table", () => {
  it("is read with quoted fields, empty fields and missing values", () => {
    const table = parseVectorTable('a,b,"c, d"\n1,,"say ""so"""\n,Inf,-Inf\nNA,NaN,TRUE\n');
    expect(table.rowCount).toBe(3);
    expect(table.columns).toEqual(["a", "b", "c, d"]);
    expect(table.text("c, d")[0]).toBe('say "so"');
    expect([...table.numbers("a")]).toEqual([1, NaN, NaN]);
    expect([...table.numbers("b")]).toEqual([NaN, Infinity, NaN]);
    expect(["-Inf", "TRUE", "FALSE", "1e-3"].map(numberOf)).toEqual([-Infinity, 1, 0, 0.001]);
    expect(() => table.text("e")).toThrow("no column e");
  });
});

describe("a record's tolerance", () => {
  const cases = [
    { text: "exact function: |a-b| <= 1e-12*max(1,|b|)", amount: 1e-12, scale: "larger" },
    { text: "1e-10 relative (R's own accuracy ~1e-14 after Newton step)", amount: 1e-10, scale: "relative" },
    { text: "point 1e-10 rel; CI exact with seeded stream", amount: 1e-10, scale: "relative" },
    { text: "phi 1e-5 absolute; p 1e-6 relative", amount: 1e-5, scale: "absolute" },
    { text: "1e-15", amount: 1e-15, scale: "relative" },
    { text: "exact (1e-12)", amount: 1e-12, scale: "larger" },
    { text: "fixture; 5% relative", amount: 0.05, scale: "relative" },
    { text: "exact", amount: 0, scale: "absolute" },
  ];
  it.each(cases)("is read from its words: $text", ({ text, amount, scale }) => {
    expect(toleranceFrom(undefined, [text])).toEqual({ amount, scale, text });
  });

  it("cannot be loosened: words that no record states are refused", () => {
    expect(() => toleranceFrom("1e-3 relative", ["1e-9 relative"])).toThrow(
      'states the tolerance "1e-3 relative"',
    );
    expect(() => toleranceFrom(undefined, ["as it comes"])).toThrow("cannot be read");
  });

  it("is compared as a share: at most 1 passes, and missing only matches missing", () => {
    const relative = toleranceFrom(undefined, ["0.01 relative"]);
    expect(errorShare(101, 100, relative)).toBeCloseTo(1, 12);
    expect(errorShare(0.5, 0, relative)).toBe(Infinity);
    expect(errorShare(NaN, NaN, relative)).toBe(0);
    expect(errorShare(NaN, 1, relative)).toBe(Infinity);
    expect(errorShare(1, NaN, relative)).toBe(Infinity);
    expect(errorShare(Infinity, 1, relative)).toBe(Infinity);
    const exact = toleranceFrom(undefined, ["exact"]);
    expect([errorShare(1, 1, exact), errorShare(1 + 1e-15, 1, exact)]).toEqual([0, Infinity]);
  });
});

/** Which test reads which cases: a new family of vectors must be given a place here. */
const readers: readonly { readonly folder: string; readonly cases: RegExp; readonly by: string }[] = [
  { folder: "vectors/PHEindicatormethods", cases: /^(dist_|rng_)/, by: "distributions" },
  {
    folder: "vectors/PHEindicatormethods",
    cases: /^(byars|wilson)_|_(byars_wilson|proportion|rate|mean)(_|$)/,
    by: "rate",
  },
  { folder: "vectors/PHEindicatormethods", cases: /_(dsr|israte|isratio)(_|$)/, by: "standard" },
  { folder: "vectors/PHEindicatormethods", cases: /_le_/, by: "life" },
  { folder: "vectors/PHEindicatormethods", cases: /quantile/, by: "rank" },
  { folder: "vectors/PHEindicatormethods", cases: /_sii_/, by: "inequality" },
  { folder: "vectors/PHEindicatormethods", cases: /funnel/, by: "charts" },
  { folder: "vectors/fingertips", cases: /^categories$/, by: "rank" },
  { folder: "vectors/fingertips", cases: /^compare$/, by: "difference" },
  { folder: "vectors/fingertips", cases: /^(trend|poisson_limits)$/, by: "change and charts" },
  { folder: "vectors/NHSRplotthedots", cases: /./, by: "charts" },
  { folder: "vectors/FunnelPlotR", cases: /./, by: "charts" },
  { folder: "vectors-change", cases: /^two_/, by: "difference" },
  { folder: "vectors-change", cases: /^chart_/, by: "charts" },
  { folder: "vectors-change", cases: /its|cpt|breaks|stability|trend|adjust|did|gls|ols/, by: "change" },
];

describe("every shared vector", () => {
  const folders = [...new Set(readers.map(({ folder }) => folder))];
  it.each(folders)("of %s is read by a test", (folder) => {
    const index = sharedFile(`data/${folder}/index.json`);
    if (index === undefined) {
      process.stderr.write(`vectors: not run (engines/statistics: data/${folder} is absent)\n`);
      expect(index).toBeUndefined();
      return;
    }
    const names = (JSON.parse(readFileSync(index, "utf8")) as { case: string }[]).map(
      (record) => record.case,
    );
    const unread = names.filter(
      (name) => !readers.some((one) => one.folder === folder && one.cases.test(name)),
    );
    expect(unread).toEqual([]);
    expect(names.length).toBeGreaterThan(0);
  });
});
