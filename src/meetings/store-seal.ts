import { sql } from "kysely";
import type { Db } from "../kernel/index.ts";
import type { MeetingId } from "./meeting.ts";
import type { MeetingTables } from "./tables.ts";

/** The private item whose content an entry of the record seals. */
export async function findSealedItem(
  tx: Db,
  entry: string,
): Promise<
  { readonly itemId: string; readonly meetingId: MeetingId; readonly audience: string } | undefined
> {
  const row = await tx
    .withTables<MeetingTables>()
    .selectFrom("meetings.item")
    .select(["id", "meeting_id", "audience"])
    .where("sealed_entry", "=", entry)
    .where("private", "=", true)
    .executeTakeFirst();
  return row && { itemId: row.id, meetingId: row.meeting_id as MeetingId, audience: row.audience };
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

/** Keeps which entry of the record holds the commitment to an item's content. */
export async function noteItemSeal(tx: Db, itemId: string, entry: string): Promise<void> {
  await sql`update meetings.item set sealed_entry = ${entry} where id = ${itemId}`.execute(tx);
}

/** The same of the full words of a private decision; of an open one nothing is sealed. */
export async function noteResolutionSeal(tx: Db, id: string, entry: string): Promise<void> {
  await sql`update meetings.resolution set sealed_entry = ${entry} where id = ${id} and private`.execute(tx);
}

/** A private decision whose full words are still closed. */
export interface ClosedDecision {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly audience: string;
  /** The entry that seals its words; absent: they were kept before seals were. */
  readonly sealedEntry?: string;
}

/** The closed decisions on an item, or the one that an entry seals. */
export async function listClosedDecisions(
  tx: Db,
  of: { readonly itemId: string } | { readonly entry: string },
): Promise<readonly ClosedDecision[]> {
  const result = await sql<{
    id: string;
    slug: string;
    title: string;
    audience: string;
    sealed_entry: string | null;
  }>`
    select one.id, one.slug, one.title, one.audience, one.sealed_entry from meetings.resolution one
    join meetings.resolution_content content on content.resolution_id = one.id
    where content.audience <> one.audience
      and ${"itemId" in of ? sql`one.item_id = ${of.itemId}` : sql`one.sealed_entry = ${of.entry}`}
    order by one.decided_on, one.slug for update of one`.execute(tx);
  return result.rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    audience: row.audience,
    ...(row.sealed_entry && { sealedEntry: row.sealed_entry }),
  }));
}

/** From now on everybody who sees the decision sees its full words. */
export async function openDecisionWords(tx: Db, id: string): Promise<void> {
  await sql`update meetings.resolution_content set audience = one.audience from meetings.resolution one
    where one.id = resolution_content.resolution_id and one.id = ${id}`.execute(tx);
}
