import { sql } from "kysely";
import { addDays, type CivilDate } from "@concordat/calendar";
import type { Basis, Db } from "../kernel/index.ts";
import type { Flow, PassedArea, SuccessionEvent } from "./merger.ts";
import type { Organisation, Succession } from "./organisation.ts";
import { wasInBeing } from "./store-in-being.ts";
import { listOrganisationsById } from "./store-organisations.ts";

interface FlowRow {
  from_id: string;
  to_id: string;
  on_date: string;
  kind: Succession["kind"];
  share: string | null;
  source: string;
  seen: string;
  basis: string;
}

/**
 * What happened around a body: its own end, else the last day on which others became part of it.
 *
 * With it come the others that became part of the same bodies on the same day, and wherever else those went.
 *
 * @returns undefined where nothing is held of what came before or after it
 */
export async function findSuccessionEvent(
  db: Db,
  body: Pick<Organisation, "id">,
): Promise<SuccessionEvent | undefined> {
  const own = await flowsWhere(db, sql`from_id = ${body.id} or to_id = ${body.id}`);
  const ends = own.filter((flow) => flow.from_id === body.id);
  const on = lastDay(ends.length > 0 ? ends : own);
  if (on === undefined) return undefined;
  const targets =
    ends.length > 0 ? ends.filter((flow) => flow.on_date === on).map((flow) => flow.to_id) : [body.id];
  const all = await flowsWhere(
    db,
    sql`on_date = ${on} and from_id in (select from_id from place.succession where on_date = ${on} and to_id = any(${targets}::uuid[]))`,
  );
  const bodies = await listOrganisationsById(db, [
    ...new Set(all.flatMap((flow) => [flow.from_id, flow.to_id])),
  ]);
  const among = (ids: ReadonlySet<string>): readonly Organisation[] =>
    bodies.filter((one) => ids.has(one.id)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    on: on as CivilDate,
    flows: all.map(flowFromRow),
    ended: among(new Set(all.map((flow) => flow.from_id))),
    following: among(new Set(all.map((flow) => flow.to_id))),
  };
}

function lastDay(flows: readonly FlowRow[]): string | undefined {
  return flows
    .map((flow) => flow.on_date)
    .toSorted()
    .at(-1);
}

async function flowsWhere(db: Db, where: ReturnType<typeof sql>): Promise<readonly FlowRow[]> {
  const result =
    await sql<FlowRow>`select from_id, to_id, on_date, kind, share, source, seen, basis from place.succession
    where ${where} order by on_date, share desc nulls last`.execute(db);
  return result.rows;
}

function flowFromRow(row: FlowRow): Flow {
  return {
    from: row.from_id,
    to: row.to_id,
    kind: row.kind,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.share !== null && { share: Number(row.share) }),
  };
}

/** Council areas and neighbourhoods that lay in the area of a body that ended, and lie in that of one that follows. */
export async function listPassedAreas(db: Db, event: SuccessionEvent): Promise<readonly PassedArea[]> {
  const before = addDays(event.on, -1);
  const result = await sql<{
    slug: string;
    name: string;
    kind: string;
    from_id: string;
    to_id: string;
    share_before: string | null;
    share_after: string | null;
  }>`
    select place.slug, place.name, place.kind, earlier.id as from_id, later.id as to_id, part.share as share_before, held.share as share_after
    from place.organisation earlier
    join place.area_part part on part.whole_id = earlier.area_id
    join place.area place on place.id = part.part_id and place.kind in ('place', 'neighbourhood')
    join place.area_part held on held.part_id = place.id
    join place.organisation later on later.area_id = held.whole_id
    where earlier.id = any(${event.ended.map((one) => one.id)}::uuid[]) and later.id = any(${event.following.map((one) => one.id)}::uuid[])
      and ${wasInBeing("part", before)} and ${wasInBeing("held", event.on)}
    order by place.name collate kernel.natural_order, earlier.name, later.name`.execute(db);
  return result.rows.map((row) => ({
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    from: row.from_id,
    to: row.to_id,
    ...(row.share_before !== null && { shareBefore: Number(row.share_before) }),
    ...(row.share_after !== null && { shareAfter: Number(row.share_after) }),
  }));
}

/** Councils of places on a day, by the slug of the place. */
export async function councilsOfPlaces(
  db: Db,
  places: readonly string[],
  at: CivilDate,
): Promise<ReadonlyMap<string, { readonly slug: string; readonly name: string }>> {
  const result = await sql<{ place: string; slug: string; name: string }>`
    select area.slug as place, organisation.slug, organisation.name from place.organisation
    join place.area on area.id = organisation.area_id
    where organisation.kind = 'council' and area.slug = any(${places}::text[]) and ${wasInBeing("organisation", at)}`.execute(
    db,
  );
  return new Map(result.rows.map((row) => [row.place, { slug: row.slug, name: row.name }]));
}

/** How many lines of schemes of delegation name each of these bodies, as it or one of its boards gave or has them. */
export async function countLinesNaming(
  db: Db,
  organisations: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const result = await sql<{ id: string; count: number }>`
    select body.id, (select count(*)::int from place.delegation where body.id in (from_organisation_id, to_organisation_id)
      or exists (select from place.board where board.organisation_id = body.id and board.id in (from_board_id, to_board_id))) as count
    from unnest(${organisations}::uuid[]) as body (id)`.execute(db);
  return new Map(result.rows.map((row) => [row.id, row.count]));
}

/** Every succession event: a day and a body that followed, with those that became part of it; the latest first. */
export async function listSuccessionEvents(
  db: Db,
  within: { readonly area?: string; readonly upTo?: CivilDate } = {},
): Promise<
  readonly {
    readonly on: CivilDate;
    readonly to: { readonly slug: string; readonly name: string; readonly kind: string };
    readonly from: readonly { readonly slug: string; readonly name: string; readonly share: number | null }[];
    readonly kinds: readonly Succession["kind"][];
    readonly unconfirmed: boolean;
  }[]
> {
  const inArea =
    within.area === undefined
      ? sql`true`
      : sql`later.kind = 'icb' and later.area_id in (
          select ${within.area}::uuid
          union select part.whole_id from place.area_part part where part.part_id = ${within.area}
          union select held.whole_id from place.area_part part join place.area_part held on held.part_id = part.part_id
            where part.whole_id = ${within.area})`;
  const result = await sql<{
    on_date: string;
    slug: string;
    name: string;
    kind: string;
    from: { slug: string; name: string; share: number | null }[];
    kinds: Succession["kind"][];
    unconfirmed: boolean;
  }>`
    select succession.on_date, later.slug, later.name, later.kind,
      jsonb_agg(jsonb_build_object('slug', earlier.slug, 'name', earlier.name, 'share', succession.share) order by earlier.name) as "from",
      array_agg(distinct succession.kind) as kinds, bool_or(succession.basis = 'general-knowledge') as unconfirmed
    from place.succession join place.organisation earlier on earlier.id = from_id join place.organisation later on later.id = to_id
    where ${inArea} and ${within.upTo === undefined ? sql`true` : sql`succession.on_date <= ${within.upTo}`}
    group by succession.on_date, later.slug, later.name, later.kind order by succession.on_date desc, later.name`.execute(
    db,
  );
  return result.rows.map((row) => ({
    on: row.on_date as CivilDate,
    to: { slug: row.slug, name: row.name, kind: row.kind },
    from: row.from,
    kinds: row.kinds,
    unconfirmed: row.unconfirmed,
  }));
}

/** Clusters that a board works in, with the others of each; since when is not held. */
export async function listClusters(
  db: Db,
  organisation: string,
): Promise<
  readonly {
    readonly cluster: string;
    readonly others: readonly { readonly slug: string; readonly name: string }[];
    readonly source: string;
    readonly seen: CivilDate;
    readonly basis: Basis;
  }[]
> {
  const result = await sql<{
    cluster: string;
    others: { slug: string; name: string }[] | null;
    source: string;
    seen: string;
    basis: string;
  }>`select own.cluster, own.source, own.seen, own.basis,
      (select jsonb_agg(jsonb_build_object('slug', organisation.slug, 'name', organisation.name) order by organisation.name)
        from place.cluster other join place.organisation on organisation.id = other.organisation_id
        where other.cluster = own.cluster and other.organisation_id <> own.organisation_id) as others
    from place.cluster own where own.organisation_id = ${organisation} order by own.cluster`.execute(db);
  return result.rows.map((row) => ({
    cluster: row.cluster,
    others: row.others ?? [],
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
  }));
}

/** What sources say in short of London's health bodies. */
export async function listLondonFacts(db: Db): Promise<
  readonly {
    readonly fact: string;
    readonly value: string;
    readonly source: string;
    readonly seen: CivilDate;
    readonly basis: Basis;
  }[]
> {
  const result = await sql<{ fact: string; value: string; source: string; seen: string; basis: string }>`
    select fact, value, source, seen, basis from place.london_fact order by fact`.execute(db);
  return result.rows.map((row) => ({ ...row, seen: row.seen as CivilDate, basis: row.basis as Basis }));
}
