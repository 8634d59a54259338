import { sql } from "kysely";
import {
  Conflict,
  NotFound,
  TooMuch,
  assert,
  instant,
  millisecondsBetween,
  newUuid,
  subjectText,
  type Db,
  type EntryDraft,
  type Json,
  type Recorder,
  type Sealing,
} from "../kernel/index.ts";
import { canonicalJson } from "./canonical.ts";
import { commitTo, newSalt, verifyCommitment } from "./commitment.ts";
import type { Opening } from "./commitment.ts";
import { canonicalEntry, capacityJson, entryHash } from "./entry.ts";
import type { EntryContent } from "./entry.ts";
import type { RecordTables } from "./tables.ts";

const epoch = instant("1970-01-01T00:00:00.000Z");
const summaryLengthMax = 1000;
const entryOctetsMax = 100_000;
/** Leaves room for the entry that will hold the content when it is opened. */
const sealedOctetsMax = 80_000;

/**
 * The record as acts see it: an entry is written in the transaction of its act and vanishes with it.
 *
 * Nothing here looks at other entries, so that writers never wait for each other; order and chain come from the sequencer.
 */
export function createRecorder(): Recorder {
  return { write: writeEntry, open: openSealed };
}

const writeEntry: Recorder["write"] = async (tx, act) => {
  const id = newUuid(millisecondsBetween(epoch, act.at));
  const { draft } = act;
  const opening = draft.sealed === undefined ? undefined : sealingOf(draft.sealed);
  const content: EntryContent = {
    id,
    writtenAt: act.at,
    kind: draft.kind,
    summary: oneLine(draft.summary),
    capacity: act.capacity,
    subjects: [...new Set(draft.subjects.map(subjectText))],
    body: draft.body,
    ...sealedPart(draft, opening),
    ...(draft.corrects === undefined ? {} : { corrects: draft.corrects }),
    audience: draft.audience ?? "public",
  };
  const canonical = canonicalEntry(content);
  requireSize(canonical, entryOctetsMax, "An entry of the record");
  const sha256 = entryHash(canonical);
  await insertEntry(tx, content, { canonical, sha256 });
  if (opening !== undefined) {
    await tx
      .withTables<RecordTables>()
      .insertInto("record.sealed")
      .values({ entry_id: id, salt: opening.salt, content: canonicalJson(opening.content) })
      .execute();
  }
  return { id, sha256 };
};

/** A summary may quote what a person typed: breaks become spaces. */
function oneLine(summary: string): string {
  const line = summary.replace(/[\s\p{Cc}]+/gu, " ").trim();
  if (line.length <= summaryLengthMax) return line;
  throw new TooMuch("record.too-large", {
    message: `The sentence that the record would hold has ${line.length} characters; at most ${summaryLengthMax} are kept. Shorten what you typed.`,
    facts: { length: line.length, lengthMax: summaryLengthMax },
  });
}

function sealingOf(sealing: Sealing): Opening {
  requireSize(canonicalJson(sealing.content), sealedOctetsMax, "Sealed content");
  return { content: sealing.content, salt: newSalt() };
}

function sealedPart(draft: EntryDraft, opening: Opening | undefined): Pick<EntryContent, "sealed"> {
  if (draft.sealed === undefined || opening === undefined) return {};
  const { category, ground, reviewOn } = draft.sealed;
  return { sealed: { category, ground, reviewOn, commitment: commitTo(opening) } };
}

function requireSize(text: string, octetsMax: number, what: string): void {
  const octets = Buffer.byteLength(text, "utf8");
  if (octets <= octetsMax) return;
  throw new TooMuch("record.too-large", {
    message: `${what} may hold ${octetsMax} octets and this would hold ${octets}. Shorten it, or keep it as a file.`,
    facts: { octets, octetsMax },
  });
}

async function insertEntry(
  tx: Db,
  content: EntryContent,
  proof: { readonly canonical: string; readonly sha256: string },
): Promise<void> {
  const record = tx.withTables<RecordTables>();
  const { id, audience, sealed } = content;
  try {
    await record
      .insertInto("record.entry")
      .values({
        id,
        written_at: content.writtenAt,
        kind: content.kind,
        summary: content.summary,
        capacity: canonicalJson(capacityJson(content.capacity)),
        subjects: [...content.subjects],
        body: canonicalJson(content.body),
        sealed_category: sealed?.category ?? null,
        sealed_ground: sealed?.ground ?? null,
        sealed_review_on: sealed?.reviewOn ?? null,
        commitment: sealed?.commitment ?? null,
        corrects: content.corrects ?? null,
        audience,
        ...proof,
      })
      .execute();
  } catch (error) {
    // Two openings at once: the second waits for the first and then meets the unique column.
    if (isBreachOf(error, "entry_opens_key")) throw alreadyOpened();
    throw error;
  }
  if (content.subjects.length > 0) {
    const rows = content.subjects.map((subject) => ({ entry_id: id, subject, audience }));
    await record.insertInto("record.entry_subject").values(rows).execute();
  }
  await record
    .insertInto("record.waiting")
    .values({ entry_id: id, written_at: content.writtenAt, audience })
    .execute();
}

function isBreachOf(error: unknown, constraint: string): boolean {
  return error instanceof Error && "constraint" in error && error.constraint === constraint;
}

function alreadyOpened(by?: string): Conflict {
  return new Conflict("record.already-opened", {
    message: "What this entry sealed has already been opened; its page links to the entry that opened it.",
    ...(by === undefined ? {} : { facts: { openedBy: by } }),
  });
}

const openSealed: Recorder["open"] = async (tx, entryId) => {
  const record = tx.withTables<RecordTables>();
  const entry = await record
    .selectFrom("record.entry")
    .select("commitment")
    .where("id", "=", entryId)
    .executeTakeFirst();
  if (entry === undefined) {
    throw new NotFound("record.no-such-entry", { message: `The record has no entry ${entryId}.` });
  }
  // Locked, so that a second opening waits here and then sees the first.
  const sealed = await record
    .selectFrom("record.sealed")
    .select(["salt", "content"])
    .where("entry_id", "=", entryId)
    .modifyEnd(sql`for update`)
    .executeTakeFirst();
  if (entry.commitment === null || sealed === undefined) {
    throw new Conflict("record.not-sealed", {
      message: "This entry seals nothing: all that it holds is on its page.",
    });
  }
  const opened = await record
    .selectFrom("record.entry")
    .select("id")
    .where("opens", "=", entryId)
    .executeTakeFirst();
  if (opened !== undefined) throw alreadyOpened(opened.id);
  const opening: Opening = { content: JSON.parse(sealed.content) as Json, salt: sealed.salt };
  assert(
    verifyCommitment(entry.commitment, opening),
    `the sealed content of entry ${entryId} matches its commitment`,
  );
  return { ...opening, commitment: entry.commitment };
};
