import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  millisOf,
  timeOfDayAt,
  type Acting,
  type Command,
  type Db,
  type Done,
} from "../../kernel/index.ts";
import { staleVersion } from "../../place/index.ts";
import { meetingTitle, type Meeting } from "../meeting.ts";
import { draftMinutes, type Minutes, type Recorded } from "../minutes.ts";
import {
  draftMinutesSchema,
  editMinutesSchema,
  publishMinutesSchema,
  signMinutesSchema,
  type DraftMinutes,
  type EditMinutes,
  type PublishMinutes,
  type SignMinutes,
} from "../schema-business.ts";
import { listActions, listMinutes, listMotions, listVotes } from "../store-business.ts";
import { addPublication } from "../store-change.ts";
import { listItems, listPublications } from "../store-items.ts";
import { addMinutes, publishMinutes, signMinutes } from "../store-record.ts";
import { listResolutions } from "../store-resolutions.ts";
import {
  enteredHere,
  getMeeting,
  meetingDone,
  meetingResource,
  meetingToChange,
  onMeeting,
  ownAudience,
} from "./meeting-act.ts";
import { quorumOf, roomOf } from "./room-of.ts";

/** Drafts the minutes from what was recorded: a public part, and a private one where an item was private. */
export const draftMinutesCommand: Command = defineCommand<DraftMinutes>({
  name: "meetings.draft-minutes",
  title: "Draft the minutes",
  about: "Writes minutes from what was recorded. They stay with the organisation until they are published.",
  schema: draftMinutesSchema,
  path: "/meetings/:slug/minutes/draft",
  resource: meetingResource,
  form: onMeeting(() => ({
    title: "Draft the minutes",
    intro:
      "They are written from attendance, interests, motions, votes, notes and actions. You can edit the text before you publish it.",
    submit: "Draft them",
    fields: [],
  })),
  run: async (acting: Acting, input: DraftMinutes): Promise<Done> => {
    const { tx, clock } = acting;
    const meeting = await meetingToChange(acting, input.slug);
    refuseNotOver(meeting);
    refuseSigned(await listMinutes(tx, meeting.id));
    const recorded = await recordedOf(tx, meeting);
    const parts = recorded.items.some((item) => item.private)
      ? (["public", "private"] as const)
      : (["public"] as const);
    const audience = ownAudience(meeting);
    for (const part of parts)
      await addMinutes(
        tx,
        { meetingId: meeting.id, part, text: draftMinutes(recorded, part), audience },
        millisOf(clock.now()),
      );
    return await meetingDone(acting, meeting, {
      kind: "meetings.minutes-drafted",
      summary: `Minutes of ${meetingTitle(meeting)} were drafted from what was recorded.`,
      body: { parts: [...parts] },
      audience,
      href: `/meetings/${meeting.slug}/minutes`,
    });
  },
});

/** Everything that was recorded of a meeting. */
export async function recordedOf(db: Db, meeting: Meeting): Promise<Recorded> {
  const room = await roomOf(db, meeting);
  return {
    meeting,
    items: await listItems(db, meeting.id),
    attendees: room.attendees,
    interests: room.interests,
    motions: await listMotions(db, meeting.id),
    votes: await listVotes(db, meeting.id),
    resolutions: await listResolutions(db, { meetingId: meeting.id, illustrative: true }),
    actions: await listActions(db, meeting.id),
    quorum: await quorumOf(db, meeting, room),
  };
}

/** Changes the text of draft minutes; each change is a version of its own. */
export const editMinutesCommand: Command = defineCommand<EditMinutes>({
  name: "meetings.edit-minutes",
  title: "Edit the minutes",
  about: "Changes the text of minutes that are not signed yet; the version before stays.",
  schema: editMinutesSchema,
  path: "/meetings/:slug/minutes/edit/:part",
  resource: meetingResource,
  form: onMeeting(async (meeting, { db, params }) => {
    const held = (await listMinutes(db, meeting.id)).find((one) => one.part === params["part"]);
    return (
      held && {
        title: `Edit the ${held.part} minutes`,
        submit: "Save",
        values: { part: held.part, seen: String(held.version), text: held.text },
        fields: [
          { name: "part", widget: { kind: "hidden" } },
          { name: "seen", widget: { kind: "hidden" } },
          { name: "text", widget: { kind: "textarea", rows: 25 } },
        ],
      }
    );
  }),
  run: async (acting: Acting, input: EditMinutes): Promise<Done> => {
    const { tx, clock } = acting;
    const meeting = await meetingToChange(acting, input.slug);
    const minutes = await listMinutes(tx, meeting.id);
    refuseSigned(minutes);
    const held = getPart(minutes, input.part, meeting);
    if (held.version !== input.seen) throw staleVersion(`the minutes of ${meetingTitle(meeting)}`);
    const version = await addMinutes(
      tx,
      { meetingId: meeting.id, part: input.part, text: input.text, audience: ownAudience(meeting) },
      millisOf(clock.now()),
    );
    return await meetingDone(acting, meeting, {
      kind: "meetings.minutes-edited",
      summary: `The ${input.part} minutes of ${meetingTitle(meeting)} were edited; this is version ${version}.`,
      body: { part: input.part, version },
      audience: ownAudience(meeting),
      href: `/meetings/${meeting.slug}/minutes`,
    });
  },
});

/** Publishes the public part before the board has approved it, marked as a draft. */
export const publishMinutesCommand: Command = defineCommand<PublishMinutes>({
  name: "meetings.publish-minutes",
  title: "Publish the draft minutes",
  about: "Makes the public part of the minutes public before they are approved, marked as a draft.",
  schema: publishMinutesSchema,
  path: "/meetings/:slug/minutes/publish",
  resource: meetingResource,
  form: onMeeting(() => ({
    title: "Publish the draft minutes",
    intro:
      "Everybody can read them, marked as a draft until the board approves them. The private part stays private.",
    submit: "Publish them",
    fields: [],
  })),
  run: async (acting: Acting, input: PublishMinutes): Promise<Done> => {
    const { tx, clock, today } = acting;
    const meeting = await meetingToChange(acting, input.slug);
    const minutes = await listMinutes(tx, meeting.id);
    refuseSigned(minutes);
    const held = getPart(minutes, "public", meeting);
    await publishMinutes(tx, held.id, meeting.audience);
    const number =
      (await listPublications(tx, [meeting.id])).filter((one) => one.kind === "minutes").length + 1;
    await addPublication(
      tx,
      {
        meetingId: meeting.id,
        kind: "minutes",
        number,
        on: today,
        atTime: timeOfDayAt(clock.now()),
        calledShort: false,
        audience: meeting.audience,
        from: enteredHere(acting, meeting),
      },
      millisOf(clock.now()),
    );
    return await meetingDone(acting, meeting, {
      kind: "meetings.minutes-published",
      summary: `Draft minutes of ${meetingTitle(meeting)} were published.`,
      body: { version: held.version, number },
      href: `/meetings/${meeting.slug}/minutes`,
    });
  },
});

/** Signs the minutes after a meeting of the board has approved them. */
export const signMinutesCommand: Command = defineCommand<SignMinutes>({
  name: "meetings.sign-minutes",
  title: "Sign the minutes",
  about:
    "Says at which meeting the minutes were approved and in which office they were signed. Afterwards they do not change.",
  schema: signMinutesSchema,
  path: "/meetings/:slug/minutes/sign",
  resource: meetingResource,
  form: onMeeting((meeting, { today }) => {
    return {
      title: "Sign the minutes",
      intro:
        "They are approved at the next suitable meeting of the board and signed by whoever presides there. Afterwards they do not change.",
      submit: "Sign them",
      values: { on: today, signedBy: meeting.presiding ?? "" },
      fields: [
        { name: "approvedAt", widget: { kind: "text" } },
        { name: "signedBy", widget: { kind: "text" } },
        { name: "on", widget: { kind: "date" } },
      ],
    };
  }),
  run: runSign,
});

async function runSign(acting: Acting, input: SignMinutes): Promise<Done> {
  const { tx } = acting;
  const meeting = await meetingToChange(acting, input.slug);
  const minutes = await listMinutes(tx, meeting.id);
  refuseSigned(minutes);
  const held = getPart(minutes, "public", meeting);
  const approving = await getMeeting(tx, input.approvedAt);
  const problem = (field: string, message: string): never => {
    throw new Invalid([{ code: "meetings.minutes-approval", field, message }]);
  };
  if (approving.board.id !== meeting.board.id || approving.on < meeting.on || approving.id === meeting.id)
    problem(
      "approvedAt",
      `${meetingTitle(approving)} is no later meeting of ${meeting.board.name}. Minutes are approved at one.`,
    );
  if (input.on < approving.on || input.on > acting.today)
    problem(
      "on",
      `They cannot be signed on ${formatCivilDate(input.on)}: that is ${input.on > acting.today ? "still to come" : `before the meeting of ${formatCivilDate(approving.on)} that approved them`}.`,
    );
  for (const part of minutes)
    await signMinutes(tx, part.id, {
      by: input.signedBy,
      on: input.on,
      approvedAt: approving.id,
      audience: part.part === "public" ? meeting.audience : ownAudience(meeting),
    });
  return await meetingDone(acting, meeting, {
    kind: "meetings.minutes-signed",
    summary: `The minutes of ${meetingTitle(meeting)} were approved on ${formatCivilDate(approving.on)} and signed by ${input.signedBy}.`,
    body: {
      approvedAt: approving.slug,
      signedBy: input.signedBy,
      on: input.on,
      version: held.version,
      text: held.text,
    },
    href: `/meetings/${meeting.slug}/minutes`,
  });
}

function getPart(minutes: readonly Minutes[], part: Minutes["part"], meeting: Meeting): Minutes {
  const held = minutes.find((one) => one.part === part);
  if (held) return held;
  throw new Conflict("meetings.no-minutes", {
    message: `There are no ${part} minutes of ${meetingTitle(meeting)} yet. Draft them first.`,
  });
}

function refuseSigned(minutes: readonly Minutes[]): void {
  const signed = minutes.find((one) => one.state === "signed");
  if (!signed) return;
  throw new Conflict("meetings.minutes-signed", {
    message: `These minutes were signed by ${signed.signedBy} on ${signed.signedOn} and do not change. What was wrong in them is put right by a resolution of the board.`,
  });
}

function refuseNotOver(meeting: Meeting): void {
  if (meeting.state === "closed" || meeting.state === "adjourned") return;
  throw new Conflict("meetings.not-over", {
    message: `${meetingTitle(meeting)} is not over. Close or adjourn it; then its minutes are drafted.`,
  });
}
