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
 * Holds the account that is about to sign until the act is over, or its closing at the same moment would leave the signature.
 *
 * To be asked before the petition is held: closing an account holds the account first too.
 *
 * @returns false where the account is closed
 */
export async function holdSigner(tx: Db, accountId: string): Promise<boolean> {
  const held = await sql`select from scrutiny.held_signer(${accountId})`.execute(tx);
  return held.rows.length > 0;
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
      reached_on = coalesce(reached_on, case when signatures + 1 >= threshold then ${signed.on}::date end)
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
  said: { readonly why: string; readonly until: CivilDate; readonly on: CivilDate },
): Promise<void> {
  await sql`update scrutiny.petition set deferred_why = ${said.why}, deferred_until = ${said.until},
      deferred_on = ${said.on}, dataset = null
    where id = ${petition.id}`.execute(tx);
}

/**
 * Forgets that an account signed anything. While a petition is open its count goes down with it, or whoever comes back with
 * another sign-in would be counted twice; the day on which it had enough stays, because the board was told.
 *
 * @returns whether a count went down
 */
export async function forgetSignatures(tx: Db, accountId: string, on: CivilDate): Promise<boolean> {
  // The rows are held in the order of their ids, so that two who leave at once never wait for each other.
  const fewer = await sql`
    with gone as (
      delete from scrutiny.petition_signature where account_id = ${accountId} returning petition_id
    ), held as materialized (
      select id from scrutiny.petition
      where id in (select petition_id from gone) and closes_on >= ${on}::date order by id for update
    ), fewer as (
      update scrutiny.petition set signatures = signatures - 1, dataset = null
      where id in (select id from held) returning id, signatures, audience
    )
    insert into scrutiny.petition_count (petition_id, on_day, signatures, audience)
    select id, ${on}::date, signatures, audience from fewer
    on conflict (petition_id, on_day) do update set signatures = excluded.signatures`.execute(tx);
  return (fewer.numAffectedRows ?? 0n) > 0n;
}
