import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import { isCouncil } from "./organisation.ts";
import { nameOn } from "./store-organisations.ts";
import { wasInBeing } from "./store-in-being.ts";
import type { SeatHolder, StatutorySurroundings } from "./statutory-holders.ts";

type HolderRow = {
  role: "own" | "care-board" | "council";
  slug: string;
  name: string;
  kind: string;
  followed: readonly SeatHolder["followed"][number][] | null;
};

/** How far back successions are followed: from today's boards to the groups of 2013 there are three steps. */
const stepsMax = 6;

/**
 * The bodies around a board on a day: its own council, the integrated care boards whose area it shares, the councils in its
 * area; each with whose place it took by then, however far back.
 *
 * @param board  its area and its own organisation, by slug
 */
export async function readSurroundings(
  db: Db,
  board: { readonly area?: string | undefined; readonly organisation?: string | undefined },
  on: CivilDate,
): Promise<StatutorySurroundings> {
  const rows = await listAround(db, board, on);
  const holder = (row: HolderRow): SeatHolder => ({
    slug: row.slug,
    name: row.name,
    followed: row.followed ?? [],
  });
  const council = rows.find((row) => row.role === "own" && isCouncil(row));
  return {
    on,
    careBoards: rows.filter((row) => row.role === "care-board").map(holder),
    councils: rows.filter((row) => row.role === "council").map(holder),
    ...(council && { council: holder(council) }),
  };
}

/**
 * The body itself, the integrated care boards of the systems that the area is or lay in wholly or partly, and the councils
 * whose places lay in the area.
 */
async function listAround(
  db: Db,
  {
    area = "",
    organisation = "",
  }: { readonly area?: string | undefined; readonly organisation?: string | undefined },
  on: CivilDate,
): Promise<readonly HolderRow[]> {
  const result = await sql<HolderRow>`
    with recursive around (role, id) as (
      select 'own', id from place.organisation where slug = ${organisation}
      union all select 'care-board', organisation.id from place.organisation
        where organisation.kind = 'icb' and ${wasInBeing("organisation", on)} and organisation.area_id in (
          select area.id from place.area where area.slug = ${area}
          union select part.whole_id from place.area_part part join place.area inside on inside.id = part.part_id
            where inside.slug = ${area} and ${wasInBeing("part", on)})
      union all select 'council', organisation.id from place.organisation
        where organisation.kind = 'council' and ${wasInBeing("organisation", on)} and organisation.area_id in (
          select part.part_id from place.area_part part join place.area system on system.id = part.whole_id
            where system.slug = ${area} and ${wasInBeing("part", on)})),
    before (id, from_id, on_date, step) as (
      select to_id, from_id, on_date, 1 from place.succession where to_id in (select id from around) and on_date <= ${on}
      union select before.id, earlier.from_id, earlier.on_date, step + 1 from before
        join place.succession earlier on earlier.to_id = before.from_id
        where step < ${stepsMax} and earlier.on_date <= before.on_date),
    followed (id, list) as (
      select once.id, jsonb_agg(jsonb_build_object('slug', former.slug, 'name', former.name, 'on', once.on_date)
          order by once.on_date desc, former.name)
        from (select id, from_id, max(on_date) as on_date from before group by id, from_id) once
        join place.organisation former on former.id = once.from_id where former.ends_on <= ${on} group by once.id)
    select around.role, organisation.slug, organisation.kind, ${nameOn("organisation", on)} as name, followed.list as followed
    from around join place.organisation on organisation.id = around.id left join followed on followed.id = around.id
    order by name collate kernel.natural_order`.execute(db);
  return result.rows;
}
