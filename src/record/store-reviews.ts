import { civilDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { sql } from "kysely";
import type { Db } from "../kernel/index.ts";
import type { RecordTables } from "./tables.ts";

/** Any number that nothing else in the database locks; one more than the sequencer's. */
const lockKey = 732_674;

/** A sealed entry at which somebody must look again. */
export interface DueReview {
  readonly id: string;
  readonly reviewOn: CivilDate;
  readonly category: string;
  readonly audience: string;
}

/**
 * Sealed entries whose review date has come, that nobody has opened and that were not yet listed as due.
 *
 * Waits for any other call on this database, and is to be called in the transaction that writes the list: an entry is
 * then listed once.
 */
export async function listDueReviews(tx: Db, today: CivilDate): Promise<readonly DueReview[]> {
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
  const rows = await tx
    .withTables<RecordTables>()
    .selectFrom("record.entry as e")
    .select(["e.id", "e.sealed_review_on", "e.sealed_category", "e.audience"])
    .where("e.commitment", "is not", null)
    .where("e.sealed_review_on", "<=", today)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("record.entry as o").select("o.id").whereRef("o.opens", "=", "e.id"))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("record.entry_subject as s")
            .innerJoin("record.entry as r", "r.id", "s.entry_id")
            .select("r.id")
            .where("r.kind", "=", "record.review-due")
            .where("s.subject", "=", sql<string>`'record:entry:' || e.id`),
        ),
      ),
    )
    .orderBy("e.sealed_review_on")
    .orderBy("e.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reviewOn: civilDate(row.sealed_review_on ?? ""),
    category: row.sealed_category ?? "",
    audience: row.audience,
  }));
}
