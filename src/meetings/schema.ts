import { z } from "zod";
import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import { clearanceKinds, clearanceStates, exemptions, itemKinds, itemSorts, paperPurposes } from "./item.ts";
import { meetingKinds } from "./meeting.ts";

function keysOf<Key extends string>(labels: Readonly<Record<Key, string>>): readonly [Key, ...Key[]] {
  return Object.keys(labels) as unknown as readonly [Key, ...Key[]];
}

/** One of a list of words, and what to say when it is none. */
export function oneOf<Key extends string>(
  labels: Readonly<Record<Key, string>>,
  what: string,
): z.ZodType<Key> {
  const keys = keysOf(labels);
  return z.enum(keys, { error: `Choose ${what}: ${keys.join(", ")}.` });
}

/** One line of text: breaks and runs of spaces become one space, characters that cannot be seen are refused. */
export function line(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.");
}

/** Several lines of text. */
export function lines(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\r\n?/g, "\n").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*$/u, "Take out the characters that cannot be seen.");
}

export const day = (missing: string): z.ZodType<CivilDate> =>
  z
    .string({ error: missing })
    .trim()
    .transform((text, context): CivilDate => {
      const parsed = parseCivilDate(text);
      if (parsed.ok) return parsed.value;
      context.addIssue({ code: "custom", message: parsed.problem });
      return z.NEVER;
    });

export const yesNo = z
  .union([z.boolean(), z.enum(["true", "false", "yes", "no"])], { error: "Choose yes or no." })
  .transform((answer) => answer === true || answer === "true" || answer === "yes");

export const time = z
  .string({ error: "Give a time." })
  .trim()
  .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, "Write the time as hours and minutes, for example 14:30.")
  .transform((text) => text.replace(".", ":").padStart(5, "0"));

export const count = (max: number): z.ZodType<number> =>
  z.coerce
    .number({ error: "Write a whole number." })
    .int("Write a whole number.")
    .min(1, "Write a number from 1.")
    .max(max, `At most ${max}.`);

export const version = z.coerce
  .number({ error: "Say which version you saw: the form and the page's JSON give it." })
  .int()
  .min(1)
  .meta({
    title: "Version",
    description: "The version that was seen; a later one is never overwritten unseen.",
  });

export const slug = z
  .string({ error: "Name the meeting." })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "This is no address of a meeting.");
export const item = count(200).meta({ title: "Item", description: "Its place on the agenda." });
export const reason = line("Say why.", 500).meta({
  title: "Why",
  description: "One sentence for everybody to read. Name offices and bodies, not people.",
});
export const office = (what: string): z.ZodString => line(`Name the office: ${what}.`, 200);

const fileName = line("Give the file a name.", 200);
export const file = z.union(
  [
    z.object({ name: fileName, bytes: z.instanceof(Uint8Array) }),
    z.object({ name: fileName, base64: z.base64() }).transform(({ name, base64 }) => ({
      name,
      bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    })),
  ],
  { error: "Choose a file." },
);

export const when = {
  on: day("Give the day.").meta({ title: "Day" }),
  startsAt: time.optional().meta({ title: "Begins at", description: "In London, for example 14:30." }),
  venue: line("Say where.", 200).optional().meta({ title: "Where" }),
  remoteLink: z
    .url({ protocol: /^https$/, error: "Write an address that begins with https://." })
    .max(500)
    .optional()
    .meta({ title: "Where it can be watched or joined", description: "An address on the web." }),
};

/** Planning one meeting of a board. */
export const planMeetingSchema = z.object({
  slug: slug.meta({ title: "Board" }),
  ...when,
  kind: oneOf(meetingKinds, "a kind of meeting").default("ordinary").meta({ title: "Kind" }),
  calledOn: day("Give the day.").optional().meta({
    title: "Convened at shorter notice on",
    description: "Only where the meeting is convened later than the notice the law asks.",
  }),
  inCommon: line("Name the meeting in common.", 100).optional().meta({
    title: "In common with other boards, as",
    description: "The same name at each board. Each keeps its own quorum, votes and resolutions.",
  }),
});
export type PlanMeeting = z.output<typeof planMeetingSchema>;

/** Planning a series of dates at once. */
export const planSeriesSchema = z.object({
  slug: slug.meta({ title: "Board" }),
  name: line("Name the series.", 100).meta({
    title: "Name of the series",
    description: "For example: municipal year 2026-27.",
  }),
  dates: lines("Give at least one date.", 2000).meta({
    title: "Dates",
    description: "One a line, as 2027-01-28, perhaps with a time: 2027-01-28 14:30.",
  }),
  startsAt: time.optional().meta({ title: "Begins at", description: "Where a line gives no time." }),
  venue: when.venue,
});
export type PlanSeries = z.output<typeof planSeriesSchema>;

/** Moving a meeting, or putting right where and when it is. */
export const editMeetingSchema = z.object({
  slug,
  version,
  ...when,
  calledOn: planMeetingSchema.shape.calledOn,
  reason,
});
export type EditMeeting = z.output<typeof editMeetingSchema>;

export const cancelMeetingSchema = z.object({ slug, version, reason });
export type CancelMeeting = z.output<typeof cancelMeetingSchema>;

const itemFields = {
  title: line("Give the item a title.", 300).meta({
    title: "Title",
    description: "Everybody will read it, also where the item is private.",
  }),
  number: line("Write the number.", 20)
    .optional()
    .meta({ title: "Number", description: "Left out: its place on the agenda." }),
  kind: oneOf(itemKinds, "a kind of item").meta({ title: "Kind" }),
  sort: oneOf(itemSorts, "what sort of time it takes")
    .default("not-sorted")
    .meta({ title: "What sort of time it takes" }),
  minutes: count(600).optional().meta({ title: "Minutes planned" }),
  asks: lines("Say what the board is asked.", 4000).optional().meta({
    title: "What the board is asked, in plain words",
    description: "A summary that can be read on the page: not everybody can open a PDF.",
  }),
  lateReason: line("Give the chair's reason.", 1000).optional().meta({
    title: "The chair's reason for taking it late",
    description: "Only for an item that is not public for as long as the law asks: why it cannot wait.",
  }),
};

export const addItemSchema = z.object({
  slug,
  ...itemFields,
  position: count(200)
    .optional()
    .meta({ title: "Place on the agenda", description: "Left out: at the end." }),
});
export type AddItem = z.output<typeof addItemSchema>;

export const editItemSchema = z.object({
  slug,
  item,
  version,
  ...itemFields,
  position: count(200).meta({ title: "Place on the agenda" }),
});
export type EditItem = z.output<typeof editItemSchema>;

export const removeItemSchema = z.object({ slug, item, version, reason });
export type RemoveItem = z.output<typeof removeItemSchema>;

export const clearItemSchema = z.object({
  slug,
  item,
  kind: oneOf(clearanceKinds, "which clearance").meta({ title: "Clearance" }),
  state: oneOf(clearanceStates, "how it stands").meta({ title: "How it stands" }),
  office: office("for example head of legal services").meta({
    title: "Given by",
    description: "An office, not a person.",
  }),
  words: line("Write the words.", 1000).optional().meta({ title: "Its words" }),
});
export type ClearItem = z.output<typeof clearItemSchema>;

export const takeInPrivateSchema = z.object({
  slug,
  item,
  exemption: oneOf(exemptions, "the ground").meta({ title: "Ground" }),
  publicInterest: lines("Say how the public interest was weighed.", 2000).meta({
    title: "The public-interest test",
    description: "Why withholding outweighs disclosing. Everybody will read it.",
  }),
  reviewOn: day("Give the day on which somebody looks again.").optional().meta({
    title: "When somebody looks again whether it can be open",
    description: "Left out: in a year. The record shows this day to everybody.",
  }),
});
export type TakeInPrivate = z.output<typeof takeInPrivateSchema>;

export const openItemSchema = z.object({ slug, item, reason });
export type OpenItem = z.output<typeof openItemSchema>;

export const addPaperSchema = z
  .object({
    slug,
    item: item.optional(),
    purpose: oneOf(paperPurposes, "what it is").meta({ title: "What it is" }),
    title: line("Give the paper a title.", 200).meta({
      title: "Title",
      description: "The same title again makes a new version; the older one stays.",
    }),
    file: file.optional().meta({
      title: "File",
      description: "PDF, Word, Excel, CSV, web page or picture. For machines: name and base64.",
    }),
    href: z
      .url({ protocol: /^https?$/, error: "Write an address that begins with https://." })
      .max(1000)
      .optional()
      .meta({ title: "Or its address", description: "For a background paper that is published elsewhere." }),
    summary: lines("Write a summary.", 8000).optional().meta({
      title: "The same in plain words",
      description: "Asked for with every file: it can be read aloud, translated and searched.",
    }),
  })
  .refine((given) => given.file !== undefined || given.href !== undefined, {
    path: ["file"],
    error: "Choose a file, or give an address.",
  });
export type AddPaper = z.output<typeof addPaperSchema>;

export const publishAgendaSchema = z.object({ slug, version });
export type PublishAgenda = z.output<typeof publishAgendaSchema>;
