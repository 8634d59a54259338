import { z } from "zod";
import { templateKinds } from "@concordat/statute";

const text = (description: string, most: number) =>
  z.string().max(most, `Use at most ${most} characters.`).optional().meta({ description });

/** What every list of this module takes from its address. */
export const listQuery = z.object({
  illustrative: z
    .enum(["include", "leave-out"])
    .optional()
    .meta({ description: "Whether those of the made-up place are listed too; they are, unless left out." }),
});

/** What a check takes from its address: a few basics, and an answer for each fact under its key. */
export const checkQuery = z
  .object({
    kind: text(`Kind of proposal: ${templateKinds.join(", ")}.`, 60),
    name: text("What the proposal is called.", 200),
    body: text("Body that decides: its name, or the last part of its address.", 200),
    decided: text("Day of the decision, such as 2026-04-21.", 60),
    meetings: text("Days of meetings, separated by commas.", 600),
    areas: text("Council areas touched, separated by commas; left out: those of the body.", 1500),
    ask: text("Fact whose question is asked first.", 100),
    if: text("Fact to change for a try.", 100),
  })
  .catchall(z.string().max(300, "Use at most 300 characters."))
  .meta({ description: "Any fact of the law may be given under its key; /law/facts lists them." });

/** A proposal for machines: the text of a file, or the same fields as the page takes. */
export const checkApiQuery = checkQuery.extend({
  proposal: text(
    "The proposal as JSON or YAML: today, body, meetings, areas, polls, facts, events. Given this, the other fields are left aside.",
    12_000,
  ),
});

const day = (description: string) => z.string().optional().meta({ description });

/** What a count of days takes. */
export const datesQuery = z.object({
  ask: z
    .enum(["latest", "earliest", "deadline"], { error: "Ask for latest, earliest or deadline: ask=latest." })
    .meta({
      description: "Last day of the earlier event, first day of the later one, or last day of a period.",
    }),
  rule: z
    .string({ error: "Give the counting rule: rule=clear-days-working." })
    .meta({ description: "Key of a counting rule, for example clear-days-working." }),
  quantity: z.string().optional().meta({ description: "How many; left out for a fixed date." }),
  unit: z.string().optional().meta({ description: "day, week, month or year; left out: the rule’s own." }),
  before: day("The later event, for latest."),
  after: day("The earlier event, for earliest."),
  from: day("The day the period starts from, for deadline."),
});
