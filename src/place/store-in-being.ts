import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";

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
