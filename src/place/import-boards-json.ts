import type { Checked } from "../kernel/index.ts";

/** Cells of a row by heading, as a table has them. */
export type TextCells = Readonly<Record<string, string>>;

/** A board file in JSON as the rows that the same facts have in the tables of boards and seats; lines count from 1. */
export interface JsonBoards {
  readonly boards: readonly { readonly line: number; readonly cells: TextCells }[];
  readonly seats: readonly { readonly line: number; readonly cells: TextCells }[];
}

/** Whether bytes that were sent are JSON and no table: they begin with a brace or a bracket. */
export function looksLikeJson(text: string): boolean {
  return /^[\s\uFEFF]*[{[]/.test(text);
}

/**
 * Reads board files in JSON: one board with its seats, or a list of such boards.
 *
 * The line of a board is its place in the list, that of a seat its place among all seats. True, false and null become yes, no
 * and unknown; facts that the tables have no column for (attendance, rules, summaries) are left alone.
 */
export function readBoardJson(text: string): Checked<JsonBoards> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    return refuse(`The file begins like JSON and cannot be read as such: ${why}.`);
  }
  const given: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const boards: JsonBoards["boards"][number][] = [];
  const seats: JsonBoards["seats"][number][] = [];
  for (const [index, board] of given.entries()) {
    if (!isObject(board) || !Array.isArray(board["seats"]))
      return refuse(
        `Item ${index + 1} of the file is no board: a board is an object with a list called seats.`,
      );
    const cells = boardCells(board);
    boards.push({ line: index + 1, cells });
    for (const seat of board["seats"] as readonly unknown[]) {
      if (!isObject(seat))
        return refuse(
          `Seat ${seats.length + 1} of the file is no object with role, organisation and sector.`,
        );
      seats.push({ line: seats.length + 1, cells: seatCells(seat, cells) });
    }
  }
  return boards.length === 0 ? refuse("The file holds no board.") : { ok: true, value: { boards, seats } };
}

function boardCells(board: Readonly<Record<string, unknown>>): TextCells {
  const sources = Array.isArray(board["sources"])
    ? (board["sources"] as readonly unknown[])
    : [board["source"]];
  return filled({
    id: board["id"],
    name: board["name"],
    kind: board["kind"],
    area: board["area"],
    as_at: board["as_at"],
    completeness: board["completeness"],
    source: sources[0],
    seen: board["seen"],
  });
}

const seatKeys = [
  "role",
  "organisation",
  "sector",
  "seats",
  "voting",
  "statutory",
  "note",
  "attends_as",
  "vacant",
  "begins_on",
  "ends_on",
] as const;

function seatCells(seat: Readonly<Record<string, unknown>>, board: TextCells): TextCells {
  const own = Object.fromEntries(seatKeys.map((key) => [key, seat[key]]));
  return filled({ board_id: board["id"], source: board["source"], ...own });
}

function filled(values: Readonly<Record<string, unknown>>): TextCells {
  return Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [key, textOf(value)] as const)
      .filter(([, text]) => text !== ""),
  );
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return "";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(message: string): Checked<JsonBoards> {
  return { ok: false, problems: [{ code: "place.board-file-unreadable", field: "file", message }] };
}
