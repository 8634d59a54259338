import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Audience, Brand, Provenance, SubjectRef } from "../kernel/index.ts";
import type { BoardId, BoardKind, Tristate } from "../place/index.ts";

export type MeetingId = Brand<string, "MeetingId">;

export const meetingKinds = {
  ordinary: "Meeting",
  annual: "Annual meeting",
  extraordinary: "Extraordinary meeting",
  seminar: "Seminar",
  briefing: "Briefing",
} as const;
export type MeetingKind = keyof typeof meetingKinds;

/** How a meeting stands; `held` and `overtaken` are said by sources only. */
export const meetingStates = {
  planned: "Planned",
  open: "In session",
  informal: "Informal: no quorum",
  adjourned: "Adjourned",
  closed: "Held",
  held: "Held",
  cancelled: "Cancelled",
  overtaken: "Overtaken by another meeting",
} as const;
export type MeetingState = keyof typeof meetingStates;

/** A board on a day. */
export interface Meeting extends Provenance {
  readonly id: MeetingId;
  readonly slug: string;
  readonly board: {
    readonly id: BoardId;
    readonly slug: string;
    readonly name: string;
    readonly kind: BoardKind;
    readonly organisationId?: string;
    readonly organisationName?: string;
    readonly foundation?: boolean;
  };
  readonly on: CivilDate;
  /** Hour and minute in London, `14:30`; absent: not known. */
  readonly startsAt?: string;
  readonly venue?: string;
  readonly remoteLink?: string;
  readonly kind: MeetingKind;
  readonly state: MeetingState;
  readonly stateWords?: string;
  readonly note?: string;
  readonly dateBasis?: string;
  readonly series?: string;
  readonly inCommon?: string;
  /** The day it was convened, where that left less than the notice the law asks. */
  readonly calledOn?: CivilDate;
  readonly presiding?: string;
  readonly remoteRule: Tristate;
  readonly continues?: string;
  /** Who keeps it: the board's body, or of a board that belongs to no body whoever planned it. */
  readonly keeperId?: string;
  readonly cancelledWhy?: string;
  readonly keptHere: boolean;
  readonly audience: Audience;
  readonly version: number;
}

export function meetingRef(meeting: Pick<Meeting, "id">): SubjectRef {
  return { module: "meetings", kind: "meeting", id: meeting.id };
}

/** "Aldermere Health and Wellbeing Board, 26 November 2026". */
export function meetingTitle(meeting: Pick<Meeting, "board" | "on">): string {
  return `${meeting.board.name}, ${formatCivilDate(meeting.on)}`;
}

/** How a meeting stands, in the source's words where it has some. */
export function stateInWords(meeting: Pick<Meeting, "state" | "stateWords" | "on">): string {
  return meeting.stateWords ?? meetingStates[meeting.state];
}

/** Whether business can be recorded now. */
export function isInSession(meeting: Pick<Meeting, "state">): boolean {
  return meeting.state === "open" || meeting.state === "informal";
}

/** Whether it is over or will not be: nothing more is planned into it. */
export function isOver(meeting: Pick<Meeting, "state">): boolean {
  return !["planned", "open", "informal"].includes(meeting.state);
}

/** The first part of its address: the board and the day. */
export function meetingSlug(board: string, on: CivilDate): string {
  return `${board.slice(0, 85).replace(/-$/, "")}-${on}`;
}
