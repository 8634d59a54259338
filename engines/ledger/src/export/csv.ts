/** One row of a CSV file and the line on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a small CSV file by RFC 4180: commas, quotes doubled inside quotes, any line break. Blank lines are left out.
 * Undefined where a quote is never closed.
 */
export function readCsv(text: string): readonly CsvRow[] | undefined {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let begun = 1;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== "")) rows.push({ line: begun, cells });
    cells = [];
    cell = "";
    begun = line;
  };
  const characters = text
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n");
  for (let place = 0; place < characters.length; place += 1) {
    const character = characters[place] as string;
    if (character === "\n") line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (characters[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === ",") {
      cells.push(cell);
      cell = "";
    } else if (character === "\n") endRow();
    else cell += character;
  }
  if (quoted) return undefined;
  endRow();
  return rows;
}

/** A CSV file. Text that a spreadsheet would run as a formula gets an apostrophe in front; figures stay figures. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cellText).join(",")}\r\n`).join("");
}

function cellText(text: string): string {
  const figure = /^-?\d+(\.\d+)?$/.test(text);
  const safe = !figure && /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
  return /[",\r\n\t;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
