import { CsvError, parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "../kernel/index.ts";
import { csvRecords } from "./csv-record.ts";
import { ImportRefusal } from "./refusal.ts";
import { openTable } from "./table-source.ts";
import { textFromWindows1252 } from "./windows-1252.ts";

const windows1252 = new Map(
  Array.from({ length: 256 }, (_, byte) => [textFromWindows1252(Uint8Array.of(byte)), byte] as const),
);

const encoders = {
  "utf-8": (text: string) => new TextEncoder().encode(text),
  "utf-8 with mark": (text: string) => new TextEncoder().encode(`\uFEFF${text}`),
  "utf-16le": (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le")),
  "utf-16be": (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le").swap16()),
  "windows-1252": (text: string) => Uint8Array.from(text, (character) => windows1252.get(character) ?? 0x3f),
};

const written1252 = [...windows1252.keys()].filter(
  (character) => character !== "\uFFFD" && character !== "\0",
);
const characters1252 = fc.constantFrom(...written1252);
const characters = fc.oneof(
  characters1252,
  fc.constantFrom('"', ",", ";", "\t", "\n", "\r", "\r\n", "'", "=", " "),
  fc.string({ unit: "grapheme", maxLength: 1 }).filter((text) => !/[\0\uFFFD]/.test(text)),
);

/** A table whose rows all have a cell that is not blank: blank rows are left out on purpose. */
function tables(text: fc.Arbitrary<string>): fc.Arbitrary<readonly (readonly string[])[]> {
  return fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { maxLength: 12 }))
    .map((rows) => rows.filter((row) => row.some((cell) => cell.trim() !== "")));
}

function quotedTable(rows: readonly (readonly string[])[], delimiter: string, lineBreak: string): string {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return rows.map((row) => row.map(quoted).join(delimiter)).join(lineBreak);
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function cellsOf(source: AsyncIterable<Uint8Array>): Promise<string[][]> {
  const table = await openTable(source, { fileName: "table.csv" });
  const rows: string[][] = [];
  for await (const row of table.rows()) {
    expect(row.problems).toEqual([]);
    rows.push(table.columns.map((column) => row.cells[column] ?? ""));
  }
  return rows;
}

test("any table written in any encoding, with any delimiter and line break, is read back as it was (invariants 1 and 5)", async () => {
  const encoding = fc.constantFrom(...(Object.keys(encoders) as (keyof typeof encoders)[]));
  await fc.assert(
    fc.asyncProperty(
      encoding.chain((name) => {
        const text = fc.array(name === "windows-1252" ? characters1252 : characters, { maxLength: 6 });
        return fc.tuple(fc.constant(name), tables(text.map((parts) => parts.join(""))));
      }),
      fc.constantFrom(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.integer({ min: 1, max: 70_000 }),
      async ([name, rows], delimiter, lineBreak, size) => {
        const headings = Array.from({ length: rows[0]?.length ?? 1 }, (_, index) => `Heading ${index + 1}`);
        const text = quotedTable([headings, ...rows], delimiter, lineBreak);
        const bytes = encoders[name](text);
        if (name === "windows-1252" && readsAlsoAsUtf8(bytes)) return;
        expect(await cellsOf(inPieces(bytes, size))).toEqual(rows);
      },
    ),
    { numRuns: 400 },
  );
});

/** Some windows-1252 texts, such as Â£ alone, are good UTF-8 too; nothing can tell them apart. */
function readsAlsoAsUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const high = Array.from(text).filter((character) => character > "\x7F");
  const bad = high.filter((character) => character === "\uFFFD").length;
  return high.length - bad > bad;
}

test("what we export as CSV is read back, with an apostrophe before text that would have run", async () => {
  const cell = fc.array(characters, { maxLength: 6 }).map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(tables(cell), async (rows) => {
      const headings = Array.from({ length: rows[0]?.length ?? 1 }, (_, index) => `Heading ${index + 1}`);
      const text = [headings, ...rows].map((row) => csvLine(row)).join("");
      const read = await cellsOf(inPieces(new TextEncoder().encode(`\uFEFF${text}`), 65_536));
      for (const [index, row] of rows.entries()) {
        expect(read[index]?.map((found, at) => (found === `'${row[at]}` ? row[at] : found))).toEqual(row);
      }
      expect(
        read.flat().filter((found) => /^[=+\-@\t\r\n]/.test(found) && !/^[+-]?\d+(\.\d+)?$/.test(found)),
      ).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

interface Records {
  readonly cells: readonly (readonly string[])[];
  readonly fault?: string;
}

async function recordsOf(pieces: readonly string[], delimiter: "," | ";"): Promise<Records> {
  const cells: (readonly string[])[] = [];
  const arriving = async function* (): AsyncGenerator<string, void> {
    yield* pieces;
  };
  try {
    const blocks = csvRecords(arriving(), { delimiter, firstLine: 1, rowLengthMax: 1000 });
    for await (const records of blocks) cells.push(...records.map((record) => record.cells));
    return { cells };
  } catch (error) {
    if (error instanceof ImportRefusal) return { cells, fault: error.problems[0]?.code ?? "" };
    throw error;
  }
}

/** The same by a package that reads the whole text at once. */
function recordsOfPackage(text: string, delimiter: "," | ";"): Records {
  const options = { delimiter, record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true };
  try {
    return { cells: parse(text, options) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const before = Number(error["records"] ?? 0);
    return {
      cells: before > 0 ? parse(text, { ...options, to: before }) : [],
      fault:
        error.code === "CSV_QUOTE_NOT_CLOSED"
          ? "imports.csv.quote-not-closed"
          : "imports.csv.quote-misplaced",
    };
  }
}

test("whatever the text and wherever it is cut, rows and faults are those another reader of CSV finds", async () => {
  const piece = fc
    .array(fc.constantFrom('"', '"', '""', ",", ",", ";", "\n", "\r", "\r\n", "a", " ", "é😀"), {
      maxLength: 12,
    })
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 4 }),
      fc.constantFrom(",", ";"),
      async (pieces, delimiter) => {
        expect(await recordsOf(pieces, delimiter)).toEqual(recordsOfPackage(pieces.join(""), delimiter));
      },
    ),
    { numRuns: 2000 },
  );
});
