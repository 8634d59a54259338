import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";

/** A board as far as the end of a body is concerned. */
export interface TouchedBoard {
  readonly id: string;
  readonly name: string;
  readonly public: boolean;
}

/** The body's own boards that do not end by the day it ends, hidden ones too. */
export async function listOwnBoards(
  db: Db,
  organisation: string,
  on: CivilDate,
): Promise<readonly TouchedBoard[]> {
  const result = await sql<TouchedBoard>`select id, name, audience = 'public' as public from place.board
    where organisation_id = ${organisation} and not never_began and coalesce(ends_on > ${on}, true) order by name`.execute(
    db,
  );
  return result.rows;
}

/** Boards of others on which bodies hold seats on the day they end, with the roles of those seats. */
export async function listBoardsWithSeats(
  db: Db,
  organisations: readonly string[],
  on: CivilDate,
): Promise<readonly (TouchedBoard & { readonly organisation: string; readonly roles: readonly string[] })[]> {
  const result = await sql<TouchedBoard & { organisation: string; roles: string[] }>`
    select board.id, board.name, board.audience = 'public' as public, seat.organisation_id as organisation,
      array_agg(seat.role order by seat.number) as roles
    from place.seat join place.board on board.id = seat.board_id
    where seat.organisation_id = any(${organisations}::uuid[]) and board.organisation_id is distinct from seat.organisation_id
      and coalesce(seat.ends_on > ${on}, true) and not board.never_began and coalesce(board.ends_on > ${on}, true)
    group by board.id, seat.organisation_id order by board.name`.execute(db);
  return result.rows;
}

/** The area that a body is for. */
export async function findCoverage(
  db: Db,
  organisation: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const result = await sql<{ id: string; name: string }>`select area.id, area.name from place.organisation
    join place.area on area.id = organisation.area_id where organisation.id = ${organisation}`.execute(db);
  return result.rows[0];
}

/** Who follows a body on a day. */
export async function listSuccessorsOn(
  db: Db,
  organisation: string,
  on: CivilDate,
): Promise<readonly { readonly id: string; readonly name: string; readonly share?: number }[]> {
  const result = await sql<{ id: string; name: string; share: string | null }>`
    select organisation.id, organisation.name, succession.share from place.succession
    join place.organisation on organisation.id = succession.to_id
    where succession.from_id = ${organisation} and succession.on_date = ${on} order by succession.share desc nulls last, organisation.name`.execute(
    db,
  );
  return result.rows.map((row) => ({
    id: row.id,
    name: row.name,
    ...(row.share !== null && { share: Number(row.share) }),
  }));
}
