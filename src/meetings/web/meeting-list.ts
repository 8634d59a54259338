import { z } from "zod";
import { formatCivilDate, parseCivilDate, type CivilDate } from "@concordat/calendar";
import {
  capital,
  anyOfKind,
  countOf,
  definePage,
  type Asking,
  type Page,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { findBoard } from "../../place/index.ts";
import { sourcedResource } from "../commands/sourced-meetings.ts";
import type { Meeting } from "../meeting.ts";
import { listMeetings } from "../store-meetings.ts";
import { sourcesOf } from "../words.ts";
import { meetingJson, meetingShape, meetingTable } from "./shared.ts";

const dayQuery = z
  .string()
  .refine((text) => text === "" || parseCivilDate(text).ok, "Write the day as 2026-11-26.")
  .optional();

/** Every meeting that is held here: filtered by board and day, as page, JSON, CSV, calendar and feed. */
export const meetingListPage: Page = definePage({
  name: "meetings.meetings",
  path: "/meetings",
  about:
    "Meetings of boards: those kept on this site and those known from sources; narrowed by board and day.",
  query: z.object({
    board: z.string().max(150).optional().meta({ description: "The last part of a board's address." }),
    from: dayQuery.meta({ description: "The first day, as 2026-11-26." }),
    until: dayQuery.meta({ description: "The last day." }),
    illustrative: z
      .enum(["include", "leave-out"])
      .optional()
      .meta({ description: "Whether meetings of the made-up place are listed too." }),
  }),
  json: z.object({ items: z.array(meetingShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query }): Promise<PageModel> {
    const board = query.board ? await findBoard(asking.db, query.board) : undefined;
    const illustrative = query.illustrative === "include" || board?.basis === "illustrative";
    const found =
      query.board && !board
        ? []
        : await listMeetings(asking.db, {
            illustrative,
            ...(board && { boardId: board.id }),
            ...(query.from && { from: query.from as CivilDate }),
            ...(query.until && { until: query.until as CivilDate }),
          });
    const ordered = inOrder(found, asking.today);
    const boardQuery = board ? `?board=${board.slug}` : illustrative ? "?illustrative=include" : "";
    return {
      title: board ? `Meetings of ${board.name}` : "Meetings",
      illustrative: board?.basis === "illustrative",
      answer: answerOf(found, { asking, board: board?.name, unknownBoard: board ? undefined : query.board }),
      table: meetingTable(
        ordered,
        {
          caption: "Meetings, those to come first",
          empty:
            "We hold no such meeting. Meetings are planned on the pages of boards that are kept here; those of others come from public pages.",
        },
        asking,
      ),
      sections: listSections(query, boardQuery),
      ...(board
        ? { trail: [{ text: board.name, href: `/boards/${board.slug}` }] }
        : { actions: [...(illustrative ? [] : [showMadeUp]), ...importActions] }),
      sources: sourcesOf(found),
      subjects: [anyOfKind("meetings", "meeting"), anyOfKind("place", "board")],
      json: { items: ordered.map(meetingJson) },
    };
  },
});

const showMadeUp: PageAction = {
  text: "Show the made-up place too",
  href: "/meetings?illustrative=include",
};

const importActions: readonly PageAction[] = [
  {
    text: "Import meetings from a file",
    href: "/meetings/import",
    command: "meetings.import-file",
    resource: sourcedResource,
  },
  {
    text: "Import meetings from a committee system",
    href: "/meetings/import-address",
    command: "meetings.import-address",
    resource: sourcedResource,
  },
];

interface Narrowed {
  readonly board?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The form that narrows the list, and how to take it along. */
function listSections(query: Narrowed, boardQuery: string): readonly Section[] {
  return [
    {
      kind: "ask",
      heading: "Narrow the list",
      ask: {
        path: "/meetings",
        button: "Show",
        fields: [
          {
            name: "board",
            label: "Board",
            hint: "The last part of its address, for example hillingdon-health-and-wellbeing-board.",
            kind: "words",
            value: query.board ?? "",
          },
          { name: "from", label: "From", kind: "date", value: query.from ?? "" },
          { name: "until", label: "Until", kind: "date", value: query.until ?? "" },
        ],
      },
    },
    {
      kind: "words",
      heading: "Take it with you",
      paragraphs: [
        [
          "These meetings as a calendar: ",
          { text: "calendar file (ICS)", href: `/meetings.ics${boardQuery}` },
          ". What was done about them: ",
          { text: "feed", href: "/meetings.atom" },
          ". Decisions: ",
          { text: "resolutions and notices", href: "/resolutions" },
          ".",
        ],
      ],
    },
  ];
}

/** Those to come by day, then those past, the latest first. */
function inOrder(meetings: readonly Meeting[], today: CivilDate): readonly Meeting[] {
  const coming = meetings.filter((one) => one.on >= today);
  return [...coming, ...meetings.filter((one) => one.on < today).toReversed()];
}

function answerOf(
  found: readonly Meeting[],
  of: {
    readonly asking: Asking;
    readonly board: string | undefined;
    readonly unknownBoard: string | undefined;
  },
): Sentence {
  if (of.unknownBoard) return `There is no board “${of.unknownBoard}” here, so no meeting of it is listed.`;
  const { today } = of.asking;
  const next = found.find((one) => one.on >= today && one.state === "planned");
  const known = found.filter((one) => !one.keptHere);
  const boards = new Set(known.map((one) => one.board.id)).size;
  const kept = found.length - known.length;
  return [
    { strong: capital(countOf(found.length, "meeting")) },
    `${of.board ? ` of ${of.board}` : ""} ${found.length === 1 ? "is" : "are"} listed here`,
    known.length > 0
      ? `: ${known.length}${of.board ? "" : ` of ${countOf(boards, "board")}`} known from sources${kept > 0 ? `, and ${kept} kept here` : ""}. `
      : ". ",
    next
      ? `The next is on ${formatCivilDate(next.on)}${of.board ? "" : `, of ${next.board.name}`}.`
      : "None that is listed is still to come.",
    known.length > 0 ? " Of boards known from sources a gap means nothing." : "",
  ];
}
