import { sql } from "kysely";
import type { Db } from "../kernel/index.ts";

/** Codes and former names under which a thing should also be found, by its id. */
export async function listWords(
  db: Db,
  kind: "area" | "organisation",
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const column = sql.ref(kind === "area" ? "area_id" : "organisation_id");
  const names =
    kind === "area"
      ? sql``
      : sql`union all select organisation_id, name from place.organisation_name where organisation_id = any(${ids}::uuid[])`;
  const result = await sql<{ id: string; words: string }>`
    select id, string_agg(distinct word, ' ') as words from (
      select ${column} as id, code as word from place.identifier where ${column} = any(${ids}::uuid[]) ${names}) found
    group by id`.execute(db);
  return new Map(result.rows.map((row) => [row.id, row.words]));
}
