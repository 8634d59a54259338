import { formatCivilDate, formatCivilDateWithWeekday } from "@concordat/calendar";
import {
  capital,
  anyOfKind,
  countOf,
  type Asking,
  type Panel,
  type PanelModel,
  type Picture,
  type Section,
  type Sentence,
  countInWords,
  listInWords,
} from "../../kernel/index.ts";
import {
  listBoardsById,
  listOrganisationsById,
  resourceOfOrganisation,
  type Board,
} from "../../place/index.ts";
import { drawStack } from "../../web/index.ts";
import { keepersOfBoard } from "../commands/board-keepers.ts";
import { agendaTime, type AgendaTime } from "../agenda-time.ts";
import { itemNumber, itemSorts, type Item } from "../item.ts";
import type { Meeting } from "../meeting.ts";
import { listOpenActions } from "../store-business.ts";
import { listItemsOf } from "../store-items.ts";
import { listMeetings } from "../store-meetings.ts";
import { listResolutions } from "../store-resolutions.ts";
import { sourcesOf } from "../words.ts";
import { meetingJson, meetingTable } from "./shared.ts";
import { resolutionJson, resolutionTable } from "./resolution-pages.ts";

const shownMax = 8;

/** On a board's page: its meetings, the next first, with the ways to take them along. */
export const boardMeetingsPanel: Panel = {
  name: "meetings.board-meetings",
  on: "board",
  order: 20,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const board = await boardOf(asking, subject?.id);
    if (!board) return undefined;
    const meetings = await listMeetings(asking.db, { boardId: board.id, illustrative: true });
    const coming = meetings.filter((one) => one.on >= asking.today);
    const past = meetings.filter((one) => one.on < asking.today).toReversed();
    if (meetings.length === 0 && board.completeness !== "kept-here") return undefined;
    const shown = [...coming, ...past].slice(0, shownMax);
    return {
      heading: "Meetings",
      answer: answerOf(board, meetings, asking),
      table: meetingTable(
        shown,
        {
          caption: "Meetings",
          ofBoard: true,
          name: "meetings",
          empty: "No meeting of this board is planned here. Those who keep it plan one below.",
        },
        asking,
      ),
      sections: [
        waysSection(board, {
          more: meetings.length > shown.length,
          kept: board.completeness === "kept-here" && (await keepersOfBoard(asking.db, board)).length > 0,
        }),
      ],
      sources: sourcesOf(meetings),
      href: `/meetings?board=${board.slug}`,
      subjects: [anyOfKind("meetings", "meeting")],
      json: { meetings: shown.map(meetingJson) },
    };
  },
};

function answerOf(board: Board, meetings: readonly Meeting[], asking: Asking): Sentence {
  const next = meetings.find((one) => one.on >= asking.today && one.state === "planned");
  const kept = board.completeness === "kept-here";
  if (meetings.length === 0) return `No meeting of ${board.name} is listed here.`;
  const from = meetings[0]!;
  return [
    { strong: capital(countOf(meetings.length, "meeting")) },
    ` ${meetings.length === 1 ? "is" : "are"} listed here, ${meetings.length === 1 ? "of" : "the first of"} ${formatCivilDate(from.on)}. `,
    next ? `The next is on ${formatCivilDateWithWeekday(next.on)}.` : "None that is still to come is listed.",
    kept ? "" : " They are known from public pages: a gap means nothing.",
  ];
}

function waysSection(
  board: Board,
  { more, kept }: { readonly more: boolean; readonly kept: boolean },
): Section {
  return {
    kind: "list",
    items: [
      ...(more ? [[{ text: "All meetings of this board", href: `/meetings?board=${board.slug}` }]] : []),
      [{ text: "Its meetings as a calendar (ICS)", href: `/boards/${board.slug}/meetings.ics` }],
      ...(kept
        ? [
            [
              "For those who keep it: ",
              { text: "plan a meeting", href: `/boards/${board.slug}/meetings/add` },
              " or ",
              { text: "a series", href: `/boards/${board.slug}/meetings/add-series` },
            ],
          ]
        : []),
    ],
  };
}

/** On a board's page: what is on the agendas to come, which decisions it has to be told of, which actions are open. */
export const comingPanel: Panel = {
  name: "meetings.board-coming",
  on: "board",
  order: 21,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const board = await boardOf(asking, subject?.id);
    if (!board || board.completeness !== "kept-here") return undefined;
    const meetings = (
      await listMeetings(asking.db, { boardId: board.id, from: asking.today, illustrative: true })
    ).filter((one) => one.state === "planned" || one.state === "open");
    const items = await listItemsOf(
      asking.db,
      meetings.map((one) => one.id),
    );
    const reports = await listResolutions(asking.db, { toReportTo: board.id, illustrative: true });
    const actions = await listOpenActions(asking.db, board.id);
    const lines = meetings.flatMap((meeting) =>
      (items.get(meeting.id) ?? [])
        .filter((item) => item.kind !== "procedural" && item.kind !== "heading")
        .map((item) => lineOf(meeting, item)),
    );
    if (lines.length + reports.length + actions.length === 0) return undefined;
    return {
      heading: "What is coming to this board",
      answer: `${capital(countOf(lines.length, "item of business", "items of business"))} on agendas to come. It has still to be told of ${countOf(reports.length, "decision")} taken without a meeting. It has ${countOf(actions.length, "open action")}.`,
      sections: [
        ...listSection("On agendas to come", lines),
        ...listSection(
          "To be told of",
          reports.map((one): Sentence => [
            { text: one.title, href: `/resolutions/${one.slug}` },
            `, decided by ${one.office} on ${formatCivilDate(one.decidedOn)}`,
          ]),
        ),
        ...listSection(
          "Open actions",
          actions.map((one): Sentence => [
            { text: `Action ${one.number} of ${formatCivilDate(one.on)}`, href: `/meetings/${one.meeting}` },
            `: ${one.words} (${one.owner}${one.dueOn ? `, by ${formatCivilDate(one.dueOn)}` : ""})`,
          ]),
        ),
      ],
      href: `/meetings?board=${board.slug}`,
      subjects: [anyOfKind("meetings", "meeting"), anyOfKind("meetings", "resolution")],
      json: { items: lines.length, toReport: reports.length, openActions: actions.length },
    };
  },
};

function lineOf(meeting: Meeting, item: Item): Sentence {
  const draft = item.publishedOn === undefined && item.audience !== "public" ? " (draft)" : "";
  return [
    `${formatCivilDate(meeting.on)}, item ${itemNumber(item)}: `,
    { text: item.title, href: `/meetings/${meeting.slug}/items/${item.position}` },
    `${item.private ? ", private" : ""}${draft}`,
  ];
}

function listSection(heading: string, items: readonly Sentence[]): readonly Section[] {
  return items.length === 0 ? [] : [{ kind: "list", heading, items }];
}

const sortWords = {
  strategic: "strategic",
  assurance: "for assurance",
  administrative: "administrative",
  "not-sorted": "not sorted",
} as const satisfies Record<AgendaTime["sort"], string>;

/** On a board's page: how its agenda time divides into strategic, assurance and administrative. */
export const agendaTimePanel: Panel = {
  name: "meetings.board-agenda-time",
  on: "board",
  order: 22,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const board = await boardOf(asking, subject?.id);
    if (!board) return undefined;
    const meetings = await listMeetings(asking.db, { boardId: board.id, illustrative: true });
    const byMeeting = await listItemsOf(
      asking.db,
      meetings.map((one) => one.id),
    );
    const items = [...byMeeting.values()].flat();
    if (items.length === 0) return undefined;
    const time = agendaTime(items);
    const total = time.reduce((sum, one) => sum + one.items, 0);
    const sorted = Object.entries(sortWords).flatMap(([sort, words]) => {
      const count = time.find((one) => one.sort === sort)?.items ?? 0;
      return count === 0 ? [] : [`${countInWords(count)} ${count === 1 ? "is" : "are"} ${words}`];
    });
    return {
      heading: "What its agendas are about",
      answer: `Its agendas held here have ${countOf(total, "item")}, at ${countOf(byMeeting.size, "meeting")}. Of these ${listInWords(sorted)}.`,
      picture: timePicture(time),
      sources: sourcesOf(items),
      subjects: [anyOfKind("meetings", "meeting")],
      howWorkedOut:
        "Items as their agenda sorts them. Procedure (apologies, declarations, minutes) counts as administrative. Whether a report is strategy or assurance is a judgement: where nobody made it, the item stays not sorted. Headings are left out. Where minutes are planned for items, the table adds them up.",
      json: time.map((one) => ({ ...one })),
    };
  },
};

function timePicture(time: readonly AgendaTime[]): Picture {
  const figure = (value: number) =>
    value === 0 ? ({ kind: "zero" } as const) : ({ kind: "value", value } as const);
  return drawStack(
    {
      item: "Items",
      parts: time.map((one) => ({ key: one.sort, label: itemSorts[one.sort] })),
      rows: [{ label: "Items", figures: time.map((one) => figure(one.items)) }],
    },
    {
      summary: time.map((one) => `${itemSorts[one.sort]} ${one.items}`).join(", "),
      caption: "Items on agendas by sort",
      table: {
        caption: "Items on agendas by sort",
        columns: [
          { key: "sort", label: "Sort", kind: "text" },
          { key: "items", label: "Items", kind: "number" },
          { key: "minutes", label: "Minutes planned", kind: "number" },
          { key: "without", label: "Items without minutes", kind: "number" },
        ],
        rows: time.map((one) => ({
          sort: itemSorts[one.sort],
          items: one.items,
          minutes: one.minutes,
          without: one.withoutMinutes,
        })),
        empty: "",
      },
    },
  );
}

/** On an organisation's page: what was decided in its name without a meeting. */
export const aloneDecisionsPanel: Panel = {
  name: "meetings.organisation-decisions",
  on: "organisation",
  order: 30,
  async load(asking, subject): Promise<PanelModel | undefined> {
    if (!subject) return undefined;
    const found = await listResolutions(asking.db, {
      organisationId: subject.id,
      withoutMeeting: true,
      illustrative: true,
    });
    const organisation = await organisationOf(asking, subject.id);
    if (!organisation?.keptHere && found.length === 0) return undefined;
    const open = found.filter((one) => one.reportTo && !one.reportedOn).length;
    return {
      heading: "Decisions without a meeting",
      answer:
        found.length === 0
          ? "No decision taken without a meeting is recorded here."
          : `${capital(countOf(found.length, "decision"))} taken without a meeting ${found.length === 1 ? "is" : "are"} recorded here.${open > 0 ? ` A board has still to be told of ${countInWords(open)}.` : ""}`,
      table: resolutionTable(found.slice(0, shownMax), {
        name: "decisions",
        caption: "Decisions without a meeting",
        empty: "Nothing is recorded yet.",
      }),
      ...(organisation &&
        resourceOfOrganisation(organisation).keptHere && {
          sections: [
            {
              kind: "list" as const,
              items: [
                [
                  "For those who keep it: ",
                  {
                    text: "record a decision taken without a meeting",
                    href: `/organisations/${organisation.slug}/decisions/add`,
                  },
                ],
              ],
            },
          ],
        }),
      sources: sourcesOf(found),
      subjects: [anyOfKind("meetings", "resolution")],
      json: { decisions: found.map(resolutionJson) },
    };
  },
};

async function boardOf(asking: Asking, id: string | undefined): Promise<Board | undefined> {
  return id === undefined ? undefined : (await listBoardsById(asking.db, [id]))[0];
}

async function organisationOf(asking: Asking, id: string) {
  return (await listOrganisationsById(asking.db, [id]))[0];
}
