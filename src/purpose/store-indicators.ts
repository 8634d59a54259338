import { sql, type Selectable } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Db } from "../kernel/index.ts";
import type { Indicator, Publication } from "./observation.ts";
import type { PurposeTables } from "./tables.ts";

/** How much is held of an indicator. */
export interface Cover {
  readonly observations: number;
  readonly areas: number;
  readonly organisations: number;
  readonly firstDay: CivilDate;
  readonly lastDay: CivilDate;
}

/** An indicator with what is held of it; without cover: nothing yet. */
export interface CoveredIndicator extends Indicator {
  readonly cover?: Cover;
}

type IndicatorRow = Selectable<PurposeTables["purpose.indicator"]> & {
  observations: number | null;
  areas: number | null;
  organisations: number | null;
  first_day: string | null;
  last_day: string | null;
};

/** Every indicator by collection and name, or only those asked for. */
export async function listIndicators(
  db: Db,
  asked: { readonly ids?: readonly string[] } = {},
): Promise<readonly CoveredIndicator[]> {
  const result = await sql<IndicatorRow>`
    select indicator.*, cover.observations, cover.areas, cover.organisations, cover.first_day, cover.last_day
    from purpose.indicator left join purpose.cover on cover.indicator_id = indicator.id
    where ${asked.ids ? sql`indicator.id = any(${asked.ids}::text[])` : sql`true`}
    order by indicator.kept_here, indicator.collection, indicator.name collate kernel.natural_order, indicator.id`.execute(
    db,
  );
  return result.rows.map(indicatorFromRow);
}

/** The indicator at an address. */
export async function findIndicator(db: Db, id: string): Promise<CoveredIndicator | undefined> {
  return (await listIndicators(db, { ids: [id] }))[0];
}

/** The indicators that bodies kept here may enter. */
export async function listLocalIndicators(db: Db): Promise<readonly CoveredIndicator[]> {
  return (await listIndicators(db)).filter((one) => one.keptHere);
}

/** Every publication by its key. */
export async function listPublications(db: Db): Promise<ReadonlyMap<string, Publication>> {
  const rows = await db
    .withTables<PurposeTables>()
    .selectFrom("purpose.publication")
    .selectAll()
    .orderBy("key")
    .execute();
  return new Map(
    rows.map((row) => [row.key, { ...row, seen: row.seen as CivilDate, basis: row.basis as Basis }]),
  );
}

function indicatorFromRow(row: IndicatorRow): CoveredIndicator {
  return {
    id: row.id,
    name: row.name,
    about: row.about,
    unit: row.unit,
    direction: row.direction as Indicator["direction"],
    collection: row.collection,
    keptHere: row.kept_here,
    ...(row.numerator && { numerator: row.numerator }),
    ...(row.denominator && { denominator: row.denominator }),
    ...(row.breaks && { breaks: row.breaks }),
    ...(row.main_file && { mainFile: row.main_file }),
    ...(row.observations !== null &&
      row.first_day &&
      row.last_day && {
        cover: {
          observations: row.observations,
          areas: row.areas ?? 0,
          organisations: row.organisations ?? 0,
          firstDay: row.first_day as CivilDate,
          lastDay: row.last_day as CivilDate,
        },
      }),
  };
}
