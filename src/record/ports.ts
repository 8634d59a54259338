import {
  parseSubject,
  subjectText,
  type Db,
  type Sentence,
  type Span,
  type SubjectDescription,
  type SubjectRef,
  type SubjectText,
} from "../kernel/index.ts";
import { recordOfHref } from "./entry.ts";
import type { Entry } from "./entry.ts";

/** What the record asks of the rest of Concordat, since it imports no other module. */
export interface RecordPorts {
  /**
   * Descriptions of things of any module that the reader of `db` may see; the others are left out.
   *
   * Asked only for things of other modules, so it may ask the record in turn.
   */
  describe(db: Db, refs: readonly SubjectRef[]): Promise<readonly SubjectDescription[]>;
}

/** The things around some entries, as far as this reader may know them. */
export interface Surroundings {
  find(subject: SubjectText): SubjectDescription | undefined;
  /** Whether anything that the entry is about, or on whose behalf it was written, is made up. */
  isIllustrative(entry: Entry): boolean;
}

/**
 * Asks once for everything that these entries are about, and for the organisations on whose behalf they were written.
 *
 * Other entries are left out: an entry about an entry is also about what that one was about.
 */
export async function describeAround(
  ports: RecordPorts,
  db: Db,
  entries: readonly Entry[],
): Promise<Surroundings> {
  const wanted = new Set(entries.flatMap(around));
  const refs = [...wanted].map(parseSubject).filter((ref) => ref.module !== "record");
  const described = refs.length === 0 ? [] : await ports.describe(db, refs);
  const byText = new Map(described.map((description) => [subjectText(description.ref), description]));
  return {
    find: (subject) => byText.get(subject),
    isIllustrative: (entry) => around(entry).some((subject) => byText.get(subject)?.illustrative === true),
  };
}

function around(entry: Entry): readonly SubjectText[] {
  const { organisation } = entry.capacity;
  return organisation === undefined ? entry.subjects : [...entry.subjects, subjectText(organisation)];
}

/** A subject for a reader: its title and page, and the way to all that was recorded about it. */
export function subjectLine(surroundings: Surroundings, subject: SubjectText): Sentence {
  const description = surroundings.find(subject);
  const itsRecord: Span = { text: "all that was recorded about it", href: recordOfHref(subject) };
  if (description !== undefined) {
    return [
      { text: description.title, href: description.href },
      ` (${description.kindLabel}; `,
      itsRecord,
      ")",
    ];
  }
  if (subject.startsWith("record:entry:")) {
    return [
      { text: "Another entry of the record", href: `/record/${subject.slice("record:entry:".length)}` },
    ];
  }
  return [{ text: subject, href: recordOfHref(subject) }];
}
