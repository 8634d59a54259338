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
  const around = asked.area === undefined ? undefined : await listAround(db, asked.area);
  const delegations = await listDelegations(db);
  const boards = await readBoards(db, around, delegations);
  return powerWorld({
    functions: await listFunctions(db),
    areas: await readAreas(db, around, delegations),
    parts: await readParts(db, around),
    bodies: await readBodies(db, asked.at, { around, delegations, boards }),
    boards,
    served: await readServed(db, around),
    delegations,
  });
}

/** For `loadPowerWorld`: no area at all. */
export const noArea = "";

/** The area, everything that it lies in and everything that lies in it, at any time; and the NHS regions, which rows name. */
async function listAround(db: Db, slug: string): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`
    with recursive up (id) as (
      select id from place.area where slug = ${slug} union select part.whole_id from place.area_part part join up on part.part_id = up.id),
    down (id, depth) as (
      select id, 0 from place.area where slug = ${slug}
      union select part.part_id, depth + 1 from place.area_part part join down on part.whole_id = down.id where depth < 2),
    -- Districts and places of the wider council area decide whether there is one tier.
    beside (id) as (select part.part_id from place.area_part part join up on up.id = part.whole_id
      join place.area whole on whole.id = part.whole_id and whole.kind = 'place')
    select id from up union select id from down union select id from beside
    union select id from place.area where kind = 'nhs-region'`.execute(db);
  return result.rows.map((row) => row.id);
}

function within(column: string, around: readonly string[] | undefined): RawBuilder<boolean> {
  return around === undefined
    ? sql<boolean>`true`
    : sql<boolean>`${sql.ref(column)} = any(${around}::uuid[])`;
}

type DayRow = { begins_on: string | null; ends_on: string | null };

function daysFrom(row: DayRow): { readonly beginsOn?: CivilDate; readonly endsOn?: CivilDate } {
  return {
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  };
}

async function readAreas(
  db: Db,
  around: readonly string[] | undefined,
  delegations: readonly Delegation[],
): Promise<readonly PowerArea[]> {
  const named = delegations.map((one) => one.areaId).filter((id) => id !== undefined);
  const result = await sql<
    DayRow & {
      id: string;
      slug: string;
      kind: string;
      name: string;
      held_from: string;
      illustrative: boolean;
    }
  >`select id, slug, kind, name, begins_on, ends_on, held_from, basis = 'illustrative' as illustrative
    from place.area where ${within("id", around)} or id = any(${[...new Set(named)]}::uuid[])`.execute(db);
  return result.rows.map((row) => ({
    id: row.id as AreaId,
    slug: row.slug,
    kind: row.kind as PowerArea["kind"],
    name: row.name,
    heldFrom: row.held_from as CivilDate,
    illustrative: row.illustrative,
    ...daysFrom(row),
  }));
}

async function readParts(db: Db, around: readonly string[] | undefined): Promise<PowerFacts["parts"]> {
  const result = await sql<
    DayRow & { part_id: string; whole_id: string; share: string | null; held_from: string }
  >`select part_id, whole_id, share, begins_on, ends_on, held_from
    from place.area_part where ${within("part_id", around)} and ${within("whole_id", around)}`.execute(db);
  return result.rows.map((row) => ({
    part: row.part_id as AreaId,
    whole: row.whole_id as AreaId,
    heldFrom: row.held_from as CivilDate,
    ...daysFrom(row),
    ...(row.share !== null && { share: Number(row.share) }),
  }));
}

async function readBodies(
  db: Db,
  at: CivilDate,
  held: {
    readonly around: readonly string[] | undefined;
    readonly delegations: readonly Delegation[];
    readonly boards: readonly PowerBoard[];
  },
): Promise<readonly PowerBody[]> {
  const named = [
    ...held.delegations.flatMap((one) => [one.from.organisationId, one.to.organisationId]),
    ...held.boards.map((one) => one.organisationId),
  ].filter((id) => id !== undefined);
  const result = await sql<
    DayRow & {
      id: string;
      slug: string;
      kind: string;
      name: string;
      area_id: string | null;
      foundation: boolean | null;
      held_from: string;
      illustrative: boolean;
    }
  >`select body.id, body.slug, body.kind, body.area_id, body.foundation, body.begins_on, body.ends_on, body.held_from,
      body.basis = 'illustrative' as illustrative,
      coalesce((select former.name from place.organisation_name former where former.organisation_id = body.id
        and former.ends_on > ${at} and coalesce(former.begins_on <= ${at}, true) order by former.ends_on limit 1), body.name) as name
    from place.organisation body
    where body.kind <> 'network' and (${within("body.area_id", held.around)} or body.kind = 'national-body'
      or body.id = any(${[...new Set(named)]}::uuid[])
      or body.id in (select organisation_id from place.served_area where ${within("area_id", held.around)}))`.execute(
    db,
  );
  return result.rows.map((row) => ({
    id: row.id as OrganisationId,
    slug: row.slug,
    kind: row.kind as PowerBody["kind"],
    name: row.name,
    heldFrom: row.held_from as CivilDate,
    illustrative: row.illustrative,
    ...daysFrom(row),
    ...(row.area_id && { areaId: row.area_id as AreaId }),
    ...(row.foundation !== null && { foundation: row.foundation }),
  }));
}

/** Public boards only: what a line of a scheme names is public. */
async function readBoards(
  db: Db,
  around: readonly string[] | undefined,
  delegations: readonly Delegation[],
): Promise<readonly PowerBoard[]> {
  const named = delegations
    .flatMap((one) => [one.from.boardId, one.to.boardId])
    .filter((id) => id !== undefined);
  const result = await sql<
    DayRow & {
      id: string;
      slug: string;
      kind: string;
      name: string;
      area_id: string | null;
      organisation_id: string | null;
      held_from: string;
    }
  >`select id, slug, kind, name, area_id, organisation_id, begins_on, ends_on, held_from from place.board
    where audience = 'public' and not never_began
      and (${within("area_id", around)} or id = any(${[...new Set(named)]}::uuid[])
        or organisation_id in (select id from place.organisation where ${within("area_id", around)}))`.execute(
    db,
  );
  return result.rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    kind: row.kind as PowerBoard["kind"],
    name: row.name,
    heldFrom: row.held_from as CivilDate,
    ...daysFrom(row),
    ...(row.area_id && { areaId: row.area_id as AreaId }),
    ...(row.organisation_id && { organisationId: row.organisation_id as OrganisationId }),
  }));
}

async function readServed(db: Db, around: readonly string[] | undefined): Promise<PowerFacts["served"]> {
  const result = await sql<{ organisation_id: string; area_id: string; share: string }>`
    select organisation_id, area_id, share from place.served_area where ${within("area_id", around)}`.execute(
    db,
  );
  return result.rows.map((row) => ({
    body: row.organisation_id as OrganisationId,
    area: row.area_id as AreaId,
    share: Number(row.share),
  }));
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
