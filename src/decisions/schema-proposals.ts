import { z } from "zod";
import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import { templateKinds } from "@concordat/statute";
import { pounds } from "../place/index.ts";
import { dateAnswer, dateProblem } from "./date-answer.ts";
import { stages, type Stage } from "./proposal.ts";

const unseen = "Take out the characters that cannot be seen.";

/** One line of text: breaks and runs of spaces become one space. */
export function line(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, unseen);
}

/** Several lines of text. */
export function lines(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\r\n?/g, "\n").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*$/u, unseen);
}

/** The keys of labels, as a choice takes them. */
export function keysOf<Key extends string>(labels: Readonly<Record<Key, string>>): [Key, ...Key[]] {
  return Object.keys(labels) as [Key, ...Key[]];
}

/** A day. */
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

/** A day, a month or a year, as people write it; becomes 2026-04-21, 2026-04 or 2026. */
const vagueDay = z
  .string()
  .trim()
  .max(60)
  .transform((text, context): string => {
    const problem = dateProblem(text);
    if (problem === undefined) return dateAnswer(text);
    context.addIssue({ code: "custom", message: problem });
    return z.NEVER;
  });

export const slug = z
  .string({ error: "Name it by the last part of its address." })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Write the last part of its address: letters, figures and hyphens.")
  .max(150);

export const href = z
  .url({ protocol: /^https?$/, error: "Write an address that begins with https://." })
  .max(500);

const version = z.coerce
  .number({ error: "Open the form again: it does not say which version you saw." })
  .int()
  .min(1)
  .meta({
    title: "Version",
    description: "The version that was seen; a later one is never overwritten unseen.",
  });

const inWords = (title: string, description: string) =>
  lines("Say it in words.", 2000).optional().meta({ title, description });

const unknown = "In words. Left empty: not known, and the page says so.";

const fields = {
  title: line("Give it a title.", 200).meta({ title: "Title" }),
  what: lines("Say what would change.", 4000).meta({
    title: "What would change",
    description: "For everybody to read. Name offices and bodies, not people.",
  }),
  kind: z
    .enum(templateKinds, { error: "Choose what kind of proposal it is." })
    .meta({ title: "Kind of proposal" }),
  area: slug.meta({ title: "Area", description: "The smallest area that holds all who are touched." }),
  areaWords: line("Say where.", 200)
    .optional()
    .meta({ title: "Where, more exactly", description: "A ward, a site, a street." }),
  options: lines("Write one option to a line.", 4000).meta({
    title: "Options",
    description: "One to a line. Keeping things as they are stands first by itself.",
  }),
  function: slug.optional().meta({
    title: "Function",
    description: "What is exercised. From it follows who may decide, the most local first.",
  }),
  amount: pounds.optional().meta({
    title: "Amount",
    description: "In pounds, if money is at stake: some may decide up to a limit only.",
  }),
  decisionDueOn: day("Give the day.")
    .optional()
    .meta({ title: "Day planned for the decision", description: "Left out: not planned yet." }),
  inequality: inWords("Effect on inequality", unknown),
  money: inWords("Effect on money", unknown),
  priorities: inWords("Effect on priorities", unknown),
  experience: inWords("Effect on the experience of care", unknown),
};

export const registerProposalSchema = z.object({ slug: slug.meta({ title: "Body" }), ...fields });
export type RegisterProposal = z.output<typeof registerProposalSchema>;

export const editProposalSchema = z.object({ slug: slug.meta({ title: "Proposal" }), version, ...fields });
export type EditProposal = z.output<typeof editProposalSchema>;

export const nameDeciderSchema = z.object({
  slug: slug.meta({ title: "Proposal" }),
  version,
  decider: line("Choose who decides it.", 300).optional().meta({
    title: "Who decides",
    description:
      "The most local first, each with the provision and the chain by which it may. The proposal’s JSON lists their keys.",
  }),
  otherDecider: line("Name who decides.", 200).optional().meta({
    title: "Somebody who is not listed",
    description:
      "The last part of its address here, or its name. An office, never a person. Only where who may decide cannot be told here.",
  }),
  otherSource: line("Give the source.", 500).optional().meta({
    title: "Where it is written that it may decide",
    description: "A constitution, a scheme, an order, with its date; everybody can read this.",
  }),
  higherWhy: lines("Give the reason.", 1000).optional().meta({
    title: "Why not more locally",
    description: "Needed where somebody more local may decide it too. It stands on the proposal’s page.",
  }),
});
export type NameDecider = z.output<typeof nameDeciderSchema>;

export const fixOptionsSchema = z.object({
  slug: slug.meta({ title: "Proposal" }),
  on: day("Give the day.").meta({
    title: "Day on which the options were fixed",
    description: "After it no other option was open. The list of options then no longer changes.",
  }),
});
export type FixOptions = z.output<typeof fixOptionsSchema>;

export const tellPartnerSchema = z.object({
  slug: slug.meta({ title: "Proposal" }),
  name: line("Name the body, or write: The public.", 200).meta({
    title: "Who",
    description:
      "The last part of the body’s address, its name, or The public. One already listed is changed.",
  }),
  toldOn: vagueDay.optional().meta({
    title: "Told on",
    description: "A day, or a month where no more is known. Left empty: not told yet.",
  }),
  how: line("Say how.", 200).optional().meta({ title: "How", description: "A letter, a meeting, a notice." }),
});
export type TellPartner = z.output<typeof tellPartnerSchema>;

const fileName = line("Give the file a name.", 200);

export const giveEvidenceSchema = z.object({
  slug: slug.meta({ title: "Proposal" }),
  fact: z
    .string({ error: "Name the question: /law/facts lists them." })
    .max(100)
    .meta({ title: "Question", description: "Its key under /law/facts." }),
  answer: line("Give the answer.", 200).meta({ title: "Answer" }),
  restsOn: line("Say what shows it.", 300).meta({
    title: "What shows it",
    description: "The document and its date: minutes of 15 October 2026, item 4.",
  }),
  href: href.optional().meta({ title: "Its address", description: "Where everybody can read it." }),
  file: z
    .union(
      [
        z.object({ name: fileName, bytes: z.instanceof(Uint8Array) }),
        z.object({ name: fileName, base64: z.base64() }).transform(({ name, base64 }) => ({
          name,
          bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
        })),
      ],
      { error: "Choose a file." },
    )
    .optional()
    .meta({ title: "The document itself", description: "It is public at once. Left out: none is attached." }),
});
export type GiveEvidence = z.output<typeof giveEvidenceSchema>;

export const moveProposalSchema = z.object({
  slug: slug.meta({ title: "Proposal" }),
  version,
  stage: z
    .enum(keysOf<Stage>(stages), { error: "Choose how far it has come." })
    .meta({ title: "How far it has come" }),
  on: day("Give the day.")
    .optional()
    .meta({ title: "Since", description: "Left out: today. Of a decision, the day it was taken." }),
  resolution: slug.optional().meta({
    title: "The decision",
    description:
      "The last part of its address under /resolutions; needed once it is decided, if it is kept here.",
  }),
  reason: lines("Give the reason.", 1000).optional().meta({
    title: "Reason",
    description:
      "Needed when it is withdrawn, or decided while a step that the decision waits for is still open. It stands in the record.",
  }),
});
export type MoveProposal = z.output<typeof moveProposalSchema>;
