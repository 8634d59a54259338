import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Audience, type Basis, type Db } from "../kernel/index.ts";
import type { BoardId, BoardKind, Tristate } from "../place/index.ts";
import type { Meeting, MeetingId, MeetingKind, MeetingState } from "./meeting.ts";
import type { MeetingTables } from "./tables.ts";

type MeetingRow = {
  id: string;
  slug: string;
  board_id: string;
  board_slug: string;
  board_name: string;
  board_kind: string;
  organisation_id: string | null;
  organisation_name: string | null;
  foundation: boolean | null;
  on_date: string;
  starts_at: string | null;
  venue: string | null;
  remote_link: string | null;
  kind: string;
  state: string;
  state_words: string | null;
  note: string | null;
  date_basis: string | null;
  series: string | null;
  in_common: string | null;
  called_on: string | null;
  presiding: string | null;
  remote_rule: string;
  continues_slug: string | null;
  keeper_id: string | null;
  cancelled_why: string | null;
  kept_here: boolean;
  source: string;
  seen: string;
  basis: string;
  audience: string;
  version: number;
};

/** How a list of meetings is narrowed. */
export interface MeetingQuery {
  readonly boardId?: string;
  readonly from?: CivilDate;
  /** The last day. */
  readonly until?: CivilDate;
  readonly illustrative: boolean;
  readonly inCommon?: string;
  /** Of boards that belong to no body: those that this body keeps. */
  readonly keeperId?: string;
}

/** Meetings by day; those at which nothing is known of the hour come first of their day. */
export async function listMeetings(db: Db, query: MeetingQuery): Promise<readonly Meeting[]> {
  const conditions = [
    sql`true`,
    ...(query.boardId ? [sql`meeting.board_id = ${query.boardId}`] : []),
    ...(query.from ? [sql`meeting.on_date >= ${query.from}`] : []),
    ...(query.until ? [sql`meeting.on_date <= ${query.until}`] : []),
    ...(query.inCommon ? [sql`meeting.in_common = ${query.inCommon}`] : []),
    ...(query.keeperId ? [sql`meeting.keeper_id = ${query.keeperId}`] : []),
    ...(query.illustrative ? [] : [sql`meeting.basis <> 'illustrative'`]),
  ];
  return await select(db, sql.join(conditions, sql` and `));
}

/** The meeting at an address, where the viewer may see it. */
export async function findMeeting(db: Db, slug: string): Promise<Meeting | undefined> {
  return (await select(db, sql`meeting.slug = ${slug}`))[0];
}

/** Meetings by id; those that are not there, or not visible, are left out. */
export async function listMeetingsById(db: Db, ids: readonly string[]): Promise<readonly Meeting[]> {
  return await select(db, sql`meeting.id = any(${ids.filter(isUuid)}::uuid[])`);
}

/** Ids of every meeting. */
export async function listMeetingIds(db: Db): Promise<readonly string[]> {
  const rows = await db.withTables<MeetingTables>().selectFrom("meetings.meeting").select("id").execute();
  return rows.map((row) => row.id);
}

/** Holds a meeting still until the act is over. */
export async function lockMeeting(tx: Db, slug: string): Promise<void> {
  await sql`select from meetings.meeting where slug = ${slug} for update`.execute(tx);
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly Meeting[]> {
  const result = await sql<MeetingRow>`
    select meeting.id, meeting.slug, meeting.board_id, board.slug as board_slug, board.name as board_name, board.kind as board_kind,
      board.organisation_id, organisation.name as organisation_name, organisation.foundation, meeting.on_date, meeting.starts_at,
      meeting.venue, meeting.remote_link, meeting.kind, meeting.state, meeting.state_words, meeting.note, meeting.date_basis,
      meeting.series, meeting.in_common, meeting.called_on, meeting.presiding, meeting.remote_rule, earlier.slug as continues_slug,
      coalesce(meeting.keeper_id, board.organisation_id) as keeper_id,
      meeting.cancelled_why, meeting.kept_here, meeting.source, meeting.seen, meeting.basis, meeting.audience, meeting.version
    from meetings.meeting join place.board on board.id = meeting.board_id
    left join place.organisation on organisation.id = board.organisation_id
    left join meetings.meeting earlier on earlier.id = meeting.continues_id
    where ${where} order by meeting.on_date, meeting.starts_at nulls first, meeting.slug`.execute(db);
  return result.rows.map(meetingFromRow);
}

function meetingFromRow(row: MeetingRow): Meeting {
  return {
    id: row.id as MeetingId,
    slug: row.slug,
    board: {
      id: row.board_id as BoardId,
      slug: row.board_slug,
      name: row.board_name,
      kind: row.board_kind as BoardKind,
      ...(row.organisation_id && { organisationId: row.organisation_id }),
      ...(row.organisation_name && { organisationName: row.organisation_name }),
      ...(row.foundation !== null && { foundation: row.foundation }),
    },
    on: row.on_date as CivilDate,
    kind: row.kind as MeetingKind,
    state: row.state as MeetingState,
    remoteRule: row.remote_rule as Tristate,
    keptHere: row.kept_here,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    audience: row.audience as Audience,
    version: row.version,
    ...(row.starts_at && { startsAt: row.starts_at }),
    ...(row.venue && { venue: row.venue }),
    ...(row.remote_link && { remoteLink: row.remote_link }),
    ...(row.state_words && { stateWords: row.state_words }),
    ...(row.note && { note: row.note }),
    ...(row.date_basis && { dateBasis: row.date_basis }),
    ...(row.series && { series: row.series }),
    ...(row.in_common && { inCommon: row.in_common }),
    ...(row.called_on && { calledOn: row.called_on as CivilDate }),
    ...(row.presiding && { presiding: row.presiding }),
    ...(row.continues_slug && { continues: row.continues_slug }),
    ...(row.keeper_id && { keeperId: row.keeper_id }),
    ...(row.cancelled_why && { cancelledWhy: row.cancelled_why }),
  };
}
