import { formatCivilDateShort, isCivilDate } from "@concordat/calendar";
import {
  formatMeasured,
  formatNumber,
  numberOf,
  type Cell,
  type Column,
  type Measured,
} from "../../kernel/index.ts";

/** A cell as a template draws it. */
export interface CellView {
  readonly text: string;
  readonly href?: string;
  readonly tag?: string;
  /** ISO date, for the `time` element. */
  readonly date?: string;
  readonly numeric: boolean;
  /** Nothing known, or one of the reasons why there is no figure; drawn quietly. */
  readonly absent: boolean;
}

const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** Compares names as a reader would: without regard to case, and "Ward 9" before "Ward 10". */
export function compareNames(first: string, second: string): number {
  return collator.compare(first, second);
}

/** Whether the column's cells are figures, set to the right in tabular figures. */
export function isNumeric(column: Column): boolean {
  return column.kind === "number" || column.kind === "measured";
}

/** A cell in words, as a reader sees it; empty where nothing is known. */
export function cellText(cell: Cell, column: Column): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return formatNumber(cell, column.decimals);
  if (typeof cell === "string")
    return column.kind === "date" && isCivilDate(cell) ? formatCivilDateShort(cell) : cell;
  return "kind" in cell ? formatMeasured(cell, column.decimals) : cell.text;
}

/** A cell for the page. */
export function cellView(cell: Cell, column: Column): CellView {
  const link = typeof cell === "object" && "href" in cell ? cell : undefined;
  const dated = column.kind === "date" && typeof cell === "string" && isCivilDate(cell);
  return {
    text: cellText(cell, column),
    numeric: isNumeric(column),
    absent: cell === undefined || (isMeasured(cell) && numberOf(cell) === undefined),
    ...(link === undefined ? {} : { href: link.href }),
    ...(link?.tag === undefined ? {} : { tag: link.tag }),
    ...(dated ? { date: cell } : {}),
  };
}

function isMeasured(cell: Cell): cell is Measured {
  return typeof cell === "object" && "kind" in cell;
}

/** What a cell sorts by: a number, a text, or undefined, which always comes last. */
export function cellRank(cell: Cell): number | string | undefined {
  if (cell === undefined || cell === "") return undefined;
  if (typeof cell === "number" || typeof cell === "string") return cell;
  return "kind" in cell ? numberOf(cell) : cell.text;
}

/**
 * A cell for machines: numbers in full with a point, dates as ISO, reasons for absence as words.
 *
 * A figure that is not there is never an empty cell and never 0: in a column of figures nothing known is `no data`.
 */
export function cellValue(cell: Cell, column: Column): string | undefined {
  if (cell === undefined) return isNumeric(column) ? "no data" : undefined;
  if (typeof cell === "number") return plainNumber(cell);
  if (typeof cell === "string") return cell;
  if (!("kind" in cell)) return cell.text;
  return cell.kind === "value" ? plainNumber(cell.value) : formatMeasured(cell);
}

/** All digits, no exponent and no thousands separator. */
function plainNumber(value: number): string {
  const short = String(value);
  if (!short.includes("e")) return short;
  return value.toLocaleString("en-GB", { useGrouping: false, maximumFractionDigits: 20 });
}
