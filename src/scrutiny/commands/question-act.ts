import {
  Conflict,
  Invalid,
  NotFound,
  anyOfKind,
  organisationAudience,
  type Acting,
  type Audience,
  type Db,
  type Done,
  type FormModel,
  type Json,
  type PolicyResource,
  type Problem,
  type SubjectRef,
} from "../../kernel/index.ts";
import { questionHref, questionRef, titleOf, type Question } from "../question.ts";
import { findingInWords, type PersonalFinding } from "../question-personal-data.ts";
import { findQuestion } from "../store-questions.ts";
import { lockQuestion } from "../store-questions-change.ts";

type Input = Readonly<Record<string, unknown>>;

/** A field of an input that no schema has read yet. */
export function textIn(input: Input, name: string): string {
  const { [name]: value } = input;
  return typeof value === "string" ? value : "";
}

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
export async function questionToChange(acting: Acting, slug: string): Promise<Question> {
  await lockQuestion(acting.tx, slug);
  const question = await findQuestion(acting.tx, slug);
  if (question) return question;
  throw new NotFound("scrutiny.no-such-question", { message: `There is no question “${slug}” here.` });
}

/** The audience of what only a body reads. */
export function ownAudience(bodyId: string): Audience {
  return organisationAudience(bodyId);
}

/** The body as a subject. */
export function bodyRef(bodyId: string): SubjectRef {
  return { module: "place", kind: "organisation", id: bodyId };
}

/** The parts that forms about one question share. */
export function questionForm(question: Question, form: Omit<FormModel, "illustrative" | "trail">): FormModel {
  return {
    ...form,
    illustrative: question.basis === "illustrative",
    trail: [
      { text: "Questions", href: "/questions" },
      { text: titleOf(question), href: questionHref(question.slug) },
    ],
  };
}

/** What an act on a question came to. */
export function questionDone(
  question: Pick<Question, "id" | "slug" | "body" | "audience">,
  said: {
    readonly message: string;
    readonly kind: string;
    readonly summary: string;
    readonly body: Readonly<Record<string, Json>>;
  },
): Done {
  return {
    message: said.message,
    href: questionHref(question.slug),
    subject: questionRef(question),
    entry: {
      kind: said.kind,
      summary: said.summary,
      subjects: [questionRef(question), bodyRef(question.body.id)],
      body: { question: question.slug, ...said.body },
      audience: question.audience,
    },
    changed: [anyOfKind("scrutiny", "question")],
    json: { question: question.slug },
  };
}

/**
 * Refuses text that tells of a private person: what surely does in any case, what may unless a person has looked.
 *
 * @param fields texts by the field that they came from
 */
export function refusePersonalData(
  fields: Readonly<Record<string, string>>,
  find: (text: string) => readonly PersonalFinding[],
  checked: boolean,
): void {
  const problems: Problem[] = [];
  for (const [field, text] of Object.entries(fields)) {
    for (const finding of find(text)) {
      if (finding.sure)
        problems.push({
          code: "scrutiny.personal-data",
          field,
          message: `${findingInWords(finding)}. Everybody would read it: take it out. Nothing was kept.`,
        });
      else if (!checked)
        problems.push({
          code: "scrutiny.personal-data-perhaps",
          field: "checked",
          message: `${findingInWords(finding)}. Take it out, or say yes here if it tells nothing of a private person.`,
        });
    }
  }
  if (problems.length > 0) throw new Invalid(problems);
}

/** Refuses a second reading of a question. */
export function refuseRead(question: Question): void {
  if (question.state === "waiting") return;
  throw new Conflict("scrutiny.question-read", {
    message:
      question.state === "published"
        ? `This question has been public since ${question.moderatedOn ?? "some time"}: what everybody has read is not taken back.`
        : "This question was kept off the site already, with the rule and the reason.",
  });
}
