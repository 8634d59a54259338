import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { Petition, PetitionRule } from "./petition.ts";

/** The number of the next petition to a board; whoever starts one at the same moment waits. */
export async function nextPetitionNumber(tx: Db, boardId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`scrutiny.petition:${boardId}`}, 0))`.execute(tx);
  const found = await sql<{ next: number }>`
    select coalesce(max(number), 0) + 1 as next from scrutiny.petition where board_id = ${boardId}`.execute(
    tx,
  );
  return found.rows[0]?.next ?? 1;
}

/** Keeps a board's rule from a day on; the same day again replaces it. */
export async function keepPetitionRule(
  tx: Db,
  boardId: string,
  rule: PetitionRule & { readonly audience: string },
): Promise<void> {
  await sql`insert into scrutiny.petition_rule (board_id, from_on, signatures, who, source, audience)
    values (${boardId}, ${rule.fromOn}, ${rule.signatures}, ${rule.who}, ${rule.source}, ${rule.audience})
    on conflict (board_id, from_on) do update set signatures = excluded.signatures, who = excluded.who,
      source = excluded.source, dataset = null`.execute(tx);
}

/** Puts in a petition; its words are for the board's organisation until somebody has read them. */
export async function insertPetition(
  tx: Db,
  petition: {
    readonly id: string;
    readonly slug: string;
    readonly number: number;
    readonly boardId: string;
    readonly startedOn: CivilDate;
    readonly closesOn: CivilDate;
    readonly threshold: number;
    readonly title: string;
    readonly words: string;
    readonly illustrative: boolean;
    readonly own: string;
    readonly audience: string;
  },
): Promise<void> {
  await sql`insert into scrutiny.petition (id, board_id, number, slug, started_on, closes_on, threshold, source, seen, basis, audience)
    values (${petition.id}, ${petition.boardId}, ${petition.number}, ${petition.slug}, ${petition.startedOn},
      ${petition.closesOn}, ${petition.threshold}, 'Started on this site', ${petition.startedOn},
      ${petition.illustrative ? "illustrative" : "kept-here"}, ${petition.audience})`.execute(tx);
  await sql`insert into scrutiny.petition_content (petition_id, title, words, audience)
    values (${petition.id}, ${petition.title}, ${petition.words}, ${petition.own})`.execute(tx);
}

/** Makes the words of a petition public. */
export async function publishPetition(tx: Db, petition: Petition, on: CivilDate): Promise<void> {
  await sql`update scrutiny.petition set state = 'published', moderated_on = ${on}, dataset = null
    where id = ${petition.id}`.execute(tx);
  await sql`update scrutiny.petition_content set audience = ${petition.audience}, dataset = null
    where petition_id = ${petition.id}`.execute(tx);
}

/** Keeps a petition off the site; its words go. */
export async function refusePetition(
  tx: Db,
  petition: Petition,
  said: { readonly on: CivilDate; readonly rule: string; readonly why: string },
): Promise<void> {
  await sql`update scrutiny.petition set state = 'refused', moderated_on = ${said.on}, refused_rule = ${said.rule},
    refused_why = ${said.why}, dataset = null where id = ${petition.id}`.execute(tx);
  await sql`delete from scrutiny.petition_content where petition_id = ${petition.id}`.execute(tx);
}

/**
 * Counts a signature, once for each sign-in.
 *
 * @returns the count with it; undefined where this sign-in has signed already
 */
export async function signPetition(
  tx: Db,
  petition: Petition,
  signed: { readonly accountId: string; readonly on: CivilDate },
): Promise<number | undefined> {
  const added = await sql<{ account_id: string }>`
    insert into scrutiny.petition_signature (petition_id, account_id) values (${petition.id}, ${signed.accountId})
    on conflict do nothing returning account_id`.execute(tx);
  if (added.rows.length === 0) return undefined;
  const counted = await sql<{ signatures: number }>`
    update scrutiny.petition set signatures = signatures + 1, dataset = null,
      reached_on = case when signatures + 1 >= threshold then coalesce(reached_on, ${signed.on}::date) end
    where id = ${petition.id} returning signatures`.execute(tx);
  const signatures = counted.rows[0]?.signatures;
  if (signatures !== undefined)
    await sql`insert into scrutiny.petition_count (petition_id, on_day, signatures, audience)
      values (${petition.id}, ${signed.on}, ${signatures}, ${petition.audience})
      on conflict (petition_id, on_day) do update set signatures = excluded.signatures`.execute(tx);
  return signatures;
}

/** Notes the meeting on whose agenda the petition stands. */
export async function notePetitionMeeting(
  tx: Db,
  petition: Petition,
  noted: { readonly meetingId: string; readonly on: CivilDate },
): Promise<void> {
  await sql`update scrutiny.petition set meeting_id = ${noted.meetingId}, noted_on = ${noted.on}, dataset = null
    where id = ${petition.id}`.execute(tx);
}

/** Notes why the petition is heard later. */
export async function deferPetition(
  tx: Db,
  petition: Petition,
  said: { readonly why: string; readonly until: CivilDate },
): Promise<void> {
  await sql`update scrutiny.petition set deferred_why = ${said.why}, deferred_until = ${said.until}, dataset = null
    where id = ${petition.id}`.execute(tx);
}

/** Forgets that an account signed anything; the counts stay. */
export async function forgetSignatures(tx: Db, accountId: string): Promise<void> {
  await sql`delete from scrutiny.petition_signature where account_id = ${accountId}`.execute(tx);
}
