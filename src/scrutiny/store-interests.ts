import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, organisationAudience, type Db } from "../kernel/index.ts";
import type { Deed, Intention, Interest, InterestKind } from "./interest.ts";
import { fillOnce } from "./store-fill.ts";
import type { ScrutinyTables } from "./tables.ts";

type InterestRow = ScrutinyTables["scrutiny.interest"] & { readonly account_id: string | null };

/** Which interests: of a review, about a body, of a committee, by id, or all. */
export interface InterestQuery {
  readonly id?: string;
  readonly reviewId?: string;
  readonly bodyId?: string;
  readonly boardId?: string;
}

/** What was declared, the latest first; the account behind it only for the council's own. */
export async function listInterests(db: Db, query: InterestQuery = {}): Promise<readonly Interest[]> {
  const conditions = [
    sql`true`,
    ...(query.id === undefined ? [] : [isUuid(query.id) ? sql`one.id = ${query.id}` : sql`false`]),
    ...(query.reviewId ? [sql`one.review_id = ${query.reviewId}`] : []),
    ...(query.bodyId ? [sql`one.body_id = ${query.bodyId}`] : []),
    ...(query.boardId ? [sql`one.board_id = ${query.boardId}`] : []),
  ];
  const result = await sql<InterestRow>`select one.*,
      (select min(account_id::text) from scrutiny.declarant where interest_id = one.id) as account_id
    from scrutiny.interest one where ${sql.join(conditions, sql` and `)}
    order by one.declared_on desc, one.office, one.id`.execute(db);
  return result.rows.map(interestFromRow);
}

/**
 * The accounts that the law bars from the scrutiny of these councils, and from one review of theirs.
 *
 * Members of the councils' executives; on a review also whoever declared a disclosable pecuniary interest without a dispensation.
 */
export async function listBarredAccounts(
  db: Db,
  of: { readonly councilIds: readonly string[]; readonly reviewId?: string },
): Promise<readonly string[]> {
  const executive = await sql<{ account_id: string }>`select account_id::text as account_id
    from scrutiny.executive_accounts(${of.councilIds}::uuid[], (now() at time zone 'Europe/London')::date) as held(account_id)`.execute(
    db,
  );
  const declared =
    of.reviewId === undefined
      ? []
      : (
          await sql<{ account_id: string }>`select declarant.account_id::text as account_id
            from scrutiny.interest one join scrutiny.declarant on declarant.interest_id = one.id
            where one.review_id = ${of.reviewId} and one.kind = 'disclosable-pecuniary' and one.dispensation is null`.execute(
            db,
          )
        ).rows;
  return [...new Set([...executive.rows, ...declared].map(({ account_id }) => account_id))];
}

/**
 * The seats of a committee whose holders the law bars from a vote at a meeting, each with why.
 *
 * Members of the councils' executives, and on an item about a review whoever declared a disclosable pecuniary interest in it
 * without a dispensation. Known by the accounts that hold the seats; a substitute's vote is its own.
 */
export async function listBarredSeats(
  db: Db,
  of: {
    readonly meetingId: string;
    readonly boardId: string;
    readonly councilIds: readonly string[];
    readonly reviewIds: readonly string[];
    readonly on: CivilDate;
  },
): Promise<{ readonly executive: readonly string[]; readonly declared: readonly string[] }> {
  const executive = await sql<{ seat: string }>`select seat from
    scrutiny.executive_seats(${of.meetingId}, ${of.boardId}, ${of.councilIds}::uuid[], ${of.on}) as held(seat)`.execute(
    db,
  );
  const declared = await sql<{
    seat: string;
  }>`select distinct held.seat from unnest(${of.reviewIds}::uuid[]) as review(id),
    scrutiny.barred_seats(${of.meetingId}, ${of.boardId}, review.id, ${of.on}) as held(seat)`.execute(db);
  return {
    executive: executive.rows.map(({ seat }) => seat),
    declared: declared.rows.map(({ seat }) => seat),
  };
}

/** Keeps a declaration, and for the councils concerned which account made it. */
export async function insertInterest(
  tx: Db,
  one: Interest,
  by: { readonly accountId: string | undefined; readonly councilIds: readonly string[] },
): Promise<void> {
  const tables = tx.withTables<ScrutinyTables>();
  await tables
    .insertInto("scrutiny.interest")
    .values({
      id: one.id,
      board_id: one.boardId,
      office: one.office,
      kind: one.kind,
      words: one.words,
      body_id: one.bodyId ?? null,
      review_id: one.reviewId ?? null,
      declared_on: one.declaredOn,
      ended_on: null,
      will: one.will ?? null,
      dispensation: one.dispensation ?? null,
      advice: null,
      advised_on: null,
      did: null,
      did_on: null,
      dataset: null,
      audience: one.audience,
    })
    .execute();
  const { accountId } = by;
  if (accountId === undefined || by.councilIds.length === 0) return;
  await tables
    .insertInto("scrutiny.declarant")
    .values(
      by.councilIds.map((id) => ({
        interest_id: one.id,
        account_id: accountId,
        audience: organisationAudience(id),
      })),
    )
    .execute();
}

/** Notes the monitoring officer's advice; false where it was noted before. */
export async function noteAdvice(
  tx: Db,
  id: string,
  advice: { readonly words: string; readonly on: CivilDate },
): Promise<boolean> {
  return await fillOnce(tx, "scrutiny.interest", {
    id,
    empty: ["advice"],
    set: { advice: advice.words, advised_on: advice.on, dataset: null },
  });
}

/** Notes what they did when the review was taken; false where it was noted before. */
export async function noteDeed(
  tx: Db,
  id: string,
  did: { readonly what: Deed; readonly on: CivilDate },
): Promise<boolean> {
  return await fillOnce(tx, "scrutiny.interest", {
    id,
    empty: ["did"],
    set: { did: did.what, did_on: did.on, dataset: null },
  });
}

function interestFromRow(row: InterestRow): Interest {
  return {
    id: row.id,
    boardId: row.board_id,
    office: row.office,
    kind: row.kind as InterestKind,
    words: row.words,
    declaredOn: row.declared_on as CivilDate,
    audience: row.audience,
    ...(row.body_id && { bodyId: row.body_id }),
    ...(row.review_id && { reviewId: row.review_id }),
    ...(row.ended_on && { endedOn: row.ended_on as CivilDate }),
    ...(row.will && { will: row.will as Intention }),
    ...(row.dispensation && { dispensation: row.dispensation }),
    ...(row.advice && row.advised_on && { advice: { words: row.advice, on: row.advised_on as CivilDate } }),
    ...(row.did && row.did_on && { did: { what: row.did as Deed, on: row.did_on as CivilDate } }),
    ...(row.account_id && { accountId: row.account_id }),
  };
}
