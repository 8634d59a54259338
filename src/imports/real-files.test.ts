import ExcelJS from "exceljs";
import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { expect, test } from "vitest";
import { sharedFile } from "../../test/support/shared.ts";
import { openTable } from "./table-source.ts";

const folder = sharedFile("data/real");

if (folder === undefined) {
  test("real files: vectors: not run", () => {
    console.warn("vectors: not run (no shared folder with data/real)");
    expect(folder).toBeUndefined();
  });
} else {
  // The packed ones beyond 400 kB would take most of a minute and hold nothing new.
  const names = readdirSync(folder).filter(
    (name) => name.endsWith(".csv") || (name.endsWith(".gz") && statSync(join(folder, name)).size < 400_000),
  );

  test("there are real files to read", () => {
    expect(names.length).toBeGreaterThan(50);
  });

  // A row is a line break outside quotation marks; these files hold no blank rows.
  test.each(names)(
    "%s: every row is read, none has a fault",
    async (name) => {
      const bytes = (): AsyncIterable<Uint8Array> => {
        const file = createReadStream(join(folder, name));
        return name.endsWith(".gz") ? file.pipe(createGunzip()) : file;
      };
      let lines = 0;
      let quoted = false;
      let last = 10;
      for await (const chunk of bytes()) {
        for (const byte of chunk) {
          if (byte === 34) quoted = !quoted;
          if (byte === 10 && !quoted) lines += 1;
          last = byte;
        }
      }
      if (last !== 10) lines += 1;
      const table = await openTable(bytes(), { fileName: name });
      let rows = 0;
      for await (const row of table.rows()) {
        if (row.problems.length > 0) throw new Error(JSON.stringify(row.problems));
        rows += 1;
      }
      expect(rows).toBe(lines - 1);
    },
    60_000,
  );

  test("a real table reads the same as CSV, as UTF-16 and as a workbook", async () => {
    const name = "dtoc_la_by_reason_2019-11.csv";
    const text = readFileSync(join(folder, name), "utf8");
    const plain = await cellsOf(new TextEncoder().encode(text));
    expect(plain).toHaveLength(154);
    const book = new ExcelJS.Workbook();
    book.addWorksheet("Delays").addRows(plain);
    expect(await cellsOf(new Uint8Array(await book.xlsx.writeBuffer()))).toEqual(plain);
    expect(await cellsOf(new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le")))).toEqual(plain);
  });
}

/** The headings, then the cells of every row. */
async function cellsOf(bytes: Uint8Array): Promise<string[][]> {
  const table = await openTable(bytes, { fileName: "table" });
  const rows = [[...table.columns]];
  for await (const row of table.rows()) rows.push(table.columns.map((column) => row.cells[column] ?? ""));
  return rows;
}
