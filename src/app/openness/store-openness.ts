import { sql } from "kysely";
import { clearDaysBetween, type CivilDate, type HolidayTable } from "@concordat/calendar";
import { subjectText, type Db, type Provenance } from "../../kernel/index.ts";
import { regimeOf } from "../../meetings/index.ts";
import { boardRef, listBoards, type Board, type BoardKind } from "../../place/index.ts";
import type { AgendaOut, Asked, KeptBoard, PublicActs } from "./openness.ts";

/** Boards whose business is kept on this site, in being on a day, by name. */
export async function listKept(db: Db, at: CivilDate): Promise<readonly KeptBoard[]> {
  const boards = await listBoards(db, { at, illustrative: true });
  return boards.filter((one) => one.completeness === "kept-here").map(keptFrom);
}

function keptFrom(board: Board): KeptBoard {
  const { id, slug, kind, name, organisation } = board;
  return {
    id,
    slug,
    kind,
    name,
    illustrative: board.basis === "illustrative",
    keptSince: board.seen,
    ...(organisation && { organisation }),
  };
}

/** One row: what a board did that is public, each sort of act as one list. */
interface ActsRow {
  readonly board_id: string;
  readonly meetings: readonly { on: CivilDate; state: string; minutes_on: CivilDate | null }[] | null;
  readonly agendas:
    | readonly {
        on: CivilDate;
        meeting_on: CivilDate;
        clear_days: number | null;
        required_days: number | null;
        called_short: boolean;
      }[]
    | null;
  readonly business:
    | readonly {
        on: CivilDate;
        private: boolean;
        sort: PublicActs["business"][number]["sort"];
        minutes: number | null;
      }[]
    | null;
  readonly decisions: readonly { on: CivilDate; has_reasons: boolean }[] | null;
  readonly questions:
    readonly { on: CivilDate; answered_on: CivilDate | null; due_on: CivilDate | null }[] | null;
  readonly replies: readonly { on: CivilDate; answered_on: CivilDate | null }[] | null;
  readonly public_on: readonly CivilDate[] | null;
}

const tookPlace = new Set(["closed", "held", "informal"]);

/**
 * Everything public that boards did, as the modules hold it; by the board's id.
 *
 * A view over the tables of meetings, scrutiny and the record, under the same row security as their own pages. What only the
 * body itself may see is left out for the body too: the figures are the same whoever looks.
 */
export async function readActs(
  db: Db,
  boards: readonly KeptBoard[],
  { at, holidays }: { readonly at: CivilDate; readonly holidays: HolidayTable },
): Promise<ReadonlyMap<string, PublicActs>> {
  const rows = new Map((await readRows(db, boards)).map((row) => [row.board_id, row]));
  return new Map(
    boards.flatMap(({ id, kind }) => {
      const row = rows.get(id);
      return row ? [[id, actsFrom(row, { at, holidays, kind })]] : [];
    }),
  );
}

async function readRows(db: Db, boards: readonly KeptBoard[]): Promise<readonly ActsRow[]> {
  const asked = boards.map((one) => ({
    id: one.id,
    organisation: one.organisation?.id ?? null,
    subject: subjectText(boardRef(one)),
  }));
  const result = await sql<ActsRow>`
    with asked as materialized (select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as one (id uuid, organisation uuid, subject text)),
    met as materialized (
      select meeting.id, meeting.board_id, meeting.on_date, meeting.state,
        least((select min(on_date) from meetings.publication where meeting_id = meeting.id and kind = 'minutes' and audience = 'public'),
          (select min(signed_on) from meetings.minutes where meeting_id = meeting.id and part = 'public' and audience = 'public')) as minutes_on
      from meetings.meeting where meeting.board_id in (select id from asked) and meeting.audience = 'public' and meeting.kept_here),
    -- A board decides at its meetings; what its body decides without one stands on the body's page.
    decided as materialized (select * from meetings.resolution where board_id in (select id from asked) and audience = 'public'),
    out as materialized (select publication.*, met.board_id, met.on_date as meeting_on from meetings.publication
      join met on met.id = publication.meeting_id where publication.audience = 'public'),
    -- An answer to the notice is no publication: it never takes the notice away.
    said as (select asked.id as board_id, (entry.written_at at time zone 'Europe/London')::date as on_date
      from asked join record.entry_subject about on about.subject = asked.subject
      join record.entry on entry.id = about.entry_id where entry.audience = 'public' and entry.kind <> 'app.notice-answered')
    select asked.id as board_id,
      (select jsonb_agg(jsonb_build_object('on', on_date, 'state', state, 'minutes_on', minutes_on) order by on_date)
        from met where met.board_id = asked.id) as meetings,
      (select jsonb_agg(jsonb_build_object('on', out.on_date, 'meeting_on', out.meeting_on, 'clear_days', out.clear_days,
          'required_days', out.required_days, 'called_short', out.called_short) order by out.on_date)
        from out where out.board_id = asked.id and out.kind = 'agenda') as agendas,
      (select jsonb_agg(jsonb_build_object('on', met.on_date, 'private', item.private, 'minutes', item.minutes,
          'sort', case when item.sort = 'not-sorted' and item.kind = 'procedural' then 'administrative' else item.sort end))
        from meetings.item join met on met.id = item.meeting_id
        where met.board_id = asked.id and item.audience = 'public' and item.kind <> 'heading') as business,
      (select jsonb_agg(jsonb_build_object('on', decided_on, 'has_reasons', coalesce(reasons <> '', false)))
        from decided where decided.board_id = asked.id) as decisions,
      (select jsonb_agg(jsonb_build_object('on', question.asked_on, 'due_on', question.due_on,
          'answered_on', (select min(on_date) from scrutiny.question_answer where question_id = question.id)))
        from scrutiny.question where question.organisation_id = asked.organisation and question.state = 'published'
          and question.audience = 'public') as questions,
      (select jsonb_agg(jsonb_build_object('on', recommendation.asked_on, 'answered_on', recommendation.replied_on))
        from scrutiny.recommendation where recommendation.body_id = asked.organisation and recommendation.asked_on is not null
          and recommendation.audience = 'public') as replies,
      (select jsonb_agg(on_date) from (
          select on_date from out where out.board_id = asked.id
          union select minutes_on from met where met.board_id = asked.id and minutes_on is not null
          union select published_on from decided where decided.board_id = asked.id and published_on is not null
          union select on_date from said where said.board_id = asked.id) days) as public_on
    from asked`.execute(db);
  return result.rows;
}

function actsFrom(
  row: ActsRow,
  context: { readonly at: CivilDate; readonly holidays: HolidayTable; readonly kind: BoardKind },
): PublicActs {
  const { at } = context;
  const meetings = row.meetings ?? [];
  const next = meetings.find((one) => one.on >= at && one.state === "planned")?.on;
  return {
    agendas: (row.agendas ?? []).map((one) => agendaFrom(one, context)),
    held: meetings
      .filter((one) => one.on <= at && tookPlace.has(one.state))
      .map((one) => ({ on: one.on, ...(one.minutes_on && { minutesOn: one.minutes_on }) })),
    business: (row.business ?? []).map(({ minutes, ...one }) => ({
      ...one,
      ...(minutes !== null && { minutes }),
    })),
    decisions: (row.decisions ?? []).map((one) => ({ on: one.on, hasReasons: one.has_reasons })),
    questions: (row.questions ?? []).map(askedFrom),
    replies: (row.replies ?? []).map((one) => askedFrom({ ...one, due_on: null })),
    publicOn: row.public_on ?? [],
    ...(next && { nextOn: next }),
  };
}

function askedFrom(row: {
  readonly on: CivilDate;
  readonly answered_on: CivilDate | null;
  readonly due_on: CivilDate | null;
}): Asked {
  return {
    on: row.on,
    ...(row.answered_on && { answeredOn: row.answered_on }),
    ...(row.due_on && { dueOn: row.due_on }),
  };
}

/** The clear days as they were counted when it was published here; of shipped agendas counted now, by the law of that day. */
function agendaFrom(
  row: NonNullable<ActsRow["agendas"]>[number],
  { holidays, kind }: { readonly holidays: HolidayTable; readonly kind: BoardKind },
): AgendaOut {
  const days = { notice: row.on, event: row.meeting_on, holidays };
  const counted = clearDaysBetween({ rule: "clear-days-working", ...days });
  const clearDays = row.clear_days ?? (counted.ok ? counted.value : undefined);
  const regime = regimeOf({ kind }, row.meeting_on);
  const requiredDays = row.required_days ?? regime?.days;
  const isJudged =
    !row.called_short &&
    clearDays !== undefined &&
    requiredDays !== undefined &&
    regime?.readingOpen !== true;
  return {
    on: row.on,
    meetingOn: row.meeting_on,
    verdict: !isJudged ? "no-verdict" : clearDays >= requiredDays ? "in-time" : "late",
    ...(clearDays !== undefined && { clearDays }),
    ...(requiredDays !== undefined && { requiredDays }),
  };
}

/** What a body answered to the notice that it is dormant. */
export interface NoticeAnswer extends Provenance {
  readonly dormantSince: CivilDate;
  readonly words: string;
  readonly office: string;
  readonly on: CivilDate;
}

/** What a body answered to its notices, the latest first. */
export async function listAnswers(db: Db, board: string): Promise<readonly NoticeAnswer[]> {
  const result = await sql<{
    dormant_since: CivilDate;
    words: string;
    office: string;
    answered_on: CivilDate;
    source: string;
    seen: CivilDate;
    basis: Provenance["basis"];
  }>`select dormant_since, words, office, answered_on, source, seen, basis from app.notice_answer
    where board_id = ${board} order by answered_on desc, id desc`.execute(db);
  return result.rows.map((row) => ({
    dormantSince: row.dormant_since,
    words: row.words,
    office: row.office,
    on: row.answered_on,
    source: row.source,
    seen: row.seen,
    basis: row.basis,
  }));
}

/** Writes down what a body answers to its notice. */
export async function addAnswer(
  tx: Db,
  answer: NoticeAnswer & { readonly id: string; readonly board: string },
): Promise<void> {
  await sql`insert into app.notice_answer (id, board_id, dormant_since, words, office, answered_on, source, seen, basis, audience)
    values (${answer.id}, ${answer.board}, ${answer.dormantSince}, ${answer.words}, ${answer.office}, ${answer.on},
      ${answer.source}, ${answer.seen}, ${answer.basis}, 'public')`.execute(tx);
}
