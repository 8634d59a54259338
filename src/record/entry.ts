import { formatCivilDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import {
  civilDateAt,
  subjectText,
  timeOfDayAt,
  type Capacity,
  type Instant,
  type Json,
  type SubjectRef,
  type SubjectText,
} from "../kernel/index.ts";
import { canonicalJson } from "./canonical.ts";
import { sha256Hex } from "./hash.ts";

/** What everybody who sees an entry may know of what it seals. */
export interface SealedPart {
  readonly category: string;
  readonly ground: string;
  readonly reviewOn: CivilDate;
  /** See commitment.ts. */
  readonly commitment: string;
}

/** Everything that an entry says, and therefore everything that its hash covers. */
export interface EntryContent {
  readonly id: string;
  readonly writtenAt: Instant;
  readonly kind: string;
  readonly summary: string;
  readonly capacity: Capacity;
  readonly subjects: readonly SubjectText[];
  readonly body: Json;
  readonly sealed?: SealedPart;
  /** The entry that this one corrects. */
  readonly corrects?: string;
  readonly audience: string;
}

/** Where an entry stands in the chain. */
export interface ChainPlace {
  readonly position: number;
  readonly previousSha256: string;
  readonly sha256: string;
}

/** An entry as it is kept. `chain` is absent in the first two seconds, before the sequencer came by. */
export interface Entry extends EntryContent {
  readonly canonical: string;
  readonly sha256: string;
  /** The sealed entry that this one opens. */
  readonly opens?: string;
  readonly chain?: ChainPlace;
}

/** An entry's canonical text, what `sha256` is the hash of. */
export function canonicalEntry(content: EntryContent): string {
  const { sealed, corrects } = content;
  return canonicalJson({
    format: "concordat-entry-1",
    id: content.id,
    writtenAt: content.writtenAt,
    kind: content.kind,
    summary: content.summary,
    capacity: capacityJson(content.capacity),
    subjects: content.subjects,
    body: content.body,
    ...(sealed === undefined
      ? {}
      : {
          sealed: {
            category: sealed.category,
            ground: sealed.ground,
            reviewOn: sealed.reviewOn,
            commitment: sealed.commitment,
          },
        }),
    ...(corrects === undefined ? {} : { corrects }),
    audience: content.audience,
  });
}

/** The hash of an entry: of its canonical text, nothing before or after it. */
export function entryHash(canonical: string): string {
  return sha256Hex(canonical);
}

/** A capacity as JSON: its own four parts only, so that nothing about a person can slip into the record with it. */
export function capacityJson(capacity: Capacity): { readonly [key: string]: Json } {
  const { kind, title, organisation, ref } = capacity;
  return {
    kind,
    title,
    ...(organisation === undefined ? {} : { organisation: refJson(organisation) }),
    ...(ref === undefined ? {} : { ref: refJson(ref) }),
  };
}

function refJson(ref: SubjectRef): { readonly [key: string]: Json } {
  return { module: ref.module, kind: ref.kind, id: ref.id };
}

/** The reference to an entry as a subject. */
export function entryRef(id: string): SubjectRef {
  return { module: "record", kind: "entry", id };
}

/** The address of an entry's page. */
export function entryHref(id: string): string {
  return `/record/${id}`;
}

/** The address of everything recorded about a subject. */
export function recordOfHref(subject: SubjectRef | SubjectText): string {
  return `/record/of/${encodeURI(typeof subject === "string" ? subject : subjectText(subject))}`;
}

/** `place.organisation-ended` as "Organisation ended". */
export function kindInWords(kind: string): string {
  const words = kind.slice(kind.indexOf(".") + 1).replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "3 March 2026 at 14:05", the time in England. */
export function momentInWords(at: Instant): string {
  return `${formatCivilDate(civilDateAt(at))} at ${timeOfDayAt(at)}`;
}

/** Whether a text is a position in the chain: a whole number from 1, without sign or leading zero. */
export function isPosition(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text);
}

/** A summary as part of a sentence that goes on: without the full stop at its own end. */
export function summaryWithin(entry: Pick<Entry, "summary">): string {
  return entry.summary.replace(/\.$/, "");
}
