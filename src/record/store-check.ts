import { sql } from "kysely";
import type { Kysely } from "kysely";
import { instant, systemClock, type Db, type Instant, type Json } from "../kernel/index.ts";
import { canonicalJson } from "./canonical.ts";
import { problemsOfEntry, problemsOfLink, problemsOfOpening, problemsOfUnchained } from "./check.ts";
import type { StoredEntry, Walk } from "./check.ts";
import { noPredecessor } from "./hash.ts";
import { contentColumns, contentFromRow } from "./store-rows.ts";
import type { ContentRow } from "./store-rows.ts";
import type { RecordTables } from "./tables.ts";

const batchSize = 500;
const problemsListed = 1000;

/** What a check of the whole record found. */
export interface RecordCheck {
  readonly entries: number;
  readonly chained: number;
  /** The last link: note it, and a later check can prove that nothing before it was changed. */
  readonly head: Walk;
  /** Empty when everything agrees; each a plain sentence. The first thousand. */
  readonly problems: readonly string[];
  readonly problemCount: number;
}

interface Finding {
  readonly problems: string[];
  problemCount: number;
}

/**
 * Reads the whole record in order and computes everything again: canonical texts, hashes, links, commitments.
 *
 * Needs the owner's access, for it also reads what is sealed. Entries written meanwhile do no harm. It cannot tell that the
 * newest entries were cut off together with their links: for that, give a link that was noted down earlier.
 *
 * @param options.now    the moment against which waiting entries are judged; the machine's clock unless given
 * @param options.known  a position and hash noted earlier, which must still be there
 */
export async function checkRecord(
  db: Db,
  options: { readonly now?: Instant; readonly known?: Walk } = {},
): Promise<RecordCheck> {
  const record = db.withTables<RecordTables>();
  const finding: Finding = { problems: [], problemCount: 0 };
  const { head, known, chained } = await walkChain(record, finding, options.known?.position);
  if (options.known !== undefined && known !== options.known.sha256) {
    const { position, sha256 } = options.known;
    add(finding, [
      `Position ${position} held ${sha256} when it was noted; now it ${known === undefined ? "is not there" : `holds ${known}`}.`,
    ]);
  }
  const unchained = await checkUnchained(record, finding, options.now ?? systemClock.now());
  await checkSealed(record, finding);
  await checkOpened(record, finding);
  return { entries: chained.entries + unchained, chained: chained.links, head, ...finding };
}

function add(finding: Finding, problems: readonly string[]): void {
  finding.problemCount += problems.length;
  finding.problems.push(...problems.slice(0, problemsListed - finding.problems.length));
}

async function walkChain(
  record: Kysely<RecordTables>,
  finding: Finding,
  knownPosition: number | undefined,
): Promise<{ head: Walk; known: string | undefined; chained: { links: number; entries: number } }> {
  let walk: Walk = { position: 0, sha256: noPredecessor };
  let known: string | undefined;
  const chained = { links: 0, entries: 0 };
  for (;;) {
    const rows = await linksAfter(record, walk.position);
    if (rows.length === 0) return { head: walk, known, chained };
    const entries = await storedEntries(
      record,
      rows.map((row) => row.entry_id),
    );
    for (const row of rows) {
      const link = {
        position: Number(row.position),
        previousSha256: row.previous_sha256,
        entryId: row.entry_id,
        entrySha256: row.entry_sha256,
        sha256: row.sha256,
      };
      const entry = entries.get(link.entryId);
      add(finding, problemsOfLink(walk, link, entry));
      if (entry !== undefined) {
        add(finding, problemsOfEntry(entry, `Position ${link.position} (entry ${link.entryId})`));
        chained.entries++;
      }
      chained.links++;
      if (link.position === knownPosition) known = link.sha256;
      walk = { position: link.position, sha256: link.sha256 };
    }
  }
}

interface LinkRow {
  readonly position: bigint;
  readonly previous_sha256: string;
  readonly entry_id: string;
  readonly entry_sha256: string;
  readonly sha256: string;
}

function linksAfter(record: Kysely<RecordTables>, position: number): Promise<readonly LinkRow[]> {
  return record
    .selectFrom("record.chain")
    .select(["position", "previous_sha256", "entry_id", "entry_sha256", "sha256"])
    .where("position", ">", BigInt(position))
    .orderBy("position")
    .limit(batchSize)
    .execute();
}

type StoredRow = ContentRow & {
  readonly canonical: string;
  readonly sha256: string;
  readonly lookups: string[];
};

async function storedEntries(
  record: Kysely<RecordTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredEntry>> {
  if (ids.length === 0) return new Map();
  const rows = await record
    .selectFrom("record.entry as e")
    .select(contentColumns)
    .select(["e.canonical", "e.sha256"])
    .select(
      sql<
        string[]
      >`array(select s.subject || ' ' || s.audience from record.entry_subject s where s.entry_id = e.id)`.as(
        "lookups",
      ),
    )
    .where("e.id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, storedFromRow(row)]));
}

function storedFromRow(row: StoredRow): StoredEntry {
  const { id, body, capacity, canonical, sha256, lookups } = row;
  return { id, content: () => contentFromRow(row), body, capacity, canonical, sha256, lookups };
}

/** Entries in no link; returns how many there are. */
async function checkUnchained(record: Kysely<RecordTables>, finding: Finding, now: Instant): Promise<number> {
  let count = 0;
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await record
      .selectFrom("record.entry as e")
      .leftJoin("record.chain as c", "c.entry_id", "e.id")
      .select(["e.id", "e.written_at"])
      .where("c.position", "is", null)
      .where("e.id", ">", last)
      .orderBy("e.id")
      .limit(batchSize)
      .execute();
    if (rows.length === 0) return count;
    const entries = await storedEntries(
      record,
      rows.map((row) => row.id),
    );
    for (const row of rows) {
      const writtenAt = instant(row.written_at);
      add(finding, problemsOfUnchained({ id: row.id, writtenAt }, now));
      const entry = entries.get(row.id);
      if (entry !== undefined) add(finding, problemsOfEntry(entry, `Entry ${row.id}`));
      last = row.id;
    }
    count += rows.length;
  }
}

/** What is kept sealed, against the commitments; entries that commit to something no longer kept are found too. */
async function checkSealed(record: Kysely<RecordTables>, finding: Finding): Promise<void> {
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await sql<{
      id: string;
      commitment: string | null;
      content: string | null;
      salt: string | null;
    }>`
      select coalesce(e.id, s.entry_id) as id, e.commitment, s.content, s.salt
      from (select id, commitment from record.entry where commitment is not null) e
      full join record.sealed s on s.entry_id = e.id
      where coalesce(e.id, s.entry_id) > ${last}::uuid
      order by 1 limit ${batchSize}`.execute(record);
    if (rows.rows.length === 0) return;
    for (const row of rows.rows) {
      add(finding, problemsOfOpening({ entryId: row.id, ...row }));
      last = row.id;
    }
  }
}

/** What openings show, against the commitments of what they opened. */
async function checkOpened(record: Kysely<RecordTables>, finding: Finding): Promise<void> {
  const rows = await record
    .selectFrom("record.entry as o")
    .innerJoin("record.entry as e", "e.id", "o.opens")
    .select(["o.id as opened_by", "o.body", "e.id", "e.commitment"])
    .orderBy("o.id")
    .execute();
  for (const row of rows)
    add(
      finding,
      problemsOfOpening({
        ...heldFrom(row.body),
        entryId: row.id,
        commitment: row.commitment,
        openedBy: row.opened_by,
      }),
    );
}

function heldFrom(body: string): { readonly content: string | null; readonly salt: string | null } {
  const { content, salt } = JSON.parse(body) as { readonly content?: Json; readonly salt?: Json };
  return {
    content: content === undefined ? null : canonicalJson(content),
    salt: typeof salt === "string" ? salt : null,
  };
}
