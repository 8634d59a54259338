import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Dataset, Db, Provenance } from "../kernel/index.ts";
import type { BoardId } from "./board.ts";
import { boardIdOf } from "./slug-id.ts";
import { cell, idFrom, loading } from "./store-shipped-rows.ts";

/** How many of one group came to a meeting. */
export interface Attended extends Provenance {
  readonly on: CivilDate;
  /** The group as its source names it. */
  readonly group: string;
  readonly present: number;
}

/** Who came to the meetings of a board up to a day, as far as a source says; by day, then by group. */
export async function listAttendance(db: Db, board: BoardId, at: CivilDate): Promise<readonly Attended[]> {
  const result = await sql<{
    on_date: string;
    present_as: string;
    present: number;
    source: string;
    seen: string;
    basis: string;
  }>`select on_date, present_as, present, source, seen, basis from place.board_attendance
    where board_id = ${board} and on_date <= ${at} order by on_date, present_as`.execute(db);
  return result.rows.map((row) => ({
    on: row.on_date as CivilDate,
    group: row.present_as,
    present: row.present,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
  }));
}

/** The attendance lists that come with the product. */
export const attendanceDataset: Dataset = {
  key: "board-attendance",
  order: 19,
  load: loading({
    table: "place.board_attendance",
    key: ["board_id", "on_date", "present_as"],
    columns: {
      board_id: idFrom(boardIdOf, "board"),
      on_date: cell("date", "date"),
      present_as: cell("text", "group"),
      present: cell("integer"),
    },
  }),
};
