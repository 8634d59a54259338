import type { Measured } from "./measured.ts";
import type { Sentence } from "./sentence.ts";

/** One column. `filter` makes the table kit offer a filter: `words` searches, `choice` lists the values present. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly kind: "text" | "number" | "date" | "measured" | "link";
  readonly decimals?: number;
  readonly unit?: string;
  readonly filter?: "words" | "choice";
  readonly sortable?: boolean;
  /** Left out of the page but kept in CSV and JSON. */
  readonly machineOnly?: boolean;
}

/** A cell: text, number, ISO date, a measured value, a link, or nothing known. */
export type Cell =
  | string
  | number
  | Measured
  | { readonly text: string; readonly href: string; readonly tag?: string }
  | undefined;

export type Row = Readonly<Record<string, Cell>>;

/**
 * A table as data: the table kit filters, sorts and pages it, the export kit writes it as CSV.
 *
 * `name` prefixes the query parameters where one page has several; leave it out for the page's main table.
 */
export interface TableModel {
  readonly name?: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Sort when the reader asked for none; otherwise the order of `rows`. */
  readonly sortedBy?: { readonly key: string; readonly descending: boolean };
  readonly rowsPerPage?: number;
  /** Shown instead of an empty table: what we hold, and what would fill it. */
  readonly empty: Sentence;
}
