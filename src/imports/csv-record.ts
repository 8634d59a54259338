import { CsvError, parse } from "csv-parse/sync";
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
 * Rows of CSV text, blank ones included, in order.
 *
 * RFC 4180 with any of the three line breaks, also mixed. A quotation mark in a wrong place refuses the rest of the file:
 * where such a row ends is a guess.
 *
 * @throws ImportRefusal
 */
export async function* csvRecords(
  text: AsyncIterable<string>,
  options: { readonly delimiter: Delimiter; readonly firstLine: number; readonly rowLengthMax: number },
): AsyncGenerator<TableRecord, void> {
  const cutter = createBlockCutter(options.rowLengthMax);
  const place = { line: options.firstLine };
  for await (const piece of text) yield* blockRecords(cutter.push(piece), options.delimiter, place);
  yield* blockRecords(cutter.end(), options.delimiter, place);
}

function* blockRecords(
  block: string,
  delimiter: Delimiter,
  place: { line: number },
): Generator<TableRecord, void> {
  if (block === "") return;
  const { records, error } = parseBlock(block, delimiter);
  for (const cells of records) {
    yield { line: place.line, cells };
    place.line += 1 + cells.reduce((count, cell) => count + lineBreaks(cell), 0);
  }
  if (error !== undefined) throw quoteRefusal(error, place.line);
}

interface ParsedBlock {
  readonly records: readonly (readonly string[])[];
  readonly error?: CsvError;
}

function parseBlock(block: string, delimiter: Delimiter): ParsedBlock {
  const options = {
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    // The cutter has bounded the row already.
    max_record_size: 0,
  };
  try {
    return { records: parse(block, options) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const before = Number(error["records"] ?? 0);
    return { records: before > 0 ? parse(block, { ...options, to: before }) : [], error };
  }
}

function lineBreaks(cell: string): number {
  return cell.includes("\n") || cell.includes("\r") ? cell.split(/\r\n|\n|\r/).length - 1 : 0;
}

function quoteRefusal(error: CsvError, line: number): ImportRefusal {
  const where = `line ${line}`;
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    return refusal(
      "csv.quote-not-closed",
      `The row that begins on line ${line} has a cell whose quotation mark is opened and never closed, so the rest of the file reads as one cell. Close it and try again.`,
      where,
    );
  }
  return refusal(
    "csv.quote-misplaced",
    `The row that begins on line ${line} has a quotation mark in the middle of a cell. Write the whole cell in quotation marks and double the ones inside it: "5"" pipe".`,
    where,
  );
}
