import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { newUuid, uuidOfName, type Db, type Provenance } from "../kernel/index.ts";
import { findBoard, listBoardsById, type Board } from "../place/index.ts";
import type { ItemKind } from "./item.ts";
import type { SaidState } from "./import-words.ts";
import { meetingSlug } from "./meeting.ts";
import type { MeetingTables } from "./tables.ts";

/** Lets one import of meetings at a time look for what is held and add what is not. */
export async function lockMeetingImports(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('meetings.import', 0))`.execute(tx);
}

/**
 * The board that a list or a committee system means by a name or number; the last part of a board's own address is taken too.
 *
 * @param lists  the lists in which the name is looked up, the first that has it wins
 */
export async function findBoardNamed(
  tx: Db,
  name: string,
  lists: readonly string[],
): Promise<Board | undefined> {
  const rows = await tx
    .withTables<{ "meetings.board_name": { list: string; name: string; board_id: string } }>()
    .selectFrom("meetings.board_name")
    .selectAll()
    .where("name", "=", name)
    .where("list", "in", lists)
    .execute();
  const row = lists.flatMap((list) => rows.filter((one) => one.list === list))[0];
  if (row) return (await listBoardsById(tx, [row.board_id]))[0];
  return await findBoard(tx, name);
}

/** A meeting as a source tells of it. */
export interface SourcedMeeting {
  readonly board: Board;
  readonly on: CivilDate;
  readonly startsAt?: string | undefined;
  readonly venue?: string | undefined;
  readonly said: SaidState;
  readonly note?: string | undefined;
  readonly dateBasis?: string | undefined;
  readonly from: Provenance;
}

/** A meeting that is held, as far as an import compares it. */
export interface HeldMeeting {
  readonly id: string;
  readonly slug: string;
  readonly startsAt?: string;
  readonly state: string;
  readonly keptHere: boolean;
}

/** The meetings of a board on a day that are held. */
export async function listHeldMeetings(
  tx: Db,
  boardId: string,
  on: CivilDate,
): Promise<readonly HeldMeeting[]> {
  const rows = await tx
    .withTables<MeetingTables>()
    .selectFrom("meetings.meeting")
    .select(["id", "slug", "starts_at", "state", "kept_here"])
    .where("board_id", "=", boardId)
    .where("on_date", "=", on)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    state: row.state,
    keptHere: row.kept_here,
    ...(row.starts_at && { startsAt: row.starts_at }),
  }));
}

/** Adds a meeting that a source tells of. Its id is that of the shipped list, so that both mean the same. */
export async function addSourcedMeeting(tx: Db, one: SourcedMeeting, taken: number): Promise<string> {
  const base = meetingSlug(one.board.slug, one.on);
  const slug = taken === 0 ? base : `${base}-${taken + 1}`;
  const id = uuidOfName(`meetings:meeting:${one.board.slug} ${one.on}${taken === 0 ? "" : ` ${taken + 1}`}`);
  await tx
    .withTables<MeetingTables>()
    .insertInto("meetings.meeting")
    .values({
      id,
      slug,
      board_id: one.board.id,
      on_date: one.on,
      starts_at: one.startsAt ?? null,
      venue: one.venue ?? null,
      remote_link: null,
      kind: one.said.kind,
      state: one.said.state,
      state_words: one.said.state_words ?? null,
      note: one.note ?? null,
      date_basis: one.dateBasis ?? null,
      series: null,
      in_common: null,
      called_on: null,
      presiding: null,
      continues_id: null,
      cancelled_why: null,
      kept_here: false,
      dataset: null,
      audience: one.board.audience,
      ...one.from,
    })
    .execute();
  return id;
}

/** Fills in what was not known of a meeting; nothing that was known is changed. */
export async function fillMeeting(
  tx: Db,
  id: string,
  known: { readonly startsAt?: string | undefined; readonly venue?: string | undefined },
): Promise<boolean> {
  const result =
    await sql`update meetings.meeting set starts_at = coalesce(starts_at, ${known.startsAt ?? null}),
      venue = coalesce(venue, ${known.venue ?? null}), dataset = null, version = version + 1
    where id = ${id} and not kept_here and ((starts_at is null and ${known.startsAt ?? null}::text is not null)
      or (venue is null and ${known.venue ?? null}::text is not null))`.execute(tx);
  return (result.numAffectedRows ?? 0n) > 0n;
}

/** An item as a source tells of it. */
export interface SourcedItem {
  readonly number?: string | undefined;
  readonly title: string;
  readonly kind: ItemKind;
  readonly paperNumber?: string | undefined;
  readonly decision?: string | undefined;
  readonly restricted?: boolean;
  readonly asks?: string | undefined;
  readonly said?: string | undefined;
  readonly papers?: readonly { readonly title: string; readonly url?: string }[];
  readonly from: Provenance;
}

/** An item that is held, as far as an import compares it. */
export interface HeldItem {
  readonly id: string;
  readonly number?: string;
  readonly title: string;
  readonly kind: string;
  readonly paperNumber?: string;
  readonly decision?: string;
}

/** The items of a meeting that are held. */
export async function listHeldItems(tx: Db, meetingId: string): Promise<readonly HeldItem[]> {
  const rows = await tx
    .withTables<MeetingTables>()
    .selectFrom("meetings.item")
    .select(["id", "number", "title", "kind", "paper_number", "decision_words"])
    .where("meeting_id", "=", meetingId)
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind,
    ...(row.number && { number: row.number }),
    ...(row.paper_number && { paperNumber: row.paper_number }),
    ...(row.decision_words && { decision: row.decision_words }),
  }));
}

/** Adds an item that a source tells of, at the end. */
export async function addSourcedItem(
  tx: Db,
  meetingId: string,
  item: SourcedItem,
  at: { readonly audience: string; readonly millis: number },
): Promise<void> {
  const meetings = tx.withTables<MeetingTables>();
  const id = newUuid(at.millis);
  await sql`insert into meetings.item (id, meeting_id, position, number, title, kind, sort, paper_number, decision_words,
      restricted_there, source, seen, basis, audience)
    select ${id}, ${meetingId}, coalesce(max(position), 0) + 1, ${item.number ?? null}, ${item.title}, ${item.kind}, 'not-sorted',
      ${item.paperNumber ?? null}, ${item.decision ?? null}, ${item.restricted ?? false}, ${item.from.source}, ${item.from.seen}::date,
      ${item.from.basis}, ${at.audience}
    from meetings.item where meeting_id = ${meetingId}`.execute(tx);
  if (item.asks ?? item.said)
    await meetings
      .insertInto("meetings.item_content")
      .values({ item_id: id, asks: item.asks ?? null, said: item.said ?? null, audience: at.audience })
      .execute();
  for (const paper of item.papers ?? [])
    if (paper.url !== undefined)
      await meetings
        .insertInto("meetings.paper")
        .values({
          id: newUuid(at.millis),
          meeting_id: meetingId,
          item_id: id,
          purpose: "report",
          title: paper.title,
          version: 1,
          replaced_by: null,
          sha256: null,
          file_name: null,
          size: null,
          summary: null,
          href: paper.url,
          published_on: null,
          publication_number: null,
          audience: at.audience,
          ...item.from,
        })
        .execute();
}
