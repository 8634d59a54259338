import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db, Provenance } from "../kernel/index.ts";
import type { AreaId, AreaKind } from "./area.ts";
import { areaIdOf } from "./store-datasets.ts";
import type { PlaceTables } from "./tables.ts";

/** An area as somebody adds it. */
export interface NewArea {
  readonly slug: string;
  readonly kind: AreaKind;
  readonly name: string;
  readonly beginsOn?: CivilDate;
  readonly from: Provenance;
}

/** One area in another, as somebody adds it. */
export interface NewPart {
  readonly part: AreaId;
  readonly whole: AreaId;
  readonly share?: number;
  readonly beginsOn?: CivilDate;
  readonly from: Provenance;
}

/**
 * Adds an area under the id that a shipped file would give it, so that a later file finds it here.
 *
 * @returns undefined when the slug is taken, also by somebody at the same moment
 */
export async function addArea(tx: Db, area: NewArea): Promise<AreaId | undefined> {
  const row = await tx
    .withTables<PlaceTables>()
    .insertInto("place.area")
    .values({
      id: areaIdOf(area.slug),
      slug: area.slug,
      kind: area.kind,
      name: area.name,
      begins_on: area.beginsOn ?? null,
      ends_on: null,
      dataset: null,
      ...area.from,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row && (row.id as AreaId);
}

/** Makes this transaction the only one that changes what lies in what: two halves of a circle must not pass each other. */
export async function lockParts(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('place.area_part', 0))`.execute(tx);
}

/** Adds one area to another. Call `lockParts` and look for circles first. */
export async function addPart(tx: Db, part: NewPart): Promise<void> {
  await tx
    .withTables<PlaceTables>()
    .insertInto("place.area_part")
    .values({
      part_id: part.part,
      whole_id: part.whole,
      share: part.share === undefined ? null : String(part.share),
      begins_on: part.beginsOn ?? null,
      ends_on: null,
      dataset: null,
      ...part.from,
    })
    .execute();
}

/** What an area lies in at any time from a day on: kind of the whole, share, and the days. */
export async function listWholesFrom(
  db: Db,
  asked: { readonly part: AreaId; readonly from?: CivilDate },
): Promise<
  readonly {
    readonly whole: AreaId;
    readonly name: string;
    readonly kind: AreaKind;
    readonly share?: number;
    readonly beginsOn?: CivilDate;
    readonly endsOn?: CivilDate;
  }[]
> {
  const result = await sql<{
    whole_id: string;
    name: string;
    kind: string;
    share: string | null;
    begins_on: string | null;
    ends_on: string | null;
  }>`
    select part.whole_id, area.name, area.kind, part.share, part.begins_on, part.ends_on
    from place.area_part part join place.area on area.id = part.whole_id
    where part.part_id = ${asked.part} and (part.ends_on is null or ${asked.from ?? null}::date is null or part.ends_on > ${asked.from ?? null}::date)
    order by part.begins_on nulls first`.execute(db);
  return result.rows.map((row) => ({
    whole: row.whole_id as AreaId,
    name: row.name,
    kind: row.kind as AreaKind,
    ...(row.share !== null && { share: Number(row.share) }),
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  }));
}
