import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Basis, type Db } from "../kernel/index.ts";
import type { Petition, PetitionCount, PetitionRule } from "./petition.ts";
import { listMeetingsById, type Meeting } from "../meetings/index.ts";
import { listBoardsById, type Board } from "../place/index.ts";
import type { RuleKey } from "./question-rules.ts";

type PetitionRow = {
  id: string;
  slug: string;
  number: number;
  board_id: string;
  started_on: string;
  closes_on: string;
  threshold: number;
  signatures: number;
  reached_on: string | null;
  state: string;
  moderated_on: string | null;
  refused_rule: string | null;
  refused_why: string | null;
  meeting_id: string | null;
  noted_on: string | null;
  deferred_why: string | null;
  deferred_until: string | null;
  deferred_on: string | null;
  title: string | null;
  words: string | null;
  basis: string;
  audience: string;
};

/** Petitions, the newest first, with as much of them as this viewer may read. */
export async function listPetitions(
  db: Db,
  query: { readonly boardId?: string; readonly ids?: readonly string[]; readonly until?: CivilDate } = {},
): Promise<readonly Petition[]> {
  const conditions = [
    ...(query.boardId ? [sql`petition.board_id = ${query.boardId}`] : []),
    ...(query.ids ? [sql`petition.id = any(${query.ids.filter(isUuid)}::uuid[])`] : []),
    ...(query.until ? [sql`petition.started_on <= ${query.until}`] : []),
    sql`true`,
  ];
  return await select(db, sql.join(conditions, sql` and `));
}

/** The petition at an address. */
export async function findPetition(db: Db, slug: string): Promise<Petition | undefined> {
  return (await select(db, sql`petition.slug = ${slug}`))[0];
}

/** How many had signed at the end of each day on which somebody did. */
export async function listPetitionCounts(db: Db, ids: readonly string[]): Promise<readonly PetitionCount[]> {
  const found = await sql<{ petition_id: string; on_day: string; signatures: number }>`
    select petition_id, on_day, signatures from scrutiny.petition_count
    where petition_id = any(${[...ids]}::uuid[]) order by petition_id, on_day`.execute(db);
  return found.rows.map((row) => ({
    petitionId: row.petition_id,
    on: row.on_day as CivilDate,
    signatures: row.signatures,
  }));
}

/** Ids of every petition, for the search index. */
export async function listPetitionIds(db: Db): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`select id from scrutiny.petition order by id`.execute(db);
  return found.rows.map(({ id }) => id);
}

/** The rule of a board on a day; undefined: none is held. */
export async function findPetitionRule(
  db: Db,
  boardId: string,
  on: CivilDate,
): Promise<PetitionRule | undefined> {
  const found = await sql<{ from_on: string; signatures: number; who: string; source: string }>`
    select from_on, signatures, who, source from scrutiny.petition_rule
    where board_id = ${boardId} and from_on <= ${on} order by from_on desc limit 1`.execute(db);
  const [row] = found.rows;
  return (
    row && {
      fromOn: row.from_on as CivilDate,
      signatures: row.signatures,
      who: row.who,
      source: row.source,
    }
  );
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly Petition[]> {
  const found = await sql<PetitionRow>`
    select petition.*, content.title, content.words
    from scrutiny.petition left join scrutiny.petition_content content on content.petition_id = petition.id
    where ${where} order by petition.started_on desc, petition.slug`.execute(db);
  const boards = await listBoardsById(
    db,
    found.rows.map((row) => row.board_id),
  );
  const meetings = await listMeetingsById(
    db,
    found.rows.flatMap((row) => row.meeting_id ?? []),
  );
  return found.rows.flatMap((row) => {
    const board = boards.find(({ id }) => id === row.board_id);
    const meeting = meetings.find(({ id }) => id === row.meeting_id);
    return board ? [petitionFromRow(row, board, meeting)] : [];
  });
}

function petitionFromRow(row: PetitionRow, board: Board, meeting: Meeting | undefined): Petition {
  return {
    id: row.id,
    slug: row.slug,
    number: row.number,
    board: {
      id: board.id,
      slug: board.slug,
      name: board.name,
      ...(board.organisation && { organisationId: board.organisation.id }),
    },
    startedOn: row.started_on as CivilDate,
    closesOn: row.closes_on as CivilDate,
    threshold: row.threshold,
    signatures: row.signatures,
    state: row.state as Petition["state"],
    basis: row.basis as Basis,
    audience: row.audience,
    ...(row.reached_on && { reachedOn: row.reached_on as CivilDate }),
    ...(row.moderated_on && { moderatedOn: row.moderated_on as CivilDate }),
    ...(row.refused_rule && { refusedRule: row.refused_rule as RuleKey }),
    ...(row.refused_why && { refusedWhy: row.refused_why }),
    ...(meeting && { meeting: { id: meeting.id, slug: meeting.slug, on: meeting.on } }),
    ...(row.noted_on && { notedOn: row.noted_on as CivilDate }),
    ...(row.deferred_why && { deferredWhy: row.deferred_why }),
    ...(row.deferred_until && { deferredUntil: row.deferred_until as CivilDate }),
    ...(row.deferred_on && { deferredOn: row.deferred_on as CivilDate }),
    ...(row.title && { title: row.title }),
    ...(row.words && { words: row.words }),
  };
}
