import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Db, Provenance } from "../kernel/index.ts";
import type { Named } from "./proposal.ts";

/** Where a row is known from. */
export function provenanceOf(row: {
  readonly source: string;
  readonly seen: string;
  readonly basis: string;
}): Provenance {
  return { source: row.source, seen: row.seen as CivilDate, basis: row.basis as Basis };
}

/** A body or board that a row was joined with, where it was with one. */
export function namedOf(id: string | null, slug: string | null, name: string | null): Named | undefined {
  return id === null || slug === null || name === null ? undefined : { id, slug, name };
}

/** An address that is free in a table: the base, or with a number behind it. Taken under a lock, so that two at once differ. */
export async function freeSlug(
  tx: Db,
  table: "decisions.instruction" | "decisions.planned",
  base: string,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${table} ${base}`}, 0))`.execute(tx);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}
    where slug = ${base} or slug ~ ${`^${base}-[0-9]+$`}`.execute(tx);
  const count = rows[0]!.count;
  return count === 0 ? base : `${base}-${count + 1}`;
}
