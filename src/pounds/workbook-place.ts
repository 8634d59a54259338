import { plainMoney } from "@concordat/ledger";
import { itemWords, type BcfFile, type BcfIncome, type BcfItem, type BcfLine } from "./bcf.ts";
import { lineCell } from "./bcf-workbook.ts";
import { columnName, type ReadSheet } from "./workbook-cells.ts";
import type { CellValue } from "./workbook-patch.ts";

/** A value with the cell that it belongs in. */
export interface PlacedValue {
  readonly sheet: string;
  readonly cell: string;
  readonly value: CellValue;
  /** What it is, for the list of what was filled. */
  readonly what: string;
}

/** Where the values of a document belong in a workbook, and those for which no cell was found. */
export interface Placement {
  readonly placed: readonly PlacedValue[];
  readonly left: readonly string[];
}

/** Fewer headings in one row than this may be there by chance. */
const headingsMin = 4;
/** How far to the right of its label a figure may stand. */
const reach = 10;

/**
 * Finds the cells of a document's values in a workbook by its own words: headings over the lines of spending, labels beside
 * income. Nothing is guessed: a value without its words, or whose cell holds a formula, is left out and named.
 */
export function placeValues(
  sheets: readonly ReadSheet[],
  file: Pick<BcfFile, "income" | "lines">,
  items: readonly BcfItem[],
): Placement {
  const lines = placeLines(sheets, file.lines, items);
  const others = sheets.filter(({ name }) => name !== lines.sheet);
  const income = placeIncome(others, file.income, items);
  return { placed: [...income.placed, ...lines.placed], left: [...income.left, ...lines.left] };
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}%£]/gu, "");

interface Headings {
  readonly sheet: ReadSheet;
  readonly row: number;
  /** The column of each key of the template. */
  readonly columns: ReadonlyMap<string, number>;
}

/** The row that has most of the template's headings, on any sheet. */
function findHeadings(sheets: readonly ReadSheet[], items: readonly BcfItem[]): Headings | undefined {
  const wanted = new Map(
    items.filter(({ kind }) => kind === "column").map(({ key, words }) => [plain(words), key]),
  );
  let best: Headings | undefined;
  for (const sheet of sheets) {
    const rows = new Map<number, Map<string, number>>();
    for (const { row, column, text } of sheet.cells.values()) {
      const key = wanted.get(plain(text));
      const own = rows.get(row) ?? new Map<string, number>();
      if (key !== undefined && !own.has(key)) rows.set(row, own.set(key, column));
    }
    for (const [row, columns] of rows)
      if (columns.size >= headingsMin && columns.size > (best?.columns.size ?? 0))
        best = { sheet, row, columns };
  }
  return best;
}

function placeLines(
  sheets: readonly ReadSheet[],
  lines: readonly BcfLine[],
  items: readonly BcfItem[],
): Placement & { readonly sheet?: string } {
  const found = findHeadings(sheets, items);
  if (!found || lines.length === 0)
    return { placed: [], left: lines.map(({ scheme }) => `scheme ${scheme}: no row of headings was found`) };
  const { sheet, columns } = found;
  const placed: PlacedValue[] = [];
  const left: string[] = [];
  const taken = new Set<number>();
  for (const line of lines) {
    const row = rowFor(found, line, taken, items);
    taken.add(row);
    for (const [key, column] of columns) {
      const value = valueOf(line, key, items);
      const cell = `${columnName(column)}${row}`;
      if (value === undefined) continue;
      const what = `${itemWords(items, "column", key)} of scheme ${line.scheme}`;
      const refused = refusalOf(sheet, cell);
      if (refused) left.push(`${what}: ${refused}`);
      else placed.push({ sheet: sheet.name, cell, value, what });
    }
  }
  return { placed, left, sheet: sheet.name };
}

/** The row that has this scheme already, else the first below the headings with nothing in it but formulas. */
function rowFor(
  { sheet, row: first, columns }: Headings,
  line: BcfLine,
  taken: ReadonlySet<number>,
  items: readonly BcfItem[],
): number {
  const textAt = (key: string, row: number): string => {
    const column = columns.get(key);
    const cell = column === undefined ? undefined : sheet.cells.get(`${columnName(column)}${row}`);
    return cell === undefined || cell.formula ? "" : cell.text.trim();
  };
  const source = itemWords(items, "income", line.source);
  let free: number | undefined;
  for (let row = first + 1; row <= Math.max(sheet.lastRow, first) + taken.size + 1; row += 1) {
    if (taken.has(row)) continue;
    const [scheme, from] = [textAt("scheme", row), textAt("source", row)];
    if (scheme === line.scheme && (from === "" || plain(from) === plain(source))) return row;
    const empty = [...columns.keys()].every((key) => textAt(key, row) === "");
    if (empty && free === undefined) free = row;
  }
  return free ?? Math.max(sheet.lastRow, first) + taken.size + 1;
}

function valueOf(line: BcfLine, key: string, items: readonly BcfItem[]): CellValue | undefined {
  const cell = lineCell(line, key, items);
  if (cell === undefined || cell === "") return undefined;
  if (typeof cell === "string") return { kind: "text", text: cell };
  if ("money" in cell) return { kind: "number", text: plainMoney(cell.money) };
  return "number" in cell ? { kind: "number", text: cell.number } : { kind: "text", text: cell.date };
}

function placeIncome(
  sheets: readonly ReadSheet[],
  income: readonly BcfIncome[],
  items: readonly BcfItem[],
): Placement {
  const placed: PlacedValue[] = [];
  const left: string[] = [];
  for (const source of new Set(income.map((one) => one.source))) {
    const own = income.filter((one) => one.source === source);
    const words = itemWords(items, "income", source);
    if (own.length > 1) {
      left.push(`${words}: it has ${own.length} amounts, and which cell each belongs in cannot be told`);
      continue;
    }
    const labels = sheets.flatMap((sheet) =>
      [...sheet.cells.values()]
        .filter((cell) => plain(cell.text) === plain(words))
        .map((cell) => ({ sheet, cell })),
    );
    const [label] = labels;
    if (!label || labels.length > 1) {
      left.push(
        `${words}: ${label ? `these words stand in ${labels.length} cells` : "these words stand in no cell"}`,
      );
      continue;
    }
    const target = besides(label.sheet, label.cell.column, label.cell.row);
    if (target === undefined)
      left.push(
        `${words}: there is no empty cell for a figure beside ${label.sheet.name} ${label.cell.address}`,
      );
    else
      placed.push({
        sheet: label.sheet.name,
        cell: target,
        value: { kind: "number", text: plainMoney(own[0]!.amount) },
        what: words,
      });
  }
  return { placed, left };
}

/** The first cell on the right that can take a figure: none that is covered, holds words or a formula. */
function besides(sheet: ReadSheet, column: number, row: number): string | undefined {
  for (let at = column + 1; at <= column + reach; at += 1) {
    const address = `${columnName(at)}${row}`;
    if (sheet.covered.has(address)) continue;
    const held = sheet.cells.get(address);
    if (held === undefined || (!held.formula && /^-?[\d.eE+]*$/.test(held.text))) return address;
    return undefined;
  }
  return undefined;
}

function refusalOf(sheet: ReadSheet, address: string): string | undefined {
  if (sheet.covered.has(address)) return `${sheet.name} ${address} is covered by merged cells`;
  if (sheet.cells.get(address)?.formula === true)
    return `${sheet.name} ${address} holds a formula, which is not overwritten`;
  return undefined;
}
