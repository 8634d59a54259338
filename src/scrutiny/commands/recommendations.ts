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
import type { Organisation } from "../../place/index.ts";
import { checkDueOn, replyClock, type ReplyClock } from "../clock.ts";
import { heldReplyLaw } from "../law.ts";
import { checkMonths, findings, stances, type CheckMonths, type Recommendation } from "../review.ts";
import {
  askForReplySchema,
  checkSchema,
  makeRecommendationSchema,
  replySchema,
  type AskForReply,
  type CheckRecommendation,
  type MakeRecommendation,
  type Reply,
} from "../schema.ts";
import { askForReply, insertCheck, insertRecommendation, replyToRecommendation } from "../store-change.ts";
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
  recommendationLine,
} from "./lines.ts";

/** A committee recommends something to a body, and may ask for a reply at once. */
export const makeRecommendationCommand: Command = defineCommand<MakeRecommendation>({
  name: "scrutiny.make-recommendation",
  title: "Make a recommendation",
  about: "Recommends something to a body; the time for its reply runs once a reply is asked for.",
  schema: makeRecommendationSchema,
  path: "/scrutiny/reviews/:review/recommendations/add",
  resource: reviewResource,
  form: async (asking) => {
    const line = await newLine(asking);
    return (
      line &&
      reviewForm(line.file, {
        title: "Make a recommendation",
        submit: "Make it",
        intro:
          "A health body that is asked for a reply answers in writing within 28 days of the request. A council answers within two months.",
        values: { ask: "yes", ...line.values },
        fields: [
          line.field,
          { name: "words", widget: { kind: "textarea", rows: 3 } },
          { name: "why", widget: { kind: "textarea", rows: 3 } },
          { name: "ask", widget: { kind: "radios", options: choicesOf({ yes: "Yes", no: "Not yet" }) } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: MakeRecommendation): Promise<Done> => {
    const file = await openReviewToChange(acting.tx, input.review);
    const body = await getBody(acting.tx, input.body, file.review);
    const one: Recommendation = {
      id: newUuid(millisOf(acting.clock.now())),
      reviewId: file.review.id,
      number: file.recommendations.length + 1,
      bodyId: body.id,
      words: input.words,
      why: input.why,
      madeOn: acting.today,
      checks: [],
      ...(input.ask === "yes" && { askedOn: acting.today }),
    };
    await insertRecommendation(acting.tx, file.review, one);
    const clock = replyClock(await heldReplyLaw(), body, one);
    return await reviewDone(acting, file, {
      kind: "scrutiny.recommendation-made",
      summary: `Recommendation ${one.number} of the review “${file.review.title}” to ${body.name}: ${one.words}`,
      body: {
        number: one.number,
        body: body.slug,
        words: one.words,
        why: one.why,
        askedOn: one.askedOn ?? null,
        dueOn: clock?.due ?? null,
        provision: clock?.provision ?? null,
      },
      bodyId: one.bodyId,
      message: `Recommendation ${one.number} is made. ${dueWords(body, one, clock)}`,
      json: { number: one.number, dueOn: clock?.due ?? null },
    });
  },
});

function dueWords(
  body: Pick<Organisation, "name">,
  one: Pick<Recommendation, "askedOn">,
  clock: ReplyClock | undefined,
): string {
  if (one.askedOn === undefined) return "No reply was asked for, so no time runs yet.";
  return clock
    ? `The reply of ${body.name} is due by ${formatCivilDate(clock.due)} (${clock.provision}).`
    : `No period that binds ${body.name} is held here, so no day can be given.`;
}

/** Asking for a reply to a recommendation made before: its clock begins. */
export const askForReplyCommand: Command = defineCommand<AskForReply>({
  name: "scrutiny.ask-for-reply",
  title: "Ask for a reply",
  about: "Asks a body to reply to a recommendation; the time for its reply begins.",
  schema: askForReplySchema,
  path: "/scrutiny/reviews/:review/recommendations/:number/ask",
  resource: reviewResource,
  form: async ({ db, params }) => {
    const found = await findLine(db, recommendationLine, params);
    return (
      found &&
      reviewForm(found.file, {
        title: `Ask for a reply to recommendation ${found.one.number}`,
        submit: "Ask for the reply",
        intro: found.one.words,
        fields: [],
      })
    );
  },
  run: async (acting: Acting, input: AskForReply): Promise<Done> => {
    const { file, one, body } = await lineToChange(acting.tx, recommendationLine, input);
    if (!(await askForReply(acting.tx, one.id, acting.today)))
      throw new Conflict("scrutiny.asked-before", {
        message: `A reply to recommendation ${one.number} was asked for before; its time runs from then.`,
      });
    const asked = { ...one, askedOn: acting.today };
    const clock = replyClock(await heldReplyLaw(), body, asked);
    return await reviewDone(acting, file, {
      kind: "scrutiny.reply-asked",
      summary: `${body.name} is asked to reply to recommendation ${one.number} of the review “${file.review.title}”.`,
      body: { number: one.number, dueOn: clock?.due ?? null, provision: clock?.provision ?? null },
      bodyId: one.bodyId,
      message: dueWords(body, asked, clock),
    });
  },
});

/** The body replies: accepted, in part, or not, and what it will do. */
export const replyCommand: Command = defineCommand<Reply>({
  name: "scrutiny.reply-to-recommendation",
  title: "Reply to a recommendation",
  about:
    "Says whether a recommendation is accepted and what will be done; of a body not kept here the committee notes what it received.",
  schema: replySchema,
  path: "/scrutiny/reviews/:review/recommendations/:number/reply",
  resource: answerResource(recommendationLine),
  form: async ({ db, params }) => {
    const found = await findLine(db, recommendationLine, params);
    if (!found) return undefined;
    const { file, one, body } = found;
    return reviewForm(file, {
      title: `Reply to recommendation ${one.number}`,
      submit: "Send the reply",
      intro: `To ${body.name}: ${one.words}`,
      fields: [
        { name: "stance", widget: { kind: "radios", options: choicesOf(stances) } },
        { name: "words", widget: { kind: "textarea", rows: 8 } },
        ...dayField(body),
      ],
    });
  },
  run: async (acting: Acting, input: Reply): Promise<Done> => {
    const { file, one, body } = await lineToChange(acting.tx, recommendationLine, input);
    const on = answeredOn(acting, input.on, { body, asked: one.madeOn });
    const { stance, words } = input;
    const from = body.keptHere ? "own" : "received";
    if (!(await replyToRecommendation(acting.tx, one.id, { on, stance, words, from })))
      throw new Conflict("scrutiny.replied", {
        message: `Recommendation ${one.number} has its reply. It stays as it was given.`,
      });
    const clock = replyClock(await heldReplyLaw(), body, one);
    return await reviewDone(acting, file, {
      kind: "scrutiny.recommendation-replied",
      summary: `${body.name} replied to recommendation ${one.number} of the review “${file.review.title}”: ${stances[stance].toLowerCase()}.`,
      body: { number: one.number, stance, words, on, from, dueOn: clock?.due ?? null },
      bodyId: one.bodyId,
    });
  },
});

/** The committee looks whether what was accepted happened. */
export const checkCommand: Command = defineCommand<CheckRecommendation>({
  name: "scrutiny.check-recommendation",
  title: "Check whether it happened",
  about: "Says, six or twelve months after a reply, whether what was accepted happened, and what shows it.",
  schema: checkSchema,
  path: "/scrutiny/reviews/:review/recommendations/:number/check",
  resource: reviewResource,
  form: async ({ db, params, today }) => {
    const found = await findLine(db, recommendationLine, params);
    if (!found) return undefined;
    const open = checkMonths.filter((months) => !found.one.checks.some((one) => one.months === months));
    const due = open.find((months) => (checkDueOn(found.one, months) ?? "9999") <= today) ?? open[0];
    return reviewForm(found.file, {
      title: `Check recommendation ${found.one.number}`,
      submit: "Keep the check",
      intro: found.one.replied ? `${found.one.words} The reply: ${found.one.replied.words}` : found.one.words,
      values: due === undefined ? {} : { months: String(due) },
      fields: [
        {
          name: "months",
          widget: {
            kind: "radios",
            options: [
              { value: "6", text: "Six months" },
              { value: "12", text: "Twelve months" },
            ],
          },
        },
        { name: "found", widget: { kind: "radios", options: choicesOf(findings) } },
        { name: "words", widget: { kind: "textarea", rows: 4 } },
      ],
    });
  },
  run: async (acting: Acting, input: CheckRecommendation): Promise<Done> => {
    const { file, one } = await lineToChange(acting.tx, recommendationLine, input);
    const months: CheckMonths = input.months === "6" ? 6 : 12;
    refuseEarly(acting, one, months);
    const { found, words } = input;
    const check = { months, on: acting.today, found, words };
    if (!(await insertCheck(acting.tx, { id: one.id, audience: file.review.audience }, check)))
      throw new Conflict("scrutiny.checked", {
        message: `The check after ${input.months} months was made before and stays as it is.`,
      });
    return await reviewDone(acting, file, {
      kind: "scrutiny.recommendation-checked",
      summary: `Recommendation ${one.number} of the review “${file.review.title}”, looked at after ${input.months} months: ${findings[found].toLowerCase()}.`,
      body: { number: one.number, months, found, words },
      bodyId: one.bodyId,
    });
  },
});

/** A check follows a reply that accepted something, and not before its day (README invariant 5). */
function refuseEarly({ today }: Acting, one: Recommendation, months: CheckMonths): void {
  const due = checkDueOn(one, months);
  const message =
    due === undefined
      ? one.replied
        ? "It was not accepted, so there is nothing to check."
        : "There is no reply yet, so there is nothing to check."
      : due > today
        ? `The check after ${months} months is due from ${formatCivilDate(due)}.`
        : undefined;
  if (message !== undefined) throw new Invalid([{ code: "scrutiny.check", field: "months", message }]);
}
