import { z } from "zod";
import { ruleTitles } from "./question-rules.ts";
import { address, count, day, line, lines, oneOf, yesOrNo } from "./schema-fields.ts";

const petition = address("petition").meta({ title: "Petition" });
const board = address("board").meta({ title: "Board" });

export const setPetitionRuleSchema = z.object({
  board,
  signatures: count(1_000_000).meta({ title: "Signatures needed" }),
  who: line("Say who may sign.", 200).meta({
    title: "Who may sign",
    description: "For example: anybody who lives, works or studies here.",
  }),
  source: line("Say where the rule stands.", 300).meta({
    title: "Where the rule stands",
    description: "For example: the council's petition scheme, with its date.",
  }),
});
export type SetPetitionRule = z.output<typeof setPetitionRuleSchema>;

export const startPetitionSchema = z.object({
  board,
  title: line("Give your petition a title.", 150).meta({ title: "What you ask for, in one line" }),
  words: lines("Say what you ask for.", 2000).meta({
    title: "What you ask for, and why",
    description: "Everybody will read it once somebody at the board has. Name no private person.",
  }),
  closesOn: day("Give the last day for signatures.").meta({ title: "Last day to sign" }),
  checked: yesOrNo.meta({
    title: "Are you sure that it tells nothing of a private person?",
    description: "You are asked this only where some words look as if they might.",
  }),
});
export type StartPetition = z.output<typeof startPetitionSchema>;

export const publishPetitionSchema = z.object({ petition });
export type PublishPetition = z.output<typeof publishPetitionSchema>;

export const refusePetitionSchema = z.object({
  petition,
  rule: oneOf(ruleTitles, "the rule").meta({ title: "Rule" }),
  why: line("Say why.", 500).meta({ title: "Why", description: "Everybody will read it." }),
});
export type RefusePetition = z.output<typeof refusePetitionSchema>;

export const signPetitionSchema = z.object({ petition });
export type SignPetition = z.output<typeof signPetitionSchema>;

export const deferPetitionSchema = z.object({
  petition,
  why: line("Say why.", 500).meta({ title: "Why it is heard later", description: "Everybody will read it." }),
  until: day("Give the day.").meta({ title: "By when the board hears it" }),
});
export type DeferPetition = z.output<typeof deferPetitionSchema>;
