import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { subjectText, type Db, type SubjectText } from "../../kernel/index.ts";
import { boardRef } from "../../place/index.ts";
import type { KeptBoard } from "./openness.ts";

/**
 * What the modules' front doors do not offer yet: what became public of many meetings, what was asked of many bodies, and the days on
 * which anything was recorded. Under the same row security as the modules' own pages, and of it only what everybody may see.
 */

/** Something published for a meeting. */
export interface PublicationRow {
  readonly meeting_id: string;
  /** The kind of publication; `minutes-signed`: they were agreed and signed that day. */
  readonly kind: string;
  readonly on_date: CivilDate;
  readonly clear_days: number | null;
  readonly required_days: number | null;
  readonly called_short: boolean;
}

/** What was published for some meetings, and when their public minutes were signed; by day. */
export async function listPublished(
  db: Db,
  meetingIds: readonly string[],
): Promise<readonly PublicationRow[]> {
  const result = await sql<PublicationRow>`
    select meeting_id, kind, on_date, clear_days, required_days, called_short from meetings.publication
    where meeting_id = any(${meetingIds}::uuid[]) and audience = 'public'
    union all
    select meeting_id, 'minutes-signed', signed_on, null, null, false from meetings.minutes
    where meeting_id = any(${meetingIds}::uuid[]) and part = 'public' and audience = 'public' and signed_on is not null
    order by on_date`.execute(db);
  return result.rows;
}

/** A question to a body, or a recommendation on which it was asked for a reply. */
export interface AskedRow {
  readonly kind: "question" | "reply";
  readonly body_id: string;
  readonly asked_on: CivilDate;
  /** The last day for a question; that of a reply follows from the law. */
  readonly due_on: CivilDate | null;
  readonly made_on: CivilDate;
  readonly answered_on: CivilDate | null;
}

/** What was asked of some bodies. */
export async function listAsked(db: Db, organisationIds: readonly string[]): Promise<readonly AskedRow[]> {
  const result = await sql<AskedRow>`
    select 'question' as kind, organisation_id as body_id, asked_on, due_on, asked_on as made_on,
      (select min(on_date) from scrutiny.question_answer where question_id = question.id) as answered_on
    from scrutiny.question where organisation_id = any(${organisationIds}::uuid[]) and state = 'published' and audience = 'public'
    union all
    select 'reply', body_id, asked_on, null, made_on, replied_on from scrutiny.recommendation
    where body_id = any(${organisationIds}::uuid[]) and asked_on is not null and audience = 'public'`.execute(
    db,
  );
  return result.rows;
}

/**
 * The days on which a public entry about each board was recorded, by the board's id.
 *
 * Without answers to the notice: they are no publication and never take the notice away.
 */
export async function listRecordedDays(
  db: Db,
  boards: readonly Pick<KeptBoard, "id">[],
): Promise<ReadonlyMap<string, readonly CivilDate[]>> {
  const subjects = new Map(boards.map((board) => [subjectText(boardRef(board)), board.id as string]));
  const result = await sql<{ subject: SubjectText; days: readonly CivilDate[] }>`
    select about.subject, jsonb_agg(distinct (entry.written_at at time zone 'Europe/London')::date) as days
    from record.entry_subject about join record.entry on entry.id = about.entry_id
    where about.subject = any(${[...subjects.keys()]}::text[]) and entry.audience = 'public' and entry.kind <> 'app.notice-answered'
    group by about.subject`.execute(db);
  return new Map(result.rows.map(({ subject, days }) => [subjects.get(subject)!, days]));
}
