import { z } from "zod";
import { anyOfKind, countOf, definePage, type PageModel } from "../../kernel/index.ts";
import { boardKindKeys, boardKindLabel, boardKinds, completenessLabel, type Board } from "../board.ts";
import { listBoards } from "../store-boards.ts";
import { sourcesOf } from "../words.ts";
import {
  illustrativeQuery,
  linkCell,
  onDate,
  periodJson,
  periodShape,
  provenanceShape,
  withAt,
} from "./shared.ts";

export const boardShape = z.object({
  slug: z.string(),
  kind: z.string(),
  name: z.string(),
  area: z.string().nullable(),
  organisation: z.string().nullable(),
  completeness: z.string(),
  membershipAsAt: z.string().nullable(),
  illustrative: z.boolean(),
  href: z.string(),
  ...periodShape,
  ...provenanceShape,
});

const query = z.object({
  kind: z.enum(boardKindKeys, { error: `kind takes one of ${boardKindKeys.join(", ")}` }).optional(),
  illustrative: illustrativeQuery,
});

export const boardListPage = definePage({
  name: "place.boards",
  path: "/boards",
  about:
    "The bodies that meet: boards, committees and partnerships, with how much of their membership is held.",
  query,
  json: z.object({ items: z.array(boardShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query: asked }): Promise<PageModel> {
    const boards = await listBoards(asking.db, {
      at: asking.at,
      illustrative: asked.illustrative === "include",
      ...(asked.kind && { kind: asked.kind }),
    });
    const whole = boards.filter(
      (board) => board.completeness === "complete" || board.completeness === "kept-here",
    ).length;
    return {
      title: asked.kind ? boardKinds[asked.kind][1] : "Boards",
      answer: [
        { strong: countOf(boards.length, "board") },
        ` ${boards.length === 1 ? "is" : "are"} held${onDate(asking)}; for ${countOf(whole, "of them", "of them")} the whole membership is.`,
      ],
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
    illustrative: board.basis === "illustrative",
    href: `/boards/${board.slug}`,
    source: board.source,
    seen: board.seen,
    basis: board.basis,
    ...periodJson(board),
  };
}
