import type { Problem } from "../kernel/index.ts";
import type { Header } from "./header.ts";
import type { TableRecord } from "./csv-record.ts";
import type { ImportLimits } from "./limits.ts";
import { refusal } from "./refusal.ts";
import { unreadableCharacter } from "./windows-1252.ts";
import { countInWords, shownValue } from "./wording.ts";

/** What is wrong with one row, in one cell or as a whole. */
export interface RowProblem {
  /** Line of the file (CSV) or row number of the sheet (XLSX), from 1. */
  readonly line: number;
  /** Heading of the cell; absent when it is about the whole row. */
  readonly field?: string;
  /** Stable code, `imports.row.what`. */
  readonly code: string;
  /** One plain sentence. */
  readonly reason: string;
  /** The text as it stands in the file, shortened when long. */
  readonly value: string;
}

/** One row of a table as it stands in the file: text only, nothing trimmed or converted. */
export interface SourceRow {
  /** Line of the file on which the row begins (CSV) or row number of the sheet (XLSX), from 1. */
  readonly line: number;
  /** Text by heading; every heading is there. */
  readonly cells: Readonly<Record<string, string>>;
  /** What the reading itself found wrong. A row with problems is listed, never accepted. */
  readonly problems: readonly RowProblem[];
  /** Set when the row is hidden in the workbook. */
  readonly hidden?: true;
  /** Headings of cells whose value a formula gave. */
  readonly formulas?: readonly string[];
}

/** Something worth telling about a file that does not stop it. */
export type ImportNote = Problem;

/** What a reader of one format knows of a cell beyond its text. */
export interface CellFault {
  readonly code: string;
  readonly reason: string;
}

/**
 * A record under its headings, or undefined when every cell is blank.
 *
 * @param ragged  whether a row that is too short is a fault; in a workbook it is the rule
 */
export function rowFromRecord(
  record: TableRecord,
  header: Header,
  options: {
    readonly ragged: boolean;
    readonly limits: ImportLimits;
    readonly faults?: ReadonlyMap<number, CellFault>;
  },
): SourceRow | undefined {
  const { line, cells } = record;
  const { columns } = header;
  const faults = options.faults?.size ? options.faults : undefined;
  const faulty = faults !== undefined && columns.some((_, index) => faults.has(index));
  if (!faulty && cells.every((cell) => cell.trim() === "")) return undefined;
  const problems: RowProblem[] = [];
  const under: Record<string, string> = { ...header.blank };
  for (const [index, field] of columns.entries()) {
    const value = cells[index] ?? "";
    const fault = faults?.get(index) ?? cellFault(value, options.limits);
    if (fault !== undefined) problems.push({ line, field, ...fault, value: shownValue(value) });
    under[field] = value;
  }
  const raggedness = raggednessOf(cells, columns.length, options.ragged);
  if (raggedness !== undefined) problems.push({ line, ...raggedness, value: shownValue(cells.join(" | ")) });
  return { line, cells: under, problems };
}

function cellFault(value: string, limits: ImportLimits): CellFault | undefined {
  if (value.length > limits.fieldLengthMax) {
    return {
      code: "imports.row.cell-too-long",
      reason: `The cell holds ${countInWords(value.length)} characters; at most ${countInWords(limits.fieldLengthMax)} are taken.`,
    };
  }
  if (value.includes(unreadableCharacter)) {
    return {
      code: "imports.row.unreadable-character",
      reason:
        'The cell holds a character that could not be read. Save the file as "CSV UTF-8", or correct the cell.',
    };
  }
  if (value.includes("\0")) {
    return {
      code: "imports.row.nul-character",
      reason: "The cell holds a NUL character, which no text has. Clear the cell and type it again.",
    };
  }
  return undefined;
}

function raggednessOf(cells: readonly string[], width: number, ragged: boolean): CellFault | undefined {
  if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== "")) {
    return {
      code: "imports.row.too-many-cells",
      reason: `The row has ${cells.length} cells under ${width} headings. A comma inside a cell needs quotation marks around the cell.`,
    };
  }
  if (ragged && cells.length < width) {
    return {
      code: "imports.row.too-few-cells",
      reason: `The row has ${cells.length} cells under ${width} headings, so which cell is missing cannot be told.`,
    };
  }
  return undefined;
}

/** Hands rows on and refuses the first one too many. */
export function createRowCounter(limits: ImportLimits): (row: SourceRow) => SourceRow {
  let rows = 0;
  return (row) => {
    rows += 1;
    if (rows > limits.rowsMax) {
      throw refusal(
        "table.too-many-rows",
        `The table has more than ${countInWords(limits.rowsMax)} rows, the most that is taken. Split it into smaller files.`,
        `line ${row.line}`,
      );
    }
    return row;
  };
}
