import { sql } from "kysely";
import { organisationAudience, type Db } from "../kernel/index.ts";
import type { Board, BoardId } from "./board.ts";

/** A row of a file of seats that was refused: its cells, and every reason with its field. */
export interface RefusedSeat {
  readonly line: number;
  readonly fileName: string;
  readonly given: Readonly<Record<string, string>>;
  readonly problems: readonly { readonly field: string; readonly reason: string }[];
}

/** The refused rows of a board that wait to be mended, by line; only people of its organisation see any. */
export async function listRefusedSeats(db: Db, board: BoardId): Promise<readonly RefusedSeat[]> {
  const result = await sql<{
    line: number;
    file_name: string;
    given: RefusedSeat["given"];
    problems: RefusedSeat["problems"];
  }>`select line, file_name, given, problems from place.refused_seat where board_id = ${board} order by line`.execute(
    db,
  );
  return result.rows.map(({ line, file_name: fileName, given, problems }) => ({
    line,
    fileName,
    given,
    problems,
  }));
}

/** Keeps the refused rows of a board's latest file in the place of any earlier ones. */
export async function keepRefusedSeats(
  tx: Db,
  board: Pick<Board, "id" | "organisation">,
  rows: readonly RefusedSeat[],
): Promise<void> {
  await sql`delete from place.refused_seat where board_id = ${board.id}`.execute(tx);
  if (rows.length === 0 || !board.organisation) return;
  const audience = organisationAudience(board.organisation.id);
  await sql`insert into place.refused_seat (board_id, line, file_name, given, problems, audience)
    select ${board.id}, line, file_name, given, problems, ${audience}
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ fileName, ...row }) => ({ ...row, file_name: fileName })))}::jsonb)
      as refused (line integer, file_name text, given jsonb, problems jsonb)`.execute(tx);
}

/** Takes a refused row out: it was mended, or is not wanted. */
export async function removeRefusedSeat(tx: Db, board: BoardId, line: number): Promise<void> {
  await sql`delete from place.refused_seat where board_id = ${board} and line = ${line}`.execute(tx);
}
