/** Which group each row belongs to: `of[row]` is a number from 0 to `count` - 1. */
export type Groups = { readonly count: number; readonly of: Uint32Array };

/**
 * Groups rows by a text, in the order in which the texts first appear.
 *
 * @example groupRows(["b", "a", "b"]) // { keys: ["b", "a"], groups: { count: 2, of: [0, 1, 0] } }
 */
export function groupRows(texts: readonly string[]): {
  readonly keys: readonly string[];
  readonly groups: Groups;
} {
  const numbers = new Map<string, number>();
  const of = new Uint32Array(texts.length);
  let previous: string | undefined;
  let group = 0;
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row] ?? "";
    // Rows of a group mostly follow one another.
    if (text !== previous) {
      group = numbers.get(text) ?? numbers.size;
      if (group === numbers.size) numbers.set(text, group);
      previous = text;
    }
    of[row] = group;
  }
  return { keys: [...numbers.keys()], groups: { count: numbers.size, of } };
}

/** Every row in a group of its own. */
export function eachRow(rowCount: number): Groups {
  return { count: rowCount, of: Uint32Array.from({ length: rowCount }, (_, row) => row) };
}

/** All rows in one group. */
export function oneGroup(rowCount: number): Groups {
  return { count: 1, of: new Uint32Array(rowCount) };
}

/**
 * The sum of each group. A missing value (NaN) makes its group's sum missing: no figure is made up.
 *
 * @example sumByGroup(Float64Array.of(1, 2, 4), groupRows(["b", "a", "b"]).groups) // [5, 2]
 */
export function sumByGroup(values: Float64Array, groups: Groups): Float64Array {
  const sums = new Float64Array(groups.count);
  for (let row = 0; row < values.length; row += 1) {
    const group = groups.of[row] ?? 0;
    sums[group] = (sums[group] ?? 0) + (values[row] ?? Number.NaN);
  }
  return sums;
}

/**
 * The rows of each group together: group g holds `rows[start[g]]` to before `rows[start[g + 1]]`, in their old
 * order.
 */
export type RowsByGroup = { readonly rows: Uint32Array; readonly start: Uint32Array };

/** Puts the rows of each group together, in one pass, without sorting. */
export function rowsByGroup(groups: Groups): RowsByGroup {
  const start = new Uint32Array(groups.count + 1);
  for (const group of groups.of) start[group + 1] = (start[group + 1] ?? 0) + 1;
  for (let group = 0; group < groups.count; group += 1) {
    start[group + 1] = (start[group + 1] ?? 0) + (start[group] ?? 0);
  }
  const next = start.slice();
  const rows = new Uint32Array(groups.of.length);
  for (let row = 0; row < groups.of.length; row += 1) {
    const group = groups.of[row] ?? 0;
    const place = next[group] ?? 0;
    rows[place] = row;
    next[group] = place + 1;
  }
  return { rows, start };
}
