import {
  Conflict,
  NotFound,
  anyOfKind,
  type Acting,
  type Db,
  type Done,
  type FormModel,
  type PolicyResource,
} from "../../kernel/index.ts";
import { formatCivilDate } from "@concordat/calendar";
import { questionHref, questionRef, titleOf, type Question } from "../question.ts";
import { lockThing } from "../store-lock.ts";
import { findQuestion } from "../store-questions.ts";
import { bodyRef, doneOn, formOn, textIn, type Input, type Said } from "./act.ts";

/** What the policies are told of a question: the body that it is put to keeps it. */
export function resourceOfQuestion(question: Question): PolicyResource {
  return {
    ref: questionRef(question),
    keepers: [question.body.id],
    keptHere: true,
    illustrative: question.basis === "illustrative",
  };
}

export async function questionResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const question = await findQuestion(db, textIn(input, "question"));
  return question && resourceOfQuestion(question);
}

/** The question that an act changes, held still until the act is over. */
export async function questionToChange({ tx }: Acting, slug: string): Promise<Question> {
  await lockThing(tx, "question", slug);
  const question = await findQuestion(tx, slug);
  if (question) return question;
  throw new NotFound("scrutiny.no-such-question", { message: `There is no question “${slug}” here.` });
}

/** A form about one question. */
export function questionForm(question: Question, form: Omit<FormModel, "illustrative" | "trail">): FormModel {
  return formOn(
    question,
    [
      { text: "Questions", href: "/questions" },
      { text: titleOf(question), href: questionHref(question.slug) },
    ],
    form,
  );
}

/** What an act on a question came to. */
export function questionDone(
  question: Pick<Question, "id" | "slug" | "body" | "audience">,
  said: Said,
): Done {
  return doneOn(
    {
      subject: questionRef(question),
      href: questionHref(question.slug),
      audience: question.audience,
      named: { question: question.slug },
      about: [bodyRef(question.body.id)],
      changed: [anyOfKind("scrutiny", "question")],
    },
    said,
  );
}

/** Refuses a second reading of a question. */
export function refuseRead({ state, moderatedOn }: Question): void {
  if (state === "waiting") return;
  throw new Conflict("scrutiny.question-read", {
    message:
      state === "published"
        ? `This question has been public since ${moderatedOn === undefined ? "some time" : formatCivilDate(moderatedOn)}: what everybody has read is not taken back.`
        : "This question was kept off the site already, with the rule and the reason.",
  });
}
