import {
  Conflict,
  Invalid,
  defineCommand,
  millisOf,
  newUuid,
  organisationAudience,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { lawHolidays } from "../../decisions/index.ts";
import type { Organisation } from "../../place/index.ts";
import { answerDue } from "../question-clock.ts";
import { questionHref, titleOf } from "../question.ts";
import { askQuestionSchema, type AskQuestion } from "../schema-questions.ts";
import { insertQuestion, nextQuestionNumber } from "../store-questions-change.ts";
import { listLike } from "../store-questions.ts";
import { formOn } from "./act.ts";
import { findBodyKeptHere, keptBodyResource } from "./bodies.ts";
import { refusePersonalData } from "./personal-data.ts";
import { questionDone } from "./question-act.ts";

/** Bodies of which we do not know that the Act binds them. */
const outsideTheAct: readonly string[] = ["voluntary", "other"];

/** Anybody with a sign-in puts a question to a body kept here. */
export const askQuestionCommand: Command = defineCommand<AskQuestion>({
  name: "scrutiny.ask-question",
  title: "Ask a question",
  about:
    "Puts a question to a body kept here. That it was asked is public at once, its words once somebody has read them; who asked never.",
  schema: askQuestionSchema,
  secrets: ["replyName", "replyTo"],
  path: "/questions/ask/:body",
  resource: keptBodyResource,
  form,
  run,
});

async function form({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const body = await findBodyKeptHere(db, params["body"] ?? "");
  if (!body) return undefined;
  const trail = [
    { text: "Questions", href: "/questions" },
    { text: "Ask a question", href: "/questions/ask" },
  ];
  return formOn(body, trail, {
    title: `Ask ${body.name} a question`,
    intro: [
      "Your question goes to ",
      { text: body.name, href: `/organisations/${body.slug}` },
      ". Somebody there reads it first, by the ",
      { text: "rules that everybody can read", href: "/questions/rules" },
      ". Then the question and its answer are public. Who asked is not.",
    ],
    submit: "Ask",
    values: { foi: "false" },
    fields: [
      { name: "title", widget: { kind: "text" } },
      { name: "words", widget: { kind: "textarea", rows: 6 } },
      { name: "different", widget: { kind: "yes-no" } },
      { name: "checked", widget: { kind: "yes-no" } },
      { name: "foi", widget: { kind: "yes-no" } },
      { name: "replyName", widget: { kind: "text", autocomplete: "name" } },
      { name: "replyTo", widget: { kind: "textarea", rows: 2 } },
    ],
  });
}

async function run(acting: Acting, input: AskQuestion): Promise<Done> {
  const { tx, today, clock } = acting;
  const body = (await findBodyKeptHere(tx, input.body))!;
  refuseOutsideTheAct(body, input);
  refusePersonalData({ title: input.title, words: input.words }, { checked: input.checked });
  if (!input.different) await refuseUnseenLike(acting, body, input);
  const number = await nextQuestionNumber(tx, body.id);
  const id = newUuid(millisOf(clock.now()));
  const slug = `${body.slug}-${number}`;
  const dueOn = answerDue(today, lawHolidays());
  const { viewer } = acting.actor;
  await insertQuestion(tx, {
    id,
    slug,
    number,
    bodyId: body.id,
    askedOn: today,
    foi: input.foi,
    dueOn,
    title: input.title,
    words: input.words,
    illustrative: body.basis === "illustrative",
    own: organisationAudience(body.id),
    audience: body.audience,
    ...(viewer.kind === "person" && {
      asker: {
        accountId: viewer.accountId,
        ...(input.foi && { name: input.replyName, to: input.replyTo }),
      },
    }),
  });
  return questionDone(
    { id, slug, body, audience: body.audience },
    {
      kind: "scrutiny.question-asked",
      message: `Your question went to ${body.name}. Keep this address: the answer will stand here.`,
      summary: `Question ${number} was put to ${body.name}${input.foi ? ", as a request for information" : ""}. Its words are public once somebody has read them.`,
      body: { body: body.slug, number, request: input.foi, due: dueOn ?? null },
    },
  );
}

function refuseOutsideTheAct(body: Organisation, { foi }: AskQuestion): void {
  if (!foi || !outsideTheAct.includes(body.kind)) return;
  throw new Conflict("scrutiny.no-request-here", {
    message: `We do not know that the Freedom of Information Act binds ${body.name}. Ask an ordinary question.`,
  });
}

/** Whoever has not seen what was asked before is shown it first. */
async function refuseUnseenLike(acting: Acting, body: Organisation, input: AskQuestion): Promise<void> {
  const like = await listLike(acting.tx, { bodyId: body.id, words: `${input.title} ${input.words}` });
  if (like.length === 0) return;
  throw new Invalid(
    like.map(({ question }) => ({
      code: "scrutiny.asked-before",
      field: "different",
      message: `“${titleOf(question)}” was asked before: read it at ${questionHref(question.slug)}. If yours is another question, say yes here.`,
    })),
  );
}
