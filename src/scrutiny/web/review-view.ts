import { z } from "zod";
import { dayNumber, formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  capital,
  countInWords,
  countOf,
  type Asking,
  type Cell,
  type Db,
  type Picture,
  type Row,
  type Sentence,
} from "../../kernel/index.ts";
import { listBoardsById, listOrganisationsById, type Board, type Organisation } from "../../place/index.ts";
import { drawBars } from "../../web/index.ts";
import { replyClock, standingInWords, standingOf, type ReplyClock, type Standing } from "../clock.ts";
import { heldReplyLaw } from "../law.ts";
import { fileOn, reviewHref, stances, type Recommendation, type ReviewFile } from "../review.ts";
import { bodyCell, countFigure, thingCell } from "./shared.ts";

/** A recommendation with its body, its clock and how it stands. */
export interface RecommendationView {
  readonly file: ReviewFile;
  readonly one: Recommendation;
  readonly body: Organisation | undefined;
  readonly clock: ReplyClock | undefined;
  readonly standing: Standing;
}

/** A review as pages show it, on the day asked about. */
export interface ReviewView {
  readonly file: ReviewFile;
  readonly board: Board | undefined;
  readonly bodies: ReadonlyMap<string, Organisation>;
  readonly recommendations: readonly RecommendationView[];
}

/** Reviews that had begun by the day asked about, with names and clocks. */
export async function viewsOfReviews(
  asking: Pick<Asking, "db" | "at">,
  files: readonly ReviewFile[],
): Promise<readonly ReviewView[]> {
  const begun = files
    .filter(({ review }) => review.openedOn <= asking.at)
    .map((one) => fileOn(one, asking.at));
  if (begun.length === 0) return [];
  const boards = await listBoardsById(
    asking.db,
    begun.map(({ review }) => review.boardId),
  );
  const bodies = await bodiesOf(asking.db, begun);
  const law = await heldReplyLaw();
  return begun.map((file) => ({
    file,
    board: boards.find(({ id }) => id === file.review.boardId),
    bodies,
    recommendations: file.recommendations.map((one) => {
      const body = bodies.get(one.bodyId);
      const clock = body && replyClock(law, body, one);
      return { file, one, body, clock, standing: standingOf(one, clock, asking.at) };
    }),
  }));
}

async function bodiesOf(db: Db, files: readonly ReviewFile[]): Promise<ReadonlyMap<string, Organisation>> {
  const ids = files.flatMap(({ review, requests, recommendations }) => [
    ...(review.bodyId === undefined ? [] : [review.bodyId]),
    ...[...requests, ...recommendations].map(({ bodyId }) => bodyId),
  ]);
  const found = await listOrganisationsById(db, [...new Set(ids)]);
  return new Map(found.map((one) => [one.id as string, one]));
}

/** A link to a review, labelled where it is made up. */
export function reviewCell({ review }: ReviewFile, asking: Pick<Asking, "at" | "atGiven">): Cell {
  return thingCell({ text: review.title, href: reviewHref(review.slug), basis: review.basis }, asking);
}

/** How a recommendation stands, in words. */
export function standingWords({ standing, body }: RecommendationView): string {
  return standingInWords(standing, body ?? { keptHere: false });
}

/** The reply in a few words: its stance, else how it stands. */
export function replyWords(view: RecommendationView): string {
  const { replied } = view.one;
  return replied ? `${stances[replied.stance]}. ${standingWords(view)}.` : `${standingWords(view)}.`;
}

/** How many replies are given, wait, and are past their day. */
export interface Counts {
  readonly all: number;
  readonly replied: number;
  readonly waiting: number;
  readonly past: number;
}

/** Counts how recommendations stand. */
export function countsOf(views: readonly RecommendationView[]): Counts {
  const of = (...kinds: readonly Standing["kind"][]): number =>
    views.filter(({ standing }) => kinds.includes(standing.kind)).length;
  return {
    all: views.length,
    replied: of("replied"),
    waiting: of("running", "no-period", "past"),
    past: of("past"),
  };
}

/** The counts as one sentence. */
export function countsInWords({ all, replied, waiting, past }: Counts): Sentence {
  if (all === 0) return "No recommendation has been made yet.";
  const of = past === waiting ? (past === 1 ? "it" : "all of them") : `${countInWords(past)} of them`;
  return [
    { strong: `${capital(countOf(replied, "reply", "replies"))} to ${countOf(all, "recommendation")}` },
    waiting === 0
      ? ". None is waited for."
      : `. ${capital(countOf(waiting, "reply is", "replies are"))} waited for`,
    waiting === 0 ? "" : past === 0 ? "." : `, ${of} past the day it was due.`,
  ];
}

/** Days from the request for a reply to the reply, or to the day asked about, one bar a recommendation. */
export function waitPicture(views: readonly RecommendationView[], at: CivilDate): Picture | undefined {
  const asked = views.flatMap((view) =>
    view.one.askedOn === undefined ? [] : [{ view, on: view.one.askedOn }],
  );
  if (asked.length === 0) return undefined;
  const bars = asked.map(({ view, on }) => ({
    label: `${view.one.number}: ${view.body?.name ?? "a body not shown here"}`,
    figure: countFigure(dayNumber(view.one.replied?.on ?? at) - dayNumber(on)),
    named: !view.one.replied,
  }));
  const levels = [
    ...new Set(
      asked.flatMap(({ view, on }) => (view.clock ? [dayNumber(view.clock.due) - dayNumber(on)] : [])),
    ),
  ];
  return drawBars(
    {
      item: "Recommendation",
      measure: "Days from asking to the reply",
      bars,
      levels: levels.map((value) => ({ value, label: `due after ${value} days` })),
    },
    {
      summary: `Days from asking for a reply until it came, or until ${formatCivilDate(at)} where it is still waited for.`,
      caption: "Days from asking to the reply",
      decimals: 0,
    },
  );
}

/** A row of a table of recommendations. */
export function recommendationRow(view: RecommendationView, asking: Asking): Row {
  const { one, body, clock } = view;
  return {
    number: one.number,
    review: reviewCell(view.file, asking),
    body: bodyCell(body, asking),
    words: one.words,
    asked: one.askedOn,
    due: clock?.due,
    reply: replyWords(view),
  };
}

/** A recommendation as machines get it. */
export const recommendationShape = z.object({
  review: z.string(),
  number: z.number(),
  body: z.string().nullable(),
  words: z.string(),
  why: z.string(),
  madeOn: z.iso.date(),
  askedOn: z.iso.date().nullable(),
  dueOn: z.iso.date().nullable(),
  provision: z.string().nullable(),
  standing: z.enum(["replied", "not-asked", "no-period", "running", "past"]),
  repliedOn: z.iso.date().nullable(),
  stance: z.string().nullable(),
  reply: z.string().nullable(),
  checks: z.array(z.object({ months: z.number(), on: z.iso.date(), found: z.string(), words: z.string() })),
});

/** A recommendation for machines. */
export function recommendationJson({
  file,
  one,
  body,
  clock,
  standing,
}: RecommendationView): z.output<typeof recommendationShape> {
  return {
    review: file.review.slug,
    number: one.number,
    body: body?.slug ?? null,
    words: one.words,
    why: one.why,
    madeOn: one.madeOn,
    askedOn: one.askedOn ?? null,
    dueOn: clock?.due ?? null,
    provision: clock?.provision ?? null,
    standing: standing.kind,
    repliedOn: one.replied?.on ?? null,
    stance: one.replied?.stance ?? null,
    reply: one.replied?.words ?? null,
    checks: one.checks.map(({ months, on, found, words }) => ({ months, on: on as string, found, words })),
  };
}
