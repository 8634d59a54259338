import {
  Invalid,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { findingInWords, findPersonalData } from "../question-personal-data.ts";
import { ruleTitles } from "../question-rules.ts";
import { dueInWords } from "../question.ts";
import {
  publishQuestionSchema,
  refuseQuestionSchema,
  type PublishQuestion,
  type RefuseQuestion,
} from "../schema-questions.ts";
import { publishQuestion, refuseQuestion } from "../store-questions-change.ts";
import { findQuestion } from "../store-questions.ts";
import { refusePersonalData } from "./personal-data.ts";
import {
  questionDone,
  questionForm,
  questionResource,
  questionToChange,
  refuseRead,
} from "./question-act.ts";
import { refusalFields } from "./refusal.ts";

/** The body makes a question public and names the office that answers. */
export const publishQuestionCommand: Command = defineCommand<PublishQuestion>({
  name: "scrutiny.publish-question",
  title: "Publish a question",
  about: "Makes the words of a question public and names the office that answers it.",
  schema: publishQuestionSchema,
  path: "/questions/:question/publish",
  resource: questionResource,
  form: publishForm,
  run: async (acting, input): Promise<Done> => {
    const question = await questionToChange(acting, input.question);
    refuseRead(question);
    const { title = "", words = "" } = question;
    if (!input.checked)
      throw new Invalid([
        {
          code: "scrutiny.not-checked",
          field: "checked",
          message:
            "Read it once more for names, addresses, numbers and the story of one patient. Then say yes.",
        },
      ]);
    refusePersonalData({ answerer: `${title}\n${words}` });
    await publishQuestion(acting.tx, question, { on: acting.today, answerer: input.answerer });
    return questionDone(question, {
      kind: "scrutiny.question-published",
      message: `The question is public. ${input.answerer} answers it.`,
      summary: `Question ${question.number} to ${question.body.name} was published: ${title}`,
      body: { title, words, answerer: input.answerer, due: question.dueOn ?? null },
    });
  },
});

async function publishForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const question = await findQuestion(db, params["question"] ?? "");
  if (!question) return undefined;
  const seen = findPersonalData(`${question.title ?? ""}\n${question.words ?? ""}`);
  const said =
    seen.length === 0
      ? "Nothing in it looks like a name or number of a private person, but only a reader can tell."
      : `Look at this first: ${seen.map(findingInWords).join("; ")}.`;
  return questionForm(question, {
    title: "Publish this question",
    intro: `${said} The answer is due by ${dueInWords(question)}, whenever it is published.`,
    submit: "Publish it",
    fields: [
      { name: "answerer", widget: { kind: "text" } },
      { name: "checked", widget: { kind: "yes-no" } },
    ],
  });
}

/** The body keeps a question off the site, by one of the published rules. */
export const refuseQuestionCommand: Command = defineCommand<RefuseQuestion>({
  name: "scrutiny.refuse-question",
  title: "Keep a question off the site",
  about:
    "Keeps a question off the site by one of the published rules, with the reason; the refusal is public. A request for information must still be answered.",
  schema: refuseQuestionSchema,
  path: "/questions/:question/refuse",
  resource: questionResource,
  form: async ({ db, params }) => {
    const question = await findQuestion(db, params["question"] ?? "");
    if (!question) return undefined;
    return questionForm(question, {
      title: "Keep this question off the site",
      intro: question.foi
        ? "Its words stay with you: the law still asks for an answer by the same day. Rule and reason are public."
        : "Its words are deleted. The rule and your reason are public for good, and count in the figures of your body.",
      submit: "Keep it off",
      fields: refusalFields,
    });
  },
  run: async (acting: Acting, input): Promise<Done> => {
    const question = await questionToChange(acting, input.question);
    refuseRead(question);
    refusePersonalData({ why: input.why });
    await refuseQuestion(acting.tx, question, { on: acting.today, rule: input.rule, why: input.why });
    const rule = ruleTitles[input.rule];
    return questionDone(question, {
      kind: "scrutiny.question-refused",
      message: question.foi
        ? `The words stay off the site. The answer is still due by ${dueInWords(question)}.`
        : "The question is off the site and its words are deleted.",
      summary: `Question ${question.number} to ${question.body.name} was kept off the site. ${rule}: ${input.why}`,
      body: { rule: input.rule, why: input.why },
    });
  },
});
