import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { newUuid, organisationAudience, type Db, type Provenance } from "../kernel/index.ts";
import type { BoardId, BoardKind } from "./board.ts";
import type { OrganisationId } from "./organisation.ts";
import { isReserved, numberedSlug } from "./slug.ts";
import type { PlaceTables } from "./tables.ts";

/** A board that is being set up. */
export interface BoardDraft {
  readonly slug: string;
  readonly kind: BoardKind;
  readonly name: string;
  readonly organisation: OrganisationId;
  readonly areaId?: string;
  readonly purpose?: string;
  readonly beginsOn?: CivilDate;
  readonly from: Provenance;
}

/** How often a number is put behind a slug that is taken before giving up. */
const triesMax = 50;

/**
 * Adds a board that only its own organisation sees.
 *
 * A slug that is taken, or that is a page's, gets a number: saying so would tell that somebody else sets up a board of this name. Its id is by
 * chance, so that it cannot be found out from a guessed name.
 */
export async function addBoardDraft(
  tx: Db,
  draft: BoardDraft,
  millis: number,
): Promise<{ readonly id: BoardId; readonly slug: string } | undefined> {
  for (let number = 1; number <= triesMax; number += 1) {
    const slug = number === 1 ? draft.slug : numberedSlug(draft.slug, number);
    if (isReserved(slug, "boards")) continue;
    const row = await tx
      .withTables<PlaceTables>()
      .insertInto("place.board")
      .values({
        id: newUuid(millis),
        slug,
        kind: draft.kind,
        name: draft.name,
        area_id: draft.areaId ?? null,
        area_words: null,
        source_id: null,
        organisation_id: draft.organisation,
        purpose: draft.purpose ?? null,
        membership_as_at: null,
        membership_on: null,
        completeness: "kept-here",
        completeness_note: null,
        begins_on: draft.beginsOn ?? null,
        ends_on: null,
        sealed_entry: null,
        dataset: null,
        audience: organisationAudience(draft.organisation),
        ...draft.from,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (row) return { id: row.id as BoardId, slug };
  }
  return undefined;
}

/** Holds a board still until this transaction ends, so that it is not published between a look at its audience and a write. */
export async function lockBoard(tx: Db, slug: string): Promise<void> {
  await sql`select from place.board where slug = ${slug} for update`.execute(tx);
}

/** Notes which entry of the record seals what this board is. */
export async function setSealedEntry(tx: Db, board: string, entry: string): Promise<void> {
  await tx
    .withTables<PlaceTables>()
    .updateTable("place.board")
    .set({ sealed_entry: entry })
    .where("id", "=", board)
    .execute();
}

/** The id of the hidden board that an entry seals. */
export async function findHiddenBoardSealedBy(db: Db, entry: string): Promise<string | undefined> {
  const row = await db
    .withTables<PlaceTables>()
    .selectFrom("place.board")
    .select("id")
    .where("sealed_entry", "=", entry)
    .where("audience", "<>", "public")
    .executeTakeFirst();
  return row?.id;
}

/**
 * Makes a board, its seats, members and rules public.
 *
 * @returns false when it is public already, also by somebody at the same moment
 */
export async function makeBoardPublic(tx: Db, board: string): Promise<boolean> {
  const place = tx.withTables<PlaceTables>();
  const done = await place
    .updateTable("place.board")
    .set((column) => ({ audience: "public", version: column("version", "+", 1) }))
    .where("id", "=", board)
    .where("audience", "<>", "public")
    .executeTakeFirst();
  await place.updateTable("place.seat").set({ audience: "public" }).where("board_id", "=", board).execute();
  await place.updateTable("place.member").set({ audience: "public" }).where("board_id", "=", board).execute();
  await place
    .updateTable("place.board_rule")
    .set({ audience: "public" })
    .where("board_id", "=", board)
    .execute();
  return done.numUpdatedRows === 1n;
}

/**
 * Ends boards that still go on after a day, and takes the rows over from their shipped file.
 *
 * One that would begin on that day or later never begins: it keeps the day it would have begun and has no end.
 */
export async function endBoards(tx: Db, ids: readonly string[], on: CivilDate): Promise<void> {
  await sql`update place.board set dataset = null, version = version + 1,
      never_began = coalesce(begins_on >= ${on}, false),
      ends_on = case when coalesce(begins_on >= ${on}, false) then null else ${on}::date end
    where id = any(${ids}::uuid[]) and coalesce(ends_on > ${on}, true)`.execute(tx);
}

/**
 * Writes what is held of a board anew; the row then belongs to no shipped file.
 *
 * @returns false when somebody else changed it since
 */
export async function writeBoard(
  tx: Db,
  board: { readonly id: BoardId; readonly version: number },
  facts: {
    readonly name: string;
    readonly purpose?: string;
    readonly areaId?: string;
    readonly beginsOn?: CivilDate;
    readonly endsOn?: CivilDate;
    readonly keptHere: boolean;
    readonly from: Provenance;
  },
): Promise<boolean> {
  const done = await tx
    .withTables<PlaceTables>()
    .updateTable("place.board")
    .set((column) => ({
      name: facts.name,
      purpose: facts.purpose ?? null,
      area_id: facts.areaId ?? null,
      begins_on: facts.beginsOn ?? null,
      ends_on: facts.endsOn ?? null,
      dataset: null,
      ...facts.from,
      version: column("version", "+", 1),
      ...(facts.keptHere && {
        completeness: "kept-here",
        completeness_note: null,
        membership_as_at: null,
        membership_on: null,
      }),
    }))
    .where("id", "=", board.id)
    .where("version", "=", board.version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Takes the seats and rules of a board over from the shipped file. */
export async function takeOverSeats(tx: Db, board: BoardId): Promise<void> {
  await sql`update place.seat set dataset = null where board_id = ${board}`.execute(tx);
  await sql`update place.board_rule set dataset = null where board_id = ${board}`.execute(tx);
  await sql`update place.member set dataset = null where board_id = ${board}`.execute(tx);
}
