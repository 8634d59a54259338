import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Basis, type Db } from "../kernel/index.ts";
import type { Board, BoardId, BoardKind } from "./board.ts";
import type { OrganisationId } from "./organisation.ts";
import { wasInBeing } from "./store-in-being.ts";

export { listSeats } from "./store-seats.ts";

type BoardRow = {
  id: string;
  slug: string;
  kind: string;
  name: string;
  area_slug: string | null;
  area_name: string | null;
  area_words: string | null;
  organisation_id: string | null;
  organisation_slug: string | null;
  organisation_name: string | null;
  purpose: string | null;
  membership_as_at: string | null;
  membership_on: string | null;
  never_began: boolean;
  completeness: string;
  completeness_note: string | null;
  sealed_entry: string | null;
  begins_on: string | null;
  ends_on: string | null;
  held_from: string;
  source: string;
  seen: string;
  basis: string;
  audience: string;
  version: number;
};

/** How a list of boards is narrowed. */
export interface BoardQuery {
  readonly kind?: BoardKind;
  readonly areaId?: string;
  readonly organisationId?: string;
  /** Those of any of these. */
  readonly organisationIds?: readonly string[];
  readonly at: CivilDate;
  readonly illustrative: boolean;
}

/** Boards in being on a day, by name. */
export async function listBoards(db: Db, query: BoardQuery): Promise<readonly Board[]> {
  const conditions = [
    sql`not board.never_began`,
    wasInBeing("board", query.at),
    ...(query.kind ? [sql`board.kind = ${query.kind}`] : []),
    ...(query.areaId ? [sql`board.area_id = ${query.areaId}`] : []),
    ...(query.organisationId ? [sql`board.organisation_id = ${query.organisationId}`] : []),
    ...(query.organisationIds ? [sql`board.organisation_id = any(${query.organisationIds}::uuid[])`] : []),
    ...(query.illustrative ? [] : [sql`board.basis <> 'illustrative'`]),
  ];
  return await select(db, sql.join(conditions, sql` and `));
}

/** Boards of an area and of its organisations in being on a day, the made-up ones too, by name. */
export async function listBoardsAround(
  db: Db,
  query: { readonly area: string; readonly at: CivilDate },
): Promise<readonly Board[]> {
  return await select(
    db,
    sql`not board.never_began and ${wasInBeing("board", query.at)} and (board.area_id = ${query.area}
      or board.organisation_id in (select id from place.organisation where area_id = ${query.area}))`,
  );
}

/** The board at an address, where the viewer may see it. */
export async function findBoard(db: Db, slug: string): Promise<Board | undefined> {
  return (await select(db, sql`board.slug = ${slug}`))[0];
}

/** Boards by id; those that are not there, or not visible, are left out. */
export async function listBoardsById(db: Db, ids: readonly string[]): Promise<readonly Board[]> {
  return await select(db, sql`board.id = any(${ids.filter(isUuid)}::uuid[])`);
}

/** Ids of every board. */
export async function listBoardIds(db: Db): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select id from place.board`.execute(db);
  return result.rows.map((row) => row.id);
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly Board[]> {
  const result = await sql<BoardRow>`
    select board.id, board.slug, board.kind, board.name, area.slug as area_slug, area.name as area_name, board.area_words,
      board.organisation_id, organisation.slug as organisation_slug, organisation.name as organisation_name, board.purpose,
      board.membership_as_at, board.membership_on, board.never_began, board.completeness, board.completeness_note, board.sealed_entry, board.begins_on, board.ends_on, board.held_from,
      board.source, board.seen, board.basis, board.audience, board.version
    from place.board left join place.area on area.id = board.area_id
    left join place.organisation on organisation.id = board.organisation_id
    where ${where} order by board.name collate kernel.natural_order`.execute(db);
  return result.rows.map(boardFromRow);
}

function boardFromRow(row: BoardRow): Board {
  return {
    id: row.id as BoardId,
    slug: row.slug,
    kind: row.kind as BoardKind,
    name: row.name,
    completeness: row.completeness as Board["completeness"],
    heldFrom: row.held_from as CivilDate,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    audience: row.audience as Board["audience"],
    version: row.version,
    ...(row.area_words && { areaWords: row.area_words }),
    ...(row.area_slug && row.area_name && { area: { slug: row.area_slug, name: row.area_name } }),
    ...(row.organisation_id &&
      row.organisation_slug &&
      row.organisation_name && {
        organisation: {
          id: row.organisation_id as OrganisationId,
          slug: row.organisation_slug,
          name: row.organisation_name,
        },
      }),
    ...(row.purpose && { purpose: row.purpose }),
    ...(row.membership_as_at && { membershipAsAt: row.membership_as_at }),
    ...(row.membership_on && { membershipOn: row.membership_on as CivilDate }),
    ...(row.never_began && { neverBegan: true as const }),
    ...(row.completeness_note && { completenessNote: row.completeness_note }),
    ...(row.sealed_entry && { sealedEntry: row.sealed_entry }),
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  };
}
