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
import type { z } from "zod";
import { Invalid, type ImportColumn, type Problem } from "../../kernel/index.ts";
import { columnName } from "../workbook-cells.ts";
import type { ActualProblem } from "../actual.ts";

/** A sheet of one fund has a row for each scheme; a longer one is something else, or goes through the import of whole files. */
const rowsMax = 2000;
const bytesMax = 5_000_000;
const unpackedMax = 100_000_000;
/** Problems listed at once; a sheet with more is told so. */
const problemsMax = 100;

/** What a sheet is to hold: its columns, and those whose cells hold figures and never words. */
interface SheetKind<Row extends z.ZodObject> {
  readonly columns: readonly ImportColumn[];
  readonly row: Row;
  readonly figures: readonly string[];
}

/** A sheet that was read: its rows, how its cells are called, and what is worth telling. */
interface MoneySheet<Value> {
  readonly rows: readonly { readonly line: number; readonly value: Value }[];
  /** "Cell E7", or in a CSV file "Line 7, M3". */
  cellOf(line: number, field: string): string;
  readonly notes: readonly string[];
}

/**
 * Reads a sheet of money whole, or refuses it with everything that is wrong, each by its cell.
 *
 * Money that nobody sees and figures that may change by themselves are refused: merged cells, hidden rows and columns, and
 * formulas that read another file or the internet. Other formulas count as the value they had when saved, and this is noted.
 *
 * @throws Invalid with at most a hundred problems
 */
export async function readMoneySheet<Row extends z.ZodObject>(
  kind: SheetKind<Row>,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly sheet?: string },
): Promise<MoneySheet<z.output<Row>>> {
  if (file.bytes.length > bytesMax)
    refuseFile(
      "pounds.sheet-large",
      "The file has more than 5 MB. Send a sheet with one row for each scheme.",
    );
  try {
    const { table, match } = await openMatched(
      file.bytes,
      { columns: kind.columns },
      { fileName: file.name, ...(file.sheet !== undefined && { sheet: file.sheet }) },
    );
    if (table.member !== undefined)
      refuseFile("pounds.sheet-packed", "This is a zip file. Send the sheet itself.");
    return await sheetOf(kind, { table, match, bytes: file.bytes });
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    throw new Invalid(fileProblems(error));
  }
}

async function sheetOf<Row extends z.ZodObject>(
  kind: SheetKind<Row>,
  { table, match, bytes }: OpenSheet,
): Promise<MoneySheet<z.output<Row>>> {
  const cellOf = cellNames(table);
  const given = await rowsOf(table);
  const formulas = given.reduce((sum, row) => sum + (row.formulas ?? []).length, 0);
  // Only now that the rows are counted: a workbook's sheets are unpacked whole for this.
  const calls = table.kind === "xlsx" && formulas > 0 ? cellsThatCallOut(bytes) : new Set<string>();
  const { rows, problems } = checkedRows(kind, { match, given }, (line, field) =>
    calls.has(cellOf(line, field).replace("Cell ", "")),
  );
  const notes = table.notes();
  const faults = [...unseenMoney(notes), ...problems.map((problem) => problemAt(cellOf, problem))];
  if (faults.length > 0) throw new Invalid(capped(faults));
  if (rows.length === 0) refuseFile("pounds.sheet-empty", "The sheet has headings and no rows under them.");
  return { rows, cellOf, notes: worthTelling(notes, formulas) };
}

/** A file whose headings are matched, not yet read. */
interface OpenSheet {
  readonly table: TableSource;
  readonly match: ColumnMatch;
  readonly bytes: Uint8Array;
}

/** The rows of a sheet, counted as they are unpacked: nothing is read of a longer one beyond the row that is one too many. */
async function rowsOf(table: TableSource): Promise<readonly SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of table.rows()) {
    if (rows.length === rowsMax)
      refuseFile(
        "pounds.sheet-long",
        `The sheet goes on after line ${rows.at(-1)!.line} with more than ${rowsMax} rows. Send one row for each scheme.`,
      );
    rows.push(row);
  }
  return rows;
}

interface SheetRows<Value> {
  readonly rows: MoneySheet<Value>["rows"];
  readonly problems: readonly ActualProblem[];
}

function checkedRows<Row extends z.ZodObject>(
  kind: SheetKind<Row>,
  { match, given }: { readonly match: ColumnMatch; readonly given: readonly SourceRow[] },
  callsOutAt: (line: number, field: string) => boolean,
): SheetRows<z.output<Row>> {
  const problems: ActualProblem[] = [];
  const rows: { line: number; value: z.output<Row> }[] = [];
  for (const row of given) {
    const called = (row.formulas ?? []).filter((field) => callsOutAt(row.line, field));
    const read = checkRow(kind.row, match, row);
    const found = rowProblems(kind, row, { called, problems: read.ok ? [] : read.problems });
    problems.push(...found);
    if (read.ok && found.length === 0) rows.push({ line: row.line, value: read.value });
  }
  return { rows, problems };
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
export function problemAt(
  cellOf: MoneySheet<unknown>["cellOf"],
  { line, field, reason }: ActualProblem,
): Problem {
  return { code: "pounds.cell-refused", field: "file", message: `${cellOf(line, field)}: ${reason}` };
}

function rowProblems(
  { figures }: Pick<SheetKind<z.ZodObject>, "figures">,
  row: SourceRow,
  found: { readonly called: readonly string[]; readonly problems: readonly RowProblem[] },
): readonly ActualProblem[] {
  const { line } = row;
  if (looksLikeHeadings(figures, row))
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

/** A row that repeats its headings, or in which figures are words such as “Apr” or “£” and none is a figure. */
function looksLikeHeadings(figures: readonly string[], { cells }: SourceRow): boolean {
  const given = Object.entries(cells).map(([heading, text]) => [plain(heading), text.trim()] as const);
  if (given.filter(([heading, text]) => text !== "" && plain(text) === heading).length > 1) return true;
  const known = figures.map(plain);
  const said = given.filter(([heading, text]) => known.includes(heading) && text !== "");
  return (
    said.length > 1 &&
    said.every(
      ([, text]) =>
        !/\d/.test(text.replace(/^(M\d+|[A-Za-z]{3,9}[ -]?\d{2,4})$/, "")) && !text.startsWith("#"),
    )
  );
}

const plain = (heading: string): string => heading.trim().toLowerCase();

function cellNames(table: Pick<TableSource, "kind" | "columns">): MoneySheet<unknown>["cellOf"] {
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
