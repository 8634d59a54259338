import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { newUuid, type Db, type Provenance } from "../kernel/index.ts";
import type { Attendee, Interest } from "./attendance.ts";
import type { CountedVote, Motion } from "./motion.ts";
import type { Resolution } from "./resolution.ts";
import type { MeetingTables } from "./tables.ts";

/** Who is at a meeting, put in the place of what was recorded of the same seats and offices. */
export async function keepAttendance(
  tx: Db,
  meetingId: string,
  people: readonly Omit<Attendee, "id">[],
  at: { readonly audience: string; readonly millis: number },
): Promise<void> {
  for (const one of people) {
    await sql`delete from meetings.attendance where meeting_id = ${meetingId} and office = ${one.office}
      and seat_number is not distinct from ${one.seat ?? null}`.execute(tx);
    await tx
      .withTables<MeetingTables>()
      .insertInto("meetings.attendance")
      .values({
        id: newUuid(at.millis),
        meeting_id: meetingId,
        seat_number: one.seat ?? null,
        office: one.office,
        manner: one.manner,
        substitute: one.substitute,
        from_item: one.fromItem ?? null,
        until_item: one.untilItem ?? null,
        audience: at.audience,
      })
      .execute();
  }
}

/** Forgets the members that a register of attendance named, before a new one is kept; guests and substitutes stay. */
export async function clearMembers(tx: Db, meetingId: string): Promise<void> {
  await sql`delete from meetings.attendance where meeting_id = ${meetingId} and seat_number is not null and not substitute`.execute(
    tx,
  );
}

export async function addInterest(
  tx: Db,
  meetingId: string,
  interest: Omit<Interest, "id" | "item" | "words"> & {
    readonly itemId?: string | undefined;
    readonly words: string;
  },
  at: { readonly audience: string; readonly wordsAudience: string; readonly millis: number },
): Promise<void> {
  const meetings = tx.withTables<MeetingTables>();
  const id = newUuid(at.millis);
  const open = at.wordsAudience === at.audience;
  await meetings
    .insertInto("meetings.interest")
    .values({
      id,
      meeting_id: meetingId,
      item_id: interest.itemId ?? null,
      seat_number: interest.seat ?? null,
      office: interest.office,
      kind: interest.kind,
      words: open ? interest.words : null,
      effect: interest.effect,
      dispensation: interest.dispensation ?? null,
      audience: at.audience,
    })
    .execute();
  if (!open)
    await meetings
      .insertInto("meetings.interest_content")
      .values({ interest_id: id, words: interest.words, audience: at.wordsAudience })
      .execute();
}

/** Puts a motion; its number is the next on the item. */
export async function addMotion(
  tx: Db,
  motion: {
    readonly meetingId: string;
    readonly itemId: string;
    readonly amends?: string | undefined;
    readonly words: string;
    readonly movedBy: string;
    readonly secondedBy?: string | undefined;
    readonly audience: string;
  },
  millis: number,
): Promise<{ readonly id: string; readonly number: number }> {
  const id = newUuid(millis);
  const result = await sql<{
    number: number;
  }>`insert into meetings.motion (id, meeting_id, item_id, number, amends, words, moved_by, seconded_by, audience)
    select ${id}, ${motion.meetingId}, ${motion.itemId}, coalesce(max(number), 0) + 1, ${motion.amends ?? null}::uuid, ${motion.words},
      ${motion.movedBy}, ${motion.secondedBy ?? null}, ${motion.audience}
    from meetings.motion where item_id = ${motion.itemId} returning number`.execute(tx);
  return { id, number: result.rows[0]!.number };
}

/** What a motion came to. */
export interface MotionDecision {
  readonly outcome: Exclude<Motion["outcome"], "open">;
  readonly counted?: CountedVote | undefined;
  readonly consensus: boolean;
  readonly dissent?: string | undefined;
  readonly quorum?: "met" | "cannot-tell" | undefined;
  readonly audience: string;
}

/** Decides a motion that is open, with its named votes; false when it was decided already (invariant 9). */
export async function decideMotion(tx: Db, id: string, decision: MotionDecision): Promise<boolean> {
  const { counted } = decision;
  const meetings = tx.withTables<MeetingTables>();
  const result = await meetings
    .updateTable("meetings.motion")
    .set({
      outcome: decision.outcome,
      decided_by: decision.outcome === "withdrawn" ? null : decision.consensus ? "consensus" : "vote",
      votes_for: counted?.for ?? null,
      votes_against: counted?.against ?? null,
      abstained: counted?.abstained ?? null,
      casting: counted?.casting ?? null,
      casting_by: counted?.castingBy ?? null,
      dissent: decision.dissent ?? null,
      quorum: decision.quorum ?? null,
    })
    .where("id", "=", id)
    .where("outcome", "=", "open")
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  if (counted && counted.votes.length > 0)
    await meetings
      .insertInto("meetings.vote")
      .values(
        counted.votes.map((one) => ({
          motion_id: id,
          seat_number: one.seat,
          office: one.office,
          vote: one.vote,
          audience: decision.audience,
        })),
      )
      .execute();
  return true;
}

/** A resolution to be kept. */
export type ResolutionToAdd = Omit<
  Resolution,
  | "id"
  | "slug"
  | "version"
  | "board"
  | "organisation"
  | "meeting"
  | "item"
  | "reportTo"
  | "source"
  | "seen"
  | "basis"
  | "opened"
> & {
  readonly slugBase: string;
  readonly boardId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly meetingId?: string | undefined;
  readonly itemId?: string | undefined;
  readonly reportToId?: string | undefined;
  readonly privateAudience: string;
  readonly from: Provenance;
};

/** Adds a resolution; its address is the base with the next number. */
export async function addResolution(
  tx: Db,
  one: ResolutionToAdd,
  millis: number,
): Promise<{ readonly id: string; readonly slug: string }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`meetings.resolution ${one.slugBase}`}, 0))`.execute(
    tx,
  );
  const held = await sql<{
    count: number;
  }>`select count(*)::int as count from meetings.resolution where slug ~ ${`^${one.slugBase}-[0-9]+$`}`.execute(
    tx,
  );
  const slug = `${one.slugBase}-${held.rows[0]!.count + 1}`;
  const id = newUuid(millis);
  const meetings = tx.withTables<MeetingTables>();
  await meetings
    .insertInto("meetings.resolution")
    .values({ id, slug, ...rowFromResolution(one) })
    .execute();
  if (one.privateWords !== undefined)
    await meetings
      .insertInto("meetings.resolution_content")
      .values({ resolution_id: id, words: one.privateWords, audience: one.privateAudience })
      .execute();
  return { id, slug };
}

function rowFromResolution(one: ResolutionToAdd) {
  return {
    meeting_id: one.meetingId ?? null,
    item_id: one.itemId ?? null,
    motion_id: one.motionId ?? null,
    board_id: one.boardId ?? null,
    organisation_id: one.organisationId ?? null,
    title: one.title,
    words: one.words,
    taker: one.taker,
    office: one.office ?? null,
    power: one.power ?? null,
    decided_on: one.decidedOn,
    decided_by: one.decidedBy,
    votes_for: one.votesFor ?? null,
    votes_against: one.votesAgainst ?? null,
    abstained: one.abstained ?? null,
    dissent: one.dissent ?? null,
    executive: one.executive,
    key_decision: one.keyDecision,
    reasons: one.reasons ?? null,
    alternatives: one.alternatives ?? null,
    interests: one.interests ?? null,
    private: one.private,
    exemption: one.exemption ?? null,
    public_interest: one.publicInterest ?? null,
    published_on: one.publishedOn ?? null,
    call_in_days: one.callInDays ?? null,
    call_in_until: one.callInUntil ?? null,
    call_in_waived: one.callInWaived ?? null,
    report_to: one.reportToId ?? null,
    reported_at: null,
    reported_on: null,
    sealed_entry: one.sealedEntry ?? null,
    dataset: null,
    audience: one.audience,
    ...one.from,
  };
}

/** The notice of a resolution, with its call-in deadline. */
export async function publishResolution(
  tx: Db,
  id: string,
  notice: {
    readonly on: CivilDate;
    readonly callInDays?: number | undefined;
    readonly callInUntil?: CivilDate | undefined;
    readonly callInWaived?: string | undefined;
  },
): Promise<void> {
  await sql`update meetings.resolution set published_on = ${notice.on}, call_in_days = ${notice.callInDays ?? null},
      call_in_until = ${notice.callInUntil ?? null}, call_in_waived = ${notice.callInWaived ?? null}, dataset = null, version = version + 1
    where id = ${id}`.execute(tx);
}

/** A decision was told to the board that had to hear of it. */
export async function noteReported(
  tx: Db,
  id: string,
  told: { readonly meetingId: string; readonly on: CivilDate },
): Promise<void> {
  await sql`update meetings.resolution set reported_at = ${told.meetingId}, reported_on = ${told.on}, dataset = null, version = version + 1
    where id = ${id}`.execute(tx);
}

/** A new version of a part of a meeting's minutes. */
export async function addMinutes(
  tx: Db,
  minutes: {
    readonly meetingId: string;
    readonly part: "public" | "private";
    readonly text: string;
    readonly audience: string;
  },
  millis: number,
): Promise<number> {
  const result = await sql<{
    version: number;
  }>`insert into meetings.minutes (id, meeting_id, part, version, text, state, audience)
    select ${newUuid(millis)}, ${minutes.meetingId}, ${minutes.part}, coalesce(max(version), 0) + 1, ${minutes.text}, 'draft',
      ${minutes.audience}
    from meetings.minutes where meeting_id = ${minutes.meetingId} and part = ${minutes.part} returning version`.execute(
    tx,
  );
  return result.rows[0]!.version;
}

/** Publishes minutes before they are approved. */
export async function publishMinutes(tx: Db, id: string, audience: string): Promise<void> {
  await sql`update meetings.minutes set state = 'published-draft', audience = ${audience} where id = ${id}`.execute(
    tx,
  );
}

/** Signs minutes; from then on they do not change. */
export async function signMinutes(
  tx: Db,
  id: string,
  signed: {
    readonly by: string;
    readonly on: CivilDate;
    readonly approvedAt: string | undefined;
    readonly audience: string;
  },
): Promise<void> {
  await sql`update meetings.minutes set state = 'signed', signed_by = ${signed.by}, signed_on = ${signed.on},
      approved_at = ${signed.approvedAt ?? null}, audience = ${signed.audience} where id = ${id}`.execute(tx);
}

/** Notes something that somebody undertook; its number is the next of the meeting. */
export async function addAction(
  tx: Db,
  action: {
    readonly meetingId: string;
    readonly itemId?: string | undefined;
    readonly words: string;
    readonly owner: string;
    readonly dueOn?: CivilDate | undefined;
    readonly audience: string;
  },
  millis: number,
): Promise<number> {
  const result = await sql<{
    number: number;
  }>`insert into meetings.action (id, meeting_id, item_id, number, words, owner, due_on, audience)
    select ${newUuid(millis)}, ${action.meetingId}, ${action.itemId ?? null}::uuid, coalesce(max(number), 0) + 1, ${action.words},
      ${action.owner}, ${action.dueOn ?? null}::date, ${action.audience}
    from meetings.action where meeting_id = ${action.meetingId} returning number`.execute(tx);
  return result.rows[0]!.number;
}

/** An action is done; false when it was already, or is not there. */
export async function closeAction(
  tx: Db,
  meetingId: string,
  number: number,
  done: { readonly on: CivilDate; readonly words: string },
): Promise<boolean> {
  const result = await sql`update meetings.action set done_on = ${done.on}, done_words = ${done.words}
    where meeting_id = ${meetingId} and number = ${number} and done_on is null`.execute(tx);
  return (result.numAffectedRows ?? 0n) > 0n;
}

/** Moves the items not dealt with to the meeting that continues this one; says how many. */
export async function moveOpenItems(tx: Db, from: string, to: string): Promise<number> {
  const result = await sql`with moved as (
      select id, row_number() over (order by position)::integer as place from meetings.item
      where meeting_id = ${from} and not dealt_with
        and not exists (select from meetings.motion where motion.item_id = item.id and motion.outcome <> 'open'))
    update meetings.item set meeting_id = ${to}, position = moved.place from moved where item.id = moved.id`.execute(
    tx,
  );
  await sql`update meetings.paper set meeting_id = ${to} from meetings.item where item.id = paper.item_id and item.meeting_id = ${to}`.execute(
    tx,
  );
  await sql`update meetings.motion set meeting_id = ${to} from meetings.item where item.id = motion.item_id and item.meeting_id = ${to}`.execute(
    tx,
  );
  return Number(result.numAffectedRows ?? 0n);
}
