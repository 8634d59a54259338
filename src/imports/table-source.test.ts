import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { ImportRefusal, type ImportProblem } from "./refusal.ts";
import { openTable, type OpenTableOptions } from "./table-source.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const latin = (value: string): Uint8Array => Uint8Array.from(value, (character) => character.charCodeAt(0));
const csv = text("Area,Sum\nLeeds,5\n");

async function refusalOf(
  bytes: Uint8Array,
  options: Partial<OpenTableOptions> = {},
): Promise<ImportProblem | undefined> {
  try {
    const table = await openTable(bytes, { fileName: "sent.csv", ...options });
    for await (const row of table.rows()) expect(row.line).toBeGreaterThan(0);
    return undefined;
  } catch (error) {
    if (error instanceof ImportRefusal) return error.problems[0];
    throw error;
  }
}

describe("the content decides what a file is, whatever its name (invariant 3)", () => {
  test.each([
    ["an empty file", latin(""), '"sent.csv" is empty. Send a CSV or XLSX file with headings and rows.'],
    [
      "a PDF",
      latin("%PDF-1.7\n..."),
      '"sent.csv" is a PDF, from which tables cannot be read reliably. Send CSV or XLSX.',
    ],
    [
      "an old workbook",
      latin("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"),
      '"sent.csv" is an old Excel workbook (.xls) or is protected by a password. Save it as .xlsx without a password and try again.',
    ],
    ["gzip", latin("\u001F\u008B\u0008"), '"sent.csv" is packed with gzip. Unpack it, or send it as .zip.'],
    [
      "a sign-in page",
      text("\n<!-- v1 --><!DOCTYPE html><html>"),
      '"sent.csv" is a web page, perhaps the sign-in or error page of the site it was taken from. Download the table itself.',
    ],
    ["XML", text('<?xml version="1.0"?><rows/>'), '"sent.csv" is XML. Send CSV or XLSX.'],
    ["a program", latin("\u007FELF\u0002"), '"sent.csv" is a program. Programs are never taken.'],
    [
      "UTF-16 without a mark",
      latin("A\0,\0B\0\n\0"),
      '"sent.csv" is not text: it holds NUL characters. If it is a table in UTF-16, save it as "CSV UTF-8" and try again.',
    ],
  ])("%s", async (_, bytes, message) => {
    expect((await refusalOf(bytes))?.message).toBe(message);
  });

  test("CSV under another name is still CSV", async () => {
    const table = await openTable(csv, { fileName: "sent.xlsx" });
    expect(table).toMatchObject({ kind: "csv", columns: ["Area", "Sum"] });
  });
});

describe("a zip file with one table in it", () => {
  test("is read, hidden twins and other files aside", async () => {
    const zip = zipSync({
      "readme.pdf": text("x"),
      "data/table.csv": csv,
      "__MACOSX/data/._table.csv": text("\0"),
      ".DS_Store.csv": text("x"),
    });
    const table = await openTable(zip, { fileName: "sent.zip" });
    expect(table).toMatchObject({ kind: "csv", member: "data/table.csv", columns: ["Area", "Sum"] });
    for await (const row of table.rows()) expect(row.cells).toEqual({ Area: "Leeds", Sum: "5" });
  });

  test("may hold several when one is named", async () => {
    const zip = zipSync({ "a.csv": csv, "b.csv": text("B\n1\n") });
    expect((await refusalOf(zip))?.message).toBe(
      'The zip file holds several tables: "a.csv", "b.csv". Name the one to import and send the file again, or send that table alone.',
    );
    expect((await openTable(zip, { fileName: "sent.zip", member: "b.csv" })).columns).toEqual(["B"]);
    expect((await refusalOf(zip, { member: "c.csv" }))?.code).toBe("imports.zip.no-such-file");
  });

  test.each([
    ["another zip file", { "inner.zip": zipSync({ "a.csv": csv }) }, "imports.zip.nested"],
    ["a zip file named as a table", { "a.csv": zipSync({ "b.csv": csv }) }, "imports.zip.nested"],
    ["no table", { "a.pdf": text("%PDF-") }, "imports.zip.no-table"],
    ["nothing", {}, "imports.zip.no-table"],
    ["a picture named as a table", { "a.csv": latin("\u0089PNG\r\n\u001A\n") }, "imports.file.not-a-table"],
    ["a name that leads out", { "../a.csv": csv }, "imports.zip.unsafe-name"],
    [
      "a word document",
      { "[Content_Types].xml": text("x"), "word/document.xml": text("x") },
      "imports.file.not-a-table",
    ],
    [
      "an OpenDocument spreadsheet",
      { mimetype: text("application/vnd.oasis.opendocument.spreadsheet") },
      "imports.file.ods",
    ],
  ])("is refused when it holds %s", async (_, files, code) => {
    expect((await refusalOf(zipSync(files)))?.code).toBe(code);
  });
});

describe("streams", () => {
  test("200,000 rows pass with no more than a few pieces read ahead (invariant 4)", async () => {
    const rows = 200_000;
    let produced = 0;
    async function* arriving(): AsyncGenerator<Uint8Array, void> {
      yield text("Id,Name,Sum\r\n");
      for (; produced < rows; produced += 1000) {
        yield text(
          Array.from({ length: 1000 }, (_, index) => `${produced + index},"Area, ${index}",5.20\r\n`).join(
            "",
          ),
        );
      }
    }
    const table = await openTable(arriving(), { fileName: "large.csv" });
    let read = 0;
    let aheadMost = 0;
    for await (const row of table.rows()) {
      if (Number(row.cells["Id"]) !== read) throw new Error(`Row ${read} was lost or repeated.`);
      read += 1;
      aheadMost = Math.max(aheadMost, produced - read);
    }
    expect(read).toBe(rows);
    // Two pieces of 64 kB hold about 6,000 of these rows.
    expect(aheadMost).toBeLessThan(10_000);
  });

  test("a source that is refused, or left early, is closed", async () => {
    const closed: string[] = [];
    async function* arriving(name: string, first: string): AsyncGenerator<Uint8Array, void> {
      try {
        yield text(first);
        for (;;) yield text("1,2\n".repeat(20_000));
      } finally {
        closed.push(name);
      }
    }
    await expect(openTable(arriving("refused", "A,A\n"), { fileName: "x.csv" })).rejects.toThrow(
      ImportRefusal,
    );
    const table = await openTable(arriving("left", "A,B\n"), { fileName: "x.csv" });
    for await (const row of table.rows()) if (row.line > 10) break;
    const large = await openTable(arriving("large", "A,B\n"), { fileName: "x.csv", limits: { rowsMax: 10 } });
    await expect(large.rows()[Symbol.asyncIterator]().next()).resolves.toMatchObject({ done: false });
    await expect(
      (async () => {
        for await (const row of large.rows()) void row;
      })(),
    ).rejects.toThrow("read once");
    expect(closed).toEqual(["refused", "left"]);
  });

  test("windows-1252 is read, and said", async () => {
    const table = await openTable(latin("Name\ncaf\u00E9 \u0080\n"), { fileName: "names.csv" });
    for await (const row of table.rows()) expect(row.cells["Name"]).toBe("café €");
    expect(table.encoding()?.encoding).toBe("windows-1252");
    expect(table.notes()[0]?.message).toContain('"names.csv" is not UTF-8 and was read as windows-1252');
  });
});
