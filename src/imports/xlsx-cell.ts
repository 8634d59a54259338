import type { CellFault } from "./row.ts";
import { textFromSerial } from "./xlsx-date.ts";
import { plainNumber, unescapeXlsxText } from "./xlsx-text.ts";
import type { Workbook } from "./xlsx-workbook.ts";

/** A cell as the sheet's XML gives it. */
export interface RawCell {
  /** Attribute t: s, inlineStr, str, b, e, d or n. */
  readonly type: string;
  readonly style: number;
  /** Text of `<v>`; undefined where there is none. */
  readonly value: string | undefined;
  /** Text of `<is>`. */
  readonly inline: string;
  readonly formula: boolean;
}

/** The text a cell stands for, and what is wrong with it. */
export interface ReadCell {
  readonly text: string;
  readonly fault?: CellFault;
}

/**
 * The text of a cell: text as it is, numbers exactly and in plain decimals whatever their format, TRUE or FALSE, dates in
 * ISO form, and of a formula the value it had when the workbook was saved.
 */
export function readCell(cell: RawCell, workbook: Workbook): ReadCell {
  const { type, value } = cell;
  if (type === "inlineStr") return { text: cell.inline };
  if (value === undefined) return cell.formula ? { text: "", fault: uncalculatedFault } : { text: "" };
  switch (type) {
    case "s":
      return sharedText(value, workbook.strings);
    case "str":
      return { text: unescapeXlsxText(value) };
    case "b":
      return { text: value === "1" || value === "true" ? "TRUE" : "FALSE" };
    case "e":
      return { text: value, fault: errorFault(value) };
    case "d":
      return { text: value.replace(/T00:00(:00(\.0+)?)?Z?$/, "") };
    default:
      return numberText(value, cell.style, workbook);
  }
}

const uncalculatedFault: CellFault = {
  code: "imports.row.formula-without-value",
  reason:
    "The cell holds a formula that was never calculated. Open the workbook in a spreadsheet program, save it and try again.",
};

function errorFault(value: string): CellFault {
  return {
    code: "imports.row.error-value",
    reason: `The cell shows the error ${value} instead of a value. Correct its formula, or type the value.`,
  };
}

function sharedText(value: string, strings: readonly string[]): ReadCell {
  const text = /^\d+$/.test(value.trim()) ? strings[Number(value)] : undefined;
  if (text !== undefined) return { text };
  return {
    text: "",
    fault: {
      code: "imports.row.lost-text",
      reason: "The workbook is damaged: the text of this cell is missing. Type it again.",
    },
  };
}

function numberText(value: string, style: number, workbook: Workbook): ReadCell {
  const trimmed = value.trim();
  if (trimmed === "") return { text: "" };
  const text = plainNumber(trimmed);
  if (text === undefined) {
    return {
      text: value,
      fault: {
        code: "imports.row.not-a-number",
        reason: "The cell is marked as a number and holds none. Type it again.",
      },
    };
  }
  const kind = workbook.kinds[style] ?? "number";
  if (kind === "number") return { text };
  const dated = textFromSerial(Number(text), kind, workbook.dateSystem);
  return dated.ok ? { text: dated.text } : { text, fault: dated.fault };
}
