import { formatCivilDate } from "@concordat/calendar";
import { z } from "zod";
import { definePage, type Page, type PageAction, type PageModel, type Section } from "../../kernel/index.ts";
import { recordOf, resourceOfMeeting } from "../commands/meeting-act.ts";
import { meetingRef, meetingTitle, type Meeting } from "../meeting.ts";
import { minutesStates, type Minutes } from "../minutes.ts";
import { listMinutes } from "../store-business.ts";
import { findMeeting } from "../store-meetings.ts";
import { sourceLine } from "../words.ts";
import { slugParams } from "./shared.ts";

/** The minutes of a meeting: the public part, and the private one for those who may see it. */
export const minutesPage: Page = definePage({
  name: "meetings.minutes",
  path: "/meetings/:slug/minutes",
  about: "The minutes of a meeting: draft, published before approval, or approved and signed.",
  params: slugParams,
  json: z.object({
    meeting: z.string(),
    parts: z.array(
      z.object({
        part: z.string(),
        version: z.number(),
        state: z.string(),
        text: z.string(),
        signedBy: z.string().nullable(),
        signedOn: z.iso.date().nullable(),
      }),
    ),
  }),
  async load(asking, { params }): Promise<PageModel | undefined> {
    const meeting = await findMeeting(asking.db, params.slug);
    if (!meeting) return undefined;
    const minutes = await listMinutes(asking.db, meeting.id);
    const open = minutes.find((one) => one.part === "public");
    return {
      title: `Minutes: ${meetingTitle(meeting)}`,
      kicker: open ? minutesStates[open.state] : "Minutes",
      illustrative: meeting.basis === "illustrative",
      answer: answerOf(meeting, open),
      sections: minutes.flatMap(sectionsOf),
      trail: [
        { text: "Meetings", href: "/meetings" },
        { text: meetingTitle(meeting), href: `/meetings/${meeting.slug}` },
      ],
      actions: actionsOf(meeting, minutes),
      sources: [sourceLine(meeting)],
      subjects: [meetingRef(meeting)],
      check: recordOf(meetingRef(meeting)),
      json: {
        meeting: meeting.slug,
        parts: minutes.map((one) => ({
          part: one.part,
          version: one.version,
          state: one.state,
          text: one.text,
          signedBy: one.signedBy ?? null,
          signedOn: one.signedOn ?? null,
        })),
      },
    };
  },
});

function answerOf(meeting: Meeting, open: Minutes | undefined): string {
  if (!open)
    return meeting.keptHere
      ? "No minutes of this meeting have been published."
      : "We hold no minutes of this meeting; the source named below may have them.";
  if (open.state === "signed")
    return `These minutes were signed by ${open.signedBy} on ${formatCivilDate(open.signedOn!)} and do not change.`;
  return open.state === "published-draft"
    ? "These minutes are a draft until the board approves them."
    : "These minutes are a draft that only your organisation sees.";
}

function sectionsOf(minutes: Minutes): readonly Section[] {
  return minutes.text.split(/\n{2,}/).map((block, index): Section => {
    const [first = "", ...rest] = block.split("\n");
    const heading = index === 0 && minutes.part === "private" ? `Private part: ${first}` : first;
    return rest.length === 0
      ? { kind: "words", paragraphs: [heading] }
      : { kind: "words", heading, paragraphs: rest };
  });
}

function actionsOf(meeting: Meeting, minutes: readonly Minutes[]): readonly PageAction[] {
  if (!meeting.keptHere || minutes.length === 0) return [];
  if (minutes.some((one) => one.state === "signed")) return [];
  const resource = resourceOfMeeting(meeting);
  const here = `/meetings/${meeting.slug}/minutes`;
  return [
    ...minutes.map((one): PageAction => ({
      text: `Edit the ${one.part} minutes`,
      href: `${here}/edit/${one.part}`,
      command: "meetings.edit-minutes",
      resource,
    })),
    { text: "Publish the draft", href: `${here}/publish`, command: "meetings.publish-minutes", resource },
    { text: "Sign the minutes", href: `${here}/sign`, command: "meetings.sign-minutes", resource },
  ];
}
