import { CompiledQuery } from "kysely";
import type PgBoss from "pg-boss";
import type { Db } from "../../kernel/index.ts";

/** Sends a job through our own transaction, so that it exists exactly when the act does. */
export async function sendWithin(
  boss: PgBoss,
  tx: Db,
  job: { readonly queue: string; readonly content: object },
): Promise<void> {
  const executeSql = async (
    text: string,
    values: unknown[],
  ): Promise<{ rows: unknown[]; rowCount: number }> => {
    const result = await tx.executeQuery(CompiledQuery.raw(text, values));
    return { rows: [...result.rows], rowCount: Number(result.numAffectedRows ?? result.rows.length) };
  };
  await boss.send(job.queue, job.content, { db: { executeSql } });
}
