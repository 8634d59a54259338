import { sql } from "kysely";
import { clearDaysBetween, type CivilDate } from "@concordat/calendar";
import type { Db, Provenance } from "../../kernel/index.ts";
import {
  listItemsOf,
  listMeetings,
  listResolutions,
  regimeOf,
  type Meeting,
  type Resolution,
} from "../../meetings/index.ts";
import {
  isInBeing,
  listBoards,
  listOrganisationsById,
  type Board,
  type Organisation,
} from "../../place/index.ts";
import { replyClock, type ReplyLaw } from "../../scrutiny/index.ts";
import type { AgendaOut, Asked, Business, KeptBoard, PublicActs } from "./openness.ts";
import {
  listAsked,
  listPublished,
  listRecordedDays,
  type AskedRow,
  type PublicationRow,
} from "./store-neighbours.ts";

/** Boards whose business is kept on this site, in being on a day, by name. */
export async function listKept(db: Db, at: CivilDate): Promise<readonly KeptBoard[]> {
  const boards = await listBoards(db, { at, illustrative: true });
  return boards.flatMap((board) => keptFrom(board, at) ?? []);
}

/** A board as one whose business is kept here; undefined for any other, or on a day when it is not in being. */
export function keptFrom(board: Board, at: CivilDate): KeptBoard | undefined {
  if (board.completeness !== "kept-here" || board.neverBegan || !isInBeing(board, at)) return undefined;
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

/** Everything public that boards did, before it is told apart by board. */
interface Held {
  readonly meetings: readonly Meeting[];
  readonly resolutions: readonly Resolution[];
  readonly items: Awaited<ReturnType<typeof listItemsOf>>;
  readonly published: readonly PublicationRow[];
  readonly asked: readonly AskedRow[];
  readonly bodies: readonly Organisation[];
  readonly recorded: Awaited<ReturnType<typeof listRecordedDays>>;
}

const tookPlace: ReadonlySet<Meeting["state"]> = new Set(["closed", "held", "informal"]);

/**
 * Everything public that boards did, as the modules hold it; by the board's id.
 *
 * What only the body itself may see is left out for the body too: the figures are the same whoever looks.
 */
export async function readActs(
  db: Db,
  boards: readonly KeptBoard[],
  context: { readonly at: CivilDate; readonly law: ReplyLaw },
): Promise<ReadonlyMap<string, PublicActs>> {
  const held = await readHeld(db, boards);
  return new Map(boards.map((board) => [board.id, actsOf(board, held, context)]));
}

async function readHeld(db: Db, boards: readonly KeptBoard[]): Promise<Held> {
  const meetings: Meeting[] = [];
  const resolutions: Resolution[] = [];
  for (const { id: boardId } of boards) {
    meetings.push(...(await listMeetings(db, { boardId, illustrative: true })));
    // A board decides at its meetings; what its body decides without one stands on the body's page.
    resolutions.push(...(await listResolutions(db, { boardId, illustrative: true })));
  }
  const open = meetings.filter(({ audience, keptHere }) => audience === "public" && keptHere);
  const ids = open.map(({ id }) => id);
  const bodyIds = [...new Set(boards.flatMap(({ organisation }) => organisation?.id ?? []))];
  return {
    meetings: open,
    resolutions: resolutions.filter(({ audience }) => audience === "public"),
    items: await listItemsOf(db, ids),
    published: await listPublished(db, ids),
    asked: await listAsked(db, bodyIds),
    bodies: await listOrganisationsById(db, bodyIds),
    recorded: await listRecordedDays(db, boards),
  };
}

function actsOf(
  board: KeptBoard,
  held: Held,
  { at, law }: { readonly at: CivilDate; readonly law: ReplyLaw },
): PublicActs {
  const meetings = held.meetings.filter((one) => one.board.id === board.id);
  const decided = held.resolutions.filter((one) => one.board?.id === board.id);
  const asked = held.asked.filter((one) => one.body_id === board.organisation?.id);
  const body = held.bodies.find(({ id }) => id === board.organisation?.id);
  const publishedOf = (one: Meeting): readonly PublicationRow[] =>
    held.published.filter(({ meeting_id }) => meeting_id === one.id);
  const minutesOn = (one: Meeting): CivilDate | undefined =>
    publishedOf(one).find(({ kind }) => kind === "minutes" || kind === "minutes-signed")?.on_date;
  const next = meetings.find((one) => one.on >= at && one.state === "planned")?.on;
  return {
    agendas: meetings
      .flatMap((one) =>
        publishedOf(one)
          .filter(({ kind }) => kind === "agenda")
          .map((row) => agendaFrom(row, one, law)),
      )
      .toSorted((a, b) => (a.on < b.on ? -1 : 1)),
    held: meetings
      .filter((one) => one.on <= at && tookPlace.has(one.state))
      .map((one) => {
        const minutes = minutesOn(one);
        return { on: one.on, ...(minutes && { minutesOn: minutes }) };
      }),
    business: meetings.flatMap((one) => businessOf(one, held)),
    decisions: decided.map(({ decidedOn, reasons }) => ({ on: decidedOn, hasReasons: Boolean(reasons) })),
    questions: asked.filter(({ kind }) => kind === "question").map((row) => askedFrom(row, row.due_on)),
    replies: asked.filter(({ kind }) => kind === "reply").map((row) => replyFrom(row, body, law)),
    publicOn: [
      ...meetings
        .flatMap(publishedOf)
        .flatMap(({ kind, on_date }) => (kind === "minutes-signed" ? [] : on_date)),
      ...meetings.flatMap((one) => minutesOn(one) ?? []),
      ...decided.flatMap(({ publishedOn }) => publishedOn ?? []),
      ...(held.recorded.get(board.id) ?? []),
    ],
    ...(next && { nextOn: next }),
  };
}

function businessOf(meeting: Meeting, { items }: Held): readonly Business[] {
  return (items.get(meeting.id) ?? [])
    .filter(({ audience, kind }) => audience === "public" && kind !== "heading")
    .map((one) => ({
      on: meeting.on,
      private: one.private,
      sort: one.sort === "not-sorted" && one.kind === "procedural" ? "administrative" : one.sort,
      ...(one.minutes !== undefined && { minutes: one.minutes }),
    }));
}

/** A recommendation with the last day for a reply where it would stand here: that of another body may have gone elsewhere. */
function replyFrom(row: AskedRow, body: Organisation | undefined, law: ReplyLaw): Asked {
  const clock = body?.keptHere
    ? replyClock(law, body, { madeOn: row.made_on, askedOn: row.asked_on })
    : undefined;
  return { ...askedFrom(row, clock?.due), ...(clock && !clock.confirmed && { toBeChecked: true }) };
}

function askedFrom(row: AskedRow, due: CivilDate | null | undefined): Asked {
  return {
    on: row.asked_on,
    ...(row.answered_on && { answeredOn: row.answered_on }),
    ...(due && { dueOn: due }),
  };
}

/** The clear days as they were counted when it was published here; of shipped agendas counted now, by the law of that day. */
function agendaFrom(row: PublicationRow, meeting: Meeting, { holidays }: ReplyLaw): AgendaOut {
  const days = { notice: row.on_date, event: meeting.on, holidays };
  const counted = clearDaysBetween({ rule: "clear-days-working", ...days });
  const clearDays = row.clear_days ?? (counted.ok ? counted.value : undefined);
  const regime = regimeOf(meeting.board, meeting.on);
  const requiredDays = row.required_days ?? regime?.days;
  const isJudged =
    !row.called_short &&
    clearDays !== undefined &&
    requiredDays !== undefined &&
    regime?.readingOpen !== true;
  return {
    on: row.on_date,
    meetingOn: meeting.on,
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
