import { z } from "zod";
import { instructionKinds, powerSorts } from "./instruction.ts";
import { day, href, keysOf, line, lines, slug } from "./schema-proposals.ts";

function oneOf<Key extends string>(labels: Readonly<Record<Key, string>>, what: string): z.ZodType<Key> {
  const keys = keysOf(labels);
  return z.enum(keys, { error: `Choose ${what}: ${keys.join(", ")}.` });
}

const said = (title: string, description: string): z.ZodString =>
  lines("Write the words.", 4000).meta({ title, description });
const on = day("Give the day.").meta({ title: "Day" });
const concerned = (title: string, description: string) =>
  lines("Name at least one body.", 3000).optional().meta({ title, description });

/** Recording what a body above requires. */
export const recordInstructionSchema = z
  .object({
    slug: slug.meta({ title: "Body that enters it" }),
    title: line("Give it a title.", 200).meta({ title: "Title" }),
    kind: oneOf(instructionKinds, "what it is").meta({ title: "What it is" }),
    words: said(
      "What it requires",
      "Its own words where you can, or a plain summary. Bodies and offices, no people.",
    ),
    giver: line("Say who gave it.", 200).meta({
      title: "Who gave it",
      description: "For example NHS England, or the Secretary of State for Health and Social Care.",
    }),
    giverBody: slug.optional().meta({
      title: "The same body on this site",
      description: "The last part of its address under /organisations/, where it has one.",
    }),
    powerSort: oneOf(powerSorts, "on what it rests").meta({ title: "On what it says that it rests" }),
    power: line("Cite the power.", 300).optional().meta({
      title: "The power it cites",
      description: "The provision, licence or agreement, as it cites it. Left out where none is stated.",
    }),
    givenOn: day("Give the day on which it was given.").meta({ title: "Given on" }),
    fromOn: day("Give the first day.").optional().meta({
      title: "In force from",
      description: "Left out: from the day it was given.",
    }),
    untilOn: day("Give the last day.").optional().meta({
      title: "In force until",
      description:
        "The last day it names. Left out: it names none, and our house rule asks for a review after 90 days.",
    }),
    href: href.optional().meta({ title: "Address of the document" }),
    addressed: concerned(
      "To whom else it is addressed",
      "Besides the body that enters it: one a line, the last part of its address, or areas/ and the last part of an area's address.",
    ),
    touched: concerned("Whom it touches besides", "Written the same way. They can challenge it here too."),
  })
  .superRefine((given, context) => {
    if ((given.power === undefined) !== (given.powerSort === "none"))
      context.addIssue({
        code: "custom",
        path: ["power"],
        message:
          given.powerSort === "none"
            ? "You chose that no power is stated. Leave this out, or choose on what it rests."
            : "Cite the power it states, or choose that none is stated.",
      });
    const from = given.fromOn ?? given.givenOn;
    if (from < given.givenOn)
      context.addIssue({
        code: "custom",
        path: ["fromOn"],
        message: "It cannot be in force before it was given.",
      });
    if (given.untilOn !== undefined && given.untilOn < from)
      context.addIssue({
        code: "custom",
        path: ["untilOn"],
        message: "Its last day is before its first. Give a later day.",
      });
  });
export type RecordInstruction = z.output<typeof recordInstructionSchema>;

/** Challenging an instruction. */
export const challengeInstructionSchema = z.object({
  slug,
  body: slug.meta({ title: "For which body" }),
  words: said(
    "The challenge",
    "What is contested and why. It stands beside the instruction for everybody to read.",
  ),
});
export type ChallengeInstruction = z.output<typeof challengeInstructionSchema>;

/** Answering a challenge. */
export const answerChallengeSchema = z.object({
  slug,
  challenge: z.coerce.number({ error: "Name the challenge by its number." }).int().min(1).meta({
    title: "Challenge",
    description: "Its number on the instruction's page.",
  }),
  by: line("Say who answered.", 200).meta({
    title: "Who answered",
    description: "A body or office, no person.",
  }),
  on,
  words: said("The answer", "It stands beside the challenge."),
});
export type AnswerChallenge = z.output<typeof answerChallengeSchema>;

/** Looking again at an instruction: it goes on, with another last day or without one. */
export const reviewInstructionSchema = z.object({
  slug,
  words: said("What the review found", "Why it goes on."),
  until: day("Give the last day.").optional().meta({
    title: "In force until",
    description: "Left out: it goes on without an end, and is looked at again after 90 days.",
  }),
});
export type ReviewInstruction = z.output<typeof reviewInstructionSchema>;

/** Whoever gave it took it back. */
export const withdrawInstructionSchema = z.object({
  slug,
  by: line("Say who withdrew it.", 200).meta({
    title: "Who withdrew it",
    description: "A body or office, no person.",
  }),
  on,
  words: said("How it is known", "For example the letter that withdrew it."),
});
export type WithdrawInstruction = z.output<typeof withdrawInstructionSchema>;

/** Making what was temporary permanent is a proposal. */
export const linkInstructionSchema = z.object({
  slug,
  proposal: slug.meta({
    title: "Proposal",
    description: "The last part of its address. Register it first: a lasting change runs the whole pathway.",
  }),
});
export type LinkInstruction = z.output<typeof linkInstructionSchema>;
