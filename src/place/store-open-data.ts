import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db, Row } from "../kernel/index.ts";
import { wasInBeing } from "./store-in-being.ts";

/** Areas in being on a day, with the codes they then had. */
export async function areaRows(db: Db, at: CivilDate): Promise<readonly Row[]> {
  const result = await sql<Row>`
    select slug, kind, name, begins_on as "beginsOn", ends_on as "endsOn", source, seen, basis from place.area
    where ${wasInBeing("area", at)} order by kind, slug`.execute(db);
  return result.rows.map(withoutNull);
}

/** Organisations in being on a day, under the names they then had. */
export async function organisationRows(db: Db, at: CivilDate): Promise<readonly Row[]> {
  const result = await sql<Row>`
    select organisation.slug, organisation.kind, coalesce(former.name, organisation.name) as name,
      organisation.official_name as "officialName", area.slug as area,
      case organisation.kept_here when true then 'yes' else 'no' end as "keptHere",
      organisation.begins_on as "beginsOn", organisation.ends_on as "endsOn", organisation.source, organisation.seen, organisation.basis
    from place.organisation left join place.area on area.id = organisation.area_id
    left join lateral (select name from place.organisation_name former
      where former.organisation_id = organisation.id and former.ends_on > ${at} and coalesce(former.begins_on <= ${at}, true)
      order by former.ends_on limit 1) former on true
    where ${wasInBeing("organisation", at)}
    order by organisation.kind, organisation.slug`.execute(db);
  return result.rows.map(withoutNull);
}

/** Successions up to and on a day, the latest first. */
export async function successionRows(db: Db, at: CivilDate): Promise<readonly Row[]> {
  const result = await sql<Row>`
    select earlier.slug as "from", later.slug as "to", succession.on_date as "on", succession.kind, succession.share::float8 as share,
      succession.source, succession.seen, succession.basis
    from place.succession join place.organisation earlier on earlier.id = from_id join place.organisation later on later.id = to_id
    where on_date <= ${at} order by on_date desc, later.slug, earlier.slug`.execute(db);
  return result.rows.map(withoutNull);
}

/** Codes that stood for something on a day; a code ends at the latest with what it stands for. */
export async function identifierRows(db: Db, at: CivilDate): Promise<readonly Row[]> {
  const result = await sql<Row>`
    select case when identifier.area_id is null then 'organisation' else 'area' end as "subjectKind",
      coalesce(area.slug, organisation.slug) as slug, identifier.scheme, identifier.code,
      identifier.begins_on as "beginsOn", least(identifier.ends_on, area.ends_on, organisation.ends_on) as "endsOn",
      identifier.source, identifier.seen, identifier.basis
    from place.identifier left join place.area on area.id = identifier.area_id
    left join place.organisation on organisation.id = identifier.organisation_id
    where coalesce(identifier.begins_on, area.held_from, organisation.held_from) <= ${at}
      and coalesce(area.held_from, organisation.held_from) <= ${at}
      and coalesce(least(identifier.ends_on, area.ends_on, organisation.ends_on) > ${at}, true)
      and coalesce(area.slug, organisation.slug) is not null
    order by identifier.scheme, identifier.code, slug`.execute(db);
  return result.rows.map(withoutNull);
}

/** SQL's null is an absent cell. */
function withoutNull(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
