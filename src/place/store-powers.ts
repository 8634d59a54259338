import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Basis, type Db } from "../kernel/index.ts";
import type { AreaId } from "./area.ts";
import type { FunctionId } from "./function.ts";
import type { OrganisationId } from "./organisation.ts";
import type { Delegation, DelegationId } from "./power-delegation.ts";
import type { LimitPence } from "./power-limit.ts";
import type { PowerBoard, PowerBody } from "./power-party.ts";
import { powerWorld, type PowerArea, type PowerFacts, type PowerWorld } from "./power-world.ts";
import { slugFromText } from "./slug.ts";
import { listFunctions } from "./store-functions.ts";
import { nameOn } from "./store-organisations.ts";

/**
 * Reads what `whoMayDecide` needs into memory, as far as the viewer of `db` may see.
 *
 * @param asked.area  slug: only this area, what it lies in, what lies in it, and their bodies; `noArea`: only what lines of
 *   schemes name; left out: everything
 * @param asked.at  bodies have their names of this day
 */
export async function loadPowerWorld(
  db: Db,
  asked: { readonly at: CivilDate; readonly area?: string },
): Promise<PowerWorld> {
  return powerWorld({
    ...factsFrom(await readAround(db, asked)),
    functions: await listFunctions(db),
    delegations: await listDelegations(db),
  });
}

/** For `loadPowerWorld`: no area at all. */
export const noArea = "";

type Days = {
  readonly begins_on: string | null;
  readonly ends_on: string | null;
  readonly held_from: string;
};
type Named = Days & {
  readonly id: string;
  readonly slug: string;
  readonly kind: string;
  readonly name: string;
};

/** One row: everything around an area, each sort of thing as one list. */
type AroundRow = {
  readonly areas: readonly (Named & { readonly illustrative: boolean })[] | null;
  readonly parts:
    | readonly (Days & {
        readonly part_id: string;
        readonly whole_id: string;
        readonly share: number | null;
      })[]
    | null;
  readonly bodies:
    | readonly (Named & {
        readonly area_id: string | null;
        readonly foundation: boolean | null;
        readonly illustrative: boolean;
      })[]
    | null;
  readonly boards:
    readonly (Named & { readonly area_id: string | null; readonly organisation_id: string | null })[] | null;
  readonly served:
    readonly { readonly organisation_id: string; readonly area_id: string; readonly share: number }[] | null;
};

/**
 * The area, everything that it lies in and everything that lies in it, at any time, and the NHS regions, which rows name;
 * their bodies and public boards, and whatever a line of a scheme names.
 *
 * One query, because every page of an area and of an organisation asks it.
 */
async function readAround(
  db: Db,
  { at, area }: { readonly at: CivilDate; readonly area?: string },
): Promise<AroundRow | undefined> {
  const whole = area === undefined;
  const unlessWhole = (where: RawBuilder<boolean>): RawBuilder<boolean> =>
    whole ? sql<boolean>`true` : where;
  const isOneOf = (column: string): RawBuilder<boolean> =>
    unlessWhole(sql<boolean>`${sql.ref(column)} in (select id from around)`);
  const isAround = (column: string): RawBuilder<boolean> =>
    unlessWhole(sql<boolean>`${sql.ref(column)} = any(array(select id from around))`);
  const days = sql`'begins_on', begins_on, 'ends_on', ends_on, 'held_from', held_from`;
  const result = await sql<AroundRow>`
    with recursive up (id) as (
      select id from place.area where slug = ${area ?? noArea} union select part.whole_id from place.area_part part join up on part.part_id = up.id),
    down (id, depth) as (
      select id, 0 from place.area where slug = ${area ?? noArea}
      union select part.part_id, depth + 1 from place.area_part part join down on part.whole_id = down.id where depth < 2),
    -- Districts and places of the wider council area decide whether there is one tier.
    wide (id) as materialized (select id from place.area where kind = 'place' and id = any(array(select id from up))),
    beside (id) as (select part.part_id from wide join place.area_part part on part.whole_id = wide.id),
    around (id) as materialized (select id from up union select id from down union select id from beside
      union select id from place.area where kind = 'nhs-region'),
    line as materialized (select * from place.delegation),
    -- Arrays of ids, so that the planner goes by the key and does not look through every row.
    own (id) as materialized (select id from place.organisation where ${isAround("area_id")}),
    served as materialized (select organisation_id, area_id, share from place.served_area where ${isOneOf("area_id")}),
    -- Public boards only: what a line of a scheme names is public.
    board as materialized (select * from place.board where audience = 'public' and not never_began and (${isOneOf("area_id")}
      or id in (select from_board_id from line union all select to_board_id from line)
      or organisation_id in (select id from own))),
    body as (select * from place.organisation where kind <> 'network' and id = any(array(
      select id from own union all select id from place.organisation where kind = 'national-body'
      union all select from_organisation_id from line union all select to_organisation_id from line
      union all select organisation_id from board union all select organisation_id from served)))
    select
      (select jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'kind', kind, 'name', name, 'illustrative', basis = 'illustrative', ${days}))
        from place.area where ${unlessWhole(sql`id = any(array(select id from around union all select area_id from line))`)}) as areas,
      (select jsonb_agg(jsonb_build_object('part_id', part_id, 'whole_id', whole_id, 'share', share, ${days}))
        from place.area_part where ${isOneOf("part_id")} and ${isOneOf("whole_id")}) as parts,
      (select jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'kind', kind, 'name', ${nameOn("body", at)},
          'area_id', area_id, 'foundation', foundation, 'illustrative', basis = 'illustrative', ${days})) from body) as bodies,
      (select jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'kind', kind, 'name', name, 'area_id', area_id,
          'organisation_id', organisation_id, ${days})) from board) as boards,
      (select jsonb_agg(jsonb_build_object('organisation_id', organisation_id, 'area_id', area_id, 'share', share))
        from served) as served`.execute(db);
  return result.rows[0];
}

function factsFrom(row: AroundRow | undefined): Omit<PowerFacts, "functions" | "delegations"> {
  return {
    areas: (row?.areas ?? []).map((one) => ({
      ...namedFrom(one),
      id: one.id as AreaId,
      kind: one.kind as PowerArea["kind"],
      illustrative: one.illustrative,
    })),
    parts: (row?.parts ?? []).map((one) => ({
      part: one.part_id as AreaId,
      whole: one.whole_id as AreaId,
      ...daysFrom(one),
      ...(one.share !== null && { share: one.share }),
    })),
    bodies: (row?.bodies ?? []).map((one) => ({
      ...namedFrom(one),
      id: one.id as OrganisationId,
      kind: one.kind as PowerBody["kind"],
      illustrative: one.illustrative,
      ...(one.area_id && { areaId: one.area_id as AreaId }),
      ...(one.foundation !== null && { foundation: one.foundation }),
    })),
    boards: (row?.boards ?? []).map((one) => ({
      ...namedFrom(one),
      kind: one.kind as PowerBoard["kind"],
      ...(one.area_id && { areaId: one.area_id as AreaId }),
      ...(one.organisation_id && { organisationId: one.organisation_id as OrganisationId }),
    })),
    served: (row?.served ?? []).map((one) => ({
      body: one.organisation_id as OrganisationId,
      area: one.area_id as AreaId,
      share: one.share,
    })),
  };
}

function daysFrom(row: Days): {
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  readonly heldFrom: CivilDate;
} {
  return {
    heldFrom: row.held_from as CivilDate,
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  };
}

function namedFrom(row: Named): Pick<Named, "id" | "slug" | "name"> & ReturnType<typeof daysFrom> {
  return { id: row.id, slug: row.slug, name: row.name, ...daysFrom(row) };
}

type DelegationRow = {
  id: string;
  function_id: string;
  from_organisation_id: string;
  from_board_id: string | null;
  from_post: string | null;
  to_organisation_id: string | null;
  to_board_id: string | null;
  to_post: string | null;
  area_id: string | null;
  limit_pence: bigint | null;
  conditions: string | null;
  legal_basis: string;
  passes_on: boolean;
  begins_on: string;
  ends_on: string | null;
  end_reason: string | null;
  lapsed: boolean;
  continues_id: string | null;
  source: string;
  seen: string;
  basis: string;
  audience: string;
  version: number;
};

/** Lines of schemes of delegation, the latest first: all, or those with these ids. */
export async function listDelegations(db: Db, ids?: readonly string[]): Promise<readonly Delegation[]> {
  const result = await sql<DelegationRow>`select * from place.delegation
    ${ids === undefined ? sql`` : sql`where id = any(${ids.filter(isUuid)}::uuid[])`}
    order by begins_on desc, id`.execute(db);
  return result.rows.map(delegationFromRow);
}

/** The line with an id, where the viewer may see it. */
export async function findDelegation(db: Db, id: string): Promise<Delegation | undefined> {
  return (await listDelegations(db, [id]))[0];
}

function delegationFromRow(row: DelegationRow): Delegation {
  return {
    id: row.id as DelegationId,
    functionId: row.function_id as FunctionId,
    from: partyFrom(row.from_organisation_id, row.from_board_id, row.from_post),
    to: partyFrom(row.to_organisation_id, row.to_board_id, row.to_post),
    legalBasis: row.legal_basis,
    passesOn: row.passes_on,
    beginsOn: row.begins_on as CivilDate,
    lapsed: row.lapsed,
    audience: row.audience as Delegation["audience"],
    version: row.version,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
    ...(row.area_id && { areaId: row.area_id as AreaId }),
    ...(row.limit_pence !== null && { limit: row.limit_pence as LimitPence }),
    ...(row.conditions && { conditions: row.conditions }),
    ...(row.end_reason && { endReason: row.end_reason }),
    ...(row.continues_id && { continues: row.continues_id as DelegationId }),
  };
}

function partyFrom(
  organisation: string | null,
  board: string | null,
  post: string | null,
): Delegation["from"] {
  return {
    ...(organisation && { organisationId: organisation as OrganisationId }),
    ...(board && { boardId: board }),
    ...(post && { post }),
  };
}

/** The area that somebody named by its address or its name; of several with one name the council area, else the wider. */
export async function findAreaNamed(db: Db, text: string): Promise<string | undefined> {
  const result = await sql<{ slug: string }>`select slug from place.area
    where slug = ${slugFromText(text, "areas") ?? ""} or lower(name) = lower(${text.trim()})
    order by slug <> ${slugFromText(text, "areas") ?? ""}, kind <> 'place', kind <> 'system', kind <> 'district', slug limit 1`.execute(
    db,
  );
  return result.rows[0]?.slug;
}
