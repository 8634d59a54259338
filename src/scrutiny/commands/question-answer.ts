import { Conflict, defineCommand, type Command, type Done } from "../../kernel/index.ts";
import { lawHolidays } from "../../decisions/index.ts";
import { workingDaysTaken } from "../question-clock.ts";
import { findInAnswer } from "../question-personal-data.ts";
import { answerOutcomes, dueInWords, titleOf, type Question } from "../question.ts";
import { answerQuestionSchema, type AnswerQuestion } from "../schema-questions.ts";
import { insertAnswer } from "../store-questions-change.ts";
import { findQuestion, findReplyAddress } from "../store-questions.ts";
import { choicesOf } from "./act.ts";
import { refusePersonalData } from "./personal-data.ts";
import { questionDone, questionForm, questionResource, questionToChange } from "./question-act.ts";

/** The body answers a question in public; the first answer stops the clock, a further one stands beside it. */
export const answerQuestionCommand: Command = defineCommand<AnswerQuestion>({
  name: "scrutiny.answer-question",
  title: "Answer a question",
  about: "Answers a question in public. The first answer stops the clock; a further one stands beside it.",
  schema: answerQuestionSchema,
  path: "/questions/:question/answer",
  resource: questionResource,
  form: async ({ db, params }) => {
    const question = await findQuestion(db, params["question"] ?? "");
    if (!question) return undefined;
    const reply = question.foi ? await findReplyAddress(db, question.id) : undefined;
    const due = `Due by ${dueInWords(question)}.`;
    const by =
      reply?.to === undefined
        ? ""
        : ` The law asks you to write to ${reply.name ?? "the person who asked"} as well: ${reply.to}.`;
    return questionForm(question, {
      title: `Answer: ${titleOf(question)}`,
      intro: `${due}${by} Everybody reads the answer: leave out private people.`,
      submit: "Publish the answer",
      values: { office: question.answerer ?? "", outcome: "answered" },
      fields: [
        { name: "words", widget: { kind: "textarea", rows: 10 } },
        {
          name: "outcome",
          widget: { kind: "radios", options: choicesOf(answerOutcomes) },
        },
        { name: "office", widget: { kind: "text" } },
      ],
    });
  },
  run: async (acting, input): Promise<Done> => {
    const question = await questionToChange(acting, input.question);
    refuseUnanswerable(question);
    refusePersonalData({ words: input.words }, { find: findInAnswer });
    const number = question.answers.length + 1;
    const { office, outcome, words } = input;
    await insertAnswer(acting.tx, question, { number, office, outcome, words, on: acting.today });
    const taken = workingDaysTaken(question.askedOn, acting.today, lawHolidays());
    const late = question.dueOn !== undefined && acting.today > question.dueOn;
    return questionDone(question, {
      kind: "scrutiny.question-answered",
      message: "The answer is public.",
      summary: `${office} of ${question.body.name} answered question ${question.number}${number > 1 ? ", beside an earlier answer" : late ? ", late" : ""}: ${titleOf(question)}`,
      body: {
        number,
        office,
        outcome,
        words,
        workingDays: taken ?? null,
        due: question.dueOn ?? null,
        late: number === 1 ? late : null,
      },
    });
  },
});

function refuseUnanswerable(question: Question): void {
  if (question.state === "published" || (question.state === "refused" && question.foi)) return;
  throw new Conflict("scrutiny.question-not-public", {
    message:
      question.state === "waiting"
        ? "Publish the question first, or keep it off the site by a rule: an answer stands beside what was asked."
        : "This question was kept off the site, and its words are deleted: there is nothing to answer.",
  });
}
