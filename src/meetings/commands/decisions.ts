import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Conflict,
  anyOfKind,
  countOf,
  defineCommand,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { meetingTitle } from "../meeting.ts";
import type { MeetingPorts } from "../ports.ts";
import { callInUntil, resolutionRef } from "../resolution.ts";
import { publishDecisionsSchema, type PublishDecisions } from "../schema-business.ts";
import { publishResolution } from "../store-record.ts";
import { listResolutions } from "../store-resolutions.ts";
import { meetingDone, meetingResource, meetingToChange, onMeeting } from "./meeting-act.ts";
import { ruleOn } from "./publish-agenda.ts";

/** Publishes the notice of what a meeting decided, with the call-in deadline of each executive decision. */
export function publishDecisionsCommand(ports: MeetingPorts): Command {
  return defineCommand<PublishDecisions>({
    name: "meetings.publish-decisions",
    title: "Publish the notice of decisions",
    about:
      "Publishes what a meeting decided. Of an executive's decisions the notice carries the last day for call-in.",
    schema: publishDecisionsSchema,
    path: "/meetings/:slug/decisions/publish",
    resource: meetingResource,
    form: onMeeting((meeting) => ({
      title: "Publish the notice of decisions",
      submit: "Publish it",
      fields:
        meeting.board.kind === "cabinet" ? [{ name: "waiver", widget: { kind: "textarea", rows: 2 } }] : [],
    })),
    run: async (acting: Acting, input: PublishDecisions): Promise<Done> =>
      await publishNotice(acting, input, ports),
  });
}

async function publishNotice(acting: Acting, input: PublishDecisions, ports: MeetingPorts): Promise<Done> {
  const { tx, today } = acting;
  const meeting = await meetingToChange(acting, input.slug);
  const waiting = (await listResolutions(tx, { meetingId: meeting.id, illustrative: true })).filter(
    (one) => one.publishedOn === undefined,
  );
  if (waiting.length === 0)
    throw new Conflict("meetings.no-decisions", {
      message: `${meetingTitle(meeting)} has no decision whose notice is still to be published.`,
    });
  const days = await ruleOn(tx, meeting.board.id, "call-in", today);
  const notice = noticeOf({ today, days, waiver: input.waiver, ports });
  for (const one of waiting) await publishResolution(tx, one.id, one.executive ? notice : { on: today });
  const executive = waiting.some((one) => one.executive);
  return await meetingDone(acting, meeting, {
    kind: "meetings.decisions-published",
    summary: `Notice of ${countOf(waiting.length, "decision")} of ${meetingTitle(meeting)} was published.${executive ? callInSentence(notice) : ""}`,
    subjects: waiting.map(resolutionRef),
    body: {
      decisions: waiting.map((one) => one.slug),
      callInUntil: (executive && notice.callInUntil) || null,
      waiver: input.waiver ?? null,
    },
    changed: [anyOfKind("meetings", "resolution")],
    json: { callInUntil: (executive && notice.callInUntil) || null },
  });
}

/** The notice of a decision, with the last day for call-in where there is one. */
export interface Notice {
  readonly on: CivilDate;
  readonly callInDays?: number;
  readonly callInUntil?: CivilDate;
  readonly callInWaived?: string;
}

/** The notice of an executive decision, with its call-in deadline by the body's own rule (invariant 14). */
export function noticeOf(of: {
  readonly today: CivilDate;
  readonly days: string | undefined;
  readonly waiver: string | undefined;
  readonly ports: MeetingPorts;
}): Notice {
  if (of.waiver !== undefined) return { on: of.today, callInWaived: of.waiver };
  if (of.days === undefined) return { on: of.today };
  const until = callInUntil(of.today, Number(of.days), of.ports.holidays);
  return { on: of.today, callInDays: Number(of.days), ...(until && { callInUntil: until }) };
}

/** What a notice says of call-in. */
export function callInSentence(notice: Notice): string {
  if (notice.callInWaived) return ` Call-in does not apply: ${notice.callInWaived}`;
  if (notice.callInUntil) return ` It can be called in until ${formatCivilDate(notice.callInUntil)}.`;
  return " No call-in period of this body is entered here.";
}
