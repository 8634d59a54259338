import type { CivilDate } from "@concordat/calendar";
import { sql } from "kysely";
import { subjectText, type Db, type SubjectRef } from "../kernel/index.ts";
import type { Entry } from "./entry.ts";
import { entriesWithLinks, entryFromRow } from "./store-rows.ts";
import type { EntriesWithLinks } from "./store-rows.ts";
import type { RecordTables } from "./tables.ts";

/** Which entries are wanted; everything together, nothing means all. */
export interface EntryQuery {
  /** Entries about any of these. An id `*` means any thing of that kind; `record:entry:*` means every entry. */
  readonly about?: readonly SubjectRef[];
  readonly kind?: string;
  /** Only positions before this one. */
  readonly before?: number;
  /** Only positions after this one, the nearest ones. */
  readonly after?: number;
  /** Written on this day in England or earlier. */
  readonly until?: CivilDate;
  readonly limit: number;
}

/** The last link of the chain. */
export interface ChainHead {
  readonly position: number;
  readonly sha256: string;
}

/** How an entry's later story goes on: what corrected it, what opened it. */
export interface Sequels {
  readonly correctedBy: readonly Entry[];
  readonly openedBy?: Entry;
}

/**
 * Entries that the reader of `db` may see, newest first: those not yet chained, then by falling position.
 *
 * Entries not yet chained come only on the first page, without `before` and `after`.
 */
export async function listEntries(db: Db, query: EntryQuery): Promise<readonly Entry[]> {
  const isFirstPage = query.before === undefined && query.after === undefined;
  const waiting = isFirstPage ? await listWaiting(db, query) : [];
  const left = query.limit - waiting.length;
  return left > 0 ? [...waiting, ...(await listChained(db, { ...query, limit: left }))] : waiting;
}

async function listWaiting(db: Db, query: EntryQuery): Promise<readonly Entry[]> {
  const rows = await filtered(entriesWithLinks(db), query)
    .where("e.id", "in", (inner) => inner.selectFrom("record.waiting as w").select("w.entry_id"))
    .orderBy("e.written_at", "desc")
    .orderBy("e.id", "desc")
    .limit(query.limit)
    .execute();
  return rows.map(entryFromRow);
}

async function listChained(db: Db, query: EntryQuery): Promise<readonly Entry[]> {
  const { before, after } = query;
  // `is not null` turns the outer join into an inner one, so that the walk follows the index of positions.
  let wanted = filtered(entriesWithLinks(db), query).where("c.position", "is not", null);
  if (before !== undefined) wanted = wanted.where("c.position", "<", BigInt(before));
  if (after !== undefined) wanted = wanted.where("c.position", ">", BigInt(after));
  const isUpwards = after !== undefined && before === undefined;
  const rows = await wanted
    .orderBy("c.position", isUpwards ? "asc" : "desc")
    .limit(query.limit)
    .execute();
  const entries = rows.map(entryFromRow);
  return isUpwards ? entries.toReversed() : entries;
}

/** The entry with this id; undefined when there is none that the reader of `db` may see. */
export async function findEntry(db: Db, id: string): Promise<Entry | undefined> {
  const row = await entriesWithLinks(db).where("e.id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : entryFromRow(row);
}

/** The entries with these ids that the reader of `db` may see, in no order. */
export async function findEntries(db: Db, ids: readonly string[]): Promise<readonly Entry[]> {
  if (ids.length === 0) return [];
  const rows = await entriesWithLinks(db).where("e.id", "in", ids).execute();
  return rows.map(entryFromRow);
}

/** What came after an entry: its corrections, oldest first, and what opened it. */
export async function findSequels(db: Db, id: string): Promise<Sequels> {
  const rows = await entriesWithLinks(db)
    .where((where) => where.or([where("e.corrects", "=", id), where("e.opens", "=", id)]))
    .orderBy("e.written_at")
    .orderBy("e.id")
    .execute();
  const entries = rows.map(entryFromRow);
  const openedBy = entries.find((entry) => entry.opens === id);
  return {
    correctedBy: entries.filter((entry) => entry.corrects === id),
    ...(openedBy === undefined ? {} : { openedBy }),
  };
}

/** Every id that the reader of `db` may see, oldest first. */
export async function listEntryIds(db: Db): Promise<readonly string[]> {
  const record = db.withTables<RecordTables>();
  const rows = await record
    .selectFrom("record.entry")
    .select("id")
    .orderBy("written_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

/** How many entries about any of these the reader of `db` may see. */
export async function countEntries(db: Db, query: Omit<EntryQuery, "limit">): Promise<number> {
  const row = await filtered(entriesWithLinks(db), query)
    .clearSelect()
    .select((count) => count.fn.countAll<bigint>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The kinds of entry there are, walked through the index so that it costs the same however long the record is. */
export async function listKinds(db: Db): Promise<readonly string[]> {
  const found = await sql<{ kind: string }>`
    with recursive step (kind) as (
      (select kind from record.entry order by kind limit 1)
      union all
      select (select kind from record.entry where kind > step.kind order by kind limit 1) from step
      where step.kind is not null
    )
    select kind from step where kind is not null`.execute(db);
  return found.rows.map((row) => row.kind);
}

/** The last link of the chain; undefined while nothing has been chained. */
export async function findHead(db: Db): Promise<ChainHead | undefined> {
  const row = await db
    .withTables<RecordTables>()
    .selectFrom("record.chain")
    .select(["position", "sha256"])
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { position: Number(row.position), sha256: row.sha256 };
}

/** A link of the chain as everybody may read it: hashes, and no ids. */
export interface ChainLink extends ChainHead {
  readonly previousSha256: string;
  readonly entrySha256: string;
}

/** Links after a position, in order; also those of entries that the reader of `db` may not see. */
export async function listLinks(
  db: Db,
  range: { readonly after: number; readonly limit: number },
): Promise<readonly ChainLink[]> {
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom("record.chain")
    .select(["position", "previous_sha256", "entry_sha256", "sha256"])
    .where("position", ">", BigInt(range.after))
    .orderBy("position")
    .limit(range.limit)
    .execute();
  return rows.map((row) => ({
    position: Number(row.position),
    previousSha256: row.previous_sha256,
    entrySha256: row.entry_sha256,
    sha256: row.sha256,
  }));
}

/** How many entries, of those that the reader of `db` may see, are not yet chained. */
export async function countWaiting(db: Db): Promise<number> {
  const row = await db
    .withTables<RecordTables>()
    .selectFrom("record.waiting")
    .select((count) => count.fn.countAll<bigint>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Narrows a query to the entries wanted; positions are the caller's business. */
function filtered(entries: EntriesWithLinks, query: Omit<EntryQuery, "limit">): EntriesWithLinks {
  let wanted = entries;
  const { kind, until, about } = query;
  if (kind !== undefined) wanted = wanted.where("e.kind", "=", kind);
  if (until !== undefined) {
    const nextMidnight = sql<string>`((${until}::date + 1)::timestamp at time zone 'Europe/London')`;
    wanted = wanted.where("e.written_at", "<", nextMidnight);
  }
  if (about === undefined || about.some(isEveryEntry)) return wanted;
  const exact = about.filter((ref) => ref.id !== "*").map(subjectText);
  const kinds = about.filter((ref) => ref.id === "*").map((ref) => `${ref.module}:${ref.kind}:`);
  return wanted.where((where) =>
    where.exists(
      where
        .selectFrom("record.entry_subject as s")
        .select("s.entry_id")
        .whereRef("s.entry_id", "=", "e.id")
        .where(({ or, eb }) =>
          or([
            eb("s.subject", "=", sql<string>`any(${exact}::text[])`),
            ...kinds.map((prefix) => sql<boolean>`starts_with(s.subject, ${prefix})`),
          ]),
        ),
    ),
  );
}

function isEveryEntry(ref: SubjectRef): boolean {
  return ref.module === "record" && ref.kind === "entry" && ref.id === "*";
}
