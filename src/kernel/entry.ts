import type { CivilDate } from "@concordat/calendar";
import type { Capacity } from "./actor.ts";
import type { Instant } from "./clock.ts";
import type { Db } from "./db.ts";
import type { SubjectRef } from "./subject.ts";

/** JSON as the record keeps it: no undefined, no numbers beyond the safe integers, pence as text. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What may not be public yet: kept as a salted commitment that can be opened and proved later. */
export interface Sealing {
  /** What sort of content, in a few public words: "board being set up". */
  readonly category: string;
  /** On what ground it is not public. */
  readonly ground: string;
  /** When somebody must look again whether it can be opened. */
  readonly reviewOn: CivilDate;
  /** The content itself; never in the entry, only its commitment is. */
  readonly content: Json;
}

/** An act as a module hands it to the record. No personal data: offices and bodies, not people. */
export interface EntryDraft {
  /** `place.organisation-ended`: a past participle, stable. */
  readonly kind: string;
  /** One public sentence. */
  readonly summary: string;
  readonly subjects: readonly SubjectRef[];
  readonly body: Json;
  readonly sealed?: Sealing;
  /** The entry that this one corrects. */
  readonly corrects?: string;
  readonly audience?: string;
}

/** What the record gives back within the transaction; order and chain follow within two seconds. */
export interface WrittenEntry {
  readonly id: string;
  readonly sha256: string;
}

/** The port through which every act is written down, in the act's own transaction. */
export interface Recorder {
  write(
    tx: Db,
    act: { readonly at: Instant; readonly capacity: Capacity; readonly draft: EntryDraft },
  ): Promise<WrittenEntry>;
  /** Opens a sealed entry: returns content and salt for the entry that proves it. */
  open(
    tx: Db,
    entryId: string,
  ): Promise<{ readonly content: Json; readonly salt: string; readonly commitment: string }>;
}
