import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { Board, BoardKind, Tristate, Voice } from "./board.ts";
import { boardIdOf } from "./slug-id.ts";

/** A board as a list of boards is compared with it. */
export interface HeldBoard {
  readonly id: string;
  readonly slug: string;
  readonly sourceId?: string;
  readonly kind: BoardKind;
  readonly name: string;
  readonly completeness: Board["completeness"];
  readonly source: string;
  readonly illustrative: boolean;
}

/** A seat as a list of seats is compared with it: the body in the source's own words. */
export interface HeldSeat {
  readonly boardId: string;
  readonly number: string;
  readonly role: string;
  readonly organisation: string;
  readonly voice: Voice;
  readonly seats?: number;
  readonly voting: Tristate;
  readonly statutory: Tristate;
}

/** One import of boards or seats at a time, so that none adds what another is adding. */
export async function lockBoardImports(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('place.boards import', 0))`.execute(tx);
}

/** Every public board that a row may be about: by the list's own id, by address, or by kind and source. */
export async function listHeldBoards(
  tx: Db,
  of: { readonly ids: readonly string[]; readonly sources: readonly string[] },
): Promise<readonly HeldBoard[]> {
  const result = await sql<{
    id: string;
    slug: string;
    source_id: string | null;
    kind: string;
    name: string;
    completeness: string;
    source: string;
    basis: string;
  }>`select id, slug, source_id, kind, name, completeness, source, basis from place.board
    where audience = 'public' and (slug = any(${of.ids}::text[]) or source_id = any(${of.ids}::text[])
      or source = any(${of.sources}::text[]))`.execute(tx);
  return result.rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    kind: row.kind as BoardKind,
    name: row.name,
    completeness: row.completeness as Board["completeness"],
    source: row.source,
    illustrative: row.basis === "illustrative",
    ...(row.source_id && { sourceId: row.source_id }),
  }));
}

/** Notes the name by which a list calls a board that is held already. */
export async function noteSourceId(tx: Db, board: string, sourceId: string): Promise<void> {
  await sql`update place.board set source_id = ${sourceId} where id = ${board} and source_id is null`.execute(
    tx,
  );
}

/** A board of a list that is not held yet. */
export interface BoardToImport {
  readonly id: string;
  readonly kind: BoardKind;
  readonly name: string;
  readonly area?: string;
  readonly asAt?: string;
  readonly on?: CivilDate;
  readonly completeness: Board["completeness"];
  readonly completenessNote: string;
  readonly source: string;
  readonly seen: CivilDate;
}

/** Kinds of area that a kind of board is for, the most likely first. */
function areaKindsOf(kind: BoardKind): readonly string[] {
  return kind.startsWith("icb") || kind.startsWith("integrated") || kind === "system-board"
    ? ["system", "place"]
    : ["place", "system", "district"];
}

/** The kind of organisation whose board it is, where there is one. */
function ownerKindOf(kind: BoardKind): string | undefined {
  if (kind === "icb-board" || kind === "icb-committee") return "icb";
  const council = ["council", "cabinet", "health-and-wellbeing-board", "scrutiny-committee"];
  return council.includes(kind) ? "council" : undefined;
}

/** Adds a board of a list; its area and its organisation are those of that name, where there is just one. */
export async function addImportedBoard(tx: Db, board: BoardToImport): Promise<string> {
  const areas = await sql<{ id: string; kind: string; basis: string }>`
    select id, kind, basis from place.area where lower(name) = lower(${board.area ?? ""})
      and kind = any(${areaKindsOf(board.kind)}::text[])
    order by array_position(${areaKindsOf(board.kind)}::text[], kind)`.execute(tx);
  const best = areas.rows.filter((area) => area.kind === areas.rows[0]?.kind);
  const area = best.length === 1 ? best[0] : undefined;
  const owner = ownerKindOf(board.kind);
  const owners =
    area && owner
      ? await sql<{
          id: string;
        }>`select id from place.organisation where area_id = ${area.id} and kind = ${owner}
          and coalesce(begins_on <= ${board.on ?? board.seen}, true) and coalesce(ends_on > ${board.on ?? board.seen}, true)`.execute(
          tx,
        )
      : { rows: [] };
  const id = boardIdOf(board.id);
  await sql`insert into place.board (id, slug, kind, name, area_id, area_words, organisation_id, source_id,
      membership_as_at, membership_on, completeness, completeness_note, source, seen, basis)
    values (${id}, ${board.id}, ${board.kind}, ${board.name}, ${area?.id ?? null}, ${area ? null : (board.area ?? null)},
      ${owners.rows.length === 1 ? owners.rows[0]!.id : null}, ${board.id}, ${board.asAt ?? null}, ${board.on ?? null},
      ${board.completeness}, ${board.completenessNote}, ${board.source}, ${board.seen},
      ${area?.basis === "illustrative" ? "illustrative" : "compiled"})`.execute(tx);
  return id;
}

/** The seats held of these boards. */
export async function listHeldSeats(tx: Db, boards: readonly string[]): Promise<readonly HeldSeat[]> {
  const result = await sql<{
    board_id: string;
    number: string;
    role: string;
    organisation: string | null;
    voice: string;
    seats: number | null;
    voting: string;
    statutory: string;
  }>`select seat.board_id, seat.number, seat.role, coalesce(seat.organisation_name, organisation.name) as organisation,
      seat.voice, seat.seats, seat.voting, seat.statutory
    from place.seat left join place.organisation on organisation.id = seat.organisation_id
    where seat.board_id = any(${boards}::uuid[])`.execute(tx);
  return result.rows.map((row) => ({
    boardId: row.board_id,
    number: row.number,
    role: row.role,
    organisation: row.organisation ?? "",
    voice: row.voice as Voice,
    voting: row.voting as Tristate,
    statutory: row.statutory as Tristate,
    ...(row.seats !== null && { seats: row.seats }),
  }));
}

/** Organisations by their name or official name, in small letters; a name that two have is left out. */
export async function organisationsByName(
  tx: Db,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const result = await sql<{ name: string; ids: string[] }>`
    select called.name, array_agg(distinct called.id::text) as ids from (
      select lower(name) as name, id from place.organisation union select lower(official_name), id from place.organisation
      union select lower(name), organisation_id from place.organisation_name) called
    where called.name = any(${names.map((name) => name.toLowerCase())}::text[]) group by called.name`.execute(
    tx,
  );
  return new Map(result.rows.flatMap((row) => (row.ids.length === 1 ? [[row.name, row.ids[0]!]] : [])));
}

/** A seat of a list that is not held yet. */
export interface SeatToImport extends Omit<HeldSeat, "number"> {
  readonly organisationId?: string;
  readonly note?: string;
  readonly attendsAs: string;
  readonly vacant?: number;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  readonly source: string;
  readonly seen: CivilDate;
  readonly illustrative: boolean;
}

/** Adds seats of a list behind those that their boards have, in the order of the list. */
export async function addImportedSeats(tx: Db, seats: readonly SeatToImport[]): Promise<void> {
  if (seats.length === 0) return;
  const rows = seats.map((seat, index) => ({
    board_id: seat.boardId,
    place: index,
    role: seat.role,
    organisation_id: seat.organisationId ?? null,
    organisation_name: seat.organisation || null,
    voice: seat.voice,
    seats: seat.seats ?? null,
    voting: seat.voting,
    statutory: seat.statutory,
    note: seat.note ?? null,
    attends_as: seat.attendsAs,
    vacant: seat.vacant ?? null,
    begins_on: seat.beginsOn ?? null,
    ends_on: seat.endsOn ?? null,
    source: seat.source,
    seen: seat.seen,
    basis: seat.illustrative ? "illustrative" : "compiled",
  }));
  await sql`insert into place.seat (board_id, number, role, organisation_id, organisation_name, voice, seats, voting, statutory,
      note, attends_as, vacant, begins_on, ends_on, source, seen, basis)
    select given.board_id, lpad((coalesce(held.last, 0) + row_number() over (partition by given.board_id order by given.place))::text, 2, '0'),
      role, organisation_id, organisation_name, voice, seats, voting, statutory, note, attends_as, vacant, begins_on, ends_on,
      source, seen, basis
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (board_id uuid, place integer, role text, organisation_id uuid,
      organisation_name text, voice text, seats integer, voting text, statutory text, note text, attends_as text, vacant integer,
      begins_on date, ends_on date, source text, seen date, basis text)
    left join (select board_id, max(substring(number from '^\\d{1,6}$')::integer) as last from place.seat group by board_id) held
      on held.board_id = given.board_id`.execute(tx);
}
