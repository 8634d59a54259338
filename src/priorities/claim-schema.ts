import { z } from "zod";
import { cashableWords, claimKinds, type Cashable, type ClaimKind } from "./claim.ts";
import { optionalWords, words } from "./fields.ts";
import type { Window } from "./verdict.ts";
import { parseWindow } from "./window.ts";

const optionalDirection = z
  .enum(["", "up", "down"], { error: "Choose which way it should have moved." })
  .optional()
  .meta({ title: "Which way it should have moved" });

const size = z
  .union([z.string(), z.number()])
  .transform((given, context) => {
    const text = String(given).trim();
    if (text === "") return undefined;
    const [, whole, decimals = ""] = /^(\d{1,12})(?:\.(\d{1,4}))?$/u.exec(text) ?? [];
    if (whole !== undefined && Number(text) > 0) return { size: Number(text), decimals: decimals.length };
    context.addIssue({
      code: "custom",
      message: `“${text}” is no size of a change. Write a number above 0, such as 1.2; which way it went is asked beside it.`,
    });
    return z.NEVER;
  })
  .optional()
  .meta({
    title: "Size claimed",
    description:
      "How far it is said to have moved, in the unit of the measure; left empty: no size is claimed",
  });

function months(title: string, description: string): z.ZodType<Window | undefined> {
  return z
    .string()
    .max(80, "Use at most 80 characters.")
    .transform((text, context) => {
      if (text.trim() === "") return undefined;
      const window = parseWindow(text);
      if (window) return window;
      context.addIssue({
        code: "custom",
        message: `“${text.trim()}” is no span of whole months. Write it as April 2024 to March 2025, 2024/25 or 2024-04 to 2025-03.`,
      });
      return z.NEVER;
    })
    .optional()
    .meta({ title, description });
}

const reading = {
  measure: optionalWords("Measure", "The figures held here that it is read by", { max: 400 }),
  direction: optionalDirection,
  before: months("Months before", "Such as April 2024 to March 2025"),
  after: months("Months after", "The months in which it is said to have changed"),
  later: months("Later months", "To see whether it lasted; may be left empty"),
  change: size,
  against: z.enum(["", "yes", "no"], { error: "Choose yes or no." }).optional().meta({
    title: "Against everybody",
    description: "Whether the same measure of everybody who gives figures is taken off, month by month",
  }),
};

/** A claim as its source gives it, with the reading that it asks for itself. */
export const enterClaimSchema = z.object({
  area: z.string({ error: "Say which area." }).max(100).meta({ title: "Area" }),
  title: words("Say in one sentence what is claimed.", "Claim", { max: 200 }),
  who: words("Say who said so.", "Who said so", {
    max: 200,
    description: "An office or a body, never a person",
  }),
  said: words("Say when it was said.", "When it was said", { max: 60 }),
  kind: z
    .enum(Object.keys(claimKinds) as [ClaimKind, ...ClaimKind[]], {
      error: "Choose what kind of claim it is.",
    })
    .meta({ title: "Kind" }),
  whatChanged: words("Say what is said to have changed.", "What changed", { max: 200 }),
  since: words("Say since when.", "Since when", { max: 120 }),
  byHowMuch: words("Say by how much, or that no size is given.", "By how much", { max: 120 }),
  cause: words("Say what it is put down to.", "Caused by what", { max: 200 }),
  cashable: z
    .enum(["", ...(Object.keys(cashableWords) as Cashable[])], {
      error: "Choose whether the money is cashable.",
    })
    .optional()
    .meta({
      title: "Cashable",
      description: "Of money saved: whether it can be taken out and spent elsewhere",
    }),
  savedFor: optionalWords("Whose money", "Of money saved: whose budget"),
  savedWhen: optionalWords("Saved when", "Of money saved: in which year"),
  limits: optionalWords(
    "What cannot be told",
    "What a reader must know of the claim, whatever the figures say",
  ),
  source: words("Say where it can be read.", "Source", { description: "A report or page, with its date" }),
  sourceUrl: z
    .string()
    .trim()
    .max(400, "Use at most 400 characters.")
    .refine(
      (text) => text === "" || /^https:\/\/[^\s]+$/u.test(text),
      "Give an address that begins with https://.",
    )
    .optional()
    .meta({ title: "Address of the source" }),
  ...reading,
});
export type EnterClaim = z.output<typeof enterClaimSchema>;

/** One more way to read a claim. */
export const addReadingSchema = z.object({
  claim: z.string({ error: "Say which claim." }).max(100).meta({ title: "Claim" }),
  label: optionalWords("Name of the reading", "Left empty: the name of the measure"),
  ...reading,
  note: optionalWords("Note", "Why it is read so"),
});
export type AddReading = z.output<typeof addReadingSchema>;

export const withdrawClaimSchema = z.object({
  claim: z.string({ error: "Say which claim." }).max(100).meta({ title: "Claim" }),
  why: words("Say why it is withdrawn.", "Why", { max: 300 }),
});
export type WithdrawClaim = z.output<typeof withdrawClaimSchema>;
