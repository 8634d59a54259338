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
  /** The rows under the headings, blank ones left out. Can be read once. */
  readonly rows: AsyncGenerator<SourceRow, void>;
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
  const records = csvRecords(resume(sample.text.slice(preambleLength), decoded.text), {
    delimiter,
    firstLine: preambleLength > 0 ? 2 : 1,
    rowLengthMax: options.limits.rowLengthMax,
  });
  const header = await readHeader(records, options);
  return {
    delimiter,
    columns: header.columns,
    rows: readRows(records, header, options.limits),
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

async function* resume(sample: string, rest: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  try {
    yield sample;
    yield* rest;
  } finally {
    await rest.return();
  }
}

/** The next record that holds the headings. */
async function readHeader(
  records: AsyncGenerator<TableRecord, void>,
  options: TableOptions,
): Promise<Header> {
  for (;;) {
    const next = await records.next();
    if (next.done === true) throw noHeadingsRefusal(options.headerLine);
    if (!holdsHeadings(next.value, options.headerLine)) continue;
    const header = headerFromRecord(next.value, options.limits);
    if (header.columns.length === 0) throw noHeadingsRefusal(options.headerLine);
    return header;
  }
}

async function* readRows(
  records: AsyncGenerator<TableRecord, void>,
  header: Header,
  limits: ImportLimits,
): AsyncGenerator<SourceRow, void> {
  const counted = createRowCounter(limits);
  for await (const record of records) {
    const row = rowFromRecord(record, header, { ragged: true, limits });
    if (row !== undefined) yield counted(row);
  }
}
