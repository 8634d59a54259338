import {
  Conflict,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Done,
  type FormModel,
} from "../../kernel/index.ts";
import { clearanceKinds, clearanceStates, itemKinds, itemSorts, type Item } from "../item.ts";
import { meetingTitle } from "../meeting.ts";
import {
  addItemSchema,
  clearItemSchema,
  editItemSchema,
  removeItemSchema,
  type AddItem,
  type ClearItem,
  type EditItem,
  type RemoveItem,
} from "../schema.ts";
import { addItem, changeItem, keepClearance, moveItem, removeItem, setItemContent } from "../store-change.ts";
import { listItems } from "../store-items.ts";
import {
  choicesOf,
  contentAudience,
  enteredHere,
  getItem,
  meetingDone,
  meetingResource,
  meetingToChange,
  onItem,
  onMeeting,
  ownAudience,
  refuseOver,
  versionField,
} from "./meeting-act.ts";

const itemFields: FormModel["fields"] = [
  { name: "title", widget: { kind: "text" } },
  { name: "number", widget: { kind: "text", width: 5 } },
  { name: "position", widget: { kind: "text", width: 5 } },
  { name: "kind", widget: { kind: "select", options: choicesOf(itemKinds) } },
  { name: "sort", widget: { kind: "radios", options: choicesOf(itemSorts) } },
  { name: "minutes", widget: { kind: "text", width: 5 } },
  { name: "asks", widget: { kind: "textarea", rows: 4 } },
  { name: "lateReason", widget: { kind: "textarea", rows: 2 } },
];

/** Puts an item on the agenda. */
export const addItemCommand: Command = defineCommand<AddItem>({
  name: "meetings.add-item",
  title: "Add an item",
  about:
    "Puts an item on the agenda of a meeting; only the board's organisation sees it until it is published.",
  schema: addItemSchema,
  path: "/meetings/:slug/items/add",
  resource: meetingResource,
  form: onMeeting(() => ({
    title: "Add an item to the agenda",
    submit: "Add the item",
    values: { kind: "report", sort: "not-sorted" },
    fields: itemFields,
  })),
  run: async (acting: Acting, input: AddItem): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug);
    refuseOver(meeting);
    const held = (await listItems(acting.tx, meeting.id)).length;
    const position = Math.min(input.position ?? held + 1, held + 1);
    const audience = ownAudience(meeting);
    const { title, number, kind, sort, minutes, asks, lateReason } = input;
    await addItem(
      acting.tx,
      meeting.id,
      {
        title,
        number,
        kind,
        sort,
        minutes,
        asks,
        lateReason,
        audience,
        from: enteredHere(acting, meeting),
      },
      { position, millis: millisOf(acting.clock.now()) },
    );
    return await meetingDone(acting, meeting, {
      kind: "meetings.item-added",
      summary: `An item was added to the agenda of ${meetingTitle(meeting)}: ${title}`,
      body: { position, title, kind, sort },
      audience,
      json: { item: position },
    });
  },
});

/** Puts an item right or moves it; once public, the change is public too. */
export const editItemCommand: Command = defineCommand<EditItem>({
  name: "meetings.edit-item",
  title: "Change an item",
  about:
    "Changes an item of an agenda, or its place on it. Of a published item the title stays: add a supplement instead.",
  schema: editItemSchema,
  path: "/meetings/:slug/items/:item/edit",
  resource: meetingResource,
  form: onItem(({ meeting, item }) => {
    return {
      title: "Change this item",
      submit: "Save",
      values: {
        version: String(meeting.version),
        title: item.title,
        number: item.number ?? "",
        position: String(item.position),
        kind: item.kind,
        sort: item.sort,
        minutes: item.minutes === undefined ? "" : String(item.minutes),
        asks: item.asks ?? "",
        lateReason: item.lateReason ?? "",
      },
      fields: [versionField, ...itemFields],
    };
  }),
  run: runEdit,
});

async function runEdit(acting: Acting, input: EditItem): Promise<Done> {
  const meeting = await meetingToChange(acting, input.slug, input.version);
  refuseOver(meeting);
  const items = await listItems(acting.tx, meeting.id);
  const item = await getItem(acting.tx, meeting, input.item);
  refuseRewriting(item, input);
  await changeItem(acting.tx, item.id, {
    title: input.title,
    number: input.number ?? null,
    kind: input.kind,
    sort: input.sort,
    minutes: input.minutes ?? null,
    late_reason: input.lateReason ?? null,
  });
  if (input.asks !== item.asks)
    await setItemContent(acting.tx, item.id, {
      asks: input.asks ?? "",
      audience: contentAudience(meeting, item),
    });
  const to = Math.min(input.position, items.length);
  if (to !== item.position) await moveItem(acting.tx, meeting.id, item, to);
  return await meetingDone(acting, meeting, {
    kind: "meetings.item-changed",
    summary: `Item ${input.item} of the agenda of ${meetingTitle(meeting)} was changed.`,
    body: {
      item: input.item,
      position: to,
      title: input.title,
      kind: input.kind,
      lateReason: input.lateReason ?? null,
    },
    audience: item.audience,
    href: `/meetings/${meeting.slug}/items/${to}`,
  });
}

function refuseRewriting(item: Item, input: EditItem): void {
  if (item.publishedOn !== undefined && input.title !== item.title)
    throw new Conflict("meetings.item-published", {
      message: `“${item.title}” is public under this title. Add another item in a supplement instead.`,
    });
  if (item.private && (input.title !== item.title || (input.asks ?? "") !== (item.asks ?? "")))
    throw new Conflict("meetings.item-sealed", {
      message:
        "The title and content of a private item are sealed in the record. Open it, or add another item.",
    });
}

/** Takes an item off an agenda that is not public yet. */
export const removeItemCommand: Command = defineCommand<RemoveItem>({
  name: "meetings.remove-item",
  title: "Take an item off the agenda",
  about: "Takes an item off a draft agenda. What is public stays, and is closed at the meeting instead.",
  schema: removeItemSchema,
  path: "/meetings/:slug/items/:item/remove",
  resource: meetingResource,
  form: onItem(({ meeting }) => ({
    title: "Take this item off the agenda",
    submit: "Take it off",
    values: { version: String(meeting.version) },
    fields: [versionField, { name: "reason", widget: { kind: "textarea", rows: 2 } }],
  })),
  run: async (acting: Acting, input: RemoveItem): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug, input.version);
    refuseOver(meeting);
    const item = await getItem(acting.tx, meeting, input.item);
    if (item.publishedOn !== undefined || item.sealedEntry !== undefined)
      throw new Conflict("meetings.item-published", {
        message: `“${item.title}” is public already and stays on the agenda. Say at the meeting that it was withdrawn.`,
      });
    await removeItem(acting.tx, meeting.id, item);
    return await meetingDone(acting, meeting, {
      kind: "meetings.item-removed",
      summary: `An item was taken off the draft agenda of ${meetingTitle(meeting)}: ${input.reason}`,
      body: { title: item.title, reason: input.reason },
      audience: ownAudience(meeting),
    });
  },
});

/** Notes that finance, legal or equality has looked at an item. */
export const clearItemCommand: Command = defineCommand<ClearItem>({
  name: "meetings.clear-item",
  title: "Note a clearance",
  about: "Notes that finance, legal or equality has looked at an item, with the office that did.",
  schema: clearItemSchema,
  path: "/meetings/:slug/items/:item/clear",
  resource: meetingResource,
  form: onItem(() => ({
    title: "Note a clearance",
    submit: "Note it",
    fields: [
      { name: "kind", widget: { kind: "radios", options: choicesOf(clearanceKinds) } },
      { name: "state", widget: { kind: "radios", options: choicesOf(clearanceStates) } },
      { name: "office", widget: { kind: "text" } },
      { name: "words", widget: { kind: "textarea", rows: 3 } },
    ],
  })),
  run: async (acting: Acting, input: ClearItem): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug);
    refuseOver(meeting);
    const item = await getItem(acting.tx, meeting, input.item);
    const { kind, state, office, words } = input;
    const audience = contentAudience(meeting, item);
    await keepClearance(
      acting.tx,
      item.id,
      { kind, state, office, on: acting.today, ...(words && { words }) },
      audience,
    );
    return await meetingDone(acting, meeting, {
      kind: "meetings.item-cleared",
      summary: `${clearanceKinds[kind]} clearance of item ${input.item} of ${meetingTitle(meeting)}: ${clearanceStates[state]}.`,
      body: { item: input.item, kind, state, office },
      audience,
      href: `/meetings/${meeting.slug}/items/${input.item}`,
    });
  },
});
