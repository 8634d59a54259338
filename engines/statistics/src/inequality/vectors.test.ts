import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase } from "../../test/vectors.ts";
import { groupRows } from "../column/group.ts";
import { slopeIndexes } from "./slope-index.ts";
import { simulatedSlopeIndexes } from "./slope-simulation.ts";
import { slopeNotes } from "./slope-input.ts";
import type { SlopeColumns } from "./slope-input.ts";

describeVectors(
  "slope and relative index agree with the reference",
  "data/vectors/PHEindicatormethods",
  (folder) => {
    const names = folder.names.filter((name) => /_sii_/.test(name));

    it("knows every case of the reference", () => {
      expect(names.length).toBeGreaterThanOrEqual(20);
    });

    it.each(names)("repeats %s from its seed", (name) => {
      const vector = folder.open(name);
      const { keys, columns, settings } = readCase(vector);
      const expected = vector.expected();
      const order = expectedOrder(vector, keys);
      for (const { confidence, suffix } of settings.levels) {
        const found = simulatedSlopeIndexes({ ...columns, ...settings.simulation, confidence });
        const pick = (column: Float64Array) => Float64Array.from(order, (group) => column[group] ?? Infinity);
        expect([...new Set(found.note)].map((note) => slopeNotes[note])).toEqual(["computed"]);
        const point = name.startsWith("fixture") ? "1e-8 relative" : "1e-10 rel";
        const compare = (column: string, actual: Float64Array, words: string) => {
          if (expected.has(column)) vector.compare({ column, actual: pick(actual), words });
        };
        compare("sii", found.slope.value, point);
        compare("rii", found.relative.value, point);
        if (expected.has("intercept")) {
          const compatibility = "PHEindicatormethods 2.1.0";
          const faulty = simulatedSlopeIndexes({ ...columns, ...settings.simulation, compatibility });
          compare("intercept", faulty.intercept, point);
        }
        const exact = "exact (1e-12)";
        const [lower, upper] = [`lower${suffix}`, `upper${suffix}`];
        compare(`sii_${lower}`, found.slope.lower, exact);
        compare(`sii_${upper}`, found.slope.upper, exact);
        compare(`rii_${lower}`, found.relative.lower, exact);
        compare(`rii_${upper}`, found.relative.upper, exact);
        expect(expected.has(`sii_${lower}`)).toBe(true);
      }
    });
  },
);

describeVectors(
  "the closed form agrees with what was published",
  "data/vectors/PHEindicatormethods",
  (folder) => {
    it.each(folder.names.filter((name) => name.startsWith("fixture_sii")))("in %s", (name) => {
      const vector = folder.open(name);
      const { columns, settings } = readCase(vector);
      const published = vector.fixture();
      for (const [at, { confidence }] of settings.levels.entries()) {
        const found = slopeIndexes({ ...columns, confidence });
        const compare = (column: string, actual: Float64Array, words: string): void => {
          const expected = published.numbers(column);
          // One sheet gives no relative index.
          if (!expected.every(Number.isNaN)) vector.compare({ column, actual, expected, words });
        };
        compare("sii", found.slope.value, "1e-8 relative");
        compare("rii", found.relative.value, "1e-8 relative");
        compare(`sii_lowercl_${at + 1}`, found.slope.lower, "5% relative");
        compare(`sii_uppercl_${at + 1}`, found.slope.upper, "5% relative");
        compare(`rii_lowercl_${at + 1}`, found.relative.lower, "5% relative");
        compare(`rii_uppercl_${at + 1}`, found.relative.upper, "5% relative");
      }
      expect(settings.levels.length).toBeGreaterThan(0);
    });
  },
);

function readCase(vector: VectorCase): {
  keys: readonly string[];
  columns: SlopeColumns;
  settings: {
    simulation: { seed: number; repetitions: number };
    levels: readonly { confidence: number; suffix: string }[];
  };
} {
  const { call } = vector.record;
  const { input } = vector;
  const option = (name: string): string | undefined =>
    new RegExp(`[(, ]${name} ?= ?([^,()]+)`).exec(call)?.[1];
  const by = (/group_by\(d, ?([^)]*)\)/.exec(call)?.[1] ?? "").split(/, ?/);
  const [quantile = "", people = ""] = (/\), ?(\w+), ?(\w+),/.exec(call) ?? []).slice(1);
  const rowKeys = Array.from({ length: input.rowCount }, (_, row) =>
    by.map((column) => input.text(column)[row] ?? "").join("|"),
  );
  const { keys, groups } = groupRows(rowKeys);
  const size = input.numbers(people);
  const events = option("x");
  const value =
    events === undefined
      ? input.numbers(option("value") ?? "")
      : input.numbers(events).map((count, row) => count / (size[row] ?? NaN));
  const errors = option("se");
  const spread =
    errors === undefined
      ? { lower: input.numbers(option("lower_cl") ?? ""), upper: input.numbers(option("upper_cl") ?? "") }
      : { errors: input.numbers(errors) };
  const kind = (["measure", "rate", "proportion"] as const)[Number(option("value_type"))] ?? "measure";
  const suffix = vector.expected().columns.filter((column) => column.startsWith("sii_lower"));
  const levels = suffix.map((column) => {
    const text = column.replace("sii_lower", "");
    return { suffix: text, confidence: Number(text.replace("cl", "").replace("_", ".")) / 100 };
  });
  return {
    keys,
    columns: {
      groups,
      quantile: input.numbers(quantile),
      people: size,
      value,
      spread,
      kind,
      transform: option("transform") === "TRUE",
      multiplier: Number(option("multiplier") ?? 1),
    },
    settings: {
      simulation: {
        seed: Number(/set\.seed\((\d+)\)/.exec(call)?.[1]),
        repetitions: Number(option("repetitions")),
      },
      levels,
    },
  };
}

/**
 * The reference sorts its groups; our cases are read in their file's order, which must be the same for the stream.
 */
function expectedOrder(vector: VectorCase, keys: readonly string[]): readonly number[] {
  const by = (/group_by\(d, ?([^)]*)\)/.exec(vector.record.call)?.[1] ?? "").split(/, ?/);
  const expected = vector.expected();
  const wanted = Array.from({ length: expected.rowCount }, (_, row) =>
    by.map((column) => expected.text(column)[row] ?? "").join("|"),
  );
  expect(wanted).toEqual(keys);
  return wanted.map((key) => keys.indexOf(key));
}
