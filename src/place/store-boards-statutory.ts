import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import { nameOn } from "./store-organisations.ts";
import { wasInBeing } from "./store-in-being.ts";
import type { SeatHolder, StatutorySurroundings } from "./statutory-holders.ts";

type HolderRow = { id: string; slug: string; name: string };

/** How far back successions are followed: from today's boards to the groups of 2013 there are three steps. */
const stepsMax = 6;

/**
 * The bodies around a board on a day: its own council, the integrated care boards whose area it shares, the councils in its
 * area.
 *
 * @param board  its area and its own organisation, by slug
 */
export async function readSurroundings(
  db: Db,
  board: { readonly area?: string | undefined; readonly organisation?: string | undefined },
  on: CivilDate,
): Promise<StatutorySurroundings> {
  const own = board.organisation === undefined ? [] : await listOwn(db, board.organisation, on);
  const council = own.find((one) => one.kind === "council" || one.kind === "district-council");
  const area = board.area;
  const careBoards = area === undefined ? [] : await listCareBoards(db, area, on);
  const councils = area === undefined ? [] : await listCouncils(db, area, on);
  const all = [...(council ? [council] : []), ...careBoards, ...councils];
  const followed = await listFollowed(
    db,
    all.map((one) => one.id),
    on,
  );
  const holder = (row: HolderRow): SeatHolder => ({
    slug: row.slug,
    name: row.name,
    followed: followed.get(row.id) ?? [],
  });
  return {
    on,
    careBoards: careBoards.map(holder),
    councils: councils.map(holder),
    ...(council && { council: holder(council) }),
  };
}

async function listOwn(
  db: Db,
  slug: string,
  on: CivilDate,
): Promise<readonly (HolderRow & { readonly kind: string })[]> {
  const result = await sql<HolderRow & { kind: string }>`
    select organisation.id, organisation.slug, organisation.kind, ${nameOn("organisation", on)} as name
    from place.organisation where organisation.slug = ${slug}`.execute(db);
  return result.rows;
}

/** Integrated care boards of the systems that the area is, or lay in wholly or partly, on the day. */
async function listCareBoards(db: Db, area: string, on: CivilDate): Promise<readonly HolderRow[]> {
  const result = await sql<HolderRow>`
    select organisation.id, organisation.slug, ${nameOn("organisation", on)} as name
    from place.organisation where organisation.kind = 'icb' and ${wasInBeing("organisation", on)}
      and organisation.area_id in (
        select area.id from place.area where area.slug = ${area}
        union select part.whole_id from place.area_part part join place.area inside on inside.id = part.part_id
          where inside.slug = ${area} and ${wasInBeing("part", on)})
    order by name collate kernel.natural_order`.execute(db);
  return result.rows;
}

/** Councils with social care responsibility whose places lay in the area, wholly or partly, on the day. */
async function listCouncils(db: Db, area: string, on: CivilDate): Promise<readonly HolderRow[]> {
  const result = await sql<HolderRow>`
    select organisation.id, organisation.slug, ${nameOn("organisation", on)} as name
    from place.organisation where organisation.kind = 'council' and ${wasInBeing("organisation", on)}
      and organisation.area_id in (
        select part.part_id from place.area_part part join place.area system on system.id = part.whole_id
          where system.slug = ${area} and ${wasInBeing("part", on)})
    order by name collate kernel.natural_order`.execute(db);
  return result.rows;
}

/** Whose place each of these took by a day, however far back. */
async function listFollowed(
  db: Db,
  ids: readonly string[],
  on: CivilDate,
): Promise<ReadonlyMap<string, SeatHolder["followed"]>> {
  const result = await sql<{ id: string; slug: string; name: string; on_date: string }>`
    with recursive before as (
      select to_id as id, from_id, on_date, 1 as step from place.succession
        where to_id = any(${ids}::uuid[]) and from_id <> to_id and on_date <= ${on}
      union
      select before.id, earlier.from_id, earlier.on_date, step + 1 from before
        join place.succession earlier on earlier.to_id = before.from_id and earlier.from_id <> earlier.to_id
        where step < ${stepsMax} and earlier.on_date <= before.on_date)
    select before.id, organisation.slug, organisation.name, max(before.on_date) as on_date
    from before join place.organisation on organisation.id = before.from_id
    where organisation.ends_on <= ${on}
    group by before.id, organisation.slug, organisation.name order by on_date desc, organisation.name`.execute(
    db,
  );
  const found = new Map<string, SeatHolder["followed"][number][]>();
  for (const row of result.rows) {
    const list = found.get(row.id) ?? [];
    list.push({ slug: row.slug, name: row.name, on: row.on_date as CivilDate });
    found.set(row.id, list);
  }
  return found;
}
