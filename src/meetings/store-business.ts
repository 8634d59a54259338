import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { Attendee, Interest, Manner } from "./attendance.ts";
import type { Action, Minutes } from "./minutes.ts";
import type { Motion, NamedVote } from "./motion.ts";
import type { MeetingTables } from "./tables.ts";

/** Who was at a meeting: members by seat, then guests. */
export async function listAttendees(db: Db, meetingId: string): Promise<readonly Attendee[]> {
  const rows = await db
    .withTables<MeetingTables>()
    .selectFrom("meetings.attendance")
    .selectAll()
    .where("meeting_id", "=", meetingId)
    .orderBy(sql`seat_number collate kernel.natural_order`, (by) => by.asc().nullsLast())
    .orderBy("office")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    office: row.office,
    manner: row.manner as Manner,
    substitute: row.substitute,
    ...(row.seat_number && { seat: row.seat_number }),
    ...(row.from_item !== null && { fromItem: row.from_item }),
    ...(row.until_item !== null && { untilItem: row.until_item }),
  }));
}

/** What was declared at a meeting, by item. */
export async function listInterests(db: Db, meetingId: string): Promise<readonly Interest[]> {
  const result = await sql<
    MeetingTables["meetings.interest"] & { position: number | null; said: string | null }
  >`select interest.*, item.position, coalesce(content.words, interest.words) as said
    from meetings.interest left join meetings.item on item.id = interest.item_id
    left join meetings.interest_content content on content.interest_id = interest.id
    where interest.meeting_id = ${meetingId} order by item.position nulls first, interest.office`.execute(db);
  return result.rows.map((row) => ({
    id: row.id,
    office: row.office,
    kind: row.kind as Interest["kind"],
    effect: row.effect as Interest["effect"],
    ...(row.said && { words: row.said }),
    ...(row.position !== null && { item: row.position }),
    ...(row.seat_number && { seat: row.seat_number }),
    ...(row.dispensation && { dispensation: row.dispensation }),
  }));
}

/** The motions of a meeting, in the order in which they were put. */
export async function listMotions(db: Db, meetingId: string): Promise<readonly Motion[]> {
  const result = await sql<
    MeetingTables["meetings.motion"] & { outcome: Motion["outcome"] }
  >`select motion.* from meetings.motion join meetings.item on item.id = motion.item_id
    where motion.meeting_id = ${meetingId} order by item.position, motion.number`.execute(db);
  return result.rows.map((row) => ({
    id: row.id,
    itemId: row.item_id,
    number: row.number,
    words: row.words,
    movedBy: row.moved_by,
    outcome: row.outcome,
    ...(row.amends && { amends: row.amends }),
    ...(row.seconded_by && { secondedBy: row.seconded_by }),
    ...(row.decided_by && { decidedBy: row.decided_by as "vote" | "consensus" }),
    ...(row.votes_for !== null && { votesFor: row.votes_for }),
    ...(row.votes_against !== null && { votesAgainst: row.votes_against }),
    ...(row.abstained !== null && { abstained: row.abstained }),
    ...(row.casting && { casting: row.casting as "for" | "against" }),
    ...(row.casting_by && { castingBy: row.casting_by }),
    ...(row.dissent && { dissent: row.dissent }),
    ...(row.quorum && { quorum: row.quorum as "met" | "cannot-tell" }),
  }));
}

/** Named votes by motion. */
export async function listVotes(
  db: Db,
  meetingId: string,
): Promise<ReadonlyMap<string, readonly NamedVote[]>> {
  const result = await sql<
    MeetingTables["meetings.vote"]
  >`select vote.* from meetings.vote join meetings.motion on motion.id = vote.motion_id
    where motion.meeting_id = ${meetingId} order by vote.seat_number collate kernel.natural_order, vote.office`.execute(
    db,
  );
  const found = new Map<string, NamedVote[]>();
  for (const row of result.rows) {
    const list = found.get(row.motion_id) ?? [];
    list.push({ seat: row.seat_number, office: row.office, vote: row.vote as NamedVote["vote"] });
    found.set(row.motion_id, list);
  }
  return found;
}

/** The latest version of each part of a meeting's minutes that the viewer may see. */
export async function listMinutes(db: Db, meetingId: string): Promise<readonly Minutes[]> {
  const result = await sql<MeetingTables["meetings.minutes"] & { approved_slug: string | null }>`
    select distinct on (minutes.part) minutes.*, meeting.slug as approved_slug from meetings.minutes
    left join meetings.meeting on meeting.id = minutes.approved_at
    where minutes.meeting_id = ${meetingId} order by minutes.part desc, minutes.version desc`.execute(db);
  return result.rows.map((row) => ({
    id: row.id,
    part: row.part as Minutes["part"],
    version: row.version,
    text: row.text,
    state: row.state as Minutes["state"],
    audience: row.audience,
    ...(row.approved_slug && { approvedAt: row.approved_slug }),
    ...(row.signed_by && { signedBy: row.signed_by }),
    ...(row.signed_on && { signedOn: row.signed_on as CivilDate }),
  }));
}

/** What was undertaken at a meeting. */
export async function listActions(db: Db, meetingId: string): Promise<readonly Action[]> {
  const rows = await db
    .withTables<MeetingTables>()
    .selectFrom("meetings.action")
    .selectAll()
    .where("meeting_id", "=", meetingId)
    .orderBy("number")
    .execute();
  return rows.map(actionFromRow);
}

/** What is still to do of what was undertaken at meetings of a board. */
export async function listOpenActions(
  db: Db,
  boardId: string,
): Promise<readonly (Action & { readonly meeting: string; readonly on: CivilDate })[]> {
  const result = await sql<MeetingTables["meetings.action"] & { slug: string; on_date: string }>`
    select action.*, meeting.slug, meeting.on_date from meetings.action join meetings.meeting on meeting.id = action.meeting_id
    where meeting.board_id = ${boardId} and action.done_on is null
    order by action.due_on nulls last, meeting.on_date, action.number limit 50`.execute(db);
  return result.rows.map((row) => ({
    ...actionFromRow(row),
    meeting: row.slug,
    on: row.on_date as CivilDate,
  }));
}

function actionFromRow(row: MeetingTables["meetings.action"]): Action {
  return {
    id: row.id,
    number: row.number,
    words: row.words,
    owner: row.owner,
    ...(row.item_id && { itemId: row.item_id }),
    ...(row.due_on && { dueOn: row.due_on as CivilDate }),
    ...(row.done_on && { doneOn: row.done_on as CivilDate }),
    ...(row.done_words && { doneWords: row.done_words }),
  };
}
