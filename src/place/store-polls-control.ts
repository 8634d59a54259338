import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Db } from "../kernel/index.ts";
import type { CouncilControl, PartyName, PartySeats } from "./control.ts";

interface Row {
  council_id: string;
  council_slug: string;
  council_name: string;
  area_slug: string | null;
  area_name: string | null;
  year: number;
  status: CouncilControl["status"];
  control: string | null;
  seats_printed: number | null;
  seats_computed: number | null;
  largest_party: string | null;
  elected_mayor: boolean | null;
  mayor_party: string | null;
  note: string | null;
  source: string;
  seen: string;
  basis: string;
  parties: PartySeats[] | null;
}

/**
 * Control of councils after their polls, of one council or of all whose area lies in another; the earliest first.
 *
 * @param of  the council's id, or the slug of the wider area
 */
export async function listControls(
  db: Db,
  of: { readonly council: string } | { readonly within: string },
): Promise<readonly CouncilControl[]> {
  const where =
    "council" in of
      ? sql`control.council_id = ${of.council}`
      : sql`organisation.area_id in (select part.part_id from place.area_part part join place.area inside on inside.id = part.whole_id
          where inside.slug = ${of.within})`;
  const result = await sql<Row>`
    select control.council_id, organisation.slug as council_slug, organisation.name as council_name, area.slug as area_slug,
      area.name as area_name, control.year, control.status, control.control, control.seats_printed, control.seats_computed,
      control.largest_party, control.elected_mayor, control.mayor_party, control.note, control.source, control.seen, control.basis,
      (select jsonb_agg(jsonb_build_object('party', seats.party, 'seats', seats.seats) order by seats.seats desc, seats.party)
        from place.council_seats seats where seats.council_id = control.council_id and seats.year = control.year) as parties
    from place.council_control control join place.organisation on organisation.id = control.council_id
    left join place.area on area.id = organisation.area_id
    where ${where} order by organisation.name collate kernel.natural_order, control.year`.execute(db);
  return result.rows.map(controlFromRow);
}

function controlFromRow(row: Row): CouncilControl {
  return {
    council: { id: row.council_id, slug: row.council_slug, name: row.council_name },
    year: row.year,
    status: row.status,
    parties: row.parties ?? [],
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.area_slug && row.area_name && { area: { slug: row.area_slug, name: row.area_name } }),
    ...(row.control !== null && { control: row.control }),
    ...(row.seats_printed !== null && { seatsPrinted: row.seats_printed }),
    ...(row.seats_computed !== null && { seatsComputed: row.seats_computed }),
    ...(row.largest_party !== null && { largestParty: row.largest_party }),
    ...(row.elected_mayor !== null && { electedMayor: row.elected_mayor }),
    ...(row.mayor_party !== null && { mayorParty: row.mayor_party }),
    ...(row.note !== null && { note: row.note }),
  };
}

/** What the codes of parties mean; an unknown code stays a code. */
export async function readPartyNames(db: Db): Promise<PartyName> {
  const result = await sql<{ code: string; name: string }>`select code, name from place.party`.execute(db);
  const names = new Map(result.rows.map((row) => [row.code, row.name]));
  return (code) => names.get(code) ?? code;
}
