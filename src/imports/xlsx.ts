import type { TableOptions } from "./csv.ts";
import { headerFromRecord, holdsHeadings, noHeadingsRefusal, type Header } from "./header.ts";
import { refusal } from "./refusal.ts";
import { createRowCounter, rowFromRecord, type ImportNote, type SourceRow } from "./row.ts";
import { countInWords } from "./wording.ts";
import { sheetRecords, type SheetFindings, type SheetRecord } from "./xlsx-sheet.ts";
import { openWorkbook, type Workbook, type WorkbookSheet } from "./xlsx-workbook.ts";

/** A sheet as offered for choice. */
export interface SheetChoice {
  readonly name: string;
  readonly hidden: boolean;
}

/** A sheet of a workbook whose headings have been read. */
export interface XlsxTable {
  readonly sheet: string;
  readonly sheets: readonly SheetChoice[];
  readonly columns: readonly string[];
  /** The rows under the headings, blank ones left out. Can be read once. */
  readonly rows: Generator<SourceRow, void>;
  /** Merged cells, hidden rows and columns, formulas; complete after the last row. */
  notes(): readonly ImportNote[];
}

/**
 * Reads the headings of a sheet and offers its rows as they are unpacked.
 *
 * @param options  `sheet` may be left out when only one sheet is not hidden
 * @throws ImportRefusal here and while reading rows
 */
export function openXlsx(bytes: Uint8Array, options: TableOptions & { readonly sheet?: string }): XlsxTable {
  const workbook = openWorkbook(bytes, options.limits);
  const sheet = chooseSheet(workbook, options.sheet);
  const findings: SheetFindings = { mergedRanges: [], hiddenColumns: [] };
  const records = sheetRecords(workbook, sheet.part, findings, options.limits.columnsMax);
  const header = readHeader(records, options);
  const tally: RowTally = { hiddenRows: [], formulaRows: 0 };
  return {
    sheet: sheet.name,
    sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
    columns: header.columns,
    rows: readRows(records, header, options, tally),
    notes: () => sheetNotes(findings, tally),
  };
}

function chooseSheet(workbook: Workbook, name: string | undefined): WorkbookSheet {
  const { sheets } = workbook;
  const names = sheets.map((sheet) => `"${sheet.name}"${sheet.hidden ? " (hidden)" : ""}`).join(", ");
  if (name !== undefined) {
    const named = sheets.find((sheet) => sheet.name.toLowerCase() === name.trim().toLowerCase());
    if (named !== undefined) return named;
    throw refusal(
      "xlsx.no-such-sheet",
      `The workbook has no sheet "${name}". It has ${names === "" ? "no sheets with cells" : names}.`,
    );
  }
  const [only, ...others] = sheets.filter((sheet) => !sheet.hidden);
  if (only === undefined)
    throw refusal(
      "xlsx.no-sheet",
      `The workbook has no visible sheet with cells${names === "" ? "" : `, only ${names}`}.`,
    );
  if (others.length > 0)
    throw refusal(
      "xlsx.sheet-not-chosen",
      `The workbook has several sheets: ${names}. Say which one to read.`,
    );
  return only;
}

function readHeader(records: Generator<SheetRecord, void>, options: TableOptions): Header {
  for (;;) {
    const next = records.next();
    if (next.done === true) throw noHeadingsRefusal(options.headerLine);
    if (!holdsHeadings(next.value, options.headerLine)) continue;
    const header = headerFromRecord(next.value, options.limits);
    if (header.columns.length === 0) throw noHeadingsRefusal(options.headerLine);
    return header;
  }
}

interface RowTally {
  readonly hiddenRows: number[];
  formulaRows: number;
}

function* readRows(
  records: Generator<SheetRecord, void>,
  header: Header,
  options: TableOptions,
  tally: RowTally,
): Generator<SourceRow, void> {
  const counted = createRowCounter(options.limits);
  for (const record of records) {
    const row = rowFromRecord(record, header, {
      ragged: false,
      limits: options.limits,
      faults: record.faults,
    });
    if (row === undefined) continue;
    const formulas = record.formulas.flatMap((column) => header.columns[column] ?? []);
    if (record.hidden) tally.hiddenRows.push(record.line);
    if (formulas.length > 0) tally.formulaRows += 1;
    yield counted({
      ...row,
      ...(record.hidden ? { hidden: true as const } : {}),
      ...(formulas.length > 0 ? { formulas } : {}),
    });
  }
}

function sheetNotes(findings: SheetFindings, tally: RowTally): readonly ImportNote[] {
  const notes: ImportNote[] = [];
  const note = (what: string, message: string): unknown =>
    notes.push({ code: `imports.note.${what}`, message });
  if (findings.mergedRanges.length > 0) {
    note(
      "merged-cells",
      `Cells are merged (${some(findings.mergedRanges)}): only the first cell of each holds the value, the others were read as empty.`,
    );
  }
  if (tally.hiddenRows.length > 0)
    note("hidden-rows", `Hidden rows were read like the others: ${some(tally.hiddenRows)}.`);
  if (findings.hiddenColumns.length > 0) {
    note("hidden-columns", `Hidden columns were read like the others: ${some(findings.hiddenColumns)}.`);
  }
  if (tally.formulaRows > 0) {
    note(
      "formulas",
      `${countInWords(tally.formulaRows)} ${tally.formulaRows === 1 ? "row has" : "rows have"} cells with formulas: the values they had when the workbook was saved were read.`,
    );
  }
  return notes;
}

function some(items: readonly (string | number)[]): string {
  const shown = items.slice(0, 10).join(", ");
  return items.length > 10 ? `${shown} and ${countInWords(items.length - 10)} more` : shown;
}
