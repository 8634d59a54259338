import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, uuidOfName, type Basis, type Db, type Provenance } from "../kernel/index.ts";
import type { Post, PostKind, PostLine } from "./post.ts";
import { nameOn } from "./store-organisations.ts";
import type { PlaceTables } from "./tables.ts";

type PostRow = {
  id: string;
  slug: string;
  title: string;
  kind: string;
  first_id: string;
  first_slug: string;
  first_name: string;
  answers_to: string | null;
  second_id: string | null;
  second_slug: string | null;
  second_name: string | null;
  second_answers_to: string | null;
  purpose: string | null;
  begins_on: string | null;
  ends_on: string | null;
  source: string;
  seen: string;
  basis: string;
  audience: string;
  version: number;
  vacancies: readonly { begins_on: string; ends_on: string | null }[];
};

/** Posts in being on a day, by title; those of one organisation where told, whichever line it is. */
export async function listPosts(
  db: Db,
  query: { readonly at: CivilDate; readonly organisationId?: string; readonly illustrative: boolean },
): Promise<readonly Post[]> {
  const own = query.organisationId ?? null;
  return await select(
    db,
    query.at,
    sql`coalesce(post.begins_on <= ${query.at}, true) and coalesce(post.ends_on > ${query.at}, true)
      and (${own}::uuid is null or ${own}::uuid in (post.organisation_id, post.second_id))
      and (${query.illustrative}::boolean or post.basis <> 'illustrative')`,
  );
}

/** The post at an address; the names of its bodies are those of the day. */
export async function findPost(db: Db, slug: string, at: CivilDate): Promise<Post | undefined> {
  return (await select(db, at, sql`post.slug = ${slug}`))[0];
}

/** Posts by id under today's names; those that are not there are left out. */
export async function listPostsById(db: Db, ids: readonly string[]): Promise<readonly Post[]> {
  return await select(db, "9999-12-31" as CivilDate, sql`post.id = any(${ids.filter(isUuid)}::uuid[])`);
}

/** Ids of every post. */
export async function listPostIds(db: Db): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select id from place.post`.execute(db);
  return result.rows.map((row) => row.id);
}

async function select(db: Db, at: CivilDate, where: RawBuilder<unknown>): Promise<readonly Post[]> {
  const result = await sql<PostRow>`select post.id, post.slug, post.title, post.kind,
      organisation.id as first_id, organisation.slug as first_slug, ${nameOn("organisation", at)} as first_name, post.answers_to,
      later.id as second_id, later.slug as second_slug, ${nameOn("later", at)} as second_name, post.second_answers_to,
      post.purpose, post.begins_on, post.ends_on, post.source, post.seen, post.basis, post.audience, post.version,
      coalesce((select jsonb_agg(jsonb_build_object('begins_on', begins_on, 'ends_on', ends_on) order by begins_on)
        from place.post_vacancy where post_id = post.id), '[]'::jsonb) as vacancies
    from place.post join place.organisation on organisation.id = post.organisation_id
    left join place.organisation later on later.id = post.second_id
    where ${where} order by post.title collate kernel.natural_order, post.slug`.execute(db);
  return result.rows.map(postFromRow);
}

function postFromRow(row: PostRow): Post {
  const first: PostLine = {
    id: row.first_id,
    slug: row.first_slug,
    name: row.first_name,
    ...(row.answers_to && { to: row.answers_to }),
  };
  const second: readonly PostLine[] =
    row.second_id && row.second_slug && row.second_name
      ? [
          {
            id: row.second_id,
            slug: row.second_slug,
            name: row.second_name,
            ...(row.second_answers_to && { to: row.second_answers_to }),
          },
        ]
      : [];
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    kind: row.kind as PostKind,
    lines: [first, ...second],
    vacancies: row.vacancies.map((days) => ({
      beginsOn: days.begins_on as CivilDate,
      ...(days.ends_on && { endsOn: days.ends_on as CivilDate }),
    })),
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    audience: row.audience as Post["audience"],
    version: row.version,
    ...(row.purpose && { purpose: row.purpose }),
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  };
}

/** What is written of a post. */
export interface PostToWrite {
  readonly title: string;
  readonly kind: PostKind;
  readonly answersTo?: string;
  readonly secondId?: string;
  readonly secondAnswersTo?: string;
  readonly purpose?: string;
  readonly beginsOn?: CivilDate;
  readonly from: Provenance;
}

function rowFromPost(post: PostToWrite) {
  return {
    title: post.title,
    kind: post.kind,
    answers_to: post.answersTo ?? null,
    second_id: post.secondId ?? null,
    second_answers_to: post.secondAnswersTo ?? null,
    purpose: post.purpose ?? null,
    begins_on: post.beginsOn ?? null,
    dataset: null,
    ...post.from,
  };
}

/** Adds a post; undefined when its address is taken. */
export async function addPost(
  tx: Db,
  post: PostToWrite & { readonly slug: string; readonly organisationId: string },
): Promise<string | undefined> {
  const row = await tx
    .withTables<PlaceTables>()
    .insertInto("place.post")
    .values({
      id: uuidOfName(`place:post:${post.slug}`),
      slug: post.slug,
      organisation_id: post.organisationId,
      ends_on: null,
      ...rowFromPost(post),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

/** Writes a post anew; false when somebody else changed it since. */
export async function writePost(
  tx: Db,
  held: Pick<Post, "id" | "version">,
  post: PostToWrite,
): Promise<boolean> {
  const done = await tx
    .withTables<PlaceTables>()
    .updateTable("place.post")
    .set((column) => ({ ...rowFromPost(post), version: column("version", "+", 1) }))
    .where("id", "=", held.id)
    .where("version", "=", held.version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Ends a post, and with it a vacancy that would go on; false when somebody else changed it since. */
export async function endPost(tx: Db, held: Pick<Post, "id" | "version">, on: CivilDate): Promise<boolean> {
  await sql`delete from place.post_vacancy where post_id = ${held.id} and begins_on >= ${on}`.execute(tx);
  await sql`update place.post_vacancy set ends_on = ${on} where post_id = ${held.id} and coalesce(ends_on > ${on}, true)`.execute(
    tx,
  );
  const done = await sql`update place.post set ends_on = ${on}, dataset = null, version = version + 1
    where id = ${held.id} and version = ${held.version}`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** Notes that a post is vacant from a day, or was until one; false when somebody else changed it since. */
export async function noteVacancy(
  tx: Db,
  held: Pick<Post, "id" | "version" | "audience">,
  vacancy: { readonly beginsOn: CivilDate; readonly endsOn?: CivilDate },
): Promise<boolean> {
  await sql`insert into place.post_vacancy (post_id, begins_on, ends_on, audience)
    values (${held.id}, ${vacancy.beginsOn}, ${vacancy.endsOn ?? null}, ${held.audience})`.execute(tx);
  return await countPostChange(tx, held);
}

/** Notes that a post is held again from a day; false when somebody else changed it since. */
export async function endVacancy(
  tx: Db,
  held: Pick<Post, "id" | "version">,
  on: CivilDate,
): Promise<boolean> {
  await sql`update place.post_vacancy set ends_on = ${on} where post_id = ${held.id} and ends_on is null`.execute(
    tx,
  );
  return await countPostChange(tx, held);
}

async function countPostChange(tx: Db, held: Pick<Post, "id" | "version">): Promise<boolean> {
  const done = await sql`update place.post set dataset = null, version = version + 1
    where id = ${held.id} and version = ${held.version}`.execute(tx);
  return done.numAffectedRows === 1n;
}
