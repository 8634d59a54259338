import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { syncRows, type Basis, type Dataset, type Db, type Provenance } from "../kernel/index.ts";
import type { BoardId } from "./board.ts";
import { boardIdOf } from "./slug-id.ts";

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
  load: async (tx, rows, facts) =>
    await syncRows(
      tx,
      {
        table: "place.board_attendance",
        key: ["board_id", "on_date", "present_as"],
        dataset: facts.key,
        columns: {
          board_id: "uuid",
          on_date: "date",
          present_as: "text",
          present: "integer",
          source: "text",
          seen: "date",
          basis: "text",
        },
      },
      rows.map((row) => ({
        board_id: boardIdOf(row["board"] ?? ""),
        on_date: row["date"],
        present_as: row["group"],
        present: row["present"],
        source: row["source"],
        seen: row["seen"],
        basis: row["basis"],
      })),
    ),
};
