import { sql } from "kysely";
import type { Db } from "../kernel/index.ts";
import type { RefusedCell } from "./runs/run.ts";
import type { ImportTables } from "./tables.ts";

const partRows = 5000;

/** Lists what was refused, as part of the batch that settles these rows. */
export async function insertRefused(tx: Db, runId: string, cells: readonly RefusedCell[]): Promise<void> {
  if (cells.length === 0) return;
  const places = new Map<number, number>();
  const rows = cells.map((cell) => {
    const place = (places.get(cell.line) ?? 0) + 1;
    places.set(cell.line, place);
    // PostgreSQL keeps no NUL in text; the reader has listed such a row for that very reason.
    return { ...cell, place, given: cell.given.replaceAll("\0", "␀") };
  });
  await sql`insert into platform.refused_row (run_id, line, place, field, code, reason, given)
    select ${runId}::uuid, line, place, field, code, reason, given from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as listed (line integer, place smallint, field text, code text, reason text, given text)`.execute(tx);
}

/** Forgets the list of a dry run that begins anew. */
export async function removeRefused(tx: Db, runId: string): Promise<void> {
  await tx
    .withTables<ImportTables>()
    .deleteFrom("platform.refused_row")
    .where("run_id", "=", runId)
    .execute();
}

/** What was refused from a line on, in the order of the file; at most `limit` problems. */
export async function listRefused(
  db: Db,
  asked: { readonly runId: string; readonly fromLine: number; readonly limit: number },
): Promise<readonly RefusedCell[]> {
  return await db
    .withTables<ImportTables>()
    .selectFrom("platform.refused_row")
    .select(["line", "field", "code", "reason", "given"])
    .where("run_id", "=", asked.runId)
    .where("line", ">=", asked.fromLine)
    .orderBy("line")
    .orderBy("place")
    .limit(asked.limit)
    .execute();
}

/** Everything that was refused, read in parts. */
export async function* readRefused(db: Db, runId: string): AsyncGenerator<readonly RefusedCell[], void> {
  let after = { line: 0, place: 0 };
  for (;;) {
    const rows = await db
      .withTables<ImportTables>()
      .selectFrom("platform.refused_row")
      .select(["line", "place", "field", "code", "reason", "given"])
      .where("run_id", "=", runId)
      .where(sql<boolean>`(line, place) > (${after.line}, ${after.place})`)
      .orderBy("line")
      .orderBy("place")
      .limit(partRows)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last;
  }
}

/** One sort of fault, and how often a file has it. */
export interface RefusalCount {
  readonly field: string;
  readonly code: string;
  readonly rows: number;
  readonly firstLine: number;
  readonly example: string;
}

/** The most frequent faults of a run first: a whole column in the wrong form is one line here. */
export async function countRefusals(db: Db, runId: string): Promise<readonly RefusalCount[]> {
  const found = await sql<RefusalCount>`
    select field, code, count(*)::int as rows, min(line) as "firstLine", (array_agg(reason order by line))[1] as example
    from platform.refused_row where run_id = ${runId} group by field, code order by count(*) desc, min(line), field limit 20`.execute(
    db,
  );
  return found.rows;
}
