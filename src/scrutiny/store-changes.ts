import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Db } from "../kernel/index.ts";
import type { CallIn, CallInOutcome } from "./call-in.ts";
import type { AnswerOfCouncil, CouncilAnswer, MinisterRequest } from "./change.ts";
import { fillOnce } from "./store-fill.ts";
import type { ChangeTables } from "./tables-changes.ts";

const tables = (tx: Db) => tx.withTables<ChangeTables>();

/** The call-in of a decision, where there is one. */
export async function findCallIn(db: Db, resolutionId: string): Promise<CallIn | undefined> {
  return (await callIns(db, sql`resolution_id = ${resolutionId}`))[0];
}

/** Call-ins of decisions on a proposal. */
export async function listCallInsOf(db: Db, proposalId: string): Promise<readonly CallIn[]> {
  return await callIns(db, sql`proposal_ids @> array[${proposalId}]::uuid[]`);
}

async function callIns(db: Db, where: RawBuilder<unknown>): Promise<readonly CallIn[]> {
  const found = await sql<ChangeTables["scrutiny.call_in"]>`select * from scrutiny.call_in
    where ${where} order by called_on desc, id`.execute(db);
  return found.rows.map((row) => ({
    id: row.id,
    resolutionId: row.resolution_id,
    proposalIds: row.proposal_ids,
    boardId: row.board_id,
    reasons: row.reasons,
    byWhom: row.by_whom,
    calledOn: row.called_on as CivilDate,
    until: row.until_on as CivilDate,
    audience: row.audience,
    ...(row.outcome &&
      row.heard_on && {
        heard: {
          outcome: row.outcome as CallInOutcome,
          words: row.outcome_words ?? "",
          on: row.heard_on as CivilDate,
        },
      }),
  }));
}

/** Calls a decision in; false where it was before. */
export async function insertCallIn(tx: Db, one: CallIn): Promise<boolean> {
  const done = await tables(tx)
    .insertInto("scrutiny.call_in")
    .values({
      id: one.id,
      resolution_id: one.resolutionId,
      proposal_ids: [...one.proposalIds],
      board_id: one.boardId,
      reasons: one.reasons,
      by_whom: one.byWhom,
      called_on: one.calledOn,
      until_on: one.until,
      outcome: null,
      outcome_words: null,
      heard_on: null,
      audience: one.audience,
    })
    .onConflict((conflict) => conflict.column("resolution_id").doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Says what a call-in came to; false where that was said before. */
export async function settleCallIn(
  tx: Db,
  id: string,
  heard: NonNullable<CallIn["heard"]>,
): Promise<boolean> {
  return await fillOnce(tx, "scrutiny.call_in", {
    id,
    empty: ["outcome"],
    set: { outcome: heard.outcome, outcome_words: heard.words, heard_on: heard.on },
  });
}

/** Every answer of councils on a proposal, replaced ones too, in the order of their days. */
export async function listCouncilAnswers(db: Db, proposalId: string): Promise<readonly AnswerOfCouncil[]> {
  const found = await sql<ChangeTables["scrutiny.council_answer"]>`select * from scrutiny.council_answer
    where proposal_id = ${proposalId} order by answered_on, id`.execute(db);
  return found.rows.map((row) => ({
    id: row.id,
    proposalId: row.proposal_id,
    councilId: row.council_id,
    answer: row.answer as CouncilAnswer,
    why: row.why,
    on: row.answered_on as CivilDate,
    ...(row.replaced_on && { replacedOn: row.replaced_on as CivilDate }),
  }));
}

/** Keeps a council's answer; an earlier one of the same council is replaced and stays. */
export async function insertCouncilAnswer(
  tx: Db,
  { audience, ...one }: AnswerOfCouncil & { readonly audience: string },
): Promise<void> {
  await sql`update scrutiny.council_answer set replaced_on = ${one.on}
    where proposal_id = ${one.proposalId} and council_id = ${one.councilId} and replaced_on is null`.execute(
    tx,
  );
  await tables(tx)
    .insertInto("scrutiny.council_answer")
    .values({
      id: one.id,
      proposal_id: one.proposalId,
      council_id: one.councilId,
      answer: one.answer,
      why: one.why,
      answered_on: one.on,
      replaced_on: null,
      audience,
    })
    .execute();
}

/** Requests to the minister: about a proposal, at an address, or all. */
export async function listMinisterRequests(
  db: Db,
  query: { readonly proposalId?: string; readonly slug?: string; readonly ids?: readonly string[] },
): Promise<readonly MinisterRequest[]> {
  const found = await sql<ChangeTables["scrutiny.minister_request"]>`select * from scrutiny.minister_request
    where ${query.proposalId ? sql`proposal_id = ${query.proposalId}` : sql`true`}
      and ${query.slug === undefined ? sql`true` : sql`slug = ${query.slug}`}
      and ${query.ids ? sql`id = any(${query.ids.filter(isUuid)}::uuid[])` : sql`true`}
    order by sent_on desc, slug`.execute(db);
  return found.rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    proposalId: row.proposal_id,
    councilId: row.council_id,
    kind: row.kind as MinisterRequest["kind"],
    concern: row.concern,
    talks: row.talks,
    sentOn: row.sent_on as CivilDate,
    audience: row.audience,
    ...(row.answered_on && {
      answered: { on: row.answered_on as CivilDate, words: row.answer ?? "" },
    }),
  }));
}

/** Keeps a request to the minister. */
export async function insertMinisterRequest(tx: Db, one: MinisterRequest): Promise<void> {
  await tables(tx)
    .insertInto("scrutiny.minister_request")
    .values({
      id: one.id,
      slug: one.slug,
      proposal_id: one.proposalId,
      council_id: one.councilId,
      kind: one.kind,
      concern: one.concern,
      talks: one.talks,
      sent_on: one.sentOn,
      answered_on: null,
      answer: null,
      audience: one.audience,
    })
    .execute();
}

/** Keeps the minister's answer; false where there is one. */
export async function answerMinisterRequest(
  tx: Db,
  id: string,
  answer: { readonly on: CivilDate; readonly words: string },
): Promise<boolean> {
  return await fillOnce(tx, "scrutiny.minister_request", {
    id,
    empty: ["answered_on"],
    set: { answered_on: answer.on, answer: answer.words },
  });
}
