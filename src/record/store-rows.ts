import { civilDate } from "@concordat/calendar";
import type { Nullable, Selectable, SelectQueryBuilder } from "kysely";
import { instant, type Capacity, type Db, type Json, type SubjectText } from "../kernel/index.ts";
import type { Entry, EntryContent } from "./entry.ts";
import type { RecordTables } from "./tables.ts";

/** The columns that an entry says something in; the other columns are proofs of these. */
export const contentColumns = [
  "e.id",
  "e.written_at",
  "e.kind",
  "e.summary",
  "e.capacity",
  "e.subjects",
  "e.body",
  "e.sealed_category",
  "e.sealed_ground",
  "e.sealed_review_on",
  "e.commitment",
  "e.corrects",
  "e.opens",
  "e.audience",
] as const;

/**
 * Every entry that the reader of `db` may see, with its place in the chain; the start of all queries for pages.
 *
 * Joined by the hash and not by the id: readers are not granted the ids of the chain.
 */
export function entriesWithLinks(db: Db): EntriesWithLinks {
  return db
    .withTables<RecordTables>()
    .selectFrom("record.entry as e")
    .leftJoin("record.chain as c", "c.entry_sha256", "e.sha256")
    .select(contentColumns)
    .select(["e.canonical", "e.sha256", "c.position", "c.previous_sha256", "c.sha256 as link_sha256"]);
}

/** That query, for functions that narrow it. */
export type EntriesWithLinks = SelectQueryBuilder<
  RecordTables & { e: RecordTables["record.entry"]; c: Nullable<RecordTables["record.chain"]> },
  "e" | "c",
  LinkedRow
>;

type EntryRow = Selectable<RecordTables["record.entry"]>;
/** A row of `contentColumns`. */
export type ContentRow = Omit<EntryRow, "canonical" | "sha256">;

/** A row with its link, as `entriesWithLinks` gives it. */
export type LinkedRow = EntryRow & {
  readonly position: bigint | null;
  readonly previous_sha256: string | null;
  readonly link_sha256: string | null;
};

/** What an entry says, from its own columns. */
export function contentFromRow(row: ContentRow): EntryContent {
  return {
    id: row.id,
    writtenAt: instant(row.written_at),
    kind: row.kind,
    summary: row.summary,
    capacity: JSON.parse(row.capacity) as Capacity,
    subjects: row.subjects as SubjectText[],
    body: JSON.parse(row.body) as Json,
    ...sealedFromRow(row),
    ...(row.corrects === null ? {} : { corrects: row.corrects }),
    audience: row.audience,
  };
}

function sealedFromRow(row: ContentRow): Pick<EntryContent, "sealed"> {
  const { sealed_category, sealed_ground, sealed_review_on, commitment } = row;
  // A constraint holds that all four are there or none.
  if (sealed_category === null || sealed_ground === null || sealed_review_on === null || commitment === null)
    return {};
  return {
    sealed: {
      category: sealed_category,
      ground: sealed_ground,
      reviewOn: civilDate(sealed_review_on),
      commitment,
    },
  };
}

/** An entry with its place in the chain, where it has one. */
export function entryFromRow(row: LinkedRow): Entry {
  const { position, previous_sha256: previousSha256, link_sha256: sha256 } = row;
  const isChained = position !== null && previousSha256 !== null && sha256 !== null;
  return {
    ...contentFromRow(row),
    canonical: row.canonical,
    sha256: row.sha256,
    ...(row.opens === null ? {} : { opens: row.opens }),
    ...(isChained ? { chain: { position: Number(position), previousSha256, sha256 } } : {}),
  };
}
