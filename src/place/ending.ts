import type { SuccessionOutcome, SuccessionRule } from "../kernel/index.ts";
import { endBoards } from "./store-change-boards.ts";
import {
  findCoverage,
  listBoardsWithSeats,
  listOwnBoards,
  listSuccessorsOn,
  type TouchedBoard,
} from "./store-ending.ts";
import { listInWords } from "../kernel/index.ts";
import { shareInWords } from "./words.ts";

/** A board that is not public stays unnamed: what a body leaves behind is listed for everybody. */
function boardTitle(board: TouchedBoard): string {
  return board.public ? board.name : "A board being set up";
}

/** The body's own boards end with it. */
const ownBoards: SuccessionRule = {
  name: "place.own-boards",
  onEnd: async ({ tx }, ended, { on, settle }): Promise<readonly SuccessionOutcome[]> => {
    if (ended.module !== "place" || ended.kind !== "organisation") return [];
    const boards = await listOwnBoards(tx, ended.id, on);
    if (settle)
      await endBoards(
        tx,
        boards.map((board) => board.id),
        on,
      );
    return boards.map((board) => ({
      subject: { module: "place", kind: "board", id: board.id },
      title: boardTitle(board),
      outcome: "ends",
      why: "A board ends with the body whose board it is.",
    }));
  },
};

/** What becomes of its seats on the boards of others, those boards must say. */
const seatsElsewhere: SuccessionRule = {
  name: "place.seats-elsewhere",
  onEnd: async ({ tx }, ended, { on }): Promise<readonly SuccessionOutcome[]> => {
    if (ended.module !== "place" || ended.kind !== "organisation") return [];
    const boards = await listBoardsWithSeats(tx, [ended.id], on);
    return boards.map((board) => ({
      subject: { module: "place", kind: "board", id: board.id },
      title: board.public
        ? `Seats on ${board.name}: ${listInWords([...new Set(board.roles)])}`
        : "Seats on a board being set up",
      outcome: "must-be-asked",
      why: "A board says itself who takes a seat whose body has ended.",
    }));
  },
};

/** The area it was for passes to what follows it. */
const coverage: SuccessionRule = {
  name: "place.coverage",
  onEnd: async ({ tx }, ended, { on }): Promise<readonly SuccessionOutcome[]> => {
    if (ended.module !== "place" || ended.kind !== "organisation") return [];
    const area = await findCoverage(tx, ended.id);
    if (!area) return [];
    const successors = await listSuccessorsOn(tx, ended.id, on);
    const about = {
      subject: { module: "place", kind: "area", id: area.id } as const,
      title: `Its work for ${area.name}`,
    };
    const [first, ...others] = successors;
    if (!first) return [{ ...about, outcome: "must-be-asked", why: "No successor is named." }];
    if (others.length === 0) {
      const to = { module: "place", kind: "organisation", id: first.id } as const;
      return [{ ...about, outcome: "passes-on", to, why: `${first.name} is its one successor.` }];
    }
    const names = successors.map((one) =>
      one.share === undefined ? one.name : `${one.name} (${shareInWords(one.share)})`,
    );
    return [{ ...about, outcome: "passes-on", why: `It is divided among ${listInWords(names)}.` }];
  },
};

/** What becomes of the things of this module when a body ends. */
export const placeSuccession: readonly SuccessionRule[] = [coverage, ownBoards, seatsElsewhere];
