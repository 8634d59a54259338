import type { z } from "zod";
import type { ColumnMatch } from "./column-check.ts";
import { issueSentence } from "./issue-sentence.ts";
import { shownValue } from "./wording.ts";
import type { RowProblem, SourceRow } from "./row.ts";

/** A row as the import's schema makes it, or everything that is wrong with it. */
export type CheckedRow<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly RowProblem[] };

/**
 * Turns the text of a row into the import's own shape, all problems at once.
 *
 * Spaces around a value are cut off, and an empty cell is an absent field, so a schema says by `optional()` which cells
 * may be empty. A schema's own messages win over the general ones. Not for schemas with asynchronous checks.
 *
 * @param match  from `matchColumns`, once per file
 */
export function checkRow<S extends z.ZodObject>(
  schema: S,
  match: ColumnMatch,
  row: SourceRow,
): CheckedRow<z.output<S>> {
  const input: Record<string, string> = {};
  for (const [field, heading] of match.headings) {
    const text = (row.cells[heading] ?? "").trim();
    if (text !== "") input[field] = text;
  }
  const parsed = schema.safeParse(input, { error: issueSentence });
  if (parsed.success && row.problems.length === 0) return { ok: true, value: parsed.data };
  const unreadable = new Set(row.problems.map((problem) => problem.field));
  const problems = [...row.problems];
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const field = issue.path.length === 0 ? undefined : String(issue.path[0]);
    const heading = field === undefined ? undefined : (match.headings.get(field) ?? field);
    // The reader has said already why such a cell is of no use.
    if (heading !== undefined && unreadable.has(heading)) continue;
    problems.push({
      line: row.line,
      ...(heading === undefined ? {} : { field: heading }),
      code: `imports.row.${issue.code.replaceAll("_", "-")}`,
      reason: issue.message,
      value: shownValue(field === undefined ? "" : (input[field] ?? "")),
    });
  }
  return { ok: false, problems };
}
