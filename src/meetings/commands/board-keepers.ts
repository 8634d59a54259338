import type { Acting, Db } from "../../kernel/index.ts";
import { findArea, keepersOfArea, type Board } from "../../place/index.ts";

/** Who may plan a board's meetings: its body; of a board that belongs to no body, the bodies of its area that are kept here. */
export async function keepersOfBoard(db: Db, board: Board): Promise<readonly string[]> {
  if (board.organisation) return [board.organisation.id];
  const area = board.area && (await findArea(db, board.area.slug));
  return area ? await keepersOfArea(db, area.id) : [];
}

/** The body that keeps a meeting's papers: the board's own, else the one for which it was planned. */
export async function keeperOf({ tx, actor }: Acting, board: Board): Promise<string | undefined> {
  if (board.organisation) return board.organisation.id;
  const keepers = await keepersOfBoard(tx, board);
  const standings = actor.viewer.kind === "person" ? actor.viewer.standings : [];
  const own = actor.capacity.organisation?.id;
  return (
    keepers.find((one) => one === own) ??
    keepers.find((one) =>
      standings.some(({ organisationId, role }) => role === "keeper" && organisationId === one),
    )
  );
}
