import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  NotFound,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { boardRef, findBoard, resourceOfBoard } from "../../place/index.ts";
import { findKept } from "./body-page.ts";
import { dormantSince, lastPublicOn } from "./openness.ts";
import { addAnswer } from "./store-openness.ts";
import { noticeRule, noticeWords } from "./words.ts";

const wordsMax = 1000;

const answerSchema = z.object({
  slug: z.string(),
  words: z
    .string({ error: "Write what the body says." })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, "Write what the body says.")
    .max(wordsMax, `Use at most ${wordsMax} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.")
    .meta({
      title: "What the body says",
      description:
        "In its own words, for everybody to read: why nothing has become public, and when it will. Name offices, not people.",
    }),
});
type AnswerNotice = z.output<typeof answerSchema>;

/** Those who keep a dormant body answer its notice; the answer stands beside the notice, which stays. */
export const answerNoticeCommand: Command = defineCommand<AnswerNotice>({
  name: "app.answer-notice",
  title: "Answer the notice that a body is dormant",
  about:
    "Puts the body's own words beside the notice that nothing of it has become public. The notice stays.",
  schema: answerSchema,
  path: "/openness/:slug/answer",
  resource: async (db, { slug }) => {
    const board = typeof slug === "string" ? await findBoard(db, slug) : undefined;
    return board?.completeness === "kept-here" ? resourceOfBoard(board) : undefined;
  },
  form: answerForm,
  run: runAnswer,
});

async function answerForm({ db, params, today }: FormAsking): Promise<FormModel | undefined> {
  const found = await findKept({ db, at: today }, await findBoard(db, params["slug"] ?? ""));
  if (!found) return undefined;
  const { kept, acts } = found;
  const since = dormantSince(kept, acts, today);
  if (since === undefined) throw nothingToAnswer(kept.name);
  return {
    title: `Answer the notice about ${kept.name}`,
    intro: `${noticeWords(kept.name, since, lastPublicOn(acts, today) !== undefined)} ${noticeRule}`,
    submit: "Publish the answer",
    illustrative: kept.illustrative,
    trail: [
      { text: "Openness", href: "/openness" },
      { text: kept.name, href: `/openness/${kept.slug}` },
    ],
    fields: [{ name: "words", widget: { kind: "textarea", rows: 4 } }],
  };
}

function nothingToAnswer(name: string): Conflict {
  return new Conflict("app.not-dormant", {
    message: `There is no notice about ${name} to answer: something of it became public in the last half year.`,
  });
}

async function runAnswer({ tx, actor, clock, today }: Acting, input: AnswerNotice): Promise<Done> {
  const found = await findKept({ db: tx, at: today }, await findBoard(tx, input.slug));
  if (!found)
    throw new NotFound("app.body-not-kept", {
      message: "No body with this address is kept here. Those that are stand at /openness.",
    });
  const { kept, acts } = found;
  const since = dormantSince(kept, acts, today);
  if (since === undefined) throw nothingToAnswer(kept.name);
  await addAnswer(tx, {
    id: newUuid(millisOf(clock.now())),
    board: kept.id,
    dormantSince: since,
    words: input.words,
    office: actor.capacity.title,
    on: today,
    source: `Entered on this site: ${actor.capacity.title}`,
    seen: today,
    basis: kept.illustrative ? "illustrative" : "kept-here",
  });
  const summary = `${kept.name} answered the notice that it has been dormant since ${formatCivilDate(since)}. ${input.words}`;
  return {
    message:
      "The answer stands beside the notice. The notice stays until something of the body becomes public.",
    href: `/openness/${kept.slug}`,
    subject: boardRef(kept),
    entry: {
      kind: "app.notice-answered",
      summary: summary.length > wordsMax ? `${summary.slice(0, wordsMax - 1)}…` : summary,
      subjects: [boardRef(kept)],
      body: { board: kept.slug, dormantSince: since, words: input.words },
    },
  };
}
