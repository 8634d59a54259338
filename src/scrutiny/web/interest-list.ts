import { z } from "zod";
import {
  anyOfKind,
  capital,
  countInWords,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Row,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { listBoardsById, listOrganisationsById, type Board, type Organisation } from "../../place/index.ts";
import { deeds, intentions, interestKinds, type Interest } from "../interest.ts";
import type { ReviewFile } from "../review.ts";
import { listInterests } from "../store-interests.ts";
import { listReviews } from "../store-reviews.ts";
import { boardCell, bodyCell, withAt } from "./shared.ts";
import { reviewCell } from "./review-view.ts";

/** What the law bars, and what is only told; the same on every day. */
const whatBars: Section = {
  kind: "words",
  heading: "What bars and what does not",
  paragraphs: [
    "By law a member of a council's executive does not sit on its scrutiny (Local Government Act 2000 s9FA(3)), and whoever has a disclosable pecuniary interest takes no part without a dispensation (Localism Act 2011 s31).",
    "Any other interest is told before the item. The member leaves, stays or takes the monitoring officer's advice, and everybody sees which. This site takes no vote away that the law does not take away.",
  ],
};

/** Every interest that somebody who scrutinises declared, and what they did: for everybody. */
export const interestListPage = definePage({
  name: "scrutiny.interests",
  path: "/scrutiny/interests",
  about: "Interests of those who scrutinise: who declared what, what was advised, and what they did.",
  json: z.object({
    items: z.array(
      z.object({
        committee: z.string().nullable(),
        office: z.string(),
        kind: z.string(),
        words: z.string(),
        body: z.string().nullable(),
        review: z.string().nullable(),
        declaredOn: z.iso.date(),
        will: z.string().nullable(),
        advice: z.string().nullable(),
        did: z.string().nullable(),
      }),
    ),
  }),
  formats: ["csv"],
  async load(asking): Promise<PageModel> {
    const held = (await listInterests(asking.db)).filter(({ declaredOn }) => declaredOn <= asking.at);
    const lines = await linesOf(held, asking);
    return {
      title: "Interests of those who scrutinise",
      answer: answerOf(lines),
      table: tableOf(lines, asking),
      sections: [whatBars],
      sources: [{ text: "Declared on this site by those who hold the offices", basis: "kept-here" }],
      check: "/record?kind=scrutiny.interest-declared",
      subjects: [anyOfKind("scrutiny", "interest")],
      trail: [{ text: "Scrutiny", href: withAt("/scrutiny", asking) }],
      json: { items: lines.map(jsonOf) },
    };
  },
});

/** An interest with what it names, as far as that is shown here. */
interface Line {
  readonly one: Interest;
  readonly board: Board | undefined;
  readonly body: Organisation | undefined;
  readonly file: ReviewFile | undefined;
}

async function linesOf(held: readonly Interest[], { db }: Asking): Promise<readonly Line[]> {
  const boards = await listBoardsById(
    db,
    held.map(({ boardId }) => boardId),
  );
  const bodies = await listOrganisationsById(
    db,
    held.flatMap(({ bodyId }) => bodyId ?? []),
  );
  const reviews = await listReviews(db, { ids: held.flatMap(({ reviewId }) => reviewId ?? []) });
  return held.map((one) => ({
    one,
    board: boards.find(({ id }) => id === one.boardId),
    body: bodies.find(({ id }) => id === one.bodyId),
    file: reviews.find(({ review }) => review.id === one.reviewId),
  }));
}

function answerOf(lines: readonly Line[]): Sentence {
  const real = lines.filter(({ board }) => board?.basis !== "illustrative");
  const madeUp = lines.length - real.length;
  const example =
    madeUp === 0
      ? ""
      : ` ${capital(countOf(madeUp, "made-up interest"))} of the illustrative place ${madeUp === 1 ? "shows" : "show"} how it works.`;
  if (real.length === 0) return [{ strong: "Nobody real has declared an interest here yet." }, example];
  const left = real.filter(({ one }) => one.did?.what === "left").length;
  return [
    {
      strong: `${capital(countOf(real.length, "interest"))} ${real.length === 1 ? "is" : "are"} declared by those who scrutinise.`,
    },
    ` ${left === 0 ? "Nobody" : capital(countInWords(left))} left for the item.${example}`,
  ];
}

function tableOf(lines: readonly Line[], asking: Asking): TableModel {
  return {
    caption: "Interests",
    columns: [
      { key: "office", label: "Who, by office", kind: "text", filter: "words" },
      { key: "about", label: "About", kind: "link" },
      { key: "words", label: "What", kind: "text" },
      { key: "did", label: "What they did", kind: "text" },
      { key: "kind", label: "Kind", kind: "text", filter: "choice" },
      { key: "advice", label: "Advice", kind: "text" },
      { key: "committee", label: "Committee", kind: "link" },
      { key: "on", label: "Declared", kind: "date", sortable: true },
    ],
    rows: lines.map((line) => rowOf(line, asking)),
    empty:
      "Nobody has declared an interest here. Whoever sits on a committee does so on the page of a review.",
  };
}

function rowOf({ one, board, body, file }: Line, asking: Asking): Row {
  return {
    office: one.office,
    about: file ? reviewCell(file, asking) : bodyCell(body, asking),
    kind: interestKinds[one.kind],
    words: one.words,
    did: one.did
      ? capital(deeds[one.did.what])
      : one.will
        ? `Said: ${intentions[one.will]}`
        : "Told before every review of it",
    advice: one.advice?.words ?? "None noted",
    committee: boardCell(board, asking),
    on: one.declaredOn,
  };
}

function jsonOf({ one, board, body, file }: Line): PageModel["json"] {
  return {
    committee: board?.slug ?? null,
    office: one.office,
    kind: one.kind,
    words: one.words,
    body: body?.slug ?? null,
    review: file?.review.slug ?? null,
    declaredOn: one.declaredOn,
    will: one.will ?? null,
    advice: one.advice?.words ?? null,
    did: one.did?.what ?? null,
  };
}
