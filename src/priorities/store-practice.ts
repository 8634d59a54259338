import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Db } from "../kernel/index.ts";
import { listAreasById } from "../place/index.ts";
import type { Copy, Practice } from "./practice.ts";
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

/** Which places copied a practice, in the order of entering; all of them where none is named. */
export async function listCopies(
  db: Db,
  query: { readonly practice?: string; readonly areaId?: string } = {},
): Promise<readonly Copy[]> {
  const result = await sql<
    PrioritiesTables["priorities.practice_copy"]
  >`select * from priorities.practice_copy
    where ${query.practice === undefined ? sql`true` : sql`practice = ${query.practice}`}
      and ${query.areaId === undefined ? sql`true` : sql`area_id = ${query.areaId}`}
    order by entered_on, id`.execute(db);
  const areas = await listAreasById(
    db,
    result.rows.map(({ area_id }) => area_id),
  );
  return result.rows.flatMap((row) => {
    const area = areas.find(({ id }) => id === row.area_id);
    if (!area) return [];
    return [
      {
        id: row.id,
        practice: row.practice,
        areaId: area.id,
        area: area.name,
        areaHref: `/areas/${area.slug}`,
        by: row.entered_by,
        enteredOn: row.entered_on as CivilDate,
        since: row.since,
        changed: row.changed,
        illustrative: row.basis === "illustrative",
        ...(row.came_words && {
          came: {
            words: row.came_words,
            on: row.came_on as CivilDate,
            ...(row.claim && { claim: row.claim }),
          },
        }),
      },
    ];
  });
}

/** Puts in that a place copied a practice. */
export async function insertCopy(
  tx: Db,
  copy: Pick<Copy, "id" | "practice" | "areaId" | "by" | "enteredOn" | "since" | "changed"> & {
    readonly basis: Basis;
  },
): Promise<void> {
  await tx
    .withTables<PrioritiesTables>()
    .insertInto("priorities.practice_copy")
    .values({
      id: copy.id,
      practice: copy.practice,
      area_id: copy.areaId,
      entered_by: copy.by,
      entered_on: copy.enteredOn,
      since: copy.since,
      changed: copy.changed,
      came_words: null,
      came_on: null,
      claim: null,
      basis: copy.basis,
    })
    .execute();
}

/** Keeps what came of a copy, in place of what was said before; the record keeps both. */
export async function keepOutcome(tx: Db, id: string, came: Required<Copy>["came"]): Promise<void> {
  await tx
    .withTables<PrioritiesTables>()
    .updateTable("priorities.practice_copy")
    .set({ came_words: came.words, came_on: came.on, claim: came.claim ?? null })
    .where("id", "=", id)
    .execute();
}
