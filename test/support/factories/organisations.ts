import { sql } from "kysely";
import { subjectText, type Db, type SubjectRef } from "../../../src/kernel/index.ts";
import { organisationIdOf } from "../../../src/place/index.ts";

/** A public organisation by its slug, as if it had been shipped: the same id as a shipped one would have. */
export async function keepOrganisation(
  db: Db,
  given: {
    readonly slug: string;
    readonly name: string;
    readonly audience?: string;
    readonly illustrative?: boolean;
  },
): Promise<SubjectRef> {
  const id = organisationIdOf(given.slug);
  await sql`insert into place.organisation (id, slug, kind, name, kept_here, source, seen, basis, audience)
    values (${id}, ${given.slug}, 'other', ${given.name}, true, 'a test', '2026-11-21',
      ${given.illustrative ? "illustrative" : "kept-here"}, ${given.audience ?? "public"})`.execute(db);
  return { module: "place", kind: "organisation", id };
}

/** Changes a name behind everybody's back: a page that still shows the old one was kept. */
export async function renameUnnoticed(db: Db, organisation: SubjectRef, name: string): Promise<void> {
  await sql`update place.organisation set name = ${name} where id = ${organisation.id}`.execute(db);
}

/** How many rows a table holds, condition included. */
export async function countRows(db: Db, table: string, about?: SubjectRef): Promise<number> {
  const where = about ? sql`where subject = ${subjectText(about)}` : sql``;
  const result = await sql<{
    count: number;
  }>`select count(*)::int as count from ${sql.table(table)} ${where}`.execute(db);
  return result.rows[0]?.count ?? 0;
}

/** All that an act upon an organisation leaves in the database. */
export interface Traces {
  readonly entries: number;
  readonly answers: number;
  readonly documents: number;
  readonly jobs: number;
  readonly name: string;
}

/** What is there now; compared with what was there before, it shows what an act left. */
export async function tracesOf(db: Db, organisation: SubjectRef): Promise<Traces> {
  const named = await sql<{
    name: string;
  }>`select name from place.organisation where id = ${organisation.id}`.execute(db);
  return {
    entries: await countRows(db, "record.entry"),
    answers: await countRows(db, "kernel.answered"),
    documents: await countRows(db, "platform.document", organisation),
    jobs: await countRows(db, "job.job"),
    name: named.rows[0]?.name ?? "",
  };
}
