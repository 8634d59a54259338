import { strToU8, zipSync } from "fflate";
import type { CivilDate } from "@concordat/calendar";
import { plainMoney, type Pence } from "@concordat/ledger";
import { columnName } from "./workbook-cells.ts";

/** What a cell holds: text, money to the penny, any other number as it is written, a day, or nothing. */
export type WorkbookCell =
  string | { readonly money: Pence } | { readonly number: string } | { readonly date: CivilDate } | undefined;

/** A column with its heading; where it has choices, its cells get a drop-down of them. */
export interface WorkbookColumn {
  readonly heading: string;
  /** In characters. */
  readonly width?: number;
  readonly choices?: readonly string[];
}

/** One sheet: a few lines of words, then a table. */
export interface WorkbookSheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  readonly intro?: readonly string[];
  readonly columns: readonly WorkbookColumn[];
  readonly rows: readonly (readonly WorkbookCell[])[];
}

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const style = { plain: 0, heading: 1, money: 2, title: 3 } as const;
/** Rows below the table that still offer the drop-downs, so that lines can be added. */
const spareRows = 200;

/**
 * Writes an XLSX workbook. The same sheets always give the same bytes.
 *
 * Text is written as text, so that no cell becomes a formula whatever it begins with; days as text in ISO form.
 */
export function workbookBytes(sheets: readonly WorkbookSheet[]): Uint8Array {
  const lists = listsOf(sheets);
  const listSheet: WorkbookSheet = {
    name: "Lists",
    columns: lists.map(({ heading }) => ({ heading, width: 40 })),
    rows: Array.from({ length: Math.max(0, ...lists.map(({ choices }) => choices.length)) }, (_, row) =>
      lists.map(({ choices }) => choices[row]),
    ),
  };
  const all = lists.length === 0 ? sheets : [...sheets, listSheet];
  const parts: Record<string, Uint8Array> = {};
  const put = (name: string, xml: string): void => void (parts[name] = strToU8(header + xml));
  put("[Content_Types].xml", contentTypes(all.length));
  put(
    "_rels/.rels",
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  put("xl/workbook.xml", workbookXml(all));
  put("xl/_rels/workbook.xml.rels", relationsXml(all.length));
  put("xl/styles.xml", stylesXml);
  for (const [at, sheet] of all.entries()) put(`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet, lists));
  return zipSync(parts, { level: 6, mtime: "1980-01-02T00:00:00" });
}

interface List {
  readonly heading: string;
  readonly choices: readonly string[];
}

/** Each list of choices once, by its content. */
function listsOf(sheets: readonly WorkbookSheet[]): readonly List[] {
  const found = new Map<string, List>();
  for (const { heading, choices } of sheets.flatMap(({ columns }) => columns))
    if (choices && choices.length > 0 && !found.has(choices.join("\n")))
      found.set(choices.join("\n"), { heading, choices });
  return [...found.values()];
}

function contentTypes(sheets: number): string {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const parts = Array.from(
    { length: sheets },
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${parts.join("")}</Types>`;
}

function workbookXml(sheets: readonly WorkbookSheet[]): string {
  const tabs = sheets.map(
    ({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `<workbook ${main} xmlns:r="${relation}"><sheets>${tabs.join("")}</sheets></workbook>`;
}

function relationsXml(sheets: number): string {
  const tabs = Array.from(
    { length: sheets },
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${tabs.join("")}<Relationship Id="rId${sheets + 1}" Type="${relation}/styles" Target="styles.xml"/></Relationships>`;
}

const stylesXml = `<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00;[Red]-#,##0.00"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="164" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf fontId="2" xfId="0" applyFont="1"/></cellXfs></styleSheet>`;

function sheetXml({ columns, rows, intro = [] }: WorkbookSheet, lists: readonly List[]): string {
  const headingRow = intro.length === 0 ? 1 : intro.length + 2;
  const widths = columns.map(
    ({ width = 18 }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const lines = [
    ...intro.map((text, at) => rowXml(at + 1, [text], at === 0 ? style.title : style.plain)),
    rowXml(
      headingRow,
      columns.map(({ heading }) => heading),
      style.heading,
    ),
    ...rows.map((cells, at) => rowXml(headingRow + 1 + at, cells, style.plain)),
  ];
  const offered = columns.flatMap(({ choices }, at) => {
    const list = choices ? lists.findIndex((one) => one.choices.join("\n") === choices.join("\n")) : -1;
    if (list < 0 || !choices) return [];
    const [column, from] = [columnName(at + 1), columnName(list + 1)];
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${column}${headingRow + 1}:${column}${headingRow + rows.length + spareRows}"><formula1>Lists!$${from}$2:$${from}$${choices.length + 1}</formula1></dataValidation>`,
    ];
  });
  const drop =
    offered.length === 0
      ? ""
      : `<dataValidations count="${offered.length}">${offered.join("")}</dataValidations>`;
  const pane = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headingRow}" topLeftCell="A${headingRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  return `<worksheet ${main}>${pane}<cols>${widths.join("")}</cols><sheetData>${lines.join("")}</sheetData>${drop}<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function rowXml(row: number, cells: readonly WorkbookCell[], base: number): string {
  const written = cells.map((cell, at) => cellXml(`${columnName(at + 1)}${row}`, cell, base));
  return `<row r="${row}">${written.join("")}</row>`;
}

function cellXml(address: string, cell: WorkbookCell, base: number): string {
  if (cell === undefined || cell === "") return "";
  if (typeof cell === "string") return textCell(address, cell, base);
  if ("money" in cell) return `<c r="${address}" s="${style.money}"><v>${plainMoney(cell.money)}</v></c>`;
  if ("number" in cell) return `<c r="${address}" s="${base}"><v>${escaped(cell.number)}</v></c>`;
  return textCell(address, cell.date, base);
}

function textCell(address: string, text: string, base: number): string {
  return `<c r="${address}" s="${base}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** Text for XML; characters that XML cannot hold are left out. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
