import { z } from "zod";
import { definePage, type Page, type PageModel, type Sentence, type Span } from "../../kernel/index.ts";

interface Coming {
  readonly path: string;
  readonly title: string;
  readonly willHold: Sentence;
  readonly heldNow: Sentence;
  readonly need?: Sentence;
  readonly elsewhere: readonly { readonly text: string; readonly href: string }[];
}

const areas = { text: "Areas", href: "/areas" };
const boards = { text: "Boards", href: "/boards" };
const record = { text: "The record", href: "/record" };
const openData = { text: "Open data", href: "/open-data" };

const files = (about: string): Sentence => [
  `${about} The files are listed under `,
  { text: "open data", href: "/open-data" } satisfies Span,
  ".",
];

const coming: readonly Coming[] = [
  {
    path: "/tour",
    title: "A tour in five minutes",
    willHold:
      "Six questions a first visitor can answer, one after another, on real facts and on an illustrative place.",
    heldNow: [
      "The first question is answered on the ",
      { text: "first page", href: "/" },
      "; the illustrative place is ",
      { text: "Aldermere", href: "/areas/aldermere" },
      ".",
    ],
    elsewhere: [areas, boards],
  },
  {
    path: "/decisions",
    title: "Decisions",
    willHold:
      "Proposals and the steps that the law asks for, who knew when, what was decided and what became of it.",
    heldNow: files(
      "Published facts of six programmes of service change come with this site but have no pages of their own yet.",
    ),
    elsewhere: [{ text: "Check a proposal", href: "/check-a-proposal" }, openData],
  },
  {
    path: "/forward-plan",
    title: "Forward plan",
    willHold: "What is coming to which board, with notices of key decisions.",
    heldNow: "Nothing yet.",
    elsewhere: [boards],
  },
  {
    path: "/instructions",
    title: "Instructions from above",
    willHold:
      "What national and regional bodies require of a place, under which power, from when and until when, and how it was answered.",
    heldNow: "Nothing yet.",
    elsewhere: [{ text: "Powers", href: "/powers" }],
  },
  {
    path: "/scrutiny",
    title: "Scrutiny",
    willHold:
      "Reviews, recommendations and the replies owed to them, call-in, and the interests of those who scrutinise.",
    heldNow: "Nothing yet.",
    elsewhere: [boards],
  },
  {
    path: "/questions",
    title: "Questions",
    willHold: "Questions the public and councillors have put, to whom, and what was answered when.",
    heldNow: "Nothing yet.",
    elsewhere: [record],
  },
  {
    path: "/accounts",
    title: "Accounts",
    willHold: "The same event as each side tells it, side by side.",
    heldNow: "Nothing yet.",
    elsewhere: [record],
  },
  {
    path: "/openness",
    title: "Openness",
    willHold:
      "How up to date the public web sites of boards and partnerships are, and whether bodies whose business is kept here publish on time.",
    heldNow: files("What was seen on public web sites comes with this site but has no page of its own yet."),
    elsewhere: [record, openData],
  },
];

/** A designed page for each address that is promised and not built yet; a module that builds one takes its line away. */
export const comingPages: readonly Page[] = coming.map((one) =>
  definePage({
    name: `app.coming${one.path.replaceAll("/", ".")}`,
    path: one.path,
    about: `To come: ${one.title.toLowerCase()}.`,
    json: z.object({ items: z.array(z.unknown()), held: z.boolean() }),
    async load(): Promise<PageModel> {
      return {
        title: one.title,
        kicker: "Not built yet",
        answer: "This page is not built yet; here is what it will hold, and what we hold now.",
        subjects: [],
        view: "empty.njk",
        data: {
          willHold: one.willHold,
          heldNow: one.heldNow,
          elsewhere: one.elsewhere,
          ...(one.need && { need: one.need }),
        },
        json: { items: [], held: false },
      };
    },
  }),
);
