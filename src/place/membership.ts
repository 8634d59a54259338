import { formatCivilDate, isCivilDate, type CivilDate } from "@concordat/calendar";
import type { Board } from "./board.ts";
import { isInBeing } from "./in-being.ts";

type Membership = Pick<
  Board,
  "completeness" | "membershipAsAt" | "membershipOn" | "beginsOn" | "endsOn" | "heldFrom" | "neverBegan"
>;

/** Whether a board was in being on a day; one whose body ended first never was. */
export function boardInBeing(board: Membership, on: CivilDate): boolean {
  return board.neverBegan !== true && isInBeing(board, on);
}

/** Whether what is held of a board's membership speaks for a day: not before its source's first day, nor when there was no board. */
export function membershipCovers(board: Membership, on: CivilDate): boolean {
  const early =
    !isKeptHere(board) &&
    board.membershipAsAt !== undefined &&
    board.membershipOn !== undefined &&
    on < board.membershipOn;
  return boardInBeing(board, on) && !early;
}

/** How a sentence about the membership of a past day begins: "By a source of June 2016 to April 2017, "; undefined for one kept here. */
export function membershipSource(board: Membership): string | undefined {
  const { membershipAsAt } = board;
  if (isKeptHere(board) || membershipAsAt === undefined) return undefined;
  const days = daysInWords(membershipAsAt);
  return days === undefined ? `By its source (${membershipAsAt}), ` : `By a source of ${days}, `;
}

/** The days that the source of a membership speaks for: "June 2016 to April 2017", else in its own words; undefined: not said, or kept here. */
export function membershipDays(board: Pick<Board, "membershipAsAt">): string | undefined {
  const { membershipAsAt } = board;
  return membershipAsAt === undefined ? undefined : (daysInWords(membershipAsAt) ?? membershipAsAt);
}

function daysInWords(text: string): string | undefined {
  const days = /^(\S+?)(?: to (\S+)|-(\d{4}))?$/.exec(text);
  const words = [days?.[1], days?.[2] ?? days?.[3]].filter((day) => day !== undefined).map(dayInWords);
  return words.length === 0 || words.includes(undefined) ? undefined : words.join(" to ");
}

function isKeptHere(board: Membership): boolean {
  return board.completeness === "kept-here";
}

/** "2016", "June 2016" or "8 June 2016"; undefined for other words. */
function dayInWords(text: string): string | undefined {
  if (/^\d{4}$/.test(text)) return text;
  if (isCivilDate(text)) return formatCivilDate(text);
  const first = `${text}-01`;
  return /^\d{4}-\d{2}$/.test(text) && isCivilDate(first)
    ? formatCivilDate(first).slice("1 ".length)
    : undefined;
}
