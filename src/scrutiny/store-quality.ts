import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { QualityAccount, QualitySaying } from "./quality-account.ts";

interface QualityRow {
  readonly board_id: string;
  readonly body_id: string;
  readonly year: number;
  readonly received_on: string;
  readonly statement: string | null;
  readonly says: string | null;
  readonly said_on: string | null;
}

/** The drafts that a committee received, the latest year first. */
export async function listQualityAccounts(db: Db, boardId: string): Promise<readonly QualityAccount[]> {
  const found = await sql<QualityRow>`select * from scrutiny.quality_account where board_id = ${boardId}
    order by year desc, received_on, body_id`.execute(db);
  return found.rows.map((row) => ({
    boardId: row.board_id,
    bodyId: row.body_id,
    year: row.year,
    receivedOn: row.received_on as CivilDate,
    ...(row.says &&
      row.said_on && {
        said: {
          what: row.says as QualitySaying,
          words: row.statement ?? "",
          on: row.said_on as CivilDate,
        },
      }),
  }));
}

/** Keeps that a draft was received; false where it was kept before. */
export async function insertQualityAccount(
  tx: Db,
  one: Omit<QualityAccount, "said"> & { readonly audience: string },
): Promise<boolean> {
  const done = await sql`insert into scrutiny.quality_account (board_id, body_id, year, received_on, audience)
    values (${one.boardId}, ${one.bodyId}, ${one.year}, ${one.receivedOn}, ${one.audience})
    on conflict do nothing`.execute(tx);
  return (done.numAffectedRows ?? 0n) > 0n;
}

/** Keeps what the committee said of a draft; false where it was said before, or no draft is kept. */
export async function sayOfQualityAccount(
  tx: Db,
  of: Pick<QualityAccount, "boardId" | "bodyId" | "year">,
  said: NonNullable<QualityAccount["said"]>,
): Promise<boolean> {
  const done = await sql`update scrutiny.quality_account
    set says = ${said.what}, statement = ${said.words}, said_on = ${said.on}
    where board_id = ${of.boardId} and body_id = ${of.bodyId} and year = ${of.year} and says is null`.execute(
    tx,
  );
  return (done.numAffectedRows ?? 0n) > 0n;
}
