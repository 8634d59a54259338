import { findDelimiter, type Delimiter } from "./csv-delimiter.ts";
import { csvRecords, type TableRecord } from "./csv-record.ts";
import { decodeText, type EncodingReport } from "./decode.ts";
import { headerFromRecord, holdsHeadings, noHeadingsRefusal, type Header } from "./header.ts";
import type { ImportLimits } from "./limits.ts";
import { createRowCounter, rowFromRecord, type SourceRow } from "./row.ts";

/** How to find the table in a file. */
export interface TableOptions {
  readonly limits: ImportLimits;
  /** Line of the headings, from 1; without it the first line that is not blank. */
  readonly headerLine?: number;
}

/** A CSV file whose headings have been read. */
export interface CsvTable {
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  /** The rows under the headings from a line on, blank ones left out. Can be read once. */
  readonly rows: (fromLine: number) => AsyncGenerator<SourceRow, void>;
  /** What is known of the encoding; final after the last row. */
  report(): EncodingReport;
}

const sampleLength = 64 * 1024;

/**
 * Reads the headings of a CSV file and offers its rows as they arrive; memory does not grow with the file.
 *
 * @throws ImportRefusal here and while reading rows
 */
export async function openCsv(chunks: AsyncIterable<Uint8Array>, options: TableOptions): Promise<CsvTable> {
  const decoded = decodeText(chunks);
  const sample = await takeSample(decoded.text);
  const { delimiter, preambleLength } = findDelimiter(sample.text, sample.complete);
  const blocks = csvRecords(resume(sample.text.slice(preambleLength), decoded.text), {
    delimiter,
    firstLine: preambleLength > 0 ? 2 : 1,
    rowLengthMax: options.limits.rowLengthMax,
  });
  const { header, rest } = await readHeader(blocks, options);
  return {
    delimiter,
    columns: header.columns,
    rows: (fromLine) => readRows(resume(rest, blocks), { header, limits: options.limits, fromLine }),
    report: decoded.report,
  };
}

async function takeSample(text: AsyncGenerator<string, void>): Promise<{ text: string; complete: boolean }> {
  let sample = "";
  while (sample.length < sampleLength) {
    const next = await text.next();
    if (next.done === true) return { text: sample, complete: true };
    sample += next.value;
  }
  return { text: sample, complete: false };
}

async function* resume<T>(taken: T, rest: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  try {
    yield taken;
    yield* rest;
  } finally {
    await rest.return();
  }
}

/** The next record that holds the headings, and what was read with it. */
async function readHeader(
  blocks: AsyncGenerator<readonly TableRecord[], void>,
  options: TableOptions,
): Promise<{ readonly header: Header; readonly rest: readonly TableRecord[] }> {
  for (;;) {
    const next = await blocks.next();
    if (next.done === true) throw noHeadingsRefusal(options.headerLine);
    const at = next.value.findIndex((record) => holdsHeadings(record, options.headerLine));
    const record = next.value[at];
    if (record === undefined) continue;
    const header = headerFromRecord(record, options.limits);
    if (header.columns.length === 0) throw noHeadingsRefusal(options.headerLine);
    return { header, rest: next.value.slice(at + 1) };
  }
}

async function* readRows(
  blocks: AsyncIterable<readonly TableRecord[]>,
  {
    header,
    limits,
    fromLine,
  }: { readonly header: Header; readonly limits: ImportLimits; readonly fromLine: number },
): AsyncGenerator<SourceRow, void> {
  const counted = createRowCounter(limits);
  for await (const records of blocks) {
    for (const record of records) {
      // Before it is made a row: an import that goes on reads its file again from the beginning.
      if (record.line < fromLine) continue;
      const row = rowFromRecord(record, header, { ragged: true, limits });
      if (row !== undefined) yield counted(row);
    }
  }
}
