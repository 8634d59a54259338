import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  NotFound,
  anyOfKind,
  defineCommand,
  slugIn,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type PolicyResource,
} from "../../kernel/index.ts";
import { boardRef } from "../../place/index.ts";
import { meetingTitle } from "../meeting.ts";
import { resolutionRef, type Resolution } from "../resolution.ts";
import { reportBackSchema, type ReportBack } from "../schema-business.ts";
import { noteReported } from "../store-record.ts";
import { findResolution, lockResolution } from "../store-resolutions.ts";
import { getMeeting } from "./meeting-act.ts";

/** Notes that a decision was told to the board that had to hear of it. */
export const reportBackCommand: Command = defineCommand<ReportBack>({
  name: "meetings.report-back",
  title: "Say that a decision was reported back",
  about: "Says at which meeting a board was told of a decision taken without it.",
  schema: reportBackSchema,
  path: "/resolutions/:slug/report-back",
  resource: decisionResource,
  form: async ({ db, params }: FormAsking) => {
    const resolution = await findResolution(db, params["slug"] ?? "");
    return (
      resolution && {
        title: "Say that this decision was reported back",
        intro: resolution.title,
        submit: "Say so",
        illustrative: resolution.basis === "illustrative",
        trail: [{ text: "Decision", href: `/resolutions/${resolution.slug}` }],
        fields: [{ name: "meeting", widget: { kind: "text" } }],
      }
    );
  },
  run: async (acting: Acting, input: ReportBack): Promise<Done> => {
    const { tx } = acting;
    await lockResolution(tx, input.slug);
    const resolution = await findResolution(tx, input.slug);
    if (!resolution)
      throw new NotFound("meetings.no-such-decision", { message: `There is no decision “${input.slug}”.` });
    const meeting = await getMeeting(tx, input.meeting);
    refuseUnreported(resolution, meeting);
    await noteReported(tx, resolution.id, { meetingId: meeting.id, on: meeting.on });
    return {
      message: `${meeting.board.name} was told on ${formatCivilDate(meeting.on)}.`,
      href: `/resolutions/${resolution.slug}`,
      subject: resolutionRef(resolution),
      entry: {
        kind: "meetings.reported-back",
        summary: `${meeting.board.name} was told on ${formatCivilDate(meeting.on)} of the decision “${resolution.title}”.`,
        subjects: [resolutionRef(resolution), boardRef(meeting.board)],
        body: { resolution: resolution.slug, meeting: meeting.slug },
        audience: resolution.audience,
      },
      changed: [anyOfKind("meetings", "resolution"), anyOfKind("meetings", "meeting")],
    };
  },
});

function refuseUnreported(resolution: Resolution, meeting: Awaited<ReturnType<typeof getMeeting>>): void {
  const refuse = (message: string): never => {
    throw new Conflict("meetings.not-to-report", { message });
  };
  if (!resolution.reportTo) refuse(`“${resolution.title}” does not have to be told to a board.`);
  if (resolution.reportedOn)
    refuse(`“${resolution.title}” was reported on ${formatCivilDate(resolution.reportedOn)} already.`);
  if (meeting.board.id !== resolution.reportTo?.id)
    refuse(`It has to be told to ${resolution.reportTo?.name}, not to ${meeting.board.name}.`);
  if (meeting.on < resolution.decidedOn)
    refuse(`${meetingTitle(meeting)} was before the decision of ${formatCivilDate(resolution.decidedOn)}.`);
  if (!["open", "closed", "adjourned"].includes(meeting.state))
    refuse(`${meetingTitle(meeting)} was not held, or not with a quorum.`);
}

/** What the policies are told of the decision at `slug`. */
export async function decisionResource(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const resolution = await findResolution(db, slugIn(input));
  return resolution && resourceOfResolution(resolution);
}

/** What the policies are told of a resolution: those who keep its organisation keep it. */
export function resourceOfResolution(resolution: Resolution): PolicyResource {
  return {
    ref: resolutionRef(resolution),
    keepers: resolution.organisation ? [resolution.organisation.id] : [],
    keptHere: true,
    illustrative: resolution.basis === "illustrative",
  };
}
