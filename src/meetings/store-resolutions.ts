import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Basis, type Db } from "../kernel/index.ts";
import type { Tristate } from "../place/index.ts";
import type { Resolution, Taker } from "./resolution.ts";
import type { MeetingTables } from "./tables.ts";

type ResolutionRow = MeetingTables["meetings.resolution"] & {
  executive: boolean;
  key_decision: string;
  private: boolean;
  version: number;
  private_words: string | null;
  words_audience: string | null;
  board_slug: string | null;
  board_name: string | null;
  organisation_slug: string | null;
  organisation_name: string | null;
  meeting_slug: string | null;
  meeting_on: string | null;
  item_position: number | null;
  report_slug: string | null;
  report_name: string | null;
  reported_slug: string | null;
};

/** How a list of resolutions is narrowed. */
export interface ResolutionQuery {
  readonly boardId?: string;
  readonly organisationId?: string;
  readonly meetingId?: string;
  /** Only those taken without a meeting. */
  readonly withoutMeeting?: boolean;
  /** Those that still have to be told to this board. */
  readonly toReportTo?: string;
  readonly illustrative: boolean;
}

/** Resolutions, the latest first. */
export async function listResolutions(db: Db, query: ResolutionQuery): Promise<readonly Resolution[]> {
  const conditions = [
    sql`true`,
    ...(query.boardId ? [sql`one.board_id = ${query.boardId}`] : []),
    ...(query.organisationId ? [sql`one.organisation_id = ${query.organisationId}`] : []),
    ...(query.meetingId ? [sql`one.meeting_id = ${query.meetingId}`] : []),
    ...(query.withoutMeeting ? [sql`one.taker <> 'board'`] : []),
    ...(query.toReportTo ? [sql`one.report_to = ${query.toReportTo} and one.reported_on is null`] : []),
    ...(query.illustrative ? [] : [sql`one.basis <> 'illustrative'`]),
  ];
  return await select(db, sql.join(conditions, sql` and `));
}

/** The resolution at an address, where the viewer may see it. */
export async function findResolution(db: Db, slug: string): Promise<Resolution | undefined> {
  return (await select(db, sql`one.slug = ${slug}`))[0];
}

/** Resolutions by id; those that are not there, or not visible, are left out. */
export async function listResolutionsById(db: Db, ids: readonly string[]): Promise<readonly Resolution[]> {
  return await select(db, sql`one.id = any(${ids.filter(isUuid)}::uuid[])`);
}

/** Ids of every resolution. */
export async function listResolutionIds(db: Db): Promise<readonly string[]> {
  const rows = await db.withTables<MeetingTables>().selectFrom("meetings.resolution").select("id").execute();
  return rows.map((row) => row.id);
}

/** Holds a resolution still until the act is over. */
export async function lockResolution(tx: Db, slug: string): Promise<void> {
  await sql`select from meetings.resolution where slug = ${slug} for update`.execute(tx);
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly Resolution[]> {
  const result = await sql<ResolutionRow>`
    select one.*, content.words as private_words, content.audience as words_audience, board.slug as board_slug, board.name as board_name,
      organisation.slug as organisation_slug, organisation.name as organisation_name, meeting.slug as meeting_slug,
      meeting.on_date as meeting_on, item.position as item_position, report.slug as report_slug, report.name as report_name,
      reported.slug as reported_slug
    from meetings.resolution one
    left join meetings.resolution_content content on content.resolution_id = one.id
    left join place.board on board.id = one.board_id
    left join place.organisation on organisation.id = one.organisation_id
    left join meetings.meeting on meeting.id = one.meeting_id
    left join meetings.item on item.id = one.item_id
    left join place.board report on report.id = one.report_to
    left join meetings.meeting reported on reported.id = one.reported_at
    where ${where} order by one.decided_on desc, item.position, one.slug`.execute(db);
  return result.rows.map(resolutionFromRow);
}

function resolutionFromRow(row: ResolutionRow): Resolution {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    words: row.words,
    taker: row.taker as Taker,
    decidedOn: row.decided_on as CivilDate,
    decidedBy: row.decided_by as Resolution["decidedBy"],
    executive: row.executive,
    keyDecision: row.key_decision as Tristate,
    private: row.private,
    opened: row.words_audience !== null && row.words_audience === row.audience,
    audience: row.audience,
    version: row.version,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...placesOf(row),
    ...votesOf(row),
    ...noticeOf(row),
    ...(row.private_words && { privateWords: row.private_words }),
    ...(row.office && { office: row.office }),
    ...(row.power && { power: row.power }),
    ...(row.motion_id && { motionId: row.motion_id }),
    ...(row.reasons && { reasons: row.reasons }),
    ...(row.alternatives && { alternatives: row.alternatives }),
    ...(row.interests && { interests: row.interests }),
    ...(row.public_interest && { publicInterest: row.public_interest }),
    ...(row.exemption && { exemption: row.exemption }),
    ...(row.sealed_entry && { sealedEntry: row.sealed_entry }),
  };
}

function placesOf(row: ResolutionRow): Partial<Resolution> {
  return {
    ...(row.board_id &&
      row.board_slug &&
      row.board_name && { board: { id: row.board_id, slug: row.board_slug, name: row.board_name } }),
    ...(row.organisation_id &&
      row.organisation_slug &&
      row.organisation_name && {
        organisation: { id: row.organisation_id, slug: row.organisation_slug, name: row.organisation_name },
      }),
    ...(row.meeting_id &&
      row.meeting_slug &&
      row.meeting_on && {
        meeting: { id: row.meeting_id, slug: row.meeting_slug, on: row.meeting_on as CivilDate },
      }),
    ...(row.item_position !== null && { item: row.item_position }),
    ...(row.report_to &&
      row.report_slug &&
      row.report_name && { reportTo: { id: row.report_to, slug: row.report_slug, name: row.report_name } }),
    ...(row.reported_on && { reportedOn: row.reported_on as CivilDate }),
    ...(row.reported_slug && { reportedAt: row.reported_slug }),
  };
}

function votesOf(row: ResolutionRow): Partial<Resolution> {
  return {
    ...(row.votes_for !== null && { votesFor: row.votes_for }),
    ...(row.votes_against !== null && { votesAgainst: row.votes_against }),
    ...(row.abstained !== null && { abstained: row.abstained }),
    ...(row.dissent && { dissent: row.dissent }),
  };
}

function noticeOf(row: ResolutionRow): Partial<Resolution> {
  return {
    ...(row.published_on && { publishedOn: row.published_on as CivilDate }),
    ...(row.call_in_days !== null && { callInDays: row.call_in_days }),
    ...(row.call_in_until && { callInUntil: row.call_in_until as CivilDate }),
    ...(row.call_in_waived && { callInWaived: row.call_in_waived }),
  };
}
