import ExcelJS from "exceljs";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { pence } from "@concordat/ledger";
import { openTable } from "../imports/index.ts";
import type { BcfFile, BcfItem } from "./bcf.ts";
import { filledWorkbook, openForFilling } from "./web/workbook-file.ts";
import { workbookBytes } from "./workbook.ts";
import { columnName, parseAddress } from "./workbook-cells.ts";
import { patchSheet, type CellValue } from "./workbook-patch.ts";
import { placeValues } from "./workbook-place.ts";

const choices = ["Social Care", "Acute", "Other"];

/** A workbook as another body would send it: headings, drop-downs, a formula, a formatted cell, merged cells, a hidden list. */
async function suppliedWorkbook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const income = book.addWorksheet("4. Income");
  income.getCell("B4").value = "NHS Minimum Contribution";
  income.mergeCells("B4:D4");
  income.getCell("E4").numFmt = "£#,##0.00";
  income.getCell("E4").value = 1;
  income.getCell("B5").value = "DFG";
  income.getCell("C5").value = { formula: "SUM(E4:E4)", result: 1 };
  const spending = book.addWorksheet("5. Expenditure");
  const headings = [
    "Scheme ID",
    "Activity",
    "Description of Scheme",
    "Primary Objective",
    "Area of Spend",
    "Provider",
    "Source of Funding",
    "Expenditure for 2025-26 (£)",
    "% of total",
  ];
  spending.getRow(6).values = ["", ...headings];
  for (let row = 7; row <= 9; row += 1) {
    spending.getCell(`F${row}`).dataValidation = {
      type: "list",
      allowBlank: true,
      formulae: [`"${choices.join(",")}"`],
    };
    spending.getCell(`F${row}`).fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFFF00" } };
    spending.getCell(`J${row}`).value = { formula: `I${row}/SUM(I$7:I$9)`, result: 0.5 };
  }
  spending.getCell("B7").value = 2;
  spending.addConditionalFormatting({
    ref: "I7:I9",
    rules: [
      {
        type: "cellIs",
        operator: "greaterThan",
        formulae: [1000],
        priority: 1,
        style: { font: { bold: true } },
      },
    ],
  });
  book.addWorksheet("Lists", { state: "hidden" }).getCell("A1").value = "Care & <home>";
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const item = (kind: string, key: string, words: string): BcfItem => ({
  document: "plan",
  kind,
  key,
  parent: "",
  words,
  firstYear: "2025-26",
  lastYear: "2025-26",
  mark: "to-be-checked",
});
const items = [
  item("income", "nhs-minimum", "NHS Minimum Contribution"),
  item("income", "dfg", "DFG"),
  item("column", "scheme", "Scheme ID"),
  item("column", "activity", "Activity"),
  item("column", "about", "Description of Scheme"),
  item("column", "area", "Area of Spend"),
  item("column", "source", "Source of Funding"),
  item("column", "amount", "Expenditure for 2025-26 (£)"),
  item("area", "social-care", "Social Care"),
];
const held: Pick<BcfFile, "income" | "lines"> = {
  income: [
    { source: "nhs-minimum", party: "icb", label: "", amount: pence(123_456_789n) },
    { source: "dfg", party: "council", label: "", amount: pence(100n) },
  ],
  lines: [
    {
      scheme: "1",
      source: "nhs-minimum",
      name: "One",
      about: '=HYPERLINK("x") & <b>',
      activity: "other",
      area: "social-care",
      amount: pence(150_050n),
    },
    {
      scheme: "2",
      source: "dfg",
      name: "Two",
      about: "Ramps",
      activity: "other",
      area: "acute",
      amount: pence(7n),
    },
  ],
};

async function filled(): Promise<{
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly left: readonly string[];
}> {
  const before = await suppliedWorkbook();
  const opened = openForFilling(before);
  const { placed, left } = placeValues(opened.sheets, held, items);
  const values = new Map<string, Map<string, CellValue>>();
  for (const { sheet, cell, value } of placed)
    values.set(sheet, (values.get(sheet) ?? new Map<string, CellValue>()).set(cell, value));
  return { before, after: filledWorkbook(opened, values), left };
}

async function opened(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.slice().buffer);
  return book;
}

describe("filling a workbook that somebody supplies", () => {
  test("puts each value under its heading or beside its label, in a row of its own, and keeps the row that a scheme has", async () => {
    const book = await opened((await filled()).after);
    const spending = book.getWorksheet("5. Expenditure")!;
    expect(["B7", "D7", "I7"].map((cell) => spending.getCell(cell).value)).toEqual([2, "Ramps", 0.07]);
    expect(["B8", "D8", "F8", "H8", "I8"].map((cell) => spending.getCell(cell).value)).toEqual([
      1,
      '=HYPERLINK("x") & <b>',
      "Social Care",
      "NHS Minimum Contribution",
      1500.5,
    ]);
    expect(book.getWorksheet("4. Income")!.getCell("E4").value).toBe(1234567.89);
  });

  test("keeps drop-downs, formats, colours, merged cells and formulas", async () => {
    const { before, after } = await filled();
    const [old, book] = [await opened(before), await opened(after)];
    for (const row of [7, 8, 9]) {
      const cell = book.getWorksheet("5. Expenditure")!.getCell(`F${row}`);
      expect(cell.dataValidation).toEqual(
        old.getWorksheet("5. Expenditure")!.getCell(`F${row}`).dataValidation,
      );
      expect(cell.fill).toMatchObject({ fgColor: { argb: "FFFFFF00" } });
      expect(book.getWorksheet("5. Expenditure")!.getCell(`J${row}`).formula).toBe(`I${row}/SUM(I$7:I$9)`);
    }
    expect(book.getWorksheet("4. Income")!.getCell("E4").numFmt).toBe("£#,##0.00");
    expect(book.getWorksheet("4. Income")!.getCell("D4").isMerged).toBe(true);
  });

  test("changes nothing but the cells: every part without a filled cell or a formula is the same byte for byte", async () => {
    const { before, after } = await filled();
    const [old, now] = [unzipSync(before), unzipSync(after)];
    const differing = Object.keys(old).filter(
      (name) => strFromU8(old[name]!, true) !== strFromU8(now[name] ?? new Uint8Array(), true),
    );
    expect(differing.toSorted()).toEqual([
      "xl/workbook.xml",
      "xl/worksheets/sheet1.xml",
      "xl/worksheets/sheet2.xml",
    ]);
    const rest = (bytes: Uint8Array): string =>
      strFromU8(bytes)
        .replace(/<sheetData>.*<\/sheetData>/s, "")
        .replace(/<dimension[^>]*>/, "");
    for (const name of ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"])
      expect(rest(now[name]!)).toBe(rest(old[name]!));
  });

  test("takes the old results of formulas out and has them worked out when it is opened", async () => {
    const now = unzipSync((await filled()).after);
    expect(strFromU8(now["xl/worksheets/sheet2.xml"]!)).not.toMatch(/<\/f><v>/);
    expect(strFromU8(now["xl/workbook.xml"]!)).toMatch(/<calcPr[^>]* fullCalcOnLoad="1"/);
  });

  test("a list of the order of formulas goes with its lines, or the workbook would be damaged", async () => {
    const parts = unzipSync(await suppliedWorkbook());
    const put = (name: string, text: string): void => void (parts[name] = new TextEncoder().encode(text));
    put("xl/calcChain.xml", "<calcChain/>");
    put(
      "[Content_Types].xml",
      strFromU8(parts["[Content_Types].xml"]!).replace(
        "</Types>",
        '<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>',
      ),
    );
    put(
      "xl/_rels/workbook.xml.rels",
      strFromU8(parts["xl/_rels/workbook.xml.rels"]!).replace(
        "</Relationships>",
        '<Relationship Id="rIdC" Type="y/calcChain" Target="calcChain.xml"/></Relationships>',
      ),
    );
    const now = unzipSync(filledWorkbook(openForFilling(zipSync(parts)), new Map()));
    expect(Object.keys(now)).not.toContain("xl/calcChain.xml");
    expect(
      strFromU8(now["[Content_Types].xml"]!) + strFromU8(now["xl/_rels/workbook.xml.rels"]!),
    ).not.toContain("calcChain");
  });

  test("names what found no place, and never overwrites a formula", async () => {
    expect((await filled()).left).toEqual(["DFG: there is no empty cell for a figure beside 4. Income B5"]);
    const sheet = '<worksheet><sheetData><row r="1"><c r="A1"><f>1+1</f></c></row></sheetData></worksheet>';
    expect(() => patchSheet(sheet, new Map([["A1", { kind: "number", text: "1" }]]))).toThrow(/formula/);
  });

  test("what is no workbook, or has macros, is refused with words", () => {
    expect(() => openForFilling(new TextEncoder().encode("hello"))).toThrow();
    expect(() => openForFilling(zipSync({ "xl/vbaProject.bin": new Uint8Array(4) }))).toThrow(/macros/);
  });
});

describe("cells in a sheet's XML", () => {
  const put = (sheet: string, cell: string, text = "5"): string =>
    patchSheet(sheet, new Map([[cell, { kind: "number", text }]]));

  test.each([
    [
      "a cell between two",
      '<row r="2"><c r="A2"/><c r="C2"/></row>',
      '<row r="2"><c r="A2"/><c r="B2"><v>5</v></c><c r="C2"/></row>',
    ],
    [
      "a cell after the last",
      '<row r="2"><c r="A2"/></row>',
      '<row r="2"><c r="A2"/><c r="B2"><v>5</v></c></row>',
    ],
    ["an empty row", '<row r="2" ht="9"/>', '<row r="2" ht="9"><c r="B2"><v>5</v></c></row>'],
    [
      "a row between two",
      '<row r="1"/><row r="3"/>',
      '<row r="1"/><row r="2"><c r="B2"><v>5</v></c></row><row r="3"/>',
    ],
    ["a row after the last", '<row r="1"/>', '<row r="1"/><row r="2"><c r="B2"><v>5</v></c></row>'],
    [
      "a styled text",
      '<row r="2"><c r="B2" s="7" t="s"><v>3</v></c></row>',
      '<row r="2"><c r="B2" s="7"><v>5</v></c></row>',
    ],
  ])("%s", (_name, before, after) => {
    expect(put(`<sheetData>${before}</sheetData>`, "B2")).toBe(`<sheetData>${after}</sheetData>`);
  });

  test("an empty sheet, and elements with a prefix of their writer's", () => {
    expect(put("<sheetData/>", "B2")).toBe('<sheetData><row r="2"><c r="B2"><v>5</v></c></row></sheetData>');
    expect(put('<x:sheetData><x:row r="2"><x:c r="B2" s="1"/></x:row></x:sheetData>', "B2")).toBe(
      '<x:sheetData><x:row r="2"><x:c r="B2" s="1"><x:v>5</x:v></x:c></x:row></x:sheetData>',
    );
  });

  test("columns have letters and back", () => {
    expect([1, 26, 27, 702, 703].map(columnName)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
    expect(parseAddress("AAA12")).toEqual({ column: 703, row: 12 });
    expect(parseAddress("A0")).toBeUndefined();
  });
});

describe("a workbook of our own", () => {
  const bytes = workbookBytes([
    {
      name: "Expenditure",
      intro: ["A plan & its <lines>"],
      columns: [{ heading: "Scheme" }, { heading: "Area", choices }, { heading: "Amount (£)" }],
      rows: [
        ["=1+1", "Acute", { money: pence(-123_456_789_012_345n) }],
        [undefined, "Other", { number: "0.35" }],
      ],
    },
  ]);

  test("opens elsewhere with its drop-downs, its pennies exact as written, and no formula made from text", async () => {
    const sheet = (await opened(bytes)).getWorksheet("Expenditure")!;
    expect(sheet.getCell("A4").value).toBe("=1+1");
    expect(sheet.getCell("B4").dataValidation).toMatchObject({ type: "list", formulae: ["Lists!$A$2:$A$4"] });
    expect(strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"]!)).toContain("<v>-1234567890123.45</v>");
  });

  test("is read by our own import kit, and is the same bytes each time", async () => {
    const table = await openTable(bytes, { fileName: "plan.xlsx", sheet: "Expenditure", headerLine: 3 });
    expect(table.columns).toEqual(["Scheme", "Area", "Amount (£)"]);
    const rows = [];
    for await (const row of table.rows()) rows.push(row.cells);
    expect(rows).toMatchObject([{ Area: "Acute", "Amount (£)": "-1234567890123.45" }, { Area: "Other" }]);
    expect(workbookBytes([{ name: "A", columns: [{ heading: "B" }], rows: [] }])).toEqual(
      workbookBytes([{ name: "A", columns: [{ heading: "B" }], rows: [] }]),
    );
  });
});
