import { z } from "zod";
import { qualitySayings } from "./quality-account.ts";
import { day, line, lines, oneOf } from "./schema-fields.ts";

const board = line("Say which committee.", 100).meta({ title: "Committee" });

export const receiveSchema = z.object({
  board,
  body: line("Choose the provider.", 100).meta({ title: "Provider" }),
  year: z.coerce
    .number({ error: "Write the year in which the account begins." })
    .int()
    .min(2009)
    .max(2100)
    .meta({ title: "Year", description: "The year in which it begins: 2025 for 2025-26." }),
  receivedOn: day("Give the day.").meta({ title: "Draft received on" }),
});
export type Receive = z.output<typeof receiveSchema>;

export const saySchema = z.object({
  board,
  account: line("Choose the account.", 150).meta({ title: "Account" }),
  says: oneOf(qualitySayings, "whether there is a statement").meta({ title: "What the committee says" }),
  words: lines("Write the statement, or why there is none.", 4000).meta({
    title: "The statement, or why there is none",
    description: "The provider must print a statement that it receives in time.",
  }),
});
export type Say = z.output<typeof saySchema>;
