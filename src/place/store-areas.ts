import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { NotFound, isUuid, type Basis, type Db, type Provenance } from "../kernel/index.ts";
import type { Area, AreaId, AreaKind } from "./area.ts";
import { wasInBeing } from "./store-in-being.ts";
import type { PlaceTables } from "./tables.ts";

type AreaRow = {
  id: string;
  slug: string;
  kind: string;
  name: string;
  begins_on: string | null;
  ends_on: string | null;
  held_from: string;
  source: string;
  seen: string;
  basis: string;
  audience: string;
  version: number;
};

/** How a list of areas is narrowed. */
export interface AreaQuery {
  readonly kind?: AreaKind;
  readonly at: CivilDate;
  /** The made-up place is left out unless asked for. */
  readonly illustrative: boolean;
}

const columns = [
  "id",
  "slug",
  "kind",
  "name",
  "begins_on",
  "ends_on",
  "held_from",
  "source",
  "seen",
  "basis",
  "audience",
  "version",
] as const;

/** Areas in being on a day, by kind and name. */
export async function listAreas(db: Db, query: AreaQuery): Promise<readonly Area[]> {
  const rows = await db
    .withTables<PlaceTables>()
    .selectFrom("place.area")
    .select(columns)
    .where(wasInBeing("area", query.at))
    .$if(query.kind !== undefined, (select) => select.where("kind", "=", query.kind!))
    .$if(!query.illustrative, (select) => select.where("basis", "<>", "illustrative"))
    .orderBy(sql`name collate kernel.natural_order`)
    .execute();
  return rows.map(areaFromRow);
}

/** The area at an address, whether or not it is still in being. */
export async function findArea(db: Db, slug: string): Promise<Area | undefined> {
  const row = await db
    .withTables<PlaceTables>()
    .selectFrom("place.area")
    .select(columns)
    .where("slug", "=", slug)
    .executeTakeFirst();
  return row && areaFromRow(row);
}

/** The area at an address; refuses when there is none. */
export async function getArea(db: Db, slug: string): Promise<Area> {
  const area = await findArea(db, slug);
  if (!area) throw new NotFound("place.area-not-found", { message: `There is no area "${slug}" here.` });
  return area;
}

/** Areas by id; those that are not there are left out. */
export async function listAreasById(db: Db, ids: readonly string[]): Promise<readonly Area[]> {
  const rows = await sql<AreaRow>`select ${sql.join(columns.map((column) => sql.ref(column)))} from place.area
    where id = any(${ids.filter(isUuid)}::uuid[])`.execute(db);
  return rows.rows.map(areaFromRow);
}

/** Areas by slug; those that are not there are left out. */
export async function listAreasBySlug(db: Db, slugs: readonly string[]): Promise<readonly Area[]> {
  const rows = await sql<AreaRow>`select ${sql.join(columns.map((column) => sql.ref(column)))} from place.area
    where slug = any(${slugs}::text[])`.execute(db);
  return rows.rows.map(areaFromRow);
}

/** Ids of every area, in being or not. */
export async function listAreaIds(db: Db): Promise<readonly string[]> {
  const rows = await db.withTables<PlaceTables>().selectFrom("place.area").select("id").execute();
  return rows.map((row) => row.id);
}

/** An area with how much of a part lies in it, or of it in a whole. */
export interface RelatedArea {
  readonly area: Area;
  /** Fraction of 1 of the part; absent: not known. */
  readonly share?: number;
  /** Where it is known from that the one lies in the other. */
  readonly from: Provenance;
  readonly beginsOn?: CivilDate;
}

/** What an area lay in on a day. */
export async function listWholes(db: Db, id: AreaId, at: CivilDate): Promise<readonly RelatedArea[]> {
  return await listRelated(db, { id, at, own: "part_id", other: "whole_id" });
}

/** What lay in an area on a day. */
export async function listParts(db: Db, id: AreaId, at: CivilDate): Promise<readonly RelatedArea[]> {
  return await listRelated(db, { id, at, own: "whole_id", other: "part_id" });
}

async function listRelated(
  db: Db,
  asked: { id: AreaId; at: CivilDate; own: "part_id" | "whole_id"; other: "part_id" | "whole_id" },
): Promise<readonly RelatedArea[]> {
  const result = await sql<
    AreaRow & {
      share: string | null;
      part_source: string;
      part_seen: string;
      part_basis: string;
      part_begins: string | null;
    }
  >`
    select area.id, area.slug, area.kind, area.name, area.begins_on, area.ends_on, area.held_from, area.source, area.seen, area.basis,
      area.audience, area.version, part.share, part.source as part_source, part.seen as part_seen, part.basis as part_basis, part.begins_on as part_begins
    from place.area_part part join place.area on area.id = part.${sql.ref(asked.other)}
    where part.${sql.ref(asked.own)} = ${asked.id}
      and ${wasInBeing("part", asked.at)} and ${wasInBeing("area", asked.at)}
    order by part.share desc nulls last, area.name collate kernel.natural_order`.execute(db);
  return result.rows.map((row) => ({
    area: areaFromRow(row),
    from: {
      source: row.part_source,
      seen: row.part_seen as CivilDate,
      basis: row.part_basis as Basis,
    },
    ...(row.share !== null && { share: Number(row.share) }),
    ...(row.part_begins && { beginsOn: row.part_begins as CivilDate }),
  }));
}

/** Which system each of these areas lay in on a day, by the area's slug; the largest share where there are several. */
export async function systemsOf(
  db: Db,
  asked: { within: string; at: CivilDate },
): Promise<ReadonlyMap<string, { readonly slug: string; readonly name: string; readonly share?: number }>> {
  const result = await sql<{ slug: string; system: string; name: string; share: string | null }>`
    select distinct on (place.slug) place.slug, system.slug as system, system.name, held.share
    from place.area region
    join place.area_part inside on inside.whole_id = region.id
    join place.area place on place.id = inside.part_id and place.kind = 'place'
    join place.area_part held on held.part_id = place.id
    join place.area system on system.id = held.whole_id and system.kind = 'system'
    where region.slug = ${asked.within}
      and ${wasInBeing("inside", asked.at)} and ${wasInBeing("place", asked.at)}
      and ${wasInBeing("held", asked.at)} and ${wasInBeing("system", asked.at)}
    order by place.slug, held.share desc nulls last`.execute(db);
  return new Map(
    result.rows.map((row) => [
      row.slug,
      { slug: row.system, name: row.name, ...(row.share !== null && { share: Number(row.share) }) },
    ]),
  );
}

/** Days up to and on one, the latest first, on which what lies in which system may have changed in an area. */
export async function listSystemDays(
  db: Db,
  asked: { within: string; upTo: CivilDate },
): Promise<readonly CivilDate[]> {
  const result = await sql<{ day: CivilDate }>`
    select distinct day from place.area region
    join place.area_part inside on inside.whole_id = region.id
    join place.area_part held on held.part_id = inside.part_id
    join place.area system on system.id = held.whole_id and system.kind = 'system',
    unnest(array[held.begins_on, held.ends_on, system.begins_on, system.ends_on]) as day
    where region.slug = ${asked.within} and day <= ${asked.upTo} order by day desc`.execute(db);
  return result.rows.map((row) => row.day);
}

/** Whether `whole` lies in `part` already, at any depth and at any time: making it the other way round would be a circle. */
export async function liesWithin(db: Db, inner: AreaId, outer: AreaId): Promise<boolean> {
  const result = await sql<{ found: boolean }>`
    with recursive up (id) as (
      select ${inner}::uuid union select part.whole_id from place.area_part part join up on part.part_id = up.id)
    select exists (select from up where id = ${outer}::uuid) as found`.execute(db);
  return result.rows[0]?.found ?? false;
}

function areaFromRow(row: AreaRow): Area {
  return {
    id: row.id as AreaId,
    slug: row.slug,
    kind: row.kind as AreaKind,
    name: row.name,
    heldFrom: row.held_from as CivilDate,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    audience: row.audience as Area["audience"],
    version: row.version,
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  };
}
