import { addYears } from "@concordat/calendar";
import { z } from "zod";
import type { Asking, Endpoint, EndpointAnswer } from "../../kernel/index.ts";
import { findBoard } from "../../place/index.ts";
import { calendarFile } from "../calendar-file.ts";
import { listMeetings, type MeetingQuery } from "../store-meetings.ts";

/** Meetings longer ago are left out of calendars: years of the past are no use in one. */
const yearsBack = 1;

/** All meetings, or those of one board, as a calendar to subscribe to. */
export const meetingCalendar: Endpoint = {
  name: "meetings.calendar",
  method: "GET",
  path: "/meetings.ics",
  about: "Meetings as an iCalendar file to subscribe to; with ?board= those of one board.",
  query: z.object({
    board: z.string().max(150).optional(),
    illustrative: z.enum(["include", "leave-out"]).optional(),
  }),
  answer: async (asking, { query }) => {
    const { board, illustrative } = query;
    if (typeof board === "string" && board !== "") return await ofBoard(asking, board);
    return await calendarOf(asking, "Meetings", { illustrative: illustrative === "include" });
  },
};

/** The meetings of one board as a calendar. */
export const boardCalendar: Endpoint = {
  name: "meetings.board-calendar",
  method: "GET",
  path: "/boards/:slug/meetings.ics",
  about: "The meetings of one board as an iCalendar file to subscribe to.",
  params: z.object({ slug: z.string().max(150) }),
  answer: async (asking, { params }) => await ofBoard(asking, params["slug"] ?? ""),
};

async function ofBoard(asking: Asking, slug: string): Promise<EndpointAnswer | undefined> {
  const board = await findBoard(asking.db, slug);
  return board && (await calendarOf(asking, board.name, { boardId: board.id, illustrative: true }));
}

async function calendarOf(asking: Asking, name: string, query: MeetingQuery): Promise<EndpointAnswer> {
  const meetings = await listMeetings(asking.db, { from: addYears(asking.today, -yearsBack), ...query });
  return {
    mediaType: "text/calendar; charset=utf-8",
    body: calendarFile(meetings, { name, now: asking.clock.now() }),
  };
}
