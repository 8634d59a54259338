import { sql } from "kysely";
import {
  subjectText,
  type Db,
  type Manifest,
  type SubjectDescription,
  type SubjectRef,
} from "../../kernel/index.ts";
import type { PlatformTables } from "../tables.ts";

const batch = 2000;

/** Describes things through the modules that own them; those that are gone or unknown are left out. */
export async function describeSubjects(
  manifests: readonly Manifest[],
  db: Db,
  refs: readonly SubjectRef[],
): Promise<readonly SubjectDescription[]> {
  const groups = new Map<string, Set<string>>();
  for (const ref of refs) {
    if (ref.id === "*") continue;
    const key = `${ref.module}:${ref.kind}`;
    groups.set(key, (groups.get(key) ?? new Set()).add(ref.id));
  }
  const found: SubjectDescription[] = [];
  for (const manifest of manifests) {
    for (const kind of manifest.subjects ?? []) {
      const ids = groups.get(`${manifest.module}:${kind.kind}`);
      if (ids) found.push(...(await kind.describe(db, [...ids])));
    }
  }
  return found;
}

/** Puts these things into the search index as they now are; what can no longer be described leaves it. */
export async function describeAnew(
  manifests: readonly Manifest[],
  tx: Db,
  refs: readonly SubjectRef[],
): Promise<void> {
  const real = refs.filter((ref) => ref.id !== "*");
  if (real.length === 0) return;
  const documents = await describeSubjects(manifests, tx, real);
  const kept = new Set(documents.map((document) => subjectText(document.ref)));
  const gone = [...new Set(real.map(subjectText))].filter((text) => !kept.has(text));
  if (gone.length > 0) {
    await tx
      .withTables<PlatformTables>()
      .deleteFrom("platform.document")
      .where("subject", "in", gone)
      .execute();
  }
  await insertDocuments(tx, documents);
}

/** Builds the whole index; after shipped data were loaded. */
export async function indexEverything(manifests: readonly Manifest[], tx: Db): Promise<number> {
  await tx.withTables<PlatformTables>().deleteFrom("platform.document").execute();
  let count = 0;
  for (const manifest of manifests) {
    for (const kind of manifest.subjects ?? []) {
      const ids = await kind.listIds(tx);
      for (let at = 0; at < ids.length; at += batch) {
        const documents = await kind.describe(tx, ids.slice(at, at + batch));
        await insertDocuments(tx, documents);
        count += documents.length;
      }
    }
  }
  return count;
}

/** In one order and over what is there, so that two acts about the same things neither collide nor block each other. */
async function insertDocuments(tx: Db, documents: readonly SubjectDescription[]): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map((document) => ({
    subject: subjectText(document.ref),
    title: document.title,
    kind_label: document.kindLabel,
    summary: document.summary,
    href: document.href,
    words: document.words ?? "",
    illustrative: document.illustrative,
    audience: document.audience,
  }));
  await sql`insert into platform.document (subject, title, kind_label, summary, href, words, illustrative, audience)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (subject text, title text, kind_label text,
      summary text, href text, words text, illustrative boolean, audience text)
    order by subject
    on conflict (subject) do update set (title, kind_label, summary, href, words, illustrative, audience) =
      (excluded.title, excluded.kind_label, excluded.summary, excluded.href, excluded.words, excluded.illustrative, excluded.audience)`.execute(
    tx,
  );
}

/** One thing found. */
export interface Found {
  readonly subject: string;
  readonly title: string;
  readonly kindLabel: string;
  readonly summary: string;
  readonly href: string;
  readonly illustrative: boolean;
}

/**
 * Finds things by words, by the beginnings of words and by near misses ("Lewsham"); best first.
 *
 * Reads only what `db` shows to its viewer.
 */
export async function search(db: Db, asked: { words: string; limit: number }): Promise<readonly Found[]> {
  const words = asked.words.trim().slice(0, 200);
  if (words === "") return [];
  const prefix = words
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => `${word}:*`)
    .join(" & ");
  const result = await sql<Found>`
    with asked as (select platform.plain(${words}) as plain, to_tsquery('simple', platform.plain(${prefix})) as beginnings,
      websearch_to_tsquery('english', platform.plain(${words})) as query)
    select subject, title, kind_label as "kindLabel", summary, href, illustrative
    from platform.find_documents(${words}, ${prefix}), asked
    order by (plain_title = plain) desc,
      ts_rank(found_by, query) + ts_rank(found_by, beginnings) + similarity(plain_title, plain) desc, illustrative, title
    limit ${asked.limit}`.execute(db);
  return result.rows;
}
