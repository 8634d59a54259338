import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormModel,
  type PolicyResource,
} from "../../kernel/index.ts";
import { listOrganisationsById, type Organisation } from "../../place/index.ts";
import { requestKinds, requestOutcomes, type AnsweredFrom, type Request } from "../review.ts";
import { answerRequestSchema, makeRequestSchema, type AnswerRequest, type MakeRequest } from "../schema.ts";
import { answerRequest, insertRequest } from "../store-change.ts";
import { findReview } from "../store-reviews.ts";
import {
  choicesOf,
  committeeOf,
  getBody,
  getNumbered,
  getReview,
  numbered,
  refuseEnded,
  resourceOfAnswer,
  reviewDone,
  reviewForm,
  reviewResource,
  textIn,
} from "./found.ts";
import { bodyOptions } from "./reviews.ts";

type Input = Readonly<Record<string, unknown>>;

/** A committee asks a body for information or attendance. */
export const makeRequestCommand: Command = defineCommand<MakeRequest>({
  name: "scrutiny.make-request",
  title: "Ask for information or attendance",
  about: "Asks a body for information, or for somebody to attend, in a review.",
  schema: makeRequestSchema,
  path: "/scrutiny/reviews/:review/requests/add",
  resource: reviewResource,
  form: async ({ db, params, today }) => {
    const file = await findReview(db, params["review"] ?? "");
    const committee = file && (await committeeOf(db, file.review.boardId));
    if (!file || !committee) return undefined;
    return reviewForm(file, {
      title: "Ask for information or attendance",
      submit: "Ask",
      intro:
        "Health bodies must give information and attend when a council's scrutiny asks with reasonable notice (SI 2013/218 regs 26 and 27). The law sets no number of days.",
      values: { kind: "information", ...(await bodyOf(db, file.review.bodyId)) },
      fields: [
        { name: "body", widget: { kind: "select", options: await bodyOptions(db, committee, today) } },
        { name: "kind", widget: { kind: "radios", options: choicesOf(requestKinds) } },
        { name: "words", widget: { kind: "textarea", rows: 5 } },
        { name: "wantedBy", widget: { kind: "date" } },
      ],
    });
  },
  run: async (acting: Acting, input: MakeRequest): Promise<Done> => {
    const file = await getReview(acting.tx, input.review);
    refuseEnded(file);
    const body = await getBody(acting.tx, input.body, file.review);
    if (input.wantedBy !== undefined && input.wantedBy < acting.today)
      throw new Invalid([
        {
          code: "scrutiny.day",
          field: "wantedBy",
          message: `${formatCivilDate(input.wantedBy)} is over. Give a day that is still to come, or none.`,
        },
      ]);
    const request: Request = {
      id: newUuid(millisOf(acting.clock.now())),
      reviewId: file.review.id,
      number: file.requests.length + 1,
      bodyId: body.id,
      kind: input.kind,
      words: input.words,
      askedOn: acting.today,
      ...(input.wantedBy !== undefined && { wantedBy: input.wantedBy }),
    };
    await insertRequest(acting.tx, file.review, request);
    return await reviewDone(acting, file, {
      kind: "scrutiny.request-made",
      summary: `${body.name} is asked for ${request.kind} in the review “${file.review.title}”${request.wantedBy ? ` by ${formatCivilDate(request.wantedBy)}` : ""}.`,
      body: {
        number: request.number,
        kind: request.kind,
        body: body.slug,
        words: request.words,
        wantedBy: request.wantedBy ?? null,
      },
      bodyId: request.bodyId,
    });
  },
});

/** The body of a review, to begin a form with. */
export async function bodyOf(db: Db, id: string | undefined): Promise<Readonly<Record<string, string>>> {
  const [body] = id === undefined ? [] : await listOrganisationsById(db, [id]);
  return body ? { body: body.slug } : {};
}

async function requestResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const file = await findReview(db, textIn(input, "review"));
  const request = file && numbered(file.requests, input["number"]);
  return file && request && (await resourceOfAnswer(db, file, request.bodyId));
}

/** The body that was asked answers, from its own sign-in. */
export const answerRequestCommand: Command = defineCommand<AnswerRequest>({
  name: "scrutiny.answer-request",
  title: "Answer a request",
  about:
    "Answers what a scrutiny committee asked for; of a body not kept here the committee notes what it received.",
  schema: answerRequestSchema,
  path: "/scrutiny/reviews/:review/requests/:number/answer",
  resource: requestResource,
  form: async ({ db, params }) => {
    const file = await findReview(db, params["review"] ?? "");
    const request = file && numbered(file.requests, params["number"]);
    const [body] = request ? await listOrganisationsById(db, [request.bodyId]) : [];
    if (!file || !request || !body) return undefined;
    return reviewForm(file, {
      title: `Answer request ${request.number}`,
      submit: "Send the answer",
      intro: `Asked of ${body.name}: ${request.words}`,
      values: { outcome: "done" },
      fields: [
        { name: "outcome", widget: { kind: "radios", options: choicesOf(requestOutcomes) } },
        { name: "words", widget: { kind: "textarea", rows: 8 } },
        ...dayField(body),
      ],
    });
  },
  run: async (acting: Acting, input: AnswerRequest): Promise<Done> => {
    const file = await getReview(acting.tx, input.review);
    const request = getNumbered(file.requests, input.number, "request");
    const [body] = await listOrganisationsById(acting.tx, [request.bodyId]);
    const on = answeredOn(acting, input.on, { body, asked: request.askedOn });
    const { outcome, words } = input;
    const from: AnsweredFrom = body?.keptHere ? "own" : "received";
    if (!(await answerRequest(acting.tx, request.id, { on, outcome, words, from })))
      throw new Conflict("scrutiny.answered", {
        message: `Request ${request.number} has an answer. It stays as it was given; ask again where something is open.`,
      });
    return await reviewDone(acting, file, {
      kind: "scrutiny.request-answered",
      summary: `${body?.name ?? "The body asked"} answered request ${request.number} of the review “${file.review.title}”: ${requestOutcomes[outcome].toLowerCase()}.`,
      body: { number: request.number, outcome, words, on, from },
      bodyId: request.bodyId,
    });
  },
});

/** The day of an answer is asked only where the committee notes what it received. */
export function dayField(body: Pick<Organisation, "keptHere">): FormModel["fields"] {
  return body.keptHere ? [] : [{ name: "on", widget: { kind: "date" } }];
}

/** The day an answer counts from: today, or for a body not kept here the day it was received. */
export function answeredOn(
  { today }: Pick<Acting, "today">,
  given: CivilDate | undefined,
  { body, asked }: { readonly body: Organisation | undefined; readonly asked: CivilDate },
): CivilDate {
  const on = given ?? today;
  const message =
    body?.keptHere && on !== today
      ? `${body.name} answers from its own sign-in, so the day is today.`
      : on > today
        ? `${formatCivilDate(on)} is still to come.`
        : on < asked
          ? `${formatCivilDate(on)} is before the day it was asked, ${formatCivilDate(asked)}.`
          : undefined;
  if (message !== undefined) throw new Invalid([{ code: "scrutiny.day", field: "on", message }]);
  return on;
}
