import { anyOfKind, type Reaction, type SubjectRef } from "../kernel/index.ts";
import { draftBoardName } from "./commands/draft-board.ts";
import { boardRef } from "./refs.ts";
import { listBoardsById } from "./store-boards.ts";
import { findHiddenBoardSealedBy, makeBoardPublic, setSealedEntry } from "./store-change-boards.ts";

/** Which entry seals a board is known only once the entry is written. */
const noteSealedEntry: Reaction = {
  name: "place.note-sealed-entry",
  to: draftBoardName,
  when: "within",
  react: async ({ tx }, act) => {
    const board = act.entry.subjects.find(
      (subject) => subject.module === "place" && subject.kind === "board",
    );
    if (board) await setSealedEntry(tx, board.id, act.entry.id);
    return { changed: [] };
  },
};

/** Opening by hand what the record sealed of a board makes it known; then the board is public too. */
const publishOpened: Reaction = {
  name: "place.publish-opened",
  to: "record.open-sealed",
  when: "within",
  react: async ({ tx, files }, act): Promise<{ readonly changed: readonly SubjectRef[] }> => {
    const { entry } = act.input;
    const id = typeof entry === "string" ? await findHiddenBoardSealedBy(tx, entry) : undefined;
    const [board] = id === undefined ? [] : await listBoardsById(tx, [id]);
    if (!board) return { changed: [] };
    await makeBoardPublic(tx, board.id);
    await files.setAudience(tx, boardRef(board), "public");
    return { changed: [boardRef(board), anyOfKind("place", "board")] };
  },
};

/** What happens here when something is done, here or elsewhere. */
export const placeReactions: readonly Reaction[] = [noteSealedEntry, publishOpened];
