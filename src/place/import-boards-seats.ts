import { formatCivilDate } from "@concordat/calendar";
import { boardKindLabel, type BoardKind } from "./board.ts";
import {
  seatsOfRow,
  type ListLine,
  type ListOrigin,
  type ListRefusal,
  type SeatRow,
} from "./import-boards-row.ts";
import { voiceOfSector } from "./import-boards-words.ts";
import { matchSeat } from "./seat-match.ts";
import { requiredSeats } from "./statutory-holders.ts";
import type { HeldBoard, HeldSeat, SeatToImport } from "./store-boards-import.ts";

/** What is held of the boards that the rows speak of. */
export interface HeldForSeats {
  readonly boards: readonly HeldBoard[];
  readonly seats: readonly HeldSeat[];
  readonly origin: ListOrigin;
}

/** The templates that lists carry beside boards, by the kind of board that each is for. */
const templates: readonly (readonly [RegExp, BoardKind])[] = [
  [/^template-hwb\b/, "health-and-wellbeing-board"],
  [/^template-icb\b/, "icb-board"],
  [/^template-icp\b/, "integrated-care-partnership"],
];

/** Seats to add, and every row that contradicts what is held, an earlier row or the law. Rows that say what is held are in neither. */
export function sortSeatRows(
  rows: readonly ListLine<SeatRow>[],
  held: HeldForSeats,
): { readonly fresh: readonly SeatToImport[]; readonly refused: readonly ListRefusal[] } {
  const fresh: SeatToImport[] = [];
  const refused: ListRefusal[] = [];
  const earlier = new Map<string, { readonly line: number; readonly seat: SeatToImport }>();
  for (const { line, value } of rows) {
    const refuse = (field: string, reason: string): void => void refused.push({ line, field, reason });
    const template = templates.find(([id]) => id.test(value.board_id ?? ""))?.[1];
    if (template) {
      const reason = againstLaw(value, template, held.origin);
      if (reason !== undefined) refuse("role", reason);
      continue;
    }
    const board = boardOf(value, held.boards);
    const missing = whyNoBoard(value, board);
    if (missing !== undefined || !board) {
      refuse("board_id", missing ?? "No board is named.");
      continue;
    }
    const problem = rowProblem(value);
    if (problem) {
      refuse(problem.field, problem.reason);
      continue;
    }
    const seat = seatOf(value, board, held.origin);
    const key = keyOf(seat);
    const same = held.seats.find((one) => keyOf(one) === key);
    const before = earlier.get(key);
    const against = same ?? before?.seat;
    const differs = against && difference(seat, against);
    if (differs)
      refuse(
        differs.field,
        `${same ? `Seat ${same.number} is held already` : `Line ${before!.line} has the same seat`} with ${differs.held} here, and the row says ${differs.given}. Correct the row, or give the seat another role.`,
      );
    if (against) continue;
    earlier.set(key, { line, seat });
    fresh.push(seat);
  }
  return { fresh, refused };
}

function boardOf(row: SeatRow, boards: readonly HeldBoard[]): HeldBoard | undefined {
  return (
    boards.find((board) => board.sourceId === row.board_id) ??
    boards.find((board) => board.slug === row.board_id)
  );
}

function whyNoBoard(row: SeatRow, board: HeldBoard | undefined): string | undefined {
  if (row.board_id === undefined) return "The board is missing: name it as the list of boards does.";
  if (!board)
    return `There is no board “${row.board_id}” here. Import the list of boards first, or correct the id.`;
  if (board.completeness !== "kept-here") return undefined;
  return `The membership of ${board.name} is kept here by its own people. They import its seats on /boards/${board.slug}.`;
}

function rowProblem(row: SeatRow): { readonly field: string; readonly reason: string } | undefined {
  if (row.begins_on !== undefined && row.ends_on !== undefined && row.ends_on <= row.begins_on)
    return {
      field: "ends_on",
      reason: `It ends on ${formatCivilDate(row.ends_on)}, which is not after its first day, ${formatCivilDate(row.begins_on)}.`,
    };
  const [vacant, seats] = [Number(row.vacant ?? 0), seatsOfRow(row)];
  if (seats !== undefined && vacant > seats)
    return { field: "vacant", reason: `${vacant} of ${seats} cannot be vacant.` };
  return undefined;
}

function seatOf(row: SeatRow, board: HeldBoard, origin: ListOrigin): SeatToImport {
  const seats = seatsOfRow(row);
  return {
    boardId: board.id,
    role: row.role,
    organisation: row.organisation ?? "",
    // A row was refused before where its sector is not known.
    voice: voiceOfSector(row.sector, { role: row.role, kind: board.kind }) ?? "not-known",
    voting: row.voting ?? "not-known",
    statutory: row.statutory ?? "not-known",
    attendsAs: row.attends_as ?? "member",
    source: row.source ?? origin.source,
    seen: origin.seen,
    illustrative: board.illustrative,
    ...(seats !== undefined && { seats }),
    ...(row.note && { note: row.note }),
    ...(row.vacant !== undefined && { vacant: Number(row.vacant) }),
    ...(row.begins_on && { beginsOn: row.begins_on }),
    ...(row.ends_on && { endsOn: row.ends_on }),
  };
}

function keyOf(seat: Pick<HeldSeat, "boardId" | "role" | "organisation">): string {
  return [seat.boardId, seat.role.toLowerCase(), seat.organisation.toLowerCase()].join("\n");
}

type Compared = Pick<HeldSeat, "voice" | "seats" | "voting" | "statutory">;

/** The first fact in which a row differs from what is held; voting or law unknown in the row contradicts nothing. */
function difference(
  row: Compared,
  held: Compared,
): { readonly field: string; readonly held: string; readonly given: string } | undefined {
  if (row.voice !== held.voice) return { field: "sector", held: held.voice, given: row.voice };
  if (row.seats !== undefined && row.seats !== held.seats)
    return { field: "seats", held: `${held.seats ?? "an unknown number"} of it`, given: String(row.seats) };
  if (row.voting !== "not-known" && row.voting !== held.voting)
    return { field: "voting", held: `voting ${held.voting}`, given: row.voting };
  if (row.statutory !== "not-known" && row.statutory !== held.statutory)
    return { field: "statutory", held: `statutory ${held.statutory}`, given: row.statutory };
  return undefined;
}

/** Why a row of a template says something else than the law held here; undefined where it does not. */
function againstLaw(row: SeatRow, kind: BoardKind, { seen }: ListOrigin): string | undefined {
  if (row.statutory !== "yes") return undefined;
  const required = requiredSeats(kind, { on: seen, careBoards: [], councils: [] }) ?? [];
  const listed = {
    number: "",
    role: row.role,
    voice: voiceOfSector(row.sector, { role: row.role, kind }) ?? "not-known",
    seats: seatsOfRow(row) ?? 1,
    voting: row.voting ?? "not-known",
    statutory: row.statutory,
    attendsAs: "member",
    ...(row.organisation && { organisation: { name: row.organisation } }),
  } as const;
  if (required.some((seat) => matchSeat(seat, listed) !== "no")) return undefined;
  return `The law held here names no such seat on a ${boardKindLabel(kind).toLowerCase()}. What the law asks is not imported: tell whoever keeps this site if it is wrong.`;
}
