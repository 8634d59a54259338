import { millisecondsBetween, type Instant, type Json } from "../kernel/index.ts";
import { canonicalJson } from "./canonical.ts";
import { verifyCommitment } from "./commitment.ts";
import { canonicalEntry, entryHash } from "./entry.ts";
import type { EntryContent } from "./entry.ts";
import { linkHash } from "./hash.ts";

const waitingSecondsMax = 10;

/** A link of the chain as it is stored. */
export interface StoredLink {
  readonly position: number;
  readonly previousSha256: string;
  readonly entryId: string;
  readonly entrySha256: string;
  readonly sha256: string;
}

/** An entry as it is stored, with the proofs and copies that must agree with it. */
export interface StoredEntry {
  readonly id: string;
  /** From the entry's own columns; throws where they cannot be read. */
  readonly content: () => EntryContent;
  /** Body and capacity as the text that is stored. */
  readonly body: string;
  readonly capacity: string;
  readonly canonical: string;
  readonly sha256: string;
  /** The look-up rows of its subjects, as `subject audience`. */
  readonly lookups: readonly string[];
}

/** How far the walk along the chain has come. */
export interface Walk {
  readonly position: number;
  readonly sha256: string;
}

/** What is wrong with one link, given where the walk stood before it; entry undefined when there is none. */
export function problemsOfLink(
  before: Walk,
  link: StoredLink,
  entry: StoredEntry | undefined,
): readonly string[] {
  const problems: string[] = [];
  const where = `Position ${link.position} (entry ${link.entryId})`;
  if (link.position !== before.position + 1) problems.push(gap(before.position + 1, link.position - 1));
  else if (link.previousSha256 !== before.sha256) {
    problems.push(
      `${where} names ${link.previousSha256} as the hash before it; that of position ${before.position} is ${before.sha256}.`,
    );
  }
  const sha256 = linkHash(link);
  if (sha256 !== link.sha256)
    problems.push(`${where} holds the hash ${link.sha256}; its content gives ${sha256}.`);
  if (entry === undefined) problems.push(`${where} leads to no entry: the entry has been removed.`);
  else if (entry.sha256 !== link.entrySha256) {
    problems.push(`${where}: the entry holds the hash ${entry.sha256}, but ${link.entrySha256} was chained.`);
  }
  return problems;
}

function gap(first: number, last: number): string {
  return first === last ? `Position ${first} is missing.` : `Positions ${first} to ${last} are missing.`;
}

/** What is wrong with one entry by itself: canonical text, hash, look-up rows. `where` begins each sentence. */
export function problemsOfEntry(entry: StoredEntry, where: string): readonly string[] {
  let content: EntryContent;
  let recomputed: string;
  try {
    content = entry.content();
    recomputed = canonicalEntry(content);
  } catch (error) {
    return [`${where} cannot be read: ${error instanceof Error ? error.message : String(error)}`];
  }
  const problems: string[] = [];
  if (recomputed !== entry.canonical) {
    problems.push(
      `${where}: its columns and its canonical text say different things; one of them has been changed.`,
    );
  }
  if (canonicalJson(content.body) !== entry.body || !isCanonical(entry.capacity)) {
    problems.push(`${where}: its body or capacity is not in canonical form.`);
  }
  const hash = entryHash(entry.canonical);
  if (hash !== entry.sha256)
    problems.push(`${where} holds the hash ${entry.sha256}; its canonical text gives ${hash}.`);
  const expected = content.subjects.map((subject) => `${subject} ${content.audience}`);
  if (expected.toSorted().join("\n") !== entry.lookups.toSorted().join("\n")) {
    problems.push(`${where}: the rows by which it is looked up do not name its subjects.`);
  }
  return problems;
}

function isCanonical(text: string): boolean {
  return canonicalJson(JSON.parse(text) as Json) === text;
}

/** What is wrong with an entry that is in no link: nothing while it is new. */
export function problemsOfUnchained(
  entry: { readonly id: string; readonly writtenAt: Instant },
  now: Instant,
): readonly string[] {
  const seconds = Math.floor(millisecondsBetween(entry.writtenAt, now) / 1000);
  if (seconds <= waitingSecondsMax) return [];
  return [
    `Entry ${entry.id}, written at ${entry.writtenAt}, is not in the chain; entries are chained within 2 seconds.`,
  ];
}

/** Something that is held to have been committed to: the sealed content itself, or the entry that opened it. */
export interface HeldOpening {
  readonly entryId: string;
  /** Null when the entry committed to nothing. */
  readonly commitment: string | null;
  /** Canonical JSON; absent or broken counts as no proof. */
  readonly content: string | null;
  readonly salt: string | null;
  /** The entry that made it known; absent for content still sealed. */
  readonly openedBy?: string;
}

/** What is wrong with sealed content, opened or not. */
export function problemsOfOpening(held: HeldOpening): readonly string[] {
  const { entryId, commitment, content, salt, openedBy } = held;
  const what =
    openedBy === undefined
      ? `The sealed content of entry ${entryId}`
      : `What entry ${openedBy} shows as opened`;
  if (content === null || salt === null) return [`${what} is missing.`];
  if (commitment !== null && isProof(commitment, content, salt)) return [];
  return [`${what} is not what entry ${entryId} committed to.`];
}

function isProof(commitment: string, content: string, salt: string): boolean {
  try {
    return verifyCommitment(commitment, { content: JSON.parse(content) as Json, salt });
  } catch {
    return false; // content that is no JSON was never committed to
  }
}
