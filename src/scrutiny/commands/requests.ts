import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { requestKinds, requestOutcomes, type AnsweredFrom, type Request } from "../review.ts";
import { answerRequestSchema, makeRequestSchema, type AnswerRequest, type MakeRequest } from "../schema.ts";
import { answerRequest, insertRequest } from "../store-change.ts";
import { choicesOf } from "./act.ts";
import { getBody } from "./bodies.ts";
import { openReviewToChange, reviewDone, reviewForm, reviewResource } from "./found.ts";
import {
  answeredOn,
  answerResource,
  dayField,
  findLine,
  lineToChange,
  newLine,
  requestLine,
} from "./lines.ts";

/** A committee asks a body for information or attendance. */
export const makeRequestCommand: Command = defineCommand<MakeRequest>({
  name: "scrutiny.make-request",
  title: "Ask for information or attendance",
  about: "Asks a body for information, or for somebody to attend, in a review.",
  schema: makeRequestSchema,
  path: "/scrutiny/reviews/:review/requests/add",
  resource: reviewResource,
  form: async (asking) => {
    const line = await newLine(asking);
    return (
      line &&
      reviewForm(line.file, {
        title: "Ask for information or attendance",
        submit: "Ask",
        intro:
          "Health bodies must tell what a council's scrutiny asks, and come when it asks them with fair notice (SI 2013/218 regs 26 and 27). The law sets no number of days.",
        values: { kind: "information", ...line.values },
        fields: [
          line.field,
          { name: "kind", widget: { kind: "radios", options: choicesOf(requestKinds) } },
          { name: "words", widget: { kind: "textarea", rows: 5 } },
          { name: "wantedBy", widget: { kind: "date" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: MakeRequest): Promise<Done> => {
    const file = await openReviewToChange(acting.tx, input.review);
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

/** The body that was asked answers, from its own sign-in. */
export const answerRequestCommand: Command = defineCommand<AnswerRequest>({
  name: "scrutiny.answer-request",
  title: "Answer a request",
  about:
    "Answers what a scrutiny committee asked for; of a body not kept here the committee notes what it received.",
  schema: answerRequestSchema,
  path: "/scrutiny/reviews/:review/requests/:number/answer",
  resource: answerResource(requestLine),
  form: async ({ db, params }) => {
    const found = await findLine(db, requestLine, params);
    if (!found) return undefined;
    const { file, one, body } = found;
    return reviewForm(file, {
      title: `Answer request ${one.number}`,
      submit: "Send the answer",
      intro: `Asked of ${body.name}: ${one.words}`,
      values: { outcome: "done" },
      fields: [
        { name: "outcome", widget: { kind: "radios", options: choicesOf(requestOutcomes[one.kind]) } },
        { name: "words", widget: { kind: "textarea", rows: 8 } },
        ...dayField(body),
      ],
    });
  },
  run: async (acting: Acting, input: AnswerRequest): Promise<Done> => {
    const { file, one, body } = await lineToChange(acting.tx, requestLine, input);
    const on = answeredOn(acting, input.on, { body, asked: one.askedOn });
    const { outcome, words } = input;
    const from: AnsweredFrom = body.keptHere ? "own" : "received";
    if (!(await answerRequest(acting.tx, one.id, { on, outcome, words, from })))
      throw new Conflict("scrutiny.answered", {
        message: `Request ${one.number} has an answer. It stays as it was given; ask again where something is open.`,
      });
    return await reviewDone(acting, file, {
      kind: "scrutiny.request-answered",
      summary: `${body.name} answered request ${one.number} of the review “${file.review.title}”: ${requestOutcomes[one.kind][outcome].toLowerCase()}.`,
      body: { number: one.number, outcome, words, on, from },
      bodyId: one.bodyId,
    });
  },
});
