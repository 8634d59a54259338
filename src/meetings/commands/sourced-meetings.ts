import {
  Invalid,
  anyOfKind,
  countOf,
  millisOf,
  type Acting,
  type Done,
  type PolicyResource,
  type Problem,
  type Provenance,
} from "../../kernel/index.ts";
import type { Board } from "../../place/index.ts";
import type { Unread } from "../calendar-file.ts";
import { nameLists, sameItem, twinOf, whyNotFor } from "../imports.ts";
import type { ListedItem, ListedMeeting, WholeMeeting } from "../moderngov.ts";
import {
  addSourcedItem,
  addSourcedMeeting,
  fillMeeting,
  findBoardNamed,
  listHeldItems,
  listHeldMeetings,
  lockMeetingImports,
} from "../store-import.ts";

/** What the policies are told of an import of meetings. */
export const sourcedResource: PolicyResource = {
  ref: anyOfKind("meetings", "meeting"),
  keepers: [],
  keptHere: false,
  illustrative: false,
};

/** Lines listed at once; where there are more, that is said. */
const unreadMax = 200;

/** A meeting that another system tells of, ready to be looked up and kept. */
export interface SourcedMeeting {
  readonly place: string;
  /** Where this one is known from. */
  readonly source: string;
  /** What the other system calls the board. */
  readonly board: string;
  readonly meeting: Pick<ListedMeeting, "on" | "startsAt" | "venue" | "status" | "statusWords">;
  readonly items: readonly ListedItem[];
  readonly published: boolean;
}

/** What was read of an answer or a file, and what was not. */
export interface SourcedMeetings {
  readonly meetings: readonly SourcedMeeting[];
  readonly unread: readonly Unread[];
}

/** A meeting as a committee system lists it, with its agenda where that was read. */
export function sourcedMeeting(one: ListedMeeting, source: string, whole?: WholeMeeting): SourcedMeeting {
  return {
    place: `meeting ${one.id} of ${one.on}`,
    source,
    board: one.committeeId,
    meeting: one,
    items: whole?.items ?? [],
    published: whole?.published.agenda ?? false,
  };
}

/** How a reading is imported. */
export interface SourcedImport {
  /** The field of the form that the reading came from. */
  readonly field: "file" | "address";
  /** How the entry says it: "from a file". */
  readonly from: string;
  readonly source: string;
  /** Committees of this system are known by their number. */
  readonly host?: string | undefined;
  /** Every meeting is of this board. */
  readonly board?: string | undefined;
  readonly leaveOut: boolean;
  readonly dryRun: boolean;
}

/**
 * Adds the meetings and items that are not held yet, all or none of them (invariant 17).
 *
 * @throws Invalid with everything that was not read, unless it is to be left out; and always where it is only tried out
 */
export async function importSourced(
  acting: Acting,
  read: SourcedMeetings,
  how: SourcedImport,
): Promise<Done> {
  await lockMeetingImports(acting.tx);
  const unread: Unread[] = [...read.unread];
  const count = { added: 0, held: 0, items: 0 };
  for (const one of read.meetings) {
    const board = await boardFor(acting, how, one);
    const why = whyNotFor(board, one.board);
    if (!board || why) unread.push({ place: one.place, why: why ?? "" });
    else await keep(acting, { one, board, unread, count });
  }
  const said = `${countOf(count.added, "meeting")} and ${countOf(count.items, "item")} are new; ${countOf(count.held, "meeting is", "meetings are")} held already. ${countOf(unread.length, "thing was", "things were")} not read.`;
  const problems = problemsOf(unread, how.field);
  if (how.dryRun)
    throw new Invalid([
      { code: "meetings.import-tried", message: `Tried out, nothing was imported. ${said}` },
      ...problems,
    ]);
  if (unread.length > 0 && !how.leaveOut) throw new Invalid(problems);
  return {
    message: said,
    href: "/meetings",
    subject: anyOfKind("meetings", "meeting"),
    entry: {
      kind: "meetings.imported",
      summary: `Meetings were imported from ${how.from}. ${said}`,
      subjects: [anyOfKind("meetings", "meeting")],
      body: { source: how.source, ...count, unread: unread.length },
    },
    changed: [anyOfKind("meetings", "meeting")],
    json: { ...count, unread: unread.map(({ place, why }) => ({ place, why })) },
  };
}

async function boardFor(
  { tx }: Acting,
  { board, host }: SourcedImport,
  one: SourcedMeeting,
): Promise<Board | undefined> {
  if (board !== undefined) return await findBoardNamed(tx, board, nameLists);
  return host === undefined ? undefined : await findBoardNamed(tx, one.board, [host]);
}

async function keep(
  acting: Acting,
  of: {
    readonly one: SourcedMeeting;
    readonly board: Board;
    readonly unread: Unread[];
    readonly count: { added: number; held: number; items: number };
  },
): Promise<void> {
  const { one, board, count } = of;
  const { on, startsAt, venue, status, statusWords } = one.meeting;
  const from: Provenance = { source: one.source, seen: acting.today, basis: "registry" };
  const held = await listHeldMeetings(acting.tx, board.id, on);
  const twin = twinOf(held, startsAt);
  if (twin && (status === "cancelled") !== (twin.state === "cancelled"))
    of.unread.push({
      place: one.place,
      why: `It is held here as “${twin.state}”; the other system says ${statusWords ?? status}. What is held stays.`,
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
          // A day that has come with its agenda published is not said to have been held: the other system does not say so.
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

function problemsOf(unread: readonly Unread[], field: string): readonly Problem[] {
  const problems = unread.map(({ place, why }) => ({
    code: "meetings.unread",
    field,
    message: `${place}: ${why}`,
  }));
  if (problems.length <= unreadMax) return problems;
  const message = `${problems.length - unreadMax} more are not shown.`;
  return [...problems.slice(0, unreadMax), { code: "meetings.unread-more", field, message }];
}
