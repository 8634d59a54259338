import { z } from "zod";
import { isSlug } from "../kernel/index.ts";
import { postKindKeys } from "./post.ts";
import { day, line, slugIn, source, version } from "./schema.ts";

const postSlug = z
  .string({ error: "Name the post." })
  .transform((text) => text.trim().replace(/^.*\/posts\//, ""))
  .refine(isSlug, "Write the last part of the post's address, for example aldermere-council-place-director.");
const reason = line("Say why.", 500).meta({
  title: "Why",
  description: "One sentence for everybody to read. Name offices and bodies, not people.",
});

const postFields = {
  title: line("Name the post.", 200).meta({
    title: "Post",
    description: "A job, for example Place director. Never a person's name.",
  }),
  kind: z
    .enum(postKindKeys, { error: `Choose a kind of post: ${postKindKeys.join(", ")}.` })
    .meta({ title: "Kind" }),
  answersTo: line("Say to whom it answers.", 200).optional().meta({
    title: "Whom it answers to here",
    description: "An office, for example Chief executive.",
  }),
  second: slugIn("organisations", "Name the second body.").optional().meta({
    title: "Second body that it answers to",
    description: "The last part of its address. Left out only where the post answers to one body.",
  }),
  secondAnswersTo: line("Say to whom it answers there.", 200).optional().meta({
    title: "Whom it answers to there",
  }),
  purpose: line("Say what it is for.", 1000).optional().meta({ title: "What it is for" }),
  begins: day("Give a date.").optional().meta({
    title: "First day of the post",
    description: "Left out: not known.",
  }),
  source: source.optional().meta({
    title: "Where this is known from",
    description: "Left out: the office in which you act.",
  }),
};

/** Adding a post of an organisation. */
export const addPostSchema = z.object({
  slug: slugIn("organisations", "Name the organisation."),
  ...postFields,
});
export type AddPost = z.output<typeof addPostSchema>;

/** Changing a post. */
export const changePostSchema = z.object({ slug: postSlug, version, ...postFields, reason });
export type ChangePost = z.output<typeof changePostSchema>;

/** Ending a post. */
export const endPostSchema = z.object({
  slug: postSlug,
  version,
  endsOn: day("Give the first day on which the post is no longer there.").meta({
    title: "First day on which it is no longer there",
  }),
  reason,
});
export type EndPost = z.output<typeof endPostSchema>;

/** Noting that a post is vacant from a day, or held again. */
export const notePostVacancySchema = z.object({
  slug: postSlug,
  version,
  state: z
    .enum(["vacant", "held"], { error: "Choose vacant or held again." })
    .meta({ title: "What changes" }),
  from: day("Give the first day.").meta({ title: "From which day" }),
});
export type NotePostVacancy = z.output<typeof notePostVacancySchema>;
