import type { SubjectRef } from "./subject.ts";

/**
 * In what capacity somebody acts: a seat on a board, an office in an organisation, or the system itself.
 *
 * This, and never the person, is what the record shows.
 */
export interface Capacity {
  readonly kind: "seat" | "office" | "administrator" | "system";
  /** "Democratic services officer, Aldermere Council". */
  readonly title: string;
  /** The organisation on whose behalf, where there is one. */
  readonly organisation?: SubjectRef;
  /** The seat or office itself, where there is one. */
  readonly ref?: SubjectRef;
}

/** What a person may do for an organisation: `keeper` edits its things, `member` reads what is not public. */
export type OfficeRole = "keeper" | "member";

/** One standing of a person: an office or seat, the organisation it belongs to, and what it allows. */
export interface Standing {
  readonly capacity: Capacity;
  readonly organisationId: string;
  readonly role: OfficeRole;
}

/** Whoever looks at a page: nobody in particular, or a person who signed in. */
export type Viewer = Visitor | Person;

export interface Visitor {
  readonly kind: "visitor";
}

export interface Person {
  readonly kind: "person";
  readonly accountId: string;
  /** For the person's own eyes ("Signed in as ..."); never written to the record. */
  readonly displayName: string;
  readonly administrator: boolean;
  readonly illustrative: boolean;
  /** Every seat and office held today; a person may hold several, of several organisations. */
  readonly standings: readonly Standing[];
}

/** Whoever does something: a person in one capacity, or the system on its own behalf. */
export interface Actor {
  readonly viewer: Viewer;
  readonly capacity: Capacity;
}

export const visitor: Visitor = { kind: "visitor" };

/** The system acting by itself: loading shipped data, sweeping, sequencing. */
export const systemActor: Actor = {
  viewer: visitor,
  capacity: { kind: "system", title: "Concordat itself" },
};
