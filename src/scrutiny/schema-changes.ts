import { z } from "zod";
import { callInOutcomes } from "./call-in.ts";
import { councilAnswers } from "./change.ts";
import { jointSorts } from "./joint-committee.ts";
import { address, count, day, line, lines, oneOf } from "./schema-fields.ts";

const resolution = line("Say which decision.", 150).meta({ title: "Decision" });
const proposal = line("Say which proposal.", 150).meta({ title: "Proposal" });
const council = line("Say which council.", 100).meta({ title: "Council" });

export const callInSchema = z.object({
  resolution,
  board: line("Choose the committee.", 100).meta({ title: "Committee that hears it" }),
  byWhom: line("Say which offices ask for it.", 300).meta({
    title: "Who asks for it",
    description: "By office: how many councillors it needs is the council's own rule.",
  }),
  reasons: lines("Say why.", 2000).meta({ title: "Reasons", description: "Offices and bodies, not people." }),
});
export type MakeCallIn = z.output<typeof callInSchema>;

export const settleCallInSchema = z.object({
  resolution,
  outcome: oneOf(callInOutcomes, "what it came to").meta({ title: "What it came to" }),
  words: lines("Say why.", 2000).meta({ title: "In a few sentences" }),
});
export type SettleCallIn = z.output<typeof settleCallInSchema>;

export const answerChangeSchema = z.object({
  proposal,
  council,
  answer: oneOf(councilAnswers, "an answer").meta({ title: "Do you consider it substantial?" }),
  why: lines("Say why.", 1500).meta({
    title: "Why",
    description: "For the residents of this council; the law does not say what is substantial.",
  }),
});
export type AnswerChange = z.output<typeof answerChangeSchema>;

export const appointJointSchema = z.object({
  proposal,
  council,
  board: address("joint scrutiny committee").meta({ title: "Joint scrutiny committee" }),
  sort: oneOf(jointSorts, "of which sort it is").meta({ title: "Of which sort is it?" }),
  members: count(50).meta({ title: "How many members you appoint" }),
  decided: lines("Say where and when the council decided it.", 500).meta({
    title: "Where and when the council decided it",
    description: "For example: full council, 2 November 2026. Offices and bodies, not people.",
  }),
});
export type AppointJoint = z.output<typeof appointJointSchema>;

export const endJointSchema = z.object({
  proposal,
  council,
  why: lines("Say why.", 500).meta({
    title: "Why it ends",
    description:
      "For example: the change is in place. Everybody will read it. Offices and bodies, not people.",
  }),
});
export type EndJoint = z.output<typeof endJointSchema>;

export const askMinisterSchema = z.object({
  proposal,
  council,
  concern: lines("Say what the concern is.", 3000).meta({
    title: "The concern",
    description: "About how the change was made, or why it is not in the best interests of the service.",
  }),
  talks: lines("Say what was done to settle it first.", 3000).meta({
    title: "What was done to settle it first",
    description: "The minister expects that every local way was tried.",
  }),
  sentOn: day("Give the day.").meta({
    title: "Sent on",
    description:
      "Before 31 January 2024 it was a referral; since then anybody may ask the minister to call in.",
  }),
});
export type AskMinister = z.output<typeof askMinisterSchema>;

export const answerOfMinisterSchema = z.object({
  request: line("Say which request.", 150).meta({ title: "Request" }),
  words: lines("Say what was answered.", 2000).meta({ title: "The answer" }),
  on: day("Give the day.").meta({ title: "Day" }),
});
export type AnswerOfMinister = z.output<typeof answerOfMinisterSchema>;
