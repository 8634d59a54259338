import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Basis, type Db } from "../kernel/index.ts";
import type {
  AnsweredFrom,
  Check,
  CheckMonths,
  Contribution,
  ContributionKind,
  Finding,
  ProgrammeItem,
  Recommendation,
  Request,
  RequestKind,
  RequestOutcome,
  Review,
  ReviewFile,
  Stance,
  Wish,
} from "./review.ts";
import type { ScrutinyTables } from "./tables.ts";

type Row<Name extends keyof ScrutinyTables> = ScrutinyTables[Name];

/** Which reviews: of a committee, about a body or sign, at an address, by id, or all. */
export interface ReviewQuery {
  readonly slug?: string;
  readonly ids?: readonly string[];
  readonly boardId?: string;
  /** Reviews about this body, or in which something was asked of it or recommended to it. */
  readonly bodyId?: string;
  readonly sign?: string;
  readonly indicator?: string;
}

/** Reviews with all that belongs to them, the latest first; what this viewer may not see is not among them. */
export async function listReviews(db: Db, query: ReviewQuery = {}): Promise<readonly ReviewFile[]> {
  const conditions = [
    sql`true`,
    ...(query.slug === undefined ? [] : [sql`slug = ${query.slug}`]),
    ...(query.ids ? [sql`id = any(${query.ids.filter(isUuid)}::uuid[])`] : []),
    ...(query.boardId ? [sql`board_id = ${query.boardId}`] : []),
    ...(query.sign ? [sql`sign = ${query.sign}`] : []),
    ...(query.indicator ? [sql`indicator = ${query.indicator}`] : []),
    ...(query.bodyId
      ? [
          sql`(body_id = ${query.bodyId}
            or id in (select review_id from scrutiny.request where body_id = ${query.bodyId})
            or id in (select review_id from scrutiny.recommendation where body_id = ${query.bodyId}))`,
        ]
      : []),
  ];
  const found = await sql<Row<"scrutiny.review">>`select * from scrutiny.review
    where ${sql.join(conditions, sql` and `)} order by opened_on desc, slug`.execute(db);
  const ids = found.rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const parts = await partsOf(db, ids);
  return found.rows.map((row) => ({
    review: reviewFromRow(row),
    contributions: parts.contributions.filter((one) => one.review_id === row.id).map(contributionFromRow),
    requests: parts.requests.filter((one) => one.review_id === row.id).map(requestFromRow),
    recommendations: parts.recommendations
      .filter((one) => one.review_id === row.id)
      .map((one) =>
        recommendationFromRow(
          one,
          parts.checks.filter(({ recommendation_id }) => recommendation_id === one.id).map(checkFromRow),
        ),
      ),
  }));
}

async function partsOf(db: Db, ids: readonly string[]) {
  const of = sql`review_id = any(${ids}::uuid[])`;
  const contributions = await sql<
    Row<"scrutiny.contribution">
  >`select * from scrutiny.contribution where ${of} order by said_on, id`.execute(db);
  const requests = await sql<
    Row<"scrutiny.request">
  >`select * from scrutiny.request where ${of} order by number`.execute(db);
  const recommendations = await sql<
    Row<"scrutiny.recommendation">
  >`select * from scrutiny.recommendation where ${of} order by number`.execute(db);
  const checks = await sql<
    Row<"scrutiny.recommendation_check">
  >`select looked.* from scrutiny.recommendation_check looked
    join scrutiny.recommendation one on one.id = looked.recommendation_id and one.${of} order by looked.months`.execute(
    db,
  );
  return {
    contributions: contributions.rows,
    requests: requests.rows,
    recommendations: recommendations.rows,
    checks: checks.rows,
  };
}

/** The review at an address. */
export async function findReview(db: Db, slug: string): Promise<ReviewFile | undefined> {
  return (await listReviews(db, { slug }))[0];
}

/** Ids of every review, for the search index. */
export async function listReviewIds(db: Db): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select id from scrutiny.review order by id`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** Whether an address is taken by a review, also one that the viewer may not see. */
export async function isReviewSlugTaken(tx: Db, slug: string): Promise<boolean> {
  const found = await sql`select from scrutiny.review where slug = ${slug}`.execute(tx);
  return found.rows.length > 0;
}

/** Lines of work programmes, of one committee or of all, by the day they are planned for. */
export async function listProgramme(
  db: Db,
  query: { readonly boardId?: string; readonly id?: string } = {},
): Promise<readonly ProgrammeItem[]> {
  const result = await sql<Row<"scrutiny.programme_item">>`select * from scrutiny.programme_item
    where ${query.boardId ? sql`board_id = ${query.boardId}` : sql`true`}
      and ${query.id === undefined ? sql`true` : isUuid(query.id) ? sql`id = ${query.id}` : sql`false`}
    order by planned_on, title collate kernel.natural_order`.execute(db);
  return result.rows.map(programmeFromRow);
}

function reviewFromRow(row: Row<"scrutiny.review">): Review {
  return {
    id: row.id,
    slug: row.slug,
    boardId: row.board_id,
    title: row.title,
    terms: row.terms,
    openedOn: row.opened_on as CivilDate,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    audience: row.audience,
    ...(row.body_id && { bodyId: row.body_id }),
    ...(row.sign && { sign: row.sign }),
    ...(row.indicator && { indicator: row.indicator }),
    ...(row.ended_on && { endedOn: row.ended_on as CivilDate }),
    ...(row.ending && { ending: row.ending }),
  };
}

function contributionFromRow(row: Row<"scrutiny.contribution">): Contribution {
  return {
    id: row.id,
    kind: row.kind as ContributionKind,
    who: row.who,
    words: row.words,
    saidOn: row.said_on as CivilDate,
    ...(row.source_url && { sourceUrl: row.source_url }),
  };
}

function requestFromRow(row: Row<"scrutiny.request">): Request {
  return {
    id: row.id,
    reviewId: row.review_id,
    number: row.number,
    bodyId: row.body_id,
    kind: row.kind as RequestKind,
    words: row.words,
    askedOn: row.asked_on as CivilDate,
    ...(row.wanted_by && { wantedBy: row.wanted_by as CivilDate }),
    ...(row.answered_on && {
      answered: {
        on: row.answered_on as CivilDate,
        outcome: row.outcome as RequestOutcome,
        words: row.answer ?? "",
        from: row.answered_from as AnsweredFrom,
      },
    }),
  };
}

function recommendationFromRow(
  row: Row<"scrutiny.recommendation">,
  checks: readonly Check[],
): Recommendation {
  return {
    id: row.id,
    reviewId: row.review_id,
    number: row.number,
    bodyId: row.body_id,
    words: row.words,
    why: row.why,
    madeOn: row.made_on as CivilDate,
    checks,
    ...(row.asked_on && { askedOn: row.asked_on as CivilDate }),
    ...(row.replied_on && {
      replied: {
        on: row.replied_on as CivilDate,
        stance: row.stance as Stance,
        words: row.reply ?? "",
        from: row.replied_from as AnsweredFrom,
      },
    }),
  };
}

function checkFromRow(row: Row<"scrutiny.recommendation_check">): Check {
  return {
    months: row.months as CheckMonths,
    on: row.checked_on as CivilDate,
    found: row.found as Finding,
    words: row.words,
  };
}

function programmeFromRow(row: Row<"scrutiny.programme_item">): ProgrammeItem {
  return {
    id: row.id,
    boardId: row.board_id,
    title: row.title,
    why: row.why,
    wishedBy: row.wished_by as Wish,
    plannedOn: row.planned_on as CivilDate,
    addedOn: row.added_on as CivilDate,
    ...(row.review_id && { reviewId: row.review_id }),
    ...(row.dropped_on && {
      dropped: { on: row.dropped_on as CivilDate, why: row.dropped_why ?? "" },
    }),
  };
}
