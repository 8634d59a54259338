import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { Deprivation } from "./gap-of-places.ts";

/** The first year whose figures are held beside the index of 2025; earlier ones beside that of 2019. */
const laterEditionFrom = "2023";

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
