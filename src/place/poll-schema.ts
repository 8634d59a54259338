import { z } from "zod";
import { day, line, slugIn } from "./schema.ts";

/** Entering a by-election: as much of its date as is known. */
export const enterPollSchema = z
  .object({
    slug: slugIn("organisations", "Name the council."),
    division: line("Name the ward or division.", 200).meta({
      title: "Ward or division",
      description: "Its name as the council writes it. Name no candidate.",
    }),
    on: day("Give the day.").optional().meta({
      title: "Day of the poll",
      description: "Left out where only the year, or nothing, is known.",
    }),
    year: z.coerce
      .number({ error: "Give the year in figures, for example 2026." })
      .int("Give the year in figures, for example 2026.")
      .min(1974, "Give a year from 1974.")
      .max(2100, "Give a year up to 2100.")
      .optional()
      .meta({ title: "Year, where the day is not known" }),
    state: z
      .enum(["past", "expected"], { error: "Say whether it has been held: past or expected." })
      .optional()
      .meta({
        title: "Has it been held?",
        description: "Needed only where the day is not known.",
      }),
    source: line("Say where this is known from.", 500).meta({
      title: "Source",
      description: "The address of the council's notice, or the notice itself.",
    }),
    seen: day("Give the day on which the source was seen.").optional().meta({
      title: "Day on which the source was seen",
      description: "Left out: today.",
    }),
  })
  .superRefine((input, context) => {
    if (input.on !== undefined && input.year !== undefined && input.on.slice(0, 4) !== String(input.year))
      context.addIssue({
        code: "custom",
        path: ["year"],
        message: `The day is in ${input.on.slice(0, 4)} and the year given is ${input.year}. Leave the year out.`,
      });
  });
export type EnterPoll = z.output<typeof enterPollSchema>;
