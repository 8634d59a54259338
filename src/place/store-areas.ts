import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { NotFound, isUuid, type Basis, type Db, type Provenance } from "../kernel/index.ts";
import type { Area, AreaId, AreaKind } from "./area.ts";
import { wasInBeing } from "./store-in-being.ts";
import type { SystemSpell } from "./system-spell.ts";
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

/** How many real integrated care boards and council areas are held on a day, and the day all were last seen in their sources. */
export async function countHeld(
  db: Db,
  at: CivilDate,
): Promise<{ readonly boards: number; readonly places: number; readonly seen?: CivilDate }> {
  const result = await sql<{ boards: number; places: number; seen: string | null }>`
    select count(*) filter (where what = 'board')::int as boards, count(*) filter (where what = 'place')::int as places, min(seen) as seen
    from (select 'board' as what, seen from place.organisation
        where kind = 'icb' and basis <> 'illustrative' and ${wasInBeing("organisation", at)}
      union all select 'place', seen from place.area
        where kind = 'place' and basis <> 'illustrative' and ${wasInBeing("area", at)}) held`.execute(db);
  const { boards = 0, places = 0, seen } = result.rows[0] ?? {};
  return { boards, places, ...(seen && { seen: seen as CivilDate }) };
}

/** Slug of the integrated care board of a system. */
export async function findCareBoardOf(db: Db, system: string): Promise<string | undefined> {
  const result = await sql<{ slug: string }>`
    select organisation.slug from place.organisation join place.area on area.id = organisation.area_id
    where organisation.kind = 'icb' and area.slug = ${system} order by organisation.ends_on desc nulls first limit 1`.execute(
    db,
  );
  return result.rows[0]?.slug;
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

/** What an area lay in on a day, and what lay in it. */
export async function listRelatedAreas(
  db: Db,
  id: AreaId,
  at: CivilDate,
): Promise<{ readonly wholes: readonly RelatedArea[]; readonly parts: readonly RelatedArea[] }> {
  const all = await listRelated(db, { id, at });
  return { wholes: all.filter((one) => one.isWhole), parts: all.filter((one) => !one.isWhole) };
}

/** What lay in an area on a day. */
export async function listParts(db: Db, id: AreaId, at: CivilDate): Promise<readonly RelatedArea[]> {
  return (await listRelatedAreas(db, id, at)).parts;
}

/** What lay in each of some areas on a day, by the area's id, in one question. */
export async function listPartsOfEach(
  db: Db,
  ids: readonly string[],
  at: CivilDate,
): Promise<ReadonlyMap<string, readonly Area[]>> {
  const result = await sql<AreaRow & { whole_id: string }>`
    select part.whole_id, area.id, area.slug, area.kind, area.name, area.begins_on, area.ends_on, area.held_from, area.source,
      area.seen, area.basis, area.audience, area.version
    from place.area_part part join place.area on area.id = part.part_id
    where part.whole_id = any(${ids}::uuid[]) and ${wasInBeing("part", at)} and ${wasInBeing("area", at)}
    order by area.name collate kernel.natural_order`.execute(db);
  return new Map(
    ids.map((id) => [id, result.rows.filter(({ whole_id }) => whole_id === id).map(areaFromRow)]),
  );
}

async function listRelated(
  db: Db,
  asked: { id: AreaId; at: CivilDate },
): Promise<readonly (RelatedArea & { readonly isWhole: boolean })[]> {
  const result = await sql<
    AreaRow & {
      share: string | null;
      part_source: string;
      part_seen: string;
      part_basis: string;
      part_begins: string | null;
      is_whole: boolean;
    }
  >`
    select area.id, area.slug, area.kind, area.name, area.begins_on, area.ends_on, area.held_from, area.source, area.seen, area.basis,
      area.audience, area.version, part.share, part.source as part_source, part.seen as part_seen, part.basis as part_basis, part.begins_on as part_begins,
      part.part_id = ${asked.id} as is_whole
    from place.area_part part join place.area on area.id = case part.part_id when ${asked.id} then part.whole_id else part.part_id end
    where (part.part_id = ${asked.id} or part.whole_id = ${asked.id})
      and ${wasInBeing("part", asked.at)} and ${wasInBeing("area", asked.at)}
    order by part.share desc nulls last, area.name collate kernel.natural_order`.execute(db);
  return result.rows.map((row) => ({
    isWhole: row.is_whole,
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

/** Which system every place of an area lay in at any time, with all days on which that may have changed. */
export async function listSystemSpells(db: Db, within: string): Promise<readonly SystemSpell[]> {
  const result = await sql<{
    slug: string;
    system: string;
    name: string;
    share: string | null;
    spells: { held_from: string; ends_on: string | null }[];
  }>`
    select place.slug, system.slug as system, system.name, held.share,
      jsonb_build_array(${spell("inside")}, ${spell("place")}, ${spell("held")}, ${spell("system")}) as spells
    from place.area region
    join place.area_part inside on inside.whole_id = region.id
    join place.area place on place.id = inside.part_id and place.kind = 'place'
    join place.area_part held on held.part_id = place.id
    join place.area system on system.id = held.whole_id and system.kind = 'system'
    where region.slug = ${within}
    order by place.slug, held.share desc nulls last`.execute(db);
  return result.rows.map((row) => ({
    place: row.slug,
    system: {
      slug: row.system,
      name: row.name,
      ...(row.share !== null && { share: Number(row.share) }),
    },
    days: row.spells.map((one) => ({
      heldFrom: one.held_from as CivilDate,
      ...(one.ends_on !== null && { endsOn: one.ends_on as CivilDate }),
    })),
  }));
}

function spell(table: "inside" | "place" | "held" | "system"): RawBuilder<unknown> {
  return sql`jsonb_build_object('held_from', ${sql.ref(`${table}.held_from`)}, 'ends_on', ${sql.ref(`${table}.ends_on`)})`;
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
