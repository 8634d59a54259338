/** A CSV file by columns. Empty is missing: NaN as a number, "" as text. */
export type VectorTable = {
  readonly rowCount: number;
  readonly columns: readonly string[];
  readonly has: (column: string) => boolean;
  readonly text: (column: string) => readonly string[];
  readonly numbers: (column: string) => Float64Array;
};

/** Reads CSV with quoted fields as R and Python write it. */
export function parseVectorTable(csv: string): VectorTable {
  const [header = [], ...rows] = csvRows(csv);
  const text = (column: string): readonly string[] => {
    const index = header.indexOf(column);
    if (index < 0) throw new Error(`The vector has no column ${column}; it has ${header.join(", ")}.`);
    return rows.map((row) => row[index] ?? "");
  };
  return {
    rowCount: rows.length,
    columns: header,
    has: (column) => header.includes(column),
    text,
    numbers: (column) => Float64Array.from(text(column), numberOf),
  };
}

/** The number a vector's text stands for: empty and NA are NaN, Inf is Infinity, TRUE is 1. */
export function numberOf(text: string): number {
  if (text === "" || text === "NA") return Number.NaN;
  if (text === "Inf" || text === "-Inf")
    return text === "Inf" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (text === "TRUE" || text === "FALSE") return text === "TRUE" ? 1 : 0;
  return Number(text);
}

function csvRows(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A field, quoted or not, with what ends it: a comma, a line end, or the end of the file.
  for (const match of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    const [whole, quoted, plain = "", end] = match;
    if (whole === "" && row.length === 0) continue;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1 || row[0] !== "" || quoted !== undefined) rows.push(row);
    row = [];
  }
  return rows;
}
