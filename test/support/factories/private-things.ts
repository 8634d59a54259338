import { sql } from "kysely";
import {
  newUuid,
  organisationAudience,
  subjectText,
  type Clock,
  type Db,
  type SubjectRef,
} from "../../../src/kernel/index.ts";
import { organisationIdOf } from "../../../src/place/index.ts";
import { createFiles } from "../../../src/platform/files/store-files.ts";

/** A board, its seat, its paper and an organisation that only those of one body may see, all under one word. */
export interface PrivateThings {
  readonly word: string;
  readonly board: SubjectRef & { readonly slug: string };
  readonly organisation: SubjectRef & { readonly slug: string };
  readonly sha256: string;
}

let made = 0;

/**
 * Puts private things of a shipped body into the database, as a command that drafts them would.
 *
 * Every text of them holds the word in lower case, so that an answer that holds it has shown something of them.
 */
export async function keepPrivateThings(
  ports: {
    readonly db: Db;
    readonly clock: Clock;
    describeAnew(db: Db, subjects: readonly SubjectRef[]): Promise<void>;
  },
  of: { readonly body: string; readonly word: string },
): Promise<PrivateThings> {
  made += 1;
  const { db, clock } = ports;
  const { word } = of;
  const owner = organisationIdOf(of.body);
  const audience = organisationAudience(owner);
  const boardId = newUuid(made);
  const organisationId = newUuid(made);
  const slug = `${word}-${made}`;
  const board = { module: "place", kind: "board", id: boardId, slug } as const;
  const organisation = { module: "place", kind: "organisation", id: organisationId, slug } as const;
  return await db.transaction().execute(async (tx) => {
    await sql`insert into place.organisation (id, slug, kind, name, kept_here, source, seen, basis, audience)
      values (${organisationId}, ${slug}, 'other', ${`The ${word} company`}, true, ${word}, '2026-11-21', 'illustrative', ${audience})`.execute(
      tx,
    );
    await sql`insert into place.board (id, slug, kind, name, organisation_id, purpose, completeness, source, seen, basis, audience)
      values (${boardId}, ${slug}, 'joint-committee', ${`The ${word} committee`}, ${owner}, ${word}, 'kept-here', ${word}, '2026-11-21', 'illustrative', ${audience})`.execute(
      tx,
    );
    await sql`insert into place.seat (board_id, number, role, voice, voting, statutory, source, seen, basis, audience)
      values (${boardId}, '01', ${`chair of ${word}`}, 'not-known', 'yes', 'no', ${word}, '2026-11-21', 'illustrative', ${audience})`.execute(
      tx,
    );
    const files = createFiles({ clock, check: () => ({ ok: true, mediaType: "text/csv" }) });
    const bytes = new TextEncoder().encode(`paper,${word}\n`);
    const file = await files.keep(tx, {
      name: `${word}.csv`,
      bytes,
      subject: board,
      audience,
      purpose: word,
    });
    await sql`insert into kernel.link (from_subject, kind, to_subject) values (${subjectText(board)}, 'about', ${subjectText(organisation)})`.execute(
      tx,
    );
    await ports.describeAnew(tx, [board, organisation]);
    return { word, board, organisation, sha256: file.sha256 };
  });
}
