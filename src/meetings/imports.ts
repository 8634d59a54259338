import { z } from "zod";
import type { CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  defineImport,
  millisOf,
  type Acting,
  type ImportColumn,
  type ImportKind,
  type Provenance,
  type SubjectRef,
} from "../kernel/index.ts";
import type { Board } from "../place/index.ts";
import { stateOfWords, type SaidState } from "./import-words.ts";
import { line } from "./schema.ts";
import {
  addSourcedItem,
  addSourcedMeeting,
  fillMeeting,
  findBoardNamed,
  listHeldItems,
  listHeldMeetings,
  lockMeetingImports,
  type HeldItem,
  type HeldMeeting,
} from "./store-import.ts";

/** The lists in which a board's name is looked up, the one of meetings first. */
export const nameLists = ["meetings-list", "boards-list"] as const;

function column(name: string, about: string, example: string, required = false): ImportColumn {
  return { name, about, example, required };
}

const boardColumn = column(
  "board_id",
  "What the list calls the board, or the last part of its address here.",
  "bromley-hwb",
  true,
);
const originColumns = [
  column(
    "source",
    "Page that shows it; left out: the source of the whole file.",
    "https://example.org/meeting",
  ),
  column("seen", "The day it was seen there.", "2026-11-21"),
];

const optional = (max: number) => line("Fill it in, or leave it empty.", max).optional();
const day = z.iso.date({ error: "Write the day as 2026-11-26." }).transform((text) => text as CivilDate);
const origin = { source: optional(1000), seen: day.optional() };

const status = z.string({ error: "Say how the meeting stands." }).transform((text, context): SaidState => {
  try {
    return stateOfWords(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});

const meetingRow = z.object({
  board_id: line("Name the board.", 150),
  date: day,
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write the time as 14:30.")
    .optional(),
  status,
  date_basis: optional(300),
  note: optional(1000),
  ...origin,
});
type MeetingRow = z.output<typeof meetingRow>;

const itemKindWords = ["report", "procedural", "scrutiny", "discussion", "decision", "heading"] as const;
const itemRow = z.object({
  board_id: line("Name the board.", 150),
  date: day,
  item_no: optional(20),
  title: line("Give the title.", 300),
  paper_no: optional(50),
  kind: z.enum(itemKindWords, { error: `Write one of ${itemKindWords.join(", ")}.` }),
  decision: optional(1000),
  ...origin,
});
type ItemRow = z.output<typeof itemRow>;

interface Refusal {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}
interface Run {
  readonly source: string;
  readonly seen: CivilDate;
}

/** A list of meetings that are known from sources. */
export const meetingImport: ImportKind = defineImport<MeetingRow>({
  name: "meetings.meetings",
  title: "Meetings",
  about:
    "Adds meetings that are known from a source. A meeting that is held already is not added again; what contradicts it is refused.",
  columns: [
    boardColumn,
    column("date", "The day.", "2026-11-26", true),
    column("time", "Hour and minute in London.", "14:30"),
    column(
      "status",
      "held, scheduled, cancelled, adjourned, informal, seminar or briefing, with words after it.",
      "held",
      true,
    ),
    column("date_basis", "How the day is known.", "page"),
    column("note", "What is odd.", ""),
    ...originColumns,
  ],
  row: meetingRow,
  apply: async (acting, rows, run) => {
    await lockMeetingImports(acting.tx);
    const boards = boardFinder(acting);
    const refused: Refusal[] = [];
    let changed = false;
    for (const { line: number, value } of rows) {
      const board = await boards(value.board_id);
      const reason = whyNotFor(board, value.board_id);
      if (!board || reason) {
        refused.push({ line: number, field: "board_id", reason: reason ?? "" });
        continue;
      }
      const done = await applyMeeting(acting, board, value, run);
      if (typeof done === "object") refused.push({ line: number, ...done });
      else changed ||= done;
    }
    return { refused, changed: changed ? stale : [] };
  },
});

const stale: readonly SubjectRef[] = [anyOfKind("meetings", "meeting")];

type BoardFinder = (name: string) => Promise<Board | undefined>;

/** Looks each board up once. */
function boardFinder({ tx }: Acting, lists: readonly string[] = nameLists): BoardFinder {
  const found = new Map<string, Board | undefined>();
  return async (name) => {
    if (!found.has(name)) found.set(name, await findBoardNamed(tx, name, lists));
    return found.get(name);
  };
}

/** Why meetings of a board are not imported; undefined where they are. */
export function whyNotFor(board: Board | undefined, name: string): string | undefined {
  if (!board)
    return `No board held here is called “${name}”. Write the last part of its address, or import the board first.`;
  if (board.completeness === "kept-here")
    return `The business of ${board.name} is kept here: its meetings are planned on its page, not imported.`;
  return undefined;
}

async function applyMeeting(
  { tx }: Acting,
  board: Board,
  row: MeetingRow,
  run: Run,
): Promise<boolean | Omit<Refusal, "line">> {
  const held = await listHeldMeetings(tx, board.id, row.date);
  const twin = twinOf(held, row.time);
  if (twin) {
    if (twin.state !== row.status.state)
      return {
        field: "status",
        reason: `The meeting is held here as “${twin.state}”; this row says “${row.status.state}”. Correct one of the two.`,
      };
    return await fillMeeting(tx, twin.id, { startsAt: row.time });
  }
  await addSourcedMeeting(
    tx,
    {
      board,
      on: row.date,
      startsAt: row.time,
      said: row.status,
      note: row.note,
      dateBasis: row.date_basis,
      from: fromOf(row, run),
    },
    held.length,
  );
  return true;
}

/** The held meeting that a row speaks of: an hour that is not known fits any. */
export function twinOf(held: readonly HeldMeeting[], time: string | undefined): HeldMeeting | undefined {
  return held.find((one) => one.startsAt === undefined || time === undefined || one.startsAt === time);
}

function fromOf(
  row: { readonly source?: string | undefined; readonly seen?: CivilDate | undefined },
  run: Run,
): Provenance {
  return { source: row.source ?? run.source, seen: row.seen ?? run.seen, basis: "registry" };
}

/** A list of items on agendas of meetings that are held. */
export const itemImport: ImportKind = defineImport<ItemRow>({
  name: "meetings.items",
  title: "Items on agendas",
  about: "Adds items of business to meetings that are known from a source. Import the meetings first.",
  columns: [
    boardColumn,
    column("date", "The day of the meeting.", "2026-11-26", true),
    column("item_no", "Number on the agenda.", "4"),
    column("title", "Title.", "Better Care Fund", true),
    column("paper_no", "Number of the paper.", "25-210"),
    column("kind", "report, procedural, scrutiny, discussion, decision or heading.", "report", true),
    column("decision", "What was decided, in short.", "noted"),
    ...originColumns,
  ],
  row: itemRow,
  apply: async (acting, rows, run) => {
    await lockMeetingImports(acting.tx);
    const boards = boardFinder(acting);
    const refused: Refusal[] = [];
    let changed = false;
    for (const { line: number, value } of rows) {
      const board = await boards(value.board_id);
      const reason = whyNotFor(board, value.board_id);
      const [meeting] = board && !reason ? await listHeldMeetings(acting.tx, board.id, value.date) : [];
      if (!board || !meeting || reason) {
        const why =
          reason ??
          `No meeting of ${board?.name ?? ""} on ${value.date} is held here. Import the list of meetings first.`;
        refused.push({ line: number, field: reason ? "board_id" : "date", reason: why });
        continue;
      }
      const done = await applyItem(acting, { board, meeting }, value, run);
      if (typeof done === "object") refused.push({ line: number, ...done });
      else changed ||= done;
    }
    return { refused, changed: changed ? stale : [] };
  },
});

async function applyItem(
  { tx, clock }: Acting,
  of: { readonly board: Board; readonly meeting: HeldMeeting },
  row: ItemRow,
  run: Run,
): Promise<boolean | Omit<Refusal, "line">> {
  const held = sameItem(await listHeldItems(tx, of.meeting.id), { number: row.item_no, title: row.title });
  if (held) return contradiction(held, row) ?? false;
  await addSourcedItem(
    tx,
    of.meeting.id,
    {
      number: row.item_no,
      title: row.title,
      kind: row.kind,
      paperNumber: row.paper_no,
      decision: row.decision,
      from: fromOf(row, run),
    },
    { audience: of.board.audience, millis: millisOf(clock.now()) },
  );
  return true;
}

/** The held item that a row speaks of: the same title, and no other number. */
export function sameItem(
  held: readonly HeldItem[],
  row: { readonly number?: string | undefined; readonly title: string },
): HeldItem | undefined {
  return held.find(
    (one) =>
      one.title.toLowerCase() === row.title.toLowerCase() &&
      (one.number === undefined || row.number === undefined || one.number === row.number),
  );
}

/** What a row says otherwise than what is held; an empty cell contradicts nothing. */
function contradiction(held: HeldItem, row: ItemRow): Omit<Refusal, "line"> | undefined {
  const pairs = [
    ["kind", held.kind, row.kind],
    ["paper_no", held.paperNumber, row.paper_no],
    ["decision", held.decision, row.decision],
  ] as const;
  const found = pairs.find(
    ([, mine, theirs]) => mine !== undefined && theirs !== undefined && mine !== theirs,
  );
  return (
    found && {
      field: found[0],
      reason: `The item “${held.title}” is held here with “${found[1]}”; this row says “${found[2]}”. Correct one of the two.`,
    }
  );
}
