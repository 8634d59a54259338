import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { newUuid, type Basis, type Db, type Provenance } from "../kernel/index.ts";
import type { Clearance, ItemKind, ItemSort, PaperPurpose } from "./item.ts";
import { meetingSlug, type Meeting, type MeetingKind, type MeetingState } from "./meeting.ts";
import type { PublicationKind } from "./publication.ts";
import type { MeetingTables } from "./tables.ts";

/** A meeting to be added. */
export interface MeetingToAdd {
  readonly board: { readonly id: string; readonly slug: string };
  readonly on: CivilDate;
  readonly startsAt?: string | undefined;
  readonly venue?: string | undefined;
  readonly remoteLink?: string | undefined;
  readonly kind: MeetingKind;
  readonly state?: MeetingState | undefined;
  readonly stateWords?: string | undefined;
  readonly series?: string | undefined;
  readonly inCommon?: string | undefined;
  readonly calledOn?: CivilDate | undefined;
  readonly continuesId?: string | undefined;
  /** Of a board that belongs to no body: who keeps the meeting. */
  readonly keeperId?: string | undefined;
  readonly keptHere: boolean;
  readonly audience: string;
  readonly from: Provenance;
}

const slugTriesMax = 20;

/** Adds a meeting; a second one of a board on a day gets a number behind its address. */
export async function addMeeting(
  tx: Db,
  one: MeetingToAdd,
  millis: number,
): Promise<{ readonly id: string; readonly slug: string }> {
  const base = meetingSlug(one.board.slug, one.on);
  for (let number = 1; number <= slugTriesMax; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    const row = await tx
      .withTables<MeetingTables>()
      .insertInto("meetings.meeting")
      .values({
        id: newUuid(millis),
        slug,
        board_id: one.board.id,
        on_date: one.on,
        starts_at: one.startsAt ?? null,
        venue: one.venue ?? null,
        remote_link: one.remoteLink ?? null,
        kind: one.kind,
        state: one.state ?? "planned",
        state_words: one.stateWords ?? null,
        note: null,
        date_basis: null,
        series: one.series ?? null,
        in_common: one.inCommon ?? null,
        called_on: one.calledOn ?? null,
        presiding: null,
        continues_id: one.continuesId ?? null,
        keeper_id: one.keeperId ?? null,
        cancelled_why: null,
        kept_here: one.keptHere,
        dataset: null,
        audience: one.audience,
        ...one.from,
      })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returning(["id", "slug"])
      .executeTakeFirst();
    if (row) return row;
  }
  throw new RangeError(`${one.board.slug} meets more than ${slugTriesMax} times on ${one.on}.`);
}

/** What of a meeting can be changed by an act. */
export type MeetingChange = Partial<
  Pick<
    MeetingTables["meetings.meeting"],
    | "on_date"
    | "slug"
    | "starts_at"
    | "venue"
    | "remote_link"
    | "state"
    | "note"
    | "called_on"
    | "presiding"
    | "cancelled_why"
    | "in_common"
  > & { remote_rule: string }
>;

/** Changes a meeting and counts its version; only of the version that was seen, where one is given. */
export async function changeMeeting(
  tx: Db,
  meeting: Pick<Meeting, "id" | "version">,
  change: MeetingChange,
): Promise<void> {
  await tx
    .withTables<MeetingTables>()
    .updateTable("meetings.meeting")
    .set({ ...change, dataset: null, version: meeting.version + 1 })
    .where("id", "=", meeting.id)
    .execute();
}

/** An item to be added or put in the place of another. */
export interface ItemToWrite {
  readonly number?: string | undefined;
  readonly title: string;
  readonly kind: ItemKind;
  readonly sort: ItemSort;
  readonly minutes?: number | undefined;
  readonly asks?: string | undefined;
  readonly lateReason?: string | undefined;
  readonly decisionWords?: string | undefined;
  readonly restrictedThere?: boolean;
  readonly audience: string;
  readonly from: Provenance;
}

/** Adds an item at a position; those from there on move down. */
export async function addItem(
  tx: Db,
  meetingId: string,
  item: ItemToWrite,
  at: { readonly position: number; readonly millis: number },
): Promise<string> {
  await sql`update meetings.item set position = position + 1 where meeting_id = ${meetingId} and position >= ${at.position}`.execute(
    tx,
  );
  const id = newUuid(at.millis);
  const meetings = tx.withTables<MeetingTables>();
  await meetings
    .insertInto("meetings.item")
    .values({
      id,
      meeting_id: meetingId,
      position: at.position,
      number: item.number ?? null,
      title: item.title,
      kind: item.kind,
      sort: item.sort,
      minutes: item.minutes ?? null,
      paper_number: null,
      exemption: null,
      public_interest: null,
      sealed_entry: null,
      late_reason: item.lateReason ?? null,
      published_on: null,
      publication_number: null,
      decision_words: item.decisionWords ?? null,
      restricted_there: item.restrictedThere ?? false,
      dataset: null,
      audience: item.audience,
      ...item.from,
    })
    .execute();
  if (item.asks !== undefined)
    await meetings
      .insertInto("meetings.item_content")
      .values({ item_id: id, asks: item.asks, said: null, audience: item.audience })
      .execute();
  return id;
}

/** What of an item can be changed by an act. */
export type ItemChange = Partial<
  Omit<
    MeetingTables["meetings.item"],
    "private" | "dealt_with" | "restricted_there" | "id" | "meeting_id"
  > & {
    private: boolean;
    dealt_with: boolean;
  }
>;

export async function changeItem(tx: Db, id: string, change: ItemChange): Promise<void> {
  await tx
    .withTables<MeetingTables>()
    .updateTable("meetings.item")
    .set({ ...change, dataset: null })
    .where("id", "=", id)
    .execute();
}

/** Moves an item to another position. */
export async function moveItem(
  tx: Db,
  meetingId: string,
  item: { readonly id: string; readonly position: number },
  to: number,
): Promise<void> {
  const [low, high, step] = to < item.position ? [to, item.position - 1, 1] : [item.position + 1, to, -1];
  await sql`update meetings.item set position = case when id = ${item.id} then ${to}::integer else position + ${step}::integer end
    where meeting_id = ${meetingId} and (id = ${item.id} or position between ${low} and ${high})`.execute(tx);
}

/** Takes an item off the agenda. */
export async function removeItem(
  tx: Db,
  meetingId: string,
  item: { readonly id: string; readonly position: number },
): Promise<void> {
  await tx.withTables<MeetingTables>().deleteFrom("meetings.item").where("id", "=", item.id).execute();
  await sql`update meetings.item set position = position - 1 where meeting_id = ${meetingId} and position > ${item.position}`.execute(
    tx,
  );
}

/** What an item asks, or what was said on it; kept apart, since of a private item it is sealed. */
export async function setItemContent(
  tx: Db,
  itemId: string,
  content: {
    readonly asks?: string | undefined;
    readonly said?: string | undefined;
    readonly audience: string;
  },
): Promise<void> {
  const { asks, said, audience } = content;
  await tx
    .withTables<MeetingTables>()
    .insertInto("meetings.item_content")
    .values({ item_id: itemId, asks: asks ?? null, said: said ?? null, audience })
    .onConflict((conflict) =>
      conflict.column("item_id").doUpdateSet({
        audience,
        ...(asks !== undefined && { asks }),
        ...(said !== undefined && { said }),
      }),
    )
    .execute();
}

/** Who may see what belongs to an item besides its title. */
export async function setContentAudience(
  tx: Db,
  itemIds: readonly string[],
  audience: string,
): Promise<void> {
  if (itemIds.length === 0) return;
  for (const table of ["meetings.item_content", "meetings.clearance", "meetings.paper", "meetings.motion"])
    await sql`update ${sql.table(table)} set audience = ${audience} where item_id = any(${itemIds}::uuid[])`.execute(
      tx,
    );
  await sql`update meetings.vote set audience = ${audience} from meetings.motion
    where motion.id = vote.motion_id and motion.item_id = any(${itemIds}::uuid[])`.execute(tx);
  await sql`update meetings.interest_content set audience = ${audience} from meetings.interest
    where interest.id = interest_content.interest_id and interest.item_id = any(${itemIds}::uuid[])`.execute(
    tx,
  );
  await sql`update meetings.action set audience = ${audience} where item_id = any(${itemIds}::uuid[])`.execute(
    tx,
  );
}

export async function keepClearance(
  tx: Db,
  itemId: string,
  clearance: Clearance,
  audience: string,
): Promise<void> {
  const row = {
    item_id: itemId,
    kind: clearance.kind,
    state: clearance.state,
    office: clearance.office,
    words: clearance.words ?? null,
    on_date: clearance.on,
    audience,
  };
  await tx
    .withTables<MeetingTables>()
    .insertInto("meetings.clearance")
    .values(row)
    .onConflict((conflict) => conflict.columns(["item_id", "kind"]).doUpdateSet(row))
    .execute();
}

/** A paper to be added. */
export interface PaperToAdd {
  readonly id: string;
  readonly meetingId: string;
  readonly itemId?: string | undefined;
  readonly purpose: PaperPurpose;
  readonly title: string;
  readonly version: number;
  readonly sha256?: string | undefined;
  readonly fileName?: string | undefined;
  readonly size?: number | undefined;
  readonly summary?: string | undefined;
  readonly href?: string | undefined;
  readonly audience: string;
  readonly from: Provenance;
  readonly replaces?: string | undefined;
}

export async function addPaper(tx: Db, paper: PaperToAdd): Promise<void> {
  const meetings = tx.withTables<MeetingTables>();
  await meetings
    .insertInto("meetings.paper")
    .values({
      id: paper.id,
      meeting_id: paper.meetingId,
      item_id: paper.itemId ?? null,
      purpose: paper.purpose,
      title: paper.title,
      version: paper.version,
      replaced_by: null,
      sha256: paper.sha256 ?? null,
      file_name: paper.fileName ?? null,
      size: paper.size ?? null,
      summary: paper.summary ?? null,
      href: paper.href ?? null,
      published_on: null,
      publication_number: null,
      audience: paper.audience,
      ...paper.from,
    })
    .execute();
  if (paper.replaces !== undefined)
    await meetings
      .updateTable("meetings.paper")
      .set({ replaced_by: paper.id })
      .where("id", "=", paper.replaces)
      .execute();
}

/** A publication to be kept. */
export interface PublicationToAdd {
  readonly meetingId: string;
  readonly kind: PublicationKind;
  readonly number: number;
  readonly on: CivilDate;
  readonly atTime: string;
  readonly clearDays?: number | undefined;
  readonly requiredDays?: number | undefined;
  readonly provision?: string | undefined;
  readonly calledShort: boolean;
  readonly audience: string;
  readonly from: { readonly source: string; readonly seen: CivilDate; readonly basis: Basis };
}

export async function addPublication(tx: Db, one: PublicationToAdd, millis: number): Promise<void> {
  await tx
    .withTables<MeetingTables>()
    .insertInto("meetings.publication")
    .values({
      id: newUuid(millis),
      meeting_id: one.meetingId,
      kind: one.kind,
      number: one.number,
      on_date: one.on,
      at_time: one.atTime,
      clear_days: one.clearDays ?? null,
      required_days: one.requiredDays ?? null,
      provision: one.provision ?? null,
      called_short: one.calledShort,
      day_basis: null,
      dataset: null,
      audience: one.audience,
      ...one.from,
    })
    .execute();
}

/** Makes items and papers public that were not; says which papers, so that their files follow. */
export async function publishAgendaRows(
  tx: Db,
  meetingId: string,
  publication: { readonly on: CivilDate; readonly number: number; readonly audience: string },
): Promise<{ readonly items: number; readonly papers: readonly string[] }> {
  const { on, number, audience } = publication;
  const items = await sql<{
    id: string;
    private: boolean;
  }>`update meetings.item set audience = ${audience}, published_on = ${on}, publication_number = ${number}
    where meeting_id = ${meetingId} and published_on is null returning id, private`.execute(tx);
  const open = items.rows.filter((row) => !row.private).map((row) => row.id);
  await setContentAudience(tx, open, audience);
  const papers = await sql<{
    id: string;
  }>`update meetings.paper set audience = ${audience}, published_on = ${on},
      publication_number = ${number}
    where meeting_id = ${meetingId} and published_on is null
      and (item_id is null or exists (select from meetings.item where item.id = paper.item_id and not item.private))
    returning id`.execute(tx);
  return { items: items.rows.length, papers: papers.rows.map((row) => row.id) };
}
