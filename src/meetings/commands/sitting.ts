import { formatCivilDateWithWeekday } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { meetingTitle, type Meeting } from "../meeting.ts";
import {
  adjournSchema,
  closeMeetingSchema,
  goInformalSchema,
  noteItemSchema,
  type Adjourn,
  type CloseMeeting,
  type GoInformal,
  type NoteItem,
} from "../schema-business.ts";
import { listMotions } from "../store-business.ts";
import { addMeeting, changeItem, changeMeeting, setItemContent } from "../store-change.ts";
import { moveOpenItems } from "../store-record.ts";
import {
  contentAudience,
  enteredHere,
  getItem,
  meetingActed,
  meetingDone,
  meetingResource,
  meetingToChange,
  onItem,
  onMeeting,
  refuseNotInSession,
  versionField,
} from "./meeting-act.ts";

/** Notes what was said on an item. */
export const noteItemCommand: Command = defineCommand<NoteItem>({
  name: "meetings.note-item",
  title: "Note what was said",
  about: "Notes what was said on an item, for the minutes; the item counts as dealt with.",
  schema: noteItemSchema,
  path: "/meetings/:slug/items/:item/note",
  resource: meetingResource,
  form: onItem(({ item }) => ({
    title: "Note what was said",
    submit: "Note it",
    values: { said: item.said ?? "" },
    fields: [{ name: "said", widget: { kind: "textarea", rows: 8 } }],
  })),
  run: async (acting: Acting, input: NoteItem): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug);
    refuseNotInSession(meeting);
    const item = await getItem(acting.tx, meeting, input.item);
    const audience = contentAudience(meeting, item);
    await setItemContent(acting.tx, item.id, { said: input.said, audience });
    await changeItem(acting.tx, item.id, { dealt_with: true });
    return await meetingDone(acting, meeting, {
      kind: "meetings.item-noted",
      summary: `${meetingTitle(meeting)}: what was said on item ${item.position} was noted.`,
      body: { item: item.position, said: input.said },
      audience,
      href: `/meetings/${meeting.slug}/items/${item.position}`,
    });
  },
});

/** The meeting has no quorum and goes on informally. */
export const goInformalCommand: Command = defineCommand<GoInformal>({
  name: "meetings.go-informal",
  title: "Go on informally",
  about:
    "Says that a meeting without a quorum goes on informally: it may talk and note, and decides nothing.",
  schema: goInformalSchema,
  path: "/meetings/:slug/informal",
  resource: meetingResource,
  form: onMeeting(() => ({
    title: "Go on informally",
    intro: "Nothing can be decided from then on. What was decided before stands.",
    submit: "Go on informally",
    fields: [{ name: "reason", widget: { kind: "textarea", rows: 2 } }],
  })),
  run: async (acting: Acting, input: GoInformal): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug);
    refuseNotInSession(meeting);
    await changeMeeting(acting.tx, meeting, { state: "informal" });
    return meetingActed(meeting, {
      kind: "meetings.gone-informal",
      summary: `${meetingTitle(meeting)} goes on informally: ${input.reason}`,
      body: { reason: input.reason },
    });
  },
});

/** Adjourns; what was not dealt with moves to the meeting that continues it. */
export const adjournCommand: Command = defineCommand<Adjourn>({
  name: "meetings.adjourn-meeting",
  title: "Adjourn the meeting",
  about:
    "Ends a sitting before its business is done. With a day, a meeting that continues it is planned and takes over the items not dealt with.",
  schema: adjournSchema,
  path: "/meetings/:slug/adjourn",
  resource: meetingResource,
  form: onMeeting((meeting) => ({
    title: "Adjourn the meeting",
    submit: "Adjourn it",
    values: { venue: meeting.venue ?? "" },
    fields: [
      { name: "reason", widget: { kind: "textarea", rows: 2 } },
      { name: "on", widget: { kind: "date" } },
      { name: "startsAt", widget: { kind: "text", width: 5 } },
      { name: "venue", widget: { kind: "text" } },
    ],
  })),
  run: runAdjourn,
});

async function runAdjourn(acting: Acting, input: Adjourn): Promise<Done> {
  const meeting = await meetingToChange(acting, input.slug);
  refuseNotInSession(meeting);
  if (input.on !== undefined && input.on < acting.today)
    throw new Invalid([
      {
        code: "meetings.reconvenes-in-the-past",
        field: "on",
        message: `${formatCivilDateWithWeekday(input.on)} is past. Give a day from today on, or leave it out.`,
      },
    ]);
  await changeMeeting(acting.tx, meeting, {
    state: "adjourned",
    ...(input.on && { note: `Goes on on ${formatCivilDateWithWeekday(input.on)}.` }),
  });
  const next = input.on && (await reconvene(acting, meeting, { ...input, on: input.on }));
  return meetingActed(meeting, {
    kind: "meetings.adjourned",
    summary: `${meetingTitle(meeting)} was adjourned${input.on ? ` until ${formatCivilDateWithWeekday(input.on)}` : ""}: ${input.reason}`,
    body: {
      reason: input.reason,
      on: input.on ?? null,
      continuedBy: next?.slug ?? null,
      items: next?.items ?? 0,
    },
    ...(next && { href: `/meetings/${next.slug}` }),
    json: { continuedBy: next?.slug ?? null },
  });
}

async function reconvene(
  acting: Acting,
  meeting: Meeting,
  input: Adjourn & { readonly on: Meeting["on"] },
): Promise<{ readonly slug: string; readonly items: number }> {
  const next = await addMeeting(
    acting.tx,
    {
      board: meeting.board,
      on: input.on,
      startsAt: input.startsAt,
      venue: input.venue ?? meeting.venue,
      kind: meeting.kind,
      series: meeting.series,
      inCommon: meeting.inCommon,
      continuesId: meeting.id,
      keeperId: meeting.keeperId,
      keptHere: true,
      audience: meeting.audience,
      from: enteredHere(acting, meeting),
    },
    millisOf(acting.clock.now()),
  );
  return { slug: next.slug, items: await moveOpenItems(acting.tx, meeting.id, next.id) };
}

/** Closes a meeting; open motions have to be decided or withdrawn first. */
export const closeMeetingCommand: Command = defineCommand<CloseMeeting>({
  name: "meetings.close-meeting",
  title: "Close the meeting",
  about:
    "Ends a meeting. Afterwards attendance, votes and notes no longer change; minutes are drafted from them.",
  schema: closeMeetingSchema,
  path: "/meetings/:slug/close",
  resource: meetingResource,
  form: onMeeting((meeting) => ({
    title: "Close the meeting",
    intro: "Afterwards nothing more is recorded of it. Minutes are drafted from what was.",
    submit: "Close it",
    values: { version: String(meeting.version) },
    fields: [versionField],
  })),
  run: async (acting: Acting, input: CloseMeeting): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug, input.version);
    refuseNotInSession(meeting);
    const open = (await listMotions(acting.tx, meeting.id)).filter((one) => one.outcome === "open");
    if (open.length > 0)
      throw new Conflict("meetings.motions-open", {
        message: `${open.length === 1 ? "A motion is" : `${open.length} motions are`} not decided: “${open[0]!.words}”. Decide or withdraw first.`,
      });
    const informal = meeting.state === "informal";
    // An informal meeting stays one: nobody may take it for one that was quorate.
    await changeMeeting(acting.tx, meeting, {
      state: "closed",
      ...(informal && { note: "It had no quorum and went on informally." }),
    });
    return meetingActed(meeting, {
      kind: "meetings.closed",
      summary: `${meetingTitle(meeting)} was closed${informal ? "; it had gone on informally" : ""}.`,
      body: { informal },
    });
  },
});
