import { formatCivilDate, formatCivilDateWithWeekday } from "@concordat/calendar";
import {
  capital,
  anyOfKind,
  countOf,
  definePage,
  listInWords,
  type Asking,
  type Page,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { ownNoticeDays } from "../commands/publish-agenda.ts";
import { recordOf, resourceOfMeeting } from "../commands/meeting-act.ts";
import { recordedOf } from "../commands/minutes.ts";
import { privatePartOf } from "../commands/private-notice.ts";
import { itemNumber } from "../item.ts";
import { isInSession, isOver, meetingKinds, meetingRef, meetingTitle, type Meeting } from "../meeting.ts";
import type { MeetingPorts } from "../ports.ts";
import { judgeTiming, lastPublicationDay, timingInWords } from "../publication.ts";
import { regimeOf } from "../regime.ts";
import { howDecided } from "../resolution.ts";
import { listMinutes } from "../store-business.ts";
import { listPapers, listPublications } from "../store-items.ts";
import { findMeeting, listMeetings } from "../store-meetings.ts";
import { listPrivateNotices } from "../store-private.ts";
import { sourceLine, sourcesOf } from "../words.ts";
import {
  agendaTable,
  paperSection,
  privateSection,
  publicationSection,
  seesDraft,
} from "./agenda-sections.ts";
import { attendanceSections } from "./attendance-sections.ts";
import { wholeMeetingJson, wholeMeetingShape, type Held } from "./meeting-json.ts";
import { privatePartSection } from "./private-notice-section.ts";
import { holdingWords, slugParams, standing } from "./shared.ts";

/** One meeting: its agenda and papers, who was there, what was decided, its minutes. */
export function meetingPage(ports: MeetingPorts): Page {
  return definePage({
    name: "meetings.meeting",
    path: "/meetings/:slug",
    about:
      "One meeting: agenda and papers with the clear days achieved, attendance, votes, decisions, actions.",
    params: slugParams,
    json: wholeMeetingShape,
    formats: ["csv", "atom"],
    async load(asking, { params }): Promise<PageModel | undefined> {
      const meeting = await findMeeting(asking.db, params.slug);
      if (!meeting) return undefined;
      const held = await heldOf(asking, meeting, ports);
      const ref = meetingRef(meeting);
      return {
        title: meetingTitle(meeting),
        kicker: `${meetingKinds[meeting.kind]}, ${holdingWords(meeting).toLowerCase()}`,
        illustrative: meeting.basis === "illustrative",
        answer: answerOf(held, asking),
        table: agendaTable(meeting, held.items, held.papers),
        sections: await sectionsOf(held, asking, ports),
        trail: [
          { text: "Meetings", href: "/meetings" },
          { text: meeting.board.name, href: `/boards/${meeting.board.slug}` },
        ],
        actions: actionsOf(held),
        sources: [sourceLine(meeting), ...sourcesOf(held.items).filter((one) => one.text !== meeting.source)],
        subjects: [ref, anyOfKind("meetings", "resolution"), anyOfKind("place", "board")],
        check: recordOf(ref),
        json: wholeMeetingJson(held),
      };
    },
  });
}

async function heldOf(asking: Asking, meeting: Meeting, ports: MeetingPorts): Promise<Held> {
  const recorded = await recordedOf(asking.db, meeting);
  const ownDays = await ownNoticeDays(asking.db, meeting.board.id, meeting.on);
  return {
    ...recorded,
    papers: await listPapers(asking.db, meeting.id),
    publications: await listPublications(asking.db, [meeting.id]),
    draft: seesDraft(recorded.items),
    privatePart: await privatePartOf(asking.db, meeting, { ports, today: asking.today }),
    privateNotices: await listPrivateNotices(asking.db, meeting.id),
    timing: (publication) =>
      ["agenda", "supplement", "papers"].includes(publication.kind)
        ? judgeTiming({
            publishedOn: publication.on,
            meetingOn: meeting.on,
            calledOn: meeting.calledOn,
            regime: regimeOf(meeting.board, meeting.on),
            ownDays: meeting.keptHere ? ownDays : undefined,
            holidays: ports.holidays,
          })
        : undefined,
  };
}

function answerOf(held: Held, asking: Asking): Sentence {
  const { meeting } = held;
  const day = formatCivilDateWithWeekday(meeting.on);
  const time = meeting.startsAt ? ` at ${meeting.startsAt}` : "";
  if (!meeting.keptHere) {
    const said = meeting.stateWords ? ` It was ${meeting.stateWords}.` : "";
    const items = held.items.filter((item) => item.kind !== "heading").length;
    const what =
      meeting.state === "planned"
        ? "planned a meeting for"
        : meeting.state === "cancelled"
          ? "cancelled its meeting of"
          : "met on";
    return [
      `A public page says that ${meeting.board.name} ${what} `,
      { strong: `${day}${time}` },
      `.${said} ${items === 0 ? "We hold nothing of its agenda." : `We hold ${countOf(items, "item")} of its agenda.`}`,
      meeting.state === "planned" && meeting.on < asking.today
        ? " Whether it was held is not known here."
        : "",
    ];
  }
  const agenda = held.publications.find((one) => one.kind === "agenda");
  const timing = agenda && held.timing(agenda);
  if (meeting.state === "planned" || isInSession(meeting))
    return [
      meeting.state === "planned"
        ? `${meeting.board.name} meets on `
        : `${meeting.board.name} is in session on `,
      { strong: `${day}${time}` },
      meeting.venue ? `, ${meeting.venue}. ` : ". ",
      timing
        ? timingInWords(timing, true).replace(/^Published/, "The agenda was published")
        : "The agenda has not been published yet.",
    ];
  if (meeting.state === "cancelled")
    return `The meeting of ${day} was cancelled: ${meeting.cancelledWhy ?? "no reason is entered"}`;
  return [
    `${meeting.board.name} ${meeting.state === "adjourned" ? "adjourned its meeting of" : "met on"} `,
    { strong: day },
    ` and took ${countOf(held.resolutions.length, "decision")}. ${meeting.note ?? ""} `,
    timing ? timingInWords(timing, true).replace(/^Published/, "The agenda was published") : "",
  ];
}

async function sectionsOf(held: Held, asking: Asking, ports: MeetingPorts): Promise<readonly Section[]> {
  const { meeting, items } = held;
  const minutes = await listMinutes(asking.db, meeting.id);
  return [
    ...draftSection(held, ports),
    ...publicationSection(meeting, held.publications, held.timing),
    ...privateSection(items),
    ...privatePartSection(
      held.privatePart,
      held.privateNotices,
      items.some((item) => item.private),
    ),
    ...paperSection(
      held.papers.filter((paper) => paper.itemId === undefined),
      "Papers of the meeting",
    ),
    ...attendanceSections(held),
    ...resolutionSection(held),
    ...actionSection(held),
    {
      kind: "facts",
      heading: "Facts",
      facts: [
        { label: "Board", value: [{ text: meeting.board.name, href: `/boards/${meeting.board.slug}` }] },
        { label: "How it stands", value: standing(meeting, asking) },
        ...(meeting.venue ? [{ label: "Where", value: meeting.venue }] : []),
        ...(meeting.remoteLink
          ? [{ label: "Watch or join", value: [{ text: meeting.remoteLink, href: meeting.remoteLink }] }]
          : []),
        ...(meeting.presiding ? [{ label: "Presiding", value: meeting.presiding }] : []),
        ...(meeting.dateBasis && meeting.dateBasis !== "page"
          ? [{ label: "How the day is known", value: meeting.dateBasis }]
          : []),
        ...(meeting.note ? [{ label: "Note", value: meeting.note }] : []),
        ...(meeting.series ? [{ label: "Series", value: meeting.series }] : []),
        ...(meeting.continues
          ? [
              {
                label: "Continues",
                value: [{ text: "The adjourned meeting", href: `/meetings/${meeting.continues}` }],
              },
            ]
          : []),
        ...(await commonFact(asking, meeting)),
        ...(minutes.some((one) => one.part === "public")
          ? [
              {
                label: "Minutes",
                value: [{ text: "Read the minutes", href: `/meetings/${meeting.slug}/minutes` }],
              },
            ]
          : []),
        calendarFact(meeting),
      ],
    },
  ];
}

function calendarFact(meeting: Meeting): { readonly label: string; readonly value: Sentence } {
  return {
    label: "Calendar",
    value: [
      {
        text: "This board's meetings as a calendar",
        href: `/boards/${meeting.board.slug}/meetings.ics`,
      },
    ],
  };
}

/** For those who build the agenda: until when it has to be public, and what is missing. */
function draftSection(held: Held, ports: MeetingPorts): readonly Section[] {
  const { meeting, items } = held;
  if (!held.draft || isOver(meeting)) return [];
  const regime = regimeOf(meeting.board, meeting.on);
  const last = lastPublicationDay(regime, meeting.on, ports.holidays);
  const waiting = items.filter((item) => item.publishedOn === undefined);
  const bare = waiting.filter(
    (item) =>
      ["decision", "report"].includes(item.kind) && !held.papers.some((paper) => paper.itemId === item.id),
  );
  const late = items.filter((item) => item.lateReason !== undefined);
  return [
    {
      kind: "list",
      heading: "Before it is published",
      intro: "Only people of your organisation see this and the items marked as draft.",
      items: [
        last
          ? `To be in time it is public by ${formatCivilDateWithWeekday(last.date)}: ${regime?.days} clear days, ${regime?.provision}.`
          : regime
            ? `The law sets no days: ${regime.provision}. ${regime.note ?? ""}`
            : "What the law asks of this body is not known here; see the board's own rules.",
        `${capital(countOf(waiting.length, "item is", "items are"))} not public yet.`,
        ...(bare.length > 0
          ? [`No paper yet: ${listInWords(bare.map((item) => `item ${itemNumber(item)}`))}.`]
          : []),
        ...(late.length > 0
          ? [
              `With a reason of the chair for being late: ${listInWords(late.map((item) => `item ${itemNumber(item)}`))}.`,
            ]
          : []),
      ],
    },
  ];
}

function resolutionSection(held: Held): readonly Section[] {
  if (held.resolutions.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Decisions",
      items: held.resolutions.map((one): Sentence => [
        { text: one.title, href: `/resolutions/${one.slug}` },
        `, ${howDecided(one)}: ${one.words}`,
      ]),
    },
  ];
}

function actionSection(held: Held): readonly Section[] {
  if (held.actions.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Actions",
      items: held.actions.map(
        (one) =>
          `${one.number}. ${one.words} (${one.owner}${one.dueOn ? `, by ${formatCivilDate(one.dueOn)}` : ""})${one.doneOn ? `. Done on ${formatCivilDate(one.doneOn)}: ${one.doneWords}` : ""}`,
      ),
    },
  ];
}

/** The meetings of other boards that are held in common with this one. */
async function commonFact(
  asking: Asking,
  meeting: Meeting,
): Promise<readonly { readonly label: string; readonly value: Sentence }[]> {
  if (meeting.inCommon === undefined) return [];
  const others = (
    await listMeetings(asking.db, {
      inCommon: meeting.inCommon,
      from: meeting.on,
      until: meeting.on,
      illustrative: true,
    })
  ).filter((one) => one.id !== meeting.id);
  const value: Sentence = [
    `${meeting.inCommon}; each board keeps its own quorum, votes and resolutions. `,
    ...others.flatMap((one, index) => [
      index === 0 ? "With " : ", ",
      { text: one.board.name, href: `/meetings/${one.slug}` },
    ]),
  ];
  return [{ label: "In common", value }];
}

function actionsOf(held: Held): readonly PageAction[] {
  const { meeting } = held;
  if (!meeting.keptHere) return [];
  const resource = resourceOfMeeting(meeting);
  const act = (text: string, path: string, command: string): PageAction => ({
    text,
    href: `/meetings/${meeting.slug}/${path}`,
    command: `meetings.${command}`,
    resource,
  });
  const session = isInSession(meeting);
  const over = meeting.state === "closed" || meeting.state === "adjourned";
  return [
    ...(isOver(meeting)
      ? []
      : [
          act("Add an item", "items/add", "add-item"),
          act("Publish the agenda", "publish", "publish-agenda"),
          ...privateActions(held, act),
        ]),
    ...(meeting.state === "planned" || session
      ? [act("Record who is there", "attendance", "take-attendance")]
      : []),
    ...(session
      ? [
          act("Note who came or left", "attendance/note", "note-attendee"),
          act("Record an interest", "interests/add", "declare-interest"),
          act("Go on informally", "informal", "go-informal"),
          act("Adjourn", "adjourn", "adjourn-meeting"),
          act("Close the meeting", "close", "close-meeting"),
        ]
      : []),
    ...(session || over ? [act("Note an action", "actions/add", "add-action")] : []),
    ...(held.resolutions.some((one) => one.publishedOn === undefined)
      ? [act("Publish the notice of decisions", "decisions/publish", "publish-decisions")]
      : []),
    ...(over ? [act("Draft the minutes", "minutes/draft", "draft-minutes")] : []),
    ...(meeting.state === "planned"
      ? [act("Change this meeting", "edit", "edit-meeting"), act("Cancel it", "cancel", "cancel-meeting")]
      : []),
  ];
}

/** Of a council's executive: the notices of a private part, and the agreement where they were short. */
function privateActions(
  { privatePart }: Held,
  act: (text: string, path: string, command: string) => PageAction,
): readonly PageAction[] {
  if (!privatePart) return [];
  return [
    ...(privatePart.steps.some((one) => one.givenOn === undefined)
      ? [act("Give notice of a private part", "private-notice", "give-private-notice")]
      : []),
    ...(privatePart.verdict === "missed"
      ? [act("Publish that the private part is urgent", "private-agreement", "note-private-agreement")]
      : []),
  ];
}
