import type { CivilDate } from "@concordat/calendar";
import type { Db } from "./db.ts";
import type { SubjectRef } from "./subject.ts";

/** The kinds of link between public things; `about` is the weakest. */
export const linkKinds = ["decides", "funds", "answers", "replaces", "caused-by", "about"] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface Link {
  readonly from: SubjectRef;
  readonly kind: LinkKind;
  readonly to: SubjectRef;
  readonly on?: CivilDate;
}

/** The one table of typed links between things of different modules. */
export interface Links {
  add(tx: Db, link: Link): Promise<void>;
  listAround(db: Db, subject: SubjectRef): Promise<readonly Link[]>;
}

/** A file that is held: by the hash of its content, so the same file is held once. */
export interface FileRef {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** Files in the database, by content hash; what is on them is checked before they are kept. */
export interface Files {
  /** Keeps a file for a subject; its audience decides who may fetch it. Refuses types and sizes that are not allowed. */
  keep(
    tx: Db,
    file: {
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly subject: SubjectRef;
      readonly audience: string;
      readonly purpose: string;
    },
  ): Promise<FileRef>;
  listFor(
    db: Db,
    subject: SubjectRef,
  ): Promise<readonly (FileRef & { readonly purpose: string; readonly audience: string })[]>;
  /** Changes who may fetch the files of a subject; when a thing is published. */
  setAudience(tx: Db, subject: SubjectRef, audience: string): Promise<void>;
}

/** A message to somebody's address; never recorded. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The way letters leave. */
export interface Mail {
  send(letter: Letter): Promise<void>;
}
