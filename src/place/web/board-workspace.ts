import { z } from "zod";
import {
  anyOfKind,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Section,
} from "../../kernel/index.ts";
import { attendances, voiceLabel, type Board } from "../board.ts";
import { isInBeing } from "../in-being.ts";
import type { Member } from "../member.ts";
import { boardRef } from "../refs.ts";
import { findBoard } from "../store-boards.ts";
import { listAllSeats, listMembers } from "../store-seats.ts";
import { listRefusedSeats, type RefusedSeat } from "../store-seats-refused.ts";
import { daysInBeing, slugParams } from "./shared.ts";

/** Where those who keep a board change its seats and members, and mend the rows of a file that were refused. */
export const boardWorkspacePage = definePage({
  name: "place.board-workspace",
  path: "/boards/:slug/seats",
  about:
    "Seats and members of a board that is kept here, with the way to change each; for those who keep it.",
  params: slugParams,
  json: z.object({
    version: z.number().int(),
    items: z.array(z.object({ number: z.string(), role: z.string() })),
    refused: z.array(
      z.object({
        line: z.number().int(),
        fileName: z.string(),
        problems: z.array(z.object({ field: z.string(), reason: z.string() })),
      }),
    ),
  }),
  cached: false,
  async load(asking, { params }): Promise<PageModel | undefined> {
    const board = await findBoard(asking.db, params.slug);
    if (!board || !keeps(asking, board) || board.completeness !== "kept-here") return undefined;
    const seats = await listAllSeats(asking.db, board.id);
    const members = await listMembers(asking.db, board.id);
    const refused = await listRefusedSeats(asking.db, board.id);
    const here = `/boards/${board.slug}`;
    return {
      title: `Seats and members of ${board.name}`,
      illustrative: board.basis === "illustrative",
      answer: answerOf(board, refused, seats.filter((seat) => isInBeing(seat, asking.at)).length),
      table: {
        caption: "Seats, those that ended too",
        columns: [
          { key: "change", label: "Seat", kind: "link" },
          { key: "voice", label: "Speaks for", kind: "text" },
          { key: "attends", label: "Attends as", kind: "text" },
          { key: "days", label: "Days", kind: "text" },
          { key: "seat", label: "Members", kind: "link" },
          { key: "end", label: "End", kind: "link" },
        ],
        rows: seats.map((seat) => ({
          change: { text: `${seat.number} ${seat.role}`, href: `${here}/seats/${seat.number}/edit` },
          voice: voiceLabel(seat.voice),
          attends: attendances[seat.attendsAs],
          days: daysInBeing(seat) || "not known since when",
          seat: { text: `Seat a member on ${seat.number}`, href: `${here}/seats/${seat.number}/members/add` },
          ...(seat.endsOn === undefined && {
            end: { text: `End ${seat.number}`, href: `${here}/seats/${seat.number}/end` },
          }),
        })),
        rowsPerPage: 60,
        empty: "No seat is entered yet. Add one, or import a list.",
      },
      sections: [...refusedSections(here, refused), ...memberSections(here, members)],
      trail: [
        { text: "Boards", href: "/boards" },
        { text: board.name, href: here },
      ],
      actions: [
        { text: "Add a seat", href: `${here}/seats/add` },
        { text: "Import a list of seats", href: `${here}/seats/import` },
      ],
      subjects: [boardRef(board), anyOfKind("place", "organisation")],
      json: {
        version: board.version,
        items: seats.map((seat) => ({ number: seat.number, role: seat.role })),
        refused: refused.map(({ line, fileName, problems }) => ({ line, fileName, problems })),
      },
    };
  },
});

/** Whether the reader keeps the organisation whose board it is. */
function keeps(asking: Asking, board: Board): boolean {
  return (
    asking.viewer.kind === "person" &&
    asking.viewer.standings.some(
      (one) => one.role === "keeper" && one.organisationId === board.organisation?.id,
    )
  );
}

function answerOf(board: Board, refused: readonly RefusedSeat[], seats: number): PageModel["answer"] {
  const now = `${board.name} has ${countOf(seats, "line of seats", "lines of seats")} today.`;
  if (refused.length === 0) return now;
  return [
    { strong: countOf(refused.length, "row") },
    ` of ${refused[0]!.fileName} ${refused.length === 1 ? "was" : "were"} refused and ${refused.length === 1 ? "waits" : "wait"} to be mended. ${now}`,
  ];
}

function refusedSections(here: string, refused: readonly RefusedSeat[]): readonly Section[] {
  if (refused.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Rows that were refused",
      intro:
        "Only people of this organisation see them. Mend each one, or import the file again with the rows put right.",
      table: {
        name: "refused",
        caption: "Rows that were refused, with field and reason",
        columns: [
          { key: "mend", label: "Row", kind: "link" },
          { key: "seat", label: "Seat as the file has it", kind: "text" },
          { key: "field", label: "Field", kind: "text" },
          { key: "reason", label: "Reason", kind: "text" },
        ],
        rows: refused.flatMap((row) =>
          row.problems.map((problem) => ({
            mend: { text: `Mend line ${row.line}`, href: `${here}/seats/mend/${row.line}` },
            seat: row.given["role"] ?? "",
            field: problem.field,
            reason: problem.reason,
          })),
        ),
        rowsPerPage: 100,
        empty: "No row was refused.",
      },
    },
  ];
}

function memberSections(here: string, members: readonly Member[]): readonly Section[] {
  if (members.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Members",
      table: {
        name: "members",
        caption: "Offices that hold or held a seat",
        columns: [
          { key: "seat", label: "Seat", kind: "text" },
          { key: "office", label: "Office", kind: "text" },
          { key: "days", label: "Days", kind: "text" },
          { key: "change", label: "Change", kind: "link" },
        ],
        rows: members.map((member) => ({
          seat: member.seat,
          office: member.asSubstitute ? `${member.office} (sits in)` : member.office,
          days: daysInBeing(member) || "not known since when",
          ...(member.endsOn === undefined && {
            change: {
              text: `${member.office} leaves seat ${member.seat}`,
              href: `${here}/members/${member.id}/end`,
            },
          }),
        })),
        rowsPerPage: 60,
        empty: "No member is entered.",
      },
    },
  ];
}
