/** What stands between the cells of a row. */
export type Delimiter = "," | ";" | "\t";

/** The delimiter of a file, and how many characters at its start only name it. */
export interface FoundDelimiter {
  readonly delimiter: Delimiter;
  /** Length of a first line such as `sep=;`, which Excel writes and reads; else 0. */
  readonly preambleLength: number;
}

const candidates: readonly Delimiter[] = [",", ";", "\t"];

/**
 * Finds the delimiter from the beginning of a file.
 *
 * The one that gives most rows the same number of cells as the first row wins, then the one that gives more cells; a file
 * with one column counts as separated by commas. Delimiters inside quotation marks do not count.
 *
 * @param sample  the first 64 kB or so of text
 * @param complete  whether the sample is the whole file; else its last row is left out as it may be cut
 */
export function findDelimiter(sample: string, complete: boolean): FoundDelimiter {
  const declared = /^sep=([,;\t])(?:\r\n|\n|\r|$)/i.exec(sample);
  if (declared !== null) return { delimiter: declared[1] as Delimiter, preambleLength: declared[0].length };
  let best: { readonly delimiter: Delimiter; readonly score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of candidates) {
    const score = agreement(cellCounts(sample, delimiter, complete));
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, preambleLength: 0 };
}

function agreement(counts: readonly number[]): number {
  const [first] = counts;
  if (first === undefined || first < 2) return 0;
  const share = counts.filter((count) => count === first).length / counts.length;
  // Cells break ties only: they weigh less than one row in a thousand.
  return share + Math.min(first, 1000) / 1_000_000;
}

function cellCounts(sample: string, delimiter: Delimiter, complete: boolean): number[] {
  const counts: number[] = [];
  let cells = 1;
  let length = 0;
  let quoted = false;
  for (const character of sample) {
    if (character === '"') quoted = !quoted;
    const ends = !quoted && (character === "\n" || character === "\r");
    if (ends && length > 0) counts.push(cells);
    if (ends) [cells, length] = [1, 0];
    else {
      length += 1;
      if (!quoted && character === delimiter) cells += 1;
    }
  }
  if (length > 0 && (complete || counts.length === 0)) counts.push(cells);
  return counts;
}
