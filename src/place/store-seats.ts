import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Db } from "../kernel/index.ts";
import type { Attendance, BoardId, Seat, Tristate, Voice } from "./board.ts";
import type { Member } from "./member.ts";

type SeatRow = {
  number: string;
  role: string;
  organisation_slug: string | null;
  organisation_name: string | null;
  voice: string;
  seats: number | null;
  voting: string;
  statutory: string;
  note: string | null;
  attends_as: string;
  vacant: number | null;
  political_group: string | null;
  shared_vote: string | null;
  rotation: string | null;
  substitutes: string;
  only_one: boolean;
  begins_on: string | null;
  ends_on: string | null;
  source: string;
  seen: string;
  basis: string;
};

/** The seats of a board on a day, in the order of the source. */
export async function listSeats(db: Db, board: BoardId, at: CivilDate): Promise<readonly Seat[]> {
  return await select(
    db,
    sql`seat.board_id = ${board} and coalesce(seat.begins_on <= ${at}, true) and coalesce(seat.ends_on > ${at}, true)`,
  );
}

/** Every seat that a board has or had, in the order of the source. */
export async function listAllSeats(db: Db, board: BoardId): Promise<readonly Seat[]> {
  return await select(db, sql`seat.board_id = ${board}`);
}

/** One seat of a board by its number. */
export async function findSeat(db: Db, board: BoardId, number: string): Promise<Seat | undefined> {
  return (await select(db, sql`seat.board_id = ${board} and seat.number = ${number}`))[0];
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly Seat[]> {
  const result = await sql<SeatRow>`select seat.number, seat.role, organisation.slug as organisation_slug,
      coalesce(organisation.name, seat.organisation_name) as organisation_name, seat.voice, seat.seats, seat.voting,
      seat.statutory, seat.note, seat.attends_as, seat.vacant, seat.political_group, seat.shared_vote, seat.rotation,
      seat.substitutes, seat.only_one, seat.begins_on, seat.ends_on, seat.source, seat.seen, seat.basis
    from place.seat left join place.organisation on organisation.id = seat.organisation_id
    where ${where} order by seat.number collate kernel.natural_order`.execute(db);
  return result.rows.map(seatFromRow);
}

function seatFromRow(row: SeatRow): Seat {
  return {
    number: row.number,
    role: row.role,
    voice: row.voice as Voice,
    voting: row.voting as Tristate,
    statutory: row.statutory as Tristate,
    attendsAs: row.attends_as as Attendance,
    substitutes: row.substitutes as Tristate,
    onlyOne: row.only_one,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.seats !== null && { seats: row.seats }),
    ...(row.vacant !== null && { vacant: row.vacant }),
    ...(row.political_group && { politicalGroup: row.political_group }),
    ...(row.shared_vote && { sharedVote: row.shared_vote }),
    ...(row.rotation && { rotation: row.rotation }),
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
    ...(row.note && { note: row.note }),
    ...(row.organisation_name && {
      organisation: {
        name: row.organisation_name,
        ...(row.organisation_slug && { slug: row.organisation_slug }),
      },
    }),
  };
}

/** Every member that a board has or had, by seat and first day. */
export async function listMembers(db: Db, board: BoardId): Promise<readonly Member[]> {
  const result = await sql<{
    id: string;
    seat_number: string;
    office: string;
    as_substitute: boolean;
    begins_on: string | null;
    ends_on: string | null;
    source: string;
    seen: string;
    basis: string;
  }>`select id, seat_number, office, as_substitute, begins_on, ends_on, source, seen, basis from place.member
    where board_id = ${board} order by seat_number collate kernel.natural_order, begins_on nulls first, office`.execute(
    db,
  );
  return result.rows.map((row) => ({
    id: row.id,
    seat: row.seat_number,
    office: row.office,
    asSubstitute: row.as_substitute,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  }));
}
