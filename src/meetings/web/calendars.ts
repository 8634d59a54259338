import { addYears } from "@concordat/calendar";
import { z } from "zod";
import type { Asking, Endpoint, EndpointAnswer } from "../../kernel/index.ts";
import { findBoard } from "../../place/index.ts";
import { calendarFile } from "../calendar-file.ts";
import type { MeetingPorts } from "../ports.ts";
import { listMeetings, type MeetingQuery } from "../store-meetings.ts";

/** Meetings longer ago are left out of calendars: years of the past are no use in one. */
const yearsBack = 1;

/** All meetings, and those of one board, as calendars to subscribe to. */
export function meetingCalendars(ports: MeetingPorts): readonly Endpoint[] {
  return [
    {
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
        if (typeof board === "string" && board !== "") return await ofBoard(asking, ports, board);
        return await calendarOf(asking, ports, {
          name: "Meetings",
          illustrative: illustrative === "include",
        });
      },
    },
    {
      name: "meetings.board-calendar",
      method: "GET",
      path: "/boards/:slug/meetings.ics",
      about: "The meetings of one board as an iCalendar file to subscribe to.",
      params: z.object({ slug: z.string().max(150) }),
      answer: async (asking, { params }) => await ofBoard(asking, ports, params["slug"] ?? ""),
    },
  ];
}

async function ofBoard(
  asking: Asking,
  ports: MeetingPorts,
  slug: string,
): Promise<EndpointAnswer | undefined> {
  const board = await findBoard(asking.db, slug);
  return (
    board && (await calendarOf(asking, ports, { name: board.name, boardId: board.id, illustrative: true }))
  );
}

async function calendarOf(
  asking: Asking,
  { origin }: MeetingPorts,
  { name, ...query }: MeetingQuery & { readonly name: string },
): Promise<EndpointAnswer> {
  const meetings = await listMeetings(asking.db, { from: addYears(asking.today, -yearsBack), ...query });
  return {
    mediaType: "text/calendar; charset=utf-8",
    body: calendarFile(meetings, { name, now: asking.clock.now(), ...(origin && { origin }) }),
  };
}
