import { z } from "zod";
import { day, optionalWords, words } from "./fields.ts";
import { sides, type Side } from "./priority.ts";

const priority = z.string({ error: "Say which priority." }).max(100).meta({ title: "Priority" });
const side = z
  .enum(Object.keys(sides) as [Side, ...Side[]], { error: "Choose a side." })
  .meta({ title: "Which owner" });

export const addActionSchema = z.object({
  priority,
  what: words("Say what will be done.", "What will be done"),
  side: side.meta({ title: "Whose it is" }),
  office: optionalWords("Office", "Left empty: the office that owns the priority on that side", { max: 120 }),
  dueOn: day("Say by when.", "By when"),
});
export type AddAction = z.output<typeof addActionSchema>;

export const settleActionSchema = z.object({
  priority,
  action: z
    .string({ error: "Choose the action." })
    .min(1, "Choose the action.")
    .max(100)
    .meta({ title: "Action" }),
  outcome: z
    .enum(["done", "dropped"], { error: "Choose what became of it." })
    .meta({ title: "What became of it" }),
  settledOn: day("Say when.", "When"),
  words: words("Say what was done, or why it was dropped.", "What came of it"),
});
export type SettleAction = z.output<typeof settleActionSchema>;

export const nameOwnerSchema = z.object({
  priority,
  side,
  body: words("Choose the body.", "Body", { max: 150 }),
  office: words("Say which office there answers for it.", "Office", { max: 120 }),
  fromOn: day("Say from when.", "From when"),
  why: words("Say why.", "Why"),
});
export type NameOwner = z.output<typeof nameOwnerSchema>;
