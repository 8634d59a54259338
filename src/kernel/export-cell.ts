/** What may stand in a cell of an export. */
export type ExportValue = string | number | bigint | boolean | undefined;

/**
 * A cell of an export, made safe for spreadsheet programs.
 *
 * Text that begins with a character a spreadsheet takes for a formula gets an apostrophe in front, so that nothing runs
 * when someone opens the file. Numbers, also those kept as text, stay numbers: -5 is -5. Not for JSON or pages.
 *
 * @source OWASP, CSV Injection (its list of characters, with their full-width forms)
 * @example escapeForSpreadsheet("=1+1") // "'=1+1"
 * @example escapeForSpreadsheet("-5.20") // "-5.20"
 */
export function escapeForSpreadsheet(value: ExportValue): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return String(value);
  if (/^[+-]?\d+(\.\d+)?$/.test(value)) return value;
  return /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value;
}

/**
 * One line of a CSV export, with its line break: RFC 4180, every cell made safe.
 *
 * @example csvLine(["Area", -5]) // "Area,-5\r\n"
 */
export function csvLine(values: readonly ExportValue[]): string {
  const cells = values.map((value) => {
    const text = escapeForSpreadsheet(value);
    return /[",\r\n\t;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  // A single empty cell would be a blank line, which readers leave out.
  return `${cells.length === 1 && cells[0] === "" ? '""' : cells.join(",")}\r\n`;
}
