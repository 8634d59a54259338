import type { z } from "zod";
import { Invalid, type ImportColumn } from "../../kernel/index.ts";
import {
  ImportRefusal,
  checkRow,
  openMatched,
  type ColumnMatch,
  type SourceRow,
} from "../../imports/index.ts";
import { looksLikeJson, readBoardJson, type TextCells } from "../import-boards-json.ts";
import { boardRow, seatRow, type BoardRow, type ListLine, type SeatRow } from "../import-boards-row.ts";
import { boardColumns, seatColumns } from "../import-boards.ts";

/** A file as it was sent. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A row that cannot be read as the list's schema asks, with its cells. */
export interface UnreadRow {
  readonly line: number;
  readonly given: TextCells;
  readonly problems: readonly { readonly field: string; readonly reason: string }[];
}

/** Rows of a file: those that can be read, and those that cannot. */
export interface ReadRows<Row> {
  readonly good: readonly (ListLine<Row> & { readonly given: TextCells })[];
  readonly bad: readonly UnreadRow[];
}

/** A file of boards or of seats in either layout. */
export interface BoardFile {
  readonly boards: ReadRows<BoardRow>;
  readonly seats: ReadRows<SeatRow>;
}

/** Bigger lists go through the import of whole files, which reads as it goes and can be taken up again. */
const rowsMax = 5000;
const none = { good: [], bad: [] } as const;

/**
 * Reads a file of boards or seats: JSON as the boards' own files have it, or a CSV or XLSX table of boards or of seats.
 *
 * @throws Invalid for a file that is neither, with what is wrong
 */
export async function readBoardFile(file: SentFile): Promise<BoardFile> {
  const text = new TextDecoder().decode(file.bytes.subarray(0, 1000));
  if (looksLikeJson(text)) return readJson(file);
  const [seats, boards] = await Promise.all([
    readTable(file, seatColumns, seatRow),
    readTable(file, boardColumns, boardRow),
  ]);
  if (!("refusal" in seats)) return { boards: none, seats };
  if (!("refusal" in boards)) return { boards, seats: none };
  // A list of boards has an id in its first heading; of any other file, what a list of seats lacks is the better help.
  const looksLikeBoards = /^[\s\uFEFF"]*id\b/i.test(text);
  const { problems } = looksLikeBoards ? boards.refusal : seats.refusal;
  throw new Invalid(problems.map(({ code, message }) => ({ code, message, field: "file" })));
}

function readJson(file: SentFile): BoardFile {
  const read = readBoardJson(new TextDecoder().decode(file.bytes));
  if (!read.ok) throw new Invalid(read.problems);
  return {
    boards: collect(read.value.boards.map((row) => checked(row, boardColumns, boardRow))),
    seats: collect(read.value.seats.map((row) => checked(row, seatColumns, seatRow))),
  };
}

type Checked<Row> = { readonly good: ReadRows<Row>["good"][number] } | { readonly bad: UnreadRow };

function checked<S extends z.ZodObject>(
  row: { readonly line: number; readonly cells: TextCells },
  columns: readonly ImportColumn[],
  schema: S,
): Checked<z.output<S>> {
  const match: ColumnMatch = { headings: new Map(columns.map(({ name }) => [name, name])), ignored: [] };
  return checkedRow(schema, match, { line: row.line, cells: row.cells, problems: [] });
}

async function readTable<S extends z.ZodObject>(
  file: SentFile,
  columns: readonly ImportColumn[],
  schema: S,
): Promise<ReadRows<z.output<S>> | { readonly refusal: ImportRefusal }> {
  try {
    const { table, match } = await openMatched(file.bytes, { columns }, { fileName: file.name });
    const rows: Checked<z.output<S>>[] = [];
    for await (const row of table.rows()) {
      if (rows.length === rowsMax)
        throw new Invalid([
          {
            code: "place.board-file-long",
            field: "file",
            message: `The file has more than ${rowsMax} rows. Ask whoever keeps this site to import it as a whole file.`,
          },
        ]);
      rows.push(checkedRow(schema, match, row));
    }
    return collect(rows);
  } catch (error) {
    if (error instanceof ImportRefusal) return { refusal: error };
    throw error;
  }
}

function checkedRow<S extends z.ZodObject>(
  schema: S,
  match: ColumnMatch,
  row: SourceRow,
): Checked<z.output<S>> {
  const given = Object.fromEntries(
    [...match.headings].flatMap(([field, heading]) => {
      const text = (row.cells[heading] ?? "").trim();
      return text === "" ? [] : [[field, text] as const];
    }),
  );
  const result = checkRow(schema, match, row);
  if (result.ok) return { good: { line: row.line, value: result.value, given } };
  const problems = result.problems.map(({ field, reason }) => ({ field: field ?? "", reason }));
  return { bad: { line: row.line, given, problems } };
}

function collect<Row>(rows: readonly Checked<Row>[]): ReadRows<Row> {
  return {
    good: rows.flatMap((row) => ("good" in row ? [row.good] : [])),
    bad: rows.flatMap((row) => ("bad" in row ? [row.bad] : [])),
  };
}
