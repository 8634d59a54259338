import type { Asking, OpenDataTable, Row } from "../kernel/index.ts";
import { stateInWords, type Meeting } from "./meeting.ts";
import { listItemsOf } from "./store-items.ts";
import { listMeetings } from "./store-meetings.ts";
import { listResolutions } from "./store-resolutions.ts";

const licence = "Open Government Licence v3.0";
const provenance = [
  { key: "source", label: "Source", kind: "text", about: "Where the fact is known from" },
  { key: "seen", label: "Seen", kind: "date", about: "The day it was seen there" },
  { key: "basis", label: "Basis", kind: "text", about: "On what it rests" },
] as const;

/** Meetings, items and decisions that anyone may download whole. */
export const meetingOpenData: readonly OpenDataTable[] = [
  {
    name: "meetings.meetings",
    title: "Meetings",
    about: "Every meeting that is held here, those of the made-up place marked as illustrative.",
    licence,
    columns: [
      { key: "meeting", label: "Meeting", kind: "text", about: "The last part of its address" },
      { key: "board", label: "Board", kind: "text", about: "The last part of the board's address" },
      { key: "on", label: "Day", kind: "date", about: "The day" },
      { key: "time", label: "Time", kind: "text", about: "Hour and minute in London" },
      { key: "state", label: "State", kind: "text", about: "How it stands" },
      {
        key: "kept",
        label: "Kept here",
        kind: "text",
        about: "yes: its business is kept on this site; no: known from a source",
      },
      ...provenance,
    ],
    rows: async ({ db }) => (await listMeetings(db, { illustrative: true })).map(meetingRow),
  },
  {
    name: "meetings.items",
    title: "Items of agendas",
    about: "Items of agendas that are public; of private items the title and the ground.",
    licence,
    columns: [
      { key: "meeting", label: "Meeting", kind: "text", about: "The last part of its address" },
      { key: "position", label: "Place", kind: "number", about: "Place on the agenda" },
      { key: "number", label: "Number", kind: "text", about: "Number as the agenda prints it" },
      { key: "title", label: "Title", kind: "text", about: "Title" },
      { key: "kind", label: "Kind", kind: "text", about: "Kind of item" },
      { key: "sort", label: "Sort", kind: "text", about: "Sort of time it takes" },
      { key: "private", label: "Private", kind: "text", about: "yes or no" },
      { key: "decided", label: "Decided", kind: "text", about: "What the source says was decided" },
      ...provenance,
    ],
    rows: itemRows,
  },
  {
    name: "meetings.resolutions",
    title: "Resolutions",
    about: "Decisions of boards and decision-takers kept here; of private ones the public summary.",
    licence,
    columns: [
      { key: "resolution", label: "Resolution", kind: "text", about: "The last part of its address" },
      { key: "taker", label: "Taken by", kind: "text", about: "board, leader, officer and so on" },
      { key: "body", label: "Body", kind: "text", about: "Board or organisation" },
      { key: "decidedOn", label: "Decided", kind: "date", about: "The day" },
      { key: "title", label: "Title", kind: "text", about: "Title" },
      { key: "words", label: "Words", kind: "text", about: "What everybody may read of it" },
      { key: "publishedOn", label: "Notice", kind: "date", about: "The day of its notice" },
      { key: "callInUntil", label: "Call-in until", kind: "date", about: "The last day for call-in" },
      ...provenance,
    ],
    rows: async ({ db }) =>
      (await listResolutions(db, { illustrative: true })).map((one) => ({
        resolution: one.slug,
        taker: one.taker,
        body: one.board?.slug ?? one.organisation?.slug,
        decidedOn: one.decidedOn,
        title: one.title,
        words: one.words,
        publishedOn: one.publishedOn,
        callInUntil: one.callInUntil,
        source: one.source,
        seen: one.seen,
        basis: one.basis,
      })),
  },
];

function meetingRow(meeting: Meeting): Row {
  return {
    meeting: meeting.slug,
    board: meeting.board.slug,
    on: meeting.on,
    time: meeting.startsAt,
    state: stateInWords(meeting),
    kept: meeting.keptHere ? "yes" : "no",
    source: meeting.source,
    seen: meeting.seen,
    basis: meeting.basis,
  };
}

async function itemRows({ db }: Asking): Promise<readonly Row[]> {
  const meetings = await listMeetings(db, { illustrative: true });
  const items = await listItemsOf(
    db,
    meetings.map((one) => one.id),
  );
  return meetings.flatMap((meeting) =>
    (items.get(meeting.id) ?? []).map((item) => ({
      meeting: meeting.slug,
      position: item.position,
      number: item.number,
      title: item.title,
      kind: item.kind,
      sort: item.sort,
      private: item.private ? "yes" : "no",
      decided: item.decisionWords,
      source: item.source,
      seen: item.seen,
      basis: item.basis,
    })),
  );
}
