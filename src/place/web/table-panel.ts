import { anyOfKind, subjectText, type Panel, type PanelModel } from "../../kernel/index.ts";
import { membershipCovers } from "../membership.ts";
import { listBoards, listSeats } from "../store-boards.ts";
import { sourceLine } from "../words.ts";
import { boardAnswer, seatPicture } from "./board-page.ts";
import { boardRef } from "../refs.ts";
import { withAt } from "./shared.ts";

/**
 * The second question of the home page, on the first real board of an integrated care board whose source lists every seat.
 *
 * Not chosen for what it shows: by name, among those held whole on the day.
 */
export const whoSitsPanel: Panel = {
  name: "place.who-sits",
  on: "home",
  order: 2,
  async load(asking): Promise<PanelModel | undefined> {
    const boards = await listBoards(asking.db, { kind: "icb-board", at: asking.at, illustrative: false });
    const board = boards
      .filter((one) => one.completeness === "complete" && membershipCovers(one, asking.at))
      .toSorted((a, b) => compare(a.name, b.name))[0];
    const seats = board ? await listSeats(asking.db, board.id, asking.at) : [];
    if (!board || seats.length === 0) return undefined;
    return {
      heading: "Who sits at the table?",
      answer: boardAnswer(board, seats, asking),
      picture: seatPicture(seats),
      sources: [sourceLine(board)],
      href: withAt(`/boards/${board.slug}`, asking),
      check: `/record/of/${subjectText(boardRef(board))}`,
      subjects: [anyOfKind("place", "board"), anyOfKind("place", "organisation")],
      json: { board: board.slug, seats: seats.reduce((sum, seat) => sum + (seat.seats ?? 0), 0) },
    };
  },
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
