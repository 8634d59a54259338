import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  definePage,
  type Asking,
  type PageAction,
  type PageModel,
  type Section,
} from "../../kernel/index.ts";
import { bodyRef } from "../commands/act.ts";
import { resourceOfQuestion } from "../commands/question-act.ts";
import { answerBasis } from "../question-clock.ts";
import { ruleTitles } from "../question-rules.ts";
import { answerOutcomes, questionHref, questionRef, titleOf, type Question } from "../question.ts";
import { findQuestion } from "../store-questions.ts";
import { questionJson, questionShape, standingInWords } from "./question-view.ts";
import { recordOf, withAt } from "./shared.ts";

/** One question: what was asked of whom, and what was answered when. */
export const questionPage = definePage({
  name: "scrutiny.question",
  path: "/questions/:slug",
  about: "One question with its clock, its answers, or the rule by which it was kept off the site.",
  params: z.object({ slug: z.string().max(150) }),
  json: questionShape,
  formats: ["atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const { at } = asking;
    const question = await findQuestion(asking.db, params.slug);
    if (!question || question.askedOn > at) return undefined;
    return {
      title: titleOf(question),
      kicker: question.foi ? "Request for information" : "Question",
      illustrative: question.basis === "illustrative",
      answer: [
        `${question.body.name} was asked on ${formatCivilDate(question.askedOn)}. `,
        { strong: standingInWords(question, at, asking.today) },
      ],
      sections: [wordsSection(question), ...answerSections(question, asking), factsSection(question, asking)],
      actions: actionsOf(question),
      sources: [
        {
          text: "Asked and answered on this site",
          seen: question.askedOn,
          basis: question.basis,
        },
      ],
      check: recordOf(questionRef(question)),
      subjects: [questionRef(question), bodyRef(question.body.id)],
      trail: [{ text: "Questions", href: withAt("/questions", asking) }],
      json: questionJson(question, at),
    };
  },
});

function wordsSection({ words, state, title }: Question): Section {
  const paragraphs =
    words === undefined
      ? [
          state === "refused"
            ? "The words are not shown."
            : "The words show here when somebody at the body has read them.",
        ]
      : [
          ...(state === "published" ? [] : [`Only your body reads this: ${title ?? ""}`]),
          ...words.split(/\n+/u),
        ];
  return { kind: "words", heading: "What was asked", paragraphs };
}

function answerSections({ answers }: Question, { at }: Asking): readonly Section[] {
  return answers
    .filter(({ on }) => on <= at)
    .map(({ number, on, office, outcome, words }) => ({
      kind: "words",
      heading: number === 1 ? "The answer" : "A further answer",
      paragraphs: [...words.split(/\n+/u), `${office}, ${formatCivilDate(on)}. ${answerOutcomes[outcome]}.`],
    }));
}

function factsSection(question: Question, asking: Asking): Section {
  const { at } = asking;
  const read = question.moderatedOn !== undefined && question.moderatedOn <= at;
  const refused = read && question.refusedRule !== undefined;
  return {
    kind: "facts",
    heading: "The way it went",
    facts: [
      {
        label: "Asked of",
        value: [{ text: question.body.name, href: withAt(`/organisations/${question.body.slug}`, asking) }],
      },
      { label: "Asked on", value: formatCivilDate(question.askedOn) },
      {
        label: "Read by the body",
        value: read ? `On ${formatCivilDate(question.moderatedOn)}` : "Not yet",
      },
      ...(read && question.answerer ? [{ label: "Who answers", value: question.answerer }] : []),
      ...(refused
        ? [
            {
              label: "Why it is not shown",
              value: [
                { text: ruleTitles[question.refusedRule], href: "/questions/rules" },
                `: ${question.refusedWhy ?? ""}`,
              ],
            },
          ]
        : []),
      {
        label: "Answer due by",
        value: question.dueOn ? formatCivilDate(question.dueOn) : "It cannot be counted",
      },
      { label: "Why by that day", value: question.foi ? answerBasis.law : answerBasis.house },
      { label: "Who asked", value: "Never shown" },
    ],
  };
}

function actionsOf(question: Question): readonly PageAction[] {
  const resource = resourceOfQuestion(question);
  const action = (text: string, way: string, command: string): PageAction => ({
    text,
    href: `${questionHref(question.slug)}/${way}`,
    command,
    resource,
  });
  const answer = action(
    question.answers.length === 0 ? "Answer it" : "Give a further answer",
    "answer",
    "scrutiny.answer-question",
  );
  const ask = { text: "Ask a question", href: "/questions/ask" };
  switch (question.state) {
    case "waiting":
      return [
        action("Publish it", "publish", "scrutiny.publish-question"),
        action("Keep it off the site", "refuse", "scrutiny.refuse-question"),
        ask,
      ];
    case "published":
      return [answer, ask];
    case "refused":
      return question.foi ? [answer, ask] : [ask];
  }
}
