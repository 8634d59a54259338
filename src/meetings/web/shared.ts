import { z } from "zod";
import { formatCivilDateWithWeekday } from "@concordat/calendar";
import type { Asking, Cell, Column, Row, TableModel } from "../../kernel/index.ts";
import { boardKindLabel } from "../../place/index.ts";
import { meetingKinds, stateInWords, type Meeting } from "../meeting.ts";

export const slugParams = z.object({ slug: z.string().max(150) });

export const provenanceShape = { source: z.string(), seen: z.iso.date(), basis: z.string() };

/** A meeting as machines get it in lists. */
export const meetingShape = z.object({
  slug: z.string(),
  board: z.string(),
  boardName: z.string(),
  on: z.iso.date(),
  startsAt: z.string().nullable(),
  kind: z.string(),
  state: z.string(),
  stateWords: z.string(),
  venue: z.string().nullable(),
  keptHere: z.boolean(),
  ...provenanceShape,
});

export function meetingJson(meeting: Meeting): z.output<typeof meetingShape> {
  return {
    slug: meeting.slug,
    board: meeting.board.slug,
    boardName: meeting.board.name,
    on: meeting.on,
    startsAt: meeting.startsAt ?? null,
    kind: meeting.kind,
    state: meeting.state,
    stateWords: stateInWords(meeting),
    venue: meeting.venue ?? null,
    keptHere: meeting.keptHere,
    source: meeting.source,
    seen: meeting.seen,
    basis: meeting.basis,
  };
}

/** "Kept here" or "Known from sources": whether absence means anything. */
export function holdingWords(meeting: Pick<Meeting, "keptHere">): string {
  return meeting.keptHere ? "Kept here" : "Known from sources";
}

/** How a meeting stands on a day: what a source only planned is not said to have been held. */
export function standing(meeting: Meeting, asking: Pick<Asking, "today">): string {
  if (meeting.keptHere || meeting.state !== "planned" || meeting.on >= asking.today)
    return stateInWords(meeting);
  return meeting.stateWords ?? "Planned; whether it was held is not known here";
}

function tagOf(meeting: Meeting): string | undefined {
  if (meeting.basis === "illustrative") return "Illustrative";
  return meeting.kind === "ordinary" ? undefined : meetingKinds[meeting.kind];
}

function linkTo(meeting: Meeting, text: string): Cell {
  const tag = tagOf(meeting);
  return { text, href: `/meetings/${meeting.slug}`, ...(tag && { tag }) };
}

/** A table of meetings; of one board without its name. */
export function meetingTable(
  meetings: readonly Meeting[],
  options: {
    readonly caption: string;
    readonly empty: string;
    readonly ofBoard?: true;
    readonly name?: string;
    readonly rowsPerPage?: number;
  },
  asking: Pick<Asking, "today">,
): TableModel {
  const columns: readonly Column[] = [
    { key: "on", label: "Day", kind: "date", sortable: true },
    {
      key: "meeting",
      label: options.ofBoard ? "Meeting" : "Board",
      kind: "link",
      filter: "words",
      sortable: true,
    },
    ...(options.ofBoard
      ? []
      : [{ key: "kind", label: "Kind of board", kind: "text", filter: "choice" } as const]),
    { key: "time", label: "Time", kind: "text" },
    {
      key: "standing",
      label: "How it stands",
      kind: "text",
      ...(options.ofBoard ? {} : { filter: "words" as const }),
    },
    {
      key: "holding",
      label: "Known",
      kind: "text",
      ...(options.ofBoard ? {} : { filter: "choice" as const }),
    },
  ];
  const rows = meetings.map((meeting): Row => ({
    on: meeting.on,
    meeting: linkTo(meeting, options.ofBoard ? formatCivilDateWithWeekday(meeting.on) : meeting.board.name),
    kind: boardKindLabel(meeting.board.kind),
    time: meeting.startsAt,
    standing: standing(meeting, asking),
    holding: holdingWords(meeting),
  }));
  return {
    caption: options.caption,
    columns: options.ofBoard ? columns.filter((column) => column.key !== "on") : columns,
    rows,
    rowsPerPage: options.rowsPerPage ?? 25,
    empty: options.empty,
    ...(options.name && { name: options.name }),
  };
}
