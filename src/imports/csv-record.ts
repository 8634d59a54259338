import type { Delimiter } from "./csv-delimiter.ts";
import { createBlockCutter } from "./csv-block.ts";
import type { ImportRefusal } from "./refusal.ts";
import { refusal } from "./refusal.ts";

/** The cells of one row as they stand, with the line of the file on which the row begins (from 1). */
export interface TableRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Rows of CSV text, blank ones included, in order; many at once, because handing each out by itself takes longer than
 * reading it.
 *
 * RFC 4180 with any of the three line breaks, also mixed. A quotation mark in a wrong place refuses the rest of the file:
 * where such a row ends is a guess.
 *
 * @throws ImportRefusal
 */
export async function* csvRecords(
  text: AsyncIterable<string>,
  options: {
    readonly delimiter: Delimiter;
    readonly firstLine: number;
    readonly rowLengthMax: number;
  },
): AsyncGenerator<readonly TableRecord[], void> {
  const cutter = createBlockCutter(options.rowLengthMax);
  let line = options.firstLine;
  const recordsIn = function* (block: string): Generator<readonly TableRecord[], void> {
    const { records, nextLine, fault } = parseBlock(block, options.delimiter, line);
    line = nextLine;
    if (records.length > 0) yield records;
    if (fault !== undefined) throw faultRefusals[fault](line);
  };
  for await (const piece of text) yield* recordsIn(cutter.push(piece));
  yield* recordsIn(cutter.end());
}

const lineFeed = 10;
const carriageReturn = 13;
const quotationMark = 34;

/** What is wrong with the quotation marks of a row. */
type QuoteFault = "not-closed" | "misplaced";

interface ParsedBlock {
  /** The rows before the fault, or all of them. */
  readonly records: readonly TableRecord[];
  /** Where the row with the fault begins, or the row after these. */
  readonly nextLine: number;
  readonly fault?: QuoteFault;
}

/** Reads a text of whole rows from left to right, once. */
function parseBlock(block: string, delimiter: Delimiter, firstLine: number): ParsedBlock {
  const between = delimiter.charCodeAt(0);
  const records: TableRecord[] = [];
  let nextLine = firstLine;
  for (let at = 0; at < block.length;) {
    const cells: string[] = [];
    let lines = 1;
    for (;;) {
      if (block.charCodeAt(at) === quotationMark) {
        const end = endOfQuoted(block, at);
        if (end === undefined) return { records, nextLine, fault: "not-closed" };
        const text = block.slice(at + 1, end - 1);
        cells.push(text.includes('"') ? text.replaceAll('""', '"') : text);
        lines += lineBreaks(text);
        at = end;
      } else {
        const end = endOfBare(block, at, between);
        cells.push(block.slice(at, end));
        at = end;
      }
      if (at === block.length || block.charCodeAt(at) !== between) break;
      at += 1;
    }
    const breakLength = lineBreakLength(block, at);
    if (at < block.length && breakLength === 0) return { records, nextLine, fault: "misplaced" };
    records.push({ line: nextLine, cells });
    nextLine += lines;
    at += breakLength;
  }
  return { records, nextLine };
}

/** Where a cell without quotation marks ends: before a delimiter or line break, or before a mark that is out of place. */
function endOfBare(block: string, start: number, between: number): number {
  let at = start;
  for (; at < block.length; at += 1) {
    const unit = block.charCodeAt(at);
    if (unit === between || unit === lineFeed || unit === carriageReturn || unit === quotationMark) break;
  }
  return at;
}

/** Behind the mark that closes a cell whose first mark stands at `start`; undefined where none does. */
function endOfQuoted(block: string, start: number): number | undefined {
  for (let from = start + 1; ;) {
    const mark = block.indexOf('"', from);
    if (mark === -1) return undefined;
    if (block.charCodeAt(mark + 1) !== quotationMark) return mark + 1;
    from = mark + 2;
  }
}

function lineBreakLength(block: string, at: number): number {
  const unit = block.charCodeAt(at);
  if (unit === carriageReturn) return block.charCodeAt(at + 1) === lineFeed ? 2 : 1;
  return unit === lineFeed ? 1 : 0;
}

function lineBreaks(cell: string): number {
  return cell.includes("\n") || cell.includes("\r") ? cell.split(/\r\n|\n|\r/).length - 1 : 0;
}

const faultRefusals: Readonly<Record<QuoteFault, (line: number) => ImportRefusal>> = {
  "not-closed": (line) =>
    refusal(
      "csv.quote-not-closed",
      `The row that begins on line ${line} has a cell whose quotation mark is opened and never closed, so the rest of the file reads as one cell. Close it and try again.`,
      `line ${line}`,
    ),
  misplaced: (line) =>
    refusal(
      "csv.quote-misplaced",
      `The row that begins on line ${line} has a quotation mark in the middle of a cell. Write the whole cell in quotation marks and double the ones inside it: "5"" pipe".`,
      `line ${line}`,
    ),
};
