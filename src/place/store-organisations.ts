import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { NotFound, isUuid, type Basis, type Db } from "../kernel/index.ts";
import type { AreaId } from "./area.ts";
import type {
  Identifier,
  Organisation,
  OrganisationId,
  OrganisationKind,
  Succession,
} from "./organisation.ts";
import { wasInBeing } from "./store-in-being.ts";

type OrganisationRow = {
  id: string;
  slug: string;
  kind: string;
  name: string;
  official_name: string | null;
  area_id: string | null;
  area_slug: string | null;
  area_name: string | null;
  foundation: boolean | null;
  kept_here: boolean;
  begins_on: string | null;
  ends_on: string | null;
  held_from: string;
  source: string;
  seen: string;
  basis: string;
  audience: string;
  version: number;
};

/** How a list of organisations is narrowed. */
export interface OrganisationQuery {
  readonly kind?: OrganisationKind;
  readonly area?: AreaId;
  /** Those of any of these areas. */
  readonly areas?: readonly AreaId[];
  readonly at: CivilDate;
  readonly illustrative: boolean;
}

/** Organisations in being on a day, under the names they had then. */
export async function listOrganisations(db: Db, query: OrganisationQuery): Promise<readonly Organisation[]> {
  const conditions = [
    wasInBeing("organisation", query.at),
    ...(query.kind ? [sql`organisation.kind = ${query.kind}`] : []),
    ...(query.area ? [sql`organisation.area_id = ${query.area}`] : []),
    ...(query.areas ? [sql`organisation.area_id = any(${query.areas}::uuid[])`] : []),
    ...(query.illustrative ? [] : [sql`organisation.basis <> 'illustrative'`]),
  ];
  return await select(db, { at: query.at, where: sql.join(conditions, sql` and `) });
}

/** The organisation at an address under its name on a day, whether or not it was in being then. */
export async function findOrganisation(
  db: Db,
  slug: string,
  at: CivilDate,
): Promise<Organisation | undefined> {
  return (await select(db, { at, where: sql`organisation.slug = ${slug}` }))[0];
}

const endOfTime = "9999-12-31" as CivilDate;

/** The organisation at an address under its latest name; for changing it. */
export async function findLatestOrganisation(db: Db, slug: string): Promise<Organisation | undefined> {
  return await findOrganisation(db, slug, endOfTime);
}

/** The organisation at an address under its latest name; refuses when there is none. */
export async function getLatestOrganisation(db: Db, slug: string): Promise<Organisation> {
  const organisation = await findLatestOrganisation(db, slug);
  if (!organisation)
    throw new NotFound("place.organisation-not-found", {
      message: `There is no organisation “${slug}” here.`,
    });
  return organisation;
}

/** Organisations at these addresses under their latest names. */
export async function listOrganisationsBySlug(
  db: Db,
  slugs: readonly string[],
): Promise<readonly Organisation[]> {
  return await select(db, { at: endOfTime, where: sql`organisation.slug = any(${slugs}::text[])` });
}

/** Organisations by id under their latest names; those that are not there are left out. */
export async function listOrganisationsById(
  db: Db,
  ids: readonly string[],
): Promise<readonly Organisation[]> {
  return await select(db, {
    at: endOfTime,
    where: sql`organisation.id = any(${ids.filter(isUuid)}::uuid[])`,
  });
}

/** Ids of every organisation, in being or not. */
export async function listOrganisationIds(db: Db): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select id from place.organisation`.execute(db);
  return result.rows.map((row) => row.id);
}

async function select(
  db: Db,
  asked: { at: CivilDate; where: RawBuilder<unknown> },
): Promise<readonly Organisation[]> {
  const result = await sql<OrganisationRow>`
    select organisation.id, organisation.slug, organisation.kind, coalesce(former.name, organisation.name) as name,
      organisation.official_name, organisation.area_id, area.slug as area_slug, area.name as area_name,
      organisation.foundation, organisation.kept_here, organisation.begins_on, organisation.ends_on, organisation.held_from, organisation.source,
      organisation.seen, organisation.basis, organisation.audience, organisation.version
    from place.organisation
    left join place.area on area.id = organisation.area_id
    left join (${namesOn(asked.at)}) former on former.organisation_id = organisation.id
    where ${asked.where}
    order by coalesce(former.name, organisation.name) collate kernel.natural_order`.execute(db);
  return result.rows.map(organisationFromRow);
}

/** The few former names that held on a day, at most one of an organisation: for lists, which ask for many names at once. */
function namesOn(at: CivilDate): RawBuilder<unknown> {
  return sql`select distinct on (organisation_id) organisation_id, name from place.organisation_name
    where ends_on > ${at} and coalesce(begins_on <= ${at}, true) order by organisation_id, ends_on`;
}

/** The name that an organisation had on a day. */
export function nameOn(
  table: "organisation" | "earlier" | "later" | "body",
  at: CivilDate,
): RawBuilder<string> {
  return sql<string>`coalesce((select former.name from place.organisation_name former
    where former.organisation_id = ${sql.ref(`${table}.id`)} and former.ends_on > ${at}
      and coalesce(former.begins_on <= ${at}, true)
    order by former.ends_on limit 1), ${sql.ref(`${table}.name`)})`;
}

/** Codes of an area or organisation, by scheme. */
export async function listIdentifiers(
  db: Db,
  of: { readonly areaId: string } | { readonly organisationId: string },
): Promise<readonly Identifier[]> {
  const id = "areaId" in of ? of.areaId : of.organisationId;
  return (await listIdentifiersOf(db, [id])).get(id) ?? [];
}

/** Codes of areas and organisations, by the id of what they stand for. */
export async function listIdentifiersOf(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Identifier[]>> {
  const result = await sql<{
    id: string;
    scheme: string;
    code: string;
    begins_on: string | null;
    ends_on: string | null;
  }>`
    select coalesce(area_id, organisation_id) as id, scheme, code, begins_on, ends_on from place.identifier
    where area_id = any(${ids}::uuid[]) or organisation_id = any(${ids}::uuid[])
    order by scheme, begins_on nulls first, code`.execute(db);
  const found = new Map<string, Identifier[]>();
  for (const row of result.rows) {
    const codes = found.get(row.id) ?? [];
    found.set(row.id, codes);
    codes.push({
      scheme: row.scheme,
      code: row.code,
      ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
      ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
    });
  }
  return found;
}

/** What a code meant on a day: area or organisation under its name then; several where two share a code. */
export async function findByCode(
  db: Db,
  asked: { scheme?: string; code: string; at: CivilDate },
): Promise<
  readonly {
    readonly kind: "area" | "organisation";
    readonly slug: string;
    readonly name: string;
    readonly scheme: string;
  }[]
> {
  const result = await sql<{ kind: "area" | "organisation"; slug: string; name: string; scheme: string }>`
    select case when identifier.area_id is null then 'organisation' else 'area' end as kind,
      coalesce(area.slug, organisation.slug) as slug, coalesce(area.name, ${nameOn("organisation", asked.at)}) as name, identifier.scheme
    from place.identifier left join place.area on area.id = identifier.area_id
    left join place.organisation on organisation.id = identifier.organisation_id
    where code = ${asked.code} ${asked.scheme ? sql`and scheme = ${asked.scheme}` : sql``}
      and coalesce(identifier.begins_on, area.held_from, organisation.held_from) <= ${asked.at}
      and coalesce(area.held_from, organisation.held_from) <= ${asked.at}
      and coalesce(least(identifier.ends_on, area.ends_on, organisation.ends_on) > ${asked.at}, true)
      and coalesce(area.slug, organisation.slug) is not null
    order by kind, slug`.execute(db);
  return result.rows;
}

/** Successions a body took part in, what it came from and what it became, under the names of a day; left out: the latest. */
export async function listSuccessions(
  db: Db,
  of?: OrganisationId,
  at: CivilDate = endOfTime,
): Promise<readonly (Succession & { readonly direction: "came-from" | "became" | "all" })[]> {
  const result = await sql<{
    from_slug: string;
    from_name: string;
    to_slug: string;
    to_name: string;
    on_date: string;
    kind: Succession["kind"];
    share: string | null;
    source: string;
    seen: string;
    basis: string;
    from_id: string;
    to_id: string;
  }>`select earlier.slug as from_slug, ${nameOn("earlier", at)} as from_name, later.slug as to_slug, ${nameOn("later", at)} as to_name,
      succession.on_date, succession.kind, succession.share, succession.source, succession.seen, succession.basis, succession.from_id, succession.to_id
    from place.succession join place.organisation earlier on earlier.id = from_id join place.organisation later on later.id = to_id
    ${of ? sql`where from_id = ${of} or to_id = ${of}` : sql``}
    order by on_date desc, later.name, earlier.name`.execute(db);
  return result.rows.map((row) => ({
    from: { id: row.from_id as OrganisationId, slug: row.from_slug, name: row.from_name },
    to: { id: row.to_id as OrganisationId, slug: row.to_slug, name: row.to_name },
    on: row.on_date as CivilDate,
    kind: row.kind,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    direction: of === undefined ? "all" : row.to_id === of ? "came-from" : "became",
    ...(row.share !== null && { share: Number(row.share) }),
  }));
}

/** Shares of a trust's patients by council area, or of an area's trusts; largest first. */
export async function listServed(
  db: Db,
  of: { organisationId: string } | { areaId: string },
): Promise<
  readonly { readonly slug: string; readonly name: string; readonly share: number; readonly source: string }[]
> {
  const trusts = "areaId" in of;
  const result = await sql<{ slug: string; name: string; share: string; source: string }>`
    select other.slug, other.name, served.share, served.source from place.served_area served
    join ${trusts ? sql`place.organisation other on other.id = served.organisation_id` : sql`place.area other on other.id = served.area_id`}
    where ${trusts ? sql`served.area_id = ${of.areaId}` : sql`served.organisation_id = ${of.organisationId}`}
    order by served.share desc, other.name`.execute(db);
  return result.rows.map((row) => ({ ...row, share: Number(row.share) }));
}

function organisationFromRow(row: OrganisationRow): Organisation {
  return {
    id: row.id as OrganisationId,
    slug: row.slug,
    kind: row.kind as OrganisationKind,
    name: row.name,
    keptHere: row.kept_here,
    heldFrom: row.held_from as CivilDate,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    audience: row.audience as Organisation["audience"],
    version: row.version,
    ...(row.official_name && { officialName: row.official_name }),
    ...(row.area_id &&
      row.area_slug &&
      row.area_name && { area: { id: row.area_id as AreaId, slug: row.area_slug, name: row.area_name } }),
    ...(row.foundation !== null && { foundation: row.foundation }),
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  };
}
