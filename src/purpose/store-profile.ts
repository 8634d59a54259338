import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { Observation } from "./observation.ts";
import type { PlaceFeatures } from "./similar.ts";
import { listObservationsAbout, type SubjectKey } from "./store-observations.ts";

/** Everything held about one area or organisation up to a day, but figures that bodies enter here. */
export async function listProfile(
  db: Db,
  asked: { readonly of: SubjectKey; readonly at: CivilDate },
): Promise<readonly Observation[]> {
  return (await listObservationsAbout(db, asked)).filter((one) => one.enteredBy === undefined);
}

/** Deprivation of 2025 with ages and size of the middle of 2020 for those of some areas that have them all. */
export async function listFeatures(db: Db, areaIds: readonly string[]): Promise<readonly PlaceFeatures[]> {
  const result = await sql<{
    area_id: string;
    deprivation: string;
    under20: string;
    over65: string;
    residents: string;
  }>`
    with ages as (select area_id, indicator_id, value from purpose.observation
        where indicator_id like 'population.%' and dimension in ('', 'sex=persons') and area_id is not null and value is not null),
      sums as (select area_id,
          sum(value) filter (where indicator_id = 'population.total') as residents,
          sum(value) filter (where indicator_id in ('population.age-0-4', 'population.age-5-9', 'population.age-10-14', 'population.age-15-19')) as under20,
          sum(value) filter (where indicator_id in ('population.age-65-69', 'population.age-70-74', 'population.age-75-79',
            'population.age-80-84', 'population.age-85-89', 'population.age-90-plus')) as over65
        from ages group by area_id)
    select sums.area_id, score.value as deprivation, sums.under20 / sums.residents as under20, sums.over65 / sums.residents as over65, sums.residents
    from sums join purpose.observation score on score.area_id = sums.area_id and score.indicator_id = 'imd2025.average-score' and score.value is not null
    where sums.area_id = any(${areaIds}::uuid[]) and sums.residents > 0 and sums.under20 is not null and sums.over65 is not null order by sums.area_id`.execute(
    db,
  );
  return result.rows.map((row) => ({
    areaId: row.area_id,
    deprivation: Number(row.deprivation),
    under20: Number(row.under20),
    over65: Number(row.over65),
    residents: Number(row.residents),
  }));
}
