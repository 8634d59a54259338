import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  type Acting,
  type Db,
  type FormAsking,
  type FormModel,
  type PolicyResource,
} from "../../kernel/index.ts";
import { listOrganisationsById, type Organisation } from "../../place/index.ts";
import type { Recommendation, Request, ReviewFile } from "../review.ts";
import { findReview } from "../store-reviews.ts";
import { textIn, type Input } from "./act.ts";
import { bodyOptions } from "./bodies.ts";
import { committeeOf, reviewToChange } from "./found.ts";

/** What a review asks of a body, each numbered by itself. */
type Line = Request | Recommendation;

/** Of which sort a line is: what it is called, and where a review holds it. */
export interface LineSort<One extends Line> {
  readonly word: string;
  readonly of: (file: ReviewFile) => readonly One[];
}

export const requestLine: LineSort<Request> = { word: "request", of: ({ requests }) => requests };
export const recommendationLine: LineSort<Recommendation> = {
  word: "recommendation",
  of: ({ recommendations }) => recommendations,
};

/** A line with its review and the body that it is put to. */
export interface FoundLine<One extends Line> {
  readonly file: ReviewFile;
  readonly one: One;
  readonly body: Organisation;
}

/** The line that an input names; undefined where there is none, or its body is not shown to this viewer. */
export async function findLine<One extends Line>(
  db: Db,
  sort: LineSort<One>,
  input: Input,
): Promise<FoundLine<One> | undefined> {
  const file = await findReview(db, textIn(input, "review"));
  const one = file && sort.of(file).find(({ number }) => String(number) === String(input["number"]));
  const [body] = one ? await listOrganisationsById(db, [one.bodyId]) : [];
  return file && one && body && { file, one, body };
}

/** The line that an act changes, its review held still until the act is over. */
export async function lineToChange<One extends Line>(
  tx: Db,
  sort: LineSort<One>,
  input: { readonly review: string; readonly number: number },
): Promise<FoundLine<One>> {
  const file = await reviewToChange(tx, input.review);
  const one = sort.of(file).find(({ number }) => number === input.number);
  if (!one)
    throw new NotFound("scrutiny.no-such-line", {
      message: `This review has no ${sort.word} ${input.number}.`,
    });
  const [body] = await listOrganisationsById(tx, [one.bodyId]);
  if (body) return { file, one, body };
  throw new Conflict("scrutiny.no-body", {
    message: `The body that ${sort.word} ${input.number} was put to is no longer held here.`,
  });
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

/** The same of the line that an input names. */
export function answerResource<One extends Line>(
  sort: LineSort<One>,
): (db: Db, input: Input) => Promise<PolicyResource | undefined> {
  return async (db, input) => {
    const found = await findLine(db, sort, input);
    return found && (await resourceOfAnswer(db, found.file, found.one.bodyId));
  };
}

/** The review that a form adds a line to, with the field for the body and the value it begins with. */
export async function newLine({ db, params, today }: FormAsking): Promise<
  | {
      readonly file: ReviewFile;
      readonly field: FormModel["fields"][number];
      readonly values: Readonly<Record<string, string>>;
    }
  | undefined
> {
  const file = await findReview(db, params["review"] ?? "");
  if (!file) return undefined;
  const { bodyId } = file.review;
  const [body] = bodyId === undefined ? [] : await listOrganisationsById(db, [bodyId]);
  return {
    file,
    field: {
      name: "body",
      widget: { kind: "select", options: await bodyOptions(db, file.review, today) },
    },
    values: body ? { body: body.slug } : {},
  };
}

/** The day of an answer is asked only where the committee notes what it received. */
export function dayField(body: Pick<Organisation, "keptHere">): FormModel["fields"] {
  return body.keptHere ? [] : [{ name: "on", widget: { kind: "date" } }];
}

/** The day an answer counts from: today, or for a body not kept here the day it was received. */
export function answeredOn(
  { today }: Pick<Acting, "today">,
  given: CivilDate | undefined,
  { body, asked }: { readonly body: Organisation; readonly asked: CivilDate },
): CivilDate {
  const on = given ?? today;
  const message =
    body.keptHere && on !== today
      ? `${body.name} answers from its own sign-in, so the day is today.`
      : on > today
        ? `${formatCivilDate(on)} is still to come.`
        : on < asked
          ? `${formatCivilDate(on)} is before the day it was asked, ${formatCivilDate(asked)}.`
          : undefined;
  if (message !== undefined) throw new Invalid([{ code: "scrutiny.day", field: "on", message }]);
  return on;
}
