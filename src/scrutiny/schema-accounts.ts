import { z } from "zod";
import { ratings } from "./account.ts";
import { address, count, day, line, lineOrNone, lines, oneOf } from "./schema-fields.ts";

/** At most so many statements: more and nobody fills the form in. */
export const statementsMost = 12;
const statementsLeast = 3;

const event = address("event").meta({ title: "Event" });
const body = address("body").meta({ title: "Body" });

const manyOf = z
  .union([z.string(), z.array(z.string())], { error: "Choose the partners." })
  .transform((given) =>
    (Array.isArray(given) ? given : given.split(/[\s,;]+/u)).filter((slug) => slug !== ""),
  );

export const startAccountSchema = z.object({
  body,
  title: line("Give the event a title.", 90).meta({
    title: "The event in a few words",
    description: "For example: how beds were freed in spring 2020.",
  }),
  happened: lines("Say what happened.", 2000).meta({
    title: "What happened",
    description: "Only what nobody disputes. Each side tells the rest itself.",
  }),
  whenWords: line("Say when it happened.", 100).meta({
    title: "When",
    description: "For example: March to June 2020.",
  }),
  partners: manyOf
    .refine((slugs) => slugs.length >= 2, "Choose at least two partners.")
    .refine((slugs) => slugs.length <= 20, "Choose at most twenty partners.")
    .meta({ title: "Who is asked", description: "Your own body too, if it is to tell its side." }),
  statements: lines("Write the statements.", 4000)
    .transform((text) =>
      text
        .split("\n")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    )
    .refine(
      (all) => all.length >= statementsLeast && all.length <= statementsMost,
      `Write ${statementsLeast} to ${statementsMost} statements, one on each line.`,
    )
    .refine((all) => all.every((one) => one.length <= 300), "Use at most 300 characters for a statement.")
    .meta({
      title: "Statements that everybody rates",
      description: "One on each line. Everybody says how far it agrees, from 1 to 5.",
    }),
  closesOn: day("Give the last day.").meta({
    title: "Last day to hand in",
    description: "The accounts are opened together when all have handed in, or after this day.",
  }),
});
export type StartAccount = z.output<typeof startAccountSchema>;

const numbers = Array.from({ length: statementsMost }, (_, place) => place + 1);

const ratingFields = Object.fromEntries(
  numbers.flatMap((number) => [
    [
      `rating${number}`,
      oneOf(ratings, "how far you agree")
        .optional()
        .meta({ title: `How far you agree with statement ${number}` }),
    ],
    [`words${number}`, lineOrNone(500).meta({ title: `Why (statement ${number})` })],
  ]),
) as Record<`rating${number}` | `words${number}`, z.ZodType<string | undefined>>;

export const sealAccountSchema = z.object({
  event,
  body,
  office: line("Name the office.", 200).meta({
    title: "Who speaks for your body",
    description: "The job, not the person.",
  }),
  telling: lines("Write your account.", 5000).meta({
    title: "What happened, as you see it",
    description: "In the name of your body. Name no private person.",
  }),
  ...ratingFields,
});
export type SealAccount = z.output<typeof sealAccountSchema>;

export const openAccountsSchema = z.object({ event });
export type OpenAccounts = z.output<typeof openAccountsSchema>;

export const proposeAgreementSchema = z.object({
  event,
  body,
  words: line("Say what is to be done.", 500).meta({ title: "What is to be done" }),
  owner: address("body").meta({ title: "Who does it" }),
  dueOn: day("Give the day.").meta({ title: "By when" }),
});
export type ProposeAgreement = z.output<typeof proposeAgreementSchema>;

export const assentSchema = z.object({
  event,
  body,
  number: count(1000).meta({ title: "Number" }),
});
export type Assent = z.output<typeof assentSchema>;
