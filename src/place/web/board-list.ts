import { z } from "zod";
import {
  anyOfKind,
  countInWords,
  countOf,
  definePage,
  type Asking,
  type PageModel,
} from "../../kernel/index.ts";
import {
  boardKindKeys,
  boardKindLabel,
  boardKinds,
  completenessLabel,
  type Board,
  type BoardKind,
} from "../board.ts";
import { listBoards } from "../store-boards.ts";
import { inSentence, sourcesOf } from "../words.ts";
import { kindQuery, listAnswer, listedJson, listedShape, selectionOf } from "./listing.ts";
import { linkCell, onDate, withAt } from "./shared.ts";

export const boardShape = z.object({
  slug: z.string(),
  kind: z.string(),
  name: z.string(),
  area: z.string().nullable(),
  organisation: z.string().nullable(),
  completeness: z.string(),
  membershipAsAt: z.string().nullable(),
  ...listedShape,
});

export const boardListPage = definePage({
  name: "place.boards",
  path: "/boards",
  about:
    "The bodies that meet: boards, committees and partnerships, with how much of their membership is held.",
  query: kindQuery(boardKindKeys),
  json: z.object({ items: z.array(boardShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query: asked }): Promise<PageModel> {
    const boards = await listBoards(asking.db, selectionOf(asking, asked));
    return {
      title: asked.kind ? boardKinds[asked.kind][1] : "Boards",
      answer: answerOf(boards, asked.kind, asking),
      table: {
        caption: `Boards${onDate(asking)}`,
        columns: [
          { key: "name", label: "Board", kind: "link", filter: "words", sortable: true },
          { key: "kind", label: "Kind", kind: "text", filter: "choice", sortable: true },
          { key: "area", label: "Area", kind: "link", sortable: true },
          { key: "membership", label: "Membership", kind: "text" },
          { key: "source", label: "Source", kind: "text", machineOnly: true },
          { key: "seen", label: "Seen", kind: "date", machineOnly: true },
        ],
        rows: boards.map((board) => ({
          name: linkCell({
            text: board.name,
            href: withAt(`/boards/${board.slug}`, asking),
            basis: board.basis,
          }),
          kind: boardKindLabel(board.kind),
          area: board.area && { text: board.area.name, href: withAt(`/areas/${board.area.slug}`, asking) },
          membership: completenessLabel(board.completeness),
          source: board.source,
          seen: board.seen,
        })),
        rowsPerPage: 50,
        empty:
          "No board of this kind is held for this day. What the law requires at least will be shown here.",
      },
      sources: sourcesOf(boards),
      subjects: [anyOfKind("place", "board")],
      check: "/record",
      json: { items: boards.map(boardJson) },
    };
  },
});

function answerOf(
  boards: readonly Board[],
  only: BoardKind | undefined,
  asking: Asking,
): PageModel["answer"] {
  const [one, many] = only ? boardKinds[only] : ["board", "boards"];
  const count = boards.length;
  const whole = boards.filter(
    (board) => board.completeness === "complete" || board.completeness === "kept-here",
  ).length;
  return listAnswer(countOf(count, inSentence(one), inSentence(many)), asking, wholeInWords(whole, count));
}

/** Of how many boards every seat is held. */
function wholeInWords(whole: number, count: number): string {
  if (count === 0) return "";
  if (count === 1) return `, ${whole === 1 ? "with" : "not with"} its whole membership`;
  if (whole === count) return ", all of them with their whole membership";
  return `, ${whole === 0 ? "none" : countInWords(whole)} of them with ${whole < 2 ? "its" : "their"} whole membership`;
}

/** A board for machines. */
export function boardJson(board: Board): z.output<typeof boardShape> {
  return {
    slug: board.slug,
    kind: board.kind,
    name: board.name,
    area: board.area?.slug ?? null,
    organisation: board.organisation?.slug ?? null,
    completeness: board.completeness,
    membershipAsAt: board.membershipAsAt ?? null,
    ...listedJson(board, "/boards"),
  };
}
