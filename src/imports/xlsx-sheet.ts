import { refusal } from "./refusal.ts";
import type { CellFault } from "./row.ts";
import type { TableRecord } from "./csv-record.ts";
import { readCell } from "./xlsx-cell.ts";
import { createTextCollector } from "./xlsx-text.ts";
import { isTrue, type Workbook } from "./xlsx-workbook.ts";
import { createXmlReader, type XmlHandlers } from "./xml.ts";
import { unpackMember } from "./zip.ts";

/** A row of a sheet as it stands. */
export interface SheetRecord extends TableRecord {
  readonly hidden: boolean;
  /** What is wrong with cells, by column from 0. */
  readonly faults: ReadonlyMap<number, CellFault>;
  /** Columns from 0 whose value a formula gave. */
  readonly formulas: readonly number[];
}

/** What a sheet shows that a table does not have; complete once its rows have been read. */
export interface SheetFindings {
  readonly mergedRanges: string[];
  readonly hiddenColumns: string[];
}

const rowNumberMax = 1_048_576;

/**
 * The rows of a sheet in order, as they are unpacked.
 *
 * @param part  from the workbook's list of sheets
 * @param findings  filled while reading
 * @throws ImportRefusal when the sheet is damaged or has a value beyond `columnsMax`
 */
export function* sheetRecords(
  workbook: Workbook,
  part: string,
  findings: SheetFindings,
  columnsMax: number,
): Generator<SheetRecord, void> {
  const member = workbook.members.get(part.toLowerCase());
  if (member === undefined) throw damagedSheet(part);
  const ready: SheetRecord[] = [];
  const reader = createXmlReader(
    part,
    sheetHandlers(workbook, { part, findings, columnsMax, done: (record) => ready.push(record) }),
  );
  for (const piece of unpackMember(workbook.bytes, member)) {
    reader.push(piece);
    yield* ready.splice(0);
  }
  reader.end();
  yield* ready.splice(0);
}

interface SheetContext {
  readonly part: string;
  readonly findings: SheetFindings;
  readonly columnsMax: number;
  readonly done: (record: SheetRecord) => void;
}

interface OpenRow {
  readonly line: number;
  /** Where a cell stands that does not say. */
  nextColumn: number;
  readonly hidden: boolean;
  readonly cells: string[];
  readonly faults: Map<number, CellFault>;
  readonly formulas: number[];
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string | undefined;
  formula: boolean;
}

function sheetHandlers(workbook: Workbook, context: SheetContext): Required<XmlHandlers> {
  const collector = createTextCollector();
  let line = 0;
  let row: OpenRow | undefined;
  let cell: OpenCell | undefined;
  let inValue = false;
  const openRow = (attributes: Readonly<Record<string, string>>): void => {
    const next = attributes["r"] === undefined ? line + 1 : Number(attributes["r"]);
    // Rows out of order would be reported under wrong numbers.
    if (!Number.isInteger(next) || next <= line || next > rowNumberMax) throw damagedSheet(context.part);
    line = next;
    row = {
      line,
      nextColumn: 0,
      hidden: isTrue(attributes["hidden"]),
      cells: [],
      faults: new Map(),
      formulas: [],
    };
  };
  const closeCell = (): void => {
    if (row === undefined || cell === undefined) return;
    const read = readCell({ ...cell, inline: collector.take() }, workbook);
    place(row, cell, read, context.columnsMax);
    cell = undefined;
  };
  return {
    open(name, attributes) {
      if (name === "row") openRow(attributes);
      else if (name === "c" && row !== undefined) cell = openCell(attributes, row, context.part);
      else if (name === "v" && cell !== undefined) {
        inValue = true;
        // A formula that gives empty text has an empty value, which is not the same as none.
        cell.value = "";
      } else if (name === "f" && cell !== undefined) cell.formula = true;
      else if (name === "mergeCell") context.findings.mergedRanges.push(attributes["ref"] ?? "");
      else if (name === "col" && isTrue(attributes["hidden"]))
        context.findings.hiddenColumns.push(columnRange(attributes));
      else if (cell !== undefined) collector.open(name);
    },
    text(text) {
      if (cell === undefined) return;
      if (inValue) cell.value = (cell.value ?? "") + text;
      else collector.text(text);
    },
    close(name) {
      if (name === "v") inValue = false;
      else if (name === "c") closeCell();
      else if (name === "row" && row !== undefined) {
        context.done(row);
        row = undefined;
      } else if (cell !== undefined) collector.close(name);
    },
  };
}

function openCell(attributes: Readonly<Record<string, string>>, row: OpenRow, part: string): OpenCell {
  const column = attributes["r"] === undefined ? row.nextColumn : columnOf(attributes["r"]);
  if (column === undefined || column < row.nextColumn) throw damagedSheet(part);
  row.nextColumn = column + 1;
  return {
    column,
    type: attributes["t"] ?? "n",
    style: Number(attributes["s"] ?? 0),
    value: undefined,
    formula: false,
  };
}

function place(row: OpenRow, cell: OpenCell, read: ReturnType<typeof readCell>, columnsMax: number): void {
  if (read.text === "" && read.fault === undefined) return;
  if (cell.column >= columnsMax) {
    const where = `cell ${columnName(cell.column)}${row.line}`;
    throw refusal(
      "table.too-many-columns",
      `There is a value in ${where}; at most ${columnsMax} columns are taken. Clear what stands right of the table.`,
      where,
    );
  }
  while (row.cells.length < cell.column) row.cells.push("");
  row.cells.push(read.text);
  if (read.fault !== undefined) row.faults.set(cell.column, read.fault);
  if (cell.formula) row.formulas.push(cell.column);
}

function damagedSheet(part: string): Error {
  return refusal(
    "xlsx.damaged",
    `The workbook is damaged: its part "${part}" cannot be read. Open it, save it again and try once more.`,
    part,
  );
}

/** The column of a reference such as AB12, from 0; undefined when it is none. */
function columnOf(reference: string): number | undefined {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A column from 0 as a spreadsheet names it. @example columnName(27) // "AB" */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

function columnRange(attributes: Readonly<Record<string, string>>): string {
  const [from, to] = [Number(attributes["min"]), Number(attributes["max"])];
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1 || to > 16_384) return "?";
  return from === to ? columnName(from - 1) : `${columnName(from - 1)} to ${columnName(to - 1)}`;
}
