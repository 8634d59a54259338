import type { TableRecord } from "./csv-record.ts";
import type { ImportLimits } from "./limits.ts";
import { ImportRefusal, refusal, type ImportProblem } from "./refusal.ts";
import { countInWords, shownValue } from "./wording.ts";

/** The headings of a table in order, each different from the others. */
export interface Header {
  readonly line: number;
  readonly columns: readonly string[];
  /** A row with nothing under them: copying it is faster than making each row from its headings. */
  readonly blank: Readonly<Record<string, string>>;
}

/** A heading as people compare it: without case, spaces, underscores and hyphens, so "ICB code" is "icb_code". */
export function headingKey(heading: string): string {
  return heading
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "");
}

/**
 * Reads the first row as headings: trimmed, line breaks and runs of spaces made one space.
 *
 * Blank headings at the end are dropped, since spreadsheets leave them behind; a blank one before others is named by its
 * place ("Column 3"), so that it shows up among the unknown columns.
 *
 * @throws ImportRefusal when two headings are the same, when there are too many, or one is over-long
 */
export function headerFromRecord(record: TableRecord, limits: ImportLimits): Header {
  const trimmed = record.cells.map((cell) => cell.trim().replaceAll(/\s+/g, " "));
  while (trimmed.at(-1) === "") trimmed.pop();
  const where = `line ${record.line}`;
  if (trimmed.length > limits.columnsMax) {
    throw new ImportRefusal({
      code: "imports.table.too-many-columns",
      message: `The headings on line ${record.line} name ${countInWords(trimmed.length)} columns; at most ${countInWords(limits.columnsMax)} are taken.`,
      where,
    });
  }
  const taken = new Set(trimmed);
  const columns = trimmed.map((heading, index) => (heading === "" ? placeName(index, taken) : heading));
  const [first, ...others] = headerProblems(columns, record.line, limits);
  if (first !== undefined) throw new ImportRefusal(first, ...others);
  // fromEntries and not assignment: a heading may be called __proto__. In a copy of this it is a cell like any other.
  return {
    line: record.line,
    columns,
    blank: Object.fromEntries(columns.map((heading) => [heading, ""])),
  };
}

function placeName(index: number, taken: Set<string>): string {
  let name = `Column ${index + 1}`;
  while (taken.has(name)) name += " (no heading)";
  taken.add(name);
  return name;
}

function headerProblems(columns: readonly string[], line: number, limits: ImportLimits): ImportProblem[] {
  const where = `line ${line}`;
  const problems: ImportProblem[] = [];
  const seen = new Map<string, number>();
  for (const [index, heading] of columns.entries()) {
    const earlier = seen.get(heading);
    if (heading.length > limits.fieldLengthMax || heading.includes("\0")) {
      const message = `The heading of column ${index + 1} is not a heading: "${shownValue(heading.replaceAll("\0", " "))}".`;
      problems.push({ code: "imports.table.bad-heading", message, where });
    } else if (earlier !== undefined) {
      const message = `Columns ${earlier + 1} and ${index + 1} are both headed "${shownValue(heading)}". Rename or remove one of them.`;
      problems.push({ code: "imports.table.duplicate-heading", message, where });
    } else seen.set(heading, index);
  }
  return problems;
}

/** Whether a record is the one that holds the headings: the line that was named, else the first that is not blank. */
export function holdsHeadings(record: TableRecord, headerLine: number | undefined): boolean {
  return headerLine === undefined
    ? record.cells.some((cell) => cell.trim() !== "")
    : record.line >= headerLine;
}

/** There is nothing to read headings from. */
export function noHeadingsRefusal(headerLine: number | undefined): ImportRefusal {
  return headerLine === undefined
    ? refusal("table.empty", "The table is empty: there is no line of headings.")
    : refusal(
        "table.no-headings",
        `There are no headings on line ${countInWords(headerLine)}.`,
        `line ${headerLine}`,
      );
}
