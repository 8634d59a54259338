import {
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
  type SubjectRef,
} from "../../kernel/index.ts";
import { paperPurposes } from "../item.ts";
import { meetingTitle } from "../meeting.ts";
import { addPaperSchema, type AddPaper } from "../schema.ts";
import { addPaper } from "../store-change.ts";
import { listPapers } from "../store-items.ts";
import {
  choicesOf,
  enteredHere,
  getItem,
  meetingDone,
  meetingResource,
  meetingToChange,
  onItem,
  ownAudience,
} from "./meeting-act.ts";

const accepted = [".pdf", ".docx", ".xlsx", ".csv", ".html", ".png", ".jpg", ".jpeg"];

/** The thing that a paper's file is kept for; each version is one of its own, so that each has its own audience. */
export function paperRef(id: string): SubjectRef {
  return { module: "meetings", kind: "paper", id };
}

/** Adds a paper to an item or to the meeting; the same title again is a new version. */
export const addPaperCommand: Command = defineCommand<AddPaper>({
  name: "meetings.add-paper",
  title: "Add a paper",
  about:
    "Adds a report, appendix or background paper, by file or address. The same title again makes a new version; the older one stays.",
  schema: addPaperSchema,
  path: "/meetings/:slug/items/:item/papers/add",
  resource: meetingResource,
  form: onItem(({ item }) => ({
    title: "Add a paper",
    intro: item.private
      ? "The item is private: only people of your organisation can fetch the paper."
      : "At first only people of your own body can fetch it. It is public with the agenda, or with a supplement to it.",
    submit: "Add the paper",
    values: { purpose: "report" },
    fields: [
      { name: "purpose", widget: { kind: "select", options: choicesOf(paperPurposes) } },
      { name: "title", widget: { kind: "text" } },
      { name: "file", widget: { kind: "file", accept: accepted } },
      { name: "href", widget: { kind: "text" } },
      { name: "summary", widget: { kind: "textarea", rows: 6 } },
    ],
  })),
  run: runAdd,
});

async function runAdd(acting: Acting, input: AddPaper): Promise<Done> {
  const meeting = await meetingToChange(acting, input.slug);
  const item = input.item === undefined ? undefined : await getItem(acting.tx, meeting, input.item);
  const audience = ownAudience(meeting);
  const millis = millisOf(acting.clock.now());
  const id = newUuid(millis);
  const kept =
    input.file &&
    (await acting.files.keep(acting.tx, {
      ...input.file,
      subject: paperRef(id),
      audience,
      purpose: input.purpose,
    }));
  const older = (await listPapers(acting.tx, meeting.id)).find(
    (one) =>
      one.itemId === item?.id &&
      one.title.toLowerCase() === input.title.toLowerCase() &&
      one.replacedBy === undefined,
  );
  const version = (older?.version ?? 0) + 1;
  await addPaper(acting.tx, {
    id,
    meetingId: meeting.id,
    itemId: item?.id,
    purpose: input.purpose,
    title: input.title,
    version,
    sha256: kept?.sha256,
    fileName: kept?.name,
    size: kept?.size,
    summary: input.summary,
    href: input.href,
    audience,
    from: enteredHere(acting, meeting),
    replaces: older?.id,
  });
  const what = `${paperPurposes[input.purpose]} “${input.title}”`;
  return await meetingDone(acting, meeting, {
    kind: "meetings.paper-added",
    summary: `${what} was added to ${meetingTitle(meeting)}, version ${version}.`,
    message: kept
      ? `${what} is kept as version ${version}.${input.summary ? "" : " Add a summary in plain words: not everybody can open the file."}`
      : `${what} is listed with its address.`,
    body: {
      item: input.item ?? null,
      title: input.title,
      version,
      sha256: kept?.sha256 ?? null,
      href: input.href ?? null,
    },
    audience,
    href: item ? `/meetings/${meeting.slug}/items/${item.position}` : `/meetings/${meeting.slug}`,
    json: { sha256: kept?.sha256 ?? null, paperVersion: version },
  });
}
