import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  countInWords,
  capital,
  countOf,
  listInWords,
  type Asking,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import type { Board, Seat } from "../board.ts";
import { checkMembership, findingLabel, type Finding } from "../board-check.ts";
import { membershipCovers } from "../membership.ts";
import { changedSeats, requiredSeatInWords, requiredSeats } from "../statutory-holders.ts";
import { lawAsAt, provisionInWords } from "../statutory-law.ts";
import { readSurroundings } from "../store-boards-statutory.ts";

/** A board's list of seats beside the law of a day. */
export interface LawOfBoard {
  /** The day of the law that the list is held against. */
  readonly on: CivilDate;
  readonly findings: readonly Finding[];
  /** What the law of today asks for that the law of that day did not. */
  readonly since: readonly Sentence[];
}

/** A finding for machines. */
export const findingShape = z.object({
  state: z.enum(["present", "missing", "extra", "prohibited", "cannot-tell"]),
  seat: z.string(),
  because: z.string(),
  provision: z.string(),
  force: z.enum(["law", "national-policy"]),
  mark: z.enum(["seen", "to-be-checked"]),
});

/** A finding as `findingShape` describes it. */
export function findingJson(finding: Finding): z.output<typeof findingShape> {
  const { cite, force, mark } = finding.provision;
  return { state: finding.state, seat: finding.seat, because: finding.because, provision: cite, force, mark };
}

/**
 * Holds a board's seats against the law of the day asked about.
 *
 * Where the reader named no day, that is the day of the source's list: a list of 2016 is held against the law of 2016, and what
 * the law has changed since is said apart. A board that is kept here is held against the law of today.
 */
export async function lawOfBoard(
  asking: Asking,
  board: Board,
  seats: readonly Seat[],
): Promise<LawOfBoard | undefined> {
  if (seats.length === 0) return undefined;
  const kept = board.completeness === "kept-here";
  const on = asking.atGiven || kept ? asking.at : (board.membershipOn ?? asking.at);
  if (asking.atGiven && !membershipCovers(board, on)) return undefined;
  const place = { area: board.area?.slug, organisation: board.organisation?.slug };
  const around = await readSurroundings(asking.db, place, on);
  const list = {
    kind: board.kind,
    seats,
    completeness: board.completeness,
    ...(!kept && board.membershipOn && { sourceOn: board.membershipOn }),
  };
  const findings = checkMembership(list, around);
  if (findings === undefined) return undefined;
  const today =
    on < asking.today && !asking.atGiven ? await readSurroundings(asking.db, place, asking.today) : around;
  return { on, findings, since: sinceThen(board, around, today) };
}

function sinceThen(
  board: Board,
  then: Parameters<typeof requiredSeats>[1],
  now: Parameters<typeof requiredSeats>[1],
): readonly Sentence[] {
  if (then === now) return [];
  return changedSeats(requiredSeats(board.kind, then) ?? [], requiredSeats(board.kind, now) ?? []).map(
    ({ seat, instead }) =>
      `The law of today asks for: ${requiredSeatInWords(seat)}${instead ? `; in the place of: ${requiredSeatInWords(instead)}` : ""}. Whether it sits there is not held here.`,
  );
}

/** What the law asks for beside what the list has, as sections of the board's page. */
export function lawSections(board: Board, law: LawOfBoard | undefined): readonly Section[] {
  if (!law) return [];
  return [
    {
      kind: "table",
      heading: "What the law asks for, and what is listed",
      intro: summaryOf(board, law),
      table: {
        name: "law",
        caption: `Seats by the law of ${formatCivilDate(law.on)}`,
        columns: [
          { key: "seat", label: "Asked for", kind: "text" },
          { key: "state", label: "In the list", kind: "text", filter: "choice" },
          { key: "because", label: "Because", kind: "text" },
          { key: "provision", label: "Provision", kind: "text" },
        ],
        rows: law.findings.map((finding) => ({
          seat: capital(finding.seat),
          state: findingLabel(finding.state),
          because: finding.because,
          provision: provisionInWords(finding.provision),
        })),
        rowsPerPage: 40,
        empty: "The law held here names no seats for such a board.",
      },
    },
    ...(law.since.length === 0
      ? []
      : [{ kind: "list" as const, heading: "What the law has changed since", items: law.since }]),
  ];
}

function summaryOf(board: Board, law: LawOfBoard): Sentence {
  const count = (...states: readonly Finding["state"][]): number =>
    law.findings.filter((one) => states.includes(one.state)).length;
  const parts = [
    countOf(count("present"), "is listed", "are listed"),
    ...(count("missing") > 0 ? [countOf(count("missing"), "is not", "are not")] : []),
    ...(count("cannot-tell") > 0 ? [`of ${countInWords(count("cannot-tell"))} the list cannot tell`] : []),
  ];
  const beyond = [
    ...(count("extra") > 0 ? [`${countOf(count("extra"), "seat")} that the law does not name`] : []),
    ...(count("prohibited") > 0
      ? [`${countOf(count("prohibited"), "seat")} that the law does not allow`]
      : []),
  ];
  const more = beyond.length === 0 ? "" : ` The list also has ${listInWords(beyond)}.`;
  const whose = board.completeness === "kept-here" ? "what is entered here" : "the source";
  const asked = countOf(count("present", "missing", "cannot-tell"), "point");
  return `Of ${asked} of the law of ${formatCivilDate(law.on)}, by ${whose}, ${listInWords(parts)}.${more} This is about the list, not about what the body did; it is not legal advice. Law as held here on ${formatCivilDate(lawAsAt)}.`;
}
