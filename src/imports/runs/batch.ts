import type { ColumnMatch } from "../column-check.ts";
import { checkRow } from "../row-check.ts";
import type { SourceRow } from "../row.ts";
import { shownValue } from "../wording.ts";
import type { z } from "zod";
import type { RefusedCell } from "./run.ts";

/** A row that reads well, not applied yet. */
export interface GoodRow {
  readonly line: number;
  readonly value: unknown;
  /** Texts by heading, for naming what was refused later. */
  readonly cells: SourceRow["cells"];
}

/** A few hundred rows that are settled together. */
export interface Batch {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly good: readonly GoodRow[];
  readonly refused: readonly RefusedCell[];
}

/** How rows become batches. */
export interface BatchPlan {
  readonly schema: z.ZodType;
  readonly match: ColumnMatch;
  readonly rowsMax: number;
}

/** Cuts rows into batches, each row checked: good, or with everything that is wrong with it. */
export async function* batchesOf(
  rows: AsyncIterable<SourceRow>,
  plan: BatchPlan,
): AsyncGenerator<Batch, void> {
  let batch = emptyBatch();
  for await (const row of rows) {
    addRow(batch, row, plan);
    if (batch.count < plan.rowsMax) continue;
    yield batch;
    batch = emptyBatch();
  }
  if (batch.count > 0) yield batch;
}

interface OpenBatch extends Batch {
  firstLine: number;
  lastLine: number;
  readonly good: GoodRow[];
  readonly refused: RefusedCell[];
  count: number;
}

function emptyBatch(): OpenBatch {
  return { firstLine: 0, lastLine: 0, good: [], refused: [], count: 0 };
}

function addRow(batch: OpenBatch, row: SourceRow, plan: BatchPlan): void {
  if (batch.count === 0) batch.firstLine = row.line;
  batch.lastLine = row.line;
  batch.count += 1;
  // The kit asks for an object schema to name the columns; what it uses is that it can parse one row.
  const checked = checkRow(plan.schema as z.ZodObject, plan.match, row);
  const formulas = formulasIn(row, plan.match);
  if (checked.ok && formulas.length === 0) {
    batch.good.push({ line: row.line, value: checked.value, cells: row.cells });
    return;
  }
  const problems = checked.ok ? [] : checked.problems;
  const listed = new Set(problems.map((problem) => problem.field));
  batch.refused.push(
    ...problems.map((problem) => ({
      line: row.line,
      field: problem.field ?? "",
      code: problem.code,
      reason: problem.reason,
      given: problem.value,
    })),
    ...formulas.filter((cell) => !listed.has(cell.field)),
  );
}

/**
 * Cells that a spreadsheet would take for a formula.
 *
 * No fact begins with an equals sign, and whoever opens an export of ours must not run what somebody sent.
 */
function formulasIn(row: SourceRow, match: ColumnMatch): readonly RefusedCell[] {
  const found: RefusedCell[] = [];
  for (const field of match.headings.values()) {
    const text = (row.cells[field] ?? "").trim();
    if (!text.startsWith("=")) continue;
    found.push({
      line: row.line,
      field,
      code: "imports.row.formula",
      reason: "The cell begins with an equals sign, as a formula does. Put the value itself into the cell.",
      given: shownValue(text),
    });
  }
  return found;
}

/** What applying refused, as it is listed: with the heading in place of the field, and the text that stood there. */
export function refusedWhenApplied(
  refused: readonly { readonly line: number; readonly field: string; readonly reason: string }[],
  rows: readonly GoodRow[],
  match: ColumnMatch,
): readonly RefusedCell[] {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  return refused.map(({ line, field, reason }) => {
    const heading = match.headings.get(field);
    const text = heading === undefined ? undefined : byLine.get(line)?.cells[heading];
    return {
      line,
      field: heading ?? field,
      code: "imports.row.contradicts",
      reason,
      given: shownValue(text ?? ""),
    };
  });
}

/** How many different rows are among these. */
export function countRows(refused: readonly RefusedCell[]): number {
  return new Set(refused.map((cell) => cell.line)).size;
}
