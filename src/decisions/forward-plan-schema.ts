import { z } from "zod";
import { shorterNotices, type ShorterNotice } from "./forward-plan.ts";
import { day, keysOf, line, lines, slug } from "./schema-proposals.ts";

const planned = slug.meta({ title: "Planned decision", description: "The last part of its address." });

/** Announcing a decision that is to be taken. */
export const planDecisionSchema = z
  .object({
    slug: slug.meta({ title: "Body" }),
    title: line("Give it a title.", 200).meta({ title: "Title" }),
    words: lines("Say what is to be decided.", 4000).meta({ title: "What is to be decided" }),
    board: slug.optional().meta({
      title: "Board that decides",
      description: "The last part of its address. Left out: an office decides.",
    }),
    decider: line("Say who decides.", 200).optional().meta({
      title: "Or the office that decides",
      description: "For example cabinet member for health and care. No names.",
    }),
    dueFrom: day("Give the first day on which it may be decided.").meta({ title: "May be decided from" }),
    dueUntil: day("Give the last day.").optional().meta({
      title: "And until",
      description: "Left out: on that day.",
    }),
    keyDecision: z.enum(["yes", "no"], { error: "Choose yes or no." }).meta({
      title: "Is it a key decision?",
      description: "Of a council's executive only, by what the council takes for one.",
    }),
    documents: lines("List the documents.", 2000).optional().meta({
      title: "Documents that will be considered",
      description: "A key-decision notice lists them. Others may be added later.",
    }),
    contact: line("Say where copies can be had.", 300).optional().meta({
      title: "How to ask for the documents",
      description: "An office and its address; a key-decision notice says so.",
    }),
  })
  .superRefine((given, context) => {
    const refuse = (field: string, message: string): void => {
      context.addIssue({ code: "custom", path: [field], message });
    };
    if ((given.board === undefined) === (given.decider === undefined))
      refuse("decider", "Name the board or the office that decides, one of the two.");
    if (given.dueUntil !== undefined && given.dueUntil < given.dueFrom)
      refuse("dueUntil", "The last day is before the first. Give a later day.");
    if (given.keyDecision === "yes")
      for (const field of ["documents", "contact"] as const)
        if (given[field] === undefined)
          refuse(
            field,
            "A key-decision notice says this (SI 2012/2089 reg 9(2)). Write “none” where there is none.",
          );
  });
export type PlanDecision = z.output<typeof planDecisionSchema>;

/** Why a key decision is to be taken on shorter notice. */
export const noteShorterNoticeSchema = z.object({
  slug: planned,
  shorter: z
    .enum(keysOf<ShorterNotice>(shorterNotices), {
      error: "Choose why: general or special.",
    })
    .meta({ title: "Why notice is shorter" }),
  on: day("Give the day.").meta({
    title: "Day",
    description: "On which scrutiny was told, or on which the agreement was published.",
  }),
  words: lines("Give the reasons.", 2000).meta({
    title: "Reasons",
    description: "Why 28 days are impracticable, or why it cannot wait. Everybody reads them.",
  }),
});
export type NoteShorterNotice = z.output<typeof noteShorterNoticeSchema>;

/** What became of a planned decision. */
export const settlePlannedSchema = z.object({
  slug: planned,
  how: z
    .enum(["decided", "withdrawn"], { error: "Choose decided or withdrawn." })
    .meta({ title: "What became of it" }),
  resolution: slug.optional().meta({
    title: "The decision",
    description: "The last part of its address under /resolutions/, where it is kept here.",
  }),
  words: line("Say why.", 500)
    .optional()
    .meta({ title: "In words", description: "For example why it was withdrawn." }),
});
export type SettlePlanned = z.output<typeof settlePlannedSchema>;

/** What a council takes for a key decision, from a day. */
export const setKeySettingSchema = z.object({
  slug: slug.meta({ title: "Council" }),
  from: day("Give the first day.").meta({ title: "From", description: "It holds until the next setting." }),
  words: lines("Write what counts.", 2000).meta({
    title: "What counts as a key decision",
    description:
      "As the council's constitution has it: the sum of money, and the effect on two or more wards.",
  }),
});
export type SetKeySetting = z.output<typeof setKeySettingSchema>;
