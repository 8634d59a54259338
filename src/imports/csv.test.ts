import { describe, expect, test } from "vitest";
import type { Problem } from "../kernel/index.ts";
import type { ImportLimits } from "./limits.ts";
import { ImportRefusal } from "./refusal.ts";
import type { SourceRow } from "./row.ts";
import { openTable, type OpenTableOptions } from "./table-source.ts";

interface Read {
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
  /** Why reading stopped, if it did. */
  readonly refused?: readonly (Problem & { readonly where?: string })[];
}

async function read(text: string, options: Partial<OpenTableOptions> = {}): Promise<Read> {
  const rows: SourceRow[] = [];
  let columns: readonly string[] = [];
  try {
    const table = await openTable(new TextEncoder().encode(text), { fileName: "table.csv", ...options });
    columns = table.columns;
    for await (const row of table.rows()) rows.push(row);
    return { columns, rows };
  } catch (error) {
    if (error instanceof ImportRefusal) return { columns, rows, refused: error.problems };
    throw error;
  }
}

const limit = (limits: Partial<ImportLimits>): Partial<OpenTableOptions> => ({ limits });
const cells = (found: Read): unknown => found.rows.map((row) => row.cells);

describe("the delimiter is found", () => {
  test.each([
    { name: "commas", text: "Area,Sum\nLeeds,5\n", sum: "5" },
    { name: "semicolons, with decimal commas", text: "Area;Sum\nLeeds;5,20\nYork;1,00\n", sum: "5,20" },
    { name: "tabs, with commas in the text", text: "Area, full\tSum\nLeeds\t5\n", sum: "5" },
    { name: "as Excel's first line names it", text: "sep=;\r\nArea,full;Sum\r\nLeeds;5\r\n", sum: "5" },
  ])("$name", async ({ text, sum }) => {
    const found = await read(text);
    expect(found.columns).toHaveLength(2);
    expect(found.rows[0]?.cells["Sum"]).toBe(sum);
  });

  test("one column needs none", async () => {
    expect(cells(await read("Code\nE1\nE2"))).toEqual([{ Code: "E1" }, { Code: "E2" }]);
  });

  test("delimiters inside quotation marks do not count", async () => {
    const found = await read('"a;b;c";"d"\n"1,2";"3,4"\n');
    expect(found.columns).toEqual(["a;b;c", "d"]);
  });
});

describe("every row is accounted for, with its line (invariant 1)", () => {
  test("quoted cells hold delimiters, quotation marks and line breaks; lines are counted through them", async () => {
    const found = await read('Name,Note\r\n"Smith, A","says ""no"""\r\n\r\nB,"two\r\nlines"\r\nC,last');
    expect(found.rows.map(({ line, cells: c }) => [line, c["Name"], c["Note"]])).toEqual([
      [2, "Smith, A", 'says "no"'],
      [4, "B", "two\r\nlines"],
      [6, "C", "last"],
    ]);
  });

  test("all three line breaks may be mixed in one file", async () => {
    const found = await read("A,B\r\n1,2\n3,4\r5,6");
    expect(found.rows.map((row) => [row.line, row.cells["B"]])).toEqual([
      [2, "2"],
      [3, "4"],
      [4, "6"],
    ]);
  });

  test("asked from a line on, rows that begin on an earlier one are left out", async () => {
    const table = await openTable(new TextEncoder().encode('A\n1\n"2\n3"\n4\n5\n'), {
      fileName: "table.csv",
    });
    const found: string[] = [];
    for await (const row of table.rows(4)) found.push(`${row.line}: ${row.cells["A"]}`);
    expect(found).toEqual(["5: 4", "6: 5"]);
  });

  test("rows of other length than the headings are listed with their line", async () => {
    const found = await read("A,B,C\n1,2\n1,2,3\n1,2,3,4\n1,2,3,\n");
    expect(found.rows.map((row) => [row.line, row.problems.map((problem) => problem.code)])).toEqual([
      [2, ["imports.row.too-few-cells"]],
      [3, []],
      [4, ["imports.row.too-many-cells"]],
      [5, []],
    ]);
    expect(found.rows[2]?.problems[0]?.reason).toBe(
      "The row has 4 cells under 3 headings. A comma inside a cell needs quotation marks around the cell.",
    );
  });

  test("rows of blank cells are left out", async () => {
    expect((await read("A,B\n , \n\n,,,\n1,2\n")).rows.map((row) => row.line)).toEqual([5]);
  });

  test("a cell with a character that could not be read is listed, the others are not", async () => {
    const found = await read("A,B\nx,caf\uFFFD\ny,tea\n");
    expect(found.rows.map((row) => row.problems)).toEqual([
      [
        {
          line: 2,
          field: "B",
          code: "imports.row.unreadable-character",
          reason:
            'The cell holds a character that could not be read. Save the file as "CSV UTF-8", or correct the cell.',
          value: "caf\uFFFD",
        },
      ],
      [],
    ]);
  });

  test("a cell beyond the longest is listed and shortened", async () => {
    const found = await read(`A\n${"x".repeat(200)}\ny\n`, limit({ fieldLengthMax: 150 }));
    expect(found.rows[0]?.problems[0]).toMatchObject({
      code: "imports.row.cell-too-long",
      reason: "The cell holds 200 characters; at most 150 are taken.",
      value: `${"x".repeat(119)}…`,
    });
    expect(found.rows[1]?.problems).toEqual([]);
  });
});

describe("headings", () => {
  test("are trimmed, blank ones at the end dropped, blank ones between named by place", async () => {
    expect((await read(" Area  name ,,Sum,,\nLeeds,x,5,,\n")).columns).toEqual([
      "Area name",
      "Column 2",
      "Sum",
    ]);
  });

  test("may stand below a title when their line is named", async () => {
    const found = await read("Better Care Fund,\nQuarter 2,\n\nArea,Sum\nLeeds,5\n", { headerLine: 4 });
    expect(found.columns).toEqual(["Area", "Sum"]);
    expect(found.rows.map((row) => row.line)).toEqual([5]);
  });

  test("may be called anything, even __proto__", async () => {
    const found = await read("__proto__,constructor\n1,2\n");
    expect(Object.entries(found.rows[0]?.cells ?? {})).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });
});

describe("a file that cannot be read further is refused in plain English, and the rows before it stand", () => {
  test.each([
    {
      name: "two equal headings",
      text: "Area,Sum,Area\n",
      code: "imports.table.duplicate-heading",
      message: 'Columns 1 and 3 are both headed "Area". Rename or remove one of them.',
      rows: 0,
    },
    {
      name: "only blank lines",
      text: "\n \n",
      code: "imports.table.empty",
      message: "The table is empty: there is no line of headings.",
      rows: 0,
    },
    {
      name: "a quotation mark that is never closed",
      text: 'A,B\n1,2\n3,"4\n5,6\n',
      code: "imports.csv.quote-not-closed",
      message:
        "The row that begins on line 3 has a cell whose quotation mark is opened and never closed, so the rest of the file reads as one cell. Close it and try again.",
      rows: 1,
    },
    {
      name: "a quotation mark inside a bare cell",
      text: 'A,B\n"1\n1",2\n3,5" pipe\n',
      code: "imports.csv.quote-misplaced",
      message:
        'The row that begins on line 4 has a quotation mark in the middle of a cell. Write the whole cell in quotation marks and double the ones inside it: "5"" pipe".',
      rows: 1,
    },
    {
      name: "text after a closing quotation mark",
      text: 'A,B\n1,2\n"3"x,4\n',
      code: "imports.csv.quote-misplaced",
      rows: 1,
    },
  ])("$name", async ({ text, code, message, rows }) => {
    const found = await read(text);
    expect(found.refused?.map((problem) => problem.code)).toEqual([code]);
    if (message !== undefined) expect(found.refused?.[0]?.message).toBe(message);
    expect(found.rows).toHaveLength(rows);
  });

  test("a NUL far into the file, with its line", async () => {
    const found = await read(`A,B\n${"1,2\n".repeat(30_000)}1,\0\n`);
    expect(found.refused?.[0]).toMatchObject({ code: "imports.csv.nul-character", where: "line 30002" });
  });

  test("more rows, columns or characters than the limits", async () => {
    expect((await read("A\n1\n2\n3\n", limit({ rowsMax: 2 }))).refused?.[0]?.message).toBe(
      "The table has more than 2 rows, the most that is taken. Split it into smaller files.",
    );
    expect((await read("A,B,C\n", limit({ columnsMax: 2 }))).refused?.[0]?.code).toBe(
      "imports.table.too-many-columns",
    );
    expect((await read(`A\n${"x".repeat(999)}`, limit({ rowLengthMax: 99 }))).refused?.[0]?.code).toBe(
      "imports.csv.row-too-long",
    );
    expect(
      (await read(`A\n"${"x\n".repeat(999)}`, limit({ rowLengthMax: 99 }))).refused?.[0]?.message,
    ).toContain("Most likely a quotation mark that opens a cell is not closed.");
    expect((await read("A,B\n1,2\n", limit({ bytesMax: 5 }))).refused?.[0]?.code).toBe(
      "imports.file.too-large",
    );
    expect((await read("A\n", { headerLine: 9 })).refused?.[0]?.message).toBe(
      "There are no headings on line 9.",
    );
  });
});

test("text that a spreadsheet would run as a formula is taken as text", async () => {
  const found = await read('A,B\n=1+1,"=HYPERLINK(""x"")"\n-5,@x\n+44,x\n');
  expect(found.rows.map((row) => Object.values(row.cells))).toEqual([
    ["=1+1", '=HYPERLINK("x")'],
    ["-5", "@x"],
    ["+44", "x"],
  ]);
});
