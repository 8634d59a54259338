import ExcelJS from "exceljs";
import { strToU8, strFromU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { ImportRefusal, type ImportProblem } from "./refusal.ts";
import type { SourceRow } from "./row.ts";
import { openTable, type OpenTableOptions, type TableSource } from "./table-source.ts";

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A workbook with one sheet whose XML is given, for what no library writes. */
function handmade(sheetData: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
  const files: Record<string, string> = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships>${relation("r1", "officeDocument", "/xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<x:workbook xmlns:x="a" xmlns:r="b"><x:sheets><x:sheet name="Data" sheetId="1" r:id="r1"/></x:sheets></x:workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relation("r1", "worksheet", "worksheets/sheet1.xml")}${relation("r2", "styles", "styles.xml")}</Relationships>`,
    "xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

interface Read {
  readonly table: TableSource;
  readonly rows: readonly SourceRow[];
}

async function read(bytes: Uint8Array, options: Partial<OpenTableOptions> = {}): Promise<Read> {
  const table = await openTable(bytes, { fileName: "book.xlsx", ...options });
  const rows: SourceRow[] = [];
  for await (const row of table.rows()) rows.push(row);
  return { table, rows };
}

async function refusalOf(
  bytes: Uint8Array,
  options: Partial<OpenTableOptions> = {},
): Promise<ImportProblem | undefined> {
  try {
    await read(bytes, options);
    return undefined;
  } catch (error) {
    if (error instanceof ImportRefusal) return error.problems[0];
    throw error;
  }
}

const headings = `<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c><c r="B1" t="inlineStr"><is><t>B</t></is></c></row>`;

describe("cells are read as what they hold (invariants 5 and 6)", () => {
  test("text, numbers, booleans, dates, times, formulas and errors", async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet("Fees");
      sheet.addRow(["Text", "Number", "Boolean", "Date", "Moment", "Time", "Formula", "Rich"]);
      const row = sheet.addRow([
        "  Llŷn & <co>\n£5 ",
        2.3,
        true,
        new Date(Date.UTC(2026, 2, 31)),
        new Date(Date.UTC(2026, 2, 31, 18, 30)),
        0.75,
        { formula: "B2*2", result: 4.6 },
        { richText: [{ text: "bold", font: { bold: true } }, { text: " and not" }] },
      ]);
      row.getCell(4).numFmt = "dd/mm/yyyy";
      row.getCell(5).numFmt = "dd/mm/yyyy hh:mm";
      row.getCell(6).numFmt = "hh:mm";
      sheet.addRow([
        "x",
        -0.000001,
        false,
        undefined,
        undefined,
        undefined,
        { formula: "1/0", result: { error: "#DIV/0!" } },
        { error: "#N/A" },
      ]);
      sheet.addRow([
        "y",
        0,
        undefined,
        undefined,
        undefined,
        undefined,
        { formula: 'IF(1=1,"","x")', result: "" },
      ]);
    });
    const { rows, table } = await read(bytes);
    expect(rows[0]).toEqual({
      line: 2,
      cells: {
        Text: "  Llŷn & <co>\n£5 ",
        Number: "2.3",
        Boolean: "TRUE",
        Date: "2026-03-31",
        Moment: "2026-03-31T18:30:00",
        Time: "18:00:00",
        Formula: "4.6",
        Rich: "bold and not",
      },
      problems: [],
      formulas: ["Formula"],
    });
    expect(rows[1]?.cells["Number"]).toBe("-0.000001");
    expect(rows[1]?.cells["Boolean"]).toBe("FALSE");
    expect(rows[1]?.problems).toEqual([
      {
        line: 3,
        field: "Formula",
        code: "imports.row.error-value",
        reason:
          "The cell shows the error #DIV/0! instead of a value. Correct its formula, or type the value.",
        value: "#DIV/0!",
      },
      {
        line: 3,
        field: "Rich",
        code: "imports.row.error-value",
        reason: "The cell shows the error #N/A instead of a value. Correct its formula, or type the value.",
        value: "#N/A",
      },
    ]);
    expect(table).toMatchObject({ kind: "xlsx", sheet: "Fees", sheets: [{ name: "Fees", hidden: false }] });
    expect(table.encoding()).toBeUndefined();
  });

  test("dates of a workbook that counts from 1904", async () => {
    const bytes = handmade(`${headings}<row r="2"><c r="A2" s="1"><v>44650</v></c></row>`, {
      "xl/workbook.xml": `<workbook xmlns:r="b"><workbookPr date1904="1"/><sheets><sheet name="Data" r:id="r1"/></sheets></workbook>`,
    });
    expect((await read(bytes)).rows[0]?.cells["A"]).toBe("2026-03-31");
  });

  test.each([
    [
      "text within the sheet, reading aids left out",
      `<c t="inlineStr"><is><r><t>To</t></r><r><t>kyo</t></r><rPh><t>aid</t></rPh></is></c>`,
      "Tokyo",
    ],
    ["an escaped line break", `<c t="str"><v>a_x000D_b</v></c>`, "a\rb"],
    ["a date written as text", `<c t="d"><v>2026-03-31T00:00:00Z</v></c>`, "2026-03-31"],
    ["character data", `<c t="str"><v><![CDATA[<b>]]></v></c>`, "<b>"],
    ["a number with an exponent", `<c><v>1.5E-3</v></c>`, "0.0015"],
    ["a formula that gives empty text", `<c t="str"><f>A1</f><v></v></c><c><v>1</v></c>`, ""],
  ])("%s", async (_, cell, text) => {
    const { rows } = await read(handmade(`${headings}<row>${cell}</row>`));
    expect(rows[0]?.cells["A"]).toBe(text);
    expect(rows[0]?.problems).toEqual([]);
  });

  test.each([
    ["a formula never calculated", `<c><f>A1</f></c>`, "imports.row.formula-without-value"],
    ["text that is missing from the text table", `<c t="s"><v>7</v></c>`, "imports.row.lost-text"],
    ["a number that is none", `<c><v>five</v></c>`, "imports.row.not-a-number"],
    ["29 February 1900", `<c s="1"><v>60</v></c>`, "imports.row.not-a-date"],
    ["a NUL", `<c t="str"><v>a_x0000_b</v></c>`, "imports.row.nul-character"],
  ])("%s lists the row", async (_, cell, code) => {
    const { rows } = await read(handmade(`${headings}<row r="7">${cell}</row>`));
    expect(
      rows.map((row) => row.problems.map((problem) => [problem.line, problem.field, problem.code])),
    ).toEqual([[[7, "A", code]]]);
  });
});

describe("rows keep their numbers, and what a table cannot show is noted", () => {
  test("merged cells, hidden rows and columns, formulas, blank rows", async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet("Data");
      sheet.addRow([]);
      sheet.addRow(["Area", "Sum"]);
      sheet.addRow(["Leeds", 1]);
      sheet.addRow([]);
      sheet.addRow(["", { formula: "B3", result: 1 }]);
      sheet.mergeCells("A3:A5");
      sheet.getRow(5).hidden = true;
      sheet.getColumn(2).hidden = true;
    });
    const { rows, table } = await read(bytes);
    expect(rows.map(({ line, hidden, formulas }) => [line, hidden, formulas])).toEqual([
      [3, undefined, undefined],
      [5, true, ["Sum"]],
    ]);
    expect(table.notes().map((note) => note.message)).toEqual([
      "Cells are merged (A3:A5): only the first cell of each holds the value, the others were read as empty.",
      "Hidden rows were read like the others: 5.",
      "Hidden columns were read like the others: B.",
      "1 row has cells with formulas: the values they had when the workbook was saved were read.",
    ]);
  });

  test("a value right of the headings lists its row", async () => {
    const { rows } = await read(
      handmade(`${headings}<row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>9</v></c></row>`),
    );
    expect(rows[0]?.problems[0]?.code).toBe("imports.row.too-many-cells");
  });
});

describe("the sheet", () => {
  const several = (): Promise<Uint8Array> =>
    workbook((book) => {
      for (const [name, state] of [
        ["Cover", "visible"],
        ["Data", "visible"],
        ["Lists", "hidden"],
      ] as const) {
        book.addWorksheet(name, { state }).addRows([["Sheet"], [name]]);
      }
    });

  test("is named when there are several", async () => {
    expect((await refusalOf(await several()))?.message).toBe(
      'The workbook has several sheets: "Cover", "Data", "Lists" (hidden). Say which one to read.',
    );
    expect((await read(await several(), { sheet: "data" })).rows[0]?.cells).toEqual({ Sheet: "Data" });
    expect((await read(await several(), { sheet: "Lists" })).rows[0]?.cells).toEqual({ Sheet: "Lists" });
    expect((await refusalOf(await several(), { sheet: "Fees" }))?.code).toBe("imports.xlsx.no-such-sheet");
  });

  test("must have headings", async () => {
    expect((await refusalOf(await workbook((book) => book.addWorksheet("Empty"))))?.code).toBe(
      "imports.table.empty",
    );
  });
});

describe("a workbook that is not safe or not sound is refused (invariants 2, 4 and 9)", () => {
  test("a document type, with the entities it could bring", async () => {
    const bytes = handmade("", {
      "xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`,
    });
    expect((await refusalOf(bytes))?.code).toBe("imports.xlsx.document-type");
  });

  test.each([
    ["an entity without one", `<row><c t="str"><v>&a;</v></c></row>`],
    ["XML that breaks off", `<row><c>`],
    ["rows out of order", `<row r="3"/><row r="2"/>`],
    ["cells out of order", `<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>`],
    ["a cell without a place", `<row><c r="here"><v>1</v></c></row>`],
    ["a row beyond the last", `<row r="1048577"/>`],
  ])("%s", async (_, sheetData) => {
    expect((await refusalOf(handmade(sheetData)))?.code).toBe("imports.xlsx.damaged");
  });

  test("macros", async () => {
    expect((await refusalOf(handmade(headings, { "xl/vbaProject.bin": "x" })))?.code).toBe(
      "imports.file.macros",
    );
  });

  test("parts that are missing", async () => {
    const files = unzipSync(handmade(headings));
    for (const name of [
      "_rels/.rels",
      "xl/_rels/workbook.xml.rels",
      "xl/worksheets/sheet1.xml",
      "xl/styles.xml",
    ]) {
      const { [name]: gone, ...rest } = files;
      expect(strFromU8(gone ?? new Uint8Array(0))).not.toBe("");
      expect((await refusalOf(zipSync(rest)))?.code, name).toMatch(
        /^imports\.xlsx\.(not-a-workbook|damaged)$/,
      );
    }
  });

  test("a sheet that would unpack to far more than it should", async () => {
    const bytes = handmade(headings + "<row/>".repeat(2_000_000));
    expect((await refusalOf(bytes))?.code).toBe("imports.zip.suspicious-ratio");
    expect((await refusalOf(bytes, { limits: { unpackedBytesMax: 1000 } }))?.code).toBe(
      "imports.zip.too-large",
    );
  });

  test("a text table or a column beyond the limits", async () => {
    const bytes = await workbook((book) => book.addWorksheet("A").addRow(["x".repeat(5000)]));
    expect((await refusalOf(bytes, { limits: { workbookPartBytesMax: 4000 } }))?.code).toBe(
      "imports.zip.member-too-large",
    );
    const wide = handmade(`${headings}<row><c r="XFD2"><v>1</v></c></row>`);
    expect((await refusalOf(wide))?.message).toBe(
      "There is a value in cell XFD2; at most 1000 columns are taken. Clear what stands right of the table.",
    );
  });
});
