import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";

/**
 * Condition: the row was in being on a day, as far as this site holds; half-open.
 *
 * The one place that says so for rows with `held_from`, `begins_on` and `ends_on`: areas, what lies in what, organisations, boards.
 * `held_from` is the beginning, or where that is not known the earliest day that the lists speak for.
 *
 * @param table  name or alias of the table in the query
 */
export function wasInBeing(
  table: "area" | "organisation" | "board" | "part" | "held" | "system" | "inside" | "place",
  at: CivilDate,
): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${table}.held_from`)} <= ${at} and coalesce(${sql.ref(`${table}.ends_on`)} > ${at}, true))`;
}

/**
 * The day from which all the lists behind a table speak: before it, what has no known beginning may be missing from a list
 * although it existed. Undefined when every beginning is known.
 */
export async function heldSince(
  db: Db,
  table: "area" | "organisation",
  kind: string | undefined,
): Promise<CivilDate | undefined> {
  const result = await sql<{ day: CivilDate | null }>`
    select max(held_from) as day from ${sql.table(`place.${table}`)}
    where begins_on is null and basis <> 'illustrative' ${kind ? sql`and kind = ${kind}` : sql``}`.execute(
    db,
  );
  return result.rows[0]?.day ?? undefined;
}
