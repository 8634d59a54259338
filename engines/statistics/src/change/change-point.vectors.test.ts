import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import { breakpoints } from "./breakpoint.ts";
import { changePoints } from "./change-point.ts";
import { stability } from "./stability.ts";

const series = ["one", "three", "none", "edge", "real"] as const;

describeVectors(
  "changes of level agree with changepoint and strucchange",
  "data/vectors-change",
  (folder) => {
    const changes = folder.names.filter((name) => name.startsWith("cpt_"));
    const breaks = folder.names.filter((name) => name.startsWith("breaks_"));

    it("has all cases", () => {
      expect([changes.length, breaks.length]).toEqual([25, 10]);
    });

    it.each(changes)("segments of %s", (name) => {
      const vector = folder.open(name);
      const { args } = vector.record;
      const found = changePoints({
        values: vector.input.numbers("y"),
        search: args["method"] === "AMOC" ? "one" : "several",
        penalty: args["penalty"] === "BIC" ? "bic" : "mbic",
        least: Number(args["minseglen"]),
      });
      if (!found.ok) throw new Error(found.problem);
      const { segments, noise, penalty } = found.value;
      vector.compare({
        column: "start",
        part: "segments",
        words: "positions exact",
        actual: segments.map(({ from }) => from + 1),
      });
      vector.compare({
        column: "end",
        part: "segments",
        words: "positions exact",
        actual: segments.map(({ to }) => to),
      });
      vector.compare({
        column: "mean",
        part: "segments",
        words: "means 1e-9 relative",
        actual: segments.map(({ mean }) => mean),
      });
      vector.compare({
        column: "mean_scaled",
        part: "segments",
        words: "means 1e-9 relative",
        actual: segments.map(({ mean }) => mean / noise),
      });
      const scalars = { noise, pen_value: penalty };
      for (const [column, actual] of Object.entries(scalars)) {
        vector.compare({
          column,
          words: "means 1e-9 relative",
          expected: [Number(vector.record[`expected_${column}`])],
          actual: [actual],
        });
      }
    });

    it.each(breaks)("divisions and intervals of %s", (name) => {
      const vector = folder.open(name);
      const found = breakpoints({
        values: vector.input.numbers("y"),
        model: name.endsWith("trend") ? "trend" : "level",
      });
      if (!found.ok) throw new Error(found.problem);
      const { divisions, chosen, notes } = found.value;
      const exact = { part: "positions", words: "positions exact" };
      vector.compare({
        column: "breaks",
        ...exact,
        actual: divisions.flatMap((division) => division.breaks.map(() => division.breaks.length)),
      });
      vector.compare({
        column: "position",
        ...exact,
        actual: divisions.flatMap((division) => division.breaks),
      });
      vector.compare({
        column: "rss",
        part: "table",
        words: "RSS, BIC 1e-8 relative",
        actual: divisions.map(({ rss }) => rss),
      });
      vector.compare({
        column: "bic",
        part: "table",
        words: "RSS, BIC 1e-8 relative",
        actual: divisions.map(({ bic }) => bic),
      });
      expect(notes).toEqual([]);
      const ends = { part: "chosen", words: "interval ends exact" };
      vector.compare({ column: "lower", ...ends, actual: chosen.map(({ earliest }) => earliest) });
      vector.compare({ column: "breakpoint", ...ends, actual: chosen.map(({ at }) => at) });
      vector.compare({ column: "upper", ...ends, actual: chosen.map(({ latest }) => latest) });
    });

    it.each(series)("tests of stability of stability_%s", (name) => {
      const vector = folder.open(`stability_${name}`);
      const found = stability(vector.input.numbers("y"));
      if (!found.ok) throw new Error(found.problem);
      const { cusum, supF } = found.value;
      vector.compare({
        column: "statistic",
        words: "statistic 1e-8 relative",
        actual: [cusum.statistic, supF.statistic],
      });
      vector.compare({ column: "p", words: "p 1e-4 absolute", actual: [cusum.p, supF.p] });
    });
  },
);
