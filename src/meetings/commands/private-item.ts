import { addYears } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type Json,
  type Reaction,
} from "../../kernel/index.ts";
import { exemptions } from "../item.ts";
import { needsPrivateNotice } from "../private-notice.ts";
import { takeInPrivateSchema, type TakeInPrivate } from "../schema.ts";
import { changeItem, setContentAudience } from "../store-change.ts";
import { listPapers } from "../store-items.ts";
import { noteItemSeal, noteResolutionSeal } from "../store-seal.ts";
import {
  choicesOf,
  getItem,
  getMeeting,
  meetingDone,
  meetingResource,
  meetingToChange,
  onItem,
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
  form: onItem(() => ({
    title: "Take this item in private",
    intro:
      "The title, the ground and the public-interest test become public at once. What the board is asked stays with your body. So do its papers, what is said and how it is voted. The record seals them. They can be opened and proved later.",
    submit: "Seal it",
    fields: [
      { name: "exemption", widget: { kind: "select", options: choicesOf(exemptions) } },
      { name: "publicInterest", widget: { kind: "textarea", rows: 4 } },
      { name: "reviewOn", widget: { kind: "date" } },
    ],
  })),
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
    ...(needsPrivateNotice(meeting) && {
      message: `“${item.title}” is sealed. An executive also gives notice of a private part, 28 and again 5 clear days before: see the meeting's page.`,
    }),
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

/** The same of a decision on a private item, and of a private decision without a meeting. */
export const noteDecisionSealReactions: readonly Reaction[] = (
  [
    ["meetings.note-resolution-seal", "meetings.decide-motion"],
    ["meetings.note-decision-seal", "meetings.record-decision"],
  ] as const
).map(([name, to]) => ({
  name,
  to,
  when: "within",
  react: async ({ tx }, act) => {
    const made = act.entry.subjects.find((one) => one.module === "meetings" && one.kind === "resolution");
    if (made) await noteResolutionSeal(tx, made.id, act.entry.id);
    return { changed: [] };
  },
}));
