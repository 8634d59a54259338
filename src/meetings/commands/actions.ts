import {
  Conflict,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { meetingTitle } from "../meeting.ts";
import { addActionSchema, closeActionSchema, type AddAction, type CloseAction } from "../schema-business.ts";
import { addAction, closeAction } from "../store-record.ts";
import {
  contentAudience,
  getItem,
  meetingDone,
  meetingResource,
  meetingToChange,
  onMeeting,
} from "./meeting-act.ts";

/** Notes what somebody undertook. */
export const addActionCommand: Command = defineCommand<AddAction>({
  name: "meetings.add-action",
  title: "Note an action",
  about: "Notes what somebody undertook at a meeting: an office or body, and by when.",
  schema: addActionSchema,
  path: "/meetings/:slug/actions/add",
  resource: meetingResource,
  form: onMeeting(() => ({
    title: "Note an action",
    submit: "Note it",
    fields: [
      { name: "words", widget: { kind: "textarea", rows: 2 } },
      { name: "owner", widget: { kind: "text" } },
      { name: "dueOn", widget: { kind: "date" } },
      { name: "item", widget: { kind: "text", width: 5 } },
    ],
  })),
  run: async (acting: Acting, input: AddAction): Promise<Done> => {
    const { tx, clock } = acting;
    const meeting = await meetingToChange(acting, input.slug);
    if (meeting.state === "planned")
      throw new Conflict("meetings.not-in-session", {
        message: `${meetingTitle(meeting)} has not met yet; nobody has undertaken anything.`,
      });
    const item = input.item === undefined ? undefined : await getItem(tx, meeting, input.item);
    const audience = item ? contentAudience(meeting, item) : meeting.audience;
    const number = await addAction(
      tx,
      {
        meetingId: meeting.id,
        itemId: item?.id,
        words: input.words,
        owner: input.owner,
        dueOn: input.dueOn,
        audience,
      },
      millisOf(clock.now()),
    );
    return await meetingDone(acting, meeting, {
      kind: "meetings.action-noted",
      summary: `${meetingTitle(meeting)}: action ${number} for ${input.owner}${input.dueOn ? ` by ${input.dueOn}` : ""}.`,
      body: { number, words: input.words, owner: input.owner, dueOn: input.dueOn ?? null },
      audience,
      json: { action: number },
    });
  },
});

/** An action is done. */
export const closeActionCommand: Command = defineCommand<CloseAction>({
  name: "meetings.close-action",
  title: "Say that an action is done",
  about: "Says what was done about an action of a meeting.",
  schema: closeActionSchema,
  path: "/meetings/:slug/actions/:action/done",
  resource: meetingResource,
  form: onMeeting((_meeting, { params }) => ({
    title: `Say that action ${params["action"]} is done`,
    submit: "Say so",
    fields: [{ name: "words", widget: { kind: "textarea", rows: 3 } }],
  })),
  run: async (acting: Acting, input: CloseAction): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug);
    const done = await closeAction(acting.tx, meeting.id, input.action, {
      on: acting.today,
      words: input.words,
    });
    if (!done)
      throw new Conflict("meetings.action-not-open", {
        message: `Action ${input.action} of ${meetingTitle(meeting)} is done already, or there is none of that number.`,
      });
    return await meetingDone(acting, meeting, {
      kind: "meetings.action-done",
      summary: `${meetingTitle(meeting)}: action ${input.action} is done. ${input.words}`,
      body: { number: input.action, words: input.words },
    });
  },
});
