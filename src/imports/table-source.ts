import { chunksOf, collectBytes, peekBytes, tooLargeRefusal, type ByteSource } from "./byte-source.ts";
import { openCsv, type TableOptions } from "./csv.ts";
import type { EncodingReport } from "./decode.ts";
import { limitsWith, type ImportLimits } from "./limits.ts";
import { openZip } from "./office-package.ts";
import { refusal, type ImportRefusal } from "./refusal.ts";
import type { ImportNote, SourceRow } from "./row.ts";
import { signatureBytes, signatureOf, type Signature } from "./signature.ts";
import { shownValue } from "./wording.ts";
import { openXlsx, type SheetChoice } from "./xlsx.ts";
import { unpackMember, type ZipMember } from "./zip.ts";

/** How to find the table in a file that was sent. */
export interface OpenTableOptions {
  /** As its sender called it; used in messages only. */
  readonly fileName: string;
  /** Sheet of a workbook; may be left out when only one is visible. */
  readonly sheet?: string;
  /** File inside a zip file; may be left out when only one is a table. */
  readonly member?: string;
  /** Line of the headings, from 1; without it the first line that is not blank. */
  readonly headerLine?: number;
  readonly limits?: Partial<ImportLimits>;
}

/** A table, wherever it came from. */
export interface TableSource {
  readonly kind: "csv" | "xlsx";
  /** The file inside the zip file that holds the table. */
  readonly member?: string;
  /** The sheet that is read, and all there are. */
  readonly sheet?: string;
  readonly sheets?: readonly SheetChoice[];
  /** Headings in order, all different. */
  readonly columns: readonly string[];
  /**
   * The rows under the headings, blank ones left out.
   *
   * @param fromLine  rows that begin on an earlier line are left out; none unless told otherwise
   * @throws ImportRefusal where the file cannot be read any further; the rows before it stand
   * @throws Error when asked for twice: a stream flows once
   */
  rows(fromLine?: number): AsyncIterable<SourceRow>;
  /** Encoding of a CSV file; final once the rows have been read. */
  encoding(): EncodingReport | undefined;
  /** What is worth telling about the file; complete once the rows have been read. */
  notes(): readonly ImportNote[];
}

/**
 * Opens the table in a file: CSV in any usual encoding, an XLSX workbook, or a zip file that holds one of them.
 *
 * The content decides, not the name. A CSV file is read as it arrives; workbooks and zip files are held in memory.
 *
 * @throws ImportRefusal for every file that holds no table, saying what it is instead
 */
export async function openTable(source: ByteSource, options: OpenTableOptions): Promise<TableSource> {
  const limits = limitsWith(options.limits);
  const { head, whole } = await peekBytes(chunksOf(source, limits.bytesMax), signatureBytes);
  try {
    const signature = signatureOf(head);
    if (signature === "text") return await csvSource(whole, tableOptions(options, limits), options.fileName);
    if (signature !== "zip") throw otherKindRefusal(signature, options.fileName);
    if (source instanceof Uint8Array && source.length > limits.zipBytesMax)
      throw tooLargeRefusal(limits.zipBytesMax);
    const bytes = await collectBytes(upTo(whole, limits.zipBytesMax));
    return await zipSource(bytes, options, limits);
  } catch (error) {
    // What was sent need not arrive to its end once it is refused.
    await whole.return();
    throw error;
  }
}

function upTo(chunks: AsyncIterable<Uint8Array>, bytesMax: number): AsyncIterable<Uint8Array> {
  return chunksOf(chunks, bytesMax);
}

function tableOptions(options: OpenTableOptions, limits: ImportLimits): TableOptions {
  return { limits, ...(options.headerLine === undefined ? {} : { headerLine: options.headerLine }) };
}

async function csvSource(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
  fileName: string,
): Promise<TableSource> {
  const table = await openCsv(chunks, options);
  return {
    kind: "csv",
    columns: table.columns,
    rows: once(table.rows),
    encoding: table.report,
    notes: () => csvNotes(table.report(), fileName),
  };
}

function csvNotes(report: EncodingReport, fileName: string): readonly ImportNote[] {
  if (report.encoding !== "windows-1252") return [];
  const message = `"${shownValue(fileName)}" is not UTF-8 and was read as windows-1252, the usual encoding of Excel's plain CSV. Check that pound signs, accents and dashes look right.`;
  return [{ code: "imports.note.windows-1252", message }];
}

function xlsxSource(bytes: Uint8Array, options: OpenTableOptions, limits: ImportLimits): TableSource {
  const sheet = options.sheet === undefined ? {} : { sheet: options.sheet };
  const table = openXlsx(bytes, { ...tableOptions(options, limits), ...sheet });
  return {
    kind: "xlsx",
    sheet: table.sheet,
    sheets: table.sheets,
    columns: table.columns,
    rows: once((fromLine) => inTurn(rowsFrom(table.rows, fromLine))),
    encoding: () => undefined,
    notes: table.notes,
  };
}

async function zipSource(
  bytes: Uint8Array,
  options: OpenTableOptions,
  limits: ImportLimits,
): Promise<TableSource> {
  const { kind, members } = openZip(bytes, limits);
  if (kind === "xlsx") return xlsxSource(bytes, options, limits);
  if (kind !== "zip") throw officeRefusal(kind, options.fileName);
  const member = chooseMember(members, options.member);
  const { head, whole } = await peekBytes(
    chunksOf(inTurn(unpackMember(bytes, member)), limits.bytesMax),
    signatureBytes,
  );
  const signature = signatureOf(head);
  if (signature === "text") {
    return { ...(await csvSource(whole, tableOptions(options, limits), member.name)), member: member.name };
  }
  if (signature !== "zip") throw otherKindRefusal(signature, member.name);
  const inner = await collectBytes(upTo(whole, limits.zipBytesMax));
  const opened = openZip(inner, limits);
  if (opened.kind === "zip") throw nestedZipRefusal(member.name);
  if (opened.kind !== "xlsx") throw officeRefusal(opened.kind, member.name);
  return { ...xlsxSource(inner, options, limits), member: member.name };
}

function chooseMember(members: readonly ZipMember[], name: string | undefined): ZipMember {
  // Macs put a hidden twin of each file into a folder of this name.
  const files = members.filter(
    (member) => !member.isFolder && !/^__MACOSX\/|(^|\/)\.[^/]*$/.test(member.name),
  );
  const nested = files.find((member) => /\.(zip|7z|rar|gz|tgz|tar|bz2|xz)$/i.test(member.name));
  if (nested !== undefined) throw nestedZipRefusal(nested.name);
  if (name !== undefined) {
    const named = memberNamed(files, name.trim());
    if (named !== undefined) return named;
    throw refusal(
      "zip.no-such-file",
      `The zip file holds no file "${shownValue(name)}". It holds ${listed(files)}.`,
    );
  }
  const [only, ...others] = files.filter((member) => /\.(csv|tsv|txt|xlsx)$/i.test(member.name));
  if (only === undefined)
    throw refusal("zip.no-table", `The zip file holds no CSV or XLSX file. It holds ${listed(files)}.`);
  if (others.length > 0) {
    throw refusal(
      "zip.several-tables",
      `The zip file holds several tables: ${listed([only, ...others])}. Name the one to import and send the file again, or send that table alone.`,
    );
  }
  return only;
}

/** By its whole name, or by the last part of it without regard to case where only one file is called that. */
function memberNamed(files: readonly ZipMember[], name: string): ZipMember | undefined {
  const last = (path: string): string => path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const alike = files.filter((member) => last(member.name) === name.toLowerCase());
  return files.find((member) => member.name === name) ?? (alike.length === 1 ? alike[0] : undefined);
}

function listed(members: readonly ZipMember[]): string {
  if (members.length === 0) return "nothing";
  const names = members
    .slice(0, 10)
    .map((member) => `"${shownValue(member.name)}"`)
    .join(", ");
  return members.length > 10 ? `${names} and ${members.length - 10} more` : names;
}

function nestedZipRefusal(name: string): ImportRefusal {
  return refusal(
    "zip.nested",
    `The zip file holds another packed file, "${shownValue(name)}". Unpack it and send the table itself.`,
    name,
  );
}

function officeRefusal(kind: "docx" | "pptx" | "ods" | "odt", fileName: string): ImportRefusal {
  const name = `"${shownValue(fileName)}"`;
  if (kind === "ods")
    return refusal(
      "file.ods",
      `${name} is an OpenDocument spreadsheet (.ods). Save it as .xlsx or CSV and try again.`,
    );
  return refusal(
    "file.not-a-table",
    `${name} is a ${kind === "pptx" ? "presentation" : "text document"}, not a table. Send CSV or XLSX.`,
  );
}

const otherKinds: Record<Exclude<Signature, "text" | "zip">, string> = {
  empty: "is empty. Send a CSV or XLSX file with headings and rows.",
  gzip: "is packed with gzip. Unpack it, or send it as .zip.",
  ole: "is an old Excel workbook (.xls) or is protected by a password. Save it as .xlsx without a password and try again.",
  pdf: "is a PDF, from which tables cannot be read reliably. Send CSV or XLSX.",
  png: "is a picture, not a table. Send CSV or XLSX.",
  jpeg: "is a picture, not a table. Send CSV or XLSX.",
  gif: "is a picture, not a table. Send CSV or XLSX.",
  svg: "is a drawing (SVG), not a table. Send CSV or XLSX.",
  html: "is a web page, perhaps the sign-in or error page of the site it was taken from. Download the table itself.",
  xml: "is XML. Send CSV or XLSX.",
  rtf: "is a text document (RTF), not a table. Send CSV or XLSX.",
  executable: "is a program. Programs are never taken.",
  archive: "is packed in a way that is not read here. Send it as .zip, .csv or .xlsx.",
  binary:
    'is not text: it holds NUL characters. If it is a table in UTF-16, save it as "CSV UTF-8" and try again.',
};

function otherKindRefusal(signature: Exclude<Signature, "text" | "zip">, fileName: string): ImportRefusal {
  const code =
    signature === "empty" ? "file.empty" : signature === "executable" ? "file.program" : "file.not-a-table";
  return refusal(code, `"${shownValue(fileName)}" ${otherKinds[signature]}`);
}

function* rowsFrom(rows: Iterable<SourceRow>, fromLine: number): Generator<SourceRow, void> {
  for (const row of rows) if (row.line >= fromLine) yield row;
}

async function* inTurn<T>(items: Iterable<T>): AsyncGenerator<T, void> {
  yield* items;
}

function once<T>(rows: (fromLine: number) => AsyncIterable<T>): (fromLine?: number) => AsyncIterable<T> {
  let taken = false;
  return (fromLine = 1) => {
    if (taken) throw new Error("Broken invariant: the rows of a table are read once.");
    taken = true;
    return rows(fromLine);
  };
}
