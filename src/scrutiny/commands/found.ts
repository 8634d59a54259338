import { civilDate } from "@concordat/calendar";
import {
  anyOfKind,
  Conflict,
  NotFound,
  type Acting,
  type Db,
  type Done,
  type FormModel,
  type PolicyResource,
  type SubjectRef,
} from "../../kernel/index.ts";
import {
  boardRef,
  findBoard,
  findLatestOrganisation,
  isMembersSeat,
  listBoardsById,
  listOrganisationsById,
  listSeats,
  resourceOfBoard,
  type Board,
  type Organisation,
} from "../../place/index.ts";
import { isCommittee, type Committee } from "../committee.ts";
import { reviewHref, reviewRef, type ReviewFile } from "../review.ts";
import { keepReview } from "../store-change.ts";
import { listBarredAccounts } from "../store-interests.ts";
import { listJointAppointments } from "../store-joint.ts";
import { lockThing } from "../store-lock.ts";
import { findReview } from "../store-reviews.ts";
import { bodyRef, doneOn, formOn, textIn, type Input, type Said } from "./act.ts";

/** Later than any day that is asked about. */
const latestDay = civilDate("2200-12-31");

/** The organisations that the members' seats of a board speak for. */
export async function bodiesSeated(db: Db, board: Board): Promise<readonly Organisation[]> {
  const seats = (await listSeats(db, board.id, latestDay)).filter(isMembersSeat);
  const slugs = [...new Set(seats.flatMap(({ organisation }) => organisation?.slug ?? []))];
  const found = await Promise.all(slugs.map(async (slug) => await findLatestOrganisation(db, slug)));
  return found.filter((one) => one !== undefined);
}

/** The councils that keep a committee, whoever appointed to it: its own organisation, or those that its members' seats speak for. */
export async function keepersOf(db: Db, board: Board): Promise<readonly Organisation[]> {
  return board.organisation
    ? await listOrganisationsById(db, [board.organisation.id])
    : (await bodiesSeated(db, board)).filter(({ kind }) => kind.endsWith("council"));
}

/** The councils of a committee: those that keep it, and all whose appointment to it has not ended. */
export async function councilsOf(db: Db, board: Board): Promise<readonly Organisation[]> {
  const own = await keepersOf(db, board);
  if (board.kind !== "joint-scrutiny-committee") return own;
  const appointed = (await listJointAppointments(db, { boardId: board.id }))
    .filter(({ ended }) => ended === undefined)
    .map(({ councilId }) => councilId);
  const others = appointed.filter((id) => !own.some((one) => one.id === id));
  return [...own, ...(await listOrganisationsById(db, [...new Set(others)]))];
}

/** The committee at an address. */
export async function findCommittee(db: Db, slug: string): Promise<Committee | undefined> {
  const board = await findBoard(db, slug);
  return board && isCommittee(board) ? { board, councils: await councilsOf(db, board) } : undefined;
}

/** The committee of a review. */
export async function committeeOf(db: Db, boardId: string): Promise<Committee | undefined> {
  const [board] = await listBoardsById(db, [boardId]);
  return board && { board, councils: await councilsOf(db, board) };
}

/** The same, where it must be there. */
export async function getCommittee(db: Db, slug: string): Promise<Committee> {
  const found = await findCommittee(db, slug);
  if (found) return found;
  throw new NotFound("scrutiny.no-such-committee", {
    message: `There is no scrutiny committee “${slug}” here.`,
  });
}

/** The review that an act changes, held still until the act is over. */
export async function reviewToChange(tx: Db, slug: string): Promise<ReviewFile> {
  await lockThing(tx, "review", slug);
  const file = await findReview(tx, slug);
  if (file) return file;
  throw new NotFound("scrutiny.no-such-review", { message: `There is no review “${slug}” here.` });
}

/** The same, where nothing more is put into a review that has ended (README invariant 7). */
export async function openReviewToChange(tx: Db, slug: string): Promise<ReviewFile> {
  const file = await reviewToChange(tx, slug);
  if (file.review.endedOn === undefined) return file;
  throw new Conflict("scrutiny.review-ended", {
    message: `The review “${file.review.title}” has ended. Replies and checks go on; anything new needs a new review.`,
  });
}

/** What the policies are told of a committee, with the accounts that the law bars from its work. */
export async function resourceOfCommittee(
  db: Db,
  { board, councils }: Committee,
  reviewId?: string,
): Promise<PolicyResource> {
  const councilIds = councils.map(({ id }) => id);
  const barred = await listBarredAccounts(db, { councilIds, ...(reviewId && { reviewId }) });
  return {
    ...resourceOfBoard(board),
    keepers: councilIds,
    barred,
    keptHere: councils.some(({ keptHere }) => keptHere),
  };
}

/** A committee, for what its officers do. */
export async function committeeResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const committee = await findCommittee(db, textIn(input, "board"));
  return committee && (await resourceOfCommittee(db, committee));
}

/** A review, for what is done in it. */
export async function reviewResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const file = await findReview(db, textIn(input, "review"));
  return file && (await resourceOfReview(db, file));
}

/** What the policies are told of a review. */
export async function resourceOfReview(
  db: Db,
  { review }: Pick<ReviewFile, "review">,
): Promise<PolicyResource | undefined> {
  const committee = await committeeOf(db, review.boardId);
  return (
    committee && {
      ...(await resourceOfCommittee(db, committee, review.id)),
      ref: reviewRef(review),
      illustrative: review.basis === "illustrative",
    }
  );
}

/** A form about one review. */
export function reviewForm(
  { review }: ReviewFile,
  form: Omit<FormModel, "illustrative" | "trail">,
): FormModel {
  return formOn(
    review,
    [
      { text: "Scrutiny", href: "/scrutiny" },
      { text: review.title, href: reviewHref(review.slug) },
    ],
    form,
  );
}

/** A form about one committee. */
export function committeeForm(
  { board }: Committee,
  form: Omit<FormModel, "illustrative" | "trail">,
): FormModel {
  return formOn(
    board,
    [
      { text: "Scrutiny", href: "/scrutiny" },
      { text: board.name, href: `/boards/${board.slug}` },
    ],
    form,
  );
}

/** What an act of a committee came to that shows on the committee's page. */
export function committeeDone({ board }: Committee, said: Said, about: readonly SubjectRef[] = []): Done {
  return doneOn(
    {
      subject: boardRef(board),
      href: `/boards/${board.slug}`,
      audience: board.audience,
      named: { committee: board.slug },
      about,
      changed: [anyOfKind("scrutiny", "programme")],
    },
    said,
  );
}

/** What an act in a review came to: its entry, and the pages that are stale. */
export async function reviewDone(
  acting: Acting,
  { review }: ReviewFile,
  said: Said & {
    /** The body it is about, where that is not the review's own. */
    readonly bodyId?: string;
    readonly changed?: readonly SubjectRef[];
  },
): Promise<Done> {
  await keepReview(acting.tx, review.id);
  const bodyId = said.bodyId ?? review.bodyId;
  return doneOn(
    {
      subject: reviewRef(review),
      href: reviewHref(review.slug),
      audience: review.audience,
      named: { review: review.slug },
      about: aboutReview({ ...review, ...(bodyId !== undefined && { bodyId }) }),
      changed: [anyOfKind("scrutiny", "review"), ...(said.changed ?? [])],
    },
    said,
  );
}

/** What an entry on a review is about beside the review: its committee, the body concerned and the sign taken up. */
export function aboutReview({
  boardId,
  bodyId,
  sign,
}: Pick<ReviewFile["review"], "boardId" | "bodyId" | "sign">): readonly SubjectRef[] {
  return [
    boardRef({ id: boardId as Board["id"] }),
    ...(bodyId === undefined ? [] : [bodyRef(bodyId)]),
    ...(sign === undefined ? [] : [signRef(sign)]),
  ];
}

/** A sign as other modules name it. */
export function signRef(id: string): SubjectRef {
  return { module: "purpose", kind: "sign", id };
}
