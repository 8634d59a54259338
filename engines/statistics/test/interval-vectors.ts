import type { IntervalColumns } from "../src/column/interval.ts";
import type { VectorCase } from "./vectors.ts";

/** A confidence and the columns in which the reference gives its limits. */
export type Level = { readonly confidence: number; readonly lower: string; readonly upper: string };

/** The reference's columns for one confidence, and for its two together. */
export const oneLevel = (confidence: number): readonly Level[] => [
  { confidence, lower: "lowercl", upper: "uppercl" },
];
export const bothLevels: readonly Level[] = [
  { confidence: 0.95, lower: "lower95_0cl", upper: "upper95_0cl" },
  { confidence: 0.998, lower: "lower99_8cl", upper: "upper99_8cl" },
];

/** Compares value and limits at each confidence; `keys` says which expected row belongs to each answer. */
export function compareIntervals(
  vector: VectorCase,
  levels: readonly Level[],
  answer: (confidence: number) => IntervalColumns,
  keys?: { readonly column: string; readonly of: readonly string[] },
): void {
  const picked = pickedRows(vector, keys);
  for (const level of levels) {
    const found = answer(level.confidence);
    vector.compare({ column: "value", actual: found.value, expected: picked("value") });
    vector.compare({ column: level.lower, actual: found.lower, expected: picked(level.lower) });
    vector.compare({ column: level.upper, actual: found.upper, expected: picked(level.upper) });
  }
}

/** Reads expected columns in the order of the answers' keys. */
export function pickedRows(
  vector: VectorCase,
  keys?: { readonly column: string; readonly of: readonly string[] },
): (column: string) => Float64Array {
  const expected = vector.expected();
  if (keys === undefined) return (column) => expected.numbers(column);
  const order = keys.of.map((key) => expected.text(keys.column).indexOf(key));
  if (order.includes(-1) || order.length !== expected.rowCount) {
    throw new Error(`${vector.record.case}: the answers' ${keys.column} are not those of the reference.`);
  }
  return (column) => {
    const numbers = expected.numbers(column);
    return Float64Array.from(order, (row) => numbers[row] ?? Number.NaN);
  };
}
