import type { Db } from "../kernel/index.ts";
import type { MeetingTables } from "./tables.ts";

/** The private item whose content an entry of the record seals. */
export async function findSealedItem(
  tx: Db,
  entry: string,
): Promise<{ readonly itemId: string; readonly meetingId: string; readonly audience: string } | undefined> {
  const row = await tx
    .withTables<MeetingTables>()
    .selectFrom("meetings.item")
    .select(["id", "meeting_id", "audience"])
    .where("sealed_entry", "=", entry)
    .where("private", "=", true)
    .executeTakeFirst();
  return row && { itemId: row.id, meetingId: row.meeting_id, audience: row.audience };
}

/** Ids of every paper with an item, older versions too. */
export async function listPaperIds(tx: Db, itemId: string): Promise<readonly string[]> {
  const rows = await tx
    .withTables<MeetingTables>()
    .selectFrom("meetings.paper")
    .select("id")
    .where("item_id", "=", itemId)
    .execute();
  return rows.map((row) => row.id);
}
