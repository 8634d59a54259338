import { sql } from "kysely";
import type { Db } from "../kernel/index.ts";
import type { Observation } from "./observation.ts";
import type { SignKey } from "./sign.ts";
import { listLatestOf } from "./store-observations.ts";

/**
 * The figure that a sign's id names, in the edition that the list would take: the latest of its code and period.
 *
 * Undefined where nothing is held for that code and period, so that no page can be made for a made-up id.
 */
export async function findSignFigure(db: Db, key: SignKey): Promise<Observation | undefined> {
  const held = await sql<{ held: boolean }>`select exists (select from purpose.observation
    where indicator_id = ${key.indicator} and code = ${key.code} and period_end = ${key.end}
      and (area_id is not null or organisation_id is not null)) as held`.execute(db);
  if (held.rows[0]?.held !== true) return undefined;
  const latest = await listLatestOf(db, { indicator: key.indicator, at: key.end });
  return latest.find((one) => one.code === key.code && one.span.end === key.end);
}
