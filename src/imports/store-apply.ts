import { sql } from "kysely";
import {
  Invalid,
  Refusal,
  Unavailable,
  assert,
  type Acting,
  type ImportKind,
  type SubjectRef,
} from "../kernel/index.ts";
import { countRows, refusedWhenApplied, type Batch, type GoodRow } from "./runs/batch.ts";
import type { ImportRun, RefusedCell } from "./runs/run.ts";
import type { ColumnMatch } from "./column-check.ts";

/** What is being imported, and how. */
export interface Importing {
  readonly run: ImportRun;
  readonly kind: ImportKind;
  readonly match: ColumnMatch;
}

/** A batch within its transaction. */
export interface AppliedBatch {
  readonly accepted: number;
  readonly refused: readonly RefusedCell[];
  readonly changed: readonly SubjectRef[];
}

type Applied = Awaited<ReturnType<ImportKind["apply"]>>;

/**
 * Applies the good rows of a batch and adds what their module refused.
 *
 * A module that throws, or meets a constraint of its tables, spoils no other row: the rows are then applied one by one and
 * the faulty ones listed. Anything else that is thrown (the database is away, a bug) passes on and settles nothing.
 */
export async function applyBatch(
  acting: Acting,
  { run, kind, match }: Importing,
  batch: Batch,
): Promise<AppliedBatch> {
  const applied = await applyRows(acting, { run, kind }, batch.good);
  const lines = new Set(batch.good.map((row) => row.line));
  assert(
    applied.refused.every(({ line }) => lines.has(line)),
    `${kind.name} refuses only rows it was given`,
  );
  const refused = refusedWhenApplied(applied.refused, batch.good, match);
  return {
    accepted: batch.good.length - countRows(refused),
    refused: [...batch.refused, ...refused].toSorted((a, b) => a.line - b.line),
    changed: applied.changed,
  };
}

async function applyRows(
  acting: Acting,
  importing: Pick<Importing, "run" | "kind">,
  rows: readonly GoodRow[],
): Promise<Applied> {
  if (rows.length === 0) return { refused: [], changed: [] };
  const together = await attempt(acting, importing, rows);
  if (!("fault" in together)) return together;
  const refused: Applied["refused"][number][] = [];
  const changed: SubjectRef[] = [];
  for (const row of rows) {
    const alone = await attempt(acting, importing, [row]);
    if ("fault" in alone) refused.push(...faultsOf(row.line, alone.fault));
    else {
      refused.push(...alone.refused);
      changed.push(...alone.changed);
    }
  }
  return { refused, changed };
}

/** Applies rows; when they are at fault themselves, takes back what was done of them and says what was thrown. */
async function attempt(
  acting: Acting,
  { run, kind }: Pick<Importing, "run" | "kind">,
  rows: readonly GoodRow[],
): Promise<Applied | { readonly fault: unknown }> {
  const origin = { id: run.id, source: run.source, seen: run.seen };
  await sql`savepoint import_rows`.execute(acting.tx);
  try {
    const applied = await kind.apply(
      acting,
      rows.map(({ line, value }) => ({ line, value })),
      origin,
    );
    await sql`release savepoint import_rows`.execute(acting.tx);
    return applied;
  } catch (error) {
    if (!isFaultOfRows(error)) throw error;
    await sql`rollback to savepoint import_rows`.execute(acting.tx);
    await sql`release savepoint import_rows`.execute(acting.tx);
    return { fault: error };
  }
}

/** A refusal of ours, or a value or constraint that PostgreSQL does not take (SQLSTATE classes 22 and 23). */
function isFaultOfRows(error: unknown): boolean {
  if (error instanceof Refusal) return !(error instanceof Unavailable);
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && /^2[23]/.test(error.code)
  );
}

function faultsOf(line: number, error: unknown): readonly Applied["refused"][number][] {
  if (error instanceof Invalid)
    return error.problems.map((problem) => ({ line, field: problem.field ?? "", reason: problem.message }));
  if (error instanceof Refusal) return [{ line, field: "", reason: error.message }];
  const rule = error instanceof Error && "constraint" in error ? ` (rule ${String(error.constraint)})` : "";
  return [
    {
      line,
      field: "",
      reason: `The row contradicts what is held here already, or another row of this file${rule}.`,
    },
  ];
}
