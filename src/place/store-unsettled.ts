import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Basis, type Db, type Provenance } from "../kernel/index.ts";
import type { AreaId } from "./area.ts";

/** An area in which a thing may lie. */
export interface Candidate {
  readonly id: AreaId;
  readonly slug: string;
  readonly name: string;
}

/** A thing of which the sources leave open in which area it lies; settled where somebody has said so since. */
export interface UnsettledPlace extends Provenance {
  readonly kind: "area" | "organisation";
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly asked: "place" | "system";
  /** The day from which it is open; absent: since when is not known. */
  readonly on?: CivilDate;
  readonly candidates: readonly Candidate[];
  readonly illustrative: boolean;
  readonly settled?: {
    readonly into: Candidate;
    readonly reason: string;
    readonly on: CivilDate;
  };
}

/** Which things are asked for: one by its id or address, those that one of these areas may hold from a day, or all. */
export type UnsettledQuery =
  | { readonly areaId: string }
  | { readonly organisationId: string }
  | { readonly kind: "area" | "organisation"; readonly slug: string }
  | { readonly candidates: readonly string[]; readonly on: CivilDate }
  | "all";

/** Things of which it is open in which area they lie, and those that somebody has settled since, by name. */
export async function listUnsettledPlaces(db: Db, of: UnsettledQuery): Promise<readonly UnsettledPlace[]> {
  const result = await sql<UnsettledRow>`
    select coalesce(inside.id, body.id) as id, coalesce(inside.slug, body.slug) as slug, coalesce(inside.name, body.name) as name,
      coalesce(inside.basis, body.basis) = 'illustrative' as illustrative,
      case when unsettled.area_id is null then 'organisation' else 'area' end as kind, unsettled.asked_kind, unsettled.on_date,
      jsonb_agg(jsonb_build_object('id', candidate.id, 'slug', candidate.slug, 'name', candidate.name) order by candidate.name) as candidates,
      min(unsettled.source) as source, min(unsettled.seen) as seen, min(unsettled.basis) as basis,
      settled.reason, settled.settled_on, settled.into_id
    from place.unsettled_place unsettled
    left join place.area inside on inside.id = unsettled.area_id
    left join place.organisation body on body.id = unsettled.organisation_id
    join place.area candidate on candidate.id = unsettled.candidate_id
    left join place.settled_place settled on settled.asked_kind = unsettled.asked_kind
      and (settled.area_id = unsettled.area_id or settled.organisation_id = unsettled.organisation_id)
    where ${whereOf(of)}
    group by 1, 2, 3, 4, 5, 6, 7, settled.reason, settled.settled_on, settled.into_id
    order by 5, coalesce(inside.name, body.name) collate kernel.natural_order`.execute(db);
  return result.rows.map(unsettledFromRow);
}

function whereOf(of: UnsettledQuery): RawBuilder<boolean> {
  if (of === "all") return sql`true`;
  if ("areaId" in of) return sql`unsettled.area_id = ${of.areaId}`;
  if ("organisationId" in of) return sql`unsettled.organisation_id = ${of.organisationId}`;
  if ("slug" in of) return of.kind === "area" ? sql`inside.slug = ${of.slug}` : sql`body.slug = ${of.slug}`;
  const candidates = of.candidates.filter(isUuid);
  return sql`unsettled.on_date = ${of.on} and coalesce(unsettled.area_id, unsettled.organisation_id) in
    (select coalesce(area_id, organisation_id) from place.unsettled_place where candidate_id = any(${candidates}::uuid[]))`;
}

interface UnsettledRow {
  id: string;
  slug: string;
  name: string;
  illustrative: boolean;
  kind: "area" | "organisation";
  asked_kind: "place" | "system";
  on_date: string | null;
  candidates: readonly Candidate[];
  source: string;
  seen: string;
  basis: string;
  reason: string | null;
  settled_on: string | null;
  into_id: string | null;
}

function unsettledFromRow(row: UnsettledRow): UnsettledPlace {
  const into = row.candidates.find((one) => one.id === row.into_id);
  return {
    kind: row.kind,
    id: row.id,
    slug: row.slug,
    name: row.name,
    asked: row.asked_kind,
    illustrative: row.illustrative,
    candidates: row.candidates,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.on_date !== null && { on: row.on_date as CivilDate }),
    ...(into &&
      row.reason !== null &&
      row.settled_on !== null && {
        settled: { into, reason: row.reason, on: row.settled_on as CivilDate },
      }),
  };
}

/**
 * Writes down in which of the candidates a thing lies.
 *
 * @returns false when somebody has settled it already
 */
export async function settlePlace(
  tx: Db,
  place: Pick<UnsettledPlace, "kind" | "id" | "asked">,
  answer: {
    readonly into: string;
    readonly reason: string;
    readonly on: CivilDate;
    readonly from: Provenance;
  },
): Promise<boolean> {
  const [area, organisation] = place.kind === "area" ? [place.id, null] : [null, place.id];
  const done =
    await sql`insert into place.settled_place (area_id, organisation_id, asked_kind, into_id, reason, settled_on, source, seen, basis)
    values (${area}, ${organisation}, ${place.asked}, ${answer.into}, ${answer.reason}, ${answer.on},
      ${answer.from.source}, ${answer.from.seen}, ${answer.from.basis}) on conflict do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}
