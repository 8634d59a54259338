import {
  ImportRefusal,
  checkRow,
  importLimits,
  listZip,
  openMatched,
  readMember,
  type ColumnMatch,
  type RowProblem,
  type SourceRow,
  type TableSource,
} from "../../imports/index.ts";
import { Invalid, type Problem } from "../../kernel/index.ts";
import { columnName } from "../workbook-cells.ts";
import { actualColumns, actualRow, monthKeys, type ActualProblem, type ActualRow } from "../actual.ts";

/** A sheet of one fund has a row for each scheme; a longer one is something else, or goes through the import of whole files. */
const rowsMax = 2000;
const bytesMax = 5_000_000;
const unpackedMax = 100_000_000;
/** Problems listed at once; a sheet with more is told so. */
const problemsMax = 100;

/** A sheet that was read: its rows, how its cells are called, and what is worth telling. */
export interface ActualSheet {
  readonly rows: readonly { readonly line: number; readonly value: ActualRow }[];
  /** "Cell E7", or in a CSV file "Line 7, M3". */
  cellOf(line: number, field: string): string;
  readonly notes: readonly string[];
}

/**
 * Reads a sheet of actuals whole, or refuses it with everything that is wrong, each by its cell.
 *
 * Money that nobody sees and figures that may change by themselves are refused: merged cells, hidden rows and columns, and
 * formulas that read another file or the internet. Other formulas count as the value they had when saved, and this is noted.
 *
 * @throws Invalid with at most a hundred problems
 */
export async function readActualSheet(file: {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sheet?: string;
}): Promise<ActualSheet> {
  if (file.bytes.length > bytesMax)
    refuseFile(
      "pounds.sheet-large",
      "The file has more than 5 MB. Send a sheet with one row for each scheme.",
    );
  try {
    const { table, match } = await openMatched(
      file.bytes,
      { columns: actualColumns },
      { fileName: file.name, ...(file.sheet !== undefined && { sheet: file.sheet }) },
    );
    if (table.member !== undefined)
      refuseFile("pounds.sheet-packed", "This is a zip file. Send the sheet itself.");
    return await sheetOf(table, match, file.bytes);
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    throw new Invalid(fileProblems(error));
  }
}

async function sheetOf(table: TableSource, match: ColumnMatch, bytes: Uint8Array): Promise<ActualSheet> {
  const calls = table.kind === "xlsx" ? cellsThatCallOut(bytes) : new Set<string>();
  const cellOf = cellNames(table);
  const { rows, problems, formulas } = await readRows(table, match, (line, field) =>
    calls.has(cellOf(line, field).replace("Cell ", "")),
  );
  const notes = table.notes();
  const faults = [...unseenMoney(notes), ...problems.map((problem) => problemAt(cellOf, problem))];
  if (faults.length > 0) throw new Invalid(capped(faults));
  if (rows.length === 0) refuseFile("pounds.sheet-empty", "The sheet has headings and no rows under them.");
  return { rows, cellOf, notes: worthTelling(notes, formulas) };
}

interface SheetRows {
  readonly rows: ActualSheet["rows"];
  readonly problems: readonly ActualProblem[];
  /** Cells that hold a formula. */
  readonly formulas: number;
}

async function readRows(
  table: TableSource,
  match: ColumnMatch,
  callsOutAt: (line: number, field: string) => boolean,
): Promise<SheetRows> {
  const problems: ActualProblem[] = [];
  const rows: { line: number; value: ActualRow }[] = [];
  let formulas = 0;
  for await (const row of table.rows()) {
    if (rows.length + problems.length >= rowsMax)
      refuseFile(
        "pounds.sheet-long",
        `The sheet goes on after line ${row.line} with more than ${rowsMax} rows. Send one row for each scheme.`,
      );
    const called = (row.formulas ?? []).filter((field) => callsOutAt(row.line, field));
    formulas += (row.formulas ?? []).length;
    const read = checkRow(actualRow, match, row);
    const found = rowProblems(row, { called, problems: read.ok ? [] : read.problems });
    problems.push(...found);
    if (read.ok && found.length === 0) rows.push({ line: row.line, value: read.value });
  }
  return { rows, problems, formulas };
}

type SheetNotes = ReturnType<TableSource["notes"]>;

/** Merged and hidden cells. */
function unseenMoney(notes: SheetNotes): readonly Problem[] {
  return notes
    .filter(({ code }) => /merged-cells|hidden-/.test(code))
    .map(({ code, message }) => ({
      code,
      field: "file",
      message: `${message} Take this out of the sheet: money must be seen where it stands.`,
    }));
}

function worthTelling(notes: SheetNotes, formulas: number): readonly string[] {
  const told = notes.filter(({ code }) => !/formulas/.test(code)).map(({ message }) => message);
  return formulas === 0
    ? told
    : [...told, `Formulas in the sheet were read as the values they had when it was saved: ${formulas}.`];
}

/** Why the file could not be read, each by the field of the form that mends it. */
function fileProblems(refusal: ImportRefusal): readonly Problem[] {
  return refusal.problems.map(({ code, message }) => ({
    code,
    field:
      code.startsWith("imports.xlsx.sheet-not") || code.startsWith("imports.xlsx.no-such") ? "sheet" : "file",
    message,
  }));
}

/** What is said of a faulty cell. */
export function problemAt(cellOf: ActualSheet["cellOf"], { line, field, reason }: ActualProblem): Problem {
  return { code: "pounds.cell-refused", field: "file", message: `${cellOf(line, field)}: ${reason}` };
}

function rowProblems(
  row: SourceRow,
  found: { readonly called: readonly string[]; readonly problems: readonly RowProblem[] },
): readonly ActualProblem[] {
  const { line } = row;
  if (looksLikeHeadings(row))
    return [
      {
        line,
        field: "",
        reason: "This is a second row of headings. Keep one row of headings and take this one out.",
      },
    ];
  const called = found.called.map((field) => ({
    line,
    field,
    reason:
      "The cell's formula reads another file or the internet, so its value may change. Type the value itself.",
  }));
  return [...called, ...found.problems.map(({ field = "", reason }) => ({ line, field, reason }))];
}

/** A row in which months hold words such as “Apr” or “£”, and none holds a figure. */
function looksLikeHeadings({ cells }: SourceRow): boolean {
  const said = Object.entries(cells).filter(
    ([heading, text]) =>
      (monthKeys as readonly string[]).includes(heading.trim().toUpperCase()) && text.trim() !== "",
  );
  return (
    said.length > 1 &&
    said.every(
      ([, text]) =>
        !/\d/.test(text.replace(/^(M\d+|[A-Za-z]{3,9}[ -]?\d{2,4})$/, "")) && !text.startsWith("#"),
    )
  );
}

function cellNames(table: Pick<TableSource, "kind" | "columns">): ActualSheet["cellOf"] {
  const places = new Map(table.columns.map((heading, place) => [heading, place]));
  const byKey = new Map(table.columns.map((heading, place) => [heading.trim().toLowerCase(), place]));
  return (line, field) => {
    const place = places.get(field) ?? byKey.get(field.toLowerCase());
    if (place === undefined) return table.kind === "xlsx" ? `Row ${line}` : `Line ${line}`;
    return table.kind === "xlsx"
      ? `Cell ${columnName(place + 1)}${line}`
      : `Line ${line}, ${table.columns[place] ?? field}`;
  };
}

/** Another workbook in brackets, a function that fetches, or a program behind a bar. */
const callsOut = /\[[^\]]+\][^!]*!|\b(?:WEBSERVICE|RTD|IMPORTDATA|CALL)\s*\(|\|/i;

/**
 * Cells of any sheet of a workbook whose formula reads another workbook, a program or the internet.
 *
 * A cell is named by its place alone, so one such place on another sheet is enough to ask for a typed value.
 */
function cellsThatCallOut(bytes: Uint8Array): ReadonlySet<string> {
  const found = new Set<string>();
  for (const member of listZip(bytes, importLimits)) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(member.name)) continue;
    const text = new TextDecoder().decode(readMember(bytes, member, unpackedMax));
    for (const cell of text.split("<c ").slice(1)) {
      const formula = /<f\b[^>]*>([^<]*)<\/f>/.exec(cell)?.[1];
      const place = /\br="([A-Z]+\d+)"/.exec(cell)?.[1];
      if (place !== undefined && formula !== undefined && callsOut.test(formula)) found.add(place);
    }
  }
  return found;
}

function capped(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= problemsMax) return problems;
  const message = `${problems.length - problemsMax} more are not shown. Mend these first.`;
  return [...problems.slice(0, problemsMax), { code: "pounds.cells-more", field: "file", message }];
}

function refuseFile(code: string, message: string): never {
  throw new Invalid([{ code, field: "file", message }]);
}
