import { z } from "zod";
import {
  anyOfKind,
  capital,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Picture,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { lawHolidays } from "../../decisions/index.ts";
import { drawStack } from "../../web/index.ts";
import { answerBasis } from "../question-clock.ts";
import { responseRates, type ResponseRates } from "../question-rates.ts";
import { moderationRules } from "../question-rules.ts";
import type { Question } from "../question.ts";
import { listQuestions } from "../store-questions.ts";
import { questionJson, questionShape, questionTable, ratedCounts, ratedParts } from "./question-view.ts";
import { countFigure, drawnLabel, thingCell, withAt } from "./shared.ts";
import { ofThem } from "../words.ts";

/** Questions that were put to the bodies kept here, and how they were answered. */
export const questionListPage = definePage({
  name: "scrutiny.questions",
  path: "/questions",
  about: "Questions that anyone put to bodies kept here, with answers, and how fast each body answers.",
  json: z.object({
    items: z.array(questionShape),
    bodies: z.array(z.object({ body: z.string(), name: z.string(), rates: z.unknown() })),
  }),
  formats: ["csv", "atom"],
  async load(asking): Promise<PageModel> {
    const { at } = asking;
    const questions = await listQuestions(asking.db, { until: at });
    const bodies = ratesByBody(questions, asking);
    return {
      title: "Questions",
      answer: answerOf(questions, asking),
      ...(bodies.length > 0 && { picture: pictureOf(bodies) }),
      table: questionTable(questions, asking, {
        empty: "Nobody has asked yet. Ask a body that is kept here: it answers in public.",
      }),
      sections: ratesSection(bodies, asking),
      actions: [
        { text: "Ask a question", href: "/questions/ask" },
        { text: "Read the rules for questions", href: "/questions/rules" },
        { text: "See petitions", href: "/petitions" },
      ],
      sources: [
        { text: "Asked and answered on this site; each act is in the record", basis: "kept-here" },
        { text: answerBasis.law, href: "/law" },
      ],
      check: "/record?kind=scrutiny.question-asked",
      subjects: [anyOfKind("scrutiny", "question")],
      json: {
        items: questions.map((question) => questionJson(question, at)),
        bodies: bodies.map(({ slug, name, rates }) => ({ body: slug, name, rates })),
      },
    };
  },
});

interface BodyRates {
  readonly slug: string;
  readonly name: string;
  readonly basis: Question["basis"];
  readonly rates: ResponseRates;
}

function ratesByBody(questions: readonly Question[], { at }: Asking): readonly BodyRates[] {
  const holidays = lawHolidays();
  const slugs = [...new Set(questions.map(({ body }) => body.slug))];
  return slugs
    .map((slug): BodyRates => {
      const own = questions.filter(({ body }) => body.slug === slug);
      const [{ body, basis }] = own as [Question];
      return { slug, name: body.name, basis, rates: responseRates(own, at, holidays) };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, "en-GB"));
}

function answerOf(questions: readonly Question[], { at }: Asking): Sentence {
  const real = questions.filter(({ basis }) => basis !== "illustrative");
  const shown = real.length > 0 ? real : questions;
  if (shown.length === 0) return "Nobody has asked a question yet. You can be the first.";
  const { answered, inTime, overdue } = responseRates(shown, at, lawHolidays());
  const who = real.length > 0 ? "" : "No real body has been asked yet. In the made-up place, ";
  const said = `${countOf(shown.length, "question")} ${shown.length === 1 ? "was" : "were"} asked.`;
  const late =
    overdue > 0 ? ` ${capital(countOf(overdue, "answer"))} ${overdue === 1 ? "is" : "are"} overdue.` : "";
  return [
    { strong: `${who}${who === "" ? capital(said) : said}` },
    ` ${capital(countOf(answered, "question"))} ${answered === 1 ? "has" : "have"} an answer, ${ofThem(inTime)} in time.${late}`,
  ];
}

function pictureOf(bodies: readonly BodyRates[]): Picture {
  const held = ratedParts.filter(([key]) => bodies.some(({ rates }) => ratedCounts(rates)[key] > 0));
  return drawStack(
    {
      item: "Body",
      parts: held.map(([key, label]) => ({ key, label })),
      rows: bodies.map(({ name, basis, rates }) => ({
        label: drawnLabel(name, { basis }),
        figures: held.map(([key]) => countFigure(ratedCounts(rates)[key])),
      })),
    },
    {
      summary: `How the questions to ${countOf(bodies.length, "body", "bodies")} stand.`,
      caption: "Questions by body and how they stand",
      decimals: 0,
    },
  );
}

function ratesSection(bodies: readonly BodyRates[], asking: Asking): readonly Section[] {
  if (bodies.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "How each body answers",
      intro:
        "An answer is in time if it comes by the twentieth working day after the day the question was put. Nothing stops this clock.",
      table: {
        name: "bodies",
        caption: "Response rates and times",
        columns: [
          { key: "body", label: "Body", kind: "link", sortable: true },
          { key: "asked", label: "Asked", kind: "number", decimals: 0, sortable: true },
          { key: "answered", label: "Answered", kind: "number", decimals: 0 },
          { key: "inTime", label: "In time", kind: "number", decimals: 0 },
          { key: "overdue", label: "Overdue", kind: "number", decimals: 0, sortable: true },
          { key: "refused", label: "Not published", kind: "number", decimals: 0 },
          { key: "requests", label: "Requests for information", kind: "number", decimals: 0 },
          { key: "days", label: "Working days to answer (median)", kind: "number", decimals: 1 },
        ],
        rows: bodies.map(({ slug, name, basis, rates }) => ({
          body: thingCell({ text: name, href: `/organisations/${slug}`, basis }, asking),
          asked: rates.asked,
          requests: rates.requests,
          answered: rates.answered,
          inTime: rates.inTime,
          overdue: rates.overdue,
          refused: rates.refused,
          days: rates.medianDays ?? "None answered",
        })),
        empty: "Nobody has been asked.",
      },
    },
  ];
}

/** The rules by which a question or petition may be kept off this site. */
export const questionRulesPage = definePage({
  name: "scrutiny.question-rules",
  path: "/questions/rules",
  about: "The rules by which a question or petition may be kept off this site; there are no others.",
  json: z.object({
    items: z.array(z.object({ key: z.string(), title: z.string(), words: z.string() })),
  }),
  async load(asking): Promise<PageModel> {
    return {
      title: "Rules for questions",
      answer:
        "Ask what you like about health and care. A body may keep a question off this site by one of six rules, and must say which.",
      sections: [
        {
          kind: "facts",
          heading: "The rules",
          facts: moderationRules.map(({ title, words }) => ({ label: title, value: words })),
        },
        {
          kind: "words",
          heading: "What happens to your question",
          paragraphs: [
            "That you asked shows at once. The words show when somebody at the body has read them.",
            "If the body keeps it off, the rule and the reason show for good. They count in the figures of that body. The words are deleted.",
            "Who asked is never shown. If your sign-in is closed, your name and address go with it. The question and its answer stay.",
            "A request for information is different. The law asks for an answer even if the words stay off this site. The body has 20 working days.",
          ],
        },
        {
          kind: "words",
          heading: "How the time is counted",
          paragraphs: [answerBasis.law, answerBasis.house],
        },
      ],
      actions: [{ text: "Ask a question", href: "/questions/ask" }],
      sources: [
        { text: "The rules of this site", basis: "kept-here" },
        { text: answerBasis.law, href: "/law" },
      ],
      check: "/record?kind=scrutiny.question-refused",
      trail: [{ text: "Questions", href: withAt("/questions", asking) }],
      subjects: [],
      json: { items: moderationRules.map((rule) => ({ ...rule })) },
    };
  },
});
