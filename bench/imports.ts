import { Readable } from "node:stream";
import { parse } from "csv-parse";
import exceljs from "exceljs";
import { openTable } from "../src/imports/index.ts";
import type { BenchGroup, Measurement } from "./measurement.ts";
import { bestSeconds } from "./rate.ts";

const csvRows = 100_000;
const xlsxRows = 20_000;

/** Reading tables against the readers that most programs use: rows by heading, from a stream. */
export const importsGroup: BenchGroup = {
  name: "imports",
  measure: async (tell) => {
    tell(`${csvRows} rows of CSV`);
    const csv = await measureCsv();
    tell(`${xlsxRows} rows of XLSX`);
    return [csv, await measureXlsx()];
  },
};

async function measureCsv(): Promise<Measurement> {
  const lines = Array.from({ length: csvRows }, (_, row) =>
    cellsOf(row)
      .map((cell) => `"${cell}"`)
      .join(","),
  );
  const bytes = Buffer.from(`${headings.join(",")}\r\n${lines.join("\r\n")}\r\n`);
  const ours = await bestSeconds(async () => await readOurs(bytes, "bench.csv", csvRows));
  const theirs = await bestSeconds(async () => {
    let count = 0;
    for await (const _row of chunked(bytes).pipe(parse({ columns: true, bom: true }))) count += 1;
    expectRows(count, csvRows);
  });
  return {
    name: "imports.csv",
    value: csvRows / ours,
    unit: "rows/s",
    peer: { name: "csv-parse", value: csvRows / theirs },
  };
}

async function measureXlsx(): Promise<Measurement> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet("Rows");
  sheet.addRow(headings);
  for (let row = 0; row < xlsxRows; row += 1) sheet.addRow(cellsOf(row));
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
  const ours = await bestSeconds(async () => await readOurs(bytes, "bench.xlsx", xlsxRows));
  const theirs = await bestSeconds(async () => {
    let count = -1; // the headings
    for await (const worksheet of new exceljs.stream.xlsx.WorkbookReader(chunked(bytes), {})) {
      for await (const _row of worksheet) count += 1;
    }
    expectRows(count, xlsxRows);
  });
  return {
    name: "imports.xlsx",
    value: xlsxRows / ours,
    unit: "rows/s",
    peer: { name: "exceljs, streaming", value: xlsxRows / theirs },
  };
}

async function readOurs(bytes: Buffer, fileName: string, wanted: number): Promise<void> {
  const table = await openTable(chunked(bytes), { fileName });
  let count = 0;
  for await (const _row of table.rows()) count += 1;
  expectRows(count, wanted);
}

function expectRows(count: number, wanted: number): void {
  if (count !== wanted) throw new Error(`${count} rows were read, not ${wanted}.`);
}

const headings = ["code", "name", "period", "value", "lower", "upper", "note"];

function cellsOf(row: number): readonly string[] {
  return [
    `E${String(10_000_000 + row)}`,
    `Place, number ${row}`,
    "2025/26",
    String(row / 7),
    String(row / 8),
    String(row / 6),
    row % 9 === 0 ? "estimated; see the note" : "",
  ];
}

function chunked(bytes: Buffer): Readable {
  const size = 64 * 1024;
  return Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    ),
  );
}
