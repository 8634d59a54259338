import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Db } from "../kernel/index.ts";
import type { Practice } from "./practice.ts";
import type { Outcome } from "./priority.ts";
import type { PrioritiesTables } from "./tables.ts";
import type { Direction } from "./verdict.ts";

type PracticeRow = PrioritiesTables["priorities.practice"];
type OutcomeRow = PrioritiesTables["priorities.outcome"];

/** What places did, in the order of where. */
export async function listPractice(
  db: Db,
  query: { readonly slugs?: readonly string[] } = {},
): Promise<readonly Practice[]> {
  const result = await sql<PracticeRow>`select * from priorities.practice
    where ${query.slugs ? sql`slug = any(${query.slugs}::text[])` : sql`true`}
    order by where_words collate kernel.natural_order, slug`.execute(db);
  return result.rows.map((row) => ({
    slug: row.slug,
    name: row.name,
    where: row.where_words,
    what: row.what,
    since: row.since,
    partners: row.partners,
    results: row.results,
    caution: row.caution,
    claims: (row.claims ?? "").split(" ").filter(Boolean),
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.area_id && { areaId: row.area_id }),
    ...(row.ended && { ended: row.ended }),
    ...(row.cost && { cost: row.cost }),
    ...(row.contact && { contact: row.contact }),
    ...(row.copied && { copied: row.copied }),
    ...(row.source_url && { sourceUrl: row.source_url }),
  }));
}

/** Outcomes that need joint work, in the order of the catalogue. */
export async function listOutcomes(db: Db): Promise<readonly Outcome[]> {
  const result = await sql<OutcomeRow>`select * from priorities.outcome order by place`.execute(db);
  return result.rows.map((row) => ({
    slug: row.slug,
    title: row.title,
    whyBoth: row.why_both,
    indicatorWords: row.indicator_words,
    unit: row.unit,
    direction: row.direction as Direction,
    experience: row.experience,
    cut: row.cut,
    shows: row.shows as Outcome["shows"],
    showsWords: row.shows_words,
    ...(row.indicator && { indicator: row.indicator }),
  }));
}
