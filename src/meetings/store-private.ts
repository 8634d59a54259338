import type { CivilDate } from "@concordat/calendar";
import { newUuid, type Db } from "../kernel/index.ts";
import type { PrivateNotice, PrivateStep } from "./private-notice.ts";
import type { MeetingTables } from "./tables.ts";

/** What was published about the private part of a meeting, in the order of its steps. */
export async function listPrivateNotices(db: Db, meetingId: string): Promise<readonly PrivateNotice[]> {
  const rows = await db
    .withTables<MeetingTables>()
    .selectFrom("meetings.private_notice")
    .selectAll()
    .where("meeting_id", "=", meetingId)
    .orderBy("on_date")
    .orderBy("step")
    .execute();
  return rows.map((row) => ({
    step: row.step as PrivateStep,
    on: row.on_date as CivilDate,
    reasons: row.reasons,
    ...(row.representations && { representations: row.representations }),
    ...(row.response && { response: row.response }),
    ...(row.agreed_by && { agreedBy: row.agreed_by }),
  }));
}

/** Keeps a notice; each step is published once. */
export async function addPrivateNotice(
  tx: Db,
  meeting: { readonly id: string; readonly audience: string },
  notice: PrivateNotice,
  millis: number,
): Promise<void> {
  await tx
    .withTables<MeetingTables>()
    .insertInto("meetings.private_notice")
    .values({
      id: newUuid(millis),
      meeting_id: meeting.id,
      step: notice.step,
      on_date: notice.on,
      reasons: notice.reasons,
      representations: notice.representations ?? null,
      response: notice.response ?? null,
      agreed_by: notice.agreedBy ?? null,
      audience: meeting.audience,
    })
    .execute();
}
