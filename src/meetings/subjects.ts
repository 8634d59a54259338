import type { SubjectDescription, SubjectKind } from "../kernel/index.ts";
import { meetingKinds, meetingRef, meetingTitle, stateInWords, type Meeting } from "./meeting.ts";
import { resolutionRef, takers, type Resolution } from "./resolution.ts";
import { listMeetingIds, listMeetingsById } from "./store-meetings.ts";
import { listResolutionIds, listResolutionsById } from "./store-resolutions.ts";

/** Meetings and resolutions, as search, links and feeds show them. Nothing of an agenda stands in them. */
export const meetingSubjects: readonly SubjectKind[] = [
  {
    kind: "meeting",
    label: "Meeting",
    plural: "Meetings",
    describe: async (db, ids) => (await listMeetingsById(db, ids)).map(describeMeeting),
    listIds: listMeetingIds,
  },
  {
    kind: "resolution",
    label: "Resolution",
    plural: "Resolutions",
    describe: async (db, ids) => (await listResolutionsById(db, ids)).map(describeResolution),
    listIds: listResolutionIds,
  },
];

function describeMeeting(meeting: Meeting): SubjectDescription {
  return {
    ref: meetingRef(meeting),
    title: meetingTitle(meeting),
    kindLabel: meetingKinds[meeting.kind],
    summary: `${stateInWords(meeting)}${meeting.keptHere ? "" : ", as a public page says"}.`,
    href: `/meetings/${meeting.slug}`,
    audience: meeting.audience,
    illustrative: meeting.basis === "illustrative",
  };
}

function describeResolution(one: Resolution): SubjectDescription {
  return {
    ref: resolutionRef(one),
    title: one.title,
    kindLabel: one.taker === "board" ? "Resolution" : `Decision: ${takers[one.taker]}`,
    // Of a private matter these are the words of its public summary.
    summary: one.words,
    href: `/resolutions/${one.slug}`,
    audience: one.audience,
    illustrative: one.basis === "illustrative",
  };
}
