import { formatCivilDate } from "@concordat/calendar";
import type { SuccessionRule } from "../kernel/index.ts";
import { listBoards } from "../place/index.ts";
import { meetingRef, meetingTitle } from "./meeting.ts";
import { listMeetings } from "./store-meetings.ts";
import { listResolutions } from "./store-resolutions.ts";
import { resolutionRef } from "./resolution.ts";

/** Meetings planned for after a body has ended, and decisions a board was never told of: somebody must be asked. */
export const meetingSuccession: readonly SuccessionRule[] = [
  {
    name: "meetings.of-ended-body",
    onEnd: async ({ tx }, ended, { on }) => {
      if (ended.kind !== "organisation") return [];
      const boards = await listBoards(tx, { organisationId: ended.id, at: on, illustrative: true });
      const queries = [...boards.map((board) => ({ boardId: board.id })), { keeperId: ended.id }];
      const meetings = (
        await Promise.all(
          queries.map(async (query) => await listMeetings(tx, { ...query, from: on, illustrative: true })),
        )
      ).flat();
      const untold = (
        await listResolutions(tx, { organisationId: ended.id, withoutMeeting: true, illustrative: true })
      ).filter((one) => one.reportTo !== undefined && one.reportedOn === undefined);
      return [
        ...meetings
          .filter((one) => one.state === "planned")
          .map((one) => ({
            subject: meetingRef(one),
            title: meetingTitle(one),
            outcome: "must-be-asked" as const,
            why: `It is planned for after the body ends on ${formatCivilDate(on)}: say whether a successor holds it, or cancel it.`,
          })),
        ...untold.map((one) => ({
          subject: resolutionRef(one),
          title: one.title,
          outcome: "must-be-asked" as const,
          why: `${one.reportTo?.name ?? "Its board"} has still to be told of this decision.`,
        })),
      ];
    },
  },
];
