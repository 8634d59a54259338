import { z } from "zod";
import { documents, grounds, type Document, type Ground } from "./plan.ts";
import { day, href, keysOf, line, lines, slug } from "./schema-proposals.ts";

export const registerPlanSchema = z.object({
  slug: slug.meta({ title: "Body" }),
  title: line("Say in a few words what is planned.", 150).meta({
    title: "What is planned, in a few words",
    description: "For example: The birth centre is to close at weekends.",
  }),
  what: lines("Say what you have heard.", 2000).meta({
    title: "What you have heard, and where from",
    description:
      "A meeting, a notice, a newspaper. Name no person, not yourself either, and say nothing about anybody’s health.",
  }),
  askedOn: day("Give the day.").optional().meta({
    title: "Day on which the body was asked",
    description: "By you or somebody else. Left empty: nobody has asked it, as far as you know.",
  }),
  document: z
    .enum(keysOf<Document>(documents), { error: "Choose whether there is a document." })
    .meta({ title: "Is there a document that everybody can read?" }),
  documentHref: href
    .optional()
    .meta({ title: "Its address", description: "Only where a document is published." }),
});
export type RegisterPlan = z.output<typeof registerPlanSchema>;

export const answerPlanSchema = z.object({
  slug: slug.meta({ title: "Plan" }),
  answer: lines("Write the answer.", 2000).meta({
    title: "Answer of the body",
    description: "For everybody to read. Name offices, not people.",
  }),
  proposal: slug.optional().meta({
    title: "The proposal",
    description: "The last part of its address, where it is registered here by now.",
  }),
});
export type AnswerPlan = z.output<typeof answerPlanSchema>;

export const takeDownPlanSchema = z.object({
  slug: slug.meta({ title: "Plan" }),
  ground: z.enum(keysOf<Ground>(grounds), { error: "Choose the ground." }).meta({
    title: "On which ground",
    description: "Its words are then held nowhere. That it was taken down, when and why stays.",
  }),
});
export type TakeDownPlan = z.output<typeof takeDownPlanSchema>;
