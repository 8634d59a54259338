import {
  anyOfKind,
  defineImport,
  type Db,
  type ImportColumn,
  type ImportKind,
  type SubjectRef,
} from "../kernel/index.ts";
import { boardKindLabel, type BoardId } from "./board.ts";
import {
  boardRow,
  countColumns,
  seatRow,
  type BoardRow,
  type ListLine,
  type ListOrigin,
  type ListRefusal,
  type SeatRow,
} from "./import-boards-row.ts";
import { sortSeatRows } from "./import-boards-seats.ts";
import { firstDayOf } from "./import-boards-words.ts";
import { boardRef } from "./refs.ts";
import { isReserved } from "./slug.ts";
import {
  addImportedBoard,
  addImportedSeats,
  listHeldBoards,
  listHeldSeats,
  lockBoardImports,
  noteSourceId,
  organisationsByName,
  type HeldBoard,
} from "./store-boards-import.ts";

/** What an import of a list did. */
export interface ListApplied {
  readonly refused: readonly ListRefusal[];
  readonly changed: readonly SubjectRef[];
  readonly added: number;
}

function column(name: string, about: string, example: string, required = false): ImportColumn {
  return { name, about, example, required };
}

/** The columns of a list of boards. */
export const boardColumns: readonly ImportColumn[] = [
  column("id", "What the list calls the board; its seats name it.", "aldermere-hwb", true),
  column("name", "Its name.", "Aldermere Health and Wellbeing Board", true),
  column(
    "kind",
    "Kind of board: icb_board, hwb, hosc, jhosc, icp, place_partnership, or one of the kinds here.",
    "hwb",
    true,
  ),
  column("area", "Name of the area that it is for.", "Aldermere"),
  column("as_at", "When the membership was so, as the source says it.", "2024-11-12"),
  column("completeness", "Begins with complete, partial, counts only or not held.", "complete", true),
  ...countColumns.map((name) =>
    column(name, "A count of the list; read as a number, the seats themselves decide.", "1"),
  ),
  column(
    "source",
    "Where the row is known from; left out: the source of the whole file.",
    "https://example.org/board",
  ),
  column("seen", "The day it was seen there.", "2026-11-21"),
];

/** The columns of a list of seats. */
export const seatColumns: readonly ImportColumn[] = [
  column(
    "board_id",
    "What the list of boards calls the board, or the last part of its address here.",
    "aldermere-hwb",
  ),
  column("role", "What the seat is; no names of people.", "director of public health", true),
  column("organisation", "The body that it is for.", "Aldermere Council"),
  column(
    "sector",
    "Sector of the list, such as nhs_provider, or a voice as it is called here.",
    "local_government_officer",
    true,
  ),
  column("seats", "How many such seats; 0 or empty where the source does not say.", "1"),
  column("voting", "yes, no or unknown.", "yes"),
  column("statutory", "Whether the source marks it as required by law: yes, no or unknown.", "yes"),
  column("note", "A note.", ""),
  column(
    "source",
    "Where the row is known from; left out: the source of the whole file.",
    "https://example.org/board",
  ),
  column("attends_as", "member, co-optee, observer or substitute; left out: member.", "member"),
  column("vacant", "How many of them nobody holds; left out: not known.", "0"),
  column("begins_on", "First day of the seat.", ""),
  column("ends_on", "First day it is no longer there.", ""),
];

/** A list of boards. */
export const boardImport: ImportKind = defineImport<BoardRow>({
  name: "place.boards",
  title: "Boards",
  about:
    "Adds boards that are known from a source. A row about a board that is held already changes nothing; import the list of its seats next.",
  columns: boardColumns,
  row: boardRow,
  apply: async ({ tx }, rows, run) => await applyBoards(tx, rows, run),
});

/** A list of seats of boards that are held or were imported before. */
export const seatImport: ImportKind = defineImport<SeatRow>({
  name: "place.seats",
  title: "Seats on boards",
  about:
    "Adds the seats of boards that are known from a source. Those who keep a board here import its seats on its own page.",
  columns: seatColumns,
  row: seatRow,
  apply: async ({ tx }, rows, run) => await applySeats(tx, rows, run),
});

/** Adds the boards of a list that are not held yet; a row about a held one changes nothing. */
export async function applyBoards(
  tx: Db,
  rows: readonly ListLine<BoardRow>[],
  origin: ListOrigin,
): Promise<ListApplied> {
  await lockBoardImports(tx);
  const held = [
    ...(await heldFor(
      tx,
      rows.map(({ value }) => ({ id: value.id, source: value.source })),
    )),
  ];
  const refused: ListRefusal[] = [];
  const added: string[] = [];
  for (const { line, value } of rows) {
    // What the law asks of a board is held as law here; a template is no board, and its seats are held against that law.
    if (value.kind === "template") continue;
    const found = boardOfRow(held, { ...value, kind: value.kind });
    if (found) {
      refused.push(...againstHeld(line, value, found));
      await noteSourceId(tx, found.id, value.id);
      continue;
    }
    if (isReserved(value.id, "boards")) {
      const reason = `/boards/${value.id} is a page of this site. Give the board another id.`;
      refused.push({ line, field: "id", reason });
      continue;
    }
    const on = value.as_at === undefined ? undefined : firstDayOf(value.as_at);
    const { completeness, words } = value.completeness;
    const from = { source: value.source ?? origin.source, seen: value.seen ?? origin.seen };
    const id = await addImportedBoard(tx, {
      id: value.id,
      kind: value.kind,
      name: value.name,
      completeness,
      completenessNote: words,
      ...from,
      ...(value.area && { area: value.area }),
      ...(value.as_at && { asAt: value.as_at }),
      ...(on && { on }),
    });
    added.push(id);
    const { kind, name } = value;
    held.push({
      id,
      slug: value.id,
      sourceId: value.id,
      kind,
      name,
      completeness,
      source: from.source,
      illustrative: false,
    });
  }
  return { refused, changed: changedBoards(added), added: added.length };
}

function changedBoards(ids: readonly string[]): readonly SubjectRef[] {
  if (ids.length === 0) return [];
  return [anyOfKind("place", "board"), ...ids.map((id) => boardRef({ id: id as BoardId }))];
}

async function heldFor(
  tx: Db,
  rows: readonly { readonly id?: string | undefined; readonly source?: string | undefined }[],
): Promise<readonly HeldBoard[]> {
  return await listHeldBoards(tx, {
    ids: [...new Set(rows.flatMap((row) => row.id ?? []))],
    sources: [...new Set(rows.flatMap((row) => row.source ?? []))],
  });
}

/** The held board that a row is about: by the list's id, by address, or the only one of its kind known from that source. */
function boardOfRow(
  held: readonly HeldBoard[],
  row: { readonly id: string; readonly kind: HeldBoard["kind"]; readonly source?: string | undefined },
): HeldBoard | undefined {
  const named = held.find((one) => one.sourceId === row.id) ?? held.find((one) => one.slug === row.id);
  if (named) return named;
  const same = held.filter((one) => one.source === row.source && one.kind === row.kind);
  return same.length === 1 && same[0]!.sourceId === undefined ? same[0] : undefined;
}

function againstHeld(line: number, row: BoardRow, held: HeldBoard): readonly ListRefusal[] {
  if (row.kind === held.kind || row.kind === "template") return [];
  const reason = `/boards/${held.slug} is held already as a ${boardKindLabel(held.kind).toLowerCase()}, and the row says ${boardKindLabel(row.kind).toLowerCase()}. Give another id if this is a different board.`;
  return [{ line, field: "kind", reason }];
}

/** Adds the seats of a list that are not held yet; a row that says what is held changes nothing. */
export async function applySeats(
  tx: Db,
  rows: readonly ListLine<SeatRow>[],
  origin: ListOrigin,
): Promise<ListApplied> {
  await lockBoardImports(tx);
  const boards = await heldFor(
    tx,
    rows.map(({ value }) => ({ id: value.board_id, source: value.source })),
  );
  const seats = await listHeldSeats(
    tx,
    boards.map((board) => board.id),
  );
  const { fresh, refused } = sortSeatRows(rows, { boards, seats, origin });
  const bodies = await organisationsByName(tx, [
    ...new Set(fresh.map((seat) => seat.organisation).filter(Boolean)),
  ]);
  await addImportedSeats(
    tx,
    fresh.map((seat) => {
      const organisationId = bodies.get(seat.organisation.toLowerCase());
      return { ...seat, ...(organisationId && { organisationId }) };
    }),
  );
  return {
    refused,
    changed: changedBoards([...new Set(fresh.map((seat) => seat.boardId))]),
    added: fresh.length,
  };
}
