import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { measured, type Db, type MeasuredKind } from "../kernel/index.ts";
import type { Deprivation, FigureOfArea } from "./gap-of-places.ts";
import { wholeDimensions } from "./observation.ts";

interface AreaRow {
  readonly area_id: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly vintage: string;
  readonly status: string;
  readonly value: number | null;
  readonly unit: string;
  readonly note: string | null;
}

/** Every figure of an indicator for real areas up to a day, by area and time, with no more of each than a comparison by deprivation needs. */
export async function listFiguresOfAreas(
  db: Db,
  asked: { readonly indicator: string; readonly at: CivilDate },
): Promise<readonly FigureOfArea[]> {
  const result = await sql<AreaRow>`
    select held.area_id, held.period_start, held.period_end, held.vintage, held.status, held.value::float8 as value,
      coalesce(held.unit, indicator.unit) as unit, held.note
    from purpose.observation held join purpose.indicator indicator on indicator.id = held.indicator_id
    where held.indicator_id = ${asked.indicator} and held.area_id is not null and held.period_end <= ${asked.at}
      and held.dimension = any(${wholeDimensions}::text[]) and held.basis <> 'illustrative'
    order by held.code, held.dimension, held.period_start, held.period_end, held.vintage`.execute(db);
  return result.rows.map((row) => ({
    areaId: row.area_id,
    span: { start: row.period_start as CivilDate, end: row.period_end as CivilDate },
    vintage: row.vintage,
    figure: measured(row.status as MeasuredKind, row.value ?? undefined),
    unit: row.unit,
    ...(row.note && { note: row.note }),
  }));
}

/** The first year whose figures are held beside the index of 2025; earlier ones beside that of 2019. */
const laterEditionFrom = "2023";

/** The two editions that places are ordered by. */
export const deprivationIndicators = ["imd2019.average-score", "imd2025.average-score"] as const;

/**
 * Published average scores of the index of multiple deprivation by area, of the edition nearest to a day.
 *
 * The two editions are never mixed: their scores are not a series.
 */
export async function deprivationAround(db: Db, on: CivilDate): Promise<Deprivation> {
  const edition = on < laterEditionFrom ? "2019" : "2025";
  const result = await sql<{ area_id: string; value: string }>`
    select distinct on (held.area_id) held.area_id, held.value from purpose.observation held
    where held.indicator_id = ${`imd${edition}.average-score`} and held.area_id is not null and held.value is not null
    order by held.area_id, held.vintage`.execute(db);
  return { edition, scores: new Map(result.rows.map((row) => [row.area_id, Number(row.value)])) };
}
