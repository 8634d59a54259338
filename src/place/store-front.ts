import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";

/** What a code stands for: an area, an organisation, or both (a board's code often names its area too). */
export interface CodeMeaning {
  readonly areaId?: string;
  readonly organisationId?: string;
}

/**
 * What published codes stand for, whatever the day: publishers go back over old figures with today's codes.
 *
 * Codes that are not held are left out.
 */
export async function resolveCodes(
  db: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CodeMeaning>> {
  const result = await sql<{ code: string; area_id: string | null; organisation_id: string | null }>`
    select code, (array_agg(area_id order by begins_on desc nulls last) filter (where area_id is not null))[1] as area_id,
      (array_agg(organisation_id order by begins_on desc nulls last) filter (where organisation_id is not null))[1] as organisation_id
    from place.identifier where code = any(${[...new Set(codes)]}::text[]) group by code`.execute(db);
  return new Map(
    result.rows.map((row) => [
      row.code,
      {
        ...(row.area_id && { areaId: row.area_id }),
        ...(row.organisation_id && { organisationId: row.organisation_id }),
      },
    ]),
  );
}

/**
 * Organisations whose keepers look after the things of an area: those of the area whose business is kept here.
 *
 * @param on  those in being on this day; left out: those without an end
 */
export async function keepersOfArea(db: Db, areaId: string, on?: CivilDate): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`
    select id from place.organisation where area_id = ${areaId} and kept_here and ${notEnded(on)} order by id`.execute(
    db,
  );
  return result.rows.map((row) => row.id);
}

/** A body with an end that is still to come goes on until then. */
function notEnded(on: CivilDate | undefined): RawBuilder<unknown> {
  return on === undefined ? sql`ends_on is null` : sql`(ends_on is null or ends_on > ${on})`;
}

/**
 * Id and name of every organisation still in being, for choosing one in a form.
 *
 * @param on  those in being on this day; left out: those without an end
 */
export async function listOrganisationChoices(
  db: Db,
  on?: CivilDate,
): Promise<readonly { readonly id: string; readonly name: string; readonly illustrative: boolean }[]> {
  const result = await sql<{ id: string; name: string; illustrative: boolean }>`
    select id, name, basis = 'illustrative' as illustrative from place.organisation where ${notEnded(on)}
      and kind not in ('network')
    order by basis = 'illustrative' desc, name collate kernel.natural_order`.execute(db);
  return result.rows;
}
