import { z } from "zod";
import {
  capital,
  countOf,
  definePage,
  type Asking,
  type Choice,
  type PageModel,
  type Section,
} from "../../kernel/index.ts";
import type { Organisation } from "../../place/index.ts";
import { listBodiesKeptHere } from "../commands/bodies.ts";
import { standingOn, standings, titleOf, questionHref } from "../question.ts";
import { listLike, type Likeness } from "../store-questions.ts";
import { withAt } from "./shared.ts";

const wordsMost = 500;

/** Where a question begins: what was asked before comes first. */
export const questionAskPage = definePage({
  name: "scrutiny.question-start",
  path: "/questions/ask",
  about: "Finds the questions that are like yours before you ask. Nothing that is typed is kept.",
  query: z.object({
    body: z.string().max(150).optional(),
    words: z.string().max(wordsMost).optional(),
  }),
  json: z.object({
    items: z.array(z.object({ question: z.string(), title: z.string(), share: z.number() })),
  }),
  // Every visitor asks something else.
  cached: false,
  async load(asking, { query }): Promise<PageModel> {
    const words = (query.words ?? "").trim();
    const bodies = await listBodiesKeptHere(asking.db, asking.today);
    const body = bodies.find(({ slug }) => slug === query.body);
    const choices = choicesOf(bodies);
    const like = words === "" ? [] : await listLike(asking.db, { words, ...(body && { bodyId: body.id }) });
    return {
      title: "Ask a question",
      answer:
        words === ""
          ? "Say what you want to know. We show you first what was asked before."
          : like.length === 0
            ? "Nobody has asked this yet, as far as we can tell."
            : `${capital(countOf(like.length, "question"))} ${like.length === 1 ? "is" : "are"} like yours.`,
      sections: [
        {
          kind: "ask",
          heading: "What do you want to know?",
          ask: {
            path: "/questions/ask",
            button: "Look for questions like mine",
            fields: [
              {
                name: "body",
                label: "Who do you want to ask?",
                kind: "choice",
                value: query.body ?? "",
                options: [{ value: "", text: "I do not know yet" }, ...choices],
              },
              {
                name: "words",
                label: "Your question in a few words",
                hint: "For example: waiting times for a hearing test",
                kind: "words",
                value: words,
              },
            ],
          },
        },
        ...likeSection(like, asking),
        ...nextSection(choices, body?.slug, words),
      ],
      sources: [{ text: "Questions put on this site", basis: "kept-here" }],
      trail: [{ text: "Questions", href: withAt("/questions", asking) }],
      subjects: [],
      json: {
        items: like.map(({ question, share }) => ({
          question: question.slug,
          title: titleOf(question),
          share,
        })),
      },
    };
  },
});

/** Bodies as a visitor may choose one: that one is made up stands behind its name. */
function choicesOf(bodies: readonly Organisation[]): readonly Choice[] {
  return bodies.map(({ slug, name, basis }) => ({
    value: slug,
    text: basis === "illustrative" ? `${name} (Illustrative)` : name,
  }));
}

function likeSection(like: readonly Likeness[], asking: Asking): readonly Section[] {
  if (like.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Asked before",
      items: like.map(({ question }) => [
        { text: titleOf(question), href: questionHref(question.slug) },
        ` (${question.body.name}; ${standings[standingOn(question, asking.today)].toLowerCase()}${question.basis === "illustrative" ? "; Illustrative" : ""})`,
      ]),
    },
  ];
}

function nextSection(
  choices: readonly Choice[],
  chosen: string | undefined,
  words: string,
): readonly Section[] {
  if (words === "") return [];
  const offered = chosen === undefined ? choices : choices.filter(({ value }) => value === chosen);
  return [
    {
      kind: "list",
      heading: "Yours is another question?",
      intro: [
        "Sign in and ask. You need no office for that. Who asked is never shown. New here? ",
        { text: "Make a sign-in", href: "/sign-in/new?next=/questions/ask" },
        ".",
      ],
      items:
        offered.length === 0
          ? ["No body is kept on this site yet, so nobody can be asked here."]
          : offered.map(({ value, text }) => [{ text: `Ask ${text}`, href: `/questions/ask/${value}` }]),
    },
  ];
}
