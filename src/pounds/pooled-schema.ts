import { z } from "zod";
import { jointWays, type JointWay } from "./pooled.ts";
import { day, fundField, money, words, orLeaveOut } from "./schema.ts";

export const stateJointLineSchema = z.object({
  fund: fundField,
  name: words("Enter what the budget line is called.", "Budget line", { max: 120 }),
  how: z
    .enum(Object.keys(jointWays) as [JointWay], { error: "Say how its money is held." })
    .meta({ title: "How its money is held" }),
  amount: money(orLeaveOut, "Amount for the year (leave out where it is not known)").optional(),
  reason: words(orLeaveOut, "If it is not pooled: why", {
    max: 500,
    description: "For everybody to read.",
  }).optional(),
  reviewOn: day("Enter the day.", "If it is not pooled: when that is looked at again").optional(),
});

export const statePlaceSpendSchema = z.object({
  fund: fundField,
  amount: money("Enter the amount.", "What the place spends on health and care in the year"),
  counts: words("Say what is counted.", "What is counted", {
    description: "Whose spending, and on what",
  }),
  source: words("Say where it can be read.", "Where it can be read", {
    description: "Title and address, so that anybody can look",
  }),
});

export const stateInequalitySchema = z.object({
  fund: fundField,
  words: words("Say what the fund is meant to change.", "Intended effect on inequality", {
    max: 600,
    description: "Between whom, in what, and how anybody will see it",
  }),
});
