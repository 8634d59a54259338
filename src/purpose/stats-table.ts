import { groupRows, type Groups } from "@concordat/statistics";

/** A table of texts, column by column, all of one length. */
export type TextColumns = ReadonlyMap<string, readonly string[]>;

/** The columns of a file as numbers and groups. */
export interface StatsTable {
  readonly length: number;
  numbers(column: string): Float64Array;
  texts(column: string): readonly string[];
  has(column: string): boolean;
}

const missing: ReadonlySet<string> = new Set(["", "NA", "NaN"]);

/**
 * A file's columns as numbers; an empty cell is missing, not 0.
 *
 * @throws RangeError naming column and row for a cell that is no number
 */
export function statsTable(columns: TextColumns): StatsTable {
  const texts = (column: string): readonly string[] => {
    const found = columns.get(column);
    if (!found) throw new RangeError(`The file has no column "${column}".`);
    return found;
  };
  return {
    length: [...columns.values()][0]?.length ?? 0,
    texts,
    has: (column) => columns.has(column),
    numbers: (column) =>
      Float64Array.from(texts(column), (text, row) => {
        const trimmed = text.trim();
        if (missing.has(trimmed)) return Number.NaN;
        const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed) ? Number(trimmed) : undefined;
        if (number !== undefined) return number;
        throw new RangeError(
          `Row ${row + 1} has “${trimmed}” in column ${column}. Give a number, or leave it empty.`,
        );
      }),
  };
}

/** Which group each row belongs to; without a column `group` all are one. */
export function grouped(table: StatsTable): { readonly keys: readonly string[]; readonly groups: Groups } {
  return groupRows(
    table.has("group") ? table.texts("group") : Array.from({ length: table.length }, () => "all"),
  );
}

/** A group's rows one after another, in the order of the file. */
export function byGroup(
  table: StatsTable,
  column: string,
): readonly { readonly key: string; readonly values: Float64Array }[] {
  const { keys, groups } = grouped(table);
  const numbers = table.numbers(column);
  const lists = keys.map((): number[] => []);
  for (const [row, group] of groups.of.entries()) lists[group]?.push(numbers[row] ?? Number.NaN);
  return keys.map((key, index) => ({ key, values: Float64Array.from(lists[index] ?? []) }));
}
