import { expect, it } from "vitest";
import { bothLevels, compareIntervals, oneLevel, pickedRows } from "../../test/interval-vectors.ts";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase } from "../../test/vectors.ts";
import { groupRows } from "../column/group.ts";
import { directNotes, directRates, europeanStandard2013, indirectRates } from "./index.ts";
import type { DirectColumns, IndirectColumns } from "./index.ts";

const inReferenceOf = (keys: readonly string[]) => ({ column: "area", of: keys });

describeVectors(
  "standardised rates agree with the reference",
  "data/vectors/PHEindicatormethods",
  (folder) => {
    const directCases = [
      { name: "gen_dsr", levels: oneLevel(0.95), per: 100_000 },
      { name: "gen_dsr_2ci_per1000", levels: bothLevels, per: 1000 },
      { name: "gen_dsr_nonindependent", levels: bothLevels, per: 100_000 },
      { name: "fixture_dsr_multiarea", levels: bothLevels, per: 100_000 },
    ];
    it.each(directCases)("gives the directly standardised rates of $name", ({ name, levels, per }) => {
      const vector = folder.open(name);
      const { keys, columns } = directColumns(vector);
      const answer = (confidence: number) => directRates({ ...columns, confidence, per });
      compareIntervals(vector, levels, answer, inReferenceOf(keys));
      const found = answer(0.95);
      const picked = pickedRows(vector, inReferenceOf(keys));
      vector.compare({ column: "total_count", actual: found.events, expected: picked("total_count") });
      vector.compare({ column: "total_pop", actual: found.people, expected: picked("total_pop") });
      const few = vector
        .expected()
        .text("statistic")
        .filter((text) => text.includes("count < 10")).length;
      expect(found.note.filter((note) => directNotes[note] === "fewer than 10 events").length).toBe(few);
    });

    it("knows the standard population of the reference's data", () => {
      const standard = folder.open("gen_dsr").input.numbers("esp2013").slice(0, 19);
      expect(europeanStandard2013).toEqual(standard);
    });

    it("refuses a population that is missing, as the reference does", () => {
      const columns = { events: Float64Array.of(1, 2, 3), standard: Float64Array.of(1, 1, 1) };
      const groups = { count: 1, of: new Uint32Array(3) };
      const people = Float64Array.of(10, Number.NaN, 10);
      expect(() => directRates({ ...columns, groups, people })).toThrow(/Row 2 has no population/);
    });

    const indirectCases = [
      { name: "gen_israte", levels: bothLevels, kind: "rate" },
      { name: "fixture_israte", levels: bothLevels, kind: "rate" },
      { name: "gen_isratio_100", levels: oneLevel(0.95), kind: "ratio" },
    ] as const;
    it.each(indirectCases)("gives the indirectly standardised $kind of $name", ({ name, levels, kind }) => {
      const vector = folder.open(name);
      const { keys, columns } = indirectColumns(vector);
      const scale = kind === "ratio" ? 100 : 1;
      const answer = (confidence: number) => {
        const columnsFound = indirectRates({ ...columns, confidence })[kind];
        const scaled = (column: Float64Array) => column.map((value) => value * scale);
        return {
          value: scaled(columnsFound.value),
          lower: scaled(columnsFound.lower),
          upper: scaled(columnsFound.upper),
        };
      };
      compareIntervals(vector, levels, answer, inReferenceOf(keys));
      const found = indirectRates(columns);
      const picked = pickedRows(vector, inReferenceOf(keys));
      vector.compare({ column: "observed", actual: found.observed, expected: picked("observed") });
      vector.compare({ column: "expected", actual: found.expected, expected: picked("expected") });
      if (kind === "rate") {
        vector.compare({ column: "ref_rate", actual: found.referenceRate, expected: picked("ref_rate") });
      }
    });

    it("agrees with the answers that the reference package made in a spreadsheet", () => {
      const direct = folder.open("fixture_dsr_multiarea");
      const { keys, columns } = directColumns(direct);
      const words = "1e-8 relative";
      const found = directRates({ ...columns, per: 10_000, confidence: 0.998 });
      expect(keys).toEqual(direct.fixture().text("area").slice(0, keys.length));
      const sheet = (column: string) => direct.fixture().numbers(column).slice(0, keys.length);
      direct.compare({ column: "value", actual: found.value, expected: sheet("value"), words });
      direct.compare({ column: "lower99_8cl", actual: found.lower, expected: sheet("lower99_8cl"), words });
      direct.compare({ column: "upper99_8cl", actual: found.upper, expected: sheet("upper99_8cl"), words });
    });
  },
);

function directColumns(vector: VectorCase): { keys: readonly string[]; columns: DirectColumns } {
  const { input } = vector;
  const { keys, groups } = groupRows(input.text("area"));
  const counts = ["obs", "count", "individuals"].find((column) => input.has(column)) ?? "";
  const columns: DirectColumns = {
    groups,
    events: input.numbers(counts),
    people: input.numbers("pop"),
    standard: input.numbers("esp2013"),
    missingCounts: "zero",
  };
  if (!input.has("eventfrequency")) return { keys, columns };
  const eventsEach = input.numbers("eventfrequency");
  const band = Uint32Array.from(input.numbers("ageband"));
  return { keys, columns: { ...columns, repeats: { eventsEach, band } } };
}

function indirectColumns(vector: VectorCase): { keys: readonly string[]; columns: IndirectColumns } {
  const { input, record } = vector;
  const { keys, groups } = groupRows(input.text("area"));
  const people = input.numbers("pop");
  const shared = { groups, people, missingCounts: "zero" as const };
  if (input.has("xr")) {
    const reference = { events: input.numbers("xr"), people: input.numbers("nr") };
    return { keys, columns: { ...shared, observed: input.numbers("obs"), reference } };
  }
  const bands = [...new Set(input.text("ageband"))];
  const reference = {
    events: Float64Array.from(record.args["refcount"] as number[]),
    people: Float64Array.from(record.args["refpop"] as number[]),
    of: Uint32Array.from(input.text("ageband"), (band) => bands.indexOf(band)),
  };
  return { keys, columns: { ...shared, observed: input.numbers("count"), reference } };
}
