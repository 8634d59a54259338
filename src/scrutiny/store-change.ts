import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { Check, Contribution, ProgrammeItem, Recommendation, Request, Review } from "./review.ts";
import { fillOnce } from "./store-fill.ts";
import type { ScrutinyTables } from "./tables.ts";

const tables = (tx: Db) => tx.withTables<ScrutinyTables>();

/** Opens a review. */
export async function insertReview(tx: Db, review: Review): Promise<void> {
  await tables(tx)
    .insertInto("scrutiny.review")
    .values({
      id: review.id,
      slug: review.slug,
      board_id: review.boardId,
      title: review.title,
      terms: review.terms,
      body_id: review.bodyId ?? null,
      sign: review.sign ?? null,
      indicator: review.indicator ?? null,
      opened_on: review.openedOn,
      ended_on: null,
      ending: null,
      source: review.source,
      seen: review.seen,
      basis: review.basis,
      dataset: null,
      audience: review.audience,
    })
    .execute();
}

/** A shipped review to which somebody added something is this site's own: no later shipment takes it away. */
export async function keepReview(tx: Db, id: string): Promise<void> {
  await sql`update scrutiny.review set dataset = null where id = ${id} and dataset is not null`.execute(tx);
}

/** Ends a review; false where it has ended before. */
export async function endReview(
  tx: Db,
  id: string,
  { on, ending }: { readonly on: CivilDate; readonly ending: string },
): Promise<boolean> {
  return await fillOnce(tx, "scrutiny.review", {
    id,
    empty: ["ended_on"],
    set: { ended_on: on, ending, dataset: null },
  });
}

type InReview = Pick<Review, "id" | "audience">;

/** Keeps what was said in a review. */
export async function insertContribution(tx: Db, review: InReview, one: Contribution): Promise<void> {
  await tables(tx)
    .insertInto("scrutiny.contribution")
    .values({
      id: one.id,
      review_id: review.id,
      kind: one.kind,
      who: one.who,
      words: one.words,
      source_url: one.sourceUrl ?? null,
      said_on: one.saidOn,
      dataset: null,
      audience: review.audience,
    })
    .execute();
}

/** Puts a request. */
export async function insertRequest(tx: Db, review: InReview, one: Request): Promise<void> {
  await tables(tx)
    .insertInto("scrutiny.request")
    .values({
      id: one.id,
      review_id: review.id,
      number: one.number,
      body_id: one.bodyId,
      kind: one.kind,
      words: one.words,
      asked_on: one.askedOn,
      wanted_by: one.wantedBy ?? null,
      answered_on: null,
      outcome: null,
      answer: null,
      answered_from: null,
      dataset: null,
      audience: review.audience,
    })
    .execute();
}

/** Puts the answer to a request beside it; false where it has one already. */
export async function answerRequest(
  tx: Db,
  id: string,
  answer: NonNullable<Request["answered"]>,
): Promise<boolean> {
  const { on, outcome, words, from } = answer;
  return await fillOnce(tx, "scrutiny.request", {
    id,
    empty: ["answered_on"],
    set: { answered_on: on, outcome, answer: words, answered_from: from, dataset: null },
  });
}

/** Makes a recommendation. */
export async function insertRecommendation(
  tx: Db,
  review: InReview,
  one: Omit<Recommendation, "checks" | "replied">,
): Promise<void> {
  await tables(tx)
    .insertInto("scrutiny.recommendation")
    .values({
      id: one.id,
      review_id: review.id,
      number: one.number,
      body_id: one.bodyId,
      words: one.words,
      why: one.why,
      made_on: one.madeOn,
      asked_on: one.askedOn ?? null,
      replied_on: null,
      stance: null,
      reply: null,
      replied_from: null,
      dataset: null,
      audience: review.audience,
    })
    .execute();
}

/** Asks for a reply; false where one was asked for before. */
export async function askForReply(tx: Db, id: string, on: CivilDate): Promise<boolean> {
  return await fillOnce(tx, "scrutiny.recommendation", {
    id,
    empty: ["asked_on"],
    set: { asked_on: on, dataset: null },
  });
}

/** Puts the reply to a recommendation beside it; false where it has one already. */
export async function replyToRecommendation(
  tx: Db,
  id: string,
  reply: NonNullable<Recommendation["replied"]>,
): Promise<boolean> {
  const { on, stance, words, from } = reply;
  return await fillOnce(tx, "scrutiny.recommendation", {
    id,
    empty: ["replied_on"],
    set: { replied_on: on, stance, reply: words, replied_from: from, dataset: null },
  });
}

/** Keeps a check; false where it was made before. */
export async function insertCheck(
  tx: Db,
  { id, audience }: { readonly id: string; readonly audience: string },
  check: Check,
): Promise<boolean> {
  const done = await tables(tx)
    .insertInto("scrutiny.recommendation_check")
    .values({
      recommendation_id: id,
      months: check.months,
      checked_on: check.on,
      found: check.found,
      words: check.words,
      dataset: null,
      audience,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Adds a line to a work programme. */
export async function insertProgrammeItem(
  tx: Db,
  { audience, ...one }: ProgrammeItem & { readonly audience: string },
): Promise<void> {
  await tables(tx)
    .insertInto("scrutiny.programme_item")
    .values({
      id: one.id,
      board_id: one.boardId,
      title: one.title,
      why: one.why,
      wished_by: one.wishedBy,
      planned_on: one.plannedOn,
      review_id: null,
      dropped_on: null,
      dropped_why: null,
      added_on: one.addedOn,
      dataset: null,
      audience,
    })
    .execute();
}

/** Says what became of a line: a review took it up, or it was dropped; false where that was said before. */
export async function settleProgrammeItem(
  tx: Db,
  id: string,
  settled: { readonly reviewId: string } | { readonly on: CivilDate; readonly why: string },
): Promise<boolean> {
  return await fillOnce(tx, "scrutiny.programme_item", {
    id,
    empty: ["review_id", "dropped_on"],
    set:
      "reviewId" in settled
        ? { review_id: settled.reviewId, dataset: null }
        : { dropped_on: settled.on, dropped_why: settled.why, dataset: null },
  });
}
