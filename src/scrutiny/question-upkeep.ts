import type { Reaction, SubjectKind, SuccessionRule } from "../kernel/index.ts";
import { questionHref, questionRef, standingOn, titleOf } from "./question.ts";
import { forgetAsker } from "./store-questions-change.ts";
import { listQuestionIds, listQuestions } from "./store-questions.ts";

/** Questions, as search, links and feeds show them: nothing that is not public. */
export const questionSubject: SubjectKind = {
  kind: "question",
  label: "Question",
  plural: "Questions",
  describe: async (db, ids) =>
    (await listQuestions(db, { ids })).map((question) => ({
      ref: questionRef(question),
      title: titleOf(question),
      kindLabel: question.foi ? "Request for information" : "Question",
      summary: `To ${question.body.name}.`,
      href: questionHref(question.slug),
      audience: question.audience,
      illustrative: question.basis === "illustrative",
      ...(question.state === "published" && { words: question.words ?? "" }),
    })),
  listIds: listQuestionIds,
};

/** With a sign-in goes all that says who asked; the question and its answer stay. */
export const forgetAskerReaction: Reaction = {
  name: "scrutiny.forget-asker",
  to: "identity.close-account",
  when: "within",
  react: async ({ tx }, act) => {
    await forgetAsker(tx, String(act.input["account"]));
    return { changed: [] };
  },
};

/** Questions that an ended body leaves without an answer: somebody must say who answers them. */
export const questionSuccession: SuccessionRule = {
  name: "scrutiny.questions-of-ended-body",
  onEnd: async ({ tx }, ended, { on }) => {
    if (ended.kind !== "organisation") return [];
    return (await listQuestions(tx, { bodyId: ended.id }))
      .filter((question) => ["waiting", "open", "overdue"].includes(standingOn(question, on)))
      .map((question) => ({
        subject: questionRef(question),
        title: titleOf(question),
        outcome: "must-be-asked" as const,
        why: "It has no answer yet: say which body answers it.",
      }));
  },
};
