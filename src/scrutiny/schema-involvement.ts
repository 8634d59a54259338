import { z } from "zod";
import { degrees } from "./involvement.ts";
import { address, day, line, lineOrNone, lines, oneOf } from "./schema-fields.ts";

const plan = address("plan").meta({ title: "Plan" });
const body = address("body").meta({ title: "Body" });

export const askInvolvementSchema = z.object({
  body,
  title: line("Name the plan or decision.", 90).meta({ title: "The plan or decision" }),
  about: lines("Say what it is about.", 1000).meta({
    title: "What it is about",
    description: "In two sentences. Give its address on this site where it has one.",
  }),
});
export type AskInvolvement = z.output<typeof askInvolvementSchema>;

export const sayInvolvementSchema = z.object({
  plan,
  body,
  degree: oneOf(degrees, "how far you were involved").meta({ title: "How far was your body involved?" }),
  office: line("Name the office.", 200).meta({
    title: "Who speaks for your body",
    description: "The job, not the person.",
  }),
  words: lineOrNone(500).meta({ title: "In your words" }),
});
export type SayInvolvement = z.output<typeof sayInvolvementSchema>;

export const noteToldSchema = z.object({
  plan,
  partner: address("body").meta({ title: "Who was told" }),
  on: day("Give the day.").meta({ title: "On which day" }),
  how: line("Say how.", 300).meta({
    title: "How",
    description: "For example: letter to the chief executive, or a meeting of both teams.",
  }),
});
export type NoteTold = z.output<typeof noteToldSchema>;
