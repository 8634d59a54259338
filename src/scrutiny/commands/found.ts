import { civilDate } from "@concordat/calendar";
import {
  anyOfKind,
  Conflict,
  Invalid,
  NotFound,
  type Acting,
  type Db,
  type Done,
  type FormModel,
  type PolicyResource,
  type Provenance,
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
  organisationRef,
  resourceOfBoard,
  type Board,
  type Organisation,
} from "../../place/index.ts";
import { isCommittee, isOfOneWorld, type Committee } from "../committee.ts";
import { reviewHref, reviewRef, type ReviewFile } from "../review.ts";
import { touchReview } from "../store-change.ts";
import { listBarredAccounts } from "../store-interests.ts";
import { findReview } from "../store-reviews.ts";
import { capitalFirst } from "../words.ts";

type Input = Readonly<Record<string, unknown>>;

/** Later than any day that is asked about. */
export const latestDay = civilDate("2200-12-31");

/** A text of an input that no schema has read yet. */
export function textIn(input: Input, name: string): string {
  const given = input[name];
  return typeof given === "string" ? given : "";
}

/** The councils of a committee: its own organisation, or those that its members' seats speak for. */
export async function councilsOf(db: Db, board: Board): Promise<readonly Organisation[]> {
  if (board.organisation) return await listOrganisationsById(db, [board.organisation.id]);
  const seats = (await listSeats(db, board.id, latestDay)).filter(isMembersSeat);
  const slugs = [...new Set(seats.flatMap(({ organisation }) => organisation?.slug ?? []))];
  const found = await Promise.all(slugs.map(async (slug) => await findLatestOrganisation(db, slug)));
  return found.filter((one) => one !== undefined).filter(({ kind }) => kind.endsWith("council"));
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

/** The review at an address, which must be there. */
export async function getReview(db: Db, slug: string): Promise<ReviewFile> {
  const file = await findReview(db, slug);
  if (file) return file;
  throw new NotFound("scrutiny.no-such-review", { message: `There is no review “${slug}” here.` });
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

/** What the policies are told of something a body has to answer: its own keepers; of a body not kept here the committee's. */
export async function resourceOfAnswer(
  db: Db,
  { review }: ReviewFile,
  bodyId: string,
): Promise<PolicyResource | undefined> {
  const [body] = await listOrganisationsById(db, [bodyId]);
  const committee = await committeeOf(db, review.boardId);
  if (!body || !committee) return undefined;
  return {
    ref: { module: "scrutiny", kind: "answer", id: review.id },
    keepers: body.keptHere ? [body.id] : committee.councils.map(({ id }) => id),
    keptHere: true,
    illustrative: review.basis === "illustrative",
  };
}

/** The request or recommendation that an input names. */
export function numbered<One extends { readonly number: number }>(
  list: readonly One[],
  number: unknown,
): One | undefined {
  return list.find((one) => String(one.number) === String(number));
}

/** The same, where it must be there. */
export function getNumbered<One extends { readonly number: number }>(
  list: readonly One[],
  number: number,
  what: string,
): One {
  const found = numbered(list, number);
  if (found) return found;
  throw new NotFound("scrutiny.no-such-line", { message: `This review has no ${what} ${number}.` });
}

/** The body that an input names, fit to be asked by this committee. */
export async function getBody(db: Db, slug: string, board: Pick<Provenance, "basis">): Promise<Organisation> {
  const body = await findLatestOrganisation(db, slug.replace(/^.*\/organisations\//u, ""));
  const message = body
    ? `${body.name} is ${body.basis === "illustrative" ? "made up" : "a real body"}. Made-up committees ask made-up bodies only, and real ones real bodies.`
    : `There is no body “${slug}” here. Choose one from the list.`;
  if (!body || !isOfOneWorld(board, body))
    throw new Invalid([{ code: "scrutiny.body", field: "body", message }]);
  return body;
}

/** Nothing more is put into a review that has ended (README invariant 7). */
export function refuseEnded({ review }: ReviewFile): void {
  if (review.endedOn === undefined) return;
  throw new Conflict("scrutiny.review-ended", {
    message: `The review “${review.title}” has ended. Replies and checks go on; anything new needs a new review.`,
  });
}

/** Where a fact comes from that somebody entered for a committee. */
export function enteredHere(acting: Acting, { basis }: Pick<Provenance, "basis">): Provenance {
  return {
    source: `Entered on this site: ${acting.actor.capacity.title}`,
    seen: acting.today,
    basis: basis === "illustrative" ? "illustrative" : "kept-here",
  };
}

/** The parts that forms of one review share. */
export function reviewForm(
  { review }: ReviewFile,
  rest: Pick<FormModel, "title" | "submit" | "fields" | "intro" | "values">,
): FormModel {
  return {
    ...rest,
    illustrative: review.basis === "illustrative",
    trail: [
      { text: "Scrutiny", href: "/scrutiny" },
      { text: review.title, href: reviewHref(review.slug) },
    ],
  };
}

/** What an act in a review came to: its entry, and the pages that are stale. */
export async function reviewDone(
  acting: Acting,
  { review }: ReviewFile,
  act: {
    readonly message?: string;
    readonly kind: string;
    readonly summary: string;
    readonly body: Readonly<Record<string, string | number | boolean | null>>;
    /** The body it is about, where that is not the review's own. */
    readonly bodyId?: string;
    readonly changed?: readonly SubjectRef[];
    readonly json?: Readonly<Record<string, unknown>>;
  },
): Promise<Done> {
  await touchReview(acting.tx, review.id);
  const bodyId = act.bodyId ?? review.bodyId;
  const [body] = bodyId === undefined ? [] : await listOrganisationsById(acting.tx, [bodyId]);
  const [board] = await listBoardsById(acting.tx, [review.boardId]);
  const sign: readonly SubjectRef[] = review.sign
    ? [{ module: "purpose", kind: "sign", id: review.sign }]
    : [];
  return {
    message: act.message ?? act.summary,
    href: reviewHref(review.slug),
    subject: reviewRef(review),
    entry: {
      kind: act.kind,
      summary: act.summary.slice(0, 900),
      subjects: [
        reviewRef(review),
        ...(board ? [boardRef(board)] : []),
        ...(body ? [organisationRef(body)] : []),
        ...sign,
      ],
      body: { review: review.slug, ...act.body },
      audience: review.audience,
    },
    changed: [anyOfKind("scrutiny", "review"), ...(act.changed ?? [])],
    ...(act.json && { json: act.json }),
  };
}

/** Choices of a form from labels. */
export function choicesOf(
  labels: Readonly<Record<string, string>>,
): readonly { readonly value: string; readonly text: string }[] {
  return Object.entries(labels).map(([value, text]) => ({
    value,
    text: capitalFirst(text),
  }));
}
