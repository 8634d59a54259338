import { civilDateAt, instant, isInstant, timeOfDayAt } from "../../kernel/index.ts";
import {
  Invalid,
  anyOfKind,
  countOf,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Done,
  type PolicyResource,
  type Problem,
  type Provenance,
} from "../../kernel/index.ts";
import type { Board } from "../../place/index.ts";
import { readCalendarFile, type Unread } from "../calendar-file.ts";
import { nameLists, sameItem, twinOf, whyNotFor } from "../imports.ts";
import { readAnswer, type ListedItem, type ListedMeeting, type WholeMeeting } from "../moderngov.ts";
import { importFileSchema, type ImportFile } from "../schema-business.ts";
import {
  addSourcedItem,
  addSourcedMeeting,
  fillMeeting,
  findBoardNamed,
  listHeldItems,
  listHeldMeetings,
  lockMeetingImports,
} from "../store-import.ts";

const register: PolicyResource = {
  ref: anyOfKind("meetings", "meeting"),
  keepers: [],
  keptHere: false,
  illustrative: false,
};

const bytesMax = 20_000_000;
/** Lines listed at once; a file with more is told so. */
const unreadMax = 200;

/** Takes an answer of a committee system's web service, or a calendar, as it is. */
export const importFileCommand: Command = defineCommand<ImportFile>({
  name: "meetings.import-file",
  title: "Import meetings from a file",
  about:
    "Adds meetings that are known from a source: an answer of Modern.Gov's web service or an ICS calendar. Everything that was not read is listed.",
  schema: importFileSchema,
  path: "/meetings/import",
  resource: async () => register,
  form: async () => ({
    title: "Import meetings from a file",
    intro:
      "Meetings that are held already are not changed. Committees of the system are matched to boards by the shipped table of names. Lists in CSV go through the imports page.",
    submit: "Import",
    trail: [{ text: "Meetings", href: "/meetings" }],
    values: { leaveOut: "false", dryRun: "false" },
    fields: [
      { name: "file", widget: { kind: "file", accept: [".xml", ".ics", ".txt"] } },
      { name: "host", widget: { kind: "text" } },
      { name: "board", widget: { kind: "text" } },
      { name: "source", widget: { kind: "text" } },
      { name: "leaveOut", widget: { kind: "yes-no" } },
      { name: "dryRun", widget: { kind: "yes-no" } },
    ],
  }),
  run: runImport,
});

/** A meeting of a file, ready to be looked up and kept. */
interface FileMeeting {
  readonly place: string;
  /** What the file calls the board. */
  readonly board: string;
  readonly meeting: Pick<ListedMeeting, "on" | "startsAt" | "venue" | "status" | "statusWords">;
  readonly items: readonly ListedItem[];
  readonly published: boolean;
}

interface ReadFile {
  readonly meetings: readonly FileMeeting[];
  readonly unread: readonly Unread[];
}

async function runImport(acting: Acting, input: ImportFile): Promise<Done> {
  const file = readFile(input);
  await lockMeetingImports(acting.tx);
  const unread: Unread[] = [...file.unread];
  const count = { added: 0, held: 0, items: 0 };
  for (const one of file.meetings) {
    const board = await boardFor(acting, input, one);
    const why = whyNotFor(board, one.board);
    if (!board || why) unread.push({ place: one.place, why: why ?? "" });
    else await keep(acting, { one, board, input, unread, count });
  }
  const said = `${countOf(count.added, "meeting")} and ${countOf(count.items, "item")} are new; ${countOf(count.held, "meeting is", "meetings are")} held already. ${countOf(unread.length, "thing was", "things were")} not read.`;
  const problems = problemsOf(unread);
  if (input.dryRun)
    throw new Invalid([
      { code: "meetings.import-tried", message: `Tried out, nothing was imported. ${said}` },
      ...problems,
    ]);
  if (unread.length > 0 && !input.leaveOut) throw new Invalid(problems);
  return {
    message: said,
    href: "/meetings",
    subject: anyOfKind("meetings", "meeting"),
    entry: {
      kind: "meetings.imported",
      summary: `Meetings were imported from a file. ${said}`,
      subjects: [anyOfKind("meetings", "meeting")],
      body: { source: input.source, ...count, unread: unread.length },
    },
    changed: [anyOfKind("meetings", "meeting")],
    json: { ...count, unread: unread.map(({ place, why }) => ({ place, why })) },
  };
}

function readFile(input: ImportFile): ReadFile {
  if (input.file.bytes.byteLength > bytesMax)
    throw refused(`The file has ${input.file.bytes.byteLength} bytes; ${bytesMax} at most are read.`);
  const text = textOf(input.file.bytes);
  if (/^\s*\uFEFF?BEGIN:VCALENDAR/i.test(text)) return readCalendar(text, input);
  const answer = readAnswer(text);
  switch (answer.kind) {
    case "refused":
      throw refused(answer.why);
    case "committees":
      return {
        meetings: [],
        unread: [
          ...answer.unread,
          {
            place: "the whole list",
            why: `It lists ${countOf(answer.committees.length, "committee")} (${answer.committees
              .filter((one) => !one.gone)
              .map((one) => `${one.id} ${one.title}`)
              .join("; ")}) and no meeting. Import the answer of GetMeetings for the number you want.`,
          },
        ],
      };
    case "meetings":
      return { meetings: answer.meetings.map((one) => fileMeeting(one)), unread: answer.unread };
    case "meeting":
      return { meetings: [fileMeeting(answer.meeting, answer.meeting)], unread: answer.unread };
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Old systems send Windows-1252 and call it anything.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function fileMeeting(one: ListedMeeting, whole?: WholeMeeting): FileMeeting {
  return {
    place: `meeting ${one.id} of ${one.on}`,
    board: one.committeeId,
    meeting: one,
    items: whole?.items ?? [],
    published: whole?.published.agenda ?? false,
  };
}

function readCalendar(text: string, input: ImportFile): ReadFile {
  if (input.board === undefined)
    throw new Invalid([
      {
        code: "meetings.import-needs-board",
        field: "board",
        message: "A calendar does not say of which board it is. Name the board.",
      },
    ]);
  const { events, unread } = readCalendarFile(text, (utc) =>
    isInstant(utc) ? { on: civilDateAt(instant(utc)), time: timeOfDayAt(instant(utc)) } : undefined,
  );
  return {
    unread,
    meetings: events.map((event) => ({
      place: `event at line ${event.line}, ${event.summary}`,
      board: input.board ?? "",
      items: [],
      published: false,
      meeting: {
        on: event.on,
        status: event.cancelled ? "cancelled" : "planned",
        ...(event.startsAt && { startsAt: event.startsAt }),
        ...(event.venue && { venue: event.venue }),
      },
    })),
  };
}

async function boardFor({ tx }: Acting, input: ImportFile, one: FileMeeting): Promise<Board | undefined> {
  if (input.board !== undefined) return await findBoardNamed(tx, input.board, nameLists);
  return input.host === undefined ? undefined : await findBoardNamed(tx, one.board, [input.host]);
}

async function keep(
  acting: Acting,
  of: {
    readonly one: FileMeeting;
    readonly board: Board;
    readonly input: ImportFile;
    readonly unread: Unread[];
    readonly count: { added: number; held: number; items: number };
  },
): Promise<void> {
  const { one, board, input, count } = of;
  const { on, startsAt, venue, status, statusWords } = one.meeting;
  const from: Provenance = { source: input.source, seen: acting.today, basis: "registry" };
  const held = await listHeldMeetings(acting.tx, board.id, on);
  const twin = twinOf(held, startsAt);
  if (twin && (status === "cancelled") !== (twin.state === "cancelled"))
    of.unread.push({
      place: one.place,
      why: `It is held here as “${twin.state}”; the file says ${statusWords ?? status}. What is held stays.`,
    });
  if (twin) {
    count.held += 1;
    await fillMeeting(acting.tx, twin.id, { startsAt, venue });
  }
  const id =
    twin?.id ??
    (await addSourcedMeeting(
      acting.tx,
      {
        board,
        on,
        startsAt,
        venue,
        said: {
          // A day that has come with its agenda published is not said to have been held: the file does not say so.
          state: status === "cancelled" ? "cancelled" : "planned",
          kind: "ordinary",
          ...(statusWords && statusWords.toLowerCase() !== "confirmed" && { state_words: statusWords }),
        },
        from,
      },
      held.length,
    ));
  if (!twin) count.added += 1;
  await keepItems(acting, { id, board, items: one.items, from, count });
}

async function keepItems(
  { tx, clock }: Acting,
  of: {
    readonly id: string;
    readonly board: Board;
    readonly items: readonly ListedItem[];
    readonly from: Provenance;
    readonly count: { items: number };
  },
): Promise<void> {
  const held = await listHeldItems(tx, of.id);
  for (const item of of.items) {
    if (sameItem(held, item)) continue;
    of.count.items += 1;
    await addSourcedItem(
      tx,
      of.id,
      {
        number: item.number,
        title: item.title,
        kind: kindOf(item),
        restricted: item.restricted,
        decision: item.decisionText?.replace(/\s*\n\s*/g, " ").slice(0, 1000),
        asks: item.asks,
        said: item.minuteText,
        papers: item.papers,
        from: of.from,
      },
      { audience: of.board.audience, millis: millisOf(clock.now()) },
    );
  }
}

function kindOf(item: ListedItem) {
  if (item.heading) return "heading" as const;
  if (item.procedural) return "procedural" as const;
  return item.decision ? ("decision" as const) : ("report" as const);
}

function refused(why: string): Invalid {
  return new Invalid([{ code: "meetings.file-unreadable", field: "file", message: why }]);
}

function problemsOf(unread: readonly Unread[]): readonly Problem[] {
  const problems = unread.map(({ place, why }) => ({
    code: "meetings.unread",
    field: "file",
    message: `${place}: ${why}`,
  }));
  if (problems.length <= unreadMax) return problems;
  const message = `${problems.length - unreadMax} more are not shown.`;
  return [...problems.slice(0, unreadMax), { code: "meetings.unread-more", field: "file", message }];
}
