import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { newUuid, type Db, type Provenance } from "../kernel/index.ts";
import type { Board, Seat } from "./board.ts";
import type { Member } from "./member.ts";
import type { PlaceTables } from "./tables.ts";

/** A seat as it is written: its body by id where it is held here, else by name. */
export interface SeatToWrite extends Omit<Seat, "organisation" | "number"> {
  readonly organisationId?: string;
  readonly organisationName?: string;
}

/** Adds a seat under the next free number of its board; returns the number. */
export async function addSeat(
  tx: Db,
  board: Pick<Board, "id" | "audience">,
  seat: SeatToWrite,
): Promise<string> {
  const last = await sql<{
    last: number;
  }>`select coalesce(max(substring(number from '^\\d{1,6}$')::integer), 0) as last
    from place.seat where board_id = ${board.id}`.execute(tx);
  const number = String(last.rows[0]!.last + 1).padStart(2, "0");
  await tx
    .withTables<PlaceTables>()
    .insertInto("place.seat")
    .values({ board_id: board.id, number, audience: board.audience, dataset: null, ...rowFromSeat(seat) })
    .execute();
  return number;
}

/** Writes a seat anew; the row then belongs to no shipped file. */
export async function writeSeat(
  tx: Db,
  board: Pick<Board, "id">,
  number: string,
  seat: SeatToWrite,
): Promise<void> {
  await tx
    .withTables<PlaceTables>()
    .updateTable("place.seat")
    .set({ dataset: null, ...rowFromSeat(seat) })
    .where("board_id", "=", board.id)
    .where("number", "=", number)
    .execute();
}

function rowFromSeat(seat: SeatToWrite) {
  return {
    role: seat.role,
    organisation_id: seat.organisationId ?? null,
    organisation_name: seat.organisationName ?? null,
    voice: seat.voice,
    voice_rule: null,
    seats: seat.seats ?? null,
    voting: seat.voting,
    statutory: seat.statutory,
    note: seat.note ?? null,
    attends_as: seat.attendsAs,
    vacant: seat.vacant ?? null,
    political_group: seat.politicalGroup ?? null,
    shared_vote: seat.sharedVote ?? null,
    rotation: seat.rotation ?? null,
    substitutes: seat.substitutes,
    only_one: seat.onlyOne,
    begins_on: seat.beginsOn ?? null,
    ends_on: seat.endsOn ?? null,
    source: seat.source,
    seen: seat.seen,
    basis: seat.basis,
  };
}

/** Ends a seat on a day, and with it every member that would still hold it. */
export async function endSeat(
  tx: Db,
  board: Pick<Board, "id">,
  number: string,
  on: CivilDate,
): Promise<void> {
  await sql`update place.seat set ends_on = ${on}, dataset = null where board_id = ${board.id} and number = ${number}`.execute(
    tx,
  );
  await sql`delete from place.member where board_id = ${board.id} and seat_number = ${number} and begins_on >= ${on}`.execute(
    tx,
  );
  await sql`update place.member set ends_on = ${on}, dataset = null
    where board_id = ${board.id} and seat_number = ${number} and coalesce(ends_on > ${on}, true)`.execute(tx);
}

/** Seats a member; returns its id. */
export async function addMember(
  tx: Db,
  board: Pick<Board, "id" | "audience">,
  member: Omit<Member, "id" | keyof Provenance> & { readonly from: Provenance },
  millis: number,
): Promise<string> {
  const id = newUuid(millis);
  await tx
    .withTables<PlaceTables>()
    .insertInto("place.member")
    .values({
      id,
      board_id: board.id,
      seat_number: member.seat,
      office: member.office,
      as_substitute: member.asSubstitute,
      begins_on: member.beginsOn ?? null,
      ends_on: member.endsOn ?? null,
      dataset: null,
      audience: board.audience,
      ...member.from,
    })
    .execute();
  return id;
}

/** Ends a member's time on a day. */
export async function endMember(tx: Db, id: string, on: CivilDate): Promise<void> {
  await sql`update place.member set ends_on = ${on}, dataset = null where id = ${id}`.execute(tx);
}

/**
 * Notes that a board was changed.
 *
 * @returns false when somebody else changed it since `version`
 */
export async function countBoardChange(tx: Db, board: Pick<Board, "id" | "version">): Promise<boolean> {
  const done =
    await sql`update place.board set version = version + 1 where id = ${board.id} and version = ${board.version}`.execute(
      tx,
    );
  return done.numAffectedRows === 1n;
}
