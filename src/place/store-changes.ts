import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { Conflict, subjectText, type Db, type SuccessionOutcome } from "../kernel/index.ts";
import type { PlaceTables } from "./tables.ts";

/** One thing a body left behind when it ended. */
export interface LeftBehind {
  readonly organisationId: string;
  readonly title: string;
  readonly outcome: SuccessionOutcome["outcome"];
  readonly why: string;
  readonly on: CivilDate;
}

/** What bodies left behind; unsettled things first. */
export async function listLeftBehind(
  db: Db,
  ...organisationIds: readonly string[]
): Promise<readonly LeftBehind[]> {
  const rows = await db
    .withTables<PlaceTables>()
    .selectFrom("place.left_behind")
    .select(["organisation_id", "title", "outcome", "why", "on_date"])
    .where("organisation_id", "in", organisationIds)
    .orderBy(sql`outcome = 'must-be-asked'`, "desc")
    .orderBy("title")
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    title: row.title,
    outcome: row.outcome as LeftBehind["outcome"],
    why: row.why,
    on: row.on_date as CivilDate,
  }));
}

/** Keeps what every module said becomes of its things. */
export async function keepLeftBehind(
  tx: Db,
  ended: { readonly organisationId: string; readonly on: CivilDate },
  outcomes: readonly SuccessionOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await tx
    .withTables<PlaceTables>()
    .insertInto("place.left_behind")
    .values(
      outcomes.map((one) => ({
        organisation_id: ended.organisationId,
        subject: subjectText(one.subject),
        title: one.title,
        outcome: one.outcome,
        to_subject: one.to ? subjectText(one.to) : null,
        why: one.why,
        on_date: ended.on,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The refusal a second editor gets. */
export function staleVersion(what: string): Conflict {
  return new Conflict("version.stale", {
    message: `Somebody else changed ${what} after you opened this form. Both versions are shown: choose what should stand and send again.`,
  });
}
