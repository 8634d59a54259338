import { addYears } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type Json,
  type Reaction,
} from "../../kernel/index.ts";
import { exemptions } from "../item.ts";
import { meetingTitle } from "../meeting.ts";
import { openItemSchema, takeInPrivateSchema, type OpenItem, type TakeInPrivate } from "../schema.ts";
import { changeItem, setContentAudience } from "../store-change.ts";
import { listPapers } from "../store-items.ts";
import { noteItemSeal, openResolutions } from "../store-record.ts";
import { findSealedItem, listPaperIds } from "../store-seal.ts";
import { meetingAndItem } from "./agenda.ts";
import {
  choicesOf,
  getItem,
  getMeeting,
  meetingDone,
  meetingForm,
  meetingResource,
  meetingToChange,
  ownAudience,
  refuseOver,
} from "./meeting-act.ts";
import { paperRef } from "./papers.ts";

const takeInPrivateName = "meetings.take-in-private";

/** Seals the content of an item; its title and the reasons are public at once. */
export const takeInPrivateCommand: Command = defineCommand<TakeInPrivate>({
  name: takeInPrivateName,
  title: "Take an item in private",
  about:
    "Seals the content of an item: title, ground and public-interest test are public at once, the rest is a commitment in the record.",
  schema: takeInPrivateSchema,
  path: "/meetings/:slug/items/:item/private",
  resource: meetingResource,
  form: async (asking: FormAsking) => {
    const found = await meetingAndItem(asking);
    return (
      found &&
      meetingForm(found.meeting, {
        title: "Take this item in private",
        intro:
          "The title, the ground and the public-interest test become public at once. What the board is asked, its papers, what is said and voted stay with your organisation, and the record seals them so that they can be opened and proved later.",
        submit: "Seal it",
        item: found.item,
        fields: [
          { name: "exemption", widget: { kind: "select", options: choicesOf(exemptions) } },
          { name: "publicInterest", widget: { kind: "textarea", rows: 4 } },
          { name: "reviewOn", widget: { kind: "date" } },
        ],
      })
    );
  },
  run: runSeal,
});

async function runSeal(acting: Acting, input: TakeInPrivate): Promise<Done> {
  const meeting = await meetingToChange(acting, input.slug);
  refuseOver(meeting);
  const item = await getItem(acting.tx, meeting, input.item);
  if (item.private || item.publishedOn !== undefined)
    throw new Conflict("meetings.item-published", {
      message: item.private
        ? `“${item.title}” is private already.`
        : `“${item.title}” has been public since ${item.publishedOn}: what everybody has read cannot be sealed.`,
    });
  const reviewOn = input.reviewOn ?? addYears(acting.today, 1);
  if (reviewOn <= acting.today)
    throw new Invalid([
      {
        code: "meetings.review-day-past",
        field: "reviewOn",
        message: `${reviewOn} is not after today. Give a later day.`,
      },
    ]);
  const ground = exemptions[input.exemption];
  await changeItem(acting.tx, item.id, {
    private: true,
    exemption: ground,
    public_interest: input.publicInterest,
  });
  await setContentAudience(acting.tx, [item.id], ownAudience(meeting));
  const papers = (await listPapers(acting.tx, meeting.id)).filter((one) => one.itemId === item.id);
  for (const paper of papers)
    await acting.files.setAudience(acting.tx, paperRef(paper.id), ownAudience(meeting));
  const content: Json = {
    item: item.id,
    title: item.title,
    asks: item.asks ?? null,
    papers: papers.map((paper) => ({
      title: paper.title,
      version: paper.version,
      sha256: paper.sha256 ?? null,
      href: paper.href ?? null,
    })),
  };
  return await meetingDone(acting, meeting, {
    kind: "meetings.item-sealed",
    summary: `${meeting.board.name} is to take an item in private on ${meeting.on}: “${item.title}”. ${ground}.`,
    body: { item: input.item, title: item.title, ground, publicInterest: input.publicInterest, reviewOn },
    sealed: { category: "private item of a meeting", ground, reviewOn, content },
    href: `/meetings/${meeting.slug}/items/${input.item}`,
    json: { item: input.item },
  });
}

/** Which entry seals an item is known only once the entry is written. */
export const noteSealReaction: Reaction = {
  name: "meetings.note-seal",
  to: takeInPrivateName,
  when: "within",
  react: async ({ tx }, act) => {
    const meeting = await getMeeting(tx, String(act.input["slug"]));
    const item = await getItem(tx, meeting, Number(act.input["item"]));
    await noteItemSeal(tx, item.id, act.entry.id);
    return { changed: [] };
  },
};

/** Opens a private item: its content, papers and decisions, proved by the record. */
export const openItemCommand: Command = defineCommand<OpenItem>({
  name: "meetings.open-item",
  title: "Open a private item",
  about:
    "Makes the content of a private item public, with its papers and decisions, and proves by the record that it is what was sealed.",
  schema: openItemSchema,
  path: "/meetings/:slug/items/:item/open",
  resource: meetingResource,
  form: async (asking: FormAsking) => {
    const found = await meetingAndItem(asking);
    return (
      found &&
      meetingForm(found.meeting, {
        title: "Open this item",
        intro: "Everybody will see what was asked, its papers, what was said and how it was voted, for good.",
        submit: "Open it",
        item: found.item,
        fields: [{ name: "reason", widget: { kind: "textarea", rows: 3 } }],
      })
    );
  },
  run: async (acting: Acting, input: OpenItem): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug);
    const item = await getItem(acting.tx, meeting, input.item);
    if (!item.private || item.sealedEntry === undefined)
      throw new Conflict("meetings.item-not-private", { message: `“${item.title}” is not private.` });
    const { content, salt, commitment } = await acting.record.open(acting.tx, item.sealedEntry);
    await openContent(acting, item.id, item.audience);
    return await meetingDone(acting, meeting, {
      kind: "record.opened",
      summary: `“${item.title}”, taken in private by ${meetingTitle(meeting)}, was opened: ${input.reason}`,
      subjects: [{ module: "record", kind: "entry", id: item.sealedEntry }],
      body: { opened: item.sealedEntry, content, salt, commitment, reason: input.reason },
      href: `/meetings/${meeting.slug}/items/${input.item}`,
    });
  },
});

/** What belongs to the item is from now on as public as its title: of an agenda that is still a draft, not at all. */
async function openContent(
  acting: Pick<Acting, "tx" | "files">,
  itemId: string,
  audience: string,
): Promise<void> {
  await changeItem(acting.tx, itemId, { private: false });
  await setContentAudience(acting.tx, [itemId], audience);
  await openResolutions(acting.tx, itemId, audience);
  for (const id of await listPaperIds(acting.tx, itemId))
    await acting.files.setAudience(acting.tx, paperRef(id), audience);
}

/** Opening by hand what the record sealed of an item makes all of it public. */
export const openedReaction: Reaction = {
  name: "meetings.item-opened",
  to: "record.open-sealed",
  when: "within",
  react: async (acting, act) => {
    const { entry } = act.input;
    const found = typeof entry === "string" ? await findSealedItem(acting.tx, entry) : undefined;
    if (!found) return { changed: [] };
    await openContent(acting, found.itemId, found.audience);
    return { changed: [{ module: "meetings", kind: "meeting", id: found.meetingId }] };
  },
};
